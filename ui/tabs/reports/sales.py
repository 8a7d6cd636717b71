"""Sales from each side, with a chart and the sums of what the filter finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.chart import chart_of
from models.core.listing import Filter, Listing, totals_of
from models.core.money import ZERO, round_money
from models.core.office import Office
from models.core.text import N_, _
from models.reports.listing import (SALES_BY_CUSTOMER, SALES_BY_DAY, SALES_BY_MONTH, SALES_BY_PRODUCT, SALES_BY_REGION,
                                    SALES_BY_SALESPERSON, SALES_BY_YEAR)
from ui.kit.board import Board, Card, Fact
from ui.kit.periods import month_of
from ui.kit.specs import Level
from ui.kit.tab import Door, ListView
from ui.tabs import said


def _sums(listing: Listing, ask: Filter, each: str) -> Card:
    """What everything filtered comes to, and its average. each: what one row is."""
    totals = totals_of(listing, ask)
    net, gross, red = (_amount(totals.sums.get(key)) for key in ("net", "gross", "red"))
    average = round_money(net / totals.count) if totals.count else ZERO
    return Card(_("In all"), facts=(
        Fact(_("Net sales"), said.money(net)), Fact(_("Sales"), said.money(gross)),
        Fact(_("Red letters"), said.money(red), Level.LOOK if red else Level.PLAIN),
        Fact(_("Tax in it"), said.money(_amount(totals.sums.get("tax")))),
        Fact(each, said.money(average)),
    ), side=1)


def _ranked(listing: Listing, average: str) -> Callable[[Office, Filter], Board]:
    """The largest of them as bars."""
    def summary(_office: Office, ask: Filter) -> Board:
        return Board((Card(_("The largest"), chart=chart_of(listing, ask), empty=_(listing.empty)), _sums(listing, ask, _(average))))
    return summary


def _by_day(_office: Office, ask: Filter) -> Board:
    """Net sales over the days."""
    chart = chart_of(SALES_BY_DAY, ask)
    if chart is not None:
        best = max(zip(chart.values, chart.labels, strict=True))
        chart = replace(chart, note=_("Best day {day}: {amount}").format(day=best[1], amount=said.money(best[0])))
    return Board((Card(_("Net sales by day"), chart=chart, empty=_(SALES_BY_DAY.empty)), _sums(SALES_BY_DAY, ask, _("Average a day"))))


def _amount(cell: Any) -> Decimal:
    return Decimal(cell or 0)


def _to_seller(key: Any) -> Door:
    """What this salesperson sold, customer by customer."""
    return Door("sales_by_customer", filter=Filter(facets=(("salesperson", key),) if key else ()))


def _to_day(key: Any) -> Door:
    """The invoices of that day."""
    day = key if isinstance(key, date) else date.fromisoformat(str(key))
    return Door("invoices", filter=Filter(start=day, end=day))


def _to_month(key: Any) -> Door:
    """The days of that month."""
    first = date.fromisoformat(f"{key}-01")
    return Door("sales_by_day", filter=Filter(start=first, end=month_of(first)[1]))


VIEWS = (
    ListView(SALES_BY_DAY, title=N_("By day"), summary=_by_day, period="month", door=_to_day),
    ListView(SALES_BY_CUSTOMER, title=N_("By customer"), summary=_ranked(SALES_BY_CUSTOMER, N_("Average a customer")),
             period="month", door=lambda key: Door("customers", key)),
    ListView(SALES_BY_PRODUCT, title=N_("By product"), summary=_ranked(SALES_BY_PRODUCT, N_("Average a product")),
             period="month", door=lambda key: Door("products", key)),
    ListView(SALES_BY_SALESPERSON, title=N_("By salesperson"),
             summary=_ranked(SALES_BY_SALESPERSON, N_("Average a salesperson")), period="month", door=_to_seller),
    ListView(SALES_BY_REGION, title=N_("By region"), summary=_ranked(SALES_BY_REGION, N_("Average a region")), period="month"),
    ListView(SALES_BY_MONTH, title=N_("By month"), summary=_ranked(SALES_BY_MONTH, N_("Average a month")), period="all", door=_to_month),
    ListView(SALES_BY_YEAR, title=N_("By year"), period="all"),
)
