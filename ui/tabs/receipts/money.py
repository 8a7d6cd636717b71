"""What else is done with money: refunds, bank deposits, petty payments, opening cash, counter-entries."""

from __future__ import annotations

from typing import Any

from models.core.money import ZERO
from models.core.office import Done, Office
from models.core.text import N_
from models.days.queries import business_date
from models.receipts import commands, queries
from models.receipts.inputs import DepositInput, OpeningCashInput, PettyInput, RefundInput, ReverseInput
from models.receipts.rules import REFUND_METHODS
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Live, Values
from ui.kit.verbs import Verb
from ui.tabs.finders import find_customers

_AMOUNT = FieldSpec("amount", N_("Amount"), FieldKind.MONEY, required=True, width=16)
_DATE = FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date)
_REFERENCE = FieldSpec("reference", N_("Reference"), width=24, limit=60)
_REMARK = FieldSpec("remark", N_("Remark"), width=40)
_DRAWER = FieldSpec("drawer", N_("In the drawer"), FieldKind.MONEY, role="figure", width=14)


def _advance(office: Office, values: Values, _path: str) -> Live:
    customer, day = values["customer"], values["date"] or business_date(office)
    return Live({"ahead": queries.advance(office, customer, day) if customer else None})


def _drawer(office: Office, values: Values, _path: str) -> Live:
    day = values["date"] or business_date(office)
    return Live({"drawer": queries.drawer(office, day)})


REFUND = FormSpec("refund", N_("Refund an advance"), live=_advance, fields=(
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers),
    FieldSpec("ahead", N_("Paid in advance"), FieldKind.MONEY, role="figure", width=14),
    _AMOUNT, FieldSpec("method", N_("Paid back by"), FieldKind.CHOICE, width=14, choices=tuple(REFUND_METHODS.items())),
    FieldSpec("payee", N_("Payee"), width=24, limit=60), _REFERENCE, _DATE, _REMARK))
DEPOSIT = FormSpec("deposit", N_("Bank deposit"), live=_drawer, fields=(
    _DRAWER, _AMOUNT, FieldSpec("reference", N_("Account or slip"), width=24, limit=60), _DATE, _REMARK))
PETTY = FormSpec("petty", N_("Petty payment"), live=_drawer, fields=(
    _DRAWER, _AMOUNT, FieldSpec("purpose", N_("What for"), required=True, width=40), FieldSpec("payee", N_("Payee"), width=24, limit=60),
    _REFERENCE, _DATE))
OPENING = FormSpec("opening", N_("Opening cash"), fields=(_AMOUNT, _DATE), intro=N_(
    "What lay in the drawer when the office began; it can be said again until the first day is closed."))
REVERSE = FormSpec("reverse", N_("Counter-entry"), fields=(FieldSpec("reason", N_("Reason"), required=True, width=50), _DATE), intro=N_(
    "The paper stays; a counter-entry of its own takes it back, and what it settled is open again."))


def reverse(office: Office, receipt_id: int, answers: Values) -> Done:
    """Take a wrong paper back."""
    return commands.reverse_receipt(office, ReverseInput(receipt_id, answers["reason"], answers["date"]))


def _opening_so_far(office: Office) -> Values:
    return {"amount": sum(queries.opening_cash(office).values(), ZERO) or None}


def _can_reverse(row: Any) -> bool:
    return bool(row["state"] == "received")


RUN_REFUND = Verb(N_("Refund"), commands.refund, "F6", "undo", asks=REFUND, reads=RefundInput.from_form, needs_row=False,
                  done=N_("Refunded: {number}"))
RUN_DEPOSIT = Verb(N_("Bank deposit"), commands.bank_deposit, "F7", "bank", asks=DEPOSIT, reads=DepositInput.from_form, needs_row=False,
                   done=N_("Banked: {number}"))
RUN_PETTY = Verb(N_("Petty payment"), commands.petty_payment, "F8", "cash", asks=PETTY, reads=PettyInput.from_form, needs_row=False,
                 done=N_("Paid: {number}"))
RUN_OPENING = Verb(N_("Opening cash"), commands.set_opening_cash, "", "money", asks=OPENING, reads=OpeningCashInput.from_form,
                   needs_row=False, fills=_opening_so_far, done=N_("Opening cash is set"))
RUN_REVERSE_ACCEPTANCE = Verb(N_("The bank refuses it"), reverse, "Del", "void", asks=REVERSE, when=lambda row: row["state"] != "reversed",
                              done=N_("Countered by {number}"))
RUN_REVERSE = Verb(N_("Counter-entry"), reverse, "Del", "void", asks=REVERSE, when=_can_reverse, done=N_("Countered by {number}"))
