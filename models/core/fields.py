"""Scaled integers for money, quantities, prices and rates; text for days and instants: what STRICT tables hold exactly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import Field, Function, IntegerField, TextField, fn

from models.core.clock import stamp, unstamp


class ScaledField(IntegerField):
    """A Decimal kept as an integer of its smallest part. Raises ValueError where the value has a smaller part."""

    places = 0

    def db_value(self, value: Any) -> Any:
        if value is None or isinstance(value, int):
            return value if value is None else value * 10**self.places
        return to_scaled(value, self.places)

    def python_value(self, value: Any) -> Any:
        return None if value is None else from_scaled(value, self.places)

    def sum(self) -> Function:
        """Σ of this column as a Decimal, 0 for no rows; peewee's own SUM would yield the raw integers."""
        return fn.COALESCE(fn.SUM(self), 0).python_value(self.python_value)


def to_scaled(value: Decimal, places: int) -> int:
    """A Decimal as an integer of 10^-places parts. Raises ValueError on a smaller part, NaN or infinity."""
    if not value.is_finite():
        raise ValueError(f"not a number: {value}")
    scaled = value.scaleb(places)
    whole = scaled.to_integral_value()
    if whole != scaled:
        raise ValueError(f"{value} has more than {places} decimals")
    return int(whole)


def from_scaled(value: int, places: int) -> Decimal:
    """The Decimal that `to_scaled` stored, with exactly `places` decimals."""
    return Decimal(value).scaleb(-places)


class MoneyField(ScaledField):
    """Yuan as integer fen."""

    places = 2


class QuantityField(ScaledField):
    """Quantity as integer thousandths of its unit."""

    places = 3


class PriceField(ScaledField):
    """Yuan a unit, tax included, as integer millionths."""

    places = 6


class RateField(ScaledField):
    """A rate such as 0.13 as integer ten-thousandths."""

    places = 4


class DayField(TextField):
    """A business date as ISO text."""

    def db_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if value else None


class MomentField(TextField):
    """An instant in UTC as text whose order is time order."""

    def db_value(self, value: Any) -> Any:
        return stamp(value) if isinstance(value, datetime) else value

    def python_value(self, value: Any) -> Any:
        return unstamp(value) if value else None


class FlagField(IntegerField):
    """Yes or no as 1 or 0."""

    def db_value(self, value: Any) -> Any:
        return value if value is None else int(bool(value))

    def python_value(self, value: Any) -> Any:
        return value if value is None else bool(value)


__all__ = ["DayField", "Field", "FlagField", "IntegerField", "MomentField", "MoneyField", "PriceField", "QuantityField",
           "RateField", "ScaledField", "TextField", "from_scaled", "to_scaled"]
