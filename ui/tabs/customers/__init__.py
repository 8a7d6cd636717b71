"""Customers: their files, accounts opened with the manager's approval, people, demands and licences (duties 5, 16, 20, 68)."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_
from models.customers import commands, queries
from models.customers.listing import BIRTHDAYS, CONTACTS, CUSTOMER_NOTES, CUSTOMERS, LICENCES, POSSIBLE_DOUBLES
from ui.kit.board import Board
from ui.kit.desk import Desk
from ui.kit.specs import Values
from ui.kit.tab import Action, Group, ListView, Row, Verb, View
from ui.kit.verbs import to_entry
from ui.tabs.customers import forms
from ui.tabs.customers.board import customer_board
from ui.tabs.customers.facts import LEVELS
from ui.tabs.customers.head import head_board
from ui.tabs.customers.merging import MERGE, PAIR_VERBS, UNDO, double_board
from ui.tabs.customers.sides import LEAVES
from ui.tabs.customers.watching import INACTIVE_LIST, RANKING_LIST, WARNING_LIST
from ui.tabs.finders import customer
from ui.tabs.importing import import_view
from ui.tabs.papers import paper
from ui.tabs.receipts.account import RECEIVE


def _opens(row: Row) -> bool:
    return row["state"] in ("draft", "asked")


def _open(office: Office, ids: tuple[int, ...]) -> Done:
    """One account by an approval of its own, several by one for all."""
    return commands.open_customer(office, ids[0]) if len(ids) == 1 else commands.open_customers(office, ids)


def _refuse(office: Office, customer_id: int, values: Values) -> Done:
    return commands.refuse_opening(office, customer_id, values["reason"] or "")


def _rest(office: Office, customer_id: int, values: Values) -> Done:
    return commands.deactivate(office, customer_id, values["reason"] or "")


def _take_up(office: Office, customer_id: int) -> Done:
    return commands.set_active(office, customer_id, True)


def _code(office: Office, customer_id: Any) -> str:
    return queries.card(office, customer_id).code


def _write_invoice(desk: Desk, customer_id: Any) -> None:
    """A new invoice for this customer."""
    desk.fill("invoice", {"customer": customer(desk.office, customer_id)})


VERBS = (
    Action(N_("Note"), to_entry, "F7", "message"),
    Action(N_("Write an invoice"), _write_invoice, "Ctrl+I", "invoices", when=lambda row: row["state"] == "approved" and row["active"]),
    RECEIVE,
    Verb(N_("Ask for opening"), commands.ask_opening, "", "question", when=lambda row: row["state"] in ("draft", "refused"),
         done=N_("{number}: the opening waits for the manager")),
    Verb(N_("Open the account"), _open, "Ctrl+O", "approve", many=True, at_once=True, when=_opens, done=N_("{number} is opened")),
    Verb(N_("Refuse the opening…"), _refuse, "", "reject", asks=forms.REASON, roles=("manager",), when=lambda row: row["state"] == "asked"),
    Verb(N_("Deactivate…"), _rest, "", "lock", asks=forms.REASON, when=lambda row: bool(row["active"])),
    Verb(N_("Activate"), _take_up, "", "unlock", when=lambda row: not row["active"]),
    MERGE, UNDO,
    Verb(N_("Delete the draft"), commands.delete_draft, "", "delete", confirm=N_("Throw this draft away for good?"),
         when=lambda row: row["state"] == "draft", done=N_("{number} is deleted")),
)
OPENING_FORM = paper("account-opening", N_("Account-opening Form"), _code, ("A4",))


def _of(part: str) -> Any:
    """The board of the customer that a part of a file belongs to."""
    def board(office: Office, part_id: int) -> Board:
        return customer_board(office, queries.customer_of(office, part, part_id))
    return board


VIEWS: tuple[View | Group, ...] = (
    Group(N_("Customers"), (
        ListView(CUSTOMERS, VERBS, (OPENING_FORM,), create=forms.CREATE, edit=forms.CHANGE, detail=customer_board, board=head_board,
                 leaves=LEAVES, levels=LEVELS),
    )),
    Group(N_("People"), (
        ListView(CONTACTS, board=_of("contact")), ListView(BIRTHDAYS, board=_of("contact")),
        ListView(CUSTOMER_NOTES, board=_of("customer_note")),
    )),
    Group(N_("Early warnings"), (WARNING_LIST, INACTIVE_LIST)),
    Group(N_("Ranking"), (RANKING_LIST,)),
    Group(N_("Licences"), (ListView(LICENCES, board=_of("licence")),)),
    Group(N_("Possible duplicates"), (ListView(POSSIBLE_DOUBLES, PAIR_VERBS, detail=double_board, board=double_board),)),
    Group(N_("Import"), (import_view("import-customers", ("customers", "receivables")),)),
)
