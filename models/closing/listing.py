"""Closings and counts of the drawer, as listings."""

from __future__ import annotations

from peewee import SQL, Case, fn

from models.closing import queries
from models.closing.tables import CashCount, Closing
from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.people.tables import Person

_later = Closing.alias("later")
_last = _later.select(fn.MAX(_later.id)).where(_later.date == Closing.date)
_state = Case(None, (((Closing.id < _last), "superseded"),
                     (SQL('EXISTS (SELECT 1 FROM day_lock WHERE day_lock.date = "t1"."date")'), "closed")), "reopened")

CLOSINGS = Listing("closings", N_("Closings"), rows=queries.closings, key=Closing.id, topics=("closing", "days"), order=("-date", "-id"),
                   date=Closing.date, state="state", singular=N_("Closing"),
                   empty=N_("No day is closed yet; close the first one in Closing"), columns=(
    Column("date", N_("Date"), Closing.date, Kind.DATE),
    Column("state", N_("State"), _state, Kind.STATE, width=10,
           choices={"closed": N_("closed"), "superseded": N_("superseded"), "reopened": N_("opened again")}),
    Column("invoices", N_("Invoices"), Closing.invoices, Kind.INTEGER, total=True, width=8),
    Column("sales", N_("Sales"), Closing.sales, Kind.MONEY, total=True),
    Column("received", N_("Received"), Closing.received, Kind.MONEY, total=True),
    Column("cash_book", N_("Cash by the book"), Closing.cash_book, Kind.MONEY),
    Column("cash_counted", N_("Cash counted"), Closing.cash_counted, Kind.MONEY),
    Column("difference", N_("Difference"), Closing.cash_counted - Closing.cash_book, Kind.MONEY),
    Column("person", N_("Closed by"), Closing.person, search=True),
    Column("moment", N_("Closed at"), Closing.moment, Kind.MOMENT, width=16),
    Column("id", N_("Close no."), Closing.id, Kind.INTEGER, width=8, shown=False),
))

CASH_COUNTS = Listing("cash_counts", N_("Cash counts"), rows=queries.shift_counts, key=CashCount.id, topics=("closing",), order=("-date",),
                      date=CashCount.date, singular=N_("Cash count"), empty=N_("The drawer was not counted yet"), columns=(
    Column("date", N_("Date"), CashCount.date, Kind.DATE),
    Column("shift", N_("Shift"), CashCount.shift),
    Column("book", N_("Cash by the book"), CashCount.book, Kind.MONEY),
    Column("counted", N_("Cash counted"), CashCount.counted, Kind.MONEY),
    Column("difference", N_("Difference"), CashCount.counted - CashCount.book, Kind.MONEY),
    Column("counterfeit", N_("Counterfeit"), CashCount.counterfeit, Kind.MONEY),
    Column("at_fault", N_("Answers for it"), Person.name, search=True),
    Column("person", N_("Counted by"), CashCount.person, search=True),
    Column("taken_over_by", N_("Taken over by"), CashCount.taken_over_by, search=True),
    Column("moment", N_("At"), CashCount.moment, Kind.MOMENT, width=16),
))
