"""Kinds of ledger entry, ageing buckets, what may be allocated, and the sums behind the credit check; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.errors import Need, Problem
from models.core.kinds import Kind, text_of, trimmed
from models.core.money import ZERO, round_money
from models.core.settings import Option
from models.core.text import N_, _
from models.core.typed import Text, check_number, check_texts
from models.receivables.inputs import OffsetInput


@dataclass(frozen=True)
class EntryKind:
    """A kind of entry. sign: +1 owes more, −1 owes less, 0 either. counters: kinds of which it undoes one entry wholly."""

    key: str
    title: str
    sign: int
    counters: tuple[str, ...] = ()


ENTRIES = {kind.key: kind for kind in (
    EntryKind("opening", N_("Opening receivable"), 0),
    EntryKind("invoice", N_("Invoice"), 1),
    EntryKind("red", N_("Red-letter invoice"), -1),
    EntryKind("void", N_("Void invoice"), 0, ("invoice", "red")),
    EntryKind("receipt", N_("Receipt"), -1),
    EntryKind("receipt_reversal", N_("Receipt reversed"), 1, ("receipt",)),
    EntryKind("refund", N_("Refund"), 1),
    EntryKind("refund_reversal", N_("Refund reversed"), -1, ("refund",)),
    EntryKind("discount", N_("Settlement discount"), -1),
    EntryKind("discount_reversal", N_("Settlement discount taken back"), 1, ("discount",)),
    EntryKind("write_off", N_("Write-off"), -1),
    EntryKind("transfer", N_("Moved between merged customers"), 0),
    EntryKind("write_off_reversal", N_("Write-off taken back"), 1, ("write_off",)),
)}
TITLES = {kind.key: kind.title for kind in ENTRIES.values()}
COUNTERS = tuple(kind.key for kind in ENTRIES.values() if kind.counters)

OVERDUE_DAYS = Option("receivables.overdue_days", 30, N_("Debts overdue for more days than this need approval"), "receivables",
                      least=0, most=3650)
ACCEPTANCE_DAYS = Option("receivables.acceptance_days", 3, N_("Remind of acceptances before they fall due (days)"), "receivables",
                         least=0, most=60)
REMIND_AFTER, BAD_DEBT_AFTER = 30, 90
"""Days late after which a debt is chased, and after which it is marked as bad."""


@dataclass(frozen=True)
class Bucket:
    """Debts overdue for `least` to `most` days; most None has no end. "Not due" reaches to 0 days."""

    key: str
    title: str
    least: int | None
    most: int | None


BUCKETS = (
    Bucket("not_due", N_("Not due"), None, 0), Bucket("days_30", N_("1–30 days"), 1, 30),
    Bucket("days_60", N_("31–60 days"), 31, 60), Bucket("days_90", N_("61–90 days"), 61, 90),
    Bucket("days_180", N_("91–180 days"), 91, 180), Bucket("days_365", N_("181–365 days"), 181, 365),
    Bucket("days_730", N_("366–730 days"), 366, 730), Bucket("days_1095", N_("731–1095 days"), 731, 1095),
    Bucket("beyond", N_("Over 1095 days"), 1096, None),
)


def bucket_of(due: date, day: date) -> Bucket:
    """The bucket of a debt as of a day (rules: Receivables)."""
    late = (day - due).days
    return next(bucket for bucket in BUCKETS if bucket.most is None or late <= bucket.most)


def check_amount(amount: Decimal | None, field: str = "amount") -> list[Problem]:
    """An amount in yuan must be there, above 0, at most MOST, with at most two decimals."""
    if amount is None:
        return [Problem(field, "amount.missing", N_("Enter an amount"))]
    return check_number(field, amount, 2, above=True)


@dataclass(frozen=True)
class Side:
    """One side of an allocation: whose, from when, signed amount, and how much of it is open from the day of the allocation on."""

    customer_id: int
    date: date
    amount: Decimal
    room: Decimal


def check_allocation(day: date, credit: Side | None, debt: Side | None, amount: Decimal) -> list[Problem]:
    """A credit against a debt of the same customer, not before either, never beyond what is open of either."""
    if credit is None or credit.amount >= 0:
        return [Problem("credit", "allocation.credit", N_("Choose money that was received, or a credit"))]
    if debt is None or debt.amount <= 0:
        return [Problem("debt", "allocation.debt", N_("Choose an open debt"))]
    if credit.customer_id != debt.customer_id:
        return [Problem("debt", "allocation.customer", N_("This debt is another customer's; choose one of the same customer"))]
    found = check_amount(amount)
    if found:
        return found
    if day < max(credit.date, debt.date):
        return [Problem("date", "date.early", N_("Choose {day} or later"), {"day": max(credit.date, debt.date)})]
    if amount > credit.room:
        found.append(Problem("amount", "allocation.credit_open", N_("Only {open} of this credit is open"), {"open": credit.room}))
    if amount > debt.room:
        found.append(Problem("amount", "allocation.debt_open", N_("Only {open} of this debt is open"), {"open": debt.room}))
    return found


def check_given_up(day: date, debt: Side, amount: Decimal) -> list[Problem]:
    """A debt is given up from its own day on, and never beyond what is open of it."""
    found = check_amount(amount)
    if day < debt.date:
        found.append(Problem("date", "date.early", N_("Choose {day} or later"), {"day": debt.date}))
    if not found and amount > debt.room:
        found.append(Problem("amount", "allocation.debt_open", N_("Only {open} of this debt is open"), {"open": debt.room}))
    return found


def due_after(day: date, days: int) -> date:
    """When a debt of a day falls due with so many credit days, at most at the end of the calendar."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


