"""Pick-ups and failed trips as they were written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.office import Office


@dataclass(frozen=True)
class SlipLine:
    """One line of a pick-up, in base units."""

    line_id: int
    product_id: int
    code: str
    name: str
    specification: str
    unit: str
    quantity: Decimal
    batch: str


@dataclass(frozen=True)
class Slip:
    """A pick-up (out), a return (back) or the counter-entry of one (undo), for print and for undoing."""

    id: int
    number: str
    kind: str
    date: date
    invoice_id: int
    invoice_number: str
    customer: str
    warehouse_id: int
    warehouse: str
    keeper: str
    vehicle: str
    remark: str
    person: str
    undone: bool
    lines: tuple[SlipLine, ...]


def slip(office: Office, delivery_id: int) -> Slip | None:
    """One delivery with its lines."""
    row = office.database.execute_sql(
        "SELECT d.id, d.number, d.kind, d.date, d.invoice_id, i.number, i.customer_name, i.warehouse_id, i.warehouse_name, d.keeper, "
        "d.vehicle, d.remark, d.person, EXISTS (SELECT 1 FROM delivery AS u WHERE u.undoes_id = d.id) "
        "FROM delivery AS d JOIN invoice AS i ON i.id = d.invoice_id WHERE d.id = ?", (delivery_id,)).fetchone()
    if row is None:
        return None
    lines = office.database.execute_sql(
        "SELECT l.id, l.product_id, l.code, l.name, l.specification, p.unit, x.quantity, x.batch FROM delivery_line AS x "
        "JOIN invoice_line AS l ON l.id = x.line_id JOIN product AS p ON p.id = l.product_id WHERE x.delivery_id = ? ORDER BY l.position",
        (delivery_id,))
    found = tuple(SlipLine(line, product, code, name, specification, unit, from_scaled(quantity, 3), batch)
                  for line, product, code, name, specification, unit, quantity, batch in lines)
    return Slip(row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11],
                row[12], bool(row[13]), found)


def slip_numbered(office: Office, number: str) -> Slip | None:
    """The delivery of this number with its lines."""
    row = office.database.execute_sql("SELECT id FROM delivery WHERE number = ?", (number.strip(),)).fetchone()
    return None if row is None else slip(office, row[0])


def slips_of(office: Office, invoice_id: int) -> list[tuple[int, str]]:
    """(id, number) of the deliveries of an invoice, in order."""
    rows = office.database.execute_sql("SELECT id, number FROM delivery WHERE invoice_id = ? ORDER BY id", (invoice_id,))
    return [(row[0], row[1]) for row in rows]
