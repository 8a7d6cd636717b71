"""Reads of the drawer and of a day's money by the way it was paid (rules: Closing)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal

from models.core.money import ZERO, yuan
from models.core.office import Office
from models.receipts.rules import CASH_SIGN, METHODS


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
