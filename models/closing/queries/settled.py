"""The settlements of months that were made, their rows, and whether they still say what was settled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import ModelSelect

from models.closing.queries.kept import Figures
from models.closing.rules import GROUPS, first_of, last_of
from models.closing.tables import MonthClosing, MonthCustomer, MonthProduct
from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.listing import Filter
from models.core.money import yuan
from models.core.office import Office
from models.days.queries import locked_months

_BALANCE = ("COALESCE((SELECT b.balance FROM customer_day b WHERE b.customer_id = k.customer_id AND b.date {upto} "
            "ORDER BY b.date DESC LIMIT 1), 0)")
_PARTS = ", ".join(f"{sign} * COALESCE(SUM(CASE WHEN kind IN ({', '.join(repr(kind) for kind in kinds)}) THEN amount END), 0) AS {name}"
                   for name, (sign, kinds) in GROUPS.items())
CUSTOMERS = f"""
WITH k AS (SELECT DISTINCT customer_id FROM customer_day WHERE date <= ?2),
    e AS (SELECT customer_id, {_PARTS} FROM ledger_entry WHERE date BETWEEN ?1 AND ?2 GROUP BY customer_id)
SELECT k.customer_id, c.code, c.name, {_BALANCE.format(upto='< ?1')} AS opening, {', '.join(f'COALESCE(e.{name}, 0)' for name in GROUPS)},
    {_BALANCE.format(upto='<= ?2')} AS balance
FROM k JOIN customer c ON c.id = k.customer_id LEFT JOIN e ON e.customer_id = k.customer_id"""
"""SQL of a span (?1 to ?2): every customer who was ever in the ledger, with or without movement; in fen."""
PRODUCTS = """
WITH k AS (SELECT DISTINCT product_id, warehouse_id FROM stock_day WHERE date <= ?2),
    m AS (SELECT product_id, warehouse_id, SUM(MAX(quantity, 0)) AS up, SUM(MAX(-quantity, 0)) AS down FROM movement
          WHERE date BETWEEN ?1 AND ?2 GROUP BY product_id, warehouse_id)
SELECT k.warehouse_id, k.product_id, w.name, p.code, p.name, p.specification, p.unit,
    COALESCE((SELECT s.on_hand FROM stock_day s WHERE s.product_id = k.product_id AND s.warehouse_id = k.warehouse_id AND s.date < ?1
              ORDER BY s.date DESC LIMIT 1), 0), COALESCE(m.up, 0), COALESCE(m.down, 0),
    COALESCE((SELECT s.on_hand FROM stock_day s WHERE s.product_id = k.product_id AND s.warehouse_id = k.warehouse_id AND s.date <= ?2
              ORDER BY s.date DESC LIMIT 1), 0)
FROM k JOIN product p ON p.id = k.product_id JOIN warehouse w ON w.id = k.warehouse_id
LEFT JOIN m ON m.product_id = k.product_id AND m.warehouse_id = k.warehouse_id"""
"""SQL of a span: every product that ever lay in a warehouse; in thousandths of its base unit."""


@dataclass(frozen=True)
class SettledRow:
    """One settlement of a month. number: 1 for the month's first. stands: it is the last and the month is locked."""

    id: int
    month: date
    number: int
    stands: bool
    journal_count: int
    journal_head: str
    person: str
    moment: datetime


_ROWS = """
SELECT c.id, c.month, (SELECT COUNT(*) FROM month_closing o WHERE o.month = c.month AND o.id <= c.id),
    c.id = (SELECT MAX(o.id) FROM month_closing o WHERE o.month = c.month)
    AND EXISTS (SELECT 1 FROM month_lock l WHERE l.month = c.month), c.journal_count, c.journal_head, c.person, c.moment
FROM month_closing c"""


def settlements_of(office: Office, month: date) -> list[SettledRow]:
    """Every settlement of a month, the first one first."""
    rows = office.database.execute_sql(f"{_ROWS} WHERE c.month = ? ORDER BY c.id", (first_of(month).isoformat(),))
    return [_settled(row) for row in rows]


def settlement_of(office: Office, month: date) -> SettledRow | None:
    """The settlement that stands for a month, None while it is open."""
    return next((row for row in settlements_of(office, month) if row.stands), None)


def settlement(office: Office, closing_id: int) -> SettledRow | None:
    """One settlement, standing or superseded."""
    row = office.database.execute_sql(f"{_ROWS} WHERE c.id = ?", (closing_id,)).fetchone()
    return None if row is None else _settled(row)


def _settled(row: Any) -> SettledRow:
    return SettledRow(row[0], date.fromisoformat(row[1]), row[2], bool(row[3]), row[4], row[5], row[6], unstamp(row[7]))


