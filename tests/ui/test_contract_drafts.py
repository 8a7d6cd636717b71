"""Contracts and quotes that are being typed outlive the window, are offered at return, and go once they are filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal as D
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.contracts import queries
from models.drafts.queries import draft_count
from models.reports.queries.board import today
from tests.contract_room import Yard, a_yard
from ui.kit.specs import Found
from ui.tabs import CONTRACTS as TAB
from ui.tabs import INVOICES, RECEIPTS
from ui.tabs.contracts.forms import CHANGE_CONTRACT, load_contract

from .desk_room import Room, room
from .test_contracts_tab import view

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def made(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[tuple[Room, Yard]]:
    """The tab over a yard."""
    with room(qtbot, dressed, tmp_path, TAB, INVOICES, RECEIPTS) as found:
        yield found, a_yard(found.office)


def typed(room_: Room, yard: Yard, quantity: str = "12") -> None:
    """A customer and a line, kept half a second later."""
    room_.page.fill({"customer": Found(yard.customer, "双汇", ""), "lines": [{"product": Found(yard.feed, "F-1204", ""), "name": "饲料",
                                                                       "quantity": D(quantity), "unit": "袋", "price": D(128)}]})
    room_.qtbot.waitUntil(lambda: draft_count(room_.office) > 0)


def test_a_contract_outlives_the_window_and_goes_on_where_it_stood(made: tuple[Room, Yard], picture: Grab) -> None:
    room_, yard = made
    view(room_, "contract-new")
    typed(room_, yard)
    again = Room(room_.qtbot, room_.office, (TAB,))
    view(again, "contract_drafts")
    picture(again.window, "contract-drafts")
    again.pick(0).open_row(0)
    values = again.page.panel.values()
    assert (values["customer"], values["lines"][0]["quantity"]) == (yard.customer, 12)
    again.give("Save")
    row = queries.contract_numbered(room_.office, "HT20261100001")
    assert row is not None and row.total == D(1536) and draft_count(room_.office) == 0
    again.window.close()


def test_today_and_the_invoices_tell_them_apart(made: tuple[Room, Yard]) -> None:
    room_, yard = made
    view(room_, "quote-new")
    typed(room_, yard)
    [row] = today(room_.office).drafts.rows
    assert (row.listing, row.title) == ("quote_drafts", "双汇")
    view(room_, "quote_drafts")
    room_.pick(0).open_row(0)
    room_.give("Give the quote")
    assert draft_count(room_.office) == 0


def test_what_is_typed_over_a_filed_draft_is_there_again(made: tuple[Room, Yard]) -> None:
    room_, yard = made
    contract = yard.draft("100")
    view(room_, "contracts")
    room_.tab("contracts").fill_in(CHANGE_CONTRACT, contract)
    typed(room_, yard, "70")
    room_.tab("contracts").back()
    assert yard.row(contract).lines[0].quantity == 100
    assert load_contract(room_.office, contract)["lines"][0]["quantity"] == "70"
