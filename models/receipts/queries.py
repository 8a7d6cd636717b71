"""Reads of money in and out: one paper, what a receipt would settle, the drawer, and a day's receipts by method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime, timedelta
from decimal import Decimal

from models.contracts.queries import ContractRow
from models.contracts.rules import spread as paid_of
from models.core.clock import unstamp
from models.core.gaps import gaps
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.receipts.rules import CASH_SIGN, METHODS, SERIES
from models.receivables import queries as ledger
from models.receivables.queries import OpenItem
from models.receivables.rules import spread

SOURCE = "receipts"
"""The source of what this room posts into the ledger."""

SIGNED = "amount * CASE kind " + " ".join(f"WHEN '{kind}' THEN {sign}" for kind, sign in CASH_SIGN.items()) + " END"
"""SQL: by how much a paper by cash moves the drawer, in fen."""


@dataclass(frozen=True)
class Allocated:
    """Part of a receipt that settles a paper, from a day on; of several allocations to one paper the live sum."""

    number: str
    date: Day
    kind: str
    amount: Decimal


@dataclass(frozen=True)
class ReceiptRow:
    """One paper. state: a key of rules.STATES. reverses, reversed_by: numbers. balance: what the customer owes at the end of the day."""

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
    allocations: tuple[Allocated, ...]


@dataclass(frozen=True)
class Cash:
    """The drawer on a day, in yuan: opening + received − banked − paid − refunded = book. corrected: over or short after a count."""

    opening: Decimal
    received: Decimal
    banked: Decimal
    paid: Decimal
    refunded: Decimal
    book: Decimal
    corrected: Decimal = ZERO

    @property
    def closing(self) -> Decimal:
        """What the next day opens with: what was counted, once a count was posted."""
        return self.book + self.corrected


@dataclass(frozen=True)
class MethodDay:
    """Receipts of a day by one method, net of counter-entries: amount = today's goods + old debts + advance. rounding: given up."""

    method: str
    count: int
    amount: Decimal
    goods: Decimal
    old: Decimal
    advance: Decimal
    rounding: Decimal


def receipt(office: Office, receipt_id: int) -> ReceiptRow | None:
    """One paper with what it settles, None when there is none."""
    row = office.database.execute_sql(
        "SELECT r.id, r.number, r.kind, r.date, r.customer_id, c.code, c.name, r.method, r.amount, r.rounding, r.payer, r.reference, "
        "r.due, r.remark, r.invoice_id, r.reverses_id, o.number, b.number, r.person, r.moment FROM receipt r "
        "LEFT JOIN customer c ON c.id = r.customer_id LEFT JOIN receipt o ON o.id = r.reverses_id "
        "LEFT JOIN receipt b ON b.reverses_id = r.id WHERE r.id = ?", (receipt_id,)).fetchone()
    if row is None:
        return None
    day = Day.fromisoformat(row[3])
    state = "counter-entry" if row[15] else "reversed" if row[17] else "received"
    balance = ledger.balance(office, row[4], day) if row[4] else ZERO
    return ReceiptRow(row[0], row[1], row[2], day, row[4], row[5] or "", row[6] or "", row[7], yuan(row[8]), yuan(row[9]), row[10], row[11],
                      Day.fromisoformat(row[12]) if row[12] else None, row[13], row[14], row[15], row[16] or "", row[17] or "", row[18],
                      unstamp(row[19]), state, balance, tuple(_allocated(office, receipt_id)))


def receipt_numbered(office: Office, number: str) -> ReceiptRow | None:
    """The paper of this number."""
    row = office.database.execute_sql("SELECT id FROM receipt WHERE number = ?", (number.strip(),)).fetchone()
    return None if row is None else receipt(office, row[0])


