"""Ways of paying, which papers move the drawer, and what makes a receipt right; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.core.errors import Problem
from models.core.money import ZERO
from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.receipts.inputs import DepositInput, PettyInput, ReceiptInput, RefundInput
from models.receivables.rules import check_amount

METHODS = {
    "cash": N_("Cash"), "transfer": N_("Bank transfer"), "wechat": N_("WeChat"), "alipay": N_("Alipay"), "cheque": N_("Cheque"),
    "acceptance": N_("Bank acceptance"), "offset": N_("Offset"),
}
"""Only cash moves the drawer; an acceptance counts against the credit limit until due; an offset moves the receivable alone."""

REFUND_METHODS = {key: METHODS[key] for key in ("cash", "transfer", "wechat", "alipay", "cheque")}

KINDS = {
    "receipt": N_("Receipt"), "refund": N_("Refund"), "deposit": N_("Bank deposit"), "petty": N_("Petty payment"),
    "opening": N_("Opening cash"), "over": N_("Drawer over"), "short": N_("Drawer short"),
}
CASH_SIGN = {"receipt": 1, "opening": 1, "over": 1, "refund": -1, "deposit": -1, "petty": -1, "short": -1}
"""How a paper by cash moves the drawer; a counter-entry repeats its amount negative."""

SERIES = {
    "receipt": series("receipt", "SK", N_("Prefix of receipts")),
    "refund": series("refund", "TK", N_("Prefix of refunds")),
    "deposit": series("deposit", "CK", N_("Prefix of bank deposits")),
    "petty": series("petty", "ZC", N_("Prefix of petty payments")),
    "opening": series("cash-opening", "QC", N_("Prefix of opening cash")),
    "over": series("cash-correction", "TZ", N_("Prefix of cash corrections")),
}
SERIES["short"] = SERIES["over"]
"""The series of numbers of each kind of paper; both corrections share one."""

WITH_SLIP = ("receipt", "refund")
"""Kinds that a slip is written for, to be handed over."""
REVERSIBLE = ("receipt", "refund", "deposit", "petty")
STATES = {"received": N_("valid"), "reversed": N_("reversed"), "counter-entry": N_("counter-entry")}

ROUNDING_MOST = Option("receipts.rounding", Decimal("10.00"), N_("Most that may be rounded off a receipt without approval"), "receivables")

TEXTS = (Text("payer", 60), Text("reference", 60, digits=True), Text("bank", 60), Text("remark", 200, emoji=True))
PAID_OUT_TEXTS = (Text("payee", 60), Text("reference", 60, digits=True), Text("remark", 200, emoji=True))
DEPOSIT_TEXTS = (Text("reference", 60, digits=True), Text("remark", 200, emoji=True))
PETTY_TEXTS = (Text("purpose", 200, emoji=True, required=N_("Say what the money is for")), Text("payee", 60),
               Text("reference", 60, digits=True))


def check_receipt(x: ReceiptInput, day: date, rounding_most: Decimal) -> list[Problem]:
    """Amount, way of paying, due date of an acceptance, rounding, texts; allocations apart."""
    found = check_amount(x.amount) + check_texts(x, TEXTS)
    if x.method not in METHODS:
        found.append(Problem("method", "receipt.method", N_("Choose how it was paid")))
    if x.method == "acceptance":
        if x.due is None:
            found.append(Problem("due", "receipt.due", N_("Enter the day on which the bank pays the acceptance")))
        elif x.due < day:
            found.append(Problem("due", "receipt.due_past", N_("The acceptance was due on {due}; enter a later day or a bank transfer"),
                                 {"due": x.due}))
    elif x.due is not None:
        found.append(Problem("due", "receipt.due_other", N_("Only an acceptance has a day on which it falls due")))
    return found + check_rounding(x.rounding, rounding_most)


def check_rounding(rounding: Decimal, most: Decimal) -> list[Problem]:
    """Rounding off is small; more is a settlement discount, which needs approval."""
    found = check_number("rounding", rounding, 2)
    if not found and rounding > most:
        found.append(Problem("rounding", "receipt.rounding", N_("At most {most} is rounded off; give a settlement discount for more"),
                             {"most": most}))
    return found


def check_settled(x: ReceiptInput, parts: Sequence[Decimal]) -> list[Problem]:
    """What is allocated against what came in: never more, and rounding off only where everything settles debts."""
    settled, whole = sum(parts, ZERO), x.amount + x.rounding
    if settled > whole:
        return [Problem("allocate", "receipt.beyond", N_("{settled} is allocated, but only {whole} came in"),
                        {"settled": settled, "whole": whole})]
    if x.rounding and settled < whole:
        return [Problem("rounding", "receipt.rounding_open", N_("Rounding off must settle a debt; only {settled} of {whole} does"),
                        {"settled": settled, "whole": whole})]
    return []


def beyond_debt(field: str, room: Decimal) -> list[Problem]:
    """More than is open of a debt."""
    return [Problem(field, "allocation.debt_open", N_("Only {open} of this debt is open"), {"open": room})]


def split(parts: Sequence[Decimal], amount: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Each allocated part as (paid by the money, given up by rounding off): the money goes first."""
    found = []
    for part in parts:
        paid = min(part, amount)
        amount -= paid
        found.append((paid, part - paid))
    return found


def check_refund(x: RefundInput) -> list[Problem]:
    """Amount, way of paying back, texts."""
    found = check_amount(x.amount) + check_texts(x, PAID_OUT_TEXTS)
    if x.method not in REFUND_METHODS:
        found.append(Problem("method", "refund.method", N_("Choose how it was paid back")))
    return found


def check_advance(amount: Decimal, advance: Decimal) -> list[Problem]:
    """Never more than the advance is refunded."""
    if amount <= advance:
        return []
    return [Problem("amount", "refund.advance", N_("Only {advance} was paid in advance"), {"advance": advance})]


def check_deposit(x: DepositInput) -> list[Problem]:
    """Amount and texts."""
    return check_amount(x.amount) + check_texts(x, DEPOSIT_TEXTS)


def check_petty(x: PettyInput) -> list[Problem]:
    """Amount, purpose, texts."""
    return check_amount(x.amount) + check_texts(x, PETTY_TEXTS)


def check_drawer(change: Decimal, holds: Decimal, field: str = "amount") -> list[Problem]:
    """Cash is never negative, on this day or a later one. change: what the drawer gains. holds: its least from the day on."""
    if holds + min(change, ZERO) >= 0:
        return []
    return [Problem(field, "cash.short", N_("The drawer holds only {holds}"), {"holds": holds})]
