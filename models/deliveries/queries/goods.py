"""Goods against invoice lines: what remains, what left, what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.fields import from_scaled
from models.core.gaps import gaps
from models.core.office import Office
from models.deliveries.rules import DELIVERIES, Paper, Remaining
from models.stock.rules import LINE

_MOVED = ("COALESCE((SELECT SUM(CASE d.kind WHEN 'undo' THEN -x.quantity ELSE x.quantity END) FROM delivery_line AS x "
          "JOIN delivery AS d ON d.id = x.delivery_id WHERE x.line_id = l.id), 0)")
_RED = ("COALESCE((SELECT SUM(ABS(r.base_quantity)) FROM invoice_line AS r WHERE r.original_id = l.id AND r.kind = '{kind}' "
        "AND NOT EXISTS (SELECT 1 FROM invoice_void AS v WHERE v.invoice_id = r.invoice_id)), 0)")
_LINES = (f"SELECT l.id, l.position, l.product_id, l.code, l.name, l.specification, p.unit, l.batch, l.expiry, ABS(l.base_quantity), "
          f"{_RED.format(kind='cancelled')}, {_MOVED}, {_RED.format(kind='returned')} "
          "FROM invoice_line AS l JOIN product AS p ON p.id = l.product_id")


def paper(office: Office, invoice_id: int) -> Paper | None:
    """An invoice, red or not, as far as its goods go."""
    row = office.database.execute_sql(
        "SELECT i.id, i.number, i.kind, i.date, i.warehouse_id, i.warehouse_name, i.customer_id, i.customer_name, v.invoice_id "
        "FROM invoice AS i LEFT JOIN invoice_void AS v ON v.invoice_id = i.id WHERE i.id = ?", (invoice_id,)).fetchone()
    if row is None:
        return None
    return Paper(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6], row[7], row[8] is not None)


def remaining(office: Office, invoice_id: int) -> list[Remaining]:
    """The lines of an invoice with what was ordered, cancelled, left, returned and remains; nothing remains on a void one.

    Services are left out: nothing of them leaves a warehouse.
    """
    return _lines(office, invoice_id, "sale")


def to_take_back(office: Office, red_invoice_id: int) -> list[Remaining]:
    """The returned lines of a red invoice with what came back and what is still to come."""
    return _lines(office, red_invoice_id, "returned")


def _lines(office: Office, invoice_id: int, kind: str) -> list[Remaining]:
    rows = office.database.execute_sql(f"{_LINES} WHERE l.invoice_id = ? AND l.kind = ? AND p.service = 0 ORDER BY l.position",
                                       (invoice_id, kind))
    return [_remaining(row) for row in rows]


def _remaining(row: Any) -> Remaining:
    return Remaining(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], date.fromisoformat(row[8]) if row[8] else None,
                     *(from_scaled(cell, 3) for cell in row[9:]))


@dataclass(frozen=True)
class Difference:
    """An invoice whose goods have not left, or a red one whose goods have not come back, in base units (duty 12)."""

    invoice_id: int
    number: str
    kind: str
    date: date
    customer: str
    quantity: Decimal
    reason: str

    @property
    def explained(self) -> bool:
        """Whether somebody said why, and nothing has moved since."""
        return bool(self.reason)


OPEN_SALES = ("SELECT l.invoice_id, SUM(r.quantity) AS q FROM reserved AS r JOIN invoice_line AS l ON l.id = r.source_id "
              "GROUP BY l.invoice_id")
OPEN_REDS = (f"SELECT l.invoice_id, SUM(ABS(l.base_quantity) - {_MOVED}) AS q FROM invoice AS i "
             "CROSS JOIN invoice_line AS l ON l.invoice_id = i.id WHERE i.original_id > 0 AND l.kind = 'returned' "
             "AND NOT EXISTS (SELECT 1 FROM invoice_void AS v WHERE v.invoice_id = l.invoice_id) GROUP BY l.invoice_id HAVING q <> 0")
OPEN_ITEMS = f"{OPEN_SALES} UNION ALL {OPEN_REDS}"
"""(invoice id, quantity) of every invoice and red whose goods have not all moved; small, whatever the size of the office."""


def differences(office: Office, invoice_id: int | None = None) -> list[Difference]:
    """Invoices whose goods have not all moved, explained or not, the oldest first; or the one asked about."""
    rows = office.database.execute_sql(
        "SELECT i.id, i.number, i.kind, i.date, i.customer_name, o.q, COALESCE((SELECT CASE WHEN n.quantity = o.q THEN n.reason END "
        "FROM difference_note AS n WHERE n.invoice_id = i.id ORDER BY n.id DESC LIMIT 1), '') "
        f"FROM ({OPEN_ITEMS}) AS o JOIN invoice AS i ON i.id = o.invoice_id "
        "WHERE ?1 IS NULL OR i.id = ?1 ORDER BY i.date, i.id", (invoice_id,))
    return [Difference(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], from_scaled(row[5], 3), row[6]) for row in rows]


def open_differences(office: Office) -> list[Difference]:
    """Differences nobody has explained yet."""
    return [each for each in differences(office) if not each.explained]


_AGREE = f"""
SELECT i.number, l.position, {_MOVED}, COALESCE((SELECT SUM(quantity) FROM movement WHERE source = ?1 AND source_id = l.id), 0),
    ABS(l.base_quantity) - {_RED.format(kind='cancelled')}, COALESCE((SELECT quantity FROM reserved WHERE source_id = l.id), 0),
    i.kind, EXISTS (SELECT 1 FROM invoice_void AS v WHERE v.invoice_id = i.id)
FROM invoice_line AS l JOIN invoice AS i ON i.id = l.invoice_id JOIN product AS p ON p.id = l.product_id
WHERE l.kind IN ('sale', 'returned') AND p.service = 0"""


_MOVES = """
SELECT DISTINCT m.number FROM movement m LEFT JOIN delivery d ON d.number = m.number AND d.date = m.date
    LEFT JOIN invoice_line l ON l.id = m.source_id AND l.product_id = m.product_id
    LEFT JOIN delivery_line x ON x.delivery_id = d.id AND x.line_id = l.id AND x.quantity = ABS(m.quantity)
WHERE m.source = ? AND x.id IS NULL"""


def faults(office: Office) -> Iterator[str]:
    """Recompute, line by line, that goods that left are what pick-ups say, within the invoice, and the rest is reserved."""
    for number, position, moved, booked, allowed, reserved, kind, void in office.database.execute_sql(_AGREE, (LINE,)):
        signed = -moved if kind == "sale" else moved
        name, said = f"deliveries: {number} line {position}", [str(from_scaled(each, 3)) for each in (moved, booked, allowed, reserved)]
        if signed != booked:
            yield f"{name}: pick-ups say {said[0]}, stock says {said[1]}"
        if moved > allowed or moved < 0 or (void and moved):
            yield f"{name}: {said[0]} moved of {said[2]}"
        if kind == "sale" and reserved != (0 if void else allowed - moved):
            yield f"{name}: {said[3]} reserved, {said[0]} of {said[2]} left"
    for number, in office.database.execute_sql(_MOVES, (LINE,)).fetchall():
        yield f"deliveries: goods moved under {number} on another day, for another line or product, or in another quantity"
    yield from gaps(office.database, DELIVERIES.key, "delivery")