def _allocated(office: Office, receipt_id: int) -> Iterator[Allocated]:
    found = office.database.execute_sql(
        "SELECT d.number, MIN(a.date), d.kind, SUM(a.amount) FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id "
        "JOIN ledger_entry d ON d.id = a.debt_id WHERE e.source = ? AND e.source_id = ? GROUP BY d.id HAVING SUM(a.amount) <> 0 "
        "ORDER BY d.date, d.id", (SOURCE, receipt_id))
    for number, day, kind, amount in found.fetchall():
        yield Allocated(number, Day.fromisoformat(day), kind, yuan(amount))


def by_number(office: Office, number: str) -> ReceiptRow | None:
    """The paper with this number, None when there is none."""
    row = office.database.execute_sql("SELECT id FROM receipt WHERE number = ?", (number,)).fetchone()
    return receipt(office, row[0]) if row else None


def taken_with(office: Office, invoice_id: int) -> list[int]:
    """The ids of receipts that were taken with an invoice and still stand: what "void and redo" counter-enters."""
    found = office.database.execute_sql(
        "SELECT id FROM receipt r WHERE invoice_id = ? AND kind = 'receipt' AND reverses_id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM receipt b WHERE b.reverses_id = r.id) ORDER BY id", (invoice_id,))
    return [row[0] for row in found.fetchall()]


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


def drawer(office: Office, day: Day) -> Decimal:
    """What the drawer should hold at the end of a day, in yuan."""
    row = office.database.execute_sql("SELECT balance FROM cash_day WHERE date <= ? ORDER BY date DESC LIMIT 1", (day.isoformat(),))
    return yuan(sum(found[0] for found in row.fetchall()))


def least_cash(office: Office, day: Day) -> Decimal:
    """The least that the drawer holds at the end of this or any later day, in yuan."""
    row = office.database.execute_sql("SELECT MIN(balance) FROM cash_day WHERE date > ?", (day.isoformat(),)).fetchone()
    return drawer(office, day) if row[0] is None else min(drawer(office, day), yuan(row[0]))


def cash_book(office: Office, day: Day) -> Cash:
    """The drawer on a day (rules: Closing). Only cash counts; a change of the opening figure belongs to what the day opens with."""
    moved = dict.fromkeys(CASH_SIGN, ZERO)
    for kind, amount in office.database.execute_sql(
            "SELECT kind, SUM(amount) FROM receipt WHERE date = ? AND method = 'cash' GROUP BY kind", (day.isoformat(),)).fetchall():
        moved[kind] = yuan(amount)
    before = drawer(office, day - timedelta(days=1)) if day > Day.min else ZERO
    opening = before + moved["opening"]
    book = opening + moved["receipt"] - moved["deposit"] - moved["petty"] - moved["refund"]
    return Cash(opening, moved["receipt"], moved["deposit"], moved["petty"], moved["refund"], book, moved["over"] - moved["short"])


def opening_cash(office: Office) -> dict[Day, Decimal]:
    """What the opening figures come to, by date, in yuan; dates that cancel out are left out."""
    found = office.database.execute_sql(
        "SELECT date, SUM(amount) FROM receipt WHERE kind = 'opening' GROUP BY date HAVING SUM(amount) <> 0 ORDER BY date")
    return {Day.fromisoformat(row[0]): yuan(row[1]) for row in found.fetchall()}


def receipt_days(office: Office, start: Day, end: Day) -> list[Day]:
    """The days of a span on which something was received or taken back, oldest first."""
    found = office.database.execute_sql("SELECT DISTINCT date FROM receipt WHERE kind = 'receipt' AND date BETWEEN ? AND ? ORDER BY date",
                                        (start.isoformat(), end.isoformat()))
    return [Day.fromisoformat(row[0]) for row in found.fetchall()]


