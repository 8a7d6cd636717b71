"""The month at hand: what its days come to, the list before it is settled; months that were settled, their customers and products."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.closing import commands, queries
from models.closing.listing import MONTH_CUSTOMERS, MONTH_PRODUCTS, MONTHS
from models.closing.rules import check_settle, last_of, month_named
from models.core.office import Done, Office
from models.core.text import N_, _
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldSpec, FormSpec, Level, Values
from ui.kit.tab import BoardView, Door, ListView, Verb
from ui.tabs import said
from ui.tabs.closing.day import TOPICS, check_row
from ui.tabs.papers import paper

LEVELS = {"settled": Level.GOOD, "superseded": Level.PLAIN, "reopened": Level.LOOK}
REASON = FormSpec("reopen-month", N_("Reopen the month"), fields=(FieldSpec("reason", N_("Reason"), required=True, width=44),), intro=N_(
    "This month and every later one are open again once a manager has approved it; their days stay closed. Both sheets are kept."))


def month_at_hand(office: Office) -> date:
    """The first month that is not settled, else this one."""
    return queries.month_to_settle(office) or office.clock.today().replace(day=1)


def settle(office: Office, month: date) -> Done:
    """Settle the month that the board shows."""
    return commands.settle_month(office, month)


SETTLE = Verb(N_("Settle the month"), settle, "F9", "closing", primary=True, done=N_("{number} is settled"))


def month_board(office: Office) -> Board:
    """What the month comes to so far, and each check, fine or a door to what is open."""
    month = month_at_hand(office)
    figures, sums = queries.figures_of_month(office, month), queries.sums_of_month(office, month)
    standing = queries.month_standing(office, month)
    checks = queries.checks_before_month(office, month, figures, sums)
    stops = check_settle(month, standing, checks)
    over = last_of(month) < office.clock.today()
    state = Fact(_("State"), _("can be settled") if not stops else stops[0].say() if over else _("not over yet"),
                 Level.GOOD if not stops else Level.BLOCK if over else Level.PLAIN, wide=True)
    head = Card(month_named(month), facts=(state, *_facts(figures, sums)), columns=2, verbs=() if stops else (SETTLE,))
    left = sum(1 for check in checks if not check.fine)
    before = Card(_("{month}: before it is settled").format(month=month_named(month)), tuple(check_row(check) for check in checks),
                  count=left or None, side=1, shown=10)
    return Board((head, _last(office), before), subject=month, shares=(3, 2))


def _facts(figures: dict[str, Any], sums: dict[str, Any]) -> tuple[Fact, ...]:
    numbers = figures["numbers"]
    return (Fact(_("Days closed"), str(len(figures["days"]))), Fact(_("Numbers used"), str(numbers["used"])),
            Fact(_("Net sales"), said.money(figures["sales"]["net"])), Fact(_("Received"), said.money(figures["received"])),
            Fact(_("Receivables at the start"), said.money(sums["opening"])),
            Fact(_("Receivables at the end"), said.money(sums["balance"])),
            Fact(_("Cumulative net"), said.money(figures["cumulative"]["net"])),
            Fact(_("Cumulative received"), said.money(figures["cumulative"]["received"])))


def _last(office: Office) -> Card:
    """The settlements that stand, latest first."""
    rows = []
    for row in queries.standing_settlements(office, 6):
        kept = queries.month_figures(office, row.id)
        rows.append(CardRow(kept["month"], said.money(Decimal(kept["sales"]["net"])), row.person,
                            Level.GOOD, door=Door("months", row.id)))
    return Card(_("Settled months"), tuple(rows), empty=_("No month is settled yet"))


def subject_of(office: Office, closing_id: Any) -> str:
    """The month and which settlement of it, as the paper is asked for."""
    row = queries.settlement(office, closing_id)
    return f"{month_named(row.month)}#{row.number}" if row is not None else ""


SHEET = paper("month-closing", N_("Month Settlement"), subject_of)


def reopen(office: Office, closing_id: int, answers: Values) -> Done:
    """Open a month and the later ones."""
    row = queries.settlement(office, closing_id)
    months = commands.reopen_months(office, row.month, answers["reason"] or "") if row is not None else []
    return Done(closing_id, ", ".join(month_named(each) for each in months))


def detail(office: Office, closing_id: int) -> Board:
    """What a settlement said."""
    row = queries.settlement(office, closing_id)
    if row is None:
        return Board(())
    kept = queries.month_figures(office, closing_id)
    owed, sales = kept["receivables"], kept["sales"]

    def money(amount: str) -> str:
        return said.money(Decimal(amount))
    facts = (Fact(_("Numbers used"), str(kept["numbers"]["used"])), Fact(_("Net sales"), money(sales["net"])),
             Fact(_("Received"), money(kept["received"])), Fact(_("Receivables at the start"), money(owed["opening"])),
             Fact(_("Receivables at the end"), money(owed["balance"])),
             Fact(_("Settled by"), f"{row.person} · {said.moment(office, row.moment)}"),
             Fact(_("Journal entries"), f"{row.journal_count:,}"))
    days = tuple(CardRow(day, _("received {amount}").format(amount=money(received)), money(net))
                 for day, net, received, _cash in kept["days"])
    return Board((Card(month_named(row.month), facts=facts, columns=2), Card(_("Σ days = month"), days, side=1)), subject=closing_id,
                 shares=(1, 1))


VIEW = BoardView(N_("Settle the month"), month_board, TOPICS, name="month")
REOPEN = Verb(N_("Reopen the month"), reopen, "Ctrl+R", "unlock", asks=REASON, done=N_("Month open again: {number}"),
              when=lambda row: row["state"] == "settled")
LIST = ListView(MONTHS, (REOPEN,), documents=(SHEET,), detail=detail, levels=LEVELS)
CUSTOMERS = ListView(MONTH_CUSTOMERS, levels=LEVELS)
PRODUCTS = ListView(MONTH_PRODUCTS, levels=LEVELS)
