"""Reads for the tax site: which invoices wait for a number, each line net of its reds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from peewee import JOIN, ModelSelect

from models.core.fields import from_scaled
from models.core.listing import Filter
from models.core.money import ZERO, round_money, yuan
from models.core.office import Office
from models.einvoices import rules
from models.einvoices.rules import TaxLine
from models.invoices.queries import InvoiceRow, invoice
from models.invoices.tables import Invoice, InvoiceVoid


@dataclass(frozen=True)
class TaxPaper:
    """An invoice as it is filled in: its head as issued, lines and total net of its reds."""

    head: InvoiceRow
    lines: tuple[TaxLine, ...]
    total: Decimal


_WAITING = """
SELECT i.id FROM invoice i WHERE i.kind = 'sale' AND i.date BETWEEN ? AND ?
AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id)
AND NOT EXISTS (SELECT 1 FROM tax_number t WHERE t.invoice_id = i.id AND t.kind = 'invoice') ORDER BY i.date, i.number"""
_REDS = """
SELECT l.original_id, SUM(l.quantity), SUM(l.amount), SUM(l.tax) FROM invoice_line l JOIN invoice r ON r.id = l.invoice_id
WHERE r.original_id = ? AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = r.id) GROUP BY l.original_id"""


def waiting(office: Office, start: date, end: date) -> list[int]:
    """Sales of the days that stand and have no number of the tax site yet."""
    return [row[0] for row in office.database.execute_sql(_WAITING, (start.isoformat(), end.isoformat()))]


def tax_paper(office: Office, invoice_id: int) -> TaxPaper | None:
    """An invoice as it is filled in; None where nothing of it is left."""
    head = invoice(office, invoice_id)
    if head is None:
        return None
    reds = {row[0]: (from_scaled(row[1], 3), yuan(row[2]), yuan(row[3])) for row in office.database.execute_sql(_REDS, (invoice_id,))}
    codes = dict(office.database.execute_sql("SELECT p.id, p.tax_category FROM product p JOIN invoice_line l ON l.product_id = p.id "
                                             "WHERE l.invoice_id = ?", (invoice_id,)).fetchall())
    lines, total = [], ZERO
    for line in head.lines:
        quantity, amount, tax = reds.get(line.id, (ZERO, ZERO, ZERO))
        left, worth = line.quantity + quantity, line.amount + amount
        total += worth
        if left <= 0 or worth <= 0:                          # gifts, and what was taken back: the site takes no line without an amount
            continue
        whole = round_money(left * line.price)
        off = whole - worth if whole - worth > rules.TOLERANCE else ZERO
        lines.append(TaxLine(line.position, line.product_id, line.name, line.specification, line.unit, left, line.price, worth + off, off,
                             rules.rate_written(line.rate), line.tax + tax, line.tax_category or codes.get(line.product_id, ""),
                             rules.policy_of(line.rate)))
    return TaxPaper(head, tuple(lines), total) if total > 0 else None


def numbers_of(office: Office, invoice_id: int) -> list[tuple[str, str, date | None]]:
    """(kind, number, date) that the tax site gave an invoice, oldest first."""
    rows = office.database.execute_sql("SELECT kind, number, date FROM tax_number WHERE invoice_id = ? ORDER BY id", (invoice_id,))
    return [(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None) for row in rows.fetchall()]


def numbers_about(office: Office, invoice_id: int) -> list[tuple[str, str, date | None, str]]:
    """(kind, number, date, paper) of a sale and of its red letters, oldest first; paper: the red letter, "" for the sale itself."""
    rows = office.database.execute_sql(
        "SELECT t.kind, t.number, t.date, CASE WHEN i.id = ?1 THEN '' ELSE i.number END FROM tax_number t "
        "JOIN invoice i ON i.id = t.invoice_id WHERE i.id = ?1 OR i.original_id = ?1 ORDER BY t.id", (invoice_id,))
    return [(row[0], row[1], date.fromisoformat(row[2]) if row[2] else None, row[3]) for row in rows.fetchall()]


def known_numbers(office: Office) -> dict[tuple[str, str], int]:
    """(kind, number) -> invoice id of every number that was recorded."""
    return {(row[0], row[1]): row[2] for row in office.database.execute_sql("SELECT kind, number, invoice_id FROM tax_number")}


def einvoices(_ask: Filter) -> ModelSelect:
    """Every sale that stands, with the number that the tax site gave it."""
    return (Invoice.select().join(InvoiceVoid, JOIN.LEFT_OUTER, on=InvoiceVoid.invoice == Invoice.id)
            .where(InvoiceVoid.invoice.is_null(), Invoice.kind == "sale"))


def faults(office: Office) -> Iterator[str]:
    """A sale has one e-invoice at most, and a void invoice none that was filed after it was voided."""
    for (number,) in office.database.execute_sql(
            "SELECT i.number FROM tax_number t JOIN invoice i ON i.id = t.invoice_id WHERE t.kind = 'invoice' GROUP BY t.invoice_id "
            "HAVING COUNT(*) > 1").fetchall():
        yield f"einvoices: {number} has two e-invoices"
