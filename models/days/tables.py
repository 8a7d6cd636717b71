"""Closed days, locked months and the holidays the office keeps for itself."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from models.core.fields import DayField, FlagField
from models.core.table import Table


class DayLock(Table):
    """A closed business day; the triggers of dated tables read the latest (rules: Closing). Written by closing alone."""

    date = DayField(primary_key=True)


class MonthLock(Table):
    """A settled month by its first day; its days cannot be reopened before it is. No paper is dated up to its last day any more."""

    month = DayField(primary_key=True)
    last_day = DayField()


class CalendarDay(Table):
    """A day the office decided about itself, against the public calendar (duty 79)."""

    id = AutoField()
    date = DayField(unique=True)
    is_work_day = FlagField()
    reason = TextField()
    year = IntegerField(index=True)