@dataclass(frozen=True)
class Credit:
    """A customer's standing. limit: None is none set, 0 is cash only. Amounts in yuan; overdue after advances.

    balance: open debts less advances, so that debts are balance + advances.
    """

    limit: Decimal | None
    balance: Decimal
    acceptances_not_due: Decimal
    overdue_amount: Decimal
    overdue_days: int
    advances: Decimal = ZERO


def beyond_credit(credit: Credit, invoice: Decimal, cleared_now: Decimal = ZERO) -> Decimal:
    """By how much an invoice would go over the limit, in yuan; 0 when it fits or none is set (rules: Receivables, Credit)."""
    if credit.limit is None:
        return ZERO
    return max(ZERO, credit.balance + credit.acceptances_not_due + invoice - cleared_now - credit.limit)


def is_overdue(credit: Credit, days: int) -> bool:
    """Whether debts are overdue beyond the days that are let pass."""
    return credit.overdue_amount > 0 and credit.overdue_days > days


def overdue_of(debts: Iterable[tuple[date, Decimal]], advances: Decimal, day: date) -> tuple[Decimal, int]:
    """(amount, days) overdue as of a day. debts: (due, open), any order; advances are netted against the oldest first."""
    left, late, oldest = advances, ZERO, 0
    for due, amount in sorted(debts):
        used = min(left, amount)
        left -= used
        if amount > used and due < day:
            late += amount - used
            oldest = max(oldest, (day - due).days)
    return late, oldest


def spread(rooms: Sequence[Decimal], amount: Decimal) -> list[Decimal]:
    """An amount over debts in their order, each up to its room; what is left over is not in the result."""
    parts = []
    for room in rooms:
        part = min(room, amount)
        parts.append(part)
        amount -= part
    return parts


@dataclass(frozen=True)
class Quota:
    """What an offset paper allows and what was taken: money in yuan, goods in base units of its product (None: none named)."""

    id: int
    number: str
    customer_id: int
    starts: date
    ends: date
    amount: Decimal
    used: Decimal = ZERO
    product_id: int | None = None
    product: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    used_quantity: Decimal = ZERO
    withdrawn: bool = False

    @property
    def money_left(self) -> Decimal:
        """What may still be settled, in yuan; negative beyond."""
        return self.amount - self.used

    @property
    def goods_left(self) -> Decimal:
        """What may still be taken of the product, in base units; negative beyond. 0 where no product is named."""
        return (self.quantity or ZERO) - self.used_quantity


