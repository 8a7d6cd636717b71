"""Every place and every button is reached without a mouse: views of a tab in turn, Enter on a button, looks by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from models.core.listing import Filter
from ui.kit import theme
from ui.kit.board_page import BoardArea
from ui.kit.tab import Action, Board, Card, CardRow, Fact
from ui.kit.words import button, tool
from ui.tabs import PRODUCTS, TODAY

from .conftest import StubDesk
from .desk_room import Room, room
from .keys import press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(name="desk_room")
def desk_room_(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    with room(qtbot, dressed, tmp_path, TODAY, PRODUCTS) as made:
        yield made


def test_ctrl_tab_walks_the_views_round(desk_room: Room) -> None:
    window = desk_room.window
    window.show_tab("products")
    bar = window.page("products").bar
    seen = [bar.currentIndex()]
    for _key in range(bar.count()):
        press(window, Qt.Key.Key_Tab, CONTROL)
        seen.append(bar.currentIndex())
    assert seen == [*range(bar.count()), 0]
    press(window, Qt.Key.Key_Tab, CONTROL | SHIFT)
    assert bar.currentIndex() == bar.count() - 1


@pytest.mark.parametrize("make", [lambda: button("Go"), lambda: tool("Go", "refresh")])
def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, dressed: QApplication, make: Callable[[], QAbstractButton]) -> None:
    made = make()
    qtbot.addWidget(made)
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    press(made, Qt.Key.Key_Return)
    press(made, Qt.Key.Key_Enter)
    press(made, Qt.Key.Key_Space)
    assert len(pressed) == 3


@pytest.mark.parametrize("typed", ["深色", "shense", "ss"])
def test_ctrl_k_puts_on_a_look_by_its_name(qtbot: QtBot, desk_room: Room, typed: str) -> None:
    window = desk_room.window
    offers = [call for found, call in window._commands(typed) if found.title == "深色"]
    assert len(offers) == 1
    offers[0]()
    qtbot.waitUntil(lambda: theme.current().dark)
    window.wear(theme.Mode.LIGHT, 100)
    qtbot.waitUntil(lambda: not theme.current().dark)


def test_a_key_that_cannot_be_given_says_so(desk_room: Room) -> None:
    window = desk_room.window
    window.show_tab("products")
    desk_room.page.show_filter(Filter(keyword="没有这个"))
    desk_room.settle()
    press(desk_room.page.table, Qt.Key.Key_F4)
    assert "请先选一行" in window.status.message.text()


def test_the_key_of_a_card_is_given_wherever_the_cursor_is_on_the_board(qtbot: QtBot, desk: StubDesk) -> None:
    given: list[str] = []
    copy = Action("Copy", lambda _desk, _subject: given.append("copy"), "Ctrl+B", needs_row=False)
    done = Action("Done", lambda _desk, row: given.append(f"done {row}"), "F8")
    area = BoardArea(desk)
    qtbot.addWidget(area)
    area.show_board(Board((Card("facts", facts=(Fact("a", "b"),), verbs=(copy,)), Card("one", (CardRow("x", id=1),)),
                           Card("two", (CardRow("y", id=2),), verbs=(done,)))))
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    first, second = area.cards[1].list, area.cards[2].list
    assert first is not None and second is not None
    first.setFocus()
    press(first, Qt.Key.Key_B, CONTROL)
    assert given == ["copy"]
    press(first, Qt.Key.Key_F8)
    assert given == ["copy"] and area.focusWidget() is second, "what is about a row is seen before it is done"
    press(second, Qt.Key.Key_F8)
    assert given == ["copy", "done 2"]
