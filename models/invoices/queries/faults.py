"""Whether the invoices still say what was issued: their sums, their arithmetic, their numbers, and the ledger beside them."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.gaps import gaps
from models.core.office import Office
from models.invoices.rules import LEDGER, SERIES

_SUMS = """
SELECT i.number FROM invoice i LEFT JOIN (SELECT invoice_id, SUM(amount) AS total, SUM(net) AS net, SUM(tax) AS tax,
    SUM(base_quantity) AS quantity FROM invoice_line GROUP BY invoice_id) l ON l.invoice_id = i.id
WHERE i.total IS NOT l.total OR i.net IS NOT l.net OR i.tax IS NOT l.tax OR i.quantity IS NOT l.quantity OR i.total <> i.net + i.tax"""
_AMOUNT = """
SELECT i.number, l.position FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
WHERE ABS(l.quantity) <= 9000000000000000000 / MAX(l.price, 1)
    AND l.amount + l.discount <> (ABS(l.quantity) * l.price + 5000000) / 10000000 * SIGN(l.quantity)"""
"""Thousandths by millionths are billionths of a yuan; a product beyond 64 bits is left to the sums."""
_TAX = """
SELECT i.number, l.position FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.kind = 'sale' AND l.net <> CASE
    WHEN l.rate IN ('13', '9', '6', '3', '1') THEN (200 * l.amount + 100 + CAST(l.rate AS INTEGER)) / (2 * (100 + CAST(l.rate AS INTEGER)))
    ELSE l.amount END"""
_LEDGER = """
SELECT i.number FROM invoice i LEFT JOIN (SELECT source_id, SUM(amount) AS owed FROM ledger_entry WHERE source = ? GROUP BY source_id) e
    ON e.source_id = i.id LEFT JOIN invoice_void v ON v.invoice_id = i.id
WHERE e.owed IS NOT CASE WHEN v.invoice_id IS NULL THEN i.total ELSE 0 END"""
_ENTRIES = """
SELECT COALESCE(i.number, e.number) FROM ledger_entry e LEFT JOIN invoice i ON i.id = e.source_id
    AND i.customer_id = e.customer_id AND i.date = e.date AND i.number = e.number AND (e.kind <> 'invoice' OR e.due IS i.due)
    AND (e.kind = 'void' OR i.kind = CASE e.kind WHEN 'invoice' THEN 'sale' ELSE e.kind END)
WHERE e.source = ? AND i.id IS NULL"""
_REDS = """
SELECT r.number FROM invoice r LEFT JOIN invoice o ON o.id = r.original_id AND o.kind = 'sale' AND o.customer_id = r.customer_id
WHERE (r.kind = 'red') <> (r.original_id IS NOT NULL) OR (r.kind = 'red' AND o.id IS NULL)"""
_PARTS = """
SELECT i.number, o.position FROM invoice_line o JOIN invoice i ON i.id = o.invoice_id
    JOIN (SELECT original_id, SUM(base_quantity) AS quantity, SUM(amount) AS amount, SUM(net) AS net FROM invoice_line
          WHERE original_id IS NOT NULL GROUP BY original_id) r ON r.original_id = o.id
WHERE r.quantity + o.base_quantity < 0 OR r.amount + o.amount < 0
    OR (r.quantity + o.base_quantity = 0 AND (r.amount + o.amount <> 0 OR r.net + o.net <> 0))"""


_CONTRACTS = """
SELECT DISTINCT i.number FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id JOIN contract_line k ON k.id = l.contract_line_id
WHERE k.contract_id IS NOT i.contract_id OR k.changes_id IS NOT NULL"""


def faults(office: Office) -> Iterator[str]:
    """Add the invoices up from their lines, compare with the ledger, look for parts beyond the whole and for missing numbers."""
    run = office.database.execute_sql
    for number, in run(_SUMS).fetchall():
        yield f"invoices: {number} is not the sum of its lines"
    for number, position in run(_AMOUNT).fetchall():
        yield f"invoices: {number} line {position} is not quantity × price − discount"
    for number, position in run(_TAX).fetchall():
        yield f"invoices: the tax of {number} line {position} does not follow from its rate"
    for number, in run(_LEDGER, (LEDGER,)).fetchall():
        yield f"invoices: {number} does not stand in the ledger as issued"
    for number, in run(_ENTRIES, (LEDGER,)).fetchall():
        yield f"invoices: the ledger's entry of {number} names another customer, day, number or due date"
    for number, in run(_REDS).fetchall():
        yield f"invoices: {number} reverses no invoice of its customer"
    for number, position in run(_PARTS).fetchall():
        yield f"invoices: more was reversed of {number} line {position} than was sold, or the parts do not sum to it"
    for number, in run(_CONTRACTS).fetchall():
        yield f"invoices: {number} fulfils a line that is not of its contract"
    yield from gaps(office.database, SERIES.key, "invoice")
