"""Days as clerks and programs write them: told apart by shape, an odd one named rather than guessed in silence; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from data.imports.values import numeral, refused, text
from data.workbook_reader import Cell
from models.core.errors import Problem
from models.core.text import N_, halfwidth

_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Excel's day numbers that are taken for dates: 1954 to 2119."""
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_TIME = r"(?:[ t]*(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[ap]m|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = re.compile(r"[（(]?(?:星期|周|礼拜)[一二三四五六日天][)）]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?(?= |$)", re.IGNORECASE)
_LONG = re.compile(rf"(\d{{4}})(?:年|[-/.])(\d{{1,2}})(?:月|[-/.])(\d{{1,2}})(?:日|号)?{_TIME}")
_TIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(rf"(\d{{2}})(?:年|[-/.])(\d{{1,2}})(?:月|[-/.])(\d{{1,2}})(?:日|号)?{_TIME}")
_WESTERN = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]*([a-z]{3})[a-z]*[-., ]+(\d{4}|\d{2})")
_MONTH_NAMED = re.compile(r"([a-z]{3})[a-z]*[-. ]*(\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})")
_SPELT = re.compile(r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]")


def day(cell: Cell, field: str, day_first: bool = False) -> date | None:
    """A date as such or typed: 2026/3/5, 2026.03.05, 2026年3月5日, 20260305, 26-3-5, 3/5/2026, 5 Mar 2026, or the number Excel counts it by.

    day_first: this column writes 5/3/2026 for the fifth of March.
    """
    if cell is None or isinstance(cell, datetime):
        return None if cell is None else cell.date()
    if isinstance(cell, date):
        return cell
    typed = _plain(cell, field)
    if typed in ("", "-", "--", "—", "/", "无", "n/a"):
        return None
    try:
        return _read(typed, day_first)
    except ValueError as error:
        raise refused(field, "import.date", N_("“{value}” is not a date; type it like 2026-03-05"), cell) from error


def _plain(cell: Cell, field: str) -> str:
    typed = _WEEKDAY.sub("", halfwidth(text(cell, field))).lower()
    return re.sub(r"\s*([年月日号/.-])\s*(?=\d|$)", r"\1", re.sub(r"\s+", " ", typed)).strip()


def _read(typed: str, day_first: bool) -> date:
    """Raises ValueError for what is no day."""
    if found := _LONG.fullmatch(typed) or _TIGHT.fullmatch(typed):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _WESTERN.fullmatch(typed):
        first, second, year = (int(part) for part in found.groups())
        return date(year, second, first) if day_first or first > 12 else date(year, first, second)
    if found := _SHORT.fullmatch(typed):
        return date(2000 + int(found[1]), int(found[2]), int(found[3]))
    if (found := _DAY_NAMED.fullmatch(typed)) and found[2] in _MONTHS:
        return date(int(found[3]) + (2000 if len(found[3]) == 2 else 0), _MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_NAMED.fullmatch(typed)) and found[1] in _MONTHS:
        return date(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if found := _SPELT.fullmatch(typed):
        return date(*(numeral(part) or 0 for part in found.groups()))
    if re.fullmatch(r"\d{5}(\.\d+)?", typed) and int(float(typed)) in _SERIALS:
        return _EPOCH + timedelta(days=int(float(typed)))
    raise ValueError(typed)


def is_day_first(cells: Iterable[Cell]) -> bool:
    """Whether a column of dates like 13/5/2026 puts the day before the month: one that fits no other way says so for all."""
    typed = [found for cell in cells if isinstance(cell, str) and (found := _WESTERN.fullmatch(_plain(cell, "")))]
    return any(int(found[1]) > 12 for found in typed) and not any(int(found[2]) > 12 for found in typed)


def odd_day(cell: Cell, field: str, day_first: bool = False) -> Problem | None:
    """What to look at in a date that could have been meant otherwise."""
    if not isinstance(cell, str):
        return None
    typed = _plain(cell, field)
    western, short = _WESTERN.fullmatch(typed), _SHORT.fullmatch(typed)
    if short or (western and not day_first and int(western[1]) <= 12 and int(western[2]) <= 12 and western[1] != western[2]):
        return Problem(field, "import.odd date", N_("“{value}” is read as {day}"),
                       {"value": cell.strip()[:40], "day": _read(typed, day_first)})
    return None
