"""A closed day is opened again, with every later one: reason and one approval; the closings that were made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.closing import commands
from models.closing.listing import CLOSINGS
from models.closing.queries import day_figures
from models.closing.queries.month import close_of
from models.core.office import Done, Office
from models.core.text import N_, _
from models.receipts.rules import METHODS
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldSpec, FormSpec, Level, Values
from ui.kit.tab import ListView, Verb
from ui.tabs import said
from ui.tabs.closing.day import KEPT_SHEET, named

REASON = FormSpec("reopen", N_("Reopen the day"), fields=(FieldSpec("reason", N_("Reason"), required=True, width=44),), intro=N_(
    "This day and every later one are open again once a manager has approved it. Their sheets are kept until the next close."))


def reopen(office: Office, day: date, answers: Values) -> Done:
    """Open a day and the later ones."""
    days = commands.reopen_days(office, day, answers["reason"])
    return Done(0, ", ".join(each.isoformat() for each in days))


def _reopen_row(office: Office, closing_id: int, answers: Values) -> Done:
    row = close_of(office, closing_id)
    return reopen(office, row.date, answers) if row is not None else Done(0)


def reopening(run: Any = reopen, **more: Any) -> Verb:
    """The verb, for a day or for a row of the list."""
    return Verb(N_("Reopen"), run, "Ctrl+R", "unlock", asks=REASON, done=N_("Open again: {number}"), **more)


def _kept(amount: str) -> str:
    """An amount as a stored sheet keeps it."""
    return said.money(Decimal(amount))


def detail(office: Office, closing_id: int) -> Board:
    """What the close said: sales, money by method, the drawer, what was open."""
    row = close_of(office, closing_id)
    if row is None:
        return Board(())
    figures = day_figures(office, closing_id)
    sales, cash, numbers = figures["sales"], figures["cash"], figures["numbers"]
    facts = (Fact(_("Numbers used"), str(numbers["used"])), Fact(_("Net sales"), _kept(sales["net"])),
             Fact(_("Paid today"), _kept(sales["received"])), Fact(_("On credit"), _kept(sales["credit"])),
             Fact(_("Closed by"), f"{row.person} · {said.moment(office, row.moment)}"),
             Fact(_("Journal entries"), f"{row.journal_count:,}"))
    drawer = [Fact(_("Cash by the book"), said.money(row.cash_book))]
    if row.cash_counted is None:
        drawer.append(Fact(_("Cash counted"), _("not counted")))
    else:
        difference = row.cash_counted - row.cash_book
        level = Level.BLOCK if difference < 0 else Level.LOOK if difference else Level.GOOD
        drawer += [Fact(_("Cash counted"), said.money(row.cash_counted)), Fact(_("Difference"), said.money(difference), level)]
        drawer += [Fact(_("Answers for it"), cash["at_fault"])] if cash["at_fault"] else []
    money = tuple(CardRow(_(METHODS.get(each["method"], each["method"])), _("{count} receipts").format(count=each["count"]),
                          _kept(each["amount"])) for each in figures["receipts"])
    return Board((Card(named(row.date), facts=facts, columns=2), Card(_("Drawer"), facts=tuple(drawer)),
                  Card(_("Receipts"), money, empty=_("No money came in"), side=1)), subject=closing_id, shares=(1, 1))


LIST = ListView(CLOSINGS, detail=detail, documents=(KEPT_SHEET,), period="month",
                verbs=(reopening(_reopen_row, when=lambda row: row["state"] == "closed"),),
                levels={"closed": Level.GOOD, "superseded": Level.PLAIN, "reopened": Level.LOOK})
