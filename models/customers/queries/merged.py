"""Customers filed twice: who points to whom, and everybody a kept customer stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any

from models.core.office import Office
from models.products.queries import Offer, offered_price


@dataclass(frozen=True)
class AliasRow:
    """A merged customer and the one that is kept."""

    customer_id: int
    kept_id: int
    kept_code: str
    kept_name: str
    was_active: bool
    date: Day
    reason: str
    person: str


def kept_ids(database: Any) -> dict[int, int]:
    """Merged customer -> the one that is kept."""
    return dict(database.execute_sql("SELECT customer_id, kept_id FROM customer_alias").fetchall())


def alias_of(office: Office, customer_id: int) -> AliasRow | None:
    """Where a merged customer points; None for one that was not merged."""
    row = office.database.execute_sql(
        "SELECT a.customer_id, a.kept_id, c.code, c.name, a.was_active, a.date, a.reason, a.person FROM customer_alias a "
        "JOIN customer c ON c.id = a.kept_id WHERE a.customer_id = ?", (customer_id,)).fetchone()
    return None if row is None else AliasRow(row[0], row[1], row[2], row[3], bool(row[4]), Day.fromisoformat(row[5]), row[6], row[7])


def family(office: Office, customer_id: int) -> tuple[int, ...]:
    """The kept customer first, then those that were merged into it; of a customer never merged itself alone."""
    alias = alias_of(office, customer_id)
    kept = alias.kept_id if alias else customer_id
    rows = office.database.execute_sql("SELECT customer_id FROM customer_alias WHERE kept_id = ? ORDER BY customer_id", (kept,))
    return (kept, *(row[0] for row in rows))


def price_for(office: Office, customer_id: int | None, product_id: int, unit: str, quantity: Decimal) -> Offer:
    """The price to offer a customer per `unit`: what any of its merged names paid last counts as its own; None: whoever it may be."""
    buyers = () if customer_id is None else family(office, customer_id)
    return offered_price(office, buyers, product_id, unit, quantity)
