"""The journal as a list: who did what, when, with what it said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from models.core.office import Office
from models.core.text import _
from models.people import queries
from models.people.listing import JOURNAL
from models.people.rules import VERBS
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.tab import ListView
from ui.tabs.said import moment

_MOST_ROWS = 200


def entry_board(office: Office, sequence: int) -> Board:
    """One entry in full."""
    said = queries.entry(office, sequence)
    if said is None:
        return Board(())
    rows = [CardRow(path, value) for path, value in _flat("", json.loads(said.content))]
    facts = (Fact(_("What was done"), _(VERBS.get(said.verb, said.verb))), Fact(_("Person"), said.person or "–"),
             Fact(_("Time"), moment(office, said.moment)))
    return Board((Card(_("Journal entry"), facts=facts, columns=3),
                  Card(_("Content"), rows=tuple(rows[:_MOST_ROWS]), count=len(rows), empty=_("Nothing more was said"))), subject=sequence)


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every value with the path that leads to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}".lstrip("."), inner)
    elif isinstance(value, list) and value:
        for at, inner in enumerate(value, 1):
            yield from _flat(f"{path} {at}".strip(), inner)
    elif value not in (None, "", []):
        yield path, str(value)


JOURNAL_VIEW = ListView(JOURNAL, detail=entry_board, period="month")
