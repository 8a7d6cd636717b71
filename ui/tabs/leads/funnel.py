"""The funnel and its rates from each side, how grades moved, and what each day, month and year brought (duties 43, 85, 86)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.core.chart import chart_of
from models.core.kinds import Kind, text_of
from models.core.listing import Filter, every_row
from models.core.office import Office
from models.core.text import N_, _
from models.leads.listing import GRADE_TRANSITIONS
from models.reports.listing import (
    LEAD_FUNNEL, LEAD_RATES_BY_DAY, LEAD_RATES_BY_MONTH, LEAD_RATES_BY_SALESPERSON, LEAD_RATES_BY_SOURCE, LEAD_RATES_BY_YEAR)
from ui.kit.board import Board, Card, Fact
from ui.kit.periods import month_of, year_of
from ui.kit.tab import Door, Group, ListView

_RATES = ((N_("Capture rate"), "filed", "of_step"), (N_("Order rate"), "ordered", "of_filed"),
          (N_("Delivery rate"), "delivered", "of_step"))
_AT = {column.key: at for at, column in enumerate(LEAD_FUNNEL.columns)}


def _glance(_office: Office, ask: Filter) -> Board:
    """The funnel, the three rates, and the matrix of the same period, salesperson and source."""
    every = replace(ask, keyword="", sort="")
    return Board((
        Card(_(LEAD_FUNNEL.title), chart=chart_of(LEAD_FUNNEL, every), empty=_(LEAD_FUNNEL.empty)),
        Card(_("Rates"), facts=_rates(every), columns=3),
        Card(_("Grade matrix"), chart=chart_of(GRADE_TRANSITIONS, every), empty=_(GRADE_TRANSITIONS.empty), side=1),
    ), shares=(1, 1))


def _rates(ask: Filter) -> tuple[Fact, ...]:
    """Capture, order and delivery rate, as the table above has them (rules: Leads, Rates)."""
    steps: dict[Any, Any] = {row[_AT["step"]]: row for row in every_row(LEAD_FUNNEL, ask)}
    return tuple(Fact(_(title), text_of(Kind.RATE, steps[step][_AT[rate]])) for title, step, rate in _RATES)


def _leads_of(facet: str) -> Any:
    """A row opens the leads of this salesperson or source."""
    return lambda key: Door("leads", filter=Filter(facets=((facet, key),) if key else ()))


def _days_of(key: str) -> Door:
    """A month opens its days."""
    start, end = month_of(date.fromisoformat(f"{key}-01"))
    return Door("lead_rates_by_day", filter=Filter(start=start, end=end))


def _months_of(key: str) -> Door:
    """A year opens its months."""
    start, end = year_of(date(int(key), 1, 1))
    return Door("lead_rates_by_month", filter=Filter(start=start, end=end))


def _filed_on(key: str) -> Door:
    """A day opens the leads filed on it."""
    return Door("leads", filter=Filter(start=date.fromisoformat(key), end=date.fromisoformat(key)))


FUNNEL = Group(N_("Funnel"), (
    ListView(LEAD_FUNNEL, title=N_("Funnel"), summary=_glance),
    ListView(GRADE_TRANSITIONS, title=N_("Grade matrix")),
    ListView(LEAD_RATES_BY_SALESPERSON, title=N_("By salesperson"), door=_leads_of("salesperson")),
    ListView(LEAD_RATES_BY_SOURCE, title=N_("By source"), door=_leads_of("source")),
    ListView(LEAD_RATES_BY_DAY, title=N_("By day"), period="month", door=_filed_on),
    ListView(LEAD_RATES_BY_MONTH, title=N_("By month"), door=_days_of),
    ListView(LEAD_RATES_BY_YEAR, title=N_("By year"), door=_months_of),
))
