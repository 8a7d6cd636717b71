"""How long somebody who asked waited for a first answer, in office hours, by source and salesperson (duty 61)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing
from models.core.settings import option
from models.core.text import N_
from models.days.queries import tell_hours
from models.leads.listing.asked import DAY, SAME, SELLER, SOURCE, answer, cell, count, percent, rate
from models.leads.rules import ANSWERED_AT_ONCE, ANSWER_WITHIN, SOURCES
from models.leads.tables import Lead

_SPOKE = ", ".join(f"'{source}'" for source in ANSWERED_AT_ONCE)
_CASES = f"""cases AS (SELECT l.source, COALESCE(l.salesperson_id, 0) AS seller,
        MIN(l.created, COALESCE((SELECT MIN(q.came) FROM inquiry q WHERE q.lead_id IN {SAME}), l.created)) AS since,
        (SELECT MIN(c.moment) FROM lead_contact c WHERE c.lead_id IN {SAME} AND c.event = 'contact' AND c.reached = 1) AS ended
    FROM kept l CROSS JOIN asked WHERE l.filed BETWEEN asked.first AND asked.last
        AND (l.source NOT IN ({_SPOKE}) OR EXISTS (SELECT 1 FROM inquiry q WHERE q.lead_id IN {SAME}))
    UNION ALL SELECT 'platform', 0, q.came, CASE q.outcome WHEN 'answered' THEN q.ended END FROM inquiry q CROSS JOIN asked
        WHERE q.lead_id IS NULL AND q.outcome <> 'dropped' AND q.date BETWEEN asked.first AND asked.last),
timed AS MATERIALIZED (SELECT source, seller, told('worked hours', since, ended) AS hours FROM cases CROSS JOIN asked
    WHERE (asked.of_seller IS NULL OR seller = asked.of_seller) AND (asked.of_source IS NULL OR source = asked.of_source))"""


def _times(group: str, shown: str, join: str = "") -> Any:
    """The rows of waiting times by a column of `timed`."""
    def rows(ask: Filter) -> Any:
        tell_hours(Lead)
        quick = option(Lead._meta.database, ANSWER_WITHIN) / 60
        return answer(ask, f"""SELECT t.*, {shown}, {rate('t.quick', 't.answered')} AS quick_rate, asked.day AS day,
        asked.of_seller AS seller, asked.of_source AS source
        FROM (SELECT {group} AS id, COUNT(*) AS asked_for, COUNT(hours) AS answered, COUNT(*) - COUNT(hours) AS waiting,
            COALESCE(SUM(hours <= {quick}), 0) AS quick, CAST(ROUND(AVG(hours) * 10) AS INTEGER) * 100 AS mean,
            CAST(ROUND(MAX(hours) * 10) AS INTEGER) * 100 AS slowest FROM timed GROUP BY {group}) t CROSS JOIN asked {join}""", _CASES)
    return rows


_FIGURES = (
    count("asked_for", N_("To be answered")), count("answered", N_("Got an answer")), count("waiting", N_("Still waiting")),
    count("quick", N_("Answered in time")), percent("quick_rate", N_("Share in time"), 10),
    Column("mean", N_("Office hours on average"), cell("mean"), Kind.QUANTITY, width=9),
    Column("slowest", N_("Slowest, office hours"), cell("slowest"), Kind.QUANTITY, width=9),
)
_EMPTY = N_("Nobody asked in this period who had to wait for an answer")


def _listing(name: str, title: str, group: Column, rows: Any, singular: str) -> Listing:
    return Listing(name, title, rows=rows, key=cell("id"), topics=("leads", "people"), date=DAY, order=(group.key,),
                   facets=(SELLER, SOURCE), singular=singular, empty=_EMPTY, columns=(group, *_FIGURES))


RESPONSE_BY_SOURCE = _listing(
    "response_by_source", N_("First answers by source"),
    Column("group", N_("Source"), cell("group_key"), Kind.STATE, choices=SOURCES, width=16),
    _times("source", "t.id AS group_key"), N_("Source"))
RESPONSE_BY_SALESPERSON = _listing(
    "response_by_salesperson", N_("First answers by salesperson"),
    Column("group", N_("Salesperson"), cell("salesperson"), sort=cell("seller_pinyin"), width=16),
    _times("seller", "COALESCE(p.name, '–') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin", "LEFT JOIN person p ON p.id = t.id"),
    N_("Salesperson"))
