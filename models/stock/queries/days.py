"""Goods day by day: opening + in − out = closing, and the same recomputed from scratch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.gaps import gaps
from models.core.office import Office
from models.stock.rules import COUNTS, GOODS_IN, LINE


@dataclass(frozen=True)
class DayMovement:
    """One product in one warehouse on one day, in base units: closing = opening + goods_in − goods_out (rules: Stock).

    goods_in and goods_out are the sums of movements up and down, of whatever kind. counted, difference: of a count dated
    that day, None where nothing was counted.
    """

    product_id: int
    code: str
    product: str
    specification: str
    unit: str
    warehouse_id: int
    warehouse: str
    opening: Decimal
    goods_in: Decimal
    goods_out: Decimal
    closing: Decimal
    counted: Decimal | None
    difference: Decimal | None


_AT = ("(SELECT on_hand FROM stock_day WHERE product_id = p.id AND warehouse_id = w.id AND date {upto} ?1 "
       "ORDER BY date DESC LIMIT 1)")
_DAY = f"""
WITH gone AS (SELECT product_id, warehouse_id, SUM(MAX(quantity, 0)) AS up, SUM(MAX(-quantity, 0)) AS down FROM movement WHERE date = ?1
             GROUP BY product_id, warehouse_id),
    tally AS (SELECT l.product_id, c.warehouse_id, l.counted, l.counted - l.book AS difference, MAX(c.id) FROM count AS c
              JOIN count_line AS l ON l.count_id = c.id WHERE c.date = ?1 AND c.state <> 'dropped' AND l.counted IS NOT NULL
              GROUP BY l.product_id, c.warehouse_id)
SELECT p.id, p.code, p.name, p.specification, p.unit, w.id, w.name, COALESCE({_AT.format(upto='<')}, 0), COALESCE(g.up, 0),
    COALESCE(g.down, 0), {_AT.format(upto='<=')} AS closing, t.counted, t.difference
FROM warehouse AS w CROSS JOIN product AS p
LEFT JOIN gone AS g ON g.product_id = p.id AND g.warehouse_id = w.id
LEFT JOIN tally AS t ON t.product_id = p.id AND t.warehouse_id = w.id
WHERE closing IS NOT NULL ORDER BY w.code, p.code"""


def day_movement(office: Office, day: date) -> list[DayMovement]:
    """Every product that ever lay in a warehouse, with or without movement on the day, by warehouse and code."""
    rows = office.database.execute_sql(_DAY, (day.isoformat(),))
    return [DayMovement(*row[:7], *(None if cell is None else from_scaled(cell, 3) for cell in row[7:])) for row in rows]


_DAYS = """
WITH moves AS (SELECT product_id, warehouse_id, date, SUM(quantity) AS q FROM movement GROUP BY 1, 2, 3),
    kept AS (SELECT product_id, warehouse_id, date, SUM(quantity) AS q FROM reservation GROUP BY 1, 2, 3),
    keys AS (SELECT product_id, warehouse_id, date FROM moves UNION SELECT product_id, warehouse_id, date FROM kept
             UNION SELECT product_id, warehouse_id, date FROM stock_day),
    sums AS (SELECT k.product_id, k.warehouse_id, k.date, SUM(COALESCE(m.q, 0)) OVER so_far AS on_hand,
                 SUM(COALESCE(r.q, 0)) OVER so_far AS reserved
             FROM keys AS k LEFT JOIN moves AS m USING (product_id, warehouse_id, date)
             LEFT JOIN kept AS r USING (product_id, warehouse_id, date)
             WINDOW so_far AS (PARTITION BY k.product_id, k.warehouse_id ORDER BY k.date))
SELECT p.code, w.code, s.date, s.on_hand, s.reserved, d.on_hand, d.reserved
FROM sums AS s LEFT JOIN stock_day AS d USING (product_id, warehouse_id, date)
JOIN product AS p ON p.id = s.product_id JOIN warehouse AS w ON w.id = s.warehouse_id
WHERE s.on_hand IS NOT d.on_hand OR s.reserved IS NOT d.reserved"""
_LINES = """
WITH sums AS (SELECT source_id, SUM(quantity) AS q FROM reservation WHERE source = ? GROUP BY source_id)
SELECT source_id, q, r.quantity FROM sums LEFT JOIN reserved AS r USING (source_id)
WHERE q <> COALESCE(r.quantity, 0) OR q < 0
UNION ALL SELECT r.source_id, 0, r.quantity FROM reserved AS r LEFT JOIN sums USING (source_id) WHERE sums.q IS NULL"""

_KINDS = """
SELECT number FROM movement WHERE source <> '' AND source <> CASE kind WHEN 'opening' THEN 'opening' WHEN 'in' THEN 'goods in'
    WHEN 'out' THEN ?1
    WHEN 'return' THEN ?1 WHEN 'adjust' THEN CASE source WHEN 'count' THEN 'count' ELSE 'adjustment' END END"""


def faults(office: Office) -> Iterator[str]:
    """Recompute every day's figures and every line's reservation from what was posted, and name what differs."""
    for code, warehouse, day, *figures in office.database.execute_sql(_DAYS):
        want, found = ["/".join("none" if each is None else str(from_scaled(each, 3)) for each in part)
                       for part in (figures[:2], figures[2:])]
        yield f"stock: {code} in {warehouse} on {day} should be {want}, is {found}"
    for line, want, found in office.database.execute_sql(_LINES, (LINE,)):
        yield f"stock: invoice line {line} should have {from_scaled(want, 3)} reserved, has {from_scaled(found or 0, 3)}"
    for number, in office.database.execute_sql(_KINDS, (LINE,)):
        yield f"stock: a movement under {number} is not of the kind its source makes"
    for promise, in office.database.execute_sql("SELECT id FROM promise WHERE consumed < 0 OR consumed > quantity"):
        yield f"stock: more is taken of promise {promise} than was promised"
    yield from gaps(office.database, GOODS_IN.key, "movement", "d.kind = 'in' AND d.number <> ''")
    yield from gaps(office.database, COUNTS.key, "count")
