"""Debts by how late they are: by customer, by salesperson, and whom to remind; each now or as of a date (rules: Receivables, Ageing)."""

from __future__ import annotations

from peewee import JOIN, SQL, Case, Join, ModelSelect, NodeList, Select, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing
from models.core.text import N_
from models.customers.listing import SEGMENTS, in_segment
from models.customers.tables import Customer
from models.people.tables import Person
from models.receivables.listing.accounts import BALANCE, OVERDUE, customers, of_customer, opened, span_of
from models.receivables.queries import salespeople
from models.receivables.rules import BAD_DEBT_AFTER, BUCKETS, REMIND_AFTER


def _in_bucket(least: int | None, most: int | None) -> str:
    late = "julianday(span.today) - julianday(o.due)"
    bounds = [*([f"{late} >= {least}"] if least is not None else []), *([f"{late} <= {most}"] if most is not None else [])]
    return f"SUM(CASE WHEN o.open > 0 AND {' AND '.join(bounds)} THEN o.open ELSE 0 END)"


_AGED = ", ".join(f"{_in_bucket(bucket.least, bucket.most)} AS {bucket.key}" for bucket in BUCKETS)


def _ageing(ask: Filter) -> ModelSelect:
    """Customers with anything open; read in one pass over what is open, not once a column."""
    columns = SQL(f"o.customer_id AS customer_id, {_AGED}, -SUM(CASE WHEN o.open < 0 THEN o.open ELSE 0 END) AS advances")
    aged = Select([SQL("opened AS o"), span_of(ask)], [columns]).where(SQL("o.open <> 0")).group_by(SQL("o.customer_id")).alias("aged")
    return Customer.select().from_(Customer, aged).where(SQL("aged.customer_id") == Customer.id).with_cte(opened(ask))


def _aged(key: str) -> SQL:
    return SQL(f"aged.{key}")


_BUCKETS = (
    *(Column(bucket.key, bucket.title, _aged(bucket.key), Kind.MONEY, total=True) for bucket in BUCKETS),
    Column("owed", N_("Owed in all"), SQL(f"({' + '.join(f'aged.{bucket.key}' for bucket in BUCKETS)})"), Kind.MONEY, total=True),
    Column("advances", N_("Advances"), _aged("advances"), Kind.MONEY, total=True),
)
SOLD_BY = Facet("salesperson", N_("Salesperson"), Customer.salesperson, salespeople)

AGEING = Listing(
    "ageing", N_("Ageing of debts"), rows=in_segment(_ageing), key=SQL("aged.customer_id"), topics=("receivables", "customers"),
    order=("name",),
    singular=N_("Customer account"), empty=N_("Nobody owes anything"), facets=(SOLD_BY, SEGMENTS), columns=(
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("name", N_("Name"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        *_BUCKETS,
        Column("salesperson", N_("Salesperson"), Person.select(Person.name).where(Person.id == Customer.salesperson)),
    ))


def _by_salesperson(ask: Filter) -> ModelSelect:
    """Open items by whose customers they are; 0 for nobody's."""
    columns = SQL(f"COALESCE(c.salesperson_id, 0) AS person_id, COUNT(DISTINCT o.customer_id) AS customers, {_AGED}, "
                  "-SUM(CASE WHEN o.open < 0 THEN o.open ELSE 0 END) AS advances")
    aged = (Select([SQL("opened AS o JOIN customer AS c ON c.id = o.customer_id"), span_of(ask)], [columns]).where(SQL("o.open <> 0"))
            .group_by(SQL("person_id")).alias("aged"))
    return Person.select().from_(Join(aged, Person, JOIN.LEFT_OUTER, SQL("aged.person_id") == Person.id)).with_cte(opened(ask))


AGEING_BY_SALESPERSON = Listing(
    "ageing_by_salesperson", N_("Ageing by salesperson"), rows=_by_salesperson, key=SQL("aged.person_id"),
    topics=("receivables", "customers", "people"), order=("-owed",), singular=N_("Salesperson"), empty=N_("Nobody owes anything"), columns=(
        Column("salesperson", N_("Salesperson"), fn.COALESCE(Person.name, ""), sort=fn.COALESCE(Person.pinyin, ""),
               search=fn.COALESCE(Person.pinyin, ""), width=16),
        Column("customers", N_("Customers"), SQL("aged.customers"), Kind.INTEGER, total=True, width=8),
        *_BUCKETS,
    ))

_LAST_PAID = of_customer("SELECT MAX(e.date) FROM ledger_entry e WHERE e.customer_id = {customer} AND e.kind = 'receipt' "
                         "AND e.date <= span.upto")
_SINCE = of_customer(
    "SELECT MIN(r.due) FROM (SELECT o.due AS due, SUM(o.open) OVER (ORDER BY o.due, o.entry_id) AS upto, "
    "(SELECT COALESCE(-SUM(a.open), 0) FROM opened a WHERE a.customer_id = o.customer_id AND a.open < 0) AS ahead "
    "FROM opened o WHERE o.customer_id = {customer} AND o.open > 0) r WHERE r.upto > r.ahead")
"""When the oldest debt fell due that advances do not cover."""
_DAYS = NodeList((SQL("CAST(julianday(span.today) - julianday(("), _SINCE, SQL(")) AS INTEGER)")))


def _late(ask: Filter) -> ModelSelect:
    """Customers with debts past due, advances netted against the oldest first."""
    return customers(ask).where(OVERDUE > 0)


def _mark() -> Case:
    return Case(None, ((_DAYS > BAD_DEBT_AFTER, "bad"), (_DAYS > REMIND_AFTER, "chase")), "late")


DUNNING = Listing(
    "dunning", N_("Overdue accounts to remind"), rows=in_segment(_late), key=Customer.id, topics=("receivables", "customers"),
    state="state", order=("-days",), singular=N_("Customer account"), empty=N_("Nobody is late"), facets=(SOLD_BY, SEGMENTS), columns=(
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("name", N_("Name"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("phone", N_("Phone"), Customer.phone, Kind.CODE, search=True, width=14),
        Column("overdue", N_("Overdue"), OVERDUE, Kind.MONEY, total=True),
        Column("days", N_("Days late"), _DAYS, Kind.INTEGER, width=8),
        Column("since", N_("Late since"), _SINCE, Kind.DATE),
        Column("state", N_("State"), _mark(), Kind.STATE, width=10,
               choices={"late": N_("late"), "chase": N_("to chase"), "bad": N_("bad debt")}),
        Column("balance", N_("Balance"), BALANCE, Kind.MONEY, total=True),
        Column("last_paid", N_("Last paid on"), _LAST_PAID, Kind.DATE),
        Column("limit", N_("Credit limit"), Customer.credit_limit, Kind.MONEY, shown=False),
        Column("salesperson", N_("Salesperson"), Person.select(Person.name).where(Person.id == Customer.salesperson)),
        Column("address", N_("Address"), Customer.address, width=24, shown=False),
    ))
