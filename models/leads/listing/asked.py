"""Listings that are answers: counted by one statement for the period, salesperson and source that the filter asks for.

A statement stands in FROM as the table `t`. It reads what is asked from the row `asked`, and leads from `kept`, which leaves
merged ones out; `alias` holds every merged lead with all that stand for it; `entry` is the log with who was followed by whom then.
Its column `day` lies in the period asked for, so that the filter's own condition on the date lets every row through.
"""

from __future__ import annotations

from typing import Any

from peewee import SQL, Select

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, clock_of
from models.core.text import N_
from models.leads.listing.cards import salespeople, worded
from models.leads.rules import SOURCES
from models.leads.tables import Lead

EARLIEST, LATEST = "0001-01-01", "9999-12-31"
WITH = """WITH RECURSIVE asked(first, last, day, today, of_seller, of_source) AS (VALUES (?, ?, ?, ?, ?, ?)),
kept AS (SELECT * FROM lead WHERE id NOT IN (SELECT lead_id FROM lead_merge)),
alias(lead_id, kept_id) AS (SELECT lead_id, kept_id FROM lead_merge
    UNION SELECT a.lead_id, m.kept_id FROM alias a JOIN lead_merge m ON m.lead_id = a.kept_id),
entry AS (SELECT c.*, COALESCE(p.id, l.salesperson_id, 0) AS seller, l.source AS source
    FROM lead_contact c JOIN lead l ON l.id = c.lead_id LEFT JOIN person p ON p.name = c.salesperson)
"""
SAME = "(SELECT l.id UNION ALL SELECT a.lead_id FROM alias a WHERE a.kept_id = l.id)"
"""The leads that are the same buyer as the lead `l`."""
ORDERED = f"(l.state = 'won' OR EXISTS (SELECT 1 FROM lead_contact c WHERE c.lead_id IN {SAME} AND c.grade_after = 'O'))"
"""Whether the lead `l` ever ordered; it is delivered once it is won."""
MINE = "(asked.of_seller IS NULL OR l.salesperson_id = asked.of_seller) AND (asked.of_source IS NULL OR l.source = asked.of_source)"
"""Whether the lead `l` is of the salesperson and the source asked for."""


def answer(ask: Filter, statement: str, steps: str = "") -> Select:
    """The rows of a statement for what the filter asks, still without columns. steps: named queries before it, for itself."""
    facets, today = dict(ask.facets), ask.as_of or clock_of(Lead).today()
    last = ask.end or ask.as_of
    params = (ask.start.isoformat() if ask.start else EARLIEST, last.isoformat() if last else LATEST,
              (ask.start or ask.end or today).isoformat(), today.isoformat(), facets.get("salesperson"), facets.get("source"))
    return Select((SQL(f"({WITH}{steps and ', ' + steps}\n{statement}) AS t", params),)).bind(Lead._meta.database)


def cell(name: str) -> Any:
    """A column of the answer."""
    return SQL(f't."{name}"')


def rate(part: str, whole: str) -> str:
    """SQL for part ÷ whole in ten-thousandths, half up, NULL where the whole is nothing: `rules.share` of whole numbers."""
    return f"CASE WHEN ({whole}) > 0 THEN (20000 * ({part}) + ({whole})) / (2 * ({whole})) END"


def text(key: str, title: str, width: int = 12, **more: Any) -> Column:
    """A column of text, found by the keyword."""
    return Column(key, title, cell(key), **{"search": True, "width": width, **more})


def code(key: str, title: str, width: int = 14) -> Column:
    """A column of numbers of papers, phones and the like, found by the keyword and never broken over lines."""
    return Column(key, title, cell(key), Kind.CODE, search=True, width=width)


def day(key: str, title: str, **more: Any) -> Column:
    """A column of dates."""
    return Column(key, title, cell(key), Kind.DATE, **{"width": 10, **more})


def count(key: str, title: str, width: int = 8, *, total: bool = True, **more: Any) -> Column:
    """A column of numbers, summed unless told otherwise."""
    return Column(key, title, cell(key), Kind.INTEGER, total=total, width=width, **more)


def percent(key: str, title: str, width: int = 8) -> Column:
    """A column of rates; – for a share of nothing."""
    return Column(key, title, cell(key), Kind.RATE, width=width)


def seller_column(**more: Any) -> Column:
    """Whose row it is."""
    return Column("salesperson", N_("Salesperson"), cell("salesperson"), sort=cell("seller_pinyin"), search=True, width=10, **more)


DAY = cell("day")
SELLER = Facet("salesperson", N_("Salesperson"), cell("seller"), salespeople)
SOURCE = Facet("source", N_("Source"), cell("source"), lambda: worded(SOURCES))
