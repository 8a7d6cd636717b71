"""What the window plugs into the kit: papers, workbooks, approvals in person, the finder over everything."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from models.core.errors import ApprovalNeeded, KnownError, RuleViolation
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import N_, _
from models.people import commands as people
from models.people import queries as crew
from ui.kit.desk import Desk, Pages, Palette, Services, Store
from ui.kit.printer import SystemPrinters
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, Values
from ui.kit.tab import PaperChoice
from ui.kit.verbs import Door


def services_of(office: Office, store: Store) -> Services:
    """The services of one office; papers and workbooks load when they are first used."""
    return Services(approve=approve, write_excel=write_excel, sheet_pdf=sheet_pdf_of(office), open_pdf=open_pdf,
                    printing=SystemPrinters(open_pdf), search=search, store=store)


def kept_settings() -> QSettings:
    """Widths, orders and last choices of this person on this machine."""
    return QSettings("neiqin-desk", "desk")


def write_excel(sheet: Sheet, path: Path) -> None:
    """A listing as workbook, CSV or JSON, by the file's ending."""
    from data.writers import write

    write(sheet, target=path)


def sheet_pdf_of(office: Office) -> object:
    """Listings of this office as PDF."""
    def pdf(sheet: Sheet, choice: PaperChoice) -> bytes:
        from printing.office_papers import write_sheet

        out = io.BytesIO()
        write_sheet(office, sheet, out, paper=choice.paper)
        return out.getvalue()
    return pdf


def open_pdf(pdf: bytes) -> Pages:
    """A PDF to be drawn page by page."""
    from printing.preview import Preview

    return Preview(pdf)


def search(office: Office, text: str) -> Sequence[Palette]:
    """Ctrl+K over customers, leads, products and papers."""
    from models.reports.queries import find_anything

    return [Palette(Found(hit.id, hit.title, hit.detail, _(hit.kind)), Door(hit.listing, hit.id)) for hit in find_anything(office, text)]


def approve(desk: Desk, needed: ApprovalNeeded) -> bool:
    """File the requests and ask a manager who stands at the desk; True once all are granted.

    Left unanswered the requests wait in the list of approvals, where they can be granted later.
    """
    office = desk.office
    ids = people.ask_approval(office, needed)
    questions = "\n".join(f"{place}. {need.say()}" for place, need in enumerate(needed.needs, 1))
    if office.actor is not None and crew.is_alone(office):
        if not desk.prompts.confirm(_(N_("Approval")), questions, _(N_("Approve by myself"))):
            return False
        return _granted(office, ids, office.actor.name, "")
    names = [name for name in crew.names(office, "manager") if office.actor is None or name != office.actor.name]
    if not names:
        raise KnownError(N_("No manager is filed here. The request waits under Approvals; file a manager under Settings"))
    form = FormSpec("approve", N_("Approval by a manager"), fields=(
        FieldSpec("manager", N_("Manager"), FieldKind.CHOICE, required=True, choices=[(name, name) for name in names], initial=names[0]),
        FieldSpec("reason", N_("Reason"), FieldKind.TEXT, width=40),
    ), intro=questions)

    def submit(values: Values) -> bool:
        return _granted(office, ids, str(values["manager"]), str(values["reason"] or ""))
    return desk.prompts.form(form, submit, None, _(N_("Approve")))


def _granted(office: Office, ids: Sequence[int], manager: str, reason: str) -> bool:
    clerk = office.actor
    try:
        people.sign_in(office, manager)
        for approval in ids:
            people.decide(office, approval, granted=True, reason=reason)
    except RuleViolation:
        if any(not _is_granted(office, approval) for approval in ids):
            raise
    finally:
        office.actor = clerk
    return True


def _is_granted(office: Office, approval: int) -> bool:
    row = crew.approval_row(office, approval)
    return row is not None and row.granted is True
