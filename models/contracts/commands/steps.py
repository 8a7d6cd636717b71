"""The steps of a contract's life, and the reminders that go with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from models.contracts import queries
from models.contracts.inputs import ReviewInput, StepInput
from models.contracts.queries import ContractRow, InstalmentRow
from models.contracts.rules import CLAUSES, EXPIRY_DAYS, INSTALMENTS, REMIND_DAYS, check_review, check_turn
from models.contracts.tables import ClauseCheck, ContractStep
from models.core import audit
from models.core.errors import Need, require
from models.core.kinds import Kind, text_of
from models.core.office import Act, Done, Office
from models.core.rows import insert_row, insert_rows
from models.core.text import N_, _, clean
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.people.commands import approved
from models.people.queries import approvers
from models.tasks.commands import drop_tasks, file_task
from models.tasks.inputs import TaskInput

OF_CONTRACT, OF_INSTALMENT = "contracts", "instalments"
"""The sources of the reminders."""


def take_step(act: Act, contract_id: int, step: str, day: date, text: str = "", approved_by: str = "") -> int:
    """Posting: write a step down; whether it may be taken was checked."""
    act.changed("contracts")
    return insert_row(act.office.database, ContractStep, {"contract": contract_id, "step": step, "date": day, "text": text,
                                                          "approved_by": approved_by, "person": act.person, "moment": act.moment})


def send_to_review(office: Office, x: ReviewInput) -> Done:
    """A draft goes to the manager once each clause was looked at (duty 40). Raises RuleViolation naming what is open."""
    with office.command("contract.review", x) as act:
        row = queries.found_contract(office, x.contract_id)
        clauses = office.settings[CLAUSES]
        require(check_turn("review", row.state, "")
                + check_review(x, clauses, row.text, row.kind, row.placed, row.starts is not None and row.ends is not None,
                               queries.said_in(office, row)))
        step = take_step(act, row.id, "review", business_date(office))
        insert_rows(office.database, ClauseCheck, [
            {"step": step, "position": at + 1, "clause": one.clause, "answer": one.answer, "note": clean(one.note, "note", 200, emoji=True)}
            for at, one in enumerate(one for one in x.clauses if one.clause in clauses)])
        act.about(row.number)
    return Done(row.id, row.number)


def return_contract(office: Office, x: StepInput) -> Done:
    """Send a contract back from review to be rewritten; says why."""
    return _turn(office, "contract.return", "returned", x)


def approve_contract(office: Office, contract_id: int) -> Done:
    """Approve what was reviewed, exactly as it stands; from now on it is kept. Raises ApprovalNeeded (kind "contract")."""
    row = queries.found_contract(office, contract_id)
    content = {"number": row.number, "contract": audit.digest(queries.as_contract(row))}
    with office.command("contract.approve", content) as act:
        require(check_turn("approved", row.state, ""))
        act.about(row.number)
        used = approved(act, [Need("contract", N_("Contract {number} with {customer} over {total}"),
                                   {"number": row.number, "customer": row.customer_name, "total": row.total}, row.total)])
        take_step(act, row.id, "approved", business_date(office), "", approvers(office, used))
        remind(act, row)
    return Done(row.id, row.number)


def approve_numbered(office: Office, number: str) -> Done:
    """Approve the contract with this number: what was asked for goes on once the manager has answered. Raises RuleViolation."""
    row = queries.contract_numbered(office, number)
    return approve_contract(office, row.id if row else 0)


def begin_contract(office: Office, x: StepInput) -> Done:
    """Both have signed; performance begins."""
    return _turn(office, "contract.begin", "performing", x)


def finish_contract(office: Office, x: StepInput) -> Done:
    """Everything is performed, or what is not is let be, with a word why."""
    return _turn(office, "contract.finish", "done", x)


def end_contract(office: Office, x: StepInput) -> Done:
    """It ends early; says why."""
    return _turn(office, "contract.end", "ended", x)


def _turn(office: Office, verb: str, step: str, x: StepInput) -> Done:
    with office.command(verb, x) as act:
        row, text = queries.found_contract(office, x.contract_id), clean(x.text, "text", 500, lines=True, emoji=True)
        day = x.date or business_date(office)
        require(check_turn(step, row.state, text) + check_date(day, closed_through(office), act.today))
        take_step(act, row.id, step, day, text)
        if step in ("done", "ended"):
            forget(act, row)
        act.about(row.number)
    return Done(row.id, row.number)


def begin(act: Act, contract_id: int, day: date) -> None:
    """Posting: the first paper that refers to an approved contract begins its performance."""
    if queries.state_of(act.office, contract_id) == "approved":
        take_step(act, contract_id, "performing", day)
    act.changed("contracts")


def remind(act: Act, row: ContractRow) -> None:
    """Posting: file what is to be remembered of a contract: each instalment, the delivery, the end (rules: Contracts)."""
    settings, about = act.office.settings, {"number": row.number, "customer": row.customer_name}
    drop_tasks(act, OF_CONTRACT, row.id)
    if row.deliver_by:
        _file(act, row, _("{number} {customer}: deliver by {day}").format(**about, day=row.deliver_by), row.deliver_by,
              settings[REMIND_DAYS], OF_CONTRACT, row.id)
    if row.ends:
        _file(act, row, _("{number} {customer}: ends on {day}").format(**about, day=row.ends), row.ends, settings[EXPIRY_DAYS],
              OF_CONTRACT, row.id)
    remind_of(act, row, row.instalments)


def remind_of(act: Act, row: ContractRow, instalments: Iterable[InstalmentRow]) -> None:
    """Posting: file the reminders of instalments anew."""
    for one in instalments:
        drop_tasks(act, OF_INSTALMENT, one.id)
        if one.amount > 0:
            words = _("{number} {customer}: {what} {amount} due on {day}").format(
                number=row.number, customer=row.customer_name, what=one.title or _(INSTALMENTS[one.kind]),
                amount=text_of(Kind.MONEY, one.amount), day=one.due)
            _file(act, row, words, one.due, act.office.settings[REMIND_DAYS], OF_INSTALMENT, one.id)


def _file(act: Act, row: ContractRow, words: str, day: date, before: int, source: str, source_id: int) -> None:
    file_task(act, TaskInput(words[:200], max(day - timedelta(days=before), min(day, act.today)), row.salesperson_id, source, source_id))


def forget(act: Act, row: ContractRow) -> None:
    """Posting: nothing is to be remembered of it any more."""
    drop_tasks(act, OF_CONTRACT, row.id)
    for one in row.instalments:
        drop_tasks(act, OF_INSTALMENT, one.id)
