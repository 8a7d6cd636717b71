"""A narrow window or large letters: words give their room to the page, nothing falls off its edge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget
from pytestqt.qtbot import QtBot

from models.core.office import Office
from ui.kit import theme
from ui.kit.board_page import BoardPage
from ui.kit.filter_bar import FilterBar
from ui.kit.flow import FlowLayout
from ui.kit.words import button
from ui.tabs import TODAY

from .demo import SLIPS
from .desk_room import room

ICON, BESIDE = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon


@pytest.fixture(name="large_letters")
def large_letters_(dressed: QApplication) -> Iterator[QApplication]:
    theme.wear(dressed, theme.Mode.LIGHT, 200)
    yield dressed
    theme.wear(dressed, theme.Mode.LIGHT)


def test_the_rail_keeps_its_icons_where_its_words_have_no_room(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    with room(qtbot, dressed, tmp_path, TODAY) as made:
        made.window.resize(1280, 720)
        wide = made.window.rail.width()
        assert {each.toolButtonStyle() for each in made.window.rail.buttons.values()} == {BESIDE}
        made.window.resize(1000, 720)
        assert {each.toolButtonStyle() for each in made.window.rail.buttons.values()} == {ICON}
        assert made.window.rail.width() < wide / 2
        assert made.window.rail.buttons["today"].toolTip().startswith("今日")


def test_today_is_read_without_scrolling_sideways_at_twice_the_size(qtbot: QtBot, large_letters: QApplication, tmp_path: Path) -> None:
    with room(qtbot, large_letters, tmp_path, TODAY) as made:
        made.window.resize(1280, 720)
        made.tab("today")
        made.settle()
        assert isinstance(made.page, BoardPage)
        assert made.page.area.horizontalScrollBar().maximum() == 0


def test_the_filter_bar_gives_up_words_before_it_takes_a_second_row(qtbot: QtBot, dressed: QApplication, office: Office) -> None:
    bar = FilterBar(SLIPS, office, "month", as_of=True)
    qtbot.addWidget(bar)
    bar.show()
    seen = []
    for width in range(1400, 300, -20):
        bar.resize(width, 80)
        tops = {each.y() for each in (bar.keyword, bar.excel, bar.print)}
        seen.append((len(tops) == 1, bar.print.toolButtonStyle() == BESIDE, bar.keyword.width()))
    one_row = [(words, keyword) for single, words, keyword in seen if single]
    assert one_row[0] == (True, theme.current().px(220)) and one_row[-1] == (False, theme.current().px(140))
    assert one_row == sorted(one_row, reverse=True)
    assert not seen[-1][0]


@pytest.mark.parametrize("width", [900, 260, 120])
def test_the_roomy_one_takes_what_its_row_leaves(qtbot: QtBot, dressed: QApplication, width: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, 4)
    made = [button(words) for words in ("a", "b", "c")]
    for each in made:
        each.setMinimumWidth(80)
        if each is made[1]:
            flow.widen()
        flow.addWidget(each)
    holder.resize(width, flow.heightForWidth(width))
    flow.setGeometry(holder.rect())
    flow.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    row = [each for each in made if each.y() == made[1].y()]
    assert row[-1].geometry().right() + 1 == width and row[0].x() == 0
    assert all(holder.rect().contains(each.geometry()) for each in made)
