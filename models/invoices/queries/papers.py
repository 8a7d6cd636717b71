"""Issued invoices and drafts as frozen rows: what a paper says, what an invoice came to since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.kinds import trimmed
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.invoices.rules import LEDGER
from models.receivables.queries import entry_of, used_by


Day = date


@dataclass(frozen=True)
class LineRow:
    """A line as issued. discount: own and shared; share: what comes from the whole invoice. original_id: the line a red one reverses."""

    id: int
    position: int
    kind: str
    product_id: int
    code: str
    name: str
    specification: str
    unit: str
    quantity: Decimal
    base_quantity: Decimal
    price: Decimal
    discount: Decimal
    share: Decimal
    gift: bool
    amount: Decimal
    rate: str
    net: Decimal
    tax: Decimal
    tax_category: str
    batch: str
    expiry: date | None
    remark: str
    contract_line_id: int | None
    original_id: int | None


@dataclass(frozen=True)
class InvoiceRow:
    """An invoice as issued; state, reds, received and open are as they stand now, in yuan. original: the number a red reverses.

    reason: why it was voided or, for a red, why it was made. open: what the customer still has to pay of it.
    """

    id: int
    number: str
    kind: str
    date: Day
    customer_id: int
    customer_code: str
    customer_name: str
    customer_pinyin: str
    customer_address: str
    customer_phone: str
    customer_tax_number: str
    customer_bank: str
    delivery_address: str
    territory: str
    salesperson_id: int | None
    salesperson_name: str
    warehouse_id: int
    warehouse_name: str
    vehicle: str
    remark: str
    basis: str
    quantity: Decimal
    total: Decimal
    net: Decimal
    tax: Decimal
    discount: Decimal
    rounding: Decimal
    due: Day
    owed_before: Decimal
    contract_id: int | None
    original_id: int | None
    original: str
    contract: str
    reason: str
    approved_by: str
    person: str
    moment: datetime
    state: str
    reds: tuple[str, ...]
    received: Decimal
    open: Decimal
    lines: tuple[LineRow, ...] = ()
    offset_id: int | None = None

    def subtotal(self, first: int, end: int) -> Decimal:
        """The amount of lines[first:end], in yuan: one page of a paper."""
        return sum((line.amount for line in self.lines[first:end]), ZERO)

    @property
    def quantities(self) -> tuple[tuple[str, Decimal], ...]:
        """(unit, quantity) summed by unit, in the order of the lines."""
        found: dict[str, Decimal] = {}
        for line in self.lines:
            found[line.unit] = found.get(line.unit, Decimal(0)) + line.quantity
        return tuple(found.items())


_LINE = [item.name for item in fields(LineRow)]
_STORED = ("id number kind date customer_id customer_code customer_name customer_pinyin customer_address customer_phone "
           "customer_tax_number customer_bank delivery_address territory salesperson_id salesperson_name warehouse_id warehouse_name "
           "vehicle remark basis quantity total net tax discount rounding due owed_before contract_id original_id approved_by "
           "person moment").split()
_MONEY = {"total", "net", "tax", "discount", "rounding", "owed_before", "amount", "share"}
_OTHER = {"quantity": 3, "base_quantity": 3, "price": 6}


def _decoded(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, raw in zip(names, row, strict=True):
        if name in _MONEY:
            raw = yuan(raw)
        elif name in _OTHER:
            raw = from_scaled(raw, _OTHER[name])
        elif name in ("date", "due", "expiry"):
            raw = date.fromisoformat(raw) if raw else None
        made[name] = unstamp(raw) if name == "moment" else bool(raw) if name == "gift" else raw
    return made


def invoice(office: Office, invoice_id: int) -> InvoiceRow | None:
    """One invoice with its lines, None when there is none."""
    return _read(office, "i.id = ?", invoice_id)


def by_number(office: Office, number: str) -> InvoiceRow | None:
    """The invoice with this number."""
    return _read(office, "i.number = ?", number.strip())


def last_invoice(office: Office, customer_id: int) -> InvoiceRow | None:
    """The customer's last sale that stands: what F6 repeats."""
    return _read(office, "i.id = (SELECT MAX(s.id) FROM invoice s WHERE s.customer_id = ? AND s.kind = 'sale' "
                         "AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = s.id))", customer_id)


