"""What customers owe, the ledger and its allocations, as listings; each now or as of a date."""

from __future__ import annotations

from typing import Any

from peewee import CTE, SQL, Case, ModelSelect, NodeList, Select, Value, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, clock_of
from models.core.matching import Among
from models.core.text import N_, _
from models.customers.listing import SEGMENTS, in_segment
from models.customers.tables import Customer
from models.people.tables import Person
from models.receivables.queries import EVER, OPEN_THEN
from models.receivables.rules import TITLES
from models.receivables.tables import Allocation, LedgerEntry, OpenEntry

LATEST = "SELECT MAX(day) FROM (SELECT MAX(date) AS day FROM ledger_entry UNION ALL SELECT MAX(date) FROM allocation)"


def span_of(ask: Filter) -> Any:
    """One row of dates that the columns compare with: the first day asked for, the last, and the day from which debts are overdue."""
    upto = ask.as_of or ask.end
    days = {"start": ask.start.isoformat() if ask.start else "", "upto": upto.isoformat() if upto else EVER,
            "today": (upto or clock_of(LedgerEntry).today()).isoformat()}
    return Select(columns=[Value(day, converter=False).alias(name) for name, day in days.items()]).alias("span")


def opened(ask: Filter) -> CTE:
    """What was open at the end of the last day asked for: ready to read when nothing was posted after it, else worked out once a query."""
    upto = ask.as_of or ask.end
    latest = LedgerEntry._meta.database.execute_sql(LATEST).fetchone()[0] if upto else None
    if upto is None or latest is None or latest <= upto.isoformat():
        return CTE("opened", OpenEntry.select(OpenEntry.entry, OpenEntry.customer, OpenEntry.open, OpenEntry.due))
    return CTE("opened", Select(columns=[SQL(OPEN_THEN.format(day=f"'{upto.isoformat()}'").removeprefix("SELECT "))]), materialized=True)


def customers(ask: Filter) -> ModelSelect:
    """Every customer, with or without movement."""
    return Customer.select().from_(Customer, span_of(ask)).with_cte(opened(ask))


def of_customer(sql: str, customer: Any = Customer.id) -> NodeList:
    """An SQL expression about one customer: worked out only where a row, a sort or a total asks for it."""
    before, after = sql.split("{customer}")
    return NodeList((SQL(f"({before}"), customer, SQL(f"{after})")))


def _moved(where: str, sign: str = "") -> NodeList:
    return of_customer(f"SELECT COALESCE({sign}SUM(e.amount), 0) FROM ledger_entry e WHERE e.customer_id = {{customer}} "
                        f"AND e.date >= span.start AND e.date <= span.upto AND {where}")


_BEFORE = of_customer("COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id = {customer} AND d.date < span.start "
                       "ORDER BY d.date DESC LIMIT 1), 0)")
BALANCE = of_customer("COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id = {customer} AND d.date <= span.upto "
                        "ORDER BY d.date DESC LIMIT 1), 0)")
_OPENING = NodeList((_BEFORE, SQL("+"), _moved("e.kind = 'opening'")))
ADVANCES = of_customer("SELECT COALESCE(-SUM(o.open), 0) FROM opened o WHERE o.customer_id = {customer} AND o.open < 0")
_LATE = of_customer("SELECT COALESCE(SUM(o.open), 0) FROM opened o WHERE o.customer_id = {customer} AND o.open > 0 AND o.due < span.today")
OVERDUE = fn.MAX(0, NodeList((_LATE, SQL("-"), ADVANCES)))
"""Advances are netted against the oldest debts first, so they lower what is overdue before anything else."""

_STANDING = Case(None, ((OVERDUE > 0, "overdue"), (BALANCE > 0, "owes"), (BALANCE < 0, "advance")), "settled")

