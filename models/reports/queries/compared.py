"""The same sales a period earlier and a year earlier, beside those of the period that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from peewee import JOIN, SQL, ModelSelect, NodeList, Select, Value

from models.core.listing import Filter

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """First and last day, both included."""

    start: date
    end: date


def before(span: Span) -> Span:
    """The period before: as many whole months where it is whole months, else as many days."""
    last = span.start - DAY
    if span.start.day == 1 and (span.end + DAY).day == 1:
        months = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1
        place = span.start.year * 12 + span.start.month - 1 - months
        return Span(date(max(place // 12, 1), place % 12 + 1, 1), last)
    return Span(last - (span.end - span.start), last)


def year_before(span: Span) -> Span:
    """The same days of the year before; 29 February falls back to the 28th."""
    return Span(_year_back(span.start), _year_back(span.end, (span.end + DAY).day == 1))


def _year_back(day: date, last: bool = False) -> date:
    year = max(day.year - 1, 1)
    if last:
        return date(year + (day.month == 12), day.month % 12 + 1, 1) - DAY
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def with_spans(query: ModelSelect, ask: Filter) -> ModelSelect:
    """One more row of dates beside each row, that `net_in` reads; empty where no period is asked for."""
    spans = {"b_start": "9", "b_end": "", "y_start": "9", "y_end": ""}
    if ask.start is not None and ask.end is not None and ask.start <= ask.end:
        asked = Span(ask.start, ask.end)
        for name, span in (("b", before(asked)), ("y", year_before(asked))):
            spans |= {f"{name}_start": span.start.isoformat(), f"{name}_end": span.end.isoformat()}
    seller = dict(ask.facets).get("salesperson")
    row = [Value(text, converter=False).alias(name) for name, text in spans.items()]
    made = Select(columns=[*row, Value(seller, converter=False).alias("seller")]).alias("span")
    return query.join_from(query.model, made, JOIN.CROSS)


_OF = ("FROM invoice p WHERE p.date BETWEEN {start} AND {end} AND (span.seller IS NULL OR p.salesperson_id = span.seller) "
       "AND NOT EXISTS (SELECT 1 FROM invoice_void pv WHERE pv.invoice_id = p.id)")
_LINES = ("FROM invoice_line l JOIN invoice p ON p.id = l.invoice_id WHERE p.date BETWEEN {start} AND {end} "
          "AND (span.seller IS NULL OR p.salesperson_id = span.seller) "
          "AND NOT EXISTS (SELECT 1 FROM invoice_void pv WHERE pv.invoice_id = p.id)")
KEPT = "COALESCE((SELECT a.kept_id FROM customer_alias a WHERE a.customer_id = p.customer_id), p.customer_id)"
"""SQL: the customer an invoice counts for, merged ones under the kept one."""


def net_in(which: str, same: str, key: Any, *, lines: bool = False) -> NodeList:
    """Net sales of the period before ("b") or a year before ("y") for the row with this key. same: SQL about invoice p or line l."""
    source = (_LINES if lines else _OF).format(start=f"span.{which}_start", end=f"span.{which}_end")
    return NodeList((SQL(f"(SELECT COALESCE(SUM({'l.amount' if lines else 'p.total'}), 0) {source} AND {same} ="), key, SQL(")")))


def net_back(step: str, group: int, key: Any) -> NodeList:
    """Net sales of the group (a date's first `group` characters) that lies a step before the row's own."""
    whole = {4: "|| '-01-01'", 7: "|| '-01'", 10: ""}[group]
    return NodeList((SQL(f"(SELECT COALESCE(SUM(p.total), 0) FROM invoice p WHERE NOT EXISTS (SELECT 1 FROM invoice_void pv "
                         f"WHERE pv.invoice_id = p.id) AND (span.seller IS NULL OR p.salesperson_id = span.seller) "
                         f"AND SUBSTR(p.date, 1, {group}) = SUBSTR(date("), key, SQL(f"{whole}, '{step}'), 1, {group}))")))
