"""The standards in force on screen: the table of grades, the rules in words below it, the way to change them in Settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.core.listing import Filter, Listing
from models.core.office import Office
from models.core.text import N_, _
from models.leads.queries import standard_of
from ui.kit.board import Board, Card, CardRow
from ui.kit.desk import Desk
from ui.kit.tab import Action, Door, ListView
from ui.tabs.papers import paper


def standard_board(office: Office, kind: str) -> Board:
    """The rules of a standard in words, numbered."""
    rules = standard_of(office, kind)
    return Board((Card(_("How it is done"), tuple(CardRow(f"{at}. {words}") for at, words in enumerate(rules, 1))),))


def _to_settings(desk: Desk, _subject: Any) -> None:
    desk.open(Door("", view="rules"))


def standard_view(listing: Listing, kind: str, summary: Callable[[Office, Filter], Board]) -> ListView:
    """A standard as a list that prints as its paper."""
    sheet = paper("standard", listing.title, lambda office, row_id: kind, key="Ctrl+R")
    return ListView(listing, (Action(N_("Change in Settings"), _to_settings, "", "settings", needs_row=False),), (sheet,), summary=summary)
