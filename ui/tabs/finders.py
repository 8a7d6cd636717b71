"""What forms of several tabs look for and choose from: customers, products, warehouses, people."""

from __future__ import annotations

from typing import Any

from models.core.office import Office
from models.customers import queries as customers
from models.people import queries as people
from models.products import queries as products
from models.stock import queries as stock
from ui.kit.specs import Found
from ui.kit.words import join
from ui.tabs.said import price


def find_customers(office: Office, text: str) -> list[Found]:
    """Active customers by code, name, pinyin or the end of a phone number."""
    return [Found(hit.id, hit.name, join(hit.code, hit.phone, hit.territory)) for hit in customers.find(office, text)]


def find_products(office: Office, text: str) -> list[Found]:
    """Active products by code, barcode, name or pinyin; the code stands in the field, the rest is shown beside it."""
    return [Found(hit.id, hit.code, join(hit.name, hit.specification, hit.unit, price(hit.list_price)))
            for hit in products.find(office, text)]


def customer(office: Office, customer_id: int) -> Found:
    """A filed customer as a finder holds it. Raises RuleViolation for an unknown id."""
    card = customers.card(office, customer_id)
    return Found(card.id, card.name, join(card.code, card.phone, card.territory))


def warehouse_choices(office: Office) -> list[tuple[Any, str]]:
    """The warehouses in use."""
    return [(row.id, row.name) for row in stock.warehouses(office)]


def people_choices(office: Office, role: str = "") -> list[tuple[Any, str]]:
    """Nobody, and everybody who works here now, or has a role."""
    return [(None, "–"), *people.choices(office, role)]


def keeper_choices(office: Office) -> list[tuple[Any, str]]:
    """The warehouse's own keeper, and everybody who keeps one, by name."""
    return [("", "–"), *((name, name) for name in people.names(office, "keeper"))]
