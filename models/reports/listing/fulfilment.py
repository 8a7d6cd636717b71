"""合同履行一览表: what became of each contract, line and instalment as of any day, and rolled up by month, quarter and year (duties 56, 57)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import SQL, Case, Cast, fn

from models.contracts.listing import CONTRACTS
from models.contracts.rules import INSTALMENTS, KINDS, STATES
from models.contracts.tables import Contract, ContractLine, Instalment
from models.core.kinds import Kind
from models.core.listing import Column, Listing, Picture
from models.core.text import N_
from models.products.tables import Product
from models.reports.queries import fulfilment

TOPICS = ("contracts", "invoices", "deliveries", "stock", "receipts", "receivables")
NOTHING = N_("No contract was approved yet")
_FACETS = tuple(CONTRACTS.facets)
_STATE = Case(None, ((SQL("f.step IN ('filed', 'returned')"), "draft"),), SQL("f.step"))
_WHO = (
    Column("number", N_("No."), Contract.number, Kind.CODE, search=True, width=15),
    Column("customer", N_("Customer"), Contract.customer_name, sort=Contract.customer_pinyin,
           search=Contract.customer_name.concat(" ").concat(Contract.customer_pinyin), width=24),
)


_BOUND = "CASE WHEN f.agreed <> 0 THEN"
"""A framework that names no quantity has nothing left: it goes on."""


def _left(part: str) -> Any:
    return SQL(f"{_BOUND} f.agreed - {part} END")


def _of_line(part: str) -> Any:
    return SQL(f"CASE WHEN n.quantity <> 0 THEN n.quantity - {part} END")


def _rate(part: Any) -> Any:
    return Case(None, ((SQL("f.agreed") != 0, Cast(fn.ROUND(part * SQL("10000.0") / SQL("f.agreed")), "INTEGER")),))


FULFILMENT = Listing(
    "fulfilment", N_("Fulfilment of contracts"), rows=fulfilment.contracts, key=Contract.id, topics=TOPICS, state="state",
    order=("-date",), facets=_FACETS, singular=N_("Contract"), empty=NOTHING, columns=(
        *_WHO,
        Column("kind", N_("Kind"), Contract.kind, Kind.STATE, choices=KINDS, width=9, shown=False),
        Column("date", N_("Date"), Contract.date, Kind.DATE, width=10),
        Column("contracted", N_("Contracted"), SQL("f.agreed"), Kind.MONEY, total=True),
        Column("delivered", N_("Delivered"), SQL("f.delivered"), Kind.MONEY, total=True),
        Column("invoiced", N_("Already invoiced"), SQL("f.invoiced"), Kind.MONEY, total=True),
        Column("received", N_("Received"), SQL("f.received"), Kind.MONEY, total=True),
        Column("undelivered", N_("Not delivered"), _left("f.delivered"), Kind.MONEY, total=True),
        Column("uninvoiced", N_("Not invoiced"), _left("f.invoiced"), Kind.MONEY, total=True),
        Column("unreceived", N_("Not received"), _left("f.received"), Kind.MONEY, total=True),
        Column("rate", N_("Delivery rate"), _rate(SQL("f.delivered")), Kind.RATE, width=8),
        Column("receipt_rate", N_("Receipt rate"), _rate(SQL("f.received")), Kind.RATE, width=8),
        Column("end", N_("Ends"), SQL("f.ends"), Kind.DATE, width=10),
        Column("days_left", N_("Days left"), SQL("CAST(julianday(f.ends) - julianday(now.day) AS INTEGER)"), Kind.INTEGER, width=7),
        Column("deliver_by", N_("Deliver by"), SQL("f.deliver_by"), Kind.DATE, width=10, shown=False),
        Column("breaches", N_("Breaches"), SQL("f.breaches"), Kind.INTEGER, total=True, width=6),
        Column("changes", N_("Changes"), SQL("f.changes"), Kind.INTEGER, total=True, width=6),
        Column("event", N_("Last event"), SQL("f.event"), search=True, width=18),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES, width=9),
        Column("salesperson", N_("Salesperson"), Contract.salesperson_name, search=True, width=9),
        Column("title", N_("Contract title"), Contract.title, search=True, width=18, shown=False),
    ))

FULFILMENT_LINES = Listing(
    "fulfilment_lines", N_("Fulfilment by line"), rows=fulfilment.lines, key=ContractLine.id, topics=TOPICS, state="state",
    order=("-date",), facets=_FACETS, singular=N_("Contract line"), empty=NOTHING, columns=(
        *_WHO,
        Column("date", N_("Date"), Contract.date, Kind.DATE, width=10),
        Column("code", N_("Code"), ContractLine.code, Kind.CODE, search=True, width=10),
        Column("product", N_("Product"), ContractLine.name, search=True, width=20),
        Column("specification", N_("Specification"), ContractLine.specification, width=9),
        Column("unit", N_("Unit"), fn.COALESCE(Product.select(Product.unit).where(Product.id == ContractLine.product), ContractLine.unit),
               width=5),
        Column("contracted", N_("Contracted quantity"), SQL("n.quantity"), Kind.QUANTITY, width=9),
        Column("delivered", N_("Delivered"), SQL("n.delivered"), Kind.QUANTITY, width=9),
        Column("invoiced", N_("Already invoiced"), SQL("n.invoiced"), Kind.QUANTITY, width=9),
        Column("undelivered", N_("Not delivered"), _of_line("n.delivered"), Kind.QUANTITY, width=9),
        Column("uninvoiced", N_("Not invoiced"), _of_line("n.invoiced"), Kind.QUANTITY, width=9),
        Column("rate", N_("Delivery rate"), SQL(
            "CASE WHEN n.quantity <> 0 THEN CAST(ROUND(n.delivered * 10000.0 / n.quantity) AS INTEGER) END"), Kind.RATE, width=8),
        Column("amount", N_("Amount"), SQL("n.amount"), Kind.MONEY, total=True),
        Column("invoiced_amount", N_("Amount invoiced"), SQL("n.invoiced_amount"), Kind.MONEY, total=True),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES, width=9),
        Column("salesperson", N_("Salesperson"), Contract.salesperson_name, search=True, width=9),
    ))

_OPEN = SQL("paid.amount - paid.received")
_PART = Case(None, ((SQL("paid.received >= paid.amount"), "paid"), (SQL("now.day") > Instalment.due, "late"),
                    (SQL("paid.received > 0"), "part")), "due")
PARTS = {"due": N_("to come in"), "part": N_("came in part"), "late": N_("is late"), "paid": N_("came in")}
INSTALMENTS_DUE = Listing(
    "instalments", N_("Instalments"), rows=fulfilment.instalments, key=Instalment.id, topics=TOPICS, state="state", order=("due",),
    facets=_FACETS, singular=N_("Instalment"), empty=N_("No instalment is agreed"), columns=(
        Column("due", N_("Due date"), Instalment.due, Kind.DATE, width=10),
        *_WHO,
        Column("kind", N_("Kind"), Instalment.kind, Kind.STATE, choices=INSTALMENTS, width=9),
        Column("title", N_("What for"), Instalment.title, search=True, width=14),
        Column("amount", N_("Amount"), SQL("paid.amount"), Kind.MONEY, total=True),
        Column("received", N_("Received"), SQL("paid.received"), Kind.MONEY, total=True),
        Column("open", N_("Not received"), _OPEN, Kind.MONEY, total=True),
        Column("late", N_("Days late"), Case(None, ((SQL("paid.received < paid.amount"),
               fn.MAX((fn.JULIANDAY(SQL("now.day")) - fn.JULIANDAY(Instalment.due)).cast("INTEGER"), 0)),), 0), Kind.INTEGER, width=8),
        Column("state", N_("State"), _PART, Kind.STATE, choices=PARTS, width=9),
        Column("salesperson", N_("Salesperson"), Contract.salesperson_name, search=True, width=9),
    ))


def _rolled(name: str, title: str, heading: str, period: Any) -> Listing:
    """Contracts added up by the period in which they were dated."""
    def rows(ask: Any) -> Any:
        return fulfilment.contracts(ask).group_by(period)
    sums: Sequence[tuple[str, str, str]] = (
        ("contracted", N_("Contracted"), "f.agreed"), ("delivered", N_("Delivered"), "f.delivered"),
        ("invoiced", N_("Already invoiced"), "f.invoiced"), ("received", N_("Received"), "f.received"),
        ("undelivered", N_("Not delivered"), f"{_BOUND} f.agreed - f.delivered END"),
        ("uninvoiced", N_("Not invoiced"), f"{_BOUND} f.agreed - f.invoiced END"),
        ("unreceived", N_("Not received"), f"{_BOUND} f.agreed - f.received END"))
    return Listing(name, title, rows=rows, key=period, topics=TOPICS, order=("-period",), facets=_FACETS, singular=heading,
                   empty=NOTHING, picture=Picture("columns", "period", ("contracted", "delivered", "invoiced", "received"), "time"),
                   columns=(
        Column("period", heading, period, Kind.CODE, width=10),
        Column("contracts", N_("Contracts"), fn.COUNT(Contract.id), Kind.INTEGER, total=True, width=8),
        *(Column(key, words, fn.SUM(SQL(sql)), Kind.MONEY, total=True) for key, words, sql in sums),
        Column("rate", N_("Delivery rate"), _of_all("f.delivered"), Kind.RATE, width=8),
        Column("receipt_rate", N_("Receipt rate"), _of_all("f.received"), Kind.RATE, width=8),
        Column("done", N_("All performed"), fn.SUM(SQL("f.step = 'done'")), Kind.INTEGER, total=True, width=8),
        Column("ended", N_("Ended early"), fn.SUM(SQL("f.step = 'ended'")), Kind.INTEGER, total=True, width=8),
        Column("breaches", N_("Breaches"), fn.SUM(SQL("f.breaches")), Kind.INTEGER, total=True, width=8),
    ))


def _of_all(part: str) -> Any:
    """The rate of contracts with a bound together; frameworks without one stay out of it."""
    return SQL(f"CASE WHEN SUM(f.agreed) <> 0 THEN CAST(ROUND(SUM({_BOUND} {part} END) * 10000.0 / SUM(f.agreed)) AS INTEGER) END")


_MONTH, _YEAR = fn.SUBSTR(Contract.date, 1, 7), fn.SUBSTR(Contract.date, 1, 4)
_QUARTER = _YEAR.concat(" Q").concat(((fn.SUBSTR(Contract.date, 6, 2).cast("INTEGER") + 2) / 3).cast("TEXT"))
FULFILMENT_BY_MONTH = _rolled("fulfilment_by_month", N_("Contracts by month"), N_("Month"), _MONTH)
FULFILMENT_BY_QUARTER = _rolled("fulfilment_by_quarter", N_("Contracts by quarter"), N_("Quarter"), _QUARTER)
FULFILMENT_BY_YEAR = _rolled("fulfilment_by_year", N_("Contracts by year"), N_("Year"), _YEAR)
