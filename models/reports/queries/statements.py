"""A customer's statement: what was owed, each delivery of goods and each payment with the balance after it, what is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.errors import Problem, require
from models.core.fields import from_scaled
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.core.text import N_
from models.receivables import queries, rules


@dataclass(frozen=True)
class StatementLine:
    """One row: a line of goods, or an entry without goods. amount: owes more; received: owes less; balance: after its entry's last row.

    kind: a key of receivables.rules.ENTRIES; method: of a receipt; number: on the first row of its entry only. In yuan and units of sale.
    """

    date: date
    kind: str
    number: str
    goods: str
    specification: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    amount: Decimal = ZERO
    received: Decimal = ZERO
    balance: Decimal | None = None
    method: str = ""


@dataclass(frozen=True)
class Statement:
    """opening + Σ amount − Σ received = closing; in yuan. Negative: paid in advance."""

    customer_id: int
    code: str
    name: str
    address: str
    phone: str
    salesperson: str
    start: date
    end: date
    opening: Decimal
    lines: tuple[StatementLine, ...]
    closing: Decimal
    overdue: Decimal

    @property
    def amount(self) -> Decimal:
        """Everything that made the customer owe more."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def received(self) -> Decimal:
        """Everything that made the customer owe less."""
        return sum((line.received for line in self.lines), ZERO)


_CUSTOMER = """
SELECT c.id, c.code, c.name, c.address, c.phone, COALESCE(p.name, ''),
    COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id = c.id AND d.date < ?2 ORDER BY d.date DESC LIMIT 1), 0),
    COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id = c.id AND d.date <= ?3 ORDER BY d.date DESC LIMIT 1), 0)
FROM customer c LEFT JOIN person p ON p.id = c.salesperson_id WHERE c.id = ?1"""
_ENTRIES = """
SELECT e.id, e.date, e.kind, e.amount, e.source, e.source_id, e.number, e.reason, COALESCE(r.method, ''), COALESCE(r.remark, '')
FROM ledger_entry e LEFT JOIN receipt r ON e.source = 'receipts' AND r.id = e.source_id
WHERE e.customer_id = ?1 AND e.date BETWEEN ?2 AND ?3
AND NOT (e.kind IN ('void', 'invoice') AND EXISTS (SELECT 1 FROM ledger_entry v WHERE v.kind = 'void' AND v.date <= ?3
    AND (v.id = e.id OR v.reverses_id = e.id)))
ORDER BY e.date, e.id"""
_LINES = """
SELECT l.invoice_id, l.name, l.specification, l.quantity, l.unit, l.price, l.amount
FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE i.customer_id = ?1 AND i.date BETWEEN ?2 AND ?3
ORDER BY l.invoice_id, l.position"""


def check_span(start: date | None, end: date | None) -> list[Problem]:
    """A statement is of a span with both ends, forwards."""
    found = [Problem(field, "date.missing", N_("Enter a date")) for field, day in (("start", start), ("end", end)) if day is None]
    if start is not None and end is not None and end < start:
        found.append(Problem("end", "period.order", N_("The last day lies before the first")))
    return found


def statement(office: Office, customer_id: int, start: date, end: date) -> Statement | None:
    """The statement of a customer from start to end, both included, also with no movement; None for an unknown customer."""
    require(check_span(start, end))
    run = office.database.execute_sql
    span = (customer_id, start.isoformat(), end.isoformat())
    head = run(_CUSTOMER, span).fetchone()
    if head is None:
        return None
    goods: dict[int, list[Any]] = {}
    for line in run(_LINES, span):
        goods.setdefault(line[0], []).append(line[1:])
    opening, closing = yuan(head[6]), yuan(head[7])
    balance, lines = opening, list[StatementLine]()
    for row in run(_ENTRIES, span).fetchall():
        balance += yuan(row[3])
        lines += _rows(row, goods.get(row[5], ()) if row[2] in ("invoice", "red") else (), balance)
    return Statement(head[0], head[1], head[2], head[3], head[4], head[5], start, end, opening, tuple(lines), closing,
                     _overdue(office, customer_id, min(end, office.clock.today())))


def _rows(row: Any, goods: Sequence[Any], balance: Decimal) -> Iterator[StatementLine]:
    _id, day, kind, amount, _source, _source_id, number, reason, method, remark = row
    when, owed = date.fromisoformat(day), yuan(amount)
    for at, (name, specification, quantity, unit, price, part) in enumerate(goods):
        yield StatementLine(when, kind, number if at == 0 else "", name, specification, from_scaled(quantity, 3) or None, unit,
                            from_scaled(price, 6), yuan(part), balance=balance if at == len(goods) - 1 else None)
    if not goods:
        credit = kind in _CREDITS
        yield StatementLine(when, kind, number, reason or remark, amount=ZERO if credit else owed, received=-owed if credit else ZERO,
                            balance=balance, method=method)


_CREDITS = ("receipt", "receipt_reversal", "refund", "refund_reversal", "discount", "discount_reversal", "write_off", "write_off_reversal")
"""Kinds that stand in the column of what was received, with either sign."""


def _overdue(office: Office, customer_id: int, end: date) -> Decimal:
    debts = [(item.due or item.date, item.open) for item in queries.open_debts(office, customer_id, end)]
    advances = sum((item.open for item in queries.open_credits(office, customer_id, end)), ZERO)
    return rules.overdue_of(debts, advances, end)[0]


def customers_with_statements(office: Office, end: date) -> list[tuple[int, str, str]]:
    """(id, code, name) of customers who get a statement: all who were ever in the ledger by then, by code."""
    return [tuple(row) for row in office.database.execute_sql(
        "SELECT c.id, c.code, c.name FROM customer c WHERE EXISTS (SELECT 1 FROM customer_day d WHERE d.customer_id = c.id "
        "AND d.date <= ?) ORDER BY c.code", (end.isoformat(),))]
