"""The days the office decided about itself, as a listing."""

from __future__ import annotations

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.days import queries
from models.days.tables import CalendarDay

CALENDAR = Listing("calendar", N_("Calendar"), rows=queries.calendar, key=CalendarDay.id, topics=("days",), date=CalendarDay.date,
                   order=("-date",), singular=N_("Day"), columns=(
    Column("date", N_("Date"), CalendarDay.date, Kind.DATE),
    Column("is_work_day", N_("Work day"), CalendarDay.is_work_day, Kind.FLAG, width=10),
    Column("reason", N_("Reason"), CalendarDay.reason, search=True, width=40),
), empty=N_("The office keeps the public calendar; enter the days on which it differs"))
