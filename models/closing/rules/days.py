"""What must agree before a day is closed, and how its numbers read; pure (rules: Closing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.closing.inputs import CloseInput, Pieces, counted_of
from models.core.errors import Problem
from models.core.text import N_, _
from models.core.typed import check_number

DENOMINATIONS = (10000, 5000, 2000, 1000, 500, 100, 50, 10)
"""Notes and coins in circulation, in fen; single fen are counted in the sum alone."""
BLOCKS = {
    "gaps": N_("Numbers are missing from a series: {found}"), "negative": N_("Stock is below zero: {found}"),
    "stock": N_("Stock does not add up: {found}"), "identities": N_("Figures do not agree: {found}"),
}
"""What keeps a day from being closed, by the key of its check; all other checks only name what they found."""


@dataclass(frozen=True)
class Check:
    """One item of the list before closing. listing: where to look. blocking: None means as BLOCKS has it for a day."""

    key: str
    title: str
    found: tuple[str, ...] = ()
    listing: str = ""
    blocking: bool | None = None

    @property
    def blocks(self) -> bool:
        """Whether nothing is closed while something is found; unless said, as BLOCKS has it."""
        return self.key in BLOCKS if self.blocking is None else self.blocking

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


def check_come(day: CloseInput, standing: DayStanding) -> list[Problem]:
    """A day that has not come has no figures to judge."""
    return [Problem("date", "close.ahead", N_("{day} has not come yet"), {"day": day.date})] if day.date > standing.today else []


def check_close(day: CloseInput, standing: DayStanding, checks: Iterable[Check]) -> list[Problem]:
    """Days close in sequence, and with nothing that blocks."""
    found = []
    if standing.closed_through is not None and day.date <= standing.closed_through:
        found.append(Problem("date", "close.closed", N_("{day} is closed already"), {"day": day.date}))
    elif standing.unclosed is not None:
        found.append(Problem("date", "close.sequence", N_("Close {day} first; days close in sequence"), {"day": standing.unclosed}))
    found += check_cash(day.cash_counted, day.pieces)
    found += [Problem("", f"close.{check.key}", BLOCKS[check.key], {"found": "; ".join(check.found[:5])})
              for check in checks if check.blocks and not check.fine]
    return found


def check_at_fault(person_id: int | None, known: bool) -> list[Problem]:
    """Who answers for the drawer is a person on file."""
    return [] if person_id is None or known else [Problem("at_fault", "person.unknown", N_("Choose a person"))]


@dataclass(frozen=True)
class Count:
    """What a count of the drawer says. expected: by the book and earlier counts of the day; amounts in yuan."""

    expected: Decimal
    counted: Decimal
    counterfeit: Decimal = Decimal("0.00")

    @property
    def difference(self) -> Decimal:
        """Over (+) or short (−); counterfeit notes are not money."""
        return self.counted - self.expected

    @property
    def short(self) -> Decimal:
        """What is missing beside the counterfeit notes."""
        return max(-self.difference - self.counterfeit, Decimal("0.00"))

    @property
    def cases(self) -> list[tuple[str, Decimal]]:
        """(rule of the register, amount) that somebody answers for (duty 25)."""
        return [(rule, amount) for rule, amount in (("counterfeit", self.counterfeit), ("cash short", self.short)) if amount]


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
    for number in sorted(numbers, key=_tail):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [(run[0], run[-1], len(run)) for run in runs]


def _tail(number: str) -> tuple[str, int]:
    prefix = number.rstrip("0123456789")
    return prefix, int(number[len(prefix):] or 0)


def _follows(before: str, after: str) -> bool:
    (prefix, last), (same, following) = _tail(before), _tail(after)
    return len(before) == len(after) and prefix == same and following == last + 1


def unbalanced(figures: Mapping[str, Mapping[str, Decimal]]) -> list[str]:
    """The identities of a day that do not hold, in words with both sides (rules: Closing)."""
    found = []
    sales, owed, cash = figures["sales"], figures["receivables"], figures["cash"]
    paid = sales["received"] + sales["advance"] + sales["credit"] + sales["settled_by_red"] + sales["discount"]
    found += _unequal(N_("sales = paid today + from advance + on credit"), sales["gross"], paid)
    closing = owed["opening"] + owed["invoices"] + owed["opening_entries"] - owed["received"] + owed["refunded"] - owed["given_up"]
    found += _unequal(N_("receivables: opening + invoices − received = closing"), closing, owed["closing"])
    found += _unequal(N_("receivables: what moved = what the balances say"), owed["closing"] - owed["opening"], owed["moved"])
    book = cash["opening"] + cash["received"] - cash["banked"] - cash["paid"] - cash["refunded"] + cash["shifts"]
    found += _unequal(N_("cash: opening + received − out = book"), book, cash["book"])
    return found


def _unequal(name: str, left: Decimal, right: Decimal) -> list[str]:
    return [] if left == right else [f"{_(name)}: {left} ≠ {right}"]
