"""Sales from each side, with a chart and the sums of what the filter finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.listing import Filter, Listing, first_keys, rows_of, totals_of
from models.core.money import ZERO, round_money
from models.core.office import Office
from models.core.text import N_, _
from models.reports.listing import SALES_BY_CUSTOMER, SALES_BY_DAY, SALES_BY_PRODUCT, SALES_BY_SALESPERSON
from ui.kit.board import Board, Card, Chart, Fact
from ui.kit.specs import Level
from ui.kit.tab import Door, ListView
from ui.tabs import said

_TOP, _DAYS, _NAME = 6, 62, 14


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


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[:_NAME - 1]}…"


def _ranked(listing: Listing, named: str, average: str) -> Callable[[Office, Filter], Board]:
    """The largest of them as bars. named: the column that names a row."""
    def summary(_office: Office, ask: Filter) -> Board:
        top = replace(ask, sort="-net")
        rows = rows_of(listing, first_keys(listing, top, _TOP), top)
        name, net = (_place(listing, key) for key in (named, "net"))
        chart = Chart("bars", tuple(_short(str(row[name]) or _("nobody")) for row in rows), tuple(_amount(row[net]) for row in rows))
        return Board((Card(_("The largest"), chart=chart if rows else None, empty=_(listing.empty)), _sums(listing, ask, _(average))),
                     shares=(3, 2))
    return summary


def _by_day(_office: Office, ask: Filter) -> Board:
    """Net sales over the days."""
    latest = replace(ask, sort="-date")
    rows = rows_of(SALES_BY_DAY, first_keys(SALES_BY_DAY, latest, _DAYS), latest)[::-1]
    day, net = (_place(SALES_BY_DAY, key) for key in ("date", "net"))
    best = max(rows, key=lambda row: _amount(row[net]), default=None)
    note = _("Best day {day}: {amount}").format(day=_date(best[day]), amount=said.money(_amount(best[net]))) if best is not None else ""
    chart = Chart("line", tuple(_date(row[day]) for row in rows), tuple(_amount(row[net]) for row in rows), note=note)
    return Board((Card(_("Net sales by day"), chart=chart if rows else None, empty=_(SALES_BY_DAY.empty)),
                  _sums(SALES_BY_DAY, ask, _("Average a day"))), shares=(3, 2))


def _place(listing: Listing, key: str) -> int:
    return next(at for at, column in enumerate(listing.columns) if column.key == key)


def _amount(cell: Any) -> Decimal:
    return Decimal(cell or 0)


def _date(cell: Any) -> str:
    return f"{cell:%m-%d}" if isinstance(cell, date) else str(cell)


def _to_seller(key: Any) -> Door:
    """What this salesperson sold, customer by customer."""
    return Door("sales_by_customer", filter=Filter(facets=(("salesperson", key),) if key else ()))


def _to_day(key: Any) -> Door:
    """The invoices of that day."""
    day = key if isinstance(key, date) else date.fromisoformat(str(key))
    return Door("invoices", filter=Filter(start=day, end=day))


VIEWS = (
    ListView(SALES_BY_DAY, title=N_("By day"), summary=_by_day, period="month", door=_to_day),
    ListView(SALES_BY_CUSTOMER, title=N_("By customer"), summary=_ranked(SALES_BY_CUSTOMER, "customer", N_("Average a customer")),
             period="month", door=lambda key: Door("customers", key)),
    ListView(SALES_BY_PRODUCT, title=N_("By product"), summary=_ranked(SALES_BY_PRODUCT, "product", N_("Average a product")),
             period="month", door=lambda key: Door("products", key)),
    ListView(SALES_BY_SALESPERSON, title=N_("By salesperson"),
             summary=_ranked(SALES_BY_SALESPERSON, "salesperson", N_("Average a salesperson")), period="month", door=_to_seller),
)
