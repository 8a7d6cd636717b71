"""When a month may be settled or opened again, and what must agree in it; pure (rules: Closing, Month)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.closing.rules.days import Check
from models.core.errors import Problem, RuleViolation
from models.core.text import N_

GROUPS = {
    "entered": (1, ("opening",)), "sales": (1, ("invoice", "red", "void")), "received": (-1, ("receipt", "receipt_reversal")),
    "refunded": (1, ("refund", "refund_reversal")), "moved": (1, ("transfer",)),
    "given_up": (-1, ("discount", "discount_reversal", "write_off", "write_off_reversal")),
}
"""Columns of a customer's month: (sign, kinds of ledger entry).

opening + entered + sales − received + refunded + moved − given_up = closing.
"""
MONTH_BLOCKS = {
    "days": N_("Days are not closed: {found}"), "days_sum": N_("The days do not add up to the month: {found}"),
    "negative": N_("Stock is below zero: {found}"), "balances": N_("Balances do not add up: {found}"),
    "carried": N_("The month does not open with what the month before closed with: {found}"),
}
"""What keeps a month from being settled, by the key of its check."""


@dataclass(frozen=True)
class MonthStanding:
    """What decides whether a month may be settled now. unsettled: the first earlier month with closed days that is not."""

    settled: tuple[date, ...]
    today: date
    closed_days: int
    unsettled: date | None = None


def first_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def last_of(day: date) -> date:
    """The last day of a day's month."""
    return first_of(first_of(day) + timedelta(days=31)) - timedelta(days=1)


def month_named(month: date) -> str:
    """2026-11."""
    return f"{month.year:04}-{month.month:02}"


def month_of(text: str, field: str = "month") -> date:
    """The month that 2026-11 or 202611 says, by its first day. Raises RuleViolation."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    if len(digits) == 6 and 1 <= int(digits[4:]) <= 12 and 1900 < int(digits[:4]) < date.max.year:
        return date(int(digits[:4]), int(digits[4:]), 1)
    raise RuleViolation([Problem(field, "month.missing", N_("Enter a month, such as 2026-11"))])


def check_settle(month: date, standing: MonthStanding, checks: Iterable[Check]) -> list[Problem]:
    """A month is settled once, when it is over, after the months before it, and with nothing that blocks."""
    named = {"month": month_named(month)}
    if first_of(month) in standing.settled:
        return [Problem("month", "month.settled", N_("{month} is settled already"), named)]
    if last_of(month) >= standing.today:
        return [Problem("month", "month.ahead", N_("{month} is not over yet"), named)]
    if not standing.closed_days:
        return [Problem("month", "month.empty", N_("No day of {month} was closed; there is nothing to settle"), named)]
    if standing.settled and first_of(month) < max(standing.settled):
        return [Problem("month", "month.late", N_("A later month is settled already; reopen that one first"))]
    if standing.unsettled is not None:
        return [Problem("month", "month.sequence", N_("Settle {month} first; months are settled in sequence"),
                        {"month": month_named(standing.unsettled)})]
    return [Problem("", f"month.{check.key}", MONTH_BLOCKS[check.key], {"found": "; ".join(check.found[:5])})
            for check in checks if check.blocks and not check.fine]


def check_reopen_months(month: date, settled: Sequence[date], reason: str) -> list[Problem]:
    """Only a settled month can be opened again, and for a reason."""
    found = []
    if first_of(month) not in settled:
        found.append(Problem("month", "month.open", N_("{month} is not settled"), {"month": month_named(month)}))
    if not reason:
        found.append(Problem("reason", "reopen.reason", N_("Enter the reason")))
    return found