def day_receipts(office: Office, day: Day) -> list[MethodDay]:
    """What was received on a day, by method, each split into today's goods, old debts and advance (rules: Closing).

    Counter-entries of the day are taken off, and with them what their receipts had settled. An advance that is paid back the same day
    stays an advance; the refund tells the rest. Methods without movement are left out.
    """
    run, at = office.database.execute_sql, {"day": day.isoformat()}
    taken = {row[0]: row[1:] for row in run(
        "SELECT method, SUM(CASE WHEN reverses_id IS NULL THEN 1 ELSE -1 END), SUM(amount), SUM(rounding) FROM receipt "
        "WHERE date = :day AND kind = 'receipt' GROUP BY method", at).fetchall()}
    settled = {row[0]: row[1:] for row in run(
        "SELECT r.method, SUM(CASE WHEN d.date = :day AND d.kind = 'invoice' THEN a.amount ELSE 0 END), "
        "SUM(CASE WHEN d.date < :day OR d.kind = 'opening' THEN a.amount ELSE 0 END) "
        "FROM (SELECT id FROM receipt WHERE date = :day UNION SELECT reverses_id FROM receipt WHERE date = :day) touched "
        "CROSS JOIN receipt r ON r.id = touched.id CROSS JOIN ledger_entry e ON e.source = 'receipts' AND e.source_id = r.id "
        "AND e.kind = 'receipt' CROSS JOIN allocation a ON a.credit_id = e.id AND a.date = :day "
        "CROSS JOIN ledger_entry d ON d.id = a.debt_id "
        "WHERE r.kind = 'receipt' AND r.reverses_id IS NULL GROUP BY r.method", at).fetchall()}
    rows = []
    for method in METHODS:
        if method in taken:
            count, amount, rounding = taken[method]
            goods, old = settled.get(method, (0, 0))
            rows.append(MethodDay(method, count, yuan(amount), yuan(goods), yuan(old), yuan(amount - goods - old), yuan(rounding)))
    return rows


_ENTRIES = """
SELECT e.number FROM ledger_entry e LEFT JOIN receipt r ON r.id = e.source_id AND r.customer_id = e.customer_id AND r.date = e.date
    AND r.number = e.number AND (e.kind <> 'receipt' OR e.due IS r.due)
    AND (e.kind LIKE r.kind || '%' OR (r.kind = 'receipt' AND e.kind LIKE 'discount%'))
WHERE e.source = ? AND r.id IS NULL"""


def faults(office: Office) -> Iterator[str]:
    """Recompute the drawer from the papers, and hold each paper against what it posted into the ledger; names each fault."""
    run = office.database.execute_sql
    for row in run(f"WITH said AS (SELECT date, SUM(SUM({SIGNED})) OVER (ORDER BY date) AS total FROM receipt WHERE method = 'cash' "
                   "GROUP BY date) SELECT date, d.balance, said.total FROM said FULL JOIN cash_day d USING (date) "
                   "WHERE d.balance IS NOT said.total").fetchall():
        yield f"receipts: the drawer holds {row[1]} fen on {row[0]}, the papers say {row[2]}"
    for row in run("SELECT date, balance FROM cash_day WHERE balance < 0").fetchall():
        yield f"receipts: the drawer holds {yuan(row[1])} on {row[0]}"
    for row in run("SELECT r.number FROM receipt r LEFT JOIN ledger_entry e ON e.source = 'receipts' AND e.source_id = r.id "
                   "WHERE r.kind IN ('receipt', 'refund') GROUP BY r.id HAVING COALESCE(SUM(e.amount), 0) <> "
                   "CASE r.kind WHEN 'refund' THEN r.amount ELSE -r.amount - r.rounding END").fetchall():
        yield f"receipts: {row[0]} and the ledger do not agree"
    for number, in run(_ENTRIES, (SOURCE,)).fetchall():
        yield f"receipts: the ledger's entry of {number} names another customer, day, number, kind or due date"
    for key in dict.fromkeys(series.key for series in SERIES.values()):
        kinds = ", ".join(f"'{kind}'" for kind, series in SERIES.items() if series.key == key)
        yield from gaps(office.database, key, "receipt", f"d.kind IN ({kinds})")
