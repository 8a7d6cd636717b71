"""What today asks of the clerk, at one glance: every row is a door to where it stands; bounded, however large the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from models.closing.queries import unclosed_before
from models.contracts.queries import ending
from models.contracts.rules import EXPIRY_DAYS
from models.core.clock import unstamp
from models.core.money import yuan
from models.core.office import Office
from models.customers.rules import LICENCE_DAYS, birthday_after, signs_of
from models.drafts.rules import LISTED
from models.leads.queries import follow_ups
from models.reports import rules
from models.reports.queries.money import Month, Owed, month_of, owed
from models.reports.queries.warnings import early_warnings
from models.stock.queries import live_promises, unanswered

MOST = 50
"""Rows shown of each list; its count says how many there are."""


@dataclass(frozen=True)
class TodayRow:
    """One row: what, more about it, its figures, and its door: listing and id. late: days. quantity: in `unit`.

    urgent: overdue, expired, or as good as lost. Of a quiet customer: late since its last invoice, quantity is
    its usual interval in days.
    """

    listing: str
    id: int
    title: str
    detail: str = ""
    day: date | None = None
    moment: datetime | None = None
    late: int = 0
    grade: str = ""
    amount: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    urgent: bool = False
    source: str = ""
    """Of a task: the room that filed it, and with source_id the row it is about."""
    source_id: int = 0


@dataclass(frozen=True)
class Part:
    """One list of the board: its first rows, how many there are in all, and what they come to where money is meant."""

    rows: tuple[TodayRow, ...] = ()
    count: int = 0
    amount: Decimal | None = None


@dataclass(frozen=True)
class TodayBoard:
    """The Today screen as frozen rows. unclosed: the first day before today with papers that is still open."""

    day: date
    follow_ups: Part
    promises: Part
    checks: Part
    drafts: Part
    tasks: Part
    approvals: Part
    expected: Part
    licences: Part
    contracts: Part
    birthdays: Part
    quiet: Part
    unclosed: date | None
    month: Month
    ageing: tuple[tuple[str, str, Decimal], ...]
    advances: Decimal


def today(office: Office) -> TodayBoard:
    """Everything the Today screen shows (duties 13, 33, 70, 93), as of the office's clock."""
    day = office.clock.today()
    money = owed(office, day)
    return TodayBoard(
        day, _follow_ups(office, day), _promises(office), _checks(office), _drafts(office), _tasks(office, day), _approvals(office),
        _expected(office, day, money), _licences(office, day), _contracts(office, day),
        _birthdays(office, day), _quiet(office, day), unclosed_before(office, day), month_of(office, day),
        money.ageing, money.advances)


def _follow_ups(office: Office, day: date) -> Part:
    leads, count = follow_ups(office, day, MOST)
    return Part(tuple(TodayRow("leads", lead.id, lead.name, _joined(lead.phone, lead.salesperson), lead.due, late=lead.late,
                               grade=lead.grade, urgent=lead.late > 0) for lead in leads), count)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _promises(office: Office) -> Part:
    """Customers on their way, with the goods kept for them until a time."""
    promises = live_promises(office)
    return Part(tuple(TodayRow("promises", each.id, each.customer, each.product, moment=each.until, quantity=each.quantity, unit=each.unit)
                      for each in promises[:MOST]), len(promises))


def _checks(office: Office) -> Part:
    """Questions that no keeper has answered, the oldest first."""
    checks = unanswered(office)
    return Part(tuple(TodayRow("checks", each.id, each.product, _joined(each.warehouse, each.keeper, each.customer), each.asked_on,
                               moment=each.asked, quantity=each.quantity, unit=each.unit) for each in checks[:MOST]), len(checks))


def _drafts(office: Office) -> Part:
    rows = _read(office, "SELECT id, title, person, saved, form, COUNT(*) OVER () FROM draft ORDER BY saved DESC LIMIT ?", MOST)
    return Part(tuple(TodayRow(LISTED[row[4]], row[0], row[1], row[2], moment=unstamp(row[3])) for row in rows), _count(rows))


def _tasks(office: Office, day: date) -> Part:
    rows = _read(office, "SELECT t.id, t.title, COALESCE(p.name, ''), t.due, t.source, t.source_id, COUNT(*) OVER () FROM task t "
                         "LEFT JOIN person p ON p.id = t.owner_id WHERE t.done_at IS NULL AND t.due <= ? ORDER BY t.due, t.id LIMIT ?",
                 day.isoformat(), MOST)
    return Part(tuple(replace(_dated("tasks", row, day), source=row[4], source_id=row[5]) for row in rows), _count(rows))


