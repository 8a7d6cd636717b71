"""What the plain books say when they are asked: ageing, overdue, statements, months; each added up from the lists anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.scenarios.plain_ledger import Books, Paper

BOUNDS = (0, 30, 60, 90, 180, 365, 730, 1095)
"""The most days late of each column of the ageing; the last column has no end."""
MONEY_KINDS = ("receipt", "receipt_reversal", "refund", "refund_reversal", "rounding", "rounding_reversal", "discount", "discount_reversal",
               "write_off", "write_off_reversal")
"""What stands under "received" on a statement."""
Row = tuple[date, str, str, str, int, int]


def open_items(books: Books, customer: int, day: date) -> tuple[list[tuple[date, int]], int]:
    """((due, open) of each debt, advances in all) at the end of a day."""
    mine = [(item, item.open_then(day)) for item in books.items if item.customer == customer and item.day <= day]
    return [(item.due, left) for item, left in mine if item.owed and left], sum(left for item, left in mine if not item.owed)


def ageing_of(books: Books, customer: int, day: date) -> tuple[int, ...]:
    """Debts by how late they are, then what is owed in all, then advances."""
    debts, advances = open_items(books, customer, day)
    columns = [0] * (len(BOUNDS) + 1)
    for due, left in debts:
        columns[bisect_left(BOUNDS, max((day - due).days, 0))] += left
    return (*columns, sum(columns), advances)


def overdue_of(books: Books, customer: int, day: date, upto: date | None = None) -> tuple[int, int]:
    """(amount, days of the oldest) past due on a day, of what is posted up to another; advances pay the oldest debts first."""
    debts, advances = open_items(books, customer, upto or day)
    late, days = 0, 0
    for due, left in sorted(debts):
        covered = min(advances, left)
        advances -= covered
        if due < day and left > covered:
            late, days = late + left - covered, max(days, (day - due).days)
    return late, days


def acceptances_of(books: Books, customer: int, day: date) -> int:
    """Acceptances the bank pays after a day."""
    return sum(amount for _when, method, amount, item in books.takings
               if method == "acceptance" and item.customer == customer and item.due > day)


@dataclass(frozen=True)
class Account:
    """A statement: rows of (day, kind, number, goods, owes more, owes less), in any order."""

    opening: int
    closing: int
    rows: Counter[Row]


def statement_of(books: Books, names: dict[int, str], customer: int, start: date, end: date) -> Account:
    """What happened between the balance before a span and the one at its end; void invoices are left out."""
    rows: Counter[Row] = Counter()
    for paper in books.standing():
        if paper.customer == customer and start <= paper.day <= end:
            rows.update(_goods(paper, names))
    for day, who, kind, amount in books.events:
        if who == customer and start <= day <= end and kind not in ("invoice", "red", "void"):
            rows[(day, NAMED.get(kind, kind), "", "", *((0, -amount) if kind in MONEY_KINDS else (amount, 0)))] += 1
    return Account(books.balance(customer, start - timedelta(days=1)), books.balance(customer, end), rows)


NAMED = {"rounding": "discount", "rounding_reversal": "discount_reversal"}
"""Rounding off is a settlement discount in the ledger."""


def _goods(paper: Paper, names: dict[int, str]) -> Counter[Row]:
    sums: Counter[str] = Counter()
    for line in paper.lines:
        sums[names[line.product]] += -line.amount if paper.original else line.amount
    return Counter({(paper.day, "red" if paper.original else "invoice", paper.number, name, total, 0): 1 for name, total in sums.items()})


@dataclass(frozen=True)
class Month:
    """Per customer opening, entered, sales, received, refunded, given up, closing; per product opening, in, out, closing."""

    first: date
    customers: Mapping[str, tuple[int, ...]]
    products: Mapping[str, tuple[int, ...]]


def month_of(books: Books, customers: list[int], products: list[int], first: date, last: date) -> Month:
    """A month from its first day to its last."""
    before = first - timedelta(days=1)

    def of(customer: int, *kinds: str) -> int:
        return books.moved((*kinds, *(f"{kind}_reversal" for kind in kinds)), customer, first, last)
    owed = {f"K{at}": (books.balance(who, before), of(who, "opening"), of(who, "invoice", "red", "void"), -of(who, "receipt"),
                       of(who, "refund"), -of(who, "rounding", "discount", "write_off"), books.balance(who, last))
            for at, who in enumerate(customers) if any(who == each and day <= last for day, each, _kind, _amount in books.events)}
    goods = {f"P{at}": (books.on_hand(product, before), *moved_goods(books, product, first, last), books.on_hand(product, last))
             for at, product in enumerate(products)}
    return Month(first, owed, goods)


def moved_goods(books: Books, product: int, first: date, last: date) -> tuple[int, int]:
    """(in, out) of a product in a span."""
    moved = [amount for day, which, amount in books.goods if which == product and first <= day <= last]
    return sum(amount for amount in moved if amount > 0), -sum(amount for amount in moved if amount < 0)
