"""Reads of papers of money: one with what it settles and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from decimal import Decimal

from models.core.clock import unstamp
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.receivables import queries as ledger

SOURCE = "receipts"
"""The source of what this room posts into the ledger."""


@dataclass(frozen=True)
class Allocated:
    """Part of a receipt that settles a paper, from a day on; of several allocations to one paper the live sum."""

    number: str
    date: Day
    kind: str
    amount: Decimal


@dataclass(frozen=True)
class ReceiptRow:
    """One paper. state: a key of rules.STATES. reverses, reversed_by: numbers. balance: what the customer owes at the end of the day.

    balance_after: what they owed once it was filed, without what was filed of the same day after it.
    """

    id: int
    number: str
    kind: str
    date: Day
    customer_id: int | None
    customer_code: str
    customer_name: str
    method: str
    amount: Decimal
    rounding: Decimal
    payer: str
    reference: str
    bank: str
    due: Day | None
    remark: str
    invoice_id: int | None
    reverses_id: int | None
    reverses: str
    reversed_by: str
    person: str
    moment: datetime
    state: str
    balance: Decimal
    balance_after: Decimal
    allocations: tuple[Allocated, ...]


def receipt(office: Office, receipt_id: int) -> ReceiptRow | None:
    """One paper with what it settles, None when there is none."""
    row = office.database.execute_sql(
        "SELECT r.id, r.number, r.kind, r.date, r.customer_id, c.code, c.name, r.method, r.amount, r.rounding, r.payer, r.reference, "
        "r.bank, r.due, r.remark, r.invoice_id, r.reverses_id, o.number, b.number, r.person, r.moment FROM receipt r "
        "LEFT JOIN customer c ON c.id = r.customer_id LEFT JOIN receipt o ON o.id = r.reverses_id "
        "LEFT JOIN receipt b ON b.reverses_id = r.id WHERE r.id = ?", (receipt_id,)).fetchone()
    if row is None:
        return None
    day = Day.fromisoformat(row[3])
    state = "counter-entry" if row[16] else "reversed" if row[18] else "received"
    balance = ledger.balance(office, row[4], day) if row[4] else ZERO
    after = balance - _filed_later(office, row[4], day, receipt_id)
    return ReceiptRow(row[0], row[1], row[2], day, row[4], row[5] or "", row[6] or "", row[7], yuan(row[8]), yuan(row[9]), row[10], row[11],
                      row[12], Day.fromisoformat(row[13]) if row[13] else None, row[14], row[15], row[16], row[17] or "", row[18] or "",
                      row[19], unstamp(row[20]), state, balance, after, tuple(_allocated(office, receipt_id)))


def receipt_numbered(office: Office, number: str) -> ReceiptRow | None:
    """The paper of this number."""
    row = office.database.execute_sql("SELECT id FROM receipt WHERE number = ?", (number.strip(),)).fetchone()
    return None if row is None else receipt(office, row[0])


def _filed_later(office: Office, customer_id: int | None, day: Day, receipt_id: int) -> Decimal:
    """What the customer's entries of a day come to that were filed after those of a receipt."""
    return yuan(office.database.execute_sql(
        "SELECT COALESCE(SUM(amount), 0) FROM ledger_entry WHERE customer_id = ?1 AND date = ?2 AND id > "
        "(SELECT MAX(id) FROM ledger_entry WHERE source = ?3 AND source_id = ?4)",
        (customer_id, day.isoformat(), SOURCE, receipt_id)).fetchone()[0])


def _allocated(office: Office, receipt_id: int) -> Iterator[Allocated]:
    found = office.database.execute_sql(
        "SELECT d.number, MIN(a.date), d.kind, SUM(a.amount) FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id "
        "JOIN ledger_entry d ON d.id = a.debt_id WHERE e.source = ? AND e.source_id = ? GROUP BY d.id HAVING SUM(a.amount) <> 0 "
        "ORDER BY d.date, d.id", (SOURCE, receipt_id))
    for number, day, kind, amount in found.fetchall():
        yield Allocated(number, Day.fromisoformat(day), kind, yuan(amount))


def taken_with(office: Office, invoice_id: int) -> list[int]:
    """The ids of receipts that were taken with an invoice and still stand: what "void and redo" counter-enters."""
    found = office.database.execute_sql(
        "SELECT id FROM receipt r WHERE invoice_id = ? AND kind = 'receipt' AND reverses_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM receipt b WHERE b.reverses_id = r.id) ORDER BY id", (invoice_id,))
    return [row[0] for row in found.fetchall()]
