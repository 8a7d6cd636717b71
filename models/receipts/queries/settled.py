"""Reads of what money settles: what a receipt would, what came in of a contract and its instalments, what may be refunded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date as Day
from decimal import Decimal

from models.contracts.queries import ContractRow
from models.contracts.rules import spread as paid_of
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.receipts.queries.papers import SOURCE
from models.receivables import queries as ledger
from models.receivables.queries import OpenItem
from models.receivables.rules import spread


def suggested(office: Office, customer_id: int, amount: Decimal, day: Day,
              invoice_id: int | None = None, contract_id: int | None = None) -> list[tuple[OpenItem, Decimal]]:
    """(debt, part) of what an amount received on a day would settle: the named invoice, then the oldest due first.

    Money of a contract settles the contract's invoices alone.
    """
    debts = [item for item in ledger.open_debts(office, customer_id) if item.date <= day]
    if contract_id is not None:
        own = {row[0] for row in office.database.execute_sql("SELECT id FROM invoice WHERE contract_id = ?", (contract_id,))}
        debts = [item for item in debts if item.kind == "invoice" and item.source_id in own]
    debts.sort(key=lambda item: not (item.kind == "invoice" and item.source_id == invoice_id))
    parts = spread([room(office, item.entry_id, day) for item in debts], amount)
    return [(item, part) for item, part in zip(debts, parts, strict=True) if part]


SETTLED = ("SELECT SUM(a.amount) FROM invoice i JOIN ledger_entry debt ON debt.source = 'invoices' AND debt.source_id = i.id "
           "AND debt.kind = 'invoice' JOIN allocation a ON a.debt_id = debt.id "
           "JOIN ledger_entry credit ON credit.id = a.credit_id AND credit.kind IN ('receipt', 'opening') "
           "WHERE i.contract_id = {contract} AND a.date <= {day}")
WAITING = ("SELECT SUM(r.amount) - COALESCE(SUM((SELECT SUM(a.amount) FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id "
           f"WHERE e.source = '{SOURCE}' AND e.source_id = r.id AND e.kind = 'receipt' AND a.date <= {{day}})), 0) FROM receipt r "
           "WHERE r.contract_id = {contract} AND r.kind = 'receipt' AND r.date <= {day}")
"""SQL, in fen: money that settles a contract's invoices, wherever it came from; money taken for it that settles nothing yet."""


def received_of(office: Office, contract_id: int, day: Day = Day.max) -> Decimal:
    """The money a contract has brought in by a day, in yuan: what settles its invoices, and what was taken for it and is still ahead."""
    facts = {"contract": contract_id, "day": day.isoformat()}
    parts = (sql.format(contract=":contract", day=":day") for sql in (SETTLED, WAITING))
    return sum((yuan(office.database.execute_sql(sql, facts).fetchone()[0] or 0) for sql in parts), ZERO)


def of_contract(office: Office, contract_id: int) -> list[tuple[int, str, Day, Decimal]]:
    """(id, number, date, amount) of every receipt taken for a contract and its counter-entries, oldest first."""
    rows = office.database.execute_sql("SELECT id, number, date, amount FROM receipt WHERE contract_id = ? ORDER BY id", (contract_id,))
    return [(row[0], row[1], Day.fromisoformat(row[2]), yuan(row[3])) for row in rows.fetchall()]


def contracts_of(office: Office, entries: Iterable[int]) -> set[int]:
    """The contracts of the invoices behind these entries of the ledger."""
    rows = office.database.execute_sql(
        "SELECT DISTINCT i.contract_id FROM ledger_entry e JOIN invoice i ON e.source = 'invoices' AND i.id = e.source_id "
        "WHERE e.id IN (SELECT value FROM json_each(?)) AND i.contract_id IS NOT NULL", (json.dumps(sorted(entries)),))
    return {row[0] for row in rows.fetchall()}


def instalments_paid(office: Office, row: ContractRow, day: Day = Day.max) -> dict[int, Decimal]:
    """What came in of each instalment of a contract by a day, in yuan."""
    named = office.database.execute_sql("SELECT instalment_id, SUM(amount) FROM receipt WHERE contract_id = ? AND date <= ? "
                                        "AND instalment_id IS NOT NULL GROUP BY 1", (row.id, day.isoformat())).fetchall()
    return paid_of([(one.id, one.amount) for one in row.instalments], {key: yuan(amount) for key, amount in named},
                   received_of(office, row.id, day))


def room(office: Office, entry_id: int, day: Day) -> Decimal:
    """How much of a ledger entry stays open on every day from one on, in yuan."""
    side = ledger.side(office, entry_id, day)
    return side.room if side else ZERO


def debt_of(office: Office, customer_id: int, invoice_id: int) -> int | None:
    """The ledger entry of a customer's invoice, None when it is another customer's or void."""
    row = office.database.execute_sql("SELECT id FROM ledger_entry WHERE kind = 'invoice' AND source_id = ? AND customer_id = ?",
                                      (invoice_id, customer_id)).fetchone()
    return None if row is None or ledger.is_closed(office, row[0]) else int(row[0])


def advance(office: Office, customer_id: int, day: Day) -> Decimal:
    """What may be refunded on a day: open credits, and no more than the customer stands in advance then and now."""
    credits_ = sum((room(office, item.entry_id, day) for item in ledger.open_credits(office, customer_id) if item.date <= day), ZERO)
    return max(ZERO, min(credits_, -ledger.balance(office, customer_id, day), -ledger.balance(office, customer_id)))
