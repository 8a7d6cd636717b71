"""The sheets of following up: every lead with its last contact, the hot ones, the standards of grades (duties 87, 88, 89, 97)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing
from models.core.settings import Option
from models.core.text import N_
from models.leads.listing.asked import DAY, SAME, SELLER, SOURCE, answer, cell, code, count, day, seller_column, text
from models.leads.listing.cards import GRADE
from models.leads.rules import GRADES, HOT, INTERVALS, OWNED_MEANINGS, SHORTEST, SOURCES, STATES, WAYS, WINDOWS

_LAST = f"""(SELECT e.id FROM lead_contact e WHERE e.lead_id IN {SAME} AND e.event = 'contact'
    AND e.date BETWEEN asked.first AND asked.last ORDER BY e.date DESC, e.id DESC LIMIT 1)"""
_HEAT = "CASE l.grade " + " ".join(f"WHEN '{grade}' THEN {place}" for place, grade in enumerate(GRADES)) + " END"
_STATE = """CASE WHEN l.state = 'open' AND JULIANDAY(asked.today) - JULIANDAY(MIN(COALESCE(l.meets, l.latest), l.latest)) > l.patience
    THEN 'out of control' ELSE l.state END"""
"""As the list of leads has it."""
_TRACKED = f"""SELECT l.id, l.number, l.name, l.pinyin, l.search, l.contact, l.phone, l.source, l.territory, l.need, l.interest, l.filed,
    l.grade, {_HEAT} AS heat, {_STATE} AS state, l.expected, l.next_date, l.salesperson_id AS seller, asked.day AS day,
    COALESCE(p.name, '') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin,
    (SELECT COUNT(*) FROM lead_contact e WHERE e.lead_id IN {SAME} AND e.event = 'contact'
        AND e.date BETWEEN asked.first AND asked.last) AS times,
    CAST(JULIANDAY(asked.today) - JULIANDAY(COALESCE(c.date, l.filed)) AS INTEGER) AS silent,
    c.date AS said_on, c.way, c.text, COALESCE((SELECT e.instruction FROM lead_contact e WHERE e.lead_id IN {SAME}
        AND e.instruction <> '' AND e.date BETWEEN asked.first AND asked.last ORDER BY e.date DESC, e.id DESC LIMIT 1), '') AS instruction,
    CASE WHEN c.grade_before = c.grade_after THEN c.grade_after ELSE c.grade_before || '→' || c.grade_after END AS moved
    FROM kept l CROSS JOIN asked LEFT JOIN person p ON p.id = l.salesperson_id LEFT JOIN lead_contact c ON c.id = {_LAST} """


def _tracked(ask: Filter) -> Any:
    """Leads filed or followed up in the period."""
    return answer(ask, f"{_TRACKED} WHERE (l.filed BETWEEN asked.first AND asked.last OR c.id IS NOT NULL)")


def _hot(ask: Filter) -> Any:
    """Leads that are hot now."""
    return answer(ask, f"{_TRACKED} WHERE l.state = 'open' AND l.grade IN {HOT}")


def _standards(ask: Filter) -> Any:
    """A row for each grade with its figures as the office has set them."""
    def figure(option: Option[int] | None) -> str:
        value = f"(SELECT CAST(value AS INTEGER) FROM setting WHERE key = '{option.key}')" if option else "NULL"
        return f"COALESCE({value}, {option.default})" if option else value

    rows = ", ".join(f"({place}, '{grade}', {figure(WINDOWS.get(grade))}, {figure(INTERVALS[grade])}, {figure(SHORTEST[grade])})"
                     for place, grade in enumerate(GRADES, 1))
    return answer(ask, "SELECT * FROM standard", f"standard(id, grade, within, every, apart) AS (VALUES {rows})")


_number = code("number", N_("No."))
_name = Column("name", N_("Name"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=22)
_phone = code("phone", N_("Phone"), 13)
_grade = Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, sort=cell("heat"), width=6)
_way = Column("way", N_("Way"), cell("way"), Kind.STATE, choices=WAYS, width=10)
_state = Column("state", N_("State"), cell("state"), Kind.STATE, choices=STATES, width=10)
_said = text("text", N_("What was said"), 34)
_told = text("instruction", N_("Manager's instruction"), 20)
_next = Column("next", N_("Next date"), cell("next_date"), Kind.DATE, width=10)
_GRADED = replace(GRADE, value=cell("grade"))

LEAD_TRACKING = Listing(
    "lead_tracking", N_("Lead Filing and Follow-up Sheet"), rows=_tracked, key=cell("id"), topics=("leads",), date=DAY, state="state",
    order=("number",), facets=(SELLER, SOURCE, _GRADED), singular=N_("Lead"), empty=N_("No lead was filed or followed up in this period"),
    columns=(
        _number, day("filed", N_("Filed on")), _name, text("contact", N_("Contact person"), 10), _phone,
        Column("source", N_("Source"), cell("source"), Kind.STATE, choices=SOURCES, width=10), text("territory", N_("Territory"), 8),
        text("need", N_("Need"), 22), text("interest", N_("Product of interest"), 16), _grade, _state,
        count("times", N_("Contacts made"), 7), day("said_on", N_("Last contact")), _way, _said,
        Column("moved", N_("Grade change"), cell("moved"), Kind.GRADE, width=6), _next, seller_column(), _told,
    ))

HOT_CUSTOMERS = Listing(
    "hot_customers", N_("Hot Customer Management Sheet"), rows=_hot, key=cell("id"), topics=("leads",), order=("grade", "next"),
    facets=(SELLER, SOURCE, _GRADED), singular=N_("Hot lead"), empty=N_("No lead is graded O, H or A now"), columns=(
        _grade, _number, _name, text("contact", N_("Contact person"), 10), _phone, text("territory", N_("Territory"), 8),
        text("need", N_("Need"), 22), text("interest", N_("Product of interest"), 16), day("expected", N_("Means to buy on")),
        count("times", N_("Contacts made"), 7), day("said_on", N_("Last contact")),
        count("silent", N_("Days since"), 6, total=False), _way, _said,
        _next, seller_column(), _told, replace(_state, shown=False),
    ))

_PACE = (
    count("within", N_("Buys within, days"), 10, total=False), count("every", N_("Follow up at least every, days"), 12, total=False),
    count("apart", N_("Not again within, days"), 12, total=False),
)

GRADE_STANDARDS = Listing(
    "grade_standards", N_("Lead Grading and Tracking Standard"), rows=_standards, key=cell("id"), topics=("settings",), order=("place",),
    singular=N_("Grade"), columns=(
        Column("place", N_("#"), cell("id"), Kind.INTEGER, width=4), Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, width=6),
        Column("means", N_("What it means"), cell("grade"), Kind.STATE, choices=GRADES, width=26),
        *_PACE,
    ))

OWNED_STANDARDS = Listing(
    "owned_standards", N_("Owned Customer Grading and Counting Method"), rows=_standards, key=cell("id"), topics=("settings",),
    order=("place",), singular=N_("Grade"), columns=(
        Column("place", N_("#"), cell("id"), Kind.INTEGER, width=4), Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, width=6),
        Column("means", N_("What it means"), cell("grade"), Kind.STATE, choices=OWNED_MEANINGS, width=34), *_PACE,
    ))
