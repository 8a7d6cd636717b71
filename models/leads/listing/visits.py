"""Visits: those that are planned, in the order of a day's route, and the log of those that were made (duties 65, 85, 89)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing
from models.core.text import N_
from models.leads.listing.asked import DAY, SELLER, answer, cell, code, day, seller_column, text
from models.leads.listing.cards import worded
from models.leads.rules import ROLES, VISIT_STATES

KINDS = {"lead": N_("Lead"), "customer": N_("Customer")}
_LAST = """(SELECT MAX(c.date) FROM lead_contact c WHERE c.lead_id = v.lead_id AND c.event = 'contact' AND c.way = 'visit'
    AND c.reached = 1), (SELECT MAX(o.date) FROM owned_visit o WHERE o.customer_id = v.customer_id)"""
_PLANS = f"""SELECT v.id, v.date AS day, CASE WHEN v.lead_id IS NULL THEN 'customer' ELSE 'lead' END AS kind,
    COALESCE(l.number, k.code) AS number, COALESCE(l.name, k.name) AS name, COALESCE(l.pinyin, k.pinyin) AS pinyin,
    COALESCE(l.search, k.search) AS search, COALESCE(l.contact, (SELECT c.name FROM contact c WHERE c.customer_id = k.id
        ORDER BY c.id LIMIT 1), '') AS contact, COALESCE(l.phone, k.phone) AS phone, COALESCE(l.territory, k.territory) AS territory,
    COALESCE(l.address, k.address) AS address, v.purpose, COALESCE(l.grade, '') AS grade, COALESCE({_LAST}) AS visited,
    CASE WHEN v.state = 'planned' AND v.date < asked.today THEN 'missed' ELSE v.state END AS state,
    COALESCE(e.date, o.date) AS made_on, COALESCE(e.text, o.text, v.reason) AS outcome, v.salesperson_id AS seller, p.name AS salesperson,
    p.pinyin AS seller_pinyin
    FROM visit_plan v CROSS JOIN asked JOIN person p ON p.id = v.salesperson_id LEFT JOIN lead l ON l.id = v.lead_id
    LEFT JOIN customer k ON k.id = v.customer_id LEFT JOIN lead_contact e ON e.id = v.entry_id
    LEFT JOIN owned_visit o ON o.id = v.visit_id"""


def _plans(ask: Filter) -> Any:
    """Those without a territory or an address come after those of the same day that have one: the way begins with what is known."""
    return answer(ask, f"SELECT y.*, (y.territory = '') || y.territory || ' ' || (y.address = '') || y.address AS way FROM ({_PLANS}) y")


def _visits(ask: Filter) -> Any:
    """Visits to leads, out of their log, and to customers we own; a key tells them apart by being even or odd."""
    return answer(ask, """SELECT c.id * 2 AS id, 'lead' AS kind, c.date AS day, l.number, l.name, l.pinyin, l.search, l.contact AS met,
        l.territory, c.text, c.grade_before AS before, c.grade_after AS after, c.next_date, c.salesperson, COALESCE(p.pinyin, '')
        AS seller_pinyin, c.seller AS seller, c.instruction, COALESCE(r.decides, '') AS decides, COALESCE(r.uses, '') AS uses,
        COALESCE(r.influences, '') AS influences, COALESCE(r.buys, '') AS buys, COALESCE(r.owned, '') AS owned, r.cost
        FROM entry c JOIN lead l ON l.id = c.lead_id LEFT JOIN person p ON p.id = c.seller LEFT JOIN visit_report r ON r.entry_id = c.id
        WHERE c.event = 'contact' AND c.way = 'visit'
        UNION ALL SELECT v.id * 2 + 1, 'customer', v.date, k.code, k.name, k.pinyin, k.search, v.met, k.territory, v.text, '', COALESCE((
            SELECT g.grade FROM owned_grade g WHERE g.customer_id = k.id AND g.date <= v.date ORDER BY g.date DESC, g.id DESC LIMIT 1), ''),
        v.next_date, v.salesperson, COALESCE(p.pinyin, ''), COALESCE(p.id, 0), v.instruction, COALESCE(r.decides, ''), COALESCE(r.uses, ''),
        COALESCE(r.influences, ''), COALESCE(r.buys, ''), COALESCE(r.owned, ''), r.cost
        FROM owned_visit v JOIN customer k ON k.id = v.customer_id LEFT JOIN person p ON p.name = v.salesperson
        LEFT JOIN visit_report r ON r.visit_id = v.id""")


_number = code("number", N_("No."))
_name = Column("name", N_("Name"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=22)
_kind = Column("kind", N_("Kind"), cell("kind"), Kind.STATE, choices=KINDS, width=10)
_KIND = Facet("kind", N_("Kind"), cell("kind"), lambda: worded(KINDS))

VISIT_PLANS = Listing(
    "visit_plans", N_("Planned visits"), rows=_plans, key=cell("id"), topics=("leads", "customers", "people", "days"), date=DAY,
    state="state", order=("-day", "salesperson", "way"), facets=(SELLER, _KIND), singular=N_("Planned visit"),
    empty=N_("No visit is planned in this period"), columns=(
        day("day", N_("Date")), seller_column(), Column("state", N_("State"), cell("state"), Kind.STATE, choices=VISIT_STATES, width=12),
        _kind, _number, _name, text("contact", N_("Contact person"), 10), code("phone", N_("Phone"), 13),
        text("territory", N_("Territory"), 8), Column("way", N_("Address"), cell("address"), sort=cell("way"), search=True, width=26),
        text("purpose", N_("Purpose"), 20), Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, width=6),
        day("visited", N_("Last visit")), day("made_on", N_("Made on")), text("outcome", N_("Outcome"), 24),
    ))

VISIT_LOG = Listing(
    "visit_log", N_("Key-account Visit Sheet"), rows=_visits, key=cell("id"), topics=("leads", "customers"), date=DAY, order=("-day",),
    facets=(SELLER, _KIND), singular=N_("Visit"), empty=N_("No visit was logged in this period"), columns=(
        day("day", N_("Date")), _kind, _number, _name, text("met", N_("Met"), 10),
        *(text(key, title, 8) for key, title in ROLES.items()), text("owned", N_("Products owned"), 12),
        text("territory", N_("Territory"), 8), text("text", N_("What was said"), 34),
        Column("before", N_("Grade before"), cell("before"), Kind.GRADE, width=6),
        Column("after", N_("Grade after"), cell("after"), Kind.GRADE, width=6),
        Column("next", N_("Next date"), cell("next_date"), Kind.DATE, width=10), seller_column(),
        Column("cost", N_("Expenses"), cell("cost"), Kind.MONEY, total=True, width=9), text("instruction", N_("Manager's instruction"), 20),
    ))
