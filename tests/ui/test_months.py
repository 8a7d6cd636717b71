"""A month at the desk: what stops it is a door, F9 settles it, a manager opens it again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.closing.commands import close_day, settle_month
from models.closing.inputs import CloseInput
from models.closing.listing import MONTHS
from models.closing.queries import settlement_of
from models.core.text import _, speaking
from models.days.queries import locked_months
from tests.closed import a_day, with_a_drawer
from tests.factories import MONDAY, later
from ui.tabs import CLOSING
from ui.tabs.closing.settling import REOPEN

from .desk_room import Room, room
from .hands import Hands

NOVEMBER = MONDAY.replace(day=1)


@pytest.fixture
def made(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The closing tab at the beginning of December; 23 November is closed."""
    with room(qtbot, dressed, tmp_path, CLOSING) as made:
        a_day(with_a_drawer(made.office))
        close_day(made.office, CloseInput(MONDAY, Decimal(450)))
        later(made.office, days=8)
        yield made


def show(made: Room, name: str) -> None:
    page = made.tab("closing")
    place = page.place_of(name)
    assert place is not None
    page.show_view(place)
    made.settle()


def test_f9_settles_the_month_at_hand(made: Room) -> None:
    show(made, "month")
    made.page.setFocus()
    Hands(made.window).key(Qt.Key.Key_F9)
    made.settle()
    row = settlement_of(made.office, NOVEMBER)
    assert row is not None and row.stands


def test_a_settled_month_is_opened_again_with_a_managers_approval(made: Room) -> None:
    settle_month(made.office, NOVEMBER)
    show(made, "months")
    made.pick()
    made.prompts.answers.append({"reason": "漏记一笔"})
    Hands(made.window).key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    made.settle()
    [place] = [at for at, column in enumerate(MONTHS.columns) if column.key == "state"]
    with speaking("zh_CN"):
        told = (*(_(verb.title) for verb in made.page.verbs.verbs), _(REOPEN.done), *map(_, MONTHS.columns[place].choices.values()))
    assert "重开月结" in told and not [words for words in told if "日清" in words], "its days stay closed"
    assert [need.kind for asked in made.asked for need in asked.needs] == ["reopen month"]
    assert locked_months(made.office) == []
