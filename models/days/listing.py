"""The days the office decided about itself, as a listing."""

from __future__ import annotations

from peewee import SQL, Case

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.days import queries
from models.days.tables import CalendarDay

KINDS = {"off": N_("day off"), "work": N_("work day")}
CALENDAR = Listing("calendar", N_("Calendar"), rows=queries.calendar, key=CalendarDay.id, topics=("days",), date=CalendarDay.date,
                   order=("-date",), singular=N_("Day"), columns=(
    Column("date", N_("Date"), CalendarDay.date, Kind.DATE),
    Column("is_work_day", N_("Work day"), CalendarDay.is_work_day, Kind.FLAG, width=10),
    Column("reason", N_("Reason"), CalendarDay.reason, search=True, width=40),
), empty=N_("The office keeps the public calendar; enter the days on which it differs"))

PUBLIC_DAYS = Listing("public_days", N_("Public holidays"), rows=queries.public_days, key=SQL("told.day"), topics=("days",),
                      date=SQL("told.day"), state="kind", order=("date",), singular=N_("Day"), columns=(
    Column("date", N_("Date"), SQL("told.day"), Kind.DATE, width=12),
    Column("kind", N_("Kind"), Case(None, ((SQL("told.work") == 1, "work"),), "off"), Kind.STATE, choices=KINDS, width=12),
    Column("name", N_("Holiday"), SQL("told.name"), search=True, width=20),
    Column("own", N_("In our office"), Case(None, ((CalendarDay.is_work_day == 1, "work"), (CalendarDay.is_work_day == 0, "off")), "same"),
           Kind.STATE, choices={**KINDS, "same": N_("the same")}, width=12),
    Column("reason", N_("Reason"), CalendarDay.reason, search=True, width=30),
), empty=N_("The holidays of these days are not published yet; enter them under Calendar once they are"))
