"""Fields and columns on demand, choices of one line, cells that Enter passes by, a list's first columns."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from models.core.office import Office
from ui.kit.desk import MemoryStore
from ui.kit.form import FormPanel
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.table import Table
from ui.kit.table_model import TableModel

from .conftest import StubDesk
from .demo import SLIPS
from .keys import press, write

UNITS = {1: (("bag", "bag"), ("tonne", "tonne")), 2: (("case", "case"),)}


def _follow(_office: Office, values: Values, _path: str) -> Live:
    """Product 2 asks for a batch; a cheque asks for its number; each product has its own units."""
    lines = values["lines"]
    known = [(place, UNITS.get(int(line["code"] or 0), ())) for place, line in enumerate(lines)]
    asks = {f"lines.{place}.batch" for place, line in enumerate(lines) if line["code"] == 2}
    marks = {f"lines.{place}.price": Mark("last", Level.PLAIN) for place, line in enumerate(lines) if line["price"]}
    return Live(marks=marks, choices={f"lines.{place}.unit": units for place, units in known},
                asks=asks | ({"cheque"} if values["way"] == "cheque" else set()))


SPEC = FormSpec("order", "Order", parts=(
    Section((FieldSpec("way", "Way", FieldKind.CHOICE, choices=(("cash", "Cash"), ("cheque", "Cheque")), aside=True),
             FieldSpec("cheque", "Number", asked=True), FieldSpec("said", "Said", aside=True))),
    LinesSpec("lines", (
        FieldSpec("code", "Code", FieldKind.INTEGER, width=10), FieldSpec("unit", "Unit", FieldKind.CHOICE, width=8, aside=True),
        FieldSpec("price", "Price", FieldKind.PRICE, width=12, passed=True), FieldSpec("batch", "Batch", width=10, asked=True),
    )),
), live=_follow)


def _panel(qtbot: QtBot, desk: StubDesk) -> FormPanel:
    panel = FormPanel(SPEC, desk.office, desk.jobs)
    qtbot.addWidget(panel)
    panel.resize(800, 480)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.focus()
    return panel


def _open(panel: FormPanel) -> QLineEdit:
    return next(each for each in panel.grids["lines"].view.viewport().findChildren(QLineEdit) if each.isVisible())


def test_the_focus_begins_where_enter_leads_and_a_field_comes_when_it_is_asked_for(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    assert panel.grids["lines"].view.currentIndex().column() == 0, "the head is passed by"
    assert panel.fields["cheque"].isHidden()
    panel.put({"way": "cheque"})
    assert panel.fields["cheque"].isVisible()
    panel.put({"way": "cash"})
    assert panel.fields["cheque"].isHidden()


def test_a_column_comes_with_the_line_that_asks_and_enter_stops_only_there(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    view = panel.grids["lines"].view
    write(_open(panel), "1")
    press(_open(panel), Qt.Key.Key_Return)
    write(_open(panel), "5")
    press(_open(panel), Qt.Key.Key_Return)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0) and view.isColumnHidden(3)
    for text in ("2", "6"):
        write(_open(panel), text)
        press(_open(panel), Qt.Key.Key_Return)
    assert not view.isColumnHidden(3) and (view.currentIndex().row(), view.currentIndex().column()) == (1, 3)


def test_each_line_offers_its_own_choices(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.put({"lines": [{"code": Decimal(1), "unit": "bag"}, {"code": Decimal(2), "unit": "case"}]})
    view = panel.grids["lines"].view
    view.edit_cell(0, 1)
    box = next(each for each in view.viewport().findChildren(QComboBox) if each.isVisible())
    assert [box.itemText(at) for at in range(box.count())] == ["bag", "tonne"]
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)
    assert [line["unit"] for line in panel.values()["lines"]] == ["tonne", "case"]


def test_a_plain_mark_stands_in_its_cell_without_words_below(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.put({"lines": [{"code": Decimal(1), "price": Decimal(5)}]})
    grid = panel.grids["lines"]
    assert grid.model.marks["0.price"].text == "last" and not any(words.isVisible() for words in grid.words.values())


def test_a_list_names_its_first_columns(qtbot: QtBot, desk: StubDesk) -> None:
    store = MemoryStore()
    table = Table(TableModel(SLIPS, desk.office, desk.jobs, {}), store, ("amount", "customer"))
    qtbot.addWidget(table)
    keys = [column.key for column in SLIPS.columns]
    assert [keys[at] for at in table.shown_columns()] == ["amount", "customer"]
    table.setColumnHidden(keys.index("date"), False)
    table._keep()
    again = Table(TableModel(SLIPS, desk.office, desk.jobs, {}), store, ("amount", "customer"))
    qtbot.addWidget(again)
    assert {keys[at] for at in again.shown_columns()} == {"amount", "customer", "date"}, "what the person chose stays"
