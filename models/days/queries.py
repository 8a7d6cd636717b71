"""What is known of days: closed through when, the default business date, work days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from peewee import JOIN, SQL, Join, Model, ModelSelect, Select

from models.core.clock import Clock, unstamp
from models.core.database import OfficeDatabase
from models.core.listing import Filter
from models.core.office import Office
from models.core.settings import option
from models.core.text import N_, _
from models.core.table import CLOSED_THROUGH
from models.days import rules
from models.days.tables import CalendarDay, MonthLock


def closed_through(office: Office) -> date | None:
    """The last day no paper can be dated in: the last closed one, or the end of the last settled month; None before the first close."""
    row = office.database.execute_sql(f"SELECT {CLOSED_THROUGH}").fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def business_date(office: Office) -> date:
    """The business date a new paper gets by default."""
    return rules.default_date(office.clock.today(), closed_through(office))


def closed_days(office: Office, start: date, end: date) -> set[date]:
    """The closed days of a span."""
    rows = office.database.execute_sql("SELECT date FROM day_lock WHERE date BETWEEN ? AND ?", (start.isoformat(), end.isoformat()))
    return {date.fromisoformat(row[0]) for row in rows}


def locked_months(office: Office) -> list[date]:
    """The first days of settled months, oldest first."""
    return [row.month for row in MonthLock.select().order_by(MonthLock.month)]


def calendar(_ask: Filter) -> ModelSelect:
    """The days on which the office differs from the public calendar."""
    return CalendarDay.select()


PUBLIC = {
    "New Year's Day": N_("New Year's Day"), "Spring Festival": N_("Spring Festival"), "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"), "Dragon Boat Festival": N_("Dragon Boat Festival"), "National Day": N_("National Day"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"), "Anti-Fascist 70th Day": N_("Anti-Fascist 70th Day"),
}
"""China's public holidays as the library calls them."""
_TOLD = "json_extract(j.value, '$[0]') AS day, json_extract(j.value, '$[1]') AS work, json_extract(j.value, '$[2]') AS name"


def public_days(_ask: Filter) -> ModelSelect:
    """Every published holiday and make-up work day with what the office says of it; worded in the language spoken now (duty 79)."""
    from chinese_calendar import constants  # read only when asked: it holds twenty years of holidays

    told = [[day.isoformat(), 0, _(PUBLIC.get(name, name))] for day, name in constants.holidays.items()]
    told += [[day.isoformat(), 1, _(PUBLIC.get(name, name))] for day, name in constants.workdays.items()]
    known = Select([SQL("json_each(?) AS j", [json.dumps(told, ensure_ascii=False)])], [SQL(_TOLD)]).alias("told")
    return CalendarDay.select().from_(Join(known, CalendarDay, JOIN.LEFT_OUTER, CalendarDay.date == SQL("told.day")))


def work_days(office: Office) -> Callable[[date], bool]:
    """Which days are worked, as the calendar stands now: by the office's own, else China's public one, else Monday to Friday."""
    return _work_days(office.database)


def _work_days(database: OfficeDatabase) -> Callable[[date], bool]:
    own = dict(database.execute_sql("SELECT date, is_work_day FROM calendar_day").fetchall())

    def worked(day: date) -> bool:
        kept = own.get(day.isoformat())
        if kept is not None:
            return bool(kept)
        import chinese_calendar  # read only when asked: it holds twenty years of holidays

        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:                         # beyond the years that are published
            return rules.unpublished(day)
    return worked


def office_hours(database: OfficeDatabase) -> rules.OfficeHours:
    """The office's hours and work days as they are set now."""
    opens, closes = (time.fromisoformat(option(database, each)) for each in (rules.OPENS, rules.CLOSES))
    return rules.OfficeHours(opens, closes, cache(_work_days(database)))


def worked(office: Office, since: datetime, until: datetime) -> timedelta:
    """The office hours between two instants."""
    return office_hours(office.database).worked(_wall(office.clock, since), _wall(office.clock, until))


def tell_hours(table: type[Model]) -> None:
    """Let statements over the office's file ask told('worked hours', since, until): stamps in, hours out, NULL where one is missing."""
    meta: Any = table._meta
    database: OfficeDatabase = meta.database
    hours, clock = office_hours(database), database.clock

    def told(since: str | None, until: str | None) -> float | None:
        if since is None or until is None:
            return None
        return hours.worked(_wall(clock, unstamp(since)), _wall(clock, unstamp(until))) / timedelta(hours=1)
    database.rules["worked hours"] = told


def _wall(clock: Clock, moment: datetime) -> datetime:
    return clock.local(moment).replace(tzinfo=None)


def is_work_day(office: Office, day: date) -> bool:
    """Whether a day is worked; who asks about many asks `work_days`."""
    return work_days(office)(day)


def next_work_day(office: Office, day: date, count: int = 1) -> date:
    """The count-th work day after a day."""
    return rules.next_work_day(day, work_days(office), count)
