"""What a person types, read as what it means: amounts, days, phone numbers. No widget, so it is tested alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from models.core.errors import Problem
from models.core.text import N_, halfwidth
from ui.kit.specs import FieldKind

PLACES = {FieldKind.MONEY: 2, FieldKind.QUANTITY: 3, FieldKind.PRICE: 6, FieldKind.RATE: 4, FieldKind.INTEGER: 0}
_MOST = Decimal("99999999999.99")
_STEPS = {"d": 1, "w": 7}


class Unreadable(ValueError):
    """Typed text that means nothing for its kind. text: the msgid that says what to type."""

    def __init__(self, code: str, text: str, **params: object) -> None:
        super().__init__(text)
        self.code, self.text, self.params = code, text, params

    def problem(self, field: str) -> Problem:
        """The same, bound to its field."""
        return Problem(field, self.code, self.text, self.params)


def read_number(text: str, kind: FieldKind) -> Decimal | None:
    """A number with or without thousands, ￥, full-width digits; a per cent sign for a rate. Empty is None.

    Raises Unreadable for anything else, for more decimals than the kind keeps and for amounts beyond what is stored.
    """
    plain = halfwidth(text).replace("。", ".").strip()
    plain = re.sub(r"[¥￥,\s]", "", plain).replace("−", "-").removesuffix("元")
    if not plain or plain == "–":
        return None
    percent = plain.endswith("%")
    digits = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", plain.removesuffix("%"))
    if digits is None or (percent and kind is not FieldKind.RATE):
        raise Unreadable("entry.number", N_("Type a number, such as 1280.50"))
    try:
        value = Decimal(plain.removesuffix("%"))
    except InvalidOperation as bad:
        raise Unreadable("entry.number", N_("Type a number, such as 1280.50")) from bad
    return _within(value / 100 if percent else value, PLACES[kind])


def _within(value: Decimal, places: int) -> Decimal:
    if abs(value) > _MOST:
        raise Unreadable("entry.large", N_("This is more than can be kept; check the digits"))
    exact = value.quantize(Decimal(1).scaleb(-places))
    if exact != value:
        raise Unreadable("entry.places", N_("At most {places} decimals"), places=places)
    return exact if places in (0, 2) else _short(exact)


def _short(value: Decimal) -> Decimal:
    stripped = value.normalize()
    return stripped.quantize(Decimal(1)) if stripped == stripped.to_integral_value() else stripped


def show_number(value: object, kind: FieldKind) -> str:
    """A number as it stands in a field: thousands separated, money with two decimals, prices at least two."""
    if value is None or value == "":
        return ""
    number = Decimal(str(value))
    if kind is FieldKind.MONEY:
        return f"{number:,.2f}"
    if kind is FieldKind.RATE:
        return f"{_short(number * 100):f}%"
    short = _short(number)
    decimals = -int(short.as_tuple().exponent)
    return f"{short:,.2f}" if kind is FieldKind.PRICE and decimals < 2 else f"{short:,f}"


def read_date(text: str, today: date) -> date | None:
    """A day typed the short way. Empty is None.

    23 · 11-23 · 1123 · 2026-11-23 · 20261123 · 11月23日 · +3 · -1 · +2w · t or 今天. A month and a day mean the year
    that lies nearest to today. Raises Unreadable for what is no day.
    """
    plain = halfwidth(text).strip().lower()
    if not plain:
        return None
    if plain in ("t", "today", "今", "今天", "."):
        return today
    if step := re.fullmatch(r"([+-])([0-9]{1,4})([dw]?)", plain):
        days = int(step[2]) * _STEPS.get(step[3], 1)
        return _day(lambda: today + timedelta(days=days if step[1] == "+" else -days))
    plain = re.sub(r"[年月/.]", "-", plain).removesuffix("日")
    if full := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})", plain):
        year, month, day = (int(part) for part in full.groups() if part)
        return _day(lambda: date(year, month, day))
    if short := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})|([0-9]{2})([0-9]{2})", plain):
        month, day = (int(part) for part in short.groups() if part)
        return _nearest(month, day, today)
    if re.fullmatch(r"[0-9]{1,2}", plain):
        return _day(lambda: today.replace(day=int(plain)))
    raise Unreadable("entry.date", N_("Type a day, such as 11-23, 1123 or +3"))


def _day(make: Callable[[], date]) -> date:
    try:
        return make()
    except (ValueError, OverflowError) as bad:
        raise Unreadable("entry.date", N_("Type a day, such as 11-23, 1123 or +3")) from bad


def _nearest(month: int, day: int, today: date) -> date:
    """The day of that month and number nearest to today: in January, 12-30 is last year's."""
    days = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise Unreadable("entry.date", N_("Type a day, such as 11-23, 1123 or +3"))
    return min(days, key=lambda each: abs(each - today))


def read_phone(text: str) -> str:
    """A phone number with plain digits, without spaces: several are kept apart by a comma."""
    plain = re.sub(r"[\s]+", "", halfwidth(text).replace("、", ",").replace(";", ",").replace("/", ","))
    if plain and not re.fullmatch(r"[+0-9()\-,*#转ext.]{3,60}", plain):
        raise Unreadable("entry.phone", N_("Type a phone number in digits"))
    return plain