def standing_settlements(office: Office, limit: int) -> list[SettledRow]:
    """The settlements that stand, the latest month first."""
    found = (settlement_of(office, month) for month in reversed(locked_months(office)[-limit:]))
    return [row for row in found if row is not None]


def month_figures(office: Office, closing_id: int) -> Figures:
    """What a settlement stored beside its rows; money and quantities are strings."""
    return dict(json.loads(office.database.execute_sql("SELECT figures FROM month_closing WHERE id = ?", (closing_id,)).fetchone()[0]))


def month_faults(office: Office) -> Iterator[str]:
    """Whether settlements still say what was settled: rows add up to the head, match what is posted, and stand in the journal."""
    run = office.database.execute_sql
    for month, in run("SELECT month FROM month_lock l WHERE NOT EXISTS (SELECT 1 FROM month_closing c WHERE c.month = l.month)"):
        yield f"closing: the month from {month} is locked without a settlement"
    for day, month in run("SELECT date, month FROM month_lock m, closing c WHERE c.date BETWEEN m.month AND m.last_day AND NOT EXISTS "
                          "(SELECT 1 FROM day_lock d WHERE d.date = c.date)"):
        yield f"closing: {day} is open in a settled month"
    for closing, month, head, journal in run("SELECT c.id, c.month, c.journal_head, j.hash FROM month_closing c "
                                             "LEFT JOIN journal j ON j.sequence = c.journal_count"):
        if journal is not None and head != journal:
            yield f"closing: the sheet of the month from {month} does not name the journal's head before it"
        stands = settlement_of(office, date.fromisoformat(month))
        if stands is not None and stands.id == closing and _rows(office, closing) != _posted(office, stands.month):
            yield f"closing: the month from {month} was settled with other rows than its papers come to"


def _rows(office: Office, closing_id: int) -> list[tuple[Any, ...]]:
    run = office.database.execute_sql
    made = run(f"SELECT customer_id, opening, {', '.join(GROUPS)}, balance FROM month_customer WHERE closing_id = ? ORDER BY customer_id",
               (closing_id,)).fetchall()
    return made + run("SELECT warehouse_id, product_id, opening, goods_in, goods_out, balance FROM month_product WHERE closing_id = ? "
                      "ORDER BY warehouse_id, product_id", (closing_id,)).fetchall()


def _posted(office: Office, month: date) -> list[tuple[Any, ...]]:
    span = (first_of(month).isoformat(), last_of(month).isoformat())
    run = office.database.execute_sql
    made = [(row[0], *row[3:]) for row in run(f"{CUSTOMERS} ORDER BY k.customer_id", span).fetchall()]
    return made + [(row[0], row[1], *row[7:]) for row in run(f"{PRODUCTS} ORDER BY k.warehouse_id, k.product_id", span).fetchall()]


@dataclass(frozen=True)
class CustomerMonth:
    """A customer's month as it was settled, in yuan."""

    code: str
    name: str
    opening: Decimal
    entered: Decimal
    sales: Decimal
    received: Decimal
    refunded: Decimal
    given_up: Decimal
    moved: Decimal
    balance: Decimal


@dataclass(frozen=True)
class ProductMonth:
    """A product's month in a warehouse as it was settled, in base units."""

    place: str
    code: str
    name: str
    unit: str
    opening: Decimal
    goods_in: Decimal
    goods_out: Decimal
    balance: Decimal


def customers_of(office: Office, closing_id: int) -> list[CustomerMonth]:
    """The customers of a settlement, by code."""
    rows = office.database.execute_sql("SELECT code, name, opening, entered, sales, received, refunded, given_up, moved, balance "
                                       "FROM month_customer WHERE closing_id = ? ORDER BY code", (closing_id,))
    return [CustomerMonth(row[0], row[1], *(yuan(raw) for raw in row[2:])) for row in rows]


def products_of(office: Office, closing_id: int) -> list[ProductMonth]:
    """The products of a settlement, by warehouse and code."""
    rows = office.database.execute_sql("SELECT place, code, name, unit, opening, goods_in, goods_out, balance FROM month_product "
                                       "WHERE closing_id = ? ORDER BY place, code", (closing_id,))
    return [ProductMonth(*row[:4], *(from_scaled(raw, 3) for raw in row[4:])) for row in rows]


def months(_ask: Filter) -> ModelSelect:
    """Every settlement ever made."""
    return MonthClosing.select()


def month_customers(_ask: Filter) -> ModelSelect:
    """Every customer's row of every settlement."""
    return MonthCustomer.select().join(MonthClosing)


def month_products(_ask: Filter) -> ModelSelect:
    """Every product's row of every settlement."""
    return MonthProduct.select().join(MonthClosing)
