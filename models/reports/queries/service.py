"""What was done for one customer and what stood on its papers: goods, trips, returns, prices, prints (duties 12, 13, 68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from decimal import Decimal

from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.money import yuan
from models.core.office import Office
from models.customers.queries import family
from models.deliveries.queries.goods import OPEN_ITEMS

_STANDS = "NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id)"


@dataclass(frozen=True)
class OpenGoods:
    """An invoice whose goods have not all left (quantity > 0, base units), or come back. reason: what was said of the difference."""

    invoice_id: int
    number: str
    date: Day
    kind: str
    quantity: Decimal
    reason: str


@dataclass(frozen=True)
class Trip:
    """A trip for nothing (duty 13). freight in yuan."""

    id: int
    date: Day
    reason: str
    vehicle: str
    freight: Decimal
    at_fault: str


@dataclass(frozen=True)
class Return:
    """A red invoice: what was given back or allowed, and why. total in yuan, negative."""

    invoice_id: int
    number: str
    original: str
    date: Day
    reason: str
    total: Decimal


@dataclass(frozen=True)
class Visit:
    """A visit to a customer we own (duty 89)."""

    id: int
    date: Day
    salesperson: str
    met: str
    text: str
    next_date: Day | None
    instruction: str


@dataclass(frozen=True)
class Received:
    """Somebody of the customer came or called: what about, and what was explained (duty 4). way: a key of customers.rules.WAYS."""

    id: int
    date: Day
    way: str
    caller: str
    about: str
    explained: str
    person: str


@dataclass(frozen=True)
class Paid:
    """The last price of a product, beside what its price list and its file say. Prices in yuan a `unit`."""

    product_id: int
    code: str
    name: str
    specification: str
    unit: str
    price: Decimal
    date: Day
    number: str
    listed: Decimal | None
    list_price: Decimal | None


@dataclass(frozen=True)
class Printed:
    """A paper that came out, how often, and when the last time."""

    kind: str
    subject: str
    times: int
    last: datetime
    person: str


def _among(office: Office, customer_id: int) -> tuple[str, tuple[int, ...]]:
    same = family(office, customer_id)
    return f"IN ({', '.join('?' * len(same))})", same


def open_goods(office: Office, customer_id: int) -> list[OpenGoods]:
    """Goods of a customer that have still to move, oldest first."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        "SELECT i.id, i.number, i.date, i.kind, o.q, COALESCE((SELECT CASE WHEN n.quantity = o.q THEN n.reason END FROM difference_note n "
        f"WHERE n.invoice_id = i.id ORDER BY n.id DESC LIMIT 1), '') FROM ({OPEN_ITEMS}) AS o JOIN invoice i ON i.id = o.invoice_id "
        f"WHERE i.customer_id {among} ORDER BY i.date, i.id", same)
    return [OpenGoods(row[0], row[1], Day.fromisoformat(row[2]), row[3], from_scaled(row[4], 3), row[5]) for row in rows]


def failed_trips(office: Office, customer_id: int, limit: int = 50) -> list[Trip]:
    """Trips of a customer for nothing, latest first."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        "SELECT t.id, t.date, t.reason, t.vehicle, t.freight, COALESCE(p.name, '') FROM failed_trip t "
        f"LEFT JOIN person p ON p.id = t.at_fault_id WHERE t.customer_id {among} ORDER BY t.date DESC, t.id DESC LIMIT ?", (*same, limit))
    return [Trip(row[0], Day.fromisoformat(row[1]), row[2], row[3], yuan(row[4]), row[5]) for row in rows]


def returns(office: Office, customer_id: int, limit: int = 50) -> list[Return]:
    """Red invoices of a customer, latest first."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        f"SELECT i.id, i.number, o.number, i.date, i.reason, i.total FROM invoice i JOIN invoice o ON o.id = i.original_id "
        f"WHERE i.customer_id {among} AND {_STANDS} ORDER BY i.date DESC, i.id DESC LIMIT ?", (*same, limit))
    return [Return(row[0], row[1], row[2], Day.fromisoformat(row[3]), row[4], yuan(row[5])) for row in rows]


