"""Customers: their files, accounts opened with the manager's approval, people, demands and licences (duties 5, 16, 20, 68)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.core.listing import Listing
from models.core.office import Done, Office
from models.core.pinyin import load
from models.core.text import N_
from models.customers import commands, queries
from models.customers.listing import BIRTHDAYS, CONTACTS, CUSTOMER_NOTES, CUSTOMERS, LICENCES, OPENING_LOG, POSSIBLE_DOUBLES
from ui.kit.board import Board
from ui.kit.desk import Desk
from ui.kit.specs import Level, Values
from ui.kit.tab import Action, Group, ListView, SavedFilters, Verb, View
from ui.kit.verbs import Door, to_entry
from ui.tabs.customers import forms, opening
from ui.tabs.customers.board import customer_board
from ui.tabs.customers.facts import LEVELS
from ui.tabs.customers.head import head_board
from ui.tabs.customers.merging import MERGE, PAIR_VERBS, UNDO, double_board
from ui.tabs.customers.reception import LOG
from ui.tabs.customers.sides import LEAVES, TOPICS
from ui.tabs.customers.watching import INACTIVE_LIST, RANKING_LIST, WARNING_LIST
from ui.tabs.finders import customer
from ui.tabs.importing import PAST_IMPORTS, import_view
from ui.tabs.receipts.account import RECEIVE
from ui.tabs.receipts.statements import SEND


def _rest(office: Office, customer_id: int, values: Values) -> Done:
    return commands.deactivate(office, customer_id, values["reason"] or "")


def _take_up(office: Office, customer_id: int) -> Done:
    return commands.set_active(office, customer_id, True)


def _write_invoice(desk: Desk, customer_id: Any) -> None:
    """A new invoice for this customer."""
    desk.fill("invoice", {"customer": customer(desk.office, customer_id)})


VERBS = (
    Action(N_("Note"), to_entry, "F7", "message"),
    Action(N_("Write an invoice"), _write_invoice, "Ctrl+I", "invoices", when=lambda row: row["state"] == "approved" and row["active"]),
    RECEIVE, replace(SEND, key="Ctrl+T"),
    opening.ASK, opening.OPEN, opening.REFUSE,
    Verb(N_("Deactivate…"), _rest, "", "lock", asks=forms.REASON, when=lambda row: bool(row["active"])),
    Verb(N_("Activate"), _take_up, "", "unlock", when=lambda row: not row["active"]),
    MERGE, UNDO,
    Verb(N_("Delete the draft"), commands.delete_draft, "", "delete", confirm=N_("Throw this draft away for good?"),
         when=lambda row: row["state"] == "draft", done=N_("{number} is deleted")),
    opening.FINE,
)


STEP_LEVELS = {"asked": Level.LOOK, "approved": Level.GOOD, "refused": Level.BLOCK}
LICENCE_LEVELS = {"holds": Level.GOOD, "soon": Level.LOOK, "expired": Level.BLOCK, "endless": Level.PLAIN}


def _of(part: str, build: Callable[[Office, Any], Board] = head_board) -> Callable[[Office, Any], Board]:
    """What is shown of the customer that a part of a file belongs to."""
    def board(office: Office, part_id: Any) -> Board:
        return build(office, queries.customer_of(office, part, part_id))
    return board


def _parts(listing: Listing, part: str, **more: Any) -> ListView:
    """A list of parts of files; each leads to its customer, from every side."""
    def go(desk: Desk, part_id: Any) -> None:
        desk.open(Door("customers", queries.customer_of(desk.office, part, part_id)))

    leaves = tuple(replace(leaf, build=_of(part, leaf.build)) for leaf in LEAVES)
    return ListView(listing, (Action(N_("Go to the customer"), go, "Ctrl+G", "customers"),), board=_of(part), leaves=leaves, topics=TOPICS,
                    **more)


SEGMENTS = SavedFilters(lambda _office: [name for name, _title in queries.saved_segments()],
                        lambda _office, name: queries.segment_filter(name), commands.save_segment, commands.delete_segment, queries.SEGMENT)
VIEWS: tuple[View | Group, ...] = (
    Group(N_("Customers"), (
        ListView(CUSTOMERS, VERBS, (opening.FORM,), create=forms.CREATE, edit=forms.CHANGE, detail=customer_board, board=head_board,
                 leaves=LEAVES, topics=TOPICS, levels=LEVELS, saved=SEGMENTS),
    )),
    Group(N_("People"), (
        _parts(CONTACTS, "contact"), _parts(BIRTHDAYS, "contact"), _parts(CUSTOMER_NOTES, "customer_note"), LOG,
    )),
    Group(N_("Early warnings"), (WARNING_LIST, INACTIVE_LIST)),
    Group(N_("Customer ranking"), (RANKING_LIST,)),
    Group(N_("Opening and licences"), (
        _parts(OPENING_LOG, "opening_step", period="year", levels=STEP_LEVELS),
        _parts(LICENCES, "licence", levels=LICENCE_LEVELS),
    )),
    Group(N_("Possible duplicates"), (ListView(POSSIBLE_DOUBLES, PAIR_VERBS, detail=double_board, board=double_board),)),
    Group(N_("Import"), (import_view("import-customers", ("customers", "receivables")), PAST_IMPORTS,)),
)


def _load(_ticket: object) -> None:
    load()


AHEAD = _load
"""Who types a name is compared with everybody by its sound at the first key."""
