"""The rows of the listings, and what the invoices say when they are added up from scratch."""

from __future__ import annotations

from collections.abc import Iterator

from peewee import JOIN, ModelSelect

from models.core.listing import Filter
from models.core.office import Office
from models.invoices.rules import LEDGER, SERIES
from models.invoices.tables import Draft, Invoice, InvoiceLine, InvoiceVoid
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


def drafts(_ask: Filter) -> ModelSelect:
    """Every draft."""
    return Draft.select()


def salespeople() -> list[tuple[int, str]]:
    """(id, name) of everybody an invoice names as salesperson."""
    named = Invoice.select(Invoice.salesperson).where(Invoice.salesperson.is_null(False)).distinct()
    return list(Person.select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.pinyin).tuples())


def warehouses() -> list[tuple[int, str]]:
    """(id, name) of every warehouse."""
    return list(Warehouse.select(Warehouse.id, Warehouse.name).order_by(Warehouse.code).tuples())


_SUMS = """
SELECT i.number FROM invoice i LEFT JOIN (SELECT invoice_id, SUM(amount) AS total, SUM(net) AS net, SUM(tax) AS tax,
    SUM(base_quantity) AS quantity FROM invoice_line GROUP BY invoice_id) l ON l.invoice_id = i.id
WHERE i.total IS NOT l.total OR i.net IS NOT l.net OR i.tax IS NOT l.tax OR i.quantity IS NOT l.quantity OR i.total <> i.net + i.tax"""
_LEDGER = """
SELECT i.number FROM invoice i LEFT JOIN (SELECT source_id, SUM(amount) AS owed FROM ledger_entry WHERE source = ? GROUP BY source_id) e
    ON e.source_id = i.id LEFT JOIN invoice_void v ON v.invoice_id = i.id
WHERE e.owed IS NOT CASE WHEN v.invoice_id IS NULL THEN i.total ELSE 0 END"""
_PARTS = """
SELECT i.number, o.position FROM invoice_line o JOIN invoice i ON i.id = o.invoice_id
    JOIN (SELECT original_id, SUM(base_quantity) AS quantity, SUM(amount) AS amount FROM invoice_line WHERE original_id IS NOT NULL
          GROUP BY original_id) r ON r.original_id = o.id
WHERE r.quantity + o.base_quantity < 0 OR r.amount + o.amount < 0 OR (r.quantity + o.base_quantity = 0 AND r.amount + o.amount <> 0)"""
_GAPS = """
SELECT s.period, s.last, COUNT(i.id) + (SELECT COUNT(*) FROM lost_number l WHERE l.series = s.series AND l.period = s.period) AS used
FROM number_series s LEFT JOIN invoice i ON i.number GLOB s.period || '*'
    AND LENGTH(i.number) > LENGTH(s.period) AND CAST(SUBSTR(i.number, LENGTH(s.period) + 1) AS INTEGER) BETWEEN 1 AND s.last
WHERE s.series = ? GROUP BY s.period HAVING used <> s.last"""


def faults(office: Office) -> Iterator[str]:
    """Add the invoices up from their lines, compare with the ledger, look for parts beyond the whole and for missing numbers."""
    run = office.database.execute_sql
    for number, in run(_SUMS).fetchall():
        yield f"invoices: {number} is not the sum of its lines"
    for number, in run(_LEDGER, (LEDGER,)).fetchall():
        yield f"invoices: {number} does not stand in the ledger as issued"
    for number, position in run(_PARTS).fetchall():
        yield f"invoices: more was reversed of {number} line {position} than was sold, or the parts do not sum to it"
    for period, last, count in run(_GAPS, (SERIES.key,)).fetchall():
        yield f"invoices: {last} numbers {period}… were taken, {count} invoices have one"
