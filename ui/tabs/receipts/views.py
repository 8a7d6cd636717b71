"""The receipts tab: money in and out, what customers owe and since when, their ledger, the cash book."""

from __future__ import annotations

from models.core.office import Done, Office
from models.core.text import N_
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.receipts.listing import ACCEPTANCES, CASH_BOOK, RECEIPTS
from models.receipts.queries import receipt
from models.receipts.rules import WITH_SLIP
from models.receivables.listing import AGEING, AGEING_BY_SALESPERSON, ALLOCATIONS, DUNNING, LEDGER, RECEIVABLES
from ui.kit.specs import Level
from ui.kit.tab import FormView, Group, ListView, Verb, View
from ui.tabs.receipts.account import (DISCOUNT, RECEIPT_LEVELS, RECEIVE, RELEASE, RUN_TAKE_UP, SET_OPENING, USE_ADVANCE, WRITE_OFF,
                                      account_board, receipt_board)
from ui.tabs.papers import paper, together
from ui.tabs.receipts.bank import BANK
from ui.tabs.receipts.form import RECEIPT_FORM
from ui.tabs.receipts.statements import ANSWERS, RUN_ANSWER, SEND, SEND_MANY
from ui.tabs.receipts.money import RUN_DEPOSIT, RUN_OPENING, RUN_PETTY, RUN_REFUND, RUN_REVERSE, RUN_REVERSE_ACCEPTANCE
from ui.tabs.receipts.offsets import OFFSETS


def take(office: Office, x: ReceiptInput) -> Done:
    """Receive what is typed."""
    return take_receipt(office, x)


FORM = FormView(RECEIPT_FORM, read=ReceiptInput.from_form, verbs=(
    Verb(N_("Receive"), take, "F9", "ok", primary=True, done=N_("Received: {number}")),))


def _number(office: Office, receipt_id: int) -> str:
    row = receipt(office, receipt_id)
    return row.number if row is not None else ""


def _slip_number(office: Office, receipt_id: int) -> str:
    """The number of a row that a slip is written for: a deposit or a petty payment has none."""
    row = receipt(office, receipt_id)
    return row.number if row is not None and row.kind in WITH_SLIP else ""


SLIP = paper("receipt", N_("Receipt for Payment"), _number, many=together("receipt", _slip_number))
LATE = {"late": Level.LOOK, "chase": Level.LOOK, "bad": Level.BLOCK}
ACCEPTED = {"waiting": Level.PLAIN, "cleared": Level.GOOD, "reversed": Level.PLAIN}
OWING = {"overdue": Level.BLOCK, "owes": Level.PLAIN, "advance": Level.GOOD, "settled": Level.GOOD}

VIEWS: tuple[View | Group, ...] = (
    Group(N_("Receipts"), (
        ListView(RECEIPTS, create=FORM, documents=(SLIP,), detail=receipt_board, period="month", levels=RECEIPT_LEVELS,
                 verbs=(RUN_REFUND, RUN_DEPOSIT, RUN_PETTY, RUN_REVERSE, RUN_OPENING),
                 columns=("number", "customer", "date", "kind", "method", "amount", "allocated", "advance", "state", "rounding", "due",
                          "remark")),
        FORM,
        BANK,
        ListView(ACCEPTANCES, verbs=(RUN_REVERSE_ACCEPTANCE,), levels=ACCEPTED, detail=receipt_board, as_of=True, columns=(
            "due", "days", "reference", "bank", "customer", "amount", "state", "waiting", "number", "date", "cleared", "remark")),
        ListView(CASH_BOOK, verbs=(RUN_DEPOSIT, RUN_PETTY, RUN_REVERSE, RUN_OPENING), levels=RECEIPT_LEVELS, detail=receipt_board,
                 period="month"),
    )),
    Group(N_("Receivables"), (
        ListView(RECEIVABLES, as_of=True, levels=OWING, detail=account_board,
                 verbs=(RECEIVE, USE_ADVANCE, SEND, RUN_ANSWER, SEND_MANY, DISCOUNT, WRITE_OFF, SET_OPENING),
                 columns=("code", "name", "balance", "overdue", "advances", "state", "limit", "opening", "invoiced", "received", "given_up",
                          "salesperson")),
        OFFSETS,
        ANSWERS,
        ListView(LEDGER, as_of=True, verbs=(RELEASE, RUN_TAKE_UP), period="month"),
        ListView(ALLOCATIONS, period="month"),
    )),
    Group(N_("Ageing"), (
        ListView(AGEING, as_of=True, verbs=(RECEIVE, USE_ADVANCE, WRITE_OFF), detail=account_board),
        ListView(AGEING_BY_SALESPERSON, as_of=True),
        ListView(DUNNING, as_of=True, verbs=(RECEIVE, SEND, WRITE_OFF), detail=account_board, levels=LATE),
    )),
)
