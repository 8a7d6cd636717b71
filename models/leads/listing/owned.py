"""The customers we own, graded by when they will buy again, and their count by grade and segment (duty 88)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, Picture
from models.core.text import N_
from models.customers.rules import KINDS
from models.leads.listing.asked import SELLER, answer, cell, code, count, day, seller_column, text
from models.leads.rules import GRADES

_COUNTED = "counted(day) AS (SELECT MIN(last, today) FROM asked)"
"""The day that is counted: the last of the period asked for, today while it goes on."""
_OWNED = """SELECT k.id, k.code, k.name, k.pinyin, k.search, k.kind, k.segment, k.territory, k.phone, k.salesperson_id AS seller,
    COALESCE(p.name, '') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin, COALESCE(g.grade, 'N') AS grade, g.date AS graded,
    COALESCE(g.reason, '') AS why,
    (SELECT MAX(v.date) FROM owned_visit v WHERE v.customer_id = k.id AND v.date <= counted.day) AS visited,
    k.opened_on >= asked.first AS opened, counted.day AS day, asked.first AS first
    FROM customer k CROSS JOIN asked CROSS JOIN counted LEFT JOIN person p ON p.id = k.salesperson_id
    LEFT JOIN owned_grade g ON g.id = (SELECT o.id FROM owned_grade o WHERE o.customer_id = k.id AND o.date <= counted.day
        ORDER BY o.date DESC, o.id DESC LIMIT 1)
    WHERE k.opening = 'approved' AND k.active = 1 AND COALESCE(k.opened_on, '') <= counted.day
    AND (asked.of_seller IS NULL OR k.salesperson_id = asked.of_seller)"""
_HEAT = "CASE grade " + " ".join(f"WHEN '{grade}' THEN {place}" for place, grade in enumerate(GRADES)) + " END"
_COUNTS = ", ".join(f"SUM(grade = '{grade}') AS {grade}" for grade in GRADES)


def _owned(ask: Filter) -> Any:
    return answer(ask, f"SELECT *, {_HEAT} AS heat, asked.day AS shown FROM ({_OWNED}) CROSS JOIN asked", _COUNTED)


def _counted(ask: Filter) -> Any:
    return answer(ask, f"""SELECT COALESCE(NULLIF(segment, ''), '–') AS id, COUNT(*) AS owned, {_COUNTS},
        SUM(opened) AS opened, COUNT(graded) AS graded,
        COALESCE(SUM(graded >= y.first), 0) AS graded_now, COALESCE(SUM(visited >= y.first), 0) AS visited,
        COUNT(*) - COALESCE(SUM(visited >= y.first), 0) AS unseen, asked.of_seller AS seller, asked.day AS shown
        FROM ({_OWNED}) y CROSS JOIN asked GROUP BY 1""", _COUNTED)


_EMPTY = N_("No account is open yet; customers are counted once theirs is")
_GRADED = Facet("grade", N_("Grade"), cell("grade"), lambda: [(grade, grade) for grade in GRADES])

OWNED_CUSTOMERS = Listing(
    "owned_customers", N_("Owned customers"), rows=_owned, key=cell("id"), topics=("leads", "customers"), date=cell("shown"),
    order=("grade", "code"), facets=(SELLER, _GRADED), singular=N_("Customer"), empty=_EMPTY, columns=(
        code("code", N_("Code"), 10),
        Column("name", N_("Customer"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=26),
        Column("kind", N_("Kind"), cell("kind"), Kind.STATE, choices=KINDS, width=10), text("segment", N_("Segment"), 10),
        text("territory", N_("Territory"), 10), code("phone", N_("Phone")),
        Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, sort=cell("heat"), width=6), day("graded", N_("Graded on")),
        text("why", N_("Reason"), 18), day("visited", N_("Last visit")), seller_column(),
    ))

CUSTOMER_BASE = Listing(
    "customer_base", N_("Monthly Customer Base Count Sheet"), rows=_counted, key=cell("id"), topics=("leads", "customers"),
    date=cell("shown"), order=("-owned",), facets=(SELLER,), singular=N_("Segment"), empty=_EMPTY,
    picture=Picture("columns", "segment", ("owned", "graded_now", "visited", "unseen"), "size"), columns=(
        Column("segment", N_("Segment"), cell("id"), search=True, width=14), count("owned", N_("Customers owned"), 9),
        *(count(grade, grade, 6) for grade in GRADES),
        count("opened", N_("New in the period"), 8), count("graded", N_("Graded")), count("graded_now", N_("Graded in the period"), 8),
        count("visited", N_("Visited in the period"), 8), count("unseen", N_("Not visited"), 8),
    ))
