"""Many views in one tab: groups in the first row, the views of the chosen group in the second, all by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.office import Office
from ui.kit.board import Board, Card
from ui.kit.desk import MemoryStore, Services
from ui.kit.fake_prompts import FakePrompts
from ui.kit.tab import BoardView, Door, Group, TabSpec
from ui.main_window import MainWindow

from .keys import press

Grab = Callable[[QWidget, str], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


def _view(name: str) -> BoardView:
    return BoardView(name, lambda office: Board((Card(name),)), name=name)


TAB = TabSpec("many", "Many", "leads", (
    Group("Leads", tuple(_view(f"Leads {at}") for at in range(6))), _view("Alone"),
    *(Group(f"Sheets of a kind {part}", tuple(_view(f"A sheet with a long title {part}{at}") for at in range(4))) for part in range(5))))
FLAT = TabSpec("flat", "Flat", "leads", (_view("One"), _view("Two")))


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, office: Office) -> Iterator[MainWindow]:
    made = MainWindow(office, (TAB, FLAT), Services(store=MemoryStore()), title="", prompts=FakePrompts())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.jobs.close()


def test_views_stand_in_groups_and_a_view_alone_is_its_own(window: MainWindow, picture: Grab) -> None:
    bar = window.page("many").bar
    assert bar.top.count() == 7 and bar.count() == 27 and [bar.below.tabText(at) for at in (0, 5)] == ["Leads 0", "Leads 5"]
    bar.top.setCurrentIndex(1)
    assert bar.currentIndex() == 6 and bar.below.isHidden() and window.page("many").page is window.page("many").pages[6]
    bar.top.setCurrentIndex(6)
    assert bar.below.isVisible() and bar.below.accessibleName() == "Sheets of a kind 4"
    picture(window, "groups")


def test_keys_walk_views_and_groups_and_a_group_remembers_its_view(window: MainWindow) -> None:
    bar = window.page("many").bar
    press(window, Qt.Key.Key_Tab, CONTROL)
    press(window, Qt.Key.Key_Tab, CONTROL)
    assert bar.currentIndex() == 2 and bar.below.currentIndex() == 2
    press(window, Qt.Key.Key_PageDown, CONTROL)
    assert bar.currentIndex() == 6
    press(window, Qt.Key.Key_PageUp, CONTROL)
    assert bar.currentIndex() == 2, "back at the view last seen there"
    press(window, Qt.Key.Key_PageUp, CONTROL)
    assert bar.currentIndex() == 23 and bar.below.count() == 4
    press(window, Qt.Key.Key_Escape)
    assert bar.currentIndex() == 0, "Esc leads to the first view"


def test_a_door_leads_into_any_group(window: MainWindow) -> None:
    window.open(Door("", view="A sheet with a long title 32"))
    bar = window.page("many").bar
    assert (bar.top.currentIndex(), bar.below.currentIndex(), bar.below.tabText(2)) == (5, 2, "A sheet with a long title 32")


def test_without_groups_both_keys_walk_the_one_row(window: MainWindow) -> None:
    window.show_tab("flat")
    bar = window.page("flat").bar
    assert bar.top.isHidden() and bar.below.count() == 2 and bar.below.accessibleName() == "Flat"
    press(window, Qt.Key.Key_PageDown, CONTROL)
    assert bar.currentIndex() == 1
