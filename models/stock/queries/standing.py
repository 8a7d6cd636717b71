"""How goods stand: on hand, reserved, promised; and what left for which line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models.core.clock import stamp
from models.core.fields import from_scaled
from models.core.office import Office
from models.stock.rules import LINE, Standing

_STANDINGS = """
SELECT p.value,
    COALESCE((SELECT on_hand FROM stock_day WHERE product_id = p.value AND warehouse_id = ?2 AND date <= ?3
              ORDER BY date DESC LIMIT 1), 0),
    COALESCE((SELECT reserved FROM stock_day WHERE product_id = p.value AND warehouse_id = ?2 AND date <= ?3
              ORDER BY date DESC LIMIT 1), 0),
    COALESCE((SELECT SUM(quantity - consumed) FROM promise WHERE product_id = p.value AND warehouse_id = ?2 AND customer_id IS NOT ?4
              AND released = 0 AND until > ?5 AND consumed < quantity), 0),
    (SELECT MIN(on_hand - reserved) FROM stock_day WHERE product_id = p.value AND warehouse_id = ?2 AND date > ?3),
    (SELECT MIN(on_hand) FROM stock_day WHERE product_id = p.value AND warehouse_id = ?2 AND date > ?3)
FROM json_each(?1) AS p"""
_LATEST = "9999-12-31"


def standings(office: Office, warehouse_id: int, product_ids: Iterable[int], customer_id: int | None = None,
              day: date | None = None) -> dict[int, Standing]:
    """How products stand in a warehouse at the end of a day (none given: after everything that is known).

    customer_id: promises to this customer do not count against her. Promises are those alive now. One row for every id asked.
    """
    asked = json.dumps(sorted(set(product_ids)))
    upto = day.isoformat() if day else _LATEST
    rows = office.database.execute_sql(_STANDINGS, (asked, warehouse_id, upto, customer_id, stamp(office.clock.moment())))
    return {row[0]: _standing(*row[1:]) for row in rows}


def _standing(on_hand: int, reserved: int, promised: int, free_later: int | None, on_hand_later: int | None) -> Standing:
    free = on_hand - reserved
    least_free = free if free_later is None else min(free, free_later)
    least = on_hand if on_hand_later is None else min(on_hand, on_hand_later)
    return Standing(*(from_scaled(each, 3) for each in (on_hand, reserved, promised, least_free, least)))


def moved(office: Office, line_ids: Iterable[int]) -> dict[int, Decimal]:
    """Invoice line id → base quantity that left for it, pick-ups taken back as mistakes deducted; 0 where nothing did.

    Goods returned on a red invoice count (negative) on the red's own line, so that a sale line's figure stays what
    cancelled (≤ quantity − moved) and returned (≤ moved) parts are measured by.
    """
    asked = list(line_ids)
    rows = office.database.execute_sql(
        "SELECT p.value, COALESCE((SELECT -SUM(quantity) FROM movement WHERE source = ? AND source_id = p.value), 0) "
        "FROM json_each(?) AS p", (LINE, json.dumps(asked)))
    return {line: from_scaled(quantity, 3) for line, quantity in rows}


def opening_stock(office: Office, product_id: int, warehouse_id: int) -> dict[tuple[date, Decimal | None], Decimal]:
    """(day, cost of a base unit) → the opening stock said so far; normally one."""
    rows = office.database.execute_sql(
        "SELECT date, cost, SUM(quantity) FROM movement WHERE product_id = ? AND warehouse_id = ? AND kind = 'opening' "
        "GROUP BY date, cost HAVING SUM(quantity) <> 0 ORDER BY date", (product_id, warehouse_id))
    return {(date.fromisoformat(day), None if cost is None else from_scaled(cost, 6)): from_scaled(quantity, 3)
            for day, cost, quantity in rows}
