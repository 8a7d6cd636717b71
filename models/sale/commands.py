"""Verbs that span invoices, receipts and deliveries: sell in one breath, void and write again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

from models.contracts.commands import supplement
from models.contracts.inputs import SupplementInput
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.money import ZERO
from models.core.office import Act, Done, Office
from models.core.typed import check_texts
from models.deliveries.commands import leave
from models.deliveries.inputs import PickUpInput
from models.deliveries.queries import remaining
from models.drafts.commands import drop_draft, keep_draft
from models.invoices import queries
from models.invoices.commands import issue, void
from models.invoices.commands.void import found
from models.invoices.inputs import VoidInput
from models.invoices.rules import GOODS_LEAVE, REASON, check_void
from models.receipts.commands import check_cover, needs_of, reverse, take
from models.receipts.inputs import ReceiptInput
from models.receipts.queries import taken_with
from models.receipts.rules import ROUNDING_MOST, check_receipt
from models.sale.inputs import FIELDS, SaleInput


@dataclass(frozen=True)
class SaleDone:
    """What a sale made: the invoice, and the receipt and the pick-up if there were any."""

    invoice: Done
    receipt: Done | None = None
    delivery: Done | None = None

    @property
    def id(self) -> int:
        """The invoice's id."""
        return self.invoice.id

    @property
    def number(self) -> str:
        """The invoice's number."""
        return self.invoice.number


def sell(office: Office, x: SaleInput) -> SaleDone:
    """Issue an invoice, take the money for it and let the goods leave, in one command (rules: Invoices, Stock, Receivables).

    The money settles this invoice first; the rest is an advance. Raises RuleViolation with the problems of invoice and receipt
    together, ApprovalNeeded with all needs.
    """
    x = _completed(office, x)
    with office.command("sale.sell", x) as act:
        wrong = _check_receipt(act, x)
        needs = [] if wrong or x.receipt is None else needs_of(office, x.receipt)
        invoice = issue(act, x.invoice, ZERO if wrong else _cleared(x.receipt), wrong, needs)
        receipt = None if x.receipt is None else _take(act, x.receipt, invoice, needs)
        delivery = None
        if x.goods_leave and remaining(office, invoice.id):
            delivery = leave(act, PickUpInput(invoice.id, None, x.invoice.date, vehicle=x.invoice.vehicle))
        if x.draft_id is not None:
            drop_draft(act, x.draft_id)
        act.about(invoice.number)
    return SaleDone(invoice, receipt, delivery)


def _completed(office: Office, x: SaleInput) -> SaleInput:
    """With what was left out, so that an approval binds to all of it."""
    invoice = queries.completed(office, x.invoice)
    receipt = None if x.receipt is None else replace(x.receipt, customer_id=invoice.customer_id, date=invoice.date)
    if receipt is not None and receipt.method == "offset" and receipt.offset_id is None:
        receipt = replace(receipt, offset_id=invoice.offset_id)
    leaves = office.settings[GOODS_LEAVE] if x.goods_leave is None else x.goods_leave
    return replace(x, invoice=invoice, receipt=receipt, goods_leave=leaves)


def _cleared(receipt: ReceiptInput | None) -> Decimal:
    """Money that counts against the credit limit at once: everything but an acceptance (rules: Receivables, Credit)."""
    return ZERO if receipt is None or receipt.method == "acceptance" else receipt.amount + receipt.rounding


def _check_receipt(act: Act, x: SaleInput) -> list[Problem]:
    if x.receipt is None or x.invoice.date is None:
        return []
    found = check_receipt(x.receipt, x.invoice.date, act.office.settings[ROUNDING_MOST])
    return [_in_form(problem) for problem in [*found, *check_cover(act.office, x.receipt, x.invoice.date)]]


def _in_form(problem: Problem) -> Problem:
    return replace(problem, field=FIELDS.get(problem.field.partition(".")[0], "received"))


@contextmanager
def _problems_in_form() -> Iterator[None]:
    try:
        yield
    except RuleViolation as refused:
        raise RuleViolation(_in_form(problem) for problem in refused.problems) from refused


def _take(act: Act, x: ReceiptInput, invoice: Done, granted: Sequence[Need]) -> Done:
    """This invoice first, then what the person chose besides; what is left is an advance."""
    row = queries.invoice(act.office, invoice.id)
    here = min(x.amount + x.rounding, row.total if row else ZERO)
    parts = (((invoice.id, here),) if here else ()) + (x.allocate or ())
    with _problems_in_form():
        return take(act, replace(x, allocate=parts, invoice_id=invoice.id), granted)


def supplement_contract(office: Office, x: SupplementInput) -> Done:
    """Change an approved contract by a numbered supplement; nothing falls below what is invoiced. Raises ApprovalNeeded."""
    with office.command("contract.supplement", x) as act:
        agreed = queries.contract_facts(office, x.contract_id)
        return supplement(act, x, {} if agreed is None else {key: line.used for key, line in agreed.lines.items()})


def void_and_redo(office: Office, x: VoidInput) -> Done:
    """Void an invoice, take back the receipt taken with it, and open a draft that says the same. Returns the draft's id, the void number.

    Raises RuleViolation when goods have left, or when other money settles the invoice.
    """
    with office.command("sale.redo", x) as act:
        row = found(office, x.invoice_id)
        facts = queries.void_facts(office, row)
        require([*check_texts(x, (REASON,)), *check_void(replace(facts, allocated=ZERO))])
        for receipt_id in taken_with(office, row.id):
            reverse(act, receipt_id, x.reason, row.date)
        void(act, x)
        draft_id = keep_draft(act, "invoice", queries.as_draft(row))
        act.about(row.number).note(draft=draft_id)
    return Done(draft_id, row.number)