def recent(office: Office, customer_id: int, limit: int = 10) -> list[InvoiceRow]:
    """The customer's latest invoices, latest first."""
    rows = office.database.execute_sql("SELECT id FROM invoice WHERE customer_id = ? ORDER BY date DESC, id DESC LIMIT ?",
                                       (customer_id, limit))
    found = [invoice(office, row[0]) for row in rows.fetchall()]
    return [row for row in found if row is not None]


def as_draft(row: InvoiceRow) -> dict[str, Any]:
    """An issued invoice as the form's plain values, to be written again: the customer's usual order (F6), or void and redo."""
    lines = [{"product": _find(line.product_id, line.code, line.name), "quantity": trimmed(line.quantity), "unit": line.unit,
              "price": trimmed(line.price), "discount": trimmed(line.discount - line.share), "gift": line.gift, "batch": line.batch,
              "expiry": line.expiry.isoformat() if line.expiry else None, "remark": line.remark} for line in row.lines]
    return {"customer": _find(row.customer_id, row.customer_name, row.customer_code), "warehouse": row.warehouse_id,
            "salesperson": row.salesperson_id, "vehicle": row.vehicle, "delivery_address": row.delivery_address, "territory": row.territory,
            "remark": row.remark, "basis": row.basis, "offset": row.offset_id, "discount": trimmed(row.discount),
            "contract": _find(row.contract_id, row.contract, "") if row.contract_id else None,
            "rounding": trimmed(row.rounding), "lines": lines}


def _find(row_id: int, title: str, detail: str) -> dict[str, Any]:
    return {"id": row_id, "title": title, "detail": detail, "note": ""}


def _read(office: Office, where: str, value: object) -> InvoiceRow | None:
    run = office.database.execute_sql
    row = run(f"SELECT {', '.join('i.' + name for name in _STORED)}, COALESCE(v.reason, i.reason), v.invoice_id, "
              "o.number, h.number FROM invoice i "
              "LEFT JOIN invoice_void v ON v.invoice_id = i.id LEFT JOIN invoice o ON o.id = i.original_id "
              "LEFT JOIN contract h ON h.id = i.contract_id "
              f"WHERE {where}", (value,)).fetchone()
    if row is None:
        return None
    stored = _decoded(_STORED, row[:len(_STORED)])
    reason, void, original, contract = row[len(_STORED):]
    reds = run("SELECT number, quantity FROM invoice WHERE original_id = ? ORDER BY id", (stored["id"],)).fetchall()
    reversed_ = sum(from_scaled(each[1], 3) for each in reds) + stored["quantity"] == 0
    state = "void" if void else "red" if stored["kind"] == "red" else ("reversed" if reversed_ else "part reversed") if reds else "issued"
    received, left = _settled(office, stored["id"])
    lines = run(f"SELECT {', '.join(_LINE)} FROM invoice_line WHERE invoice_id = ? ORDER BY position", (stored["id"],)).fetchall()
    return InvoiceRow(**stored, reason=reason, original=original or "", contract=contract or "", state=state,
                      reds=tuple(each[0] for each in reds), received=received, open=ZERO if void else left,
                      lines=tuple(LineRow(**_decoded(_LINE, line)) for line in lines),
                      offset_id=(used_by(office, LEDGER, stored["id"]) or (None,))[0])


def _settled(office: Office, invoice_id: int) -> tuple[Decimal, Decimal]:
    """(received, open) of a sale; nothing for a red."""
    row = office.database.execute_sql(
        "SELECT COALESCE(SUM(CASE WHEN c.kind IN ('receipt', 'opening') THEN a.amount END), 0), e.amount - COALESCE(SUM(a.amount), 0) "
        "FROM ledger_entry e LEFT JOIN allocation a ON a.debt_id = e.id LEFT JOIN ledger_entry c ON c.id = a.credit_id "
        "WHERE e.source = ? AND e.source_id = ? AND e.kind = 'invoice' GROUP BY e.id", (LEDGER, invoice_id)).fetchone()
    return (ZERO, ZERO) if row is None else (yuan(row[0]), yuan(row[1]))


def debt_of(office: Office, invoice_id: int) -> int | None:
    """The ledger entry of an invoice: the debt of a sale, the credit of a red."""
    return entry_of(office, LEDGER, invoice_id, "invoice") or entry_of(office, LEDGER, invoice_id, "red")
