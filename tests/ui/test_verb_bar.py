"""Verbs stand in one row; those without room stand behind the last button, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories import a_customer
from ui.tabs import CUSTOMERS

from .desk_room import room


@pytest.mark.parametrize("width", [1920, 1280, 700, 320])
def test_every_verb_is_a_button_or_stands_behind_the_last_one(qtbot: QtBot, dressed: QApplication, tmp_path: Path, width: int) -> None:
    with room(qtbot, dressed, tmp_path, CUSTOMERS) as made:
        a_customer(made.office)
        made.tab("customers")
        made.settle()
        bar = made.page.verbs
        holder = QWidget()
        qtbot.addWidget(holder)
        bar.setParent(holder)
        holder.resize(width, 60)
        bar.setGeometry(0, 0, width, 40)
        holder.show()
        qtbot.wait(30)
        shown = [at for at, button in bar.buttons.items() if not button.isHidden()]
        assert sorted([*shown, *bar.behind()]) == sorted(bar.buttons)
        assert bool(bar.behind()) != bar.more.isHidden()
        right = max([bar.buttons[at].geometry().right() for at in shown] + [0 if bar.more.isHidden() else bar.more.geometry().right()])
        assert right < max(width, bar.more.sizeHint().width() + 8)
        assert [action.text() for action in bar.menu().actions()] == [
            "\t".join(filter(None, (bar.buttons[at].text().strip().rsplit("  ", 1)[0], bar.verbs[at].key))) for at in bar.behind()]
