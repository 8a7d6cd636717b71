"""The month's settlement from what was stored at it, and from nothing else: the same whenever it is printed (rules: Closing, Month)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.closing.listing import MONTH_CUSTOMERS, MONTH_PRODUCTS
from models.closing.queries import SettledRow, customers_of, month_figures, products_of, settlements_of
from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.listing import Listing
from models.core.office import Office
from models.core.text import N_, _
from models.closing.rules import month_of
from models.receipts.rules import METHODS
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper

Figures = Mapping[str, Any]
_OWED = ("opening", "entered", "sales", "received", "refunded", "given_up", "moved", "balance")
_SELDOM = ("entered", "moved")
"""Columns that stand on the paper only where something is in them."""
_GOODS = ("warehouse", "code", "product", "unit", "opening", "goods_in", "goods_out", "balance")


def month_paper(office: Office, subject: str) -> FlowPaper:
    """The sheet of a month's last settlement, "2026-11#1" that of its first. Raises RuleViolation for a month never settled."""
    month, _hash, which = subject.partition("#")
    number = int(which) if which.isdecimal() else 0
    row = next((row for row in reversed(settlements_of(office, month_of(month, "subject"))) if number in (0, row.number)), None)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("{month} is not settled"), {"month": month})])
    figures = month_figures(office, row.id)
    fields = [(_("Month"), figures["month"]), (_("Days closed"), str(len(figures["days"])))]
    if row.number > 1:
        fields.append((_("Close no."), text_of(Kind.INTEGER, row.number)))
    fields.append((_("Journal entries"), text_of(Kind.INTEGER, row.journal_count)))
    return FlowPaper(
        office.settings[NAME], _("Month Settlement"), tuple(fields), _sections(office, row, figures),
        ((_("Made by"), row.person), (_("Finance"), ""), (_("Manager"), "")), _("Journal head {head}").format(head=row.journal_head),
        "" if row.stands else _("Superseded"), shrinks=False)


def _sections(office: Office, row: SettledRow, figures: Figures) -> tuple[Section, ...]:
    return (_sales(figures), _receipts(figures), _receivables(figures), _cash(figures), _days(figures),
            _customers(office, row.id, figures), _products(office, row.id))


def _money(value: Any) -> str:
    return text_of(Kind.MONEY, Decimal(value), zero="0.00")


def _titles(listing: Listing, keys: tuple[str, ...]) -> tuple[str, ...]:
    named = {column.key: column.title for column in listing.columns}
    return tuple(_(named[key]) for key in keys)


def _entries(pairs: list[tuple[str, str]], across: int = 4) -> Entries:
    return Entries(tuple(Entry(label, value) for label, value in pairs), across, figures=True)


def _sales(figures: Figures) -> Section:
    numbers, sales, run = figures["numbers"], figures["sales"], figures["cumulative"]
    counts = [(label, str(numbers[key])) for label, key in ((_("Numbers used"), "used"), (_("Valid"), "valid"), (_("Void"), "void"),
                                                            (_("Red"), "red"))]
    sums = [(_("Sales"), sales["gross"]), (_("Red letters"), sales["red"]), (_("Net sales"), sales["net"]),
            (_("Void amount"), sales["void"]), (_("Cumulative net"), run["net"]), (_("Cumulative received"), run["received"])]
    return Section(_("Invoices"), (_entries([*counts, *((label, _money(value)) for label, value in sums),
                                             (_("Months settled"), str(run["months"]))]),))


def _receipts(figures: Figures) -> Section:
    keys = ("goods", "old", "advance", "amount")
    rows = tuple((_(METHODS.get(line["method"], line["method"])), str(line["count"]), *(_money(line[key]) for key in keys))
                 for line in figures["receipts"])
    if not rows:
        return Section(_("Receipts by method"), (Words(_("No money came in")),))
    headings = (_("Method"), _("Receipts"), _("Today's goods"), _("Old debts"), _("Advance"), _("Amount"))
    sums = [sum((Decimal(line[key]) for line in figures["receipts"]), Decimal(0)) for key in keys]
    totals = (_("Total"), str(sum(line["count"] for line in figures["receipts"])), *(_money(total) for total in sums))
    return Section(_("Receipts by method"), (Grid(headings, rows, (1, 2, 3, 4, 5), totals, wide=(2, 1, 1, 1, 1, 1)),))


def _receivables(figures: Figures) -> Section:
    owed, named = figures["receivables"], _titles(MONTH_CUSTOMERS, _OWED)
    pairs = [(label, _money(owed[key])) for label, key in zip(named, _OWED, strict=True)
             if key not in _SELDOM or Decimal(owed[key])]
    return Section(_("Receivables"), (_entries(pairs),))


def _cash(figures: Figures) -> Section:
    pairs = ((_("Opening"), "opening"), (_("Taken in"), "received"), (_("Banked"), "banked"), (_("Paid out"), "paid"),
             (_("Refunded"), "refunded"), (_("Over or short"), "over_short"), (_("Closing balance"), "closing"))
    return Section(_("Cash"), (_entries([(label, _money(figures["cash"][key])) for label, key in pairs]),))


def _days(figures: Figures) -> Section:
    rows = tuple((day, _money(net), _money(received), _money(cash)) for day, net, received, cash in figures["days"])
    totals = (_("Total"), _money(figures["sales"]["net"]), _money(figures["received"]), "")
    return Section(_("Σ days = month"), (Grid((_("Date"), _("Net sales"), _("Received"), _("Cash")), rows, (1, 2, 3), totals),))


def _customers(office: Office, closing_id: int, figures: Figures) -> Section:
    found = customers_of(office, closing_id)
    moved = [key for key in _OWED if key not in _SELDOM or any(getattr(each, key) for each in found)]
    rows = tuple((each.code, each.name, *(_money(getattr(each, key)) for key in moved)) for each in found)
    totals = (_("Total"), "", *(_money(figures["receivables"][key]) for key in moved))
    grid = Grid(_titles(MONTH_CUSTOMERS, ("code", "customer", *moved)), rows, tuple(range(2, 2 + len(moved))), totals, stretch=(1,))
    return Section(_("Customers"), (grid,))


def _products(office: Office, closing_id: int) -> Section:
    rows = tuple((each.place, each.code, each.name, each.unit,
                  *(text_of(Kind.QUANTITY, getattr(each, key), zero="0") for key in _GOODS[4:]))
                 for each in products_of(office, closing_id))
    if not rows:
        return Section(_("Stock"), (Words(_("No goods moved")),))
    return Section(_("Stock"), (Grid(_titles(MONTH_PRODUCTS, _GOODS), rows, (4, 5, 6, 7), stretch=(2,)),))
