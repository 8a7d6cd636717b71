"""What happened to a product in a warehouse lately, and what was lately asked for a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.office import Office
from models.stock.queries.asked import CheckRow, check


@dataclass(frozen=True)
class MoveRow:
    """One movement; quantity in base units, above zero where goods came in."""

    id: int
    date: date
    kind: str
    number: str
    quantity: Decimal
    supplier: str
    batch: str
    remark: str


def last_moves(office: Office, product_id: int, warehouse_id: int, limit: int = 8) -> list[MoveRow]:
    """The latest movements, the last one first."""
    rows = office.database.execute_sql(
        "SELECT id, date, kind, number, quantity, supplier, batch, remark FROM movement WHERE product_id = ? AND warehouse_id = ? "
        "ORDER BY date DESC, id DESC LIMIT ?", (product_id, warehouse_id, limit))
    return [MoveRow(row[0], date.fromisoformat(row[1]), row[2], row[3], from_scaled(row[4], 3), *row[5:]) for row in rows]


def checks_of(office: Office, customer_id: int, limit: int = 10) -> list[CheckRow]:
    """What keepers were lately asked for a customer, the last question first."""
    rows = office.database.execute_sql("SELECT id FROM stock_check WHERE customer_id = ? ORDER BY id DESC LIMIT ?", (customer_id, limit))
    found = [check(office, row[0]) for row in rows.fetchall()]
    return [row for row in found if row is not None]
