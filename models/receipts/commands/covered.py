"""What stands behind a receipt: the contract or the offset paper it is taken for, the acceptance that falls due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from models.contracts import queries as contracts
from models.contracts.commands import OF_INSTALMENT, remind_of
from models.contracts.rules import IN_FORCE
from models.core.errors import Need, Problem
from models.core.office import Act, Done, Office
from models.core.text import N_, _
from models.customers.queries import card
from models.receipts import queries
from models.receipts.inputs import ReceiptInput
from models.receivables import commands as receivables
from models.receivables import queries as ledger
from models.receivables.inputs import Use
from models.receivables.rules import ACCEPTANCE_DAYS, beyond_money, check_use
from models.tasks.commands import drop_tasks, file_task, finish_tasks
from models.tasks.inputs import TaskInput
from models.tasks.queries import open_tasks_of

OF_ACCEPTANCE = "acceptances"
"""The source of the reminder of an acceptance; its source_id is the receipt."""


def check_cover(office: Office, x: ReceiptInput, day: date) -> list[Problem]:
    """What is wrong with the contract or the offset paper that a receipt names; an offset needs a paper (duty 26)."""
    return _check_contract(office, x) + _check_offset(office, x, day)


def needs_of(office: Office, x: ReceiptInput) -> list[Need]:
    """The approvals that a receipt asks for: money beyond its contract, an offset beyond its paper."""
    row = ledger.offset(office, x.offset_id) if x.method == "offset" else None
    return _beyond_contract(office, x) + (beyond_money(row.quota, x.amount) if row is not None else [])


def _check_offset(office: Office, x: ReceiptInput, day: date) -> list[Problem]:
    if x.method != "offset":
        return [] if x.offset_id is None else [Problem("offset", "receipt.offset", N_("Only an offset is settled with an offset paper"))]
    row = ledger.offset(office, x.offset_id)
    return check_use(None if row is None else row.quota, x.customer_id, day)


def _check_contract(office: Office, x: ReceiptInput) -> list[Problem]:
    """A contract of this customer that was approved, and an instalment of it."""
    if x.contract_id is None:
        return [] if x.instalment_id is None else [Problem("contract", "receipt.contract", N_("Choose the contract it belongs to"))]
    head = contracts.head_of(office, x.contract_id)
    if head is None or head[1] != x.customer_id:
        return [Problem("contract", "receipt.contract", N_("Choose a contract of this customer"))]
    if head[2] in ("draft", "review"):
        return [Problem("contract", "contract.state", N_("{number} is not in force"), {"number": head[0]})]
    row = contracts.found_contract(office, x.contract_id)
    if x.instalment_id is not None and x.instalment_id not in {one.id for one in row.instalments}:
        return [Problem("instalment", "receipt.instalment", N_("Choose an instalment of this contract"))]
    return []


def _beyond_contract(office: Office, x: ReceiptInput) -> list[Need]:
    """Money beyond what is left of the contract needs approval (rules: Contracts); one without a total takes any."""
    if x.contract_id is None:
        return []
    row = contracts.found_contract(office, x.contract_id)
    after = queries.received_of(office, row.id) + x.amount
    if not row.total or after <= row.total:
        return []
    return [Need("over contract", N_("{number}: {after} would be received, {beyond} more than the contract's {total}"),
                 {"number": row.number, "after": after, "beyond": after - row.total, "total": row.total}, after - row.total, "amount")]


def paid_up(act: Act, contract_id: int | None, debts: Iterable[int], *, back: bool = False) -> None:
    """Money came in for a contract or for debts: reminders of instalments that are paid in full go. back: it was taken back again,
    and who was no longer reminded of what is open once more is reminded anew.
    """
    office = act.office
    for each in sorted({*queries.contracts_of(office, debts), *([contract_id] if contract_id else [])}):
        row = contracts.found_contract(office, each)
        paid = queries.instalments_paid(office, row)
        for one in row.instalments:
            if paid[one.id] >= one.amount:
                finish_tasks(act, OF_INSTALMENT, one.id)
            elif back and row.state in IN_FORCE and not open_tasks_of(office, OF_INSTALMENT, one.id):
                remind_of(act, row, [one])


def take_cover(act: Act, x: ReceiptInput, day: date, done: Done) -> None:
    """An offset takes its money against the paper."""
    if x.method == "offset" and x.offset_id is not None:
        receivables.use_offset(act, Use(x.offset_id, day, queries.SOURCE, done.id, done.number, x.amount))


def undo_cover(act: Act, receipt_id: int, day: date, done: Done) -> None:
    """A receipt is taken back: its offset paper holds the money again, nobody waits for its acceptance."""
    receivables.give_back(act, Use(0, day, queries.SOURCE, receipt_id, done.number))
    drop_tasks(act, OF_ACCEPTANCE, receipt_id)


def remind(act: Act, x: ReceiptInput, day: date, done: Done) -> None:
    """A task before the bank pays an acceptance, some days ahead (rules: Receivables, acceptances)."""
    if x.method != "acceptance" or x.due is None:
        return
    ahead = max(x.due - timedelta(days=act.office.settings[ACCEPTANCE_DAYS]), day)
    title = _("Acceptance {number} of {customer} falls due on {due}").format(
        number=x.reference.strip() or done.number, customer=card(act.office, x.customer_id).name, due=x.due.isoformat())
    file_task(act, TaskInput(title[:200], ahead, None, OF_ACCEPTANCE, done.id))