def visits(office: Office, customer_id: int, limit: int = 100) -> list[Visit]:
    """Visits to a customer, latest first."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        f"SELECT id, date, salesperson, met, text, next_date, instruction FROM owned_visit WHERE customer_id {among} "
        "ORDER BY date DESC, id DESC LIMIT ?", (*same, limit))
    return [Visit(row[0], Day.fromisoformat(row[1]), row[2], row[3], row[4], Day.fromisoformat(row[5]) if row[5] else None, row[6])
            for row in rows]


def receptions(office: Office, customer_id: int, limit: int = 100) -> list[Received]:
    """Who of a customer was received, latest first."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        f"SELECT id, date, way, caller, about, explained, person FROM reception WHERE customer_id {among} ORDER BY date DESC, id DESC "
        "LIMIT ?", (*same, limit))
    return [Received(row[0], Day.fromisoformat(row[1]), *row[2:]) for row in rows]


def agreed(office: Office, customer_id: int) -> tuple[list[int], list[int]]:
    """(contracts, latest versions of quotes) of a customer by id, the latest first."""
    among, same = _among(office, customer_id)
    run = office.database.execute_sql
    contracts = run(f"SELECT id FROM contract WHERE customer_id {among} ORDER BY date DESC, id DESC", same).fetchall()
    quotes = run("SELECT MAX(id) FROM quote WHERE customer_id "
                 f"{among} GROUP BY COALESCE(root_id, id) ORDER BY MAX(date) DESC, 1 DESC", same).fetchall()
    return [row[0] for row in contracts], [row[0] for row in quotes]


def last_prices(office: Office, customer_id: int, limit: int = 200) -> list[Paid]:
    """What a customer paid last for each product and unit, the latest first (rules: Invoices, price offered)."""
    among, same = _among(office, customer_id)
    rows = office.database.execute_sql(
        "SELECT p.id, p.code, p.name, p.specification, l.unit, l.price, MAX(l.date), l.number, CASE WHEN l.unit = p.unit THEN "
        "(SELECT x.price FROM customer_price_list g JOIN price_list_price x ON x.price_list_id = g.price_list_id AND x.product_id = p.id "
        "WHERE g.customer_id = ?) END, CASE WHEN l.unit = p.unit THEN p.list_price END FROM last_price l JOIN product p "
        f"ON p.id = l.product_id WHERE l.customer_id {among} GROUP BY p.id, l.unit ORDER BY MAX(l.date) DESC, p.code LIMIT ?",
        (same[0], *same, limit))
    return [Paid(row[0], row[1], row[2], row[3], row[4], from_scaled(row[5], 6), Day.fromisoformat(row[6]), row[7],
                 *(None if cell is None else from_scaled(cell, 6) for cell in row[8:])) for row in rows]


PAPERS = {
    "invoice": "SELECT number FROM invoice WHERE customer_id {among}", "account-opening": "SELECT code FROM customer WHERE id {among}",
    "lead-card": "SELECT number FROM lead WHERE customer_id {among}", "receipt": "SELECT number FROM receipt WHERE customer_id {among}",
    "delivery": "SELECT d.number FROM delivery d JOIN invoice i ON i.id = d.invoice_id WHERE i.customer_id {among}",
    **dict.fromkeys(("contract", "contract-summary", "contract-fulfilment"), "SELECT number FROM contract WHERE customer_id {among}"),
    "quote": "SELECT number FROM quote WHERE customer_id {among}",
    "statement": "SELECT p.subject FROM paper_print p JOIN customer c ON p.subject = c.code OR p.subject LIKE c.code || '#%' "
                 "WHERE p.kind = 'statement' AND c.id {among}",
}
"""Which papers are a customer's: kind → the subjects they were printed under. A statement is asked for by code, or CODE#span."""


def printed(office: Office, customer_id: int, limit: int = 200) -> list[Printed]:
    """Every paper of a customer that came out, the latest first (duty 10)."""
    among, same = _among(office, customer_id)
    parts = " UNION ALL ".join(
        f"SELECT kind, subject, moment, person, id FROM paper_print WHERE kind = '{kind}' AND subject IN ({subjects.format(among=among)})"
        for kind, subjects in PAPERS.items())
    rows = office.database.execute_sql(
        f"SELECT kind, subject, COUNT(*), MAX(moment), person FROM ({parts}) GROUP BY kind, subject ORDER BY MAX(id) DESC LIMIT ?",
        (*same * len(PAPERS), limit))
    return [Printed(row[0], row[1], row[2], unstamp(row[3]), row[4]) for row in rows]
