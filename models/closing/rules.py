"""What must agree before a day is closed, and how its numbers read; pure (rules: Closing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.closing.inputs import CloseInput, Pieces, counted_of
from models.core.errors import Problem
from models.core.text import N_
from models.core.typed import check_number

DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
"""Notes and coins in circulation, in fen; single fen are counted in the sum alone."""
SHORT_RULE = N_("Errors in taking cash are borne by the person who took it")
COUNTERFEIT_RULE = N_("Counterfeit notes are borne by the person who took them")


@dataclass(frozen=True)
class Check:
    """One item of the list before closing. blocks: the day cannot be closed while it is there. listing: where to look."""

    key: str
    title: str
    found: tuple[str, ...] = ()
    blocks: bool = False
    listing: str = ""

    @property
    def fine(self) -> bool:
        """Nothing was found."""
        return not self.found


@dataclass(frozen=True)
class DayStanding:
    """What decides whether a day may be closed now. unclosed: the first earlier day with papers that is still open."""

    closed_through: date | None
    today: date
    unclosed: date | None


def check_close(day: CloseInput, standing: DayStanding, checks: Iterable[Check]) -> list[Problem]:
    """Days close in sequence, not before they come, and with nothing that blocks."""
    found = []
    if standing.closed_through is not None and day.date <= standing.closed_through:
        found.append(Problem("date", "close.closed", N_("{day} is closed already"), {"day": day.date}))
    elif standing.unclosed is not None:
        found.append(Problem("date", "close.sequence", N_("Close {day} first; days close in sequence"), {"day": standing.unclosed}))
    if day.date > standing.today:
        found.append(Problem("date", "close.ahead", N_("{day} has not come yet"), {"day": day.date}))
    found += check_cash(day.cash_counted, day.pieces)
    found += [Problem("", f"close.{check.key}", check.title + ": {found}", {"found": "; ".join(check.found[:5])})
              for check in checks if check.blocks and not check.fine]
    return found


def check_cash(counted: Decimal | None, pieces: Sequence[Pieces]) -> list[Problem]:
    """A counted sum is not negative, and agrees with its denominations."""
    found = check_number("cash_counted", counted, 2)
    for at, item in enumerate(pieces):
        if item.denomination not in DENOMINATIONS or item.pieces < 0 or item.counterfeit < 0:
            found.append(Problem(f"pieces.{at}.pieces", "cash.pieces", N_("Enter how many pieces there are, 0 or more")))
    if not found and pieces and counted is not None and counted_of(tuple(pieces)) != counted:
        come_to = {"sum": counted_of(tuple(pieces))}
        found.append(Problem("cash_counted", "cash.sum", N_("The notes and coins come to {sum}; count again"), come_to))
    return found


def runs_of(numbers: Iterable[str]) -> list[tuple[str, str, int]]:
    """Numbers as unbroken runs (first, last, how many); a backdated paper breaks a run, it is no gap."""
    runs: list[list[str]] = []
    for number in sorted(numbers):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [(run[0], run[-1], len(run)) for run in runs]


def _tail(number: str) -> tuple[str, int]:
    digits = len(number) - len(number.rstrip("0123456789"))
    return number[:-digits], int(number[-digits:] or 0)


def _follows(before: str, after: str) -> bool:
    (prefix, last), (same, following) = _tail(before), _tail(after)
    return len(before) == len(after) and prefix == same and following == last + 1


def unbalanced(figures: Mapping[str, Mapping[str, Decimal]]) -> list[str]:
    """The identities of a day that do not hold, in words with both sides (rules: Closing)."""
    found = []
    sales, owed, cash = figures["sales"], figures["receivables"], figures["cash"]
    paid = sales["received"] + sales["advance"] + sales["credit"] + sales["settled_by_red"] + sales["discount"]
    found += _unequal("sales = received + advance + credit", sales["gross"], paid)
    closing = owed["opening"] + owed["invoices"] + owed["opening_entries"] - owed["received"] + owed["refunded"] - owed["given_up"]
    found += _unequal("receivables opening + invoices − received = closing", closing, owed["closing"])
    found += _unequal("receivables of the day = balances of the day", owed["closing"] - owed["opening"], owed["moved"])
    book = cash["opening"] + cash["received"] - cash["banked"] - cash["paid"] - cash["refunded"]
    found += _unequal("cash opening + received − out = book", book, cash["book"])
    return found


def _unequal(name: str, left: Decimal, right: Decimal) -> list[str]:
    return [] if left == right else [f"{name}: {left} ≠ {right}"]
