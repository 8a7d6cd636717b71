"""The closings that were made: the one that stands for a day, those it superseded, the calendar of days."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import JOIN, ModelSelect

from models.closing.tables import CashCount, Closing
from models.core.clock import unstamp
from models.core.listing import Filter
from models.core.money import yuan
from models.core.office import Office
from models.people.tables import Person

Figures = dict[str, Any]


@dataclass(frozen=True)
class ClosingRow:
    """One close of a day. number: 1 for the day's first close. stands: it is the day's last and the day is closed."""

    id: int
    date: date
    number: int
    stands: bool
    cash_book: Decimal
    cash_counted: Decimal | None
    journal_count: int
    journal_head: str
    person: str
    moment: datetime


_ROWS = """
SELECT c.id, c.date, (SELECT COUNT(*) FROM closing o WHERE o.date = c.date AND o.id <= c.id),
    c.id = (SELECT MAX(o.id) FROM closing o WHERE o.date = c.date) AND EXISTS (SELECT 1 FROM day_lock l WHERE l.date = c.date),
    c.cash_book, c.cash_counted, c.journal_count, c.journal_head, c.person, c.moment FROM closing c"""


def _row(row: Any) -> ClosingRow:
    counted = None if row[5] is None else yuan(row[5])
    return ClosingRow(row[0], date.fromisoformat(row[1]), row[2], bool(row[3]), yuan(row[4]), counted, row[6], row[7], row[8],
                      unstamp(row[9]))


def closings_of(office: Office, day: date) -> list[ClosingRow]:
    """Every close of a day, the first one first."""
    return [_row(row) for row in office.database.execute_sql(f"{_ROWS} WHERE c.date = ? ORDER BY c.id", (day.isoformat(),))]


def closing_of(office: Office, day: date) -> ClosingRow | None:
    """The close that stands for a day; None while it is open."""
    return next((row for row in closings_of(office, day) if row.stands), None)


def closed_from(office: Office, day: date) -> list[date]:
    """The closed days from this one on, oldest first."""
    rows = office.database.execute_sql("SELECT date FROM day_lock WHERE date >= ? ORDER BY date", (day.isoformat(),))
    return [date.fromisoformat(row[0]) for row in rows]


def last_closing(office: Office, before: date) -> ClosingRow | None:
    """The close that stands for the last closed day before this one."""
    row = office.database.execute_sql("SELECT MAX(date) FROM day_lock WHERE date < ?", (before.isoformat(),)).fetchone()
    return closing_of(office, date.fromisoformat(row[0])) if row[0] else None


def day_figures(office: Office, closing_id: int) -> Figures:
    """The figures as they were stored; money and quantities are strings."""
    row = office.database.execute_sql("SELECT figures FROM closing WHERE id = ?", (closing_id,)).fetchone()
    return dict(json.loads(row[0]))


def calendar(office: Office, start: date, end: date) -> dict[date, str]:
    """Each day of a span that was closed, or holds papers and was not: "closed" or "open"."""
    span = (start.isoformat(), end.isoformat())
    papers = " UNION ".join(f"SELECT DISTINCT date FROM {table} WHERE date BETWEEN ?1 AND ?2"
                            for table in ("invoice", "receipt", "movement"))
    days = {date.fromisoformat(row[0]): "open" for row in office.database.execute_sql(papers, span)}
    closed = office.database.execute_sql("SELECT date FROM day_lock WHERE date BETWEEN ? AND ?", span)
    return days | {date.fromisoformat(row[0]): "closed" for row in closed}


def shift_differences(office: Office, day: date) -> Decimal:
    """What counts at hand-overs of a day found over (+) or short (−), in yuan."""
    row = office.database.execute_sql("SELECT COALESCE(SUM(counted - book), 0) FROM cash_count WHERE date = ? AND closing_id IS NULL",
                                      (day.isoformat(),)).fetchone()
    return yuan(row[0])


def closings(_ask: Filter) -> ModelSelect:
    """Every close ever made."""
    return Closing.select()


def shift_counts(_ask: Filter) -> ModelSelect:
    """Every count of the drawer."""
    return CashCount.select().join(Person, JOIN.LEFT_OUTER, on=CashCount.at_fault == Person.id)
