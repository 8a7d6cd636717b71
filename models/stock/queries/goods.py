"""What must be known of products and customers before goods move."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from models.core.fields import from_scaled
from models.core.office import Office
from models.stock.rules import Goods


def goods(office: Office, product_ids: Iterable[int]) -> dict[int, Goods]:
    """Products by id with their units; unknown ids are left out."""
    asked = json.dumps(sorted(set(product_ids)))
    units: dict[int, dict[str, Fraction]] = {}
    for product, unit, numerator, denominator in office.database.execute_sql(
            "SELECT product_id, unit, numerator, denominator FROM product_unit WHERE product_id IN (SELECT value FROM json_each(?))",
            (asked,)):
        units.setdefault(product, {})[unit] = Fraction(numerator, denominator)
    rows = office.database.execute_sql("SELECT id, code, name, unit, asks_batch, asks_expiry, active, service FROM product "
                                       "WHERE id IN (SELECT value FROM json_each(?))", (asked,))
    found: dict[int, Goods] = {}
    for product, code, name, unit, batch, expiry, active, service in rows:
        own = {unit: Fraction(1), **units.get(product, {})}
        found[product] = Goods(product, code, name, unit, own, bool(batch), bool(expiry), bool(active), bool(service))
    return found


def services(office: Office, product_ids: Iterable[int]) -> set[int]:
    """Those of the products that are services: nothing of them is kept or moves."""
    rows = office.database.execute_sql("SELECT id FROM product WHERE service = 1 AND id IN (SELECT value FROM json_each(?))",
                                       (json.dumps(sorted(set(product_ids))),))
    return {row[0] for row in rows}


def last_costs(office: Office, product_ids: Iterable[int]) -> dict[int, Decimal]:
    """Product id → the cost of a base unit when it last came in, in yuan; products whose cost was never said are left out."""
    rows = office.database.execute_sql(
        "SELECT p.value, (SELECT cost FROM movement WHERE product_id = p.value AND cost IS NOT NULL ORDER BY date DESC, id DESC LIMIT 1) "
        "FROM json_each(?) AS p", (json.dumps(sorted(set(product_ids))),))
    return {product: from_scaled(cost, 6) for product, cost in rows if cost is not None}


def customer_name(office: Office, customer_id: int) -> str | None:
    """The name of a customer, None for an unknown one."""
    row = office.database.execute_sql("SELECT name FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return None if row is None else str(row[0])
