"""Which day comes next, and whether a business date may be used; pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from models.core.errors import Problem
from models.core.text import N_


def default_date(today: date, closed_through: date | None) -> date:
    """The business date of a new paper: today, or the day after the last closed one if that is later (rules: Invoices)."""
    return today if closed_through is None else max(today, closed_through + timedelta(days=1))


def check_date(day: date | None, closed_through: date | None, today: date, field: str = "date") -> list[Problem]:
    """A business date must be given, open and not far ahead of today."""
    if day is None:
        return [Problem(field, "date.missing", N_("Enter a date"))]
    if closed_through is not None and day <= closed_through:
        return [Problem(field, "day.closed", N_("{day} is closed; choose a later date or have the day reopened"), {"day": day})]
    if day > max(today, (closed_through or today)) + timedelta(days=1):
        return [Problem(field, "date.ahead", N_("{day} is too far ahead; choose today or tomorrow"), {"day": day})]
    return []


def next_work_day(day: date, is_work_day: Callable[[date], bool], count: int = 1) -> date:
    """The count-th work day after a day."""
    step = day
    while count:
        step += timedelta(days=1)
        count -= is_work_day(step)
    return step


def check_span(first: date, last: date) -> list[Problem]:
    """A span of the calendar: forwards, and of at most two months."""
    if last < first:
        return [Problem("until", "calendar.span", N_("The last day lies before the first"))]
    if (last - first).days >= 62:
        return [Problem("until", "calendar.long", N_("Enter at most two months at once"))]
    return []
