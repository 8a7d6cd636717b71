"""What belongs to a contract's file: attachments, what happened, service performed, and the office's own wordings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from models.contracts import queries
from models.contracts.commands.steps import begin
from models.contracts.inputs import EventInput, TemplateInput, WorkInput
from models.contracts.queries import ATTACHMENTS
from models.contracts.rules import CLAUSES, EVENT_TEXTS, IN_FORCE, TEMPLATE, check_event, check_template, check_work
from models.contracts.tables import Attachment, ContractEvent, ContractLine, ContractTemplate, ContractWork
from models.core.errors import KnownError, Problem, RuleViolation, require
from models.core.migrations import sync_folder
from models.core.office import Done, Office
from models.core.rows import insert_row
from models.core.settings import set_option
from models.core.text import N_, clean
from models.core.typed import cleaned
from models.days.queries import business_date, closed_through
from models.days.rules import check_date

MOST_BYTES = 50 * 1024 * 1024


def attach(office: Office, contract_id: int, path: Path, remark: str = "") -> Done:
    """Keep a copy of a file with a contract, under its digest. Raises KnownError when it cannot be read or kept."""
    row = queries.found_contract(office, contract_id)
    name, remark = clean(path.name, "name", 200, emoji=True), clean(remark, "remark", 200, emoji=True)
    digest, size = _keep(office, path)
    if any(each.sha256 == digest for each in row.attachments):
        raise RuleViolation([Problem("path", "attachment.twice", N_("This file is attached to {number} already"), {"number": row.number})])
    with office.command("contract.attach", {"id": contract_id, "name": name, "sha256": digest, "remark": remark}) as act:
        made = insert_row(office.database, Attachment, {"contract": row.id, "name": name, "size": size, "sha256": digest, "remark": remark,
                                                        "person": act.person, "moment": act.moment})
        act.changed("contracts").about(row.number)
    return Done(made, name)


def _keep(office: Office, path: Path) -> tuple[str, int]:
    """Copy the file beside the office, durably, before anything says that it is there."""
    try:
        if not path.is_file():
            raise KnownError(N_("There is no file {name}"), name=path.name)
        if path.stat().st_size > MOST_BYTES:
            raise KnownError(N_("The file is larger than {most} MB; split it into several"), most=MOST_BYTES // 1024 // 1024)
        folder = office.folder / ATTACHMENTS
        folder.mkdir(exist_ok=True)
        making = folder / f"making-{os.getpid()}"
        shutil.copyfile(path, making)
        digest, size = queries.digest_of(making)
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(making, queries.place_of(office, digest))
        sync_folder(folder)
    except OSError as error:
        raise KnownError(N_("{name} could not be kept ({reason}); nothing was changed"), name=path.name,
                         reason=error.strerror or str(error)) from error
    return digest, size


def take_out(office: Office, attachment_id: int) -> Path:
    """A copy of a file under its own name, to be looked at; what is kept stays untouched. Raises KnownError when it is gone."""
    row = queries.attachment(office, attachment_id)
    folder = office.folder / ATTACHMENTS / "shown"
    try:
        folder.mkdir(exist_ok=True)
        return Path(shutil.copyfile(queries.place_of(office, row.sha256), folder / row.name))
    except OSError as error:
        raise KnownError(N_("The attachment {name} cannot be opened ({reason})"), name=row.name,
                         reason=error.strerror or str(error)) from error


def note_event(office: Office, x: EventInput) -> Done:
    """Write down a breach, a change asked for, or a note (duty 57)."""
    with office.command("contract.event", x) as act:
        row = queries.found_contract(office, x.contract_id)
        day = x.date or business_date(office)
        require(check_event(x) + check_date(day, closed_through(office), act.today))
        made = insert_row(office.database, ContractEvent, {
            "contract": row.id, "date": day, "kind": x.kind, "person": act.person, "moment": act.moment,
            **cleaned(x, EVENT_TEXTS)})
        act.changed("contracts").about(row.number)
    return Done(made, row.number)


def note_work(office: Office, x: WorkInput) -> Done:
    """Write down service performed of a line that is words or a service of the product file (duty 32)."""
    with office.command("contract.work", x) as act:
        line = ContractLine.get_or_none(ContractLine.id == x.line_id)
        if line is None or line.changes_id is not None or not queries.is_service(office, line.product_id):
            raise RuleViolation([Problem("line_id", "work.line", N_("Choose a line of service; goods are counted when they leave"))])
        row = queries.found_contract(office, line.contract_id)
        if row.state not in IN_FORCE:
            raise RuleViolation([Problem("", "contract.force", N_("{number} is not in force"), {"number": row.number})])
        day = x.date or business_date(office)
        require(check_work(x, queries.performed(office, line.id)) + check_date(day, closed_through(office), act.today))
        made = insert_row(office.database, ContractWork, {"line": line.id, "date": day, "quantity": x.quantity, "person": act.person,
                                                          "moment": act.moment, "text": clean(x.text, "text", 200, emoji=True)})
        begin(act, row.id, day)
        act.changed("contracts").about(row.number)
    return Done(made, row.number)


def file_template(office: Office, x: TemplateInput) -> Done:
    """File a wording of the office's own. Names are unique."""
    return _save_template(office, None, x)


def change_template(office: Office, template_id: int, x: TemplateInput) -> Done:
    """Rewrite a wording, or take it out of use; contracts keep theirs."""
    return _save_template(office, template_id, x)


def set_clauses(office: Office, clauses: Sequence[str]) -> None:
    """Say which clauses are looked at before a review; at least one. Raises RuleViolation."""
    kept = tuple(dict.fromkeys(clean(clause, "clauses", 100) for clause in clauses))
    require([] if kept else [Problem("clauses", "clauses.none", N_("Name at least one clause"))])
    set_option(office, CLAUSES, kept)


def _save_template(office: Office, template_id: int | None, x: TemplateInput) -> Done:
    require(check_template(x))
    with office.command("contract.template", {"id": template_id, "template": x}) as act:
        facts = {"kind": x.kind, "active": x.active, **cleaned(x, TEMPLATE)}
        if ContractTemplate.select().where(ContractTemplate.name == facts["name"], ContractTemplate.id != (template_id or 0)).exists():
            raise RuleViolation([Problem("name", "template.twice", N_("There is a wording of this name already"))])
        if template_id is None:
            made = insert_row(office.database, ContractTemplate, facts)
        else:
            made = template_id
            if not ContractTemplate.update(facts).where(ContractTemplate.id == template_id).execute():
                raise RuleViolation([Problem("id", "template.unknown", N_("There is no such wording"))])
        act.changed("contracts").about(str(facts["name"]))
    return Done(made, str(facts["name"]))
