"""Leads: who may buy, who is due, what was said, who was lost (duties 31, 59, 61, 64, 85 to 89, 97)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.core.listing import Filter
from models.core.office import Office
from models.core.pinyin import load
from models.core.text import N_
from models.leads import queries
from models.leads.listing import (
    CONTACTS, DUE_LEADS, HOT_CUSTOMERS, LEAD_TRACKING, LEADS, RESPONSE_BY_SALESPERSON, RESPONSE_BY_SOURCE)
from models.leads.rules import read_line
from ui.kit.board import Board
from ui.kit.tab import Group, ListView, View
from ui.tabs.importing import import_view
from ui.tabs.leads import channels, forms, inquiries
from ui.tabs.leads.board import LEVELS, lead_board
from ui.tabs.leads.checks import CHECKS
from ui.tabs.leads.funnel import FUNNEL
from ui.tabs.leads.losses import LOST
from ui.tabs.leads.market import DEMANDED, MARKET
from ui.tabs.leads.owned import OWNED
from ui.tabs.leads.plans import PLANS
from ui.tabs.leads.quick import QUICK
from ui.tabs.leads.verbs import LOG_VERBS, SHEET_VERBS, VERBS
from ui.tabs.leads.visits import VISITS
from ui.tabs.papers import paper


def _of_entry(office: Office, entry_id: int) -> Board:
    return lead_board(office, queries.lead_of_entry(office, entry_id))


def _number(office: Office, lead_id: Any) -> str:
    row = queries.lead(office, lead_id)
    return "" if row is None else row.number


CARD_PAPER = paper("lead-card", N_("Lead Filing and Follow-up Sheet"), _number, key="Ctrl+Shift+P")


def _overdue(office: Office) -> Filter:
    return Filter(end=office.clock.today() - timedelta(days=1))


def _list(listing: Any, **more: Any) -> ListView:
    """A list of leads with everything that can be done to one."""
    return ListView(listing, VERBS, (CARD_PAPER,), create=forms.CREATE, edit=forms.CHANGE, detail=lead_board, board=lead_board,
                    levels=LEVELS, **more)


VIEWS: tuple[View | Group, ...] = (
    Group(N_("Leads"), (
        _list(LEADS, title=N_("All leads"), entry=QUICK),
        _list(DUE_LEADS, title=N_("Due")),
        _list(DUE_LEADS, title=N_("Overdue leads"), name="leads_overdue", preset=_overdue),
        _list(HOT_CUSTOMERS),
        ListView(CONTACTS, LOG_VERBS, title=N_("Contact log"), detail=_of_entry, board=_of_entry),
        ListView(LEAD_TRACKING, SHEET_VERBS, (CARD_PAPER,), title=N_("Tracking sheet"), period="month", detail=lead_board,
                 board=lead_board, levels=LEVELS),
        import_view("import-leads", ("leads",)),
    )),
    Group(N_("Inquiries"), (
        inquiries.UNANSWERED, inquiries.ALL, ListView(RESPONSE_BY_SOURCE, period="month"),
        ListView(RESPONSE_BY_SALESPERSON, period="month"), channels.CHANNEL_VIEW, channels.CHANNEL_LOG_VIEW, channels.POINT_VIEW,
    )),
    VISITS, PLANS, OWNED, LOST, CHECKS, FUNNEL, MARKET, DEMANDED,
)


def _load(_ticket: object) -> None:
    load()
    read_line("周口张三 13800000000 育肥料 5 吨", {}, {})


AHEAD = _load
"""Who types a name is compared with everybody at the first key: sounds, places and words are read before."""
