"""Locks are postings of closing; the office's own calendar is a verb."""

from __future__ import annotations

from datetime import date, timedelta

from models.core.errors import Problem, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.days import rules
from models.days.tables import CalendarDay, DayLock, MonthLock


def lock_day(act: Act, day: date) -> None:
    """Posting: the day is closed from this commit on."""
    DayLock.insert(date=day).execute()
    act.changed("days")


def unlock_from(act: Act, day: date) -> list[date]:
    """Posting: this day and every later closed one are open again. Returns them, oldest first."""
    days = [row.date for row in DayLock.select().where(DayLock.date >= day).order_by(DayLock.date)]
    DayLock.delete().where(DayLock.date >= day).execute()
    act.changed("days")
    return days


def lock_month(act: Act, month: date) -> None:
    """Posting: the month is settled."""
    first = month.replace(day=1)
    MonthLock.insert(month=first, last_day=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).execute()
    act.changed("days")


def unlock_months_from(act: Act, month: date) -> list[date]:
    """Posting: this month and every later settled one are open again. Returns them, oldest first."""
    months = [row.month for row in MonthLock.select().where(MonthLock.month >= month.replace(day=1)).order_by(MonthLock.month)]
    MonthLock.delete().where(MonthLock.month >= month.replace(day=1)).execute()
    act.changed("days")
    return months


def follow(act: Act) -> None:
    """Posting: when the office hours were set. Raises RuleViolation where they lie the wrong way round."""
    if isinstance(act.content, dict) and not {rules.OPENS.key, rules.CLOSES.key}.isdisjoint(act.content):
        act.office.settings.forget()
        require(rules.check_hours(act.office.settings[rules.OPENS], act.office.settings[rules.CLOSES]))
        act.changed("days")


def set_calendar_day(office: Office, day: date, is_work_day: bool, reason: str) -> Done:
    """Say that a day is worked, or is not, whatever the public calendar says."""
    return set_calendar_days(office, day, day, is_work_day, reason)


def set_calendar_days(office: Office, first: date, last: date, is_work_day: bool, reason: str) -> Done:
    """The same for each day of a span, both ends included. Raises RuleViolation for a span that ends before it begins or is too long."""
    reason = clean(reason, "reason", 100)
    require(rules.check_span(first, last))
    span = first.isoformat() if first == last else f"{first} – {last}"
    with office.command("days.calendar", {"first": first, "last": last, "is_work_day": is_work_day, "reason": reason}) as act:
        for day in (first + timedelta(days=step) for step in range((last - first).days + 1)):
            CalendarDay.insert(date=day, is_work_day=is_work_day, reason=reason, year=day.year).on_conflict_replace().execute()
        act.changed("days", "calendar").about(span)
        row = CalendarDay.get(CalendarDay.date == last)
    return Done(row.id, span)


def forget_calendar_day(office: Office, row_id: int) -> Done:
    """Let the public calendar speak about this day again."""
    row = CalendarDay.get_or_none(CalendarDay.id == row_id)
    require([Problem("", "calendar.unknown", N_("This day is not in the calendar any more"))] if row is None else [])
    day = row.date.isoformat()
    with office.command("days.forget", {"day": day}) as act:
        CalendarDay.delete().where(CalendarDay.id == row_id).execute()
        act.changed("days", "calendar").about(day)
    return Done(row_id, day)
