"""The books of an office once more, in plain Python: lists of what happened, added up anew for every question.

It knows the rules and nothing of the program: money in fen, quantities in thousandths, exact fractions between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

EVER = date.max
DEBTS = ("invoice", "refund", "opening")
"""Kinds of item that are owed; every other kind lowers what is owed."""
RATES = {"13": 13, "9": 9, "6": 6, "3": 3, "1": 1, "0": 0, "exempt": None, "untaxed": None}


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def net_of(gross: int, rate: str) -> int:
    """Gross without its tax, in fen."""
    percent = RATES[rate]
    return gross if percent is None else half_up(Fraction(gross * 100, 100 + percent))


@dataclass
class Line:
    """An invoice line; base: thousandths of the base unit. since: what was left of (base, amount, net) at the last allowance.

    agreed: the line of a contract it fulfils. back: of a red, what of its amount is for goods that come back. moves: what left, dated.
    """

    product: int
    base: int
    amount: int
    net: int
    cancelled: int = 0
    returned: int = 0
    picked: int = 0
    agreed: int | None = None
    back: int = 0
    moves: list[tuple[date, int]] = field(default_factory=list)
    since: tuple[int, int, int] = (0, 0, 0)
    gone: tuple[int, int, int] = (0, 0, 0)

    def __post_init__(self) -> None:
        self.since = (self.base, self.amount, self.net)

    @property
    def left(self) -> int:
        """What it still comes to."""
        return self.since[1] - self.gone[1]

    def take(self, base: int) -> tuple[int, int]:
        """(amount, net) of the next so many base units: shares run up, are rounded, and what went before is taken off."""
        whole, amount, net = self.since
        upto = self.gone[0] + base
        after = (upto, half_up(Fraction(amount * upto, whole)), half_up(Fraction(net * upto, whole)))
        part = (after[1] - self.gone[1], after[2] - self.gone[2])
        self.gone = after
        return part

    def allow(self, amount: int) -> tuple[int, int]:
        """(amount, net) of a price allowance; the rest is shared anew from here."""
        rest = [whole - gone for whole, gone in zip(self.since, self.gone, strict=True)]
        net = half_up(Fraction(rest[2] * amount, rest[1]))
        self.since, self.gone = (rest[0], rest[1] - amount, rest[2] - net), (0, 0, 0)
        return amount, net


@dataclass
class Item:
    """A debt or a credit. number: its order of posting. closed: the day it was void or countered. contract: it was taken for.

    paper: by which it was offset.
    """

    number: int
    customer: int
    day: date
    kind: str
    amount: int
    due: date
    closed: date | None = None
    contract: int | None = None
    paper: str = ""
    settled: list[tuple[date, "Item", int]] = field(default_factory=list)

    @property
    def open(self) -> int:
        """What is open with everything that is posted."""
        return self.open_then(EVER)

    def open_then(self, day: date) -> int:
        """What was open at the end of a day."""
        if self.day > day or (self.closed is not None and self.closed <= day):
            return 0
        return self.amount - sum(part for when, _other, part in self.settled if when <= day)

    @property
    def owed(self) -> bool:
        """Whether it is a debt."""
        return self.kind in DEBTS

    def room(self, day: date) -> int:
        """What stays open on every day from one on."""
        if self.closed:
            return 0
        days = {day, *(when for when, _other, _part in self.settled if when > day)}
        return self.amount - max(sum(part for when, _other, part in self.settled if when <= each) for each in days)


@dataclass
class Paper:
    """An invoice or a red. of: of a red, the place on the original of each line."""

    id: int
    number: str
    day: date
    customer: int
    lines: list[Line]
    total: int
    net: int
    item: Item
    original: "Paper | None" = None
    void: bool = False
    contract: int | None = None
    reds: list["Paper"] = field(default_factory=list)
    of: list[int] = field(default_factory=list)

    @property
    def state(self) -> str:
        """As the listing says it."""
        if self.void or self.original:
            return "void" if self.void else "red"
        left = sum(line.base - line.cancelled - line.returned for line in self.lines)
        return "issued" if not self.reds else "part reversed" if left else "reversed"


@dataclass
class Books:
    """Everything that happened."""

    papers: list[Paper] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    events: list[tuple[date, int, str, int]] = field(default_factory=list)
    cash: list[tuple[date, str, int]] = field(default_factory=list)
    takings: list[tuple[date, str, int, Item]] = field(default_factory=list)
    goods: list[tuple[date, int, int]] = field(default_factory=list)
    kept: list[tuple[date, int, int]] = field(default_factory=list)
    offset: Counter[str] = field(default_factory=Counter)
    corrections: dict[date, int] = field(default_factory=dict)

    def item(self, customer: int, day: date, kind: str, amount: int, due: date | None = None) -> Item:
        """Post a debt or a credit."""
        made = Item(len(self.items), customer, day, kind, amount, due or day)
        self.items.append(made)
        self.events.append((day, customer, kind.removesuffix(" credit"), amount if made.owed else -amount))
        return made

    def settle(self, day: date, credit: Item, debt: Item, amount: int) -> None:
        """Set part of a credit against a debt, or (negative) take it back."""
        credit.settled.append((day, debt, amount))
        debt.settled.append((day, credit, amount))

    def release(self, day: date, item: Item) -> None:
        """Take back everything settled with an item; what was settled on later days on those."""
        back: dict[tuple[date, int], int] = defaultdict(int)
        others = {other.number: other for _when, other, _part in item.settled}
        for when, other, part in item.settled:
            back[max(when, day), other.number] -= part
        for (when, number), part in back.items():
            if part:
                credit, debt = (others[number], item) if item.owed else (item, others[number])
                self.settle(when, credit, debt, part)

    def debts(self, customer: int, day: date) -> list[Item]:
        """Open debts of a day or before, oldest due first."""
        return sorted((each for each in self.items if each.customer == customer and each.owed and each.day <= day and each.open > 0),
                      key=lambda each: (each.due, each.number))

    def credits(self, customer: int, day: date) -> list[Item]:
        """Open credits of a day or before, oldest first."""
        return sorted((each for each in self.items if each.customer == customer and not each.owed and each.day <= day and each.open > 0),
                      key=lambda each: (each.day, each.number))

    def balance(self, customer: int, upto: date = EVER) -> int:
        """What a customer owes at the end of a day."""
        return sum(amount for day, who, _kind, amount in self.events if who == customer and day <= upto)

    def moved(self, kinds: tuple[str, ...], customer: int | None = None, since: date = date.min, upto: date = EVER) -> int:
        """Σ of entries of these kinds."""
        return sum(amount for day, who, kind, amount in self.events
                   if kind in kinds and customer in (None, who) and since <= day <= upto)

    def on_hand(self, product: int, upto: date = EVER) -> int:
        """What lies there at the end of a day."""
        return sum(amount for day, which, amount in self.goods if which == product and day <= upto)

    def reserved(self, product: int, upto: date = EVER) -> int:
        """What is issued and has not left at the end of a day."""
        return sum(amount for day, which, amount in self.kept if which == product and day <= upto)

    def least(self, product: int, day: date, *, free: bool = True) -> int:
        """The least on hand (free: and not reserved) on any day from one on."""
        days = {day, *(when for when, which, _amount in [*self.goods, *self.kept] if which == product and when > day)}
        return min(self.on_hand(product, each) - (self.reserved(product, each) if free else 0) for each in days)

    def drawer(self, upto: date = EVER) -> int:
        """What the drawer holds at the end of a day."""
        return (sum(amount for day, _kind, amount in self.cash if day <= upto)
                + sum(amount for day, amount in self.corrections.items() if day <= upto))

    def least_cash(self, day: date) -> int:
        """The least in the drawer on any day from one on."""
        days = {day, *(when for when, _kind, _amount in self.cash if when > day), *(when for when in self.corrections if when > day)}
        return min(self.drawer(each) for each in days)

    def standing(self) -> list[Paper]:
        """Invoices and reds that count."""
        return [paper for paper in self.papers if not paper.void]


GIVEN_UP = dict.fromkeys(("rounding", "discount", "write_off"), "discount")


def sales_of(books: Books, day: date) -> dict[str, int]:
    """The sales of a day as its sheet splits them (rules: Closing)."""
    papers = [paper for paper in books.papers if paper.day == day]
    sold = [paper for paper in papers if not paper.void and not paper.original]
    made = {"gross": sum(paper.total for paper in sold), "red": sum(paper.total for paper in papers if paper.original),
            "void": sum(paper.total for paper in papers if paper.void), "received": 0, "settled_by_red": 0, "discount": 0, "advance": 0}
    for paper in sold:
        for when, credit, part in paper.item.settled:
            if when <= day:
                paid = "received" if credit.kind == "receipt" and credit.day == day else "advance"
                made[{"red": "settled_by_red", **GIVEN_UP}.get(credit.kind, paid)] += part
    made["credit"] = made["gross"] - sum(made[key] for key in ("received", "settled_by_red", "discount", "advance"))
    made["net"] = made["gross"] + made["red"]
    return made


def takings_of(books: Books, day: date) -> dict[str, dict[str, int]]:
    """Receipts of a day by method: what paid the day's invoices, what paid older debts, what is paid in advance."""
    found: dict[str, dict[str, int]] = {}
    touched: dict[int, tuple[str, Item]] = {}
    for when, method, amount, item in books.takings:
        if when == day:
            row = found.setdefault(method, {"amount": 0, "goods": 0, "old": 0})
            row["amount"] += amount
            touched[item.number] = (method, item)
    for method, item in touched.values():
        for when, debt, part in item.settled:
            if when == day and (debt.kind in ("invoice", "opening") or debt.day < day):
                found[method]["goods" if debt.kind == "invoice" and debt.day == day else "old"] += part
    for row in found.values():
        row["advance"] = row["amount"] - row["goods"] - row["old"]
    return found
