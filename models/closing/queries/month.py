"""A month of business days: closed, open, missing, and what each brought; one close found by its id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from models.closing.queries.kept import ClosingRow, calendar, closings_of
from models.core.money import yuan
from models.core.office import Office


@dataclass(frozen=True)
class MonthDay:
    """One day with papers. state: closed, open (it may still be worked on) or missing (over, and never closed); money in yuan.

    sales, received: None while the day is not closed. difference: cash over or short, None where nobody counted.
    """

    date: date
    state: str
    sales: Decimal | None = None
    received: Decimal | None = None
    difference: Decimal | None = None


_STANDING = """
SELECT c.date, c.sales, c.received, c.cash_counted - c.cash_book FROM closing c JOIN day_lock l ON l.date = c.date
WHERE c.date BETWEEN ? AND ? AND c.id = (SELECT MAX(o.id) FROM closing o WHERE o.date = c.date)"""


def month_days(office: Office, month: date) -> dict[date, MonthDay]:
    """The days of a month that hold papers or were closed."""
    start = month.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    today = office.clock.today()
    found = {day: MonthDay(day, "missing" if state == "open" and day < today else state)
             for day, state in calendar(office, start, end).items()}
    for day, sales, received, difference in office.database.execute_sql(_STANDING, (start.isoformat(), end.isoformat())):
        when = date.fromisoformat(day)
        found[when] = MonthDay(when, "closed", yuan(sales), yuan(received), None if difference is None else yuan(difference))
    return found


def close_of(office: Office, closing_id: int) -> ClosingRow | None:
    """One close, standing or superseded."""
    row = office.database.execute_sql("SELECT date FROM closing WHERE id = ?", (closing_id,)).fetchone()
    rows = closings_of(office, date.fromisoformat(row[0])) if row else []
    return next((each for each in rows if each.id == closing_id), None)
