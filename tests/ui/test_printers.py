"""The wizard for printers by keys: print the forms, enter what was measured, and each preview prints moved by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import an_office
from tests.printing.reading import pages_of
from ui.kit.desk import MemoryStore
from ui.kit.fake_prompts import FakePrompts
from ui.kit.paper_choice import kept_choice
from ui.kit.tab import PaperChoice
from ui.main_window import MainWindow
from ui.session import window_of
from ui.tabs.invoices.views import SALES_NOTE
from ui.tabs.settings.printers import ACTIONS, KEEP, PrintersPage
from ui.tour.hands import Hands

from .keys import press, write

Grab = Callable[[QWidget, str], None]
CONTROL = Qt.KeyboardModifier.ControlModifier


class Two:
    """Two printers that remember how many forms they were sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def names(self) -> list[str]:
        return ["LQ-630K", "HP"]

    def says(self, printer: str) -> str:
        return ""

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        self.sent.append((choice.printer, pages_of(pdf)))


@pytest.fixture
def printers() -> Two:
    """The printers of this desk."""
    return Two()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, tmp_path: Path, printers: Two) -> Iterator[MainWindow]:
    """A desk with two printers, at the wizard, reached as Ctrl+K reaches it."""
    office = an_office(tmp_path / "office")
    made = window_of(office, MemoryStore(), FakePrompts(), lambda _path: None)
    made.services = replace(made.services, printing=printers)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    (go,) = [call for found, call in made._commands("打印机") if found.title == "打印机"]
    go()
    Hands(made).rest()
    yield made
    made.close()
    made.deleteLater()
    office.close()


@pytest.fixture
def page(window: MainWindow) -> PrintersPage:
    """The wizard."""
    found: Any = window.page("settings").page
    assert isinstance(found, PrintersPage)
    return found


def enter(page: PrintersPage, **typed: str) -> None:
    """Type what was measured."""
    for key, text in typed.items():
        write(page.panel.fields[key].widget, text)


def fact(page: PrintersPage, key: str) -> str:
    """What stands in a field that nobody types."""
    return str(page.panel.values()[key])


def test_the_forms_are_printed_measured_and_every_preview_is_moved_by_it(
        window: MainWindow, page: PrintersPage, printers: Two, picture: Grab) -> None:
    press(window, Qt.Key.Key_P, CONTROL)
    Hands(window).rest()
    assert printers.sent == [("LQ-630K", 11)]
    enter(page, left="13.5", top="6", tenth="4")
    assert "右移 1.50 mm" in fact(page, "then") and "每张加长 0.20 mm" in fact(page, "then")
    picture(window, "printers")
    press(page, Qt.Key.Key_F9)
    choice = kept_choice(window, SALES_NOTE, "LQ-630K", "pin2")
    assert (choice.offset_x, choice.offset_y, choice.drift) == (Decimal("1.5"), Decimal(-2), Decimal("0.20"))
    assert kept_choice(window, SALES_NOTE, "HP", "pin2").drift == kept_choice(window, SALES_NOTE, "LQ-630K", "A4").drift == 0
    assert "上移 2.00 mm" in fact(page, "now") and "上移 2.00 mm" in fact(page, "known")
    assert page.panel.values()["left"] is None


def test_what_cannot_be_right_stands_at_its_field_and_nothing_is_kept(window: MainWindow, page: PrintersPage) -> None:
    page.give(KEEP)
    enter(page, left="99", top="4")
    page.give(KEEP)
    shown = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "problem" and label.isVisible()]
    assert len(shown) == 1 and "-84" in shown[0] and kept_choice(window, SALES_NOTE, "LQ-630K").offset_x == 0


def test_another_paper_begins_with_nothing_measured_and_what_is_kept_can_be_cleared(window: MainWindow, page: PrintersPage) -> None:
    enter(page, left="14", top="4")
    page.give(KEEP)
    enter(page, left="14")
    page.panel.put({"paper": "A4"})
    page.panel.changed.emit("paper")
    assert not page.panel.fields["tenth"].widget.isVisible()
    assert page.panel.values()["left"] is None and fact(page, "now") == "未校正" and "右移 1.00 mm" in fact(page, "known")
    page.panel.put({"paper": "pin2"})
    page.give(next(action for action in ACTIONS if action is not KEEP and action.icon == "undo"))
    assert kept_choice(window, SALES_NOTE, "LQ-630K").offset_x == 0 and fact(page, "known") == "未校正"
