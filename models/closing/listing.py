"""Closings of days and months, and counts of the drawer, as listings."""

from __future__ import annotations

from peewee import SQL, Case, fn

from models.closing import queries
from models.closing.tables import CashCount, Closing, MonthClosing, MonthCustomer, MonthProduct
from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.days.tables import MonthLock
from models.people.tables import Person

_later = Closing.alias("later")
_last = _later.select(fn.MAX(_later.id)).where(_later.date == Closing.date)
_state = Case(None, (((Closing.id < _last), "superseded"),
                     (SQL('EXISTS (SELECT 1 FROM day_lock WHERE day_lock.date = "t1"."date")'), "closed")), "reopened")

CLOSINGS = Listing("closings", N_("Closings"), rows=queries.closings, key=Closing.id, topics=("closing", "days"), order=("-date", "-id"),
                   date=Closing.date, state="state", singular=N_("Day closing"),
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

_later_month = MonthClosing.alias("later")
_last_month = _later_month.select(fn.MAX(_later_month.id)).where(_later_month.month == MonthClosing.month)
_month_state = Case(None, (((MonthClosing.id < _last_month), "superseded"),
                           (fn.EXISTS(MonthLock.select(MonthLock.month).where(MonthLock.month == MonthClosing.month)), "settled")),
                    "reopened")
_STATES = {"settled": N_("settled"), "superseded": N_("superseded"), "reopened": N_("month opened again")}
_MONTH = Column("month", N_("Month"), fn.SUBSTR(MonthClosing.month, 1, 7), Kind.CODE, width=8, search=True)
_STATE = Column("state", N_("State"), _month_state, Kind.STATE, width=10, choices=_STATES)

MONTHS = Listing("months", N_("Months"), rows=queries.months, key=MonthClosing.id, topics=("closing", "days"), order=("-month", "-id"),
                 date=MonthClosing.month, state="state", singular=N_("Month"),
                 empty=N_("No month is settled yet; when all its days are closed, settle it in Closing"), columns=(
    _MONTH, _STATE,
    Column("days", N_("Days closed"), MonthClosing.days, Kind.INTEGER, width=8),
    Column("invoices", N_("Invoices"), MonthClosing.invoices, Kind.INTEGER, total=True, width=8),
    Column("sales", N_("Sales"), MonthClosing.sales, Kind.MONEY, total=True),
    Column("received", N_("Received"), MonthClosing.received, Kind.MONEY, total=True),
    Column("receivables", N_("Receivables"), MonthClosing.receivables, Kind.MONEY),
    Column("person", N_("Settled by"), MonthClosing.person, search=True),
    Column("moment", N_("Settled at"), MonthClosing.moment, Kind.MOMENT, width=16),
    Column("id", N_("Close no."), MonthClosing.id, Kind.INTEGER, width=8, shown=False),
))

MONTH_CUSTOMERS = Listing("month_customers", N_("Customers by month"), rows=queries.month_customers, key=MonthCustomer.id,
                          topics=("closing", "days"), order=("-month", "code"), date=MonthClosing.month, state="state",
                          singular=N_("Customer's month"), empty=N_("No month is settled yet"), columns=(
    _MONTH, _STATE,
    Column("code", N_("Code"), MonthCustomer.code, Kind.CODE, search=True),
    Column("customer", N_("Customer"), MonthCustomer.name, search=True, width=28),
    Column("opening", N_("Opening"), MonthCustomer.opening, Kind.MONEY, total=True),
    Column("entered", N_("Opening figures entered"), MonthCustomer.entered, Kind.MONEY, total=True, shown=False),
    Column("sales", N_("Sales"), MonthCustomer.sales, Kind.MONEY, total=True),
    Column("received", N_("Received"), MonthCustomer.received, Kind.MONEY, total=True),
    Column("refunded", N_("Refunded"), MonthCustomer.refunded, Kind.MONEY, total=True),
    Column("given_up", N_("Given up"), MonthCustomer.given_up, Kind.MONEY, total=True),
    Column("moved", N_("Moved between merged customers"), MonthCustomer.moved, Kind.MONEY, total=True, shown=False),
    Column("balance", N_("Closing balance"), MonthCustomer.balance, Kind.MONEY, total=True),
))

MONTH_PRODUCTS = Listing("month_products", N_("Products by month"), rows=queries.month_products, key=MonthProduct.id,
                         topics=("closing", "days"), order=("-month", "warehouse", "code"), date=MonthClosing.month, state="state",
                         singular=N_("Product's month"), empty=N_("No month is settled yet"), columns=(
    _MONTH, _STATE,
    Column("warehouse", N_("Warehouse"), MonthProduct.place, search=True),
    Column("code", N_("Code"), MonthProduct.code, Kind.CODE, search=True),
    Column("product", N_("Product"), MonthProduct.name, search=True, width=24),
    Column("specification", N_("Specification"), MonthProduct.specification),
    Column("unit", N_("Unit"), MonthProduct.unit, width=6),
    Column("opening", N_("Opening"), MonthProduct.opening, Kind.QUANTITY),
    Column("goods_in", N_("In"), MonthProduct.goods_in, Kind.QUANTITY),
    Column("goods_out", N_("Out"), MonthProduct.goods_out, Kind.QUANTITY),
    Column("balance", N_("Closing balance"), MonthProduct.balance, Kind.QUANTITY),
))
