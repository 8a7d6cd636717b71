"""Reads of bank lines: what is open, and the customers that a line is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import JOIN, ModelSelect

from models.bank import rules
from models.bank.inputs import BankLineInput
from models.bank.rules import Payer, Suggestion
from models.bank.tables import BankLine
from models.core.listing import Filter
from models.core.money import yuan
from models.core.office import Office
from models.customers.tables import Customer
from models.receipts.tables import Receipt

STANDS = "(b.receipt_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.reverses_id = b.receipt_id))"
"""SQL: a receipt of the line stands; one that was taken back leaves the line open again."""


@dataclass(frozen=True)
class BankRow:
    """A line as it was brought in. state: a key of rules.STATES."""

    id: int
    line: BankLineInput
    state: str
    receipt_id: int | None
    receipt: str
    reason: str


_ROWS = f"""
SELECT b.id, b.date, b.amount, b.payer, b.account, b.reference, b.text,
    CASE WHEN {STANDS} THEN 'received' WHEN b.reason <> '' THEN 'aside' ELSE 'open' END, b.receipt_id, COALESCE(p.number, ''), b.reason
FROM bank_line b LEFT JOIN receipt p ON p.id = b.receipt_id"""


def bank_line(office: Office, line_id: int) -> BankRow | None:
    """One line, None when there is none."""
    row = office.database.execute_sql(f"{_ROWS} WHERE b.id = ?", (line_id,)).fetchone()
    return None if row is None else _row(row)


def open_lines(office: Office) -> list[BankRow]:
    """The lines that are neither received nor set aside, oldest first."""
    rows = office.database.execute_sql(f"{_ROWS} WHERE b.reason = '' AND NOT {STANDS} ORDER BY b.date, b.id")
    return [_row(row) for row in rows.fetchall()]


def _row(row: Any) -> BankRow:
    line = BankLineInput(date.fromisoformat(row[1]), yuan(row[2]), *row[3:7])
    return BankRow(row[0], line, row[7], row[8], row[9], row[10])


def known_digests(office: Office) -> set[str]:
    """What was brought in already."""
    return {row[0] for row in office.database.execute_sql("SELECT digest FROM bank_line")}


def payers(office: Office) -> list[Payer]:
    """Every customer in use, with what is open of its invoices and who paid for it before."""
    run = office.database.execute_sql
    invoices: dict[int, list[tuple[int, str, Decimal]]] = {}
    for customer, source, number, rest in run(
            "SELECT o.customer_id, e.source_id, e.number, o.open FROM open_entry o JOIN ledger_entry e ON e.id = o.entry_id "
            "WHERE o.open > 0 AND e.kind = 'invoice' ORDER BY o.due, e.id"):
        invoices.setdefault(customer, []).append((source, number, yuan(rest)))
    before: dict[int, list[str]] = {}
    for customer, payer in run("SELECT DISTINCT customer_id, payer FROM receipt WHERE payer <> '' AND customer_id IS NOT NULL"):
        before.setdefault(customer, []).append(payer)
    rows = run("SELECT c.id, c.code, c.name, c.bank_account, COALESCE((SELECT d.balance FROM customer_day d WHERE d.customer_id = c.id "
               "ORDER BY d.date DESC LIMIT 1), 0) FROM customer c WHERE c.active = 1")
    return [Payer(row[0], row[1], row[2], row[3], yuan(row[4]), tuple(invoices.get(row[0], ())), tuple(before.get(row[0], ())))
            for row in rows.fetchall()]


def suggested(office: Office, row: BankRow) -> list[Suggestion]:
    """Who may have paid a line, the likeliest first."""
    return rules.suggestions(row.line, payers(office))


def certain(office: Office) -> list[tuple[BankRow, Suggestion]]:
    """Open lines that may be confirmed together: name or account agree, and the amount or the number does."""
    everybody = payers(office)
    found = ((row, rules.suggestions(row.line, everybody, 1)) for row in open_lines(office))
    return [(row, best[0]) for row, best in found if best and best[0].certain]


def bank_lines(_ask: Filter) -> ModelSelect:
    """Every line, with its receipt and customer."""
    return BankLine.select().join(Receipt, JOIN.LEFT_OUTER).join(Customer, JOIN.LEFT_OUTER)


def faults(office: Office) -> Iterator[str]:
    """A receipt says the line's amount, and settles one line only."""
    run = office.database.execute_sql
    for (line,) in run("SELECT b.id FROM bank_line b JOIN receipt r ON r.id = b.receipt_id WHERE r.amount <> b.amount"):
        yield f"bank: line {line} is received with another amount"
    for (receipt,) in run("SELECT receipt_id FROM bank_line WHERE receipt_id IS NOT NULL GROUP BY receipt_id HAVING COUNT(*) > 1"):
        yield f"bank: receipt {receipt} settles two lines"
