"""What is known when an invoice is voided or reversed: what left, what was paid, what was taken back before."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from models.core.fields import from_scaled
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.days.queries import business_date, closed_through
from models.invoices.queries.papers import InvoiceRow, debt_of
from models.invoices.rules import Part, RedFacts, SoldLine, VoidFacts
from models.receivables.queries import allocated
from models.stock.queries import moved


def void_facts(office: Office, row: InvoiceRow) -> VoidFacts:
    """What decides whether an invoice may be voided."""
    left = moved(office, [line.id for line in row.lines])
    debt = debt_of(office, row.id)
    return VoidFacts(row.number, row.kind, row.date, business_date(office), closed_through(office), row.state == "void", row.reds,
                     any(left.values()), ZERO if debt is None else allocated(office, debt))


def red_facts(office: Office, row: InvoiceRow) -> RedFacts:
    """What may still be taken back of an invoice, line by line; also what a form shows before anything is typed."""
    left, before = moved(office, [line.id for line in row.lines]), _parts(office, row.id)
    units = dict(office.database.execute_sql("SELECT DISTINCT p.id, p.unit FROM product p JOIN invoice_line l ON l.product_id = p.id "
                                             "WHERE l.invoice_id = ?", (row.id,)).fetchall())
    lines = {}
    for line in row.lines if row.kind == "sale" else ():
        factors = {units[line.product_id]: Fraction(1), line.unit: Fraction(line.base_quantity) / Fraction(line.quantity)}
        lines[line.id] = SoldLine(line.id, line.unit, factors, line.base_quantity, line.amount, line.net, left[line.id],
                                  tuple(before[line.id]))
    return RedFacts(row.number, row.kind, row.date, office.clock.today(), closed_through(office), row.state == "void", lines)


def _parts(office: Office, invoice_id: int) -> defaultdict[int, list[Part]]:
    found: defaultdict[int, list[Part]] = defaultdict(list)
    for line, kind, base, amount, net, tax in office.database.execute_sql(
            "SELECT l.original_id, l.kind, l.base_quantity, l.amount, l.net, l.tax FROM invoice_line l "
            "JOIN invoice i ON i.id = l.invoice_id WHERE i.original_id = ? ORDER BY l.id", (invoice_id,)):
        found[line].append(Part(kind, -from_scaled(base, 3), -yuan(amount), -yuan(net), -yuan(tax)))
    return found
