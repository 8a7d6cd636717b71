"""Which day comes next, whether a business date may be used, how long the office was open; pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.core.errors import Problem
from models.core.settings import Option
from models.core.text import N_


_TIME = r"([01]\d|2[0-3]):[0-5]\d"
OPENS = Option("days.opens", "08:30", N_("The office opens at"), "days", shape=_TIME, example="08:30")
CLOSES = Option("days.closes", "17:30", N_("The office closes at"), "days", shape=_TIME, example="17:30")
"""The hours that the papers name (duty 1); who waits over night or over a day off does not wait in office hours."""


@dataclass(frozen=True)
class OfficeHours:
    """When somebody is at the desk: between two times of the office's wall clock, on work days."""

    opens: time
    closes: time
    is_work_day: Callable[[date], bool]

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """The office hours from one moment of the wall clock to another; none where they lie the other way round."""
        if until <= since or self.closes <= self.opens:
            return timedelta(0)
        first, last = since.date(), until.date()
        if first == last:
            return self._part(first, since.time(), until.time())
        between = sum(self.is_work_day(first + timedelta(days=step)) for step in range(1, (last - first).days))
        return (self._part(first, since.time(), self.closes) + self._part(last, self.opens, until.time())
                + between * self._part_of_day(self.opens, self.closes))

    def _part(self, day: date, start: time, end: time) -> timedelta:
        return self._part_of_day(start, end) if self.is_work_day(day) else timedelta(0)

    def _part_of_day(self, start: time, end: time) -> timedelta:
        start, end = max(start, self.opens), min(end, self.closes)
        return datetime.combine(date.min, end) - datetime.combine(date.min, start) if end > start else timedelta(0)


STATUTORY = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""(month, day) of the holidays that fall on the same days every year (全国年节及纪念日放假办法, 2025); those of the lunar calendar are published."""


def unpublished(day: date) -> bool:
    """Whether a day of a year whose holidays are not published yet is worked: Monday to Friday, but for the statutory days."""
    return day.weekday() < 5 and (day.month, day.day) not in STATUTORY


def check_hours(opens: str, closes: str) -> list[Problem]:
    """The office closes after it opens."""
    return [] if opens < closes else [Problem(CLOSES.key, "hours.order", N_("The office closes after it opens"))]


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
