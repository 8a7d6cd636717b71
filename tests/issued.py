"""Invoices, voids and reds issued the short way, for tests of what comes after them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.core.errors import ApprovalNeeded
from models.core.office import Office
from models.invoices import commands as invoices
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine, VoidInput
from tests.factories import grant

Goods = list[tuple[int, str]]
"""(product id, base quantity) pairs."""


def an_invoice(office: Office, customer: int, warehouse: int, goods: Goods, *, day: date | None = None) -> tuple[int, list[int]]:
    """An invoice, with the approvals it needs. Returns its id and its lines', in order."""
    lines = tuple(LineInput(product, Decimal(quantity), Decimal(128)) for product, quantity in goods)
    x = InvoiceInput(customer, lines, day, warehouse)
    try:
        done = invoices.issue_invoice(office, x)
    except ApprovalNeeded as asked:
        grant(office, asked)
        done = invoices.issue_invoice(office, x)
    return done.id, _lines_of(office, done.id)


def a_red(office: Office, invoice: int, parts: list[tuple[int, str, str]]) -> tuple[int, list[int]]:
    """A red invoice of (line, cancelled or returned, quantity). Returns its id and its lines'."""
    none = Decimal(0)
    lines = tuple(RedLine(line, Decimal(quantity) if kind == "cancelled" else none, Decimal(quantity) if kind == "returned" else none)
                  for line, kind, quantity in parts)
    done = invoices.red_invoice(office, RedInput(invoice, "退货", lines))
    return done.id, _lines_of(office, done.id)


def void(office: Office, invoice: int) -> None:
    """Void an invoice nothing has left for."""
    invoices.void_invoice(office, VoidInput(invoice, "错开"))


def _lines_of(office: Office, invoice: int) -> list[int]:
    rows = office.database.execute_sql("SELECT id FROM invoice_line WHERE invoice_id = ? ORDER BY position", (invoice,))
    return [row[0] for row in rows]
