"""Contracts in the plain books: what was agreed and changed, and what became of it, added up anew for any day (rules: Contracts)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.scenarios.plain_ledger import EVER, Books, Line, Paper, half_up

FORCE = ("approved", "performing")


def amount_of(quantity: int, price: int) -> int:
    """A line in fen, of thousandths and millionths of a yuan; a difference is negative."""
    return half_up(Fraction(quantity * price, 10_000_000))


@dataclass
class AgreedLine:
    """One line: changes are (day, base quantity, fen), the first agreement among them. product None: service in words."""

    id: int
    product: int | None
    unit: str
    factor: int
    price: int
    bound: bool
    changes: list[tuple[date, int, int]] = field(default_factory=list)
    work: list[tuple[date, int]] = field(default_factory=list)

    def agreed(self, upto: date = EVER) -> tuple[int, int]:
        """(base quantity, fen) that were agreed by a day."""
        said = [(base, fen) for day, base, fen in self.changes if day <= upto]
        return sum(base for base, _fen in said), sum(fen for _base, fen in said)

    def worked(self, upto: date = EVER) -> int:
        """Service performed by a day."""
        return sum(part for day, part in self.work if day <= upto)


@dataclass
class Agreement:
    """A contract. approved: from which day it is in the list. ends, moved: the end as dated and as supplements moved it."""

    id: int
    number: str
    customer: int
    day: date
    kind: str
    lines: list[AgreedLine]
    instalments: list[tuple[int, date, int]] = field(default_factory=list)
    state: str = "draft"
    approved: date | None = None
    ends: date | None = None
    moved: list[tuple[date, date | None]] = field(default_factory=list)
    breaches: list[date] = field(default_factory=list)

    def total(self, upto: date = EVER) -> int:
        """What it comes to by a day."""
        return sum(line.agreed(upto)[1] for line in self.lines)

    def end(self, upto: date) -> date | None:
        """When it ends, as known on a day."""
        said = [ends for day, ends in self.moved if day <= upto and ends]
        return said[-1] if said else self.ends


def papers_of(books: Books, contract: int, upto: date = EVER) -> list[Paper]:
    """Its invoices and reds that count."""
    return [paper for paper in books.papers if paper.contract == contract and not paper.void and paper.day <= upto]


def invoiced(books: Books, contract: Agreement, line: int, upto: date = EVER) -> tuple[int, int]:
    """(base quantity, fen) that papers took of a line; reds gave back."""
    lines = [(-1 if paper.original else 1, each) for paper in papers_of(books, contract.id, upto) for each in paper.lines
             if each.agreed == line]
    return sum(sign * each.base for sign, each in lines), sum(sign * each.amount for sign, each in lines)


def gone(line: Line, upto: date) -> int:
    """What left of an invoice line, or (negative) came back of a red's."""
    return sum(part for day, part in line.moves if day <= upto)


def delivered(books: Books, contract: Agreement, upto: date = EVER) -> int:
    """In fen: goods that left, at what is left of their line's price; less those that came back; service at the contract's price."""
    words = {line.id for line in contract.lines if line.product is None}
    total = 0
    for paper in papers_of(books, contract.id, upto):
        for at, line in enumerate(paper.lines):
            if line.agreed in words:
                continue
            if paper.original:
                total += half_up(Fraction(line.back * gone(line, upto), line.returned)) if line.returned else 0
            else:
                base, worth = standing(paper, at, upto)
                total += half_up(Fraction(worth * gone(line, upto), base)) if base else 0
    for each in contract.lines:
        if each.product is None:
            base, fen = each.agreed(upto)
            total += half_up(Fraction(fen * each.worked(upto), base)) if base else 0
    return total


def standing(paper: Paper, at: int, upto: date) -> tuple[int, int]:
    """(base quantity, fen) of an invoice line without what reds cancelled and allowed by a day; what they return came as goods."""
    line = paper.lines[at]
    taken = [red.lines[place] for red in paper.reds if red.day <= upto for place, of in enumerate(red.of) if of == at]
    return line.base - sum(each.base - each.returned for each in taken), line.amount - sum(each.amount - each.back for each in taken)


def received(books: Books, contract: int, upto: date = EVER) -> int:
    """Money that settles its invoices, wherever it came from, and money taken for it that settles nothing yet."""
    debts = [paper.item for paper in papers_of(books, contract, upto) if not paper.original]
    paid = sum(part for item in debts for day, other, part in item.settled if day <= upto and other.kind in ("receipt", "opening credit"))
    return paid + sum(item.open_then(upto) for item in books.items if item.contract == contract and item.kind == "receipt")


def instalments_paid(books: Books, contract: Agreement, upto: date = EVER) -> list[tuple[int, int]]:
    """(agreed, received) of each instalment, the earliest due first."""
    left, found = received(books, contract.id, upto), []
    for _id, _due, amount in sorted(contract.instalments, key=lambda each: (each[1], each[0])):
        part = max(min(amount, left), 0)
        left -= part
        found.append((amount, part))
    return found
