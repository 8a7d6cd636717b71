"""What goods may do, how much of them is free, and what may be typed about them; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

from models.core.errors import Need, Problem
from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_
from models.core.typed import Text, check_number, check_texts
from models.stock.inputs import AdjustInput, CountedInput, GoodsInInput, GoodsInLine, WarehouseInput

MOVES = {
    "opening": N_("Opening stock"), "in": N_("Goods in"), "out": N_("Goods out"), "return": N_("Returned goods"),
    "adjust": N_("Adjustment"),
}
COUNT_STATES = {"open": N_("being counted"), "adjusted": N_("adjusted"), "dropped": N_("dropped")}
LINE = "invoice line"
"""The source of every reservation and of goods that left or came back: a line of an invoice (or of a red)."""

GOODS_IN = series("goods-in", "RK", N_("Prefix of goods-in numbers"))
COUNTS = series("count", "PD", N_("Prefix of count numbers"))
SHORT_STOCK = Option("stock.short", "refuse", N_("When stock is short"), "stock",
                     {"refuse": N_("refuse"), "approve": N_("ask a manager")})
"""Short stock is refused, or goes out with an approval of kind "short stock" (rules: Stock)."""

MOST = Decimal("999999999.999")
"""The largest quantity of a single line, in base units."""
_MOST_COST = Decimal("99999999.999999")
_WAREHOUSE = (Text("code", 20, digits=True, required=N_("Enter a code")), Text("name", 40, required=N_("Enter the name of the warehouse")))
_LINE = (Text("batch", 40, digits=True), Text("remark", 200, emoji=True))


@dataclass(frozen=True)
class Standing:
    """How one product stands in one warehouse, in base units (rules: Stock).

    promised: live promises to other customers. available = on hand − reserved − promised.
    lowest_later: the least of on hand − reserved, least_on_hand: the least on hand, from the day asked about on.
    """

    on_hand: Decimal
    reserved: Decimal
    promised: Decimal
    lowest_later: Decimal
    least_on_hand: Decimal

    @property
    def available(self) -> Decimal:
        """What may be sold to this customer now."""
        return self.on_hand - self.reserved - self.promised


@dataclass(frozen=True)
class Goods:
    """What must be known of a product to move it. units: base units in one of each unit."""

    id: int
    code: str
    name: str
    unit: str
    units: Mapping[str, Fraction]
    asks_batch: bool
    asks_expiry: bool
    active: bool
    service: bool = False


def to_base(quantity: Decimal, factor: Fraction) -> Decimal | None:
    """A quantity in base units, None where that is not exact to 0.001."""
    exact = Fraction(quantity) * factor * 1000
    return None if exact.denominator != 1 else Decimal(exact.numerator).scaleb(-3)


def base_cost(cost: Decimal, factor: Fraction) -> Decimal:
    """The cost of one base unit from that of another unit, to a millionth of a yuan."""
    return (cost * factor.denominator / factor.numerator).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def check_quantity(field: str, quantity: Decimal | None, *, above: bool = True) -> list[Problem]:
    """A quantity must be given, finite, above zero (else: from zero on), and fine to 0.001 at most."""
    if quantity is None:
        return [Problem(field, "quantity.missing", N_("Enter a quantity"))]
    return check_number(field, quantity, 3, most=MOST, above=above)


def check_product(field: str, goods: Goods | None) -> list[Problem]:
    """The product must be filed and in use."""
    if goods is None:
        return [Problem(field, "product.unknown", N_("Choose a product"))]
    if not goods.active:
        return [Problem(field, "product.inactive", N_("{name} is no longer in use; choose another product"), {"name": goods.name})]
    if goods.service:
        return [Problem(field, "product.service", N_("{name} is a service; nothing of it is stocked"), {"name": goods.name})]
    return []


def check_warehouse_file(x: WarehouseInput, keepers: Mapping[int, str]) -> list[Problem]:
    """A code, a name, and somebody who keeps warehouses."""
    found = check_texts(x, _WAREHOUSE)
    if x.keeper_id is not None and x.keeper_id not in keepers:
        found.append(Problem("keeper", "keeper.unknown", N_("Choose somebody who keeps a warehouse")))
    return found


def check_goods_in(x: GoodsInInput, goods: Mapping[int, Goods]) -> list[Problem]:
    """At least one line; each with a product, a quantity in one of its units, its batch where the product asks for one."""
    found = check_texts(x, (Text("supplier", 80),))
    if not x.lines:
        found.append(Problem("lines", "lines.missing", N_("Enter at least one line")))
    for at, line in enumerate(x.lines):
        found += [problem.under(f"lines.{at}") for problem in _check_line(line, goods.get(line.product_id))]
    return found


def _check_line(line: GoodsInLine, goods: Goods | None) -> list[Problem]:
    found = check_product("product", goods) + check_quantity("quantity", line.quantity)
    found += check_number("cost", line.cost, 6, most=_MOST_COST) + check_texts(line, _LINE)
    if goods is None:
        return found
    factor = goods.units.get(line.unit or goods.unit)
    if factor is None:
        units = ", ".join(goods.units)
        found.append(Problem("unit", "unit.unknown", N_("{name} has no unit “{unit}”; choose one of: {units}"),
                             {"name": goods.name, "unit": line.unit, "units": units}))
    elif not found and to_base(line.quantity, factor) is None:
        found.append(Problem("quantity", "quantity.parts", N_("This is not a whole number of 0.001 {unit}"), {"unit": goods.unit}))
    if goods.asks_batch and not line.batch.strip():
        found.append(Problem("batch", "batch.missing", N_("Enter the batch number; {name} is kept by batches"), {"name": goods.name}))
    if goods.asks_expiry and line.expiry is None:
        found.append(Problem("expiry", "expiry.missing", N_("Enter the expiry date of {name}"), {"name": goods.name}))
    return found


def check_opening(quantity: Decimal, cost: Decimal | None, closed_through: date | None) -> list[Problem]:
    """Opening stock may be said until the first close (rules: Closing)."""
    if closed_through is not None:
        return [Problem("", "opening.closed", N_("Opening stock cannot change after the first day was closed; count or adjust instead"))]
    return check_quantity("quantity", quantity, above=False) + check_number("cost", cost, 6, most=_MOST_COST)


def check_adjust(x: AdjustInput) -> list[Problem]:
    """A difference up or down, with a reason."""
    found = check_texts(x, (Text("reason", 200, required=N_("Enter a reason")), Text("batch", 40, digits=True)))
    found += check_number("quantity", x.quantity, 3, least=-MOST, most=MOST)
    if not found and not x.quantity:
        found.append(Problem("quantity", "quantity.zero", N_("Enter a quantity, with a minus for less")))
    return found


def check_until(until: datetime | None, now: datetime) -> list[Problem]:
    """A promise ends at a time that is still to come, within a year."""
    if until is None:
        return [Problem("until", "until.missing", N_("Enter until when the goods are kept"))]
    if until <= now:
        return [Problem("until", "until.past", N_("This time is over; choose a later one"))]
    if (until - now).days > 366:
        return [Problem("until", "until.far", N_("Choose a time within a year"))]
    return []


def check_free(quantity: Decimal, free: Decimal, goods: Goods) -> list[Problem]:
    """No more is promised than is neither reserved nor promised."""
    if quantity <= free:
        return []
    return [Problem("quantity", "stock.short", N_("Only {free} {unit} of {name} are free"),
                    {"free": max(free, Decimal(0)), "unit": goods.unit, "name": goods.name})]


def check_counted(x: CountedInput, goods: Mapping[int, Goods]) -> list[Problem]:
    """Each product once, with a quantity from zero on (or none: not counted yet)."""
    found, seen = [], set()
    for at, line in enumerate(x.lines):
        here = [] if line.product_id in goods else [Problem("product", "product.unknown", N_("Choose a product"))]
        if line.product_id in seen:
            here.append(Problem("product", "product.twice", N_("This product is on the sheet already")))
        seen.add(line.product_id)
        here += check_number("counted", line.counted, 3, most=MOST) + check_texts(line, (Text("reason", 200, emoji=True),))
        found += [problem.under(f"lines.{at}") for problem in here]
    return found


class Counted(Protocol):
    """A line of a count sheet, as far as its check goes."""

    @property
    def product(self) -> str: ...
    @property
    def counted(self) -> Decimal | None: ...
    @property
    def difference(self) -> Decimal: ...
    @property
    def reason(self) -> str: ...


def check_sheet(lines: Sequence[Counted]) -> list[Problem]:
    """Before the books are adjusted every line is counted, and every difference has its reason (rules: Stock)."""
    found = []
    for at, line in enumerate(lines):
        if line.counted is None:
            found.append(Problem(f"lines.{at}.counted", "count.missing", N_("{name} is not counted yet"), {"name": line.product}))
        elif line.difference and not line.reason:
            found.append(Problem(f"lines.{at}.reason", "count.reason", N_("Say why {name} differs"), {"name": line.product}))
    return found


def check_behind(names: Sequence[str]) -> list[Problem]:
    """A sheet whose book quantities were changed by something backdated since is of no use."""
    if not names:
        return []
    return [Problem("", "count.behind", N_("The books before this count changed after its sheet was made: {names}. "
                                           "Drop the count and make a new sheet"), {"names": ", ".join(names)})]


def short_problem(field: str, goods: Goods, least: Decimal) -> Problem:
    """The books would fall below zero on some day. least: the lowest figure there would be, negative."""
    return Problem(field, "stock.short", N_("{name}: stock would fall short by {missing} {unit} on this day or a later one"),
                   {"name": goods.name, "missing": -least, "unit": goods.unit})


def short_need(field: str, goods: Goods, least: Decimal) -> Need:
    """The same as a question to the manager."""
    return Need("short stock", N_("Let {name} go although the books fall short by {missing} {unit}"),
                {"name": goods.name, "missing": -least, "unit": goods.unit}, None, field)
