"""The market as it is heard of, and what is asked for: notes and demands, counted from each side (duties 5, 16, 42, 103)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models.core.listing import Filter, Listing, rows_of
from models.core.office import Done, Office
from models.core.text import N_
from models.customers.commands import add_note
from models.customers.inputs import NoteInput
from models.leads import commands
from models.leads.inputs import MarketInput
from models.leads.listing import (
    DEMANDS, DEMANDS_BY_MONTH, DEMANDS_BY_PRODUCT, DEMANDS_BY_REGION, MARKET_BY_MONTH, MARKET_BY_PRODUCT, MARKET_BY_REGION,
    MARKET_BY_RIVAL, MARKET_NOTES)
from ui.kit.periods import month_of
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Section, Values
from ui.kit.tab import Door, FormView, Group, ListView, Verb
from ui.tabs.finders import find_customers

_NOTE = (Section((
    FieldSpec("rival", N_("Rival"), width=28, limit=80),
    FieldSpec("product", N_("Product"), width=28, limit=80),
    FieldSpec("region", N_("Region"), width=18, limit=40),
    FieldSpec("price", N_("Price heard"), FieldKind.MONEY, width=12),
    FieldSpec("text", N_("What was heard"), FieldKind.LONG_TEXT, width=60, limit=1000, required=True, ruled=True),
    FieldSpec("source", N_("Heard from"), width=28, limit=80),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, hint=N_("today")),
)),)
_DEMAND = (Section((
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, width=40, finder=find_customers, required=True),
    FieldSpec("product", N_("Product"), width=28, limit=80),
    FieldSpec("text", N_("What is wanted"), FieldKind.LONG_TEXT, width=60, limit=1000, required=True),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, hint=N_("today")),
)),)


def _load(_office: Office, note_id: int) -> Values:
    row = dict(zip((column.key for column in MARKET_NOTES.columns), rows_of(MARKET_NOTES, [note_id])[0], strict=True))
    return {**{spec.key: row[spec.key] for spec in _NOTE[0].fields}, "id": note_id}


def _read(values: Values) -> tuple[int | None, MarketInput]:
    return values.get("id"), MarketInput.from_form({**values, "text": values["text"] or ""})


def _save(office: Office, typed: tuple[int | None, MarketInput]) -> Done:
    note_id, note = typed
    return commands.note_market(office, note) if note_id is None else commands.change_market_note(office, note_id, note)


def _ask(values: Values) -> NoteInput:
    return NoteInput.from_form({**values, "customer_id": values["customer"], "kind": "demand"})


def _about(listing: str) -> Callable[[Any], Door]:
    """A row opens what names this product, region or rival."""
    return lambda key: Door(listing, filter=Filter(keyword=key or ""))


def _in_month(listing: str) -> Callable[[Any], Door]:
    """A row opens what lies in this month."""
    def door(key: str) -> Door:
        start, end = month_of(date.fromisoformat(f"{key}-01"))
        return Door(listing, filter=Filter(start=start, end=end))
    return door


def _who_asked(key: str) -> Door:
    """The customer or lead of a demand."""
    return Door("leads", int(key[1:])) if key.startswith("L") else Door("customers", int(key.partition("/")[2]))


def _counted(listing: Listing, title: str, of: str) -> ListView:
    return ListView(listing, title=title, door=_in_month(of) if listing.columns[0].key == "month" else _about(of))


_SAVE = Verb(N_("Save"), _save, "Ctrl+S", icon="save", primary=True, done=N_("Noted"))
MARKET = Group(N_("Market"), (
    ListView(MARKET_NOTES, title=N_("Market notes"),
             create=FormView(FormSpec("market-note", N_("New market note"), parts=_NOTE), _read, (_SAVE,), stays=False),
             edit=FormView(FormSpec("market-change", N_("Change the market note"), parts=_NOTE), _read, (_SAVE,), load=_load, stays=False)),
    _counted(MARKET_BY_RIVAL, N_("By rival"), "market_notes"),
    _counted(MARKET_BY_PRODUCT, N_("By product"), "market_notes"),
    _counted(MARKET_BY_REGION, N_("By region"), "market_notes"),
    _counted(MARKET_BY_MONTH, N_("By month"), "market_notes"),
))
DEMANDED = Group(N_("Demands"), (
    ListView(DEMANDS, title=N_("Demand register"), door=_who_asked, create=FormView(
        FormSpec("demand", N_("New demand"), parts=_DEMAND), _ask,
        (Verb(N_("Save"), add_note, "Ctrl+S", icon="save", primary=True, done=N_("Noted")),), stays=False)),
    _counted(DEMANDS_BY_PRODUCT, N_("By product"), "demands"),
    _counted(DEMANDS_BY_REGION, N_("By region"), "demands"),
    _counted(DEMANDS_BY_MONTH, N_("By month"), "demands"),
))
