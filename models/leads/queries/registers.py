"""Reads that the registers of the room need: an owned customer's grade, what may be drawn, a sample with its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.core.office import Office


def owned_grade(office: Office, customer_id: int, day: date) -> str:
    """The grade of an owned customer on a day; N for one never graded."""
    row = office.database.execute_sql(
        "SELECT grade FROM owned_grade WHERE customer_id = ? AND date <= ? ORDER BY date DESC, id DESC LIMIT 1",
        (customer_id, day.isoformat())).fetchone()
    return str(row[0]) if row else "N"


def checkable(office: Office, first: date, last: date) -> list[int]:
    """Follow-ups of these days that reached somebody by phone number and were in no sample before."""
    rows = office.database.execute_sql(
        "SELECT c.id FROM lead_contact c JOIN lead l ON l.id = c.lead_id WHERE c.event = 'contact' AND c.reached = 1 "
        "AND c.date BETWEEN ? AND ? AND l.phone <> '' AND c.id NOT IN (SELECT entry_id FROM follow_up_check_line) ORDER BY c.id",
        (first.isoformat(), last.isoformat()))
    return [row[0] for row in rows.fetchall()]


@dataclass(frozen=True)
class CheckLine:
    """A follow-up of a sample. answered: whether it was asked about."""

    id: int
    entry_id: int
    lead_id: int
    answered: bool


def check_lines(office: Office, number: str) -> list[CheckLine]:
    """The follow-ups of a sample in the order drawn."""
    rows = office.database.execute_sql(
        "SELECT n.id, n.entry_id, c.lead_id, a.line_id IS NOT NULL FROM follow_up_check k JOIN follow_up_check_line n ON n.check_id = k.id "
        "JOIN lead_contact c ON c.id = n.entry_id LEFT JOIN follow_up_answer a ON a.line_id = n.id WHERE k.number = ? ORDER BY n.position",
        (number,))
    return [CheckLine(row[0], row[1], row[2], bool(row[3])) for row in rows.fetchall()]
