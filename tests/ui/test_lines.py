"""Lines are typed without a mouse: Enter goes on, the last price is passed by, a full grid stays quick."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.form import FormPanel
from ui.kit.lines import LinesEdit
from ui.kit.specs import Found, Level

from .conftest import StubDesk
from .demo import FORM
from .keys import press, write

Grab = Callable[[QWidget, str], None]


def _grid(qtbot: QtBot, desk: StubDesk) -> tuple[FormPanel, LinesEdit]:
    panel = FormPanel(FORM, desk.office, desk.jobs)
    qtbot.addWidget(panel)
    panel.resize(1080, 640)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    grid = panel.grids["lines"]
    grid.focus_cell("")
    return panel, grid


def _editor(grid: LinesEdit) -> QLineEdit:
    editors = [each for each in grid.view.viewport().findChildren(QLineEdit) if each.isVisible()]
    assert len(editors) == 1, "one cell is open"
    return editors[0]


def _type(qtbot: QtBot, grid: LinesEdit, text: str) -> None:
    """Into the open cell editor, ending with Enter."""
    write(_editor(grid), text)
    press(_editor(grid), Qt.Key.Key_Return)
    QApplication.processEvents()


def test_a_line_takes_a_code_a_quantity_and_two_enters(qtbot: QtBot, desk: StubDesk, picture: Grab) -> None:
    panel, grid = _grid(qtbot, desk)
    _type(qtbot, grid, "1204")
    _type(qtbot, grid, "100")
    lines = panel.values()["lines"]
    assert lines == [{"goods": 1, "quantity": Decimal(100), "price": Decimal(128), "amount": Decimal("12800.00"), "stock": Decimal(640)}]
    assert (grid.view.currentIndex().row(), grid.view.currentIndex().column()) == (1, 0)
    _type(qtbot, grid, "2201")
    _type(qtbot, grid, "40")
    assert "短缺 40 袋" in grid.words[Level.LOOK].text()
    assert panel.values()["total"] == Decimal("21200.00")
    picture(panel, "lines")


def test_enter_on_the_empty_line_leaves_the_grid(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    _type(qtbot, grid, "1204")
    _type(qtbot, grid, "1")
    _type(qtbot, grid, "")
    assert panel.focusWidget() is panel.fields["received"].widget


def test_text_that_means_nothing_stays_and_is_named(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    _type(qtbot, grid, "1204")
    _type(qtbot, grid, "1o0")
    assert grid.view.currentIndex().column() == 1
    values, problems = panel.collect()
    assert [problem.field for problem in problems] == ["customer", "lines.0.quantity"]
    assert grid.model.text(0, FORM.grids()[0].columns[1]) == "1o0"


def test_rows_from_excel_are_pasted(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    grid.view.setCurrentIndex(grid.model.index(0, 0))
    QGuiApplication.clipboard().setText("F-1204\t10\nF-1102\t2\t90\nnothing\t1\n")
    press(grid.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    values, problems = panel.collect()
    assert [(line["goods"], line["quantity"], line["price"]) for line in values["lines"]] == [
        (1, Decimal(10), Decimal(128)), (2, Decimal(2), Decimal(90)), (None, Decimal(1), None)]
    assert "lines.2.goods" in [problem.field for problem in problems]


def test_a_verb_takes_the_open_cell_and_a_draft_keeps_its_text(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    _type(qtbot, grid, "1204")
    write(_editor(grid), "12")
    assert panel.plain()["lines"] == [{"goods": {"id": 1, "title": "育肥猪配合饲料", "detail": "F-1204  40kg  袋", "note": "640"},
                                       "price": "128", "amount": "1536.00", "stock": "640", "quantity": "12"}]
    assert panel.dirty
    panel.take_open()
    assert panel.values()["lines"][0]["quantity"] == Decimal(12)


def test_a_line_is_taken_out_and_paths_skip_empty_lines(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    grid.put([{"goods": Found(each, f"#{each}"), "quantity": Decimal(each)} for each in (1, 2, 3)])
    grid.view.setCurrentIndex(grid.model.index(1, 1))
    press(grid.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [line["goods"] for line in panel.values()["lines"]] == [1, 3]
    assert grid.model.rowCount() == 3 and grid.model.row_of(1) == 1


def test_sixty_lines_stay_quick(qtbot: QtBot, desk: StubDesk) -> None:
    panel, grid = _grid(qtbot, desk)
    panel.put({"lines": [{"goods": GOOD, "quantity": Decimal(3), "price": Decimal(5)} for GOOD in [Found(1, "料")] * 60]})
    began = perf_counter()
    for row in range(20):
        grid.model.setData(grid.model.index(row, 1), "7")
    assert (perf_counter() - began) / 20 < 0.1
    assert panel.values()["total"] == Decimal(20 * 35 + 40 * 15)
