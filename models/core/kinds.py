"""What a value looks like to a person, to Excel and to a program; no format string elsewhere touches money or dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.text import N_, _


class Kind(StrEnum):
    """The kinds of value a column holds."""

    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    QUANTITY = "quantity"
    PRICE = "price"
    RATE = "rate"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    STATE = "state"
    FLAG = "flag"
    GRADE = "grade"


Value = str | int | Decimal | date | datetime | bool | None
PLACES = {Kind.MONEY: 2, Kind.QUANTITY: 3, Kind.PRICE: 6, Kind.RATE: 4}
NUMBERS = frozenset({Kind.MONEY, Kind.QUANTITY, Kind.PRICE, Kind.RATE, Kind.INTEGER})
NOTHING = "–"
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))


def is_number(kind: Kind) -> bool:
    """Whether the column is right-aligned in tabular figures."""
    return kind in NUMBERS


def decode(kind: Kind, raw: Any) -> Value:
    """The value of a raw cell of the database: scaled integers to Decimal, text to dates and instants."""
    if raw is None:
        return None
    if kind in PLACES:
        return from_scaled(int(raw), PLACES[kind])
    if kind is Kind.DATE:
        return date.fromisoformat(raw)
    if kind is Kind.MOMENT:
        return unstamp(raw)
    if kind is Kind.FLAG:
        return bool(raw)
    return raw


def trimmed(value: Decimal) -> str:
    """A decimal without trailing zeros and without an exponent: 10, 2.5, 0.125."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal, least: int) -> str:
    whole, _dot, part = trimmed(value).partition(".")
    part = part.ljust(least, "0")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}" + (f".{part}" if part else "")


def text_of(kind: Kind, value: Value, *, choices: Mapping[str, str] | None = None, year: int | None = None, zero: str = NOTHING) -> str:
    """What a person reads. year: dates within it leave the year out. zero: what a money or quantity cell of nothing
    shows, and a rate of nothing.
    """
    if value is None or value == "":
        return zero if kind is Kind.RATE else ""
    if kind is Kind.MONEY and isinstance(value, Decimal):
        return zero if not value and zero else f"{value:,.2f}"
    if kind is Kind.QUANTITY and isinstance(value, Decimal):
        return zero if not value and zero else _grouped(value, 0)
    if kind is Kind.PRICE and isinstance(value, Decimal):
        return _grouped(value, 2)
    if kind is Kind.RATE and isinstance(value, Decimal):
        return trimmed(value * 100) + "%"
    if kind is Kind.DATE and isinstance(value, date):
        return value.strftime("%m-%d") if value.year == year else value.isoformat()
    if kind is Kind.MOMENT and isinstance(value, datetime):
        local = value.astimezone()
        return local.strftime("%m-%d %H:%M" if local.year == year else "%Y-%m-%d %H:%M")
    if kind is Kind.INTEGER:
        return f"{value:,}"
    if kind is Kind.FLAG:
        return _(N_("yes")) if value else _(N_("no"))
    return _((choices or {}).get(str(value), "")) or str(value)


def native_of(kind: Kind, value: Value, choices: Mapping[str, str] | None = None) -> Value:
    """What Excel gets: numbers and dates as such, instants in local time without a zone, the rest as text."""
    if isinstance(value, datetime):
        return value.astimezone().replace(tzinfo=None, microsecond=0)
    if kind in (Kind.STATE, Kind.GRADE, Kind.FLAG, Kind.TEXT, Kind.CODE):
        return text_of(kind, value, choices=choices)
    return value


def plain_of(kind: Kind, value: Value) -> str | int | bool | None:
    """What JSON and CSV get: money with 2 decimals, other decimals trimmed, dates ISO, a state as its English key."""
    if isinstance(value, Decimal):
        return f"{value:.2f}" if kind is Kind.MONEY else trimmed(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return value
