"""What a form or an import says about products, price lists and suppliers' promises."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

MOST_TYPED = 10**9


@dataclass(frozen=True)
class UnitInput:
    """Another unit: `numerator` base units make `denominator` of it. A tonne of 40 kg bags is 25 to 1."""

    unit: str
    numerator: int
    denominator: int = 1

    @classmethod
    def of(cls, unit: str, base: Decimal, count: Decimal = Decimal(1)) -> UnitInput:
        """From "25 bags make 1 tonne": base = 25, count = 1. What is no number in reason is left for the rules to refuse."""
        if not (base.is_finite() and count.is_finite() and 0 < base <= MOST_TYPED and 0 < count <= MOST_TYPED):
            return cls(unit, 0, 0)
        ratio = Fraction(base) / Fraction(count)
        return cls(unit, ratio.numerator, ratio.denominator)


@dataclass(frozen=True)
class TierInput:
    """A price per base unit from a quantity of base units on."""

    from_quantity: Decimal
    price: Decimal


@dataclass(frozen=True)
class ProductInput:
    """A product. Prices are per base unit, tax included; rate: a key of RATES; supplier: a name, filed when it is new.

    service: performed, not stocked.
    """

    name: str
    unit: str
    code: str = ""
    specification: str = ""
    rate: str = "13"
    units: tuple[UnitInput, ...] = ()
    barcode: str = ""
    list_price: Decimal | None = None
    minimum_price: Decimal | None = None
    tiers: tuple[TierInput, ...] = ()
    tax_category: str = ""
    supplier: str = ""
    asks_batch: bool = False
    asks_expiry: bool = False
    low_stock: Decimal | None = None
    remark: str = ""
    active: bool = True
    service: bool = False

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ProductInput:
        """From a form's values; units as rows of unit, base, count, tiers as rows of from_quantity, price."""
        texts = ("name", "unit", "code", "specification", "barcode", "tax_category", "supplier", "remark")
        units = tuple(UnitInput.of(row.get("unit") or "", row.get("base") or Decimal(0), row.get("count") or Decimal(1))
                      for row in values.get("units") or () if row.get("unit") or row.get("base"))
        tiers = tuple(TierInput(row.get("from_quantity") or Decimal(0), row.get("price") or Decimal(0))
                      for row in values.get("tiers") or () if row.get("from_quantity") or row.get("price"))
        active = values.get("active")
        return cls(
            **{key: values.get(key) or "" for key in texts}, rate=values.get("rate") or "", units=units, tiers=tiers,
            list_price=values.get("list_price"), minimum_price=values.get("minimum_price"), low_stock=values.get("low_stock"),
            asks_batch=bool(values.get("asks_batch")), asks_expiry=bool(values.get("asks_expiry")),
            active=True if active is None else bool(active), service=bool(values.get("service")))


@dataclass(frozen=True)
class PriceListInput:
    """A price list: pairs of product id and price per base unit."""

    name: str
    prices: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True)
class SupplierInput:
    """A supplier."""

    name: str
    phone: str = ""


@dataclass(frozen=True)
class SupplyPromiseInput:
    """What a supplier promised of a product: price and quantity in base units, the day it should come (duty 104)."""

    supplier: str
    product_id: int
    price: Decimal | None = None
    quantity: Decimal | None = None
    date: datetime.date | None = None
    expected: datetime.date | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> SupplyPromiseInput:
        """From a form's values."""
        return cls(values.get("supplier") or "", values.get("product_id") or 0, values.get("price"), values.get("quantity"),
                   values.get("date"), values.get("expected"), values.get("remark") or "")
