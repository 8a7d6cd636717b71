"""A period handed over at the desk: its workbook is written, and the answer read from it."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.handover.queries import batch_numbered
from tests.closed import a_day, with_a_drawer
from tests.data.test_handover import answered
from tests.factories import MONDAY, later
from ui.tabs import CLOSING

from .desk_room import room
from .hands import Hands


def test_a_day_is_handed_over_and_its_answer_comes_back(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    with room(qtbot, dressed, tmp_path, CLOSING) as made:
        a_day(with_a_drawer(made.office))
        close_day(made.office, CloseInput(MONDAY, D(450)))
        later(made.office, days=1)
        page = made.tab("closing")
        place = page.place_of("handovers")
        assert place is not None
        page.show_view(place)
        made.settle()
        path = tmp_path / "batch.xlsx"
        made.prompts.answers += [{"recipient": "finance", "start": MONDAY, "end": MONDAY, "due": None, "remark": ""}, path]
        Hands(made.window).key(Qt.Key.Key_F6)
        made.settle()
        assert path.exists()
        made.pick()
        answered(path, **{"/全部": ("相符", None)})
        made.prompts.answers += [path, {"by": "刘会计"}]
        Hands(made.window).key(Qt.Key.Key_F8)
        made.settle()
        row = batch_numbered(made.office, "JJ20261100001")
        assert row is not None and row.state == "accepted" and row.answers[-1].by == "刘会计"
