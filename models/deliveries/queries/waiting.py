"""Invoices whose goods are reserved in a warehouse and have not left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.office import Office


@dataclass(frozen=True)
class Waiting:
    """An invoice that goods wait for; quantity in base units."""

    invoice_id: int
    number: str
    date: date
    customer: str
    quantity: Decimal


def waiting_for(office: Office, product_id: int, warehouse_id: int, limit: int = 50) -> list[Waiting]:
    """What of a product in a warehouse is reserved for which invoice, the oldest first."""
    rows = office.database.execute_sql(
        "SELECT i.id, i.number, i.date, i.customer_name, SUM(r.quantity) FROM reserved AS r JOIN invoice_line AS l ON l.id = r.source_id "
        "JOIN invoice AS i ON i.id = l.invoice_id WHERE r.product_id = ? AND r.warehouse_id = ? GROUP BY i.id "
        "ORDER BY i.date, i.id LIMIT ?", (product_id, warehouse_id, limit))
    return [Waiting(row[0], row[1], date.fromisoformat(row[2]), row[3], from_scaled(row[4], 3)) for row in rows]
