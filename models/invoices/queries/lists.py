"""The rows of the listings."""

from __future__ import annotations

from peewee import JOIN, ModelSelect

from models.core.listing import Filter
from models.invoices.tables import Invoice, InvoiceLine, InvoiceVoid
from models.people.tables import Person
from models.stock.tables import Warehouse

ORIGINAL = Invoice.alias("original")


def invoices(_ask: Filter) -> ModelSelect:
    """Every invoice, void and red ones too."""
    return (Invoice.select().join(InvoiceVoid, JOIN.LEFT_OUTER, on=InvoiceVoid.invoice == Invoice.id)
            .join_from(Invoice, ORIGINAL, JOIN.LEFT_OUTER, on=Invoice.original == ORIGINAL.id))


def invoice_lines(_ask: Filter) -> ModelSelect:
    """Every line that counts: void invoices are left out, red ones are negative."""
    return (InvoiceLine.select().join(Invoice).join(InvoiceVoid, JOIN.LEFT_OUTER, on=InvoiceVoid.invoice == Invoice.id)
            .where(InvoiceVoid.invoice.is_null()))


def salespeople() -> list[tuple[int, str]]:
    """(id, name) of everybody an invoice names as salesperson."""
    named = Invoice.select(Invoice.salesperson).where(Invoice.salesperson.is_null(False)).distinct()
    return list(Person.select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.pinyin).tuples())


def warehouses() -> list[tuple[int, str]]:
    """(id, name) of every warehouse."""
    return list(Warehouse.select(Warehouse.id, Warehouse.name).order_by(Warehouse.code).tuples())
