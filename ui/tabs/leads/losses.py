"""Losses: asked for, answered by the manager, judged afterwards, and what they teach by reason and by rival (duty 87)."""

from __future__ import annotations

from collections.abc import Callable

from models.core.chart import chart_of
from models.core.kinds import Kind, text_of
from models.core.listing import Filter, Listing, Totals, totals_of
from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.listing import LOST_ANALYSIS, LOST_BY_REASON, LOST_BY_RIVAL
from models.leads.rules import LOSS_KINDS, share
from ui.kit.board import Board, Card, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import Group, ListView, Row, Verb
from ui.tabs.leads.board import lead_board
from ui.tabs.leads.verbs import LOSS_VERBS

JUDGE = FormSpec("loss-judge", N_("What kind of loss it really was"), fields=(
    FieldSpec("kind", N_("Kind found"), FieldKind.CHOICE, width=18, choices=tuple(LOSS_KINDS.items())),
    FieldSpec("text", N_("What was found"), FieldKind.LONG_TEXT, width=48),
), intro=N_("After the second visit or a call of your own; said once, by a manager. It measures how often losses are told right."))


def of_loss(office: Office, loss_id: int) -> Board:
    """The lead that a loss was asked for."""
    return lead_board(office, queries.lead_of_loss(office, loss_id))


def _judge(office: Office, loss_id: int, values: Values) -> Done:
    return commands.judge_loss(office, loss_id, values["kind"], values["text"] or "")


def _unjudged(row: Row) -> bool:
    return row["state"] != "asked" and not row["verdict"]


def _accuracy(listing: Listing) -> Callable[[Office, Filter], Board]:
    """The losses as a chart; how many of each kind, what second visits came of them, how often the kind was told right."""
    def summary(_office: Office, ask: Filter) -> Board:
        return Board((Card(_(listing.title), chart=chart_of(listing, ask), empty=_(listing.empty)), _in_all(ask)))
    return summary


def _in_all(ask: Filter) -> Card:
    sums = totals_of(LOST_BY_REASON, Filter(start=ask.start, end=ask.end, facets=ask.facets))
    facts = [Fact(_(column.title), text_of(Kind.INTEGER, _sum(sums, column.key)) or "–")
             for column in LOST_BY_REASON.columns if column.total]
    told = Fact(_("Accuracy"), text_of(Kind.RATE, share(_sum(sums, "agreed"), _sum(sums, "judged"))) or "–", Level.PLAIN)
    return Card(_("All losses of the period"), facts=(*facts, told), columns=2, side=1)


def _sum(sums: Totals, key: str) -> int:
    return int(str(sums.sums.get(key) or 0))


_LEVELS = {"asked": Level.LOOK, "lost": Level.PLAIN, "refused": Level.PLAIN}
_COLUMNS = ("date", "name", "grade", "kind", "reason", "state", "rival", "price_gap", "verdict", "confirmed", "second_visit", "visited",
            "salesperson", "text")
_VERBS = (*LOSS_VERBS, Verb(N_("What it really was…"), _judge, "", "check", asks=JUDGE, when=_unjudged, done=N_("Judged: {number}")))

LOST = Group(N_("Lost"), (
    ListView(LOST_ANALYSIS, _VERBS, columns=_COLUMNS, detail=of_loss, board=of_loss, levels=_LEVELS),
    ListView(LOST_BY_REASON, summary=_accuracy(LOST_BY_REASON), period="year"),
    ListView(LOST_BY_RIVAL, summary=_accuracy(LOST_BY_RIVAL), period="year"),
))
