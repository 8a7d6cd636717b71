"""What forms of several tabs look for and choose from: customers, products, warehouses, people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.contracts import queries as contracts
from models.contracts.rules import INSTALMENTS
from models.core.office import Office
from models.core.text import _
from models.customers import queries as customers
from models.customers.queries import CustomerHit
from models.leads.queries import LeadHit
from models.people import queries as people
from models.products import queries as products
from models.reports import queries as finding
from models.stock import queries as stock
from ui.kit.specs import FilesIn, Found
from ui.kit.words import join
from ui.tabs.said import money, price

MOST = 50
"""Rows a popup offers; what is not among them is found by typing more."""


def _customers(office: Office, text: str) -> list[Found]:
    """Active customers by code, name, contact, pinyin or the end of a phone number; the note says by whom one was found."""
    return [_customer(hit) for hit in finding.find_customers(office, text, MOST)]


def _customer(hit: CustomerHit) -> Found:
    return Found(hit.id, hit.name, join(hit.code, hit.phone, hit.territory), by_contact(hit.by), hit.spans)


def by_contact(who: str) -> str:
    """By whom a customer was found; "" for its own name, code or phone."""
    return _("contact {who}").format(who=who) if who else ""


def _leads(office: Office, text: str) -> list[Found]:
    """Leads by number, name, contact, pinyin or the end of a phone number."""
    return [_lead(hit) for hit in finding.find_leads(office, text, MOST)]


def _lead(hit: LeadHit) -> Found:
    return Found(hit.id, hit.name, join(hit.number, hit.contact if hit.contact != hit.name else "", hit.phone), "", hit.spans)


def find_buyers(office: Office, text: str) -> list[Found]:
    """Leads and customers together, the best match first; the id says which: ("lead", 3)."""
    both = [(hit.grade, replace(_lead(hit), id=("lead", hit.id))) for hit in finding.find_leads(office, text, MOST)]
    both += [(hit.grade, replace(_customer(hit), id=("customer", hit.id))) for hit in finding.find_customers(office, text, MOST)]
    return [found for _grade, found in sorted(both, key=lambda each: each[0])]


def find_suppliers(office: Office, text: str) -> list[Found]:
    """Filed suppliers by name, pinyin or phone; the last row takes the name as it is typed, for a new one."""
    found, typed = [Found(name, name, phone) for name, phone in products.find_suppliers(office, text)], text.strip()
    return found if not typed or typed in (row.id for row in found) else [*found, Found(typed, typed, note=_("a new supplier"))]


def _products(office: Office, text: str) -> list[Found]:
    """Active products by code, barcode, name or pinyin; the code stands in the field, the rest is shown beside it."""
    return [Found(hit.id, hit.code, join(hit.name, hit.specification, hit.unit, price(hit.list_price)), "", hit.code_spans)
            for hit in finding.find_products(office, text, MOST)]


find_customers, find_leads, find_products = FilesIn("customers", _customers), FilesIn("leads", _leads), FilesIn("products", _products)
"""What forms choose from; F2 files what is not there yet."""


def find_contracts(office: Office, text: str) -> list[Found]:
    """Contracts in force by part of the number, the title or as the customer is found."""
    return [Found(row[0], row[1], join(row[3], row[2])) for row in contracts.find(office, text, MOST)]


def find_instalments(office: Office, text: str) -> list[Found]:
    """Instalments of contracts in force as the contract is found, or by what they are for."""
    return [Found(row.id, join(_(INSTALMENTS[row.kind]), row.due.isoformat()), join(number, row.title, money(row.amount)))
            for number, row in contracts.find_instalments(office, text, MOST)]


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


def manager_choices(office: Office) -> list[tuple[Any, str]]:
    """Who may decide, whoever sits at the desk first; everybody in an office of one."""
    names = people.names(office) if people.is_alone(office) else people.names(office, "manager")
    own = office.actor.name if office.actor is not None else ""
    return [(name, name) for name in sorted(names, key=lambda name: name != own)]
