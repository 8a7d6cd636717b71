"""The spans of time that every filter bar offers (duty 78): today to this year, all, and one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.core.text import N_

Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Period:
    """A named span, first and last day counted."""

    key: str
    title: str
    span: Callable[[date], Span]


def month_of(day: date) -> Span:
    """The month that a day lies in."""
    return day.replace(day=1), _next_month(day) - timedelta(days=1)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def year_of(day: date) -> Span:
    """The year that a day lies in."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


PERIODS = (
    Period("all", N_("All time"), lambda day: (None, None)),
    Period("today", N_("Today"), lambda day: (day, day)),
    Period("yesterday", N_("Yesterday"), lambda day: (day - timedelta(days=1), day - timedelta(days=1))),
    Period("week", N_("This week"), _week),
    Period("month", N_("This month"), month_of),
    Period("last_month", N_("Last month"), lambda day: month_of(day.replace(day=1) - timedelta(days=1))),
    Period("year", N_("This year"), year_of),
    Period("custom", N_("From … to …"), lambda day: (None, None)),
)


def period_of(key: str) -> Period:
    """The period of a key. Raises KeyError."""
    return {each.key: each for each in PERIODS}[key]
