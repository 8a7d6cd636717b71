"""What was asked of keepers, what is promised to customers on their way, what is being counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.core.clock import stamp, unstamp
from models.core.fields import from_scaled
from models.core.office import Office


@dataclass(frozen=True)
class CheckRow:
    """A question to a keeper; answered is None until there is an answer. Quantities in base units."""

    id: int
    product_id: int
    product: str
    unit: str
    warehouse_id: int
    warehouse: str
    customer_id: int | None
    customer: str
    quantity: Decimal | None
    asked: datetime
    asked_on: date
    asked_by: str
    keeper: str
    answered: Decimal | None
    book: Decimal | None


@dataclass(frozen=True)
class PromiseRow:
    """Goods kept for a customer on the way; quantity: what is left of the promise."""

    id: int
    customer_id: int
    customer: str
    product_id: int
    product: str
    unit: str
    warehouse_id: int
    quantity: Decimal
    until: datetime


@dataclass(frozen=True)
class CountRow:
    """One product on a count sheet."""

    product_id: int
    code: str
    product: str
    specification: str
    unit: str
    book: Decimal
    counted: Decimal | None
    reason: str

    @property
    def difference(self) -> Decimal:
        """What was counted above (+) or below (−) the books; 0 while not counted."""
        return Decimal(0) if self.counted is None else self.counted - self.book


@dataclass(frozen=True)
class CountSheet:
    """A stocktake with its lines, by product code. state: a key of rules.COUNT_STATES."""

    id: int
    number: str
    warehouse_id: int
    warehouse: str
    keeper: str
    date: date
    state: str
    moment: datetime
    lines: tuple[CountRow, ...]


def _quantity(raw: int | None) -> Decimal | None:
    return None if raw is None else from_scaled(raw, 3)


_CHECKS = """
SELECT c.id, c.product_id, p.name, p.unit, c.warehouse_id, w.name, c.customer_id, COALESCE(k.name, ''), c.quantity, c.asked, c.asked_on,
    c.asked_by, c.keeper, c.answered, c.book
FROM stock_check AS c JOIN product AS p ON p.id = c.product_id JOIN warehouse AS w ON w.id = c.warehouse_id
LEFT JOIN customer AS k ON k.id = c.customer_id"""


def check(office: Office, check_id: int) -> CheckRow | None:
    """One question."""
    row = office.database.execute_sql(f"{_CHECKS} WHERE c.id = ?", (check_id,)).fetchone()
    return None if row is None else _check(row)


def unanswered(office: Office, upto: date | None = None) -> list[CheckRow]:
    """Questions without an answer, asked on a day or before it, the oldest first."""
    day = (upto or date.max).isoformat()
    sql = f"{_CHECKS} WHERE c.answered_at IS NULL AND c.asked_on <= ? ORDER BY c.id"
    return [_check(row) for row in office.database.execute_sql(sql, (day,))]


def _check(row: Any) -> CheckRow:
    return CheckRow(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], _quantity(row[8]), unstamp(row[9]),
                    date.fromisoformat(row[10]), row[11], row[12], _quantity(row[13]), _quantity(row[14]))


def live_promises(office: Office, customer_id: int | None = None) -> list[PromiseRow]:
    """What is promised at this moment, to everybody or to one customer; what ends first, first."""
    rows = office.database.execute_sql(
        "SELECT a.id, a.customer_id, k.name, a.product_id, p.name, p.unit, a.warehouse_id, a.quantity - a.consumed, a.until "
        "FROM promise AS a JOIN customer AS k ON k.id = a.customer_id JOIN product AS p ON p.id = a.product_id "
        "WHERE a.released = 0 AND a.until > ? AND a.consumed < a.quantity AND (?2 IS NULL OR a.customer_id = ?2) "
        "ORDER BY a.until, a.id", (stamp(office.clock.moment()), customer_id))
    return [PromiseRow(row[0], row[1], row[2], row[3], row[4], row[5], row[6], from_scaled(row[7], 3), unstamp(row[8])) for row in rows]


def count_sheet(office: Office, count_id: int) -> CountSheet | None:
    """A stocktake with everything on its sheet."""
    head = office.database.execute_sql(
        "SELECT c.id, c.number, c.warehouse_id, w.name, COALESCE(k.name, ''), c.date, c.state, c.moment FROM count AS c "
        "JOIN warehouse AS w ON w.id = c.warehouse_id LEFT JOIN person AS k ON k.id = w.keeper_id WHERE c.id = ?", (count_id,)).fetchone()
    if head is None:
        return None
    rows = office.database.execute_sql(
        "SELECT l.product_id, p.code, p.name, p.specification, p.unit, l.book, l.counted, l.reason FROM count_line AS l "
        "JOIN product AS p ON p.id = l.product_id WHERE l.count_id = ? ORDER BY p.code", (count_id,))
    lines = tuple(CountRow(row[0], row[1], row[2], row[3], row[4], from_scaled(row[5], 3), _quantity(row[6]), row[7]) for row in rows)
    return CountSheet(head[0], head[1], head[2], head[3], head[4], date.fromisoformat(head[5]), head[6], unstamp(head[7]), lines)


def count_numbered(office: Office, number: str) -> CountSheet | None:
    """The stocktake of this number with everything on its sheet."""
    row = office.database.execute_sql("SELECT id FROM count WHERE number = ?", (number.strip(),)).fetchone()
    return None if row is None else count_sheet(office, row[0])


def open_counts(office: Office, warehouse_id: int | None = None) -> list[tuple[int, str]]:
    """(id, number) of stocktakes that are under way, in one warehouse or in all."""
    rows = office.database.execute_sql("SELECT id, number FROM count WHERE state = 'open' AND (?1 IS NULL OR warehouse_id = ?1) "
                                       "ORDER BY id", (warehouse_id,))
    return [(row[0], row[1]) for row in rows]


def counted_twice(office: Office, warehouse_id: int, product_ids: list[int]) -> dict[int, str]:
    """Product id → number of the open stocktake of this warehouse that has it on its sheet already."""
    rows = office.database.execute_sql(
        "SELECT l.product_id, c.number FROM count AS c JOIN count_line AS l ON l.count_id = c.id "
        "WHERE c.state = 'open' AND c.warehouse_id = ?", (warehouse_id,))
    return {product: number for product, number in rows if product in set(product_ids)}


def changed_behind(office: Office, sheet: CountSheet) -> list[str]:
    """Names of products on a sheet whose figure before or on its day was changed by something backdated after it was made."""
    rows = office.database.execute_sql(
        "SELECT DISTINCT p.name FROM movement AS m JOIN count_line AS l ON l.product_id = m.product_id AND l.count_id = ?1 "
        "JOIN product AS p ON p.id = m.product_id WHERE m.warehouse_id = ?2 AND m.date < ?3 AND m.moment > ?4 ORDER BY p.name",
        (sheet.id, sheet.warehouse_id, sheet.date.isoformat(), stamp(sheet.moment)))
    return [row[0] for row in rows]


def products_in(office: Office, warehouse_id: int, day: date) -> list[int]:
    """Products that lie in a warehouse by the books at the end of a day, more or less than nothing."""
    rows = office.database.execute_sql(
        "SELECT product_id FROM (SELECT product_id, on_hand, MAX(date) FROM stock_day WHERE warehouse_id = ? AND date <= ? "
        "GROUP BY product_id) WHERE on_hand <> 0", (warehouse_id, day.isoformat()))
    return [row[0] for row in rows]
