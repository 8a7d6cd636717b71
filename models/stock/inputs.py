"""What forms, imports and other rooms say about goods. Quantities are in base units unless a unit is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

Day = date
"""The type, where a field is named date."""
NONE = Decimal(0)


@dataclass(frozen=True)
class Move:
    """Goods in (+) or out (−), in base units. kind: a key of rules.MOVES. source, source_id: the line that caused it.

    cost: yuan a base unit, tax included.
    """

    date: Day
    warehouse_id: int
    product_id: int
    quantity: Decimal
    kind: str
    source: str = ""
    source_id: int = 0
    number: str = ""
    supplier: str = ""
    cost: Decimal | None = None
    batch: str = ""
    expiry: Day | None = None
    remark: str = ""


@dataclass(frozen=True)
class WarehouseInput:
    """A place where goods lie. keeper_id: a person with the role keeper."""

    code: str
    name: str
    keeper_id: int | None = None
    active: bool = True

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> WarehouseInput:
        """code, name, keeper, active."""
        return cls(values.get("code") or "", values.get("name") or "", values.get("keeper"), bool(values.get("active", True)))


@dataclass(frozen=True)
class GoodsInLine:
    """One product that came in. unit: "" for the base unit; cost: yuan for one of that unit, tax included."""

    product_id: int
    quantity: Decimal
    unit: str = ""
    cost: Decimal | None = None
    batch: str = ""
    expiry: Day | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> GoodsInLine:
        """product, quantity, unit, cost, batch, expiry, remark."""
        return cls(values.get("product") or 0, values.get("quantity") or NONE, values.get("unit") or "", values.get("cost"),
                   values.get("batch") or "", values.get("expiry"), values.get("remark") or "")


@dataclass(frozen=True)
class GoodsInInput:
    """Goods from a supplier, into one warehouse. date: None is the current business date."""

    warehouse_id: int
    lines: tuple[GoodsInLine, ...]
    supplier: str = ""
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> GoodsInInput:
        """warehouse, lines, supplier, date."""
        lines = tuple(GoodsInLine.from_form(line) for line in values.get("lines") or ())
        return cls(values.get("warehouse") or 0, lines, values.get("supplier") or "", values.get("date"))


@dataclass(frozen=True)
class OpeningStockInput:
    """What lay in a warehouse when the office began; cost in yuan a base unit. Said again, it replaces what was said."""

    product_id: int
    warehouse_id: int
    quantity: Decimal
    cost: Decimal | None = None
    date: Day | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> OpeningStockInput:
        """product, warehouse, quantity, cost, date."""
        return cls(values.get("product") or 0, values.get("warehouse") or 0, values.get("quantity") or NONE, values.get("cost"),
                   values.get("date"))


@dataclass(frozen=True)
class AdjustInput:
    """A correction of the books without a count, + or −, in base units."""

    product_id: int
    warehouse_id: int
    quantity: Decimal
    reason: str
    date: Day | None = None
    batch: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> AdjustInput:
        """product, warehouse, quantity, reason, date, batch."""
        return cls(values.get("product") or 0, values.get("warehouse") or 0, values.get("quantity") or NONE,
                   values.get("reason") or "", values.get("date"), values.get("batch") or "")


def moment_of(day: date | None, clock: str | None) -> datetime | None:
    """A day and a time like 17:30 as wall-clock time; None where either is missing or is no time."""
    if day is None or not clock:
        return None
    try:
        return datetime.combine(day, time.fromisoformat(clock.strip().replace("：", ":")))
    except ValueError:
        return None


@dataclass(frozen=True)
class PromiseInput:
    """Goods kept for a customer who is on the way (duty 13). until: aware, or the office's wall clock."""

    customer_id: int
    product_id: int
    warehouse_id: int
    quantity: Decimal
    until: datetime | None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> PromiseInput:
        """customer, product, warehouse, quantity, until_day (date), until_time (text like 17:30)."""
        return cls(values.get("customer") or 0, values.get("product") or 0, values.get("warehouse") or 0, values.get("quantity") or NONE,
                   moment_of(values.get("until_day"), values.get("until_time")))


@dataclass(frozen=True)
class CheckInput:
    """A question to the keeper (duty 11): how much is there, for whom, how much is wanted. keeper: "" is the warehouse's own."""

    product_id: int
    warehouse_id: int
    customer_id: int | None = None
    quantity: Decimal | None = None
    keeper: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> CheckInput:
        """product, warehouse, customer, quantity, keeper, remark."""
        return cls(values.get("product") or 0, values.get("warehouse") or 0, values.get("customer"), values.get("quantity"),
                   values.get("keeper") or "", values.get("remark") or "")


@dataclass(frozen=True)
class AnswerInput:
    """The keeper's answer: what lies there; promised_until keeps the quantity asked for that customer."""

    check_id: int
    quantity: Decimal | None
    promised_until: datetime | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> AnswerInput:
        """check, quantity, until_day, until_time, remark."""
        return cls(values.get("check") or 0, values.get("quantity"), moment_of(values.get("until_day"), values.get("until_time")),
                   values.get("remark") or "")


@dataclass(frozen=True)
class CountInput:
    """A stocktake of a warehouse. product_ids: None for everything that lies there by the books."""

    warehouse_id: int
    date: Day | None = None
    product_ids: tuple[int, ...] | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> CountInput:
        """warehouse, date, products."""
        products = values.get("products")
        return cls(values.get("warehouse") or 0, values.get("date"), None if not products else tuple(products))


@dataclass(frozen=True)
class CountedLine:
    """What was counted of one product, in base units, and why it differs."""

    product_id: int
    counted: Decimal | None
    reason: str = ""


@dataclass(frozen=True)
class CountedInput:
    """What the keeper brings back from the shelves; products that are not on the sheet are added to it."""

    count_id: int
    lines: tuple[CountedLine, ...]

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> CountedInput:
        """count, lines of product, counted, reason."""
        lines = tuple(CountedLine(line.get("product") or 0, line.get("counted"), line.get("reason") or "")
                      for line in values.get("lines") or ())
        return cls(values.get("count") or 0, lines)
