"""A table of any size scrolls, sorts, totals and copies without freezing the window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.core.listing import Filter
from models.core.office import Office
from models.core.text import _, speaking
from ui.kit.desk import MemoryStore
from ui.kit.filter_bar import FilterBar
from ui.kit.table import Table, TotalsRow
from ui.kit.table_model import TableModel

from .conftest import StubDesk
from .demo import LEVELS, SLIPS, Slip, demo_office
from .keys import press

ROWS = 100_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """100,000 slips."""
    with demo_office(tmp_path_factory.mktemp("large"), ROWS) as opened:
        yield opened


@pytest.fixture
def model(dressed: QApplication, large: Office) -> Iterator[TableModel]:
    """Its model, workers closed at the end."""
    desk = StubDesk(large)
    yield TableModel(SLIPS, large, desk.jobs, LEVELS)
    desk.jobs.close()
    assert desk.faults == []


def _table(qtbot: QtBot, model: TableModel, store: MemoryStore | None = None) -> Table:
    table = Table(model, MemoryStore() if store is None else store)
    qtbot.addWidget(table)
    table.resize(1000, 600)
    table.show()
    return table


def _read(qtbot: QtBot, model: TableModel, ask: Filter | None = None) -> None:
    with qtbot.waitSignal(model.loaded, timeout=20_000):
        model.ask(ask or Filter())


def test_a_hundred_thousand_rows_are_scrolled_from_end_to_end(qtbot: QtBot, model: TableModel) -> None:
    table = _table(qtbot, model)
    _read(qtbot, model)
    assert model.rowCount() == ROWS
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 90_000)
    began = perf_counter()
    for step in range(20):
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() * step // 19)
        table.viewport().repaint()
    assert (perf_counter() - began) / 20 < 0.15
    press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert model.values(ROWS - 1)["date"] <= model.values(0)["date"]


def test_a_refresh_keeps_the_row_and_the_place(qtbot: QtBot, model: TableModel) -> None:
    table = _table(qtbot, model)
    _read(qtbot, model, Filter(sort="number"))
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() > 90_000)
    table.selectRow(50_000)
    place = table.verticalScrollBar().value()
    assert place > 40_000
    _read(qtbot, model, Filter(sort="number"))
    qtbot.wait(20)
    assert (table.currentIndex().row(), table.verticalScrollBar().value()) == (50_000, place)


def test_a_row_is_chosen_while_a_key_is_still_held_down(qtbot: QtBot, model: TableModel) -> None:
    """A command that Ctrl gave may read the list anew before the hand has left the key."""
    table = _table(qtbot, model)
    _read(qtbot, model)
    press(table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    for _again in range(2):
        table.selectRow(3)
        assert table.chosen_rows() == [3] and table.currentIndex().row() == 3


def test_totals_count_everything_filtered(qtbot: QtBot, model: TableModel) -> None:
    table = _table(qtbot, model)
    row = TotalsRow(table)
    qtbot.addWidget(row)
    model.totalled.connect(row.show_totals)
    with qtbot.waitSignal(model.totalled, timeout=20_000):
        model.ask(Filter(state="red"))
    count = sum(1 for number in range(1, ROWS + 1) if number % 11 == 0)
    cents = sum(number * 7919 % 2_000_000 - 3_000_000 for number in range(11, ROWS + 1, 11))
    assert f"{count:,}" in row.accessibleName() and f"{Decimal(cents) / 100:,.2f}" in row.accessibleName()


def test_a_heading_sorts_and_the_newest_question_wins(qtbot: QtBot, model: TableModel) -> None:
    _table(qtbot, model)
    with qtbot.waitSignal(model.loaded, timeout=20_000):
        for keyword in ("双", "双汇", "nothing", "喆堃"):
            model.ask(Filter(keyword=keyword))
        model.sort(4, Qt.SortOrder.DescendingOrder)
    assert model.filter == Filter(keyword="喆堃", sort="-amount")
    assert {model.values(row)["customer"] for row in (0, 5, 300)} == {"喆堃农牧"}
    amounts = [model.values(row)["amount"] for row in range(500)]
    assert amounts == sorted(amounts, reverse=True)


def test_copied_cells_are_numbers_for_a_workbook(qtbot: QtBot, model: TableModel) -> None:
    table = _table(qtbot, model)
    _read(qtbot, model, Filter(state="red", sort="number"))
    table.selectRow(0)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row = QGuiApplication.clipboard().text().split("\n")
    assert len(heading.split("\t")) == 7
    assert row.split("\t")[:5] == ["XS202611-00011", "喆堃农牧", "2026-11-12", "3", "-29128.91"]
    assert row.split("\t")[5:] == ["N", _("Red")]
    table.selectAll()
    assert len(table.chosen_rows()) == 1, "more than anyone copies"


def test_widths_order_and_hidden_columns_are_kept(qtbot: QtBot, model: TableModel) -> None:
    store = MemoryStore()
    table = _table(qtbot, model, store)
    table.setColumnWidth(1, 333)
    table.horizontalHeader().moveSection(4, 0)
    table._show(3, False)
    again = _table(qtbot, model, store)
    assert again.columnWidth(1) == 333 and again.isColumnHidden(3)
    assert [SLIPS.columns[at].key for at in again.shown_columns()] == ["amount", "number", "customer", "date", "grade", "state"]


def test_a_row_that_is_gone_leaves_the_others_in_place(qtbot: QtBot, model: TableModel, large: Office) -> None:
    _read(qtbot, model, Filter(sort="number"))
    Slip.delete().where(Slip.id == 2).execute()
    assert [model.values(row).get("number") for row in range(3)] == ["XS202611-00001", None, "XS202611-00003"]


def test_states_show_a_shape_and_red_figures_are_negative(qtbot: QtBot, model: TableModel) -> None:
    _read(qtbot, model, Filter(state="red"))
    assert model.index(0, 6).data().startswith("■ ")
    assert model.index(0, 4).data().startswith("-")
    assert model.index(0, 4).data(Qt.ItemDataRole.ForegroundRole).name() == "#b3261e"
    assert model.index(0, 4).data(Qt.ItemDataRole.SizeHintRole) is None


def test_the_filter_bar_asks_and_shows_a_filter(qtbot: QtBot, dressed: QApplication, large: Office) -> None:
    bar = FilterBar(SLIPS, large, "month", as_of=True)
    qtbot.addWidget(bar)
    asked = bar.filter()
    assert (str(asked.start), str(asked.end)) == ("2026-11-01", "2026-11-30")
    ask = Filter("双汇", asked.start, asked.start, "red", (("grade", "A"),), "-amount", asked.end)
    bar.put(ask)
    assert bar.filter() == ask and bar.period is not None and bar.period.value() == "custom"
    bar.put(Filter())
    assert bar.filter() == Filter()


def test_a_state_is_read_whole_in_either_language(qtbot: QtBot, model: TableModel) -> None:
    for language in ("zh_CN", "en"):
        with speaking(language):
            table = _table(qtbot, model)
            table.horizontalHeader().setStretchLastSection(False)
            table._forget()
            at = [column.key for column in SLIPS.columns].index("state")
            longest = max(table.fontMetrics().horizontalAdvance("● " + _(words)) for words in SLIPS.columns[at].choices.values())
            assert longest < table.columnWidth(at) < longest * 3