OFFSET = (Text("number", 40, digits=True, required=N_("Enter the paper's number")), Text("remark", 200, emoji=True))
MOST_OFFSET = Decimal("999999999.999")


def check_offset(x: OffsetInput, base: Decimal | None) -> list[Problem]:
    """A paper of the trade department: number, amount, dates in order, and a quantity with its product. base: it in base units."""
    found = check_texts(x, OFFSET) + check_amount(x.amount)
    if x.ends < x.starts:
        found.append(Problem("ends", "offset.dates", N_("Choose {day} or later"), {"day": x.starts}))
    if x.product_id is None:
        return found
    if x.quantity is None:
        return [*found, Problem("quantity", "offset.quantity", N_("Enter how much of the product"))]
    wrong = check_number("quantity", x.quantity, 3, most=MOST_OFFSET, above=True)
    if not wrong and (base is None or not 0 < base <= MOST_OFFSET):
        wrong = [Problem("quantity", "offset.base", N_("This does not come out in the product's own unit; change quantity or unit"))]
    return found + wrong


def check_use(quota: Quota | None, customer_id: int, day: date) -> list[Problem]:
    """A paper that may be used: this customer's, not withdrawn, within its days."""
    if quota is None or quota.customer_id != customer_id:
        return [Problem("offset", "offset.unknown", N_("Choose an offset paper of this customer"))]
    if quota.withdrawn:
        return [Problem("offset", "offset.withdrawn", N_("The offset paper {number} was withdrawn"), {"number": quota.number})]
    if not quota.starts <= day <= quota.ends:
        return [Problem("offset", "offset.day", N_("The offset paper {number} holds from {starts} to {ends}"),
                        {"number": quota.number, "starts": quota.starts, "ends": quota.ends})]
    return []


def beyond_money(quota: Quota, amount: Decimal) -> list[Need]:
    """More money than is left of a paper needs a manager; without one the excess would be the person's own (duty 26)."""
    beyond = amount - max(quota.money_left, ZERO)
    if beyond <= 0:
        return []
    return [Need("offset quota", N_("Offset paper {number}: {left} is left, {amount} would be settled, {beyond} too much"),
                 {"number": quota.number, "left": max(quota.money_left, ZERO), "amount": round_money(amount), "beyond": beyond},
                 beyond, "offset")]


def beyond_goods(quota: Quota, wanted: Decimal, field: str) -> list[Need]:
    """More goods than are left of a paper likewise. wanted: base units; field: where the line that goes beyond stands."""
    if quota.quantity is None or wanted <= max(quota.goods_left, ZERO):
        return []
    return [Need("offset quota", N_("Offset paper {number}: {wanted} {unit} of {product} asked for, {left} left"),
                 {"number": quota.number, "wanted": trimmed(wanted), "unit": quota.unit, "product": quota.product,
                  "left": trimmed(max(quota.goods_left, ZERO))}, None, field)]


def counted(credit: Credit, invoice: Decimal = ZERO, cleared_now: Decimal = ZERO) -> list[tuple[str, Decimal]]:
    """What the credit check adds up, as (words, signed yuan): its sum is what would be owed (rules: Receivables, Credit)."""
    parts = [(N_("Open debts"), credit.balance + credit.advances), (N_("Advances"), -credit.advances),
             (N_("Acceptances not yet due"), credit.acceptances_not_due), (N_("This invoice"), invoice), (N_("Received now"), -cleared_now)]
    return [part for part in parts if part[1]] or parts[:1]


def spelled(credit: Credit, invoice: Decimal = ZERO, cleared_now: Decimal = ZERO) -> str:
    """The same in words: open debts 32,400.00 − advances 200.00 + this invoice 12,800.00 = 45,000.00."""
    parts = counted(credit, invoice, cleared_now)
    said = " ".join(f"{'−' if amount < 0 else '+'} {_(words)} {_money(abs(amount))}" for words, amount in parts).removeprefix("+ ")
    return said if len(parts) == 1 else f"{said} = {_money(sum((amount for _words, amount in parts), ZERO))}"


def _money(amount: Decimal) -> str:
    return text_of(Kind.MONEY, amount, zero="")