def _dated(listing: str, row: Any, day: date) -> TodayRow:
    when = date.fromisoformat(row[3])
    late = max(0, (day - when).days)
    return TodayRow(listing, row[0], row[1], row[2], when, late=late, urgent=late > 0)


def _approvals(office: Office) -> Part:
    """Requests that nobody has answered, the oldest first."""
    rows = _read(office, "SELECT a.id, a.question, COALESCE(p.name, ''), a.moment, a.amount, COUNT(*) OVER () FROM approval a "
                         "LEFT JOIN person p ON p.id = a.asker_id LEFT JOIN approval_decision d ON d.approval_id = a.id "
                         "WHERE d.approval_id IS NULL ORDER BY a.id LIMIT ?", MOST)
    return Part(tuple(TodayRow("approvals", row[0], row[1], row[2], moment=unstamp(row[3]), amount=None if row[4] is None else yuan(row[4]))
                      for row in rows), _count(rows))


def _expected(office: Office, day: date, money: Owed) -> Part:
    """Customers whose debts fall due within the days set, or did already; advances are taken off the oldest."""
    names = _customers(office, [customer for customer, _expected in money.expected[:MOST]])
    rows = []
    for customer, due in money.expected[:MOST]:
        late = max(0, (day - due.since).days)
        name, phone = names[customer]
        rows.append(TodayRow("receivables", customer, name, phone, due.since, late=late, amount=due.amount, urgent=late > 0))
    return Part(tuple(rows), len(money.expected), sum((due.amount for _customer, due in money.expected), Decimal("0.00")))


def _customers(office: Office, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Name and phone by id."""
    marks = ", ".join("?" * len(ids))
    return {row[0]: (row[1], row[2]) for row in _read(office, f"SELECT id, name, phone FROM customer WHERE id IN ({marks})", *ids)}


def _licences(office: Office, day: date) -> Part:
    """Licences of active customers that end within the days set, or ended."""
    end = day + timedelta(days=office.settings[LICENCE_DAYS])
    rows = _read(office, "SELECT c.id, c.name, TRIM(l.name || ' ' || l.number), l.expires, COUNT(*) OVER () FROM licence l "
                         "JOIN customer c ON c.id = l.customer_id WHERE l.expires <= ? AND c.active = 1 ORDER BY l.expires, l.id LIMIT ?",
                 end.isoformat(), MOST)
    return Part(tuple(_dated("customers", row, day) for row in rows), _count(rows))


def _contracts(office: Office, day: date) -> Part:
    """Contracts in force that end within the days set, or ended without being finished (rules: Contracts)."""
    rows, count = ending(office, day + timedelta(days=office.settings[EXPIRY_DAYS]), MOST)
    return Part(tuple(_dated("contracts", row, day) for row in rows), count)


def _birthdays(office: Office, day: date) -> Part:
    """Contacts of active customers whose birthday comes within the days set, the nearest first (duty 33)."""
    signs = signs_of(day, office.settings[rules.BIRTHDAY_DAYS])
    marks = ", ".join("?" * len(signs))
    rows = _read(office, "SELECT c.id, p.name, c.name, p.role, p.phone, p.birthday FROM contact p JOIN customer c ON c.id = p.customer_id "
                         f"WHERE substr(p.birthday, 6) IN ({marks}) AND c.active = 1", *signs)
    found = sorted(((birthday_after(date.fromisoformat(row[5]), day), row) for row in rows), key=lambda each: (each[0], each[1][1]))
    return Part(tuple(TodayRow("customers", row[0], row[1], _joined(row[2], row[3], row[4]), when, urgent=when == day)
                      for when, row in found[:MOST]), len(found))


def _quiet(office: Office, day: date) -> Part:
    """Customers who should have bought by now, unless that was answered. late: days since the last invoice."""
    silent = [(each.customer_id, each.silence) for each in early_warnings(office.database, day)
              if each.silence is not None and each.state in ("quiet", "lost")]
    names = _customers(office, [customer for customer, _silence in silent[:MOST]])
    rows = tuple(TodayRow("customers", customer, *names[customer], silence.last, late=silence.since, quantity=silence.interval,
                          urgent=silence.lost) for customer, silence in silent[:MOST])
    return Part(rows, len(silent))


def _read(office: Office, sql: str, *params: object) -> list[Any]:
    return list(office.database.execute_sql(sql, params).fetchall())


def _count(rows: Sequence[Any]) -> int:
    """How many rows there are in all: the last column of each."""
    return int(rows[0][-1]) if rows else 0
