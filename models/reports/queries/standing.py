"""Customers by what they bring: ranked with their class over a period, and those that bring nothing any more."""

from __future__ import annotations

from datetime import timedelta

from peewee import JOIN, SQL, ModelSelect, Select

from models.core.listing import Filter, clock_of
from models.core.settings import option
from models.customers.tables import Customer
from models.people.tables import Person
from models.reports import rules

_RANKED = """
WITH sold AS (SELECT COALESCE(a.kept_id, i.customer_id) AS customer_id, SUM(i.total) AS net, MAX(i.date) AS last,
        SUM(i.kind = 'sale') AS invoices FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id
        LEFT JOIN customer_alias a ON a.customer_id = i.customer_id
        WHERE v.invoice_id IS NULL AND i.date >= ? AND i.date <= ? GROUP BY 1),
    summed AS (SELECT *, SUM(MAX(net, 0)) OVER () AS whole, RANK() OVER (ORDER BY net DESC) AS place,
        SUM(MAX(net, 0)) OVER (ORDER BY net DESC, customer_id) AS upto FROM sold)
SELECT customer_id, net, last, invoices, place, CASE WHEN whole > 0 THEN MAX(net, 0) * 10000 / whole END AS share,
    CASE WHEN whole > 0 THEN upto * 10000 / whole END AS reached,
    CASE WHEN net > 0 AND (upto - net) * 100 < ? * whole THEN 'A'
        WHEN net > 0 AND (upto - net) * 100 < ? * whole THEN 'B' ELSE 'C' END AS grade
FROM summed"""


def ranked_rows(ask: Filter) -> ModelSelect:
    """Customers with sales in the period, best first; class A up to the first share of all sales, B up to the second, the rest C."""
    database = Customer._meta.database
    span = (ask.start.isoformat() if ask.start else "", ask.end.isoformat() if ask.end else "9999-12-31")
    classes = (option(database, rules.CLASS_A), option(database, rules.CLASS_B))
    ranked = Select([SQL(f"({_RANKED}) AS r", [*span, *classes])], [SQL("r.*")]).alias("ranked")
    return _named(Customer.select().from_(Customer).join(ranked, on=SQL("ranked.customer_id") == Customer.id))


_LAST = """
SELECT c.id AS customer_id, (SELECT MAX(i.date) FROM invoice i LEFT JOIN invoice_void v ON v.invoice_id = i.id WHERE i.customer_id IN
    (SELECT c.id UNION ALL SELECT a.customer_id FROM customer_alias a WHERE a.kept_id = c.id)
    AND i.kind = 'sale' AND i.date <= ? AND v.invoice_id IS NULL) AS last FROM customer c WHERE c.active = 1 AND c.opening = 'approved'"""


def inactive_rows(ask: Filter) -> ModelSelect:
    """Open accounts without a sale in the days set, or ever; as of a date, or today."""
    day = ask.as_of or ask.end or clock_of(Customer).today()
    since = day - timedelta(days=option(Customer._meta.database, rules.INACTIVE_DAYS))
    silent = Select([SQL(f"({_LAST}) AS l", [day.isoformat()])], [
        SQL("l.customer_id, l.last, CAST(julianday(?) - julianday(l.last) AS INTEGER) AS since", [day.isoformat()])]).where(
        SQL("(l.last IS NULL OR l.last < ?)", [since.isoformat()])).alias("silent")
    return _named(Customer.select().from_(Customer).join(silent, on=SQL("silent.customer_id") == Customer.id))


def _named(query: ModelSelect) -> ModelSelect:
    return query.join_from(Customer, Person, JOIN.LEFT_OUTER, on=Customer.salesperson == Person.id)
