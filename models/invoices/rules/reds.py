"""Parts of an issued line that a red invoice takes back: cancelled, returned, allowed; parts sum to the whole (rules: Invoices)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from models.core.errors import Problem
from models.core.kinds import trimmed
from models.core.money import ZERO, round_money
from models.core.text import N_
from models.core.typed import check_number
from models.invoices.inputs import RedInput, RedLine
from models.invoices.rules.checks import MOST_QUANTITY, check_day
from models.products.rules import base_quantity

PARTS = {"cancelled": N_("cancelled"), "returned": N_("returned"), "allowance": N_("price allowance")}


@dataclass(frozen=True)
class Part:
    """One part taken back, in positive figures. base: base units, 0 for an allowance; amounts in yuan."""

    kind: str
    base: Decimal
    amount: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True)
class SoldLine:
    """An issued line: base quantity, amounts in yuan, base units that left, and the parts taken back so far, oldest first.

    factors: base units to one of each unit a part may be given in; unit: the one it was sold in.
    """

    id: int
    unit: str
    factors: Mapping[str, Fraction]
    base: Decimal
    amount: Decimal
    net: Decimal
    picked: Decimal = Decimal(0)
    parts: tuple[Part, ...] = ()

    def taken(self, kind: str) -> Decimal:
        """Base units taken back so far in one way."""
        return sum((part.base for part in self.parts if part.kind == kind), Decimal(0))

    @property
    def cancellable(self) -> Decimal:
        """Base units that have not left and are not cancelled."""
        return self.base - self.picked - self.taken("cancelled")

    @property
    def returnable(self) -> Decimal:
        """Base units that left and are not returned."""
        return self.picked - self.taken("returned")

    @property
    def left(self) -> Decimal:
        """What the line still comes to, in yuan."""
        return self.amount - sum((part.amount for part in self.parts), ZERO)

    def take(self, kind: str, base: Decimal, allowance: Decimal = ZERO) -> SoldLine:
        """The line with one more part. Amounts are rounded running shares less what was taken, since the last allowance."""
        anchor_base, anchor_amount, anchor_net = self.base, self.amount, self.net
        base_done, amount_done, net_done = Decimal(0), ZERO, ZERO
        for part in self.parts:
            base_done, amount_done, net_done = base_done + part.base, amount_done + part.amount, net_done + part.net
            if part.kind == "allowance":
                anchor_base, anchor_amount, anchor_net = anchor_base - base_done, anchor_amount - amount_done, anchor_net - net_done
                base_done, amount_done, net_done = Decimal(0), ZERO, ZERO
        if kind == "allowance":
            amount, net = allowance, round_money((anchor_net - net_done) * allowance / self.left)
        else:
            upto = base_done + base
            amount = round_money(anchor_amount * upto / anchor_base) - amount_done
            net = round_money(anchor_net * upto / anchor_base) - net_done
        return replace(self, parts=(*self.parts, Part(kind, base, amount, net, amount - net)))


@dataclass(frozen=True)
class RedFacts:
    """What is known when an invoice is reversed. lines: by id, as issued and as far as reversed."""

    number: str
    kind: str
    day: date
    today: date
    closed_through: date | None
    is_void: bool
    lines: Mapping[int, SoldLine]


def check_red(x: RedInput, facts: RedFacts) -> list[Problem]:
    """What keeps a red invoice from being issued; all problems at once. The input has its date."""
    found = check_day(x.date, facts.closed_through, facts.today)
    if not found and x.date is not None and x.date < facts.day:
        found.append(Problem("date", "red.early", N_("{number} is of {day}; choose that day or a later one"),
                             {"number": facts.number, "day": facts.day}))
    if facts.is_void:
        return [Problem("", "red.void", N_("{number} is void; there is nothing to reverse"), {"number": facts.number})]
    if facts.kind == "red":
        return [Problem("", "red.red", N_("A red invoice is not reversed; issue the goods again with a new invoice"))]
    if x.lines is None:
        if not remainder(facts):
            found.append(Problem("", "red.nothing", N_("Nothing of {number} remains to be reversed"), {"number": facts.number}))
        return found
    lines = dict(facts.lines)
    for at, wish in enumerate(x.lines):
        wrong = [problem.under(f"lines.{at}") for problem in _check_line(wish, lines.get(wish.line_id))]
        found += wrong
        if not wrong:
            lines[wish.line_id] = _taken(lines[wish.line_id], wish)
    if not found and lines == facts.lines:
        found.append(Problem("lines", "red.empty", N_("Enter what is cancelled, returned or allowed on at least one line")))
    return found


def _check_line(wish: RedLine, line: SoldLine | None) -> list[Problem]:
    if line is None:
        return [Problem("", "red.line", N_("This line is not of this invoice"))]
    found = check_number("allowance", wish.allowance, 2)
    if _factor(line, wish) is None:
        return [*found, Problem("unit", "red.unit", N_("Choose one of the units: {units}"), {"units": ", ".join(line.factors)})]
    for kind, most, text in (("cancelled", line.cancellable, N_("Only {most} {unit} are not picked up yet")),
                             ("returned", line.returnable, N_("Only {most} {unit} have left and can come back"))):
        quantity = getattr(wish, kind)
        wrong = check_number(kind, quantity, 3, most=MOST_QUANTITY)
        base = None if wrong else _base(line, wish, quantity)
        if not wrong and base is None:
            wrong = [Problem(kind, "red.base", N_("This quantity does not come out in the unit of the stock; enter it in that unit"))]
        elif base is not None and base > most:
            wrong = [Problem(kind, f"red.{kind}", text, {"most": _shown(line, wish, most), "unit": wish.unit or line.unit})]
        found += wrong
    if not found:
        left = _with_quantities(line, wish).left
        if wish.allowance > left:
            found.append(Problem("allowance", "red.allowance", N_("Only {left} of this line is left to allow"), {"left": left}))
    return found


def _factor(line: SoldLine, wish: RedLine) -> Fraction | None:
    return line.factors.get(wish.unit or line.unit)


def _base(line: SoldLine, wish: RedLine, quantity: Decimal) -> Decimal | None:
    factor = _factor(line, wish)
    return None if factor is None else base_quantity(quantity, factor)


def _shown(line: SoldLine, wish: RedLine, base: Decimal) -> str:
    factor = _factor(line, wish) or Fraction(1)
    down = int(Fraction(base) / factor * 1000)
    return trimmed(Decimal(down).scaleb(-3))


def _with_quantities(line: SoldLine, wish: RedLine) -> SoldLine:
    for kind in ("cancelled", "returned"):
        base = _base(line, wish, getattr(wish, kind))
        if base:
            line = line.take(kind, base)
    return line


def _taken(line: SoldLine, wish: RedLine) -> SoldLine:
    line = _with_quantities(line, wish)
    return line.take("allowance", Decimal(0), wish.allowance) if wish.allowance else line


def remainder(facts: RedFacts) -> list[tuple[int, Part]]:
    """All that remains of an invoice: what has not left is cancelled, what has is returned."""
    return list(_new_parts(facts.lines.values(), [_emptied(line) for line in facts.lines.values()]))


def _emptied(line: SoldLine) -> SoldLine:
    for kind, base in (("cancelled", line.cancellable), ("returned", line.returnable)):
        if base > 0:
            line = line.take(kind, base)
    return line


def parts_of(wishes: Sequence[RedLine] | None, facts: RedFacts) -> list[tuple[int, Part]]:
    """(line id, part) of a checked red invoice, in the order of the lines."""
    if wishes is None:
        return remainder(facts)
    lines = dict(facts.lines)
    for wish in wishes:
        lines[wish.line_id] = _taken(lines[wish.line_id], wish)
    return list(_new_parts(facts.lines.values(), lines.values()))


def _new_parts(before: Iterable[SoldLine], after: Iterable[SoldLine]) -> Iterator[tuple[int, Part]]:
    for old, new in zip(before, after, strict=True):
        yield from ((new.id, part) for part in new.parts[len(old.parts):])
