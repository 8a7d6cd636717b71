"""How many leads are filed against the plan: by week, and by month with orders (duties 81, 84); visitors as they were counted."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, SELLER, SOURCE, answer, cell, count, percent, rate, seller_column
from models.leads.rules import SOURCES

_WHO = "LEFT JOIN person p ON p.id = t.seller"
_NAMED = "COALESCE(p.name, '–') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin"
_BUYER = "COALESCE((SELECT a.kept_id FROM alias a JOIN kept k ON k.id = a.kept_id WHERE a.lead_id = e.lead_id), e.lead_id)"
_FIRST_ORDER = f"(SELECT MIN(e.id) FROM entry e WHERE e.grade_after = 'O' OR e.event = 'won' GROUP BY {_BUYER})"
"""The entry by which each buyer first ordered, under whichever number."""
_RISEN = "INSTR('NCBAHO', e.grade_after) > INSTR('NCBAHO', e.grade_before)"
_MONDAY = "DATE(e.date, 'weekday 0', '-6 days')"
_DONE = f"""done AS MATERIALIZED (SELECT e.seller, e.source, e.date, {_MONDAY} AS week, SUBSTR(e.date, 1, 7) AS month,
    e.event = 'filed' AND e.lead_id IN (SELECT id FROM kept) AS filed, e.event = 'contact' AS contacts,
    e.event = 'contact' AND e.way = 'visit' AS visits, e.event IN ('contact', 'graded') AND {_RISEN} AS raised,
    e.id IN {_FIRST_ORDER} AS ordered FROM entry e)"""
_RATES = f"{rate('t.filed', 't.target')} AS filed_rate, {rate('t.ordered', 't.orders_target')} AS ordered_rate"
_MONTHS = "t.month BETWEEN SUBSTR(asked.first, 1, 7) AND SUBSTR(asked.last, 1, 7)"
_ASKED = "(asked.of_seller IS NULL OR t.seller = asked.of_seller)"


def _weeks(ask: Filter) -> Any:
    """Every week of the period in which anything was done, for everybody who did something or has a target in it."""
    steps = f"""{_DONE},
        weeks AS (SELECT DISTINCT week, SUBSTR(DATE(week, '+3 days'), 1, 7) AS month,
            MIN(DATE(week, '+6 days'), DATE(week, '+3 days', 'start of month', '+1 month', '-1 day')) AS through
            FROM done CROSS JOIN asked WHERE done.date BETWEEN asked.first AND asked.last),
        crew AS (SELECT DISTINCT seller FROM done CROSS JOIN asked WHERE done.date BETWEEN asked.first AND asked.last
            UNION SELECT salesperson_id FROM lead_target WHERE SUBSTR(month, 1, 7) IN (SELECT month FROM weeks)),
        weekly AS MATERIALIZED (SELECT week, seller, SUM(filed) AS filed, SUM(contacts) AS contacts, SUM(visits) AS visits,
            SUM(raised) AS raised, SUM(ordered) AS ordered FROM done GROUP BY week, seller),
        daily AS MATERIALIZED (SELECT date, seller, SUM(filed) AS filed FROM done GROUP BY date, seller),
        t AS (SELECT w.week, w.month, w.through, c.seller, COALESCE(d.filed, 0) AS filed, COALESCE(d.contacts, 0) AS contacts,
            COALESCE(d.visits, 0) AS visits, COALESCE(d.raised, 0) AS raised, COALESCE(d.ordered, 0) AS ordered,
            (SELECT COALESCE(SUM(m.filed), 0) FROM daily m
                WHERE m.seller = c.seller AND m.date BETWEEN w.month || '-01' AND w.through) AS sofar,
            COALESCE((SELECT SUM(g.filed) FROM lead_target g WHERE g.month = w.month || '-01' AND g.salesperson_id = c.seller), 0) AS target
            FROM weeks w CROSS JOIN crew c LEFT JOIN weekly d ON d.week = w.week AND d.seller = c.seller)"""
    return answer(ask, f"""SELECT t.week || '/' || t.seller AS id, t.*, {_NAMED}, {rate('t.sofar', 't.target')} AS progress,
        asked.day AS day FROM t CROSS JOIN asked {_WHO} WHERE {_ASKED}""", steps)


def _plan(ask: Filter) -> Any:
    """Every month and salesperson with a target or with something filed or ordered; of one source where the filter names it."""
    steps = f"""{_DONE},
        made AS (SELECT month, seller, SUM(filed) AS filed, SUM(ordered) AS ordered FROM done CROSS JOIN asked
            WHERE asked.of_source IS NULL OR done.source = asked.of_source GROUP BY month, seller HAVING SUM(filed) + SUM(ordered) > 0),
        goal AS (SELECT SUBSTR(month, 1, 7) AS month, salesperson_id AS seller, SUM(filed) AS filed, SUM(ordered) AS ordered
            FROM lead_target CROSS JOIN asked WHERE asked.of_source IS NULL OR source = asked.of_source GROUP BY 1, 2),
        t AS (SELECT s.month, s.seller, COALESCE(g.filed, 0) AS target, COALESCE(m.filed, 0) AS filed,
            COALESCE(g.ordered, 0) AS orders_target, COALESCE(m.ordered, 0) AS ordered
            FROM (SELECT month, seller FROM made UNION SELECT month, seller FROM goal) s
            LEFT JOIN goal g ON g.month = s.month AND g.seller = s.seller LEFT JOIN made m ON m.month = s.month AND m.seller = s.seller)"""
    return answer(ask, f"""SELECT t.month || '/' || t.seller AS id, t.*, {_NAMED}, {_RATES}, asked.of_source AS source, asked.day AS day
        FROM t CROSS JOIN asked {_WHO} WHERE {_ASKED} AND {_MONTHS}""", steps)


def _plan_by_source(ask: Filter) -> Any:
    """The same by source. A target of no source has no figures beside it."""
    steps = f"""{_DONE},
        made AS (SELECT month, seller, source, SUM(filed) AS filed, SUM(ordered) AS ordered FROM done GROUP BY month, seller, source
            HAVING SUM(filed) + SUM(ordered) > 0),
        t AS (SELECT s.month, s.seller, s.source, COALESCE(g.filed, 0) AS target, COALESCE(g.ordered, 0) AS orders_target,
            CASE WHEN s.source <> '' THEN COALESCE(m.filed, 0) END AS filed,
            CASE WHEN s.source <> '' THEN COALESCE(m.ordered, 0) END AS ordered
            FROM (SELECT month, seller, source FROM made UNION SELECT SUBSTR(month, 1, 7), salesperson_id, source FROM lead_target) s
            LEFT JOIN lead_target g ON g.month = s.month || '-01' AND g.salesperson_id = s.seller AND g.source = s.source
            LEFT JOIN made m ON m.month = s.month AND m.seller = s.seller AND m.source = s.source)"""
    return answer(ask, f"""SELECT t.month || '/' || t.seller || '/' || t.source AS id, t.*, {_NAMED}, {_RATES}, asked.day AS day
        FROM t CROSS JOIN asked {_WHO} WHERE {_ASKED} AND {_MONTHS}""", steps)


def _visitors(ask: Filter) -> Any:
    return answer(ask, f"""SELECT t.id, t.date AS day, t.source, t.salesperson_id AS seller, t.count, t.person, {_NAMED}
        FROM visitors t LEFT JOIN person p ON p.id = t.salesperson_id""")


_month = Column("month", N_("Month"), cell("month"), width=9)

LEAD_WEEKS = Listing(
    "lead_weeks", N_("Weekly Lead Progress Sheet"), rows=_weeks, key=cell("id"), topics=("leads", "people"), date=DAY,
    order=("-week", "salesperson"), facets=(SELLER,), singular=N_("Week"), empty=N_("Nothing was done in this period"),
    picture=Picture("columns", "week", ("filed", "contacts", "visits", "ordered"), "time", most=9, summed=True), columns=(
        Column("week", N_("Week from"), cell("week"), Kind.DATE, width=10), seller_column(), count("filed", N_("Filed")),
        count("contacts", N_("Contacts made")), count("visits", N_("Visits")), count("raised", N_("Grades raised")),
        count("ordered", N_("Orders")), _month, count("sofar", N_("Filed this month so far"), 9, total=False),
        count("target", N_("Target of the month"), 9, total=False), percent("progress", N_("Progress")),
    ))

_planned = (
    count("target", N_("Leads planned"), 9), count("filed", N_("Leads filed"), 9), percent("filed_rate", N_("Reached of plan"), 9),
    count("orders_target", N_("Orders planned"), 9), count("ordered", N_("Orders"), 9), percent("ordered_rate", N_("Orders of plan"), 9),
)
_source = Column("source", N_("Source"), cell("source"), Kind.STATE, choices={"": N_("any source"), **SOURCES}, width=12)

LEAD_PLAN = Listing(
    "lead_plan", N_("Monthly Lead Plan Sheet"), rows=_plan, key=cell("id"), topics=("leads", "people"), date=DAY,
    order=("-month", "salesperson"), facets=(SELLER, SOURCE), singular=N_("Month"), empty=N_("No target was set in this period"),
    picture=Picture("columns", "salesperson", ("target", "filed", "orders_target", "ordered")),
    columns=(_month, seller_column(), *_planned))

LEAD_PLAN_BY_SOURCE = Listing(
    "lead_plan_by_source", N_("Monthly Lead Plan by Source"), rows=_plan_by_source, key=cell("id"), topics=("leads", "people"), date=DAY,
    order=("-month", "salesperson", "source"), facets=(SELLER, SOURCE), singular=N_("Month"), empty=N_("No target was set in this period"),
    columns=(_month, seller_column(), _source, *_planned))

VISITORS = Listing(
    "lead_visitors", N_("Visitors"), rows=_visitors, key=cell("id"), topics=("leads",), date=DAY, order=("-date",),
    facets=(SELLER, SOURCE), singular=N_("Visitors"), empty=N_("No visitors were counted in this period"), columns=(
        Column("date", N_("Date"), DAY, Kind.DATE, width=10),
        Column("source", N_("Source"), cell("source"), Kind.STATE, choices=SOURCES, width=12), seller_column(),
        count("count", N_("Visitors")), Column("person", N_("Logged by"), cell("person"), width=10),
    ))
