"""Reads that the sheets need: a planned visit, whom a row of the visit sheet or of a sample is about, a month's plan, a standard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.core.office import Office
from models.core.text import _
from models.leads import rules
from models.leads.queries.cards import lead_of_entry, merges

STANDARDS = {"grade-standard": (rules.GRADE_RULES, rules.OWN_GRADE_RULE), "owned-method": (rules.OWNED_RULES, rules.OWN_OWNED_RULE)}


@dataclass(frozen=True)
class PlannedVisit:
    """A planned visit: to a lead or to a customer. grade: of the lead now."""

    id: int
    date: date
    salesperson_id: int
    salesperson: str
    lead_id: int | None
    customer_id: int | None
    purpose: str
    grade: str


def planned_visit(office: Office, plan_id: int) -> PlannedVisit | None:
    """A planned visit as it stands."""
    row = office.database.execute_sql(
        "SELECT v.id, v.date, v.salesperson_id, p.name, v.lead_id, v.customer_id, v.purpose, COALESCE(l.grade, '') FROM visit_plan v "
        "JOIN person p ON p.id = v.salesperson_id LEFT JOIN lead l ON l.id = v.lead_id WHERE v.id = ?", (plan_id,)).fetchone()
    return PlannedVisit(row[0], date.fromisoformat(row[1]), *row[2:]) if row else None


def of_visit(office: Office, key: int) -> tuple[int | None, int | None]:
    """The lead, or else the customer, that a row of the visit sheet is about; its key is even for leads."""
    if key % 2 == 0:
        return lead_of_entry(office, key // 2) or None, None
    row = office.database.execute_sql("SELECT customer_id FROM owned_visit WHERE id = ?", (key // 2,)).fetchone()
    return None, row[0] if row else None


def entry_of_check(office: Office, line_id: int) -> int:
    """The entry of a lead's log that a line of a sample asks about; 0 for an unknown line."""
    row = office.database.execute_sql("SELECT entry_id FROM follow_up_check_line WHERE id = ?", (line_id,)).fetchone()
    return int(row[0]) if row else 0


def next_visit(office: Office, lead_id: int) -> PlannedVisit | None:
    """The first visit to a lead that is still to be made, under whichever number, missed ones too."""
    same = rules.one_buyer(lead_id, merges(office))
    row = office.database.execute_sql(
        f"SELECT id FROM visit_plan WHERE lead_id IN ({', '.join('?' * len(same))}) AND state = 'planned' ORDER BY date, id LIMIT 1",
        same).fetchone()
    return planned_visit(office, row[0]) if row else None


def seen_at(office: Office, lead_id: int) -> dict[str, str]:
    """What visits found at a lead, under whichever number: who plays which part in deciding, which products they own; the latest word."""
    same, keys = rules.one_buyer(lead_id, merges(office)), (*rules.ROLES, "owned")
    rows = office.database.execute_sql(
        f"SELECT {', '.join(f'r.{key}' for key in keys)} FROM visit_report r JOIN lead_contact c ON c.id = r.entry_id "
        f"WHERE c.lead_id IN ({', '.join('?' * len(same))}) ORDER BY c.date, c.id", same).fetchall()
    return {key: words for row in rows for key, words in zip(keys, row, strict=True) if words}


def plan_of_month(office: Office, month: date) -> list[tuple[int, str, int, int]]:
    """(salesperson, source, leads, orders) of each target of the month of a day."""
    return office.database.execute_sql(
        "SELECT t.salesperson_id, t.source, t.filed, t.ordered FROM lead_target t JOIN person p ON p.id = t.salesperson_id "
        "WHERE t.month = ? ORDER BY p.pinyin, t.id", (month.replace(day=1).isoformat(),)).fetchall()


def standard_of(office: Office, kind: str) -> list[str]:
    """The rules of the grading standard, or of the counting method of owned customers, in words; the office's own come last."""
    words, own = STANDARDS[kind]
    factor = office.settings[rules.OUT_OF_CONTROL]
    return [*(_(each).format(factor=factor) for each in words), *filter(None, [office.settings[own]])]
