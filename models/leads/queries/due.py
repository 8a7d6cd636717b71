"""Which leads are due, how grades moved, and where leads stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.core.office import Office
from models.leads import rules
from models.leads.queries.cards import pace


@dataclass(frozen=True)
class FollowUp:
    """A lead that is due. late: days past its due date on the day asked for."""

    id: int
    number: str
    name: str
    phone: str
    grade: str
    due: date
    late: int
    salesperson: str


def follow_ups(office: Office, day: date, limit: int = 50) -> tuple[list[FollowUp], int]:
    """The leads to follow up by a day, the latest first and of those the hottest, and how many there are in all."""
    heat = " ".join(f"WHEN '{grade}' THEN {place}" for place, grade in enumerate(rules.GRADES))
    due = "CASE state WHEN 'open' THEN MIN(COALESCE(meets, latest), latest) ELSE next_date END"
    rows = office.database.execute_sql(
        f"SELECT d.id, d.number, d.name, d.phone, d.grade, d.due, COALESCE(p.name, ''), COUNT(*) OVER () FROM (SELECT id, number, name, "
        f"phone, grade, salesperson_id, {due} AS due FROM lead WHERE state IN ('open', 'frozen', 'lost') "
        f"AND id NOT IN (SELECT lead_id FROM lead_merge)) d "
        f"LEFT JOIN person p ON p.id = d.salesperson_id WHERE d.due <= ? ORDER BY d.due, CASE d.grade {heat} END, d.id LIMIT ?",
        (day.isoformat(), limit)).fetchall()
    made = []
    for row in rows:
        when = date.fromisoformat(row[5])
        made.append(FollowUp(row[0], row[1], row[2], row[3], row[4], when, rules.days_late(when, day), row[6]))
    return made, rows[0][7] if rows else 0


def transitions(office: Office, start: date, end: date) -> dict[tuple[str, str], int]:
    """How often a grade became which in a period; staying is counted too (duty 86)."""
    rows = office.database.execute_sql(
        "SELECT grade_before, grade_after, COUNT(*) FROM lead_contact WHERE event IN ('contact', 'graded') AND reached = 1 "
        "AND date BETWEEN ? AND ? "
        "GROUP BY grade_before, grade_after", (start.isoformat(), end.isoformat()))
    return {(before, after): count for before, after, count in rows.fetchall()}


def funnel(office: Office, start: date, end: date) -> dict[str, int]:
    """Of the leads filed in a period: how many, how many by grade and state now."""
    rows = office.database.execute_sql(
        "SELECT CASE state WHEN 'open' THEN grade ELSE state END, COUNT(*) FROM lead WHERE filed BETWEEN ? AND ? "
        "AND id NOT IN (SELECT lead_id FROM lead_merge) GROUP BY 1",
        (start.isoformat(), end.isoformat())).fetchall()
    return {"filed": sum(count for _key, count in rows), **dict(rows)}


def preset_in_use(office: Office) -> str:
    """The preset whose figures the office has, "custom" for figures of its own."""
    now = {grade: pace(office, grade) for grade in rules.GRADES}
    return next((name for name, paces in rules.PRESETS.items() if dict(paces) == now), "custom")