RECEIVABLES = Listing(
    "receivables", N_("Receivables"), rows=in_segment(customers), key=Customer.id, topics=("receivables", "customers"), order=("name",),
    state="state", facets=(SEGMENTS,),
    singular=N_("Customer account"), empty=N_("No customer is filed yet"), columns=(
        Column("code", N_("Code"), Customer.code, Kind.CODE),
        Column("name", N_("Name"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("opening", N_("Opening balance"), _OPENING, Kind.MONEY, total=True),
        Column("invoiced", N_("Invoiced"), _moved("e.kind IN ('invoice', 'red', 'void')"), Kind.MONEY, total=True),
        Column("received", N_("Money received"), _moved("(e.kind LIKE 'receipt%' OR e.kind LIKE 'refund%')", "-"), Kind.MONEY, total=True),
        Column("given_up", N_("Given up"), _moved("(e.kind LIKE 'discount%' OR e.kind LIKE 'write_off%')", "-"), Kind.MONEY, total=True),
        Column("balance", N_("Balance"), BALANCE, Kind.MONEY, total=True),
        Column("overdue", N_("Overdue"), OVERDUE, Kind.MONEY, total=True),
        Column("advances", N_("Advances"), ADVANCES, Kind.MONEY, total=True),
        Column("limit", N_("Credit limit"), Customer.credit_limit, Kind.MONEY),
        Column("days", N_("Credit days"), Customer.credit_days, Kind.INTEGER, width=8, shown=False),
        Column("salesperson", N_("Salesperson"), Person.select(Person.name).where(Person.id == Customer.salesperson)),
        Column("moved", N_("Moved by merging"), _moved("e.kind = 'transfer'"), Kind.MONEY, shown=False),
        Column("state", N_("State"), _STANDING, Kind.STATE, width=8,
               choices={"overdue": N_("overdue"), "owes": N_("owes"), "advance": N_("in advance"), "settled": N_("settled")}),
    ))


def _entries(ask: Filter) -> ModelSelect:
    """Every entry, with its customer; as of a date those posted by then."""
    query = LedgerEntry.select().join(Customer).with_cte(opened(ask))
    return query.where(LedgerEntry.date <= ask.as_of) if ask.as_of else query


_RUNNING = NodeList((
    SQL("(COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id ="), LedgerEntry.customer, SQL("AND d.date <"),
    LedgerEntry.date, SQL("ORDER BY d.date DESC LIMIT 1), 0) + (SELECT SUM(e.amount) FROM ledger_entry e WHERE e.customer_id ="),
    LedgerEntry.customer, SQL("AND e.date ="), LedgerEntry.date, SQL("AND e.id <="), LedgerEntry.id, SQL("))")))
_ENTRY_OPEN = NodeList((SQL("(SELECT COALESCE(SUM(ABS(o.open)), 0) FROM opened o WHERE o.entry_id ="), LedgerEntry.id, SQL(")")))

LEDGER = Listing(
    "ledger", N_("Ledger"), rows=_entries, key=LedgerEntry.id, topics=("receivables", "customers"), date=LedgerEntry.date,
    order=("-date",), singular=N_("Ledger entry"), empty=N_("Nothing is posted yet"),
    facets=(Facet("kind", N_("Kind"), LedgerEntry.kind, lambda: [(key, _(title)) for key, title in TITLES.items()]),), columns=(
        Column("date", N_("Date"), LedgerEntry.date, Kind.DATE),
        Column("number", N_("No."), LedgerEntry.number, Kind.CODE, search=True, width=14),
        Column("code", N_("Code"), Customer.code, Kind.CODE),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Among(LedgerEntry.customer, Customer.search),
               width=24),
        Column("kind", N_("Kind"), LedgerEntry.kind, Kind.STATE, choices=TITLES),
        Column("debit", N_("Owes more"), fn.MAX(LedgerEntry.amount, 0), Kind.MONEY, total=True),
        Column("credit", N_("Owes less"), fn.MAX(0 - LedgerEntry.amount, 0), Kind.MONEY, total=True),
        Column("balance", N_("Balance"), _RUNNING, Kind.MONEY),
        Column("open", N_("Left open"), _ENTRY_OPEN, Kind.MONEY),
        Column("due", N_("Due date"), LedgerEntry.due, Kind.DATE),
        Column("reason", N_("Reason"), LedgerEntry.reason, search=True, width=20),
    ))

_credit, _debt = LedgerEntry.alias("credit"), LedgerEntry.alias("debt")


def _allocations(ask: Filter) -> ModelSelect:
    """Every allocation and release, with both papers."""
    query = (Allocation.select().join(_credit, on=Allocation.credit == _credit.id)
             .join_from(Allocation, _debt, on=Allocation.debt == _debt.id).join_from(_debt, Customer, on=_debt.customer == Customer.id))
    return query.where(Allocation.date <= ask.as_of) if ask.as_of else query


ALLOCATIONS = Listing(
    "allocations", N_("Allocations"), rows=_allocations, key=Allocation.id, topics=("receivables",), date=Allocation.date, order=("-date",),
    singular=N_("Allocation"), empty=N_("Nothing is allocated yet"), columns=(
        Column("date", N_("Date"), Allocation.date, Kind.DATE),
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("credit", N_("Settled with"), _credit.number, Kind.CODE, search=True, width=14),
        Column("credit_kind", N_("Kind of credit"), _credit.kind, Kind.STATE, choices=TITLES),
        Column("debt", N_("Settled paper"), _debt.number, Kind.CODE, search=True, width=14),
        Column("debt_kind", N_("Kind of debt"), _debt.kind, Kind.STATE, choices=TITLES),
        Column("amount", N_("Amount"), Allocation.amount, Kind.MONEY, total=True),
    ))
