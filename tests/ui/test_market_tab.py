"""The funnel, the market and what is asked for at the desk: charts beside their tables, notes filed and put right, doors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from models.core.chart import ROWED, Area, Chart, Ground, Lettering, Series
from models.core.kinds import Kind
from models.customers.commands import add_note
from models.customers.inputs import NoteInput
from models.leads import commands, queries
from models.leads.inputs import ContactInput, LeadInput, MarketInput
from models.leads.listing import DEMANDS, MARKET_NOTES
from printing.figures import marks_of
from tests.factories import a_customer, an_office
from tests.lead_room import table
from ui.kit.charts import ChartView
from ui.kit.list_page import ListPage
from ui.kit.theme import Mode, Theme, contrast
from ui.tabs import CUSTOMERS, LEADS

from .conftest import StubDesk
from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
SAVE = (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The tabs of leads and customers over an office with two leads."""
    with room(qtbot, dressed, tmp_path, LEADS, CUSTOMERS) as made:
        for at, name in enumerate(("周口牧原养殖场", "商丘大北农")):
            commands.file_lead(made.office, LeadInput(name, f"1380000000{at}", source="fair", interest="教槽料", need="育肥猪料 10 吨"))
        made.settle()
        yield made


@pytest.fixture
def stub(tmp_path: Path) -> Iterator[StubDesk]:
    """A desk without a window."""
    office = an_office(tmp_path / "office")
    made = StubDesk(office)
    yield made
    made.jobs.close()
    office.close()


def view(desk: Room, name: str) -> ListPage:
    page = desk.tab("leads")
    place = page.place_of(name)
    assert place is not None, name
    page.show_view(place)
    desk.settle()
    assert isinstance(page.page, ListPage)
    return page.page


def charts(page: QWidget) -> list[Chart]:
    return [shown.chart for shown in page.findChildren(ChartView)]


def test_the_funnel_stands_beside_its_rates_and_its_matrix(desk: Room, picture: Grab) -> None:
    lead = queries.by_number(desk.office, "QK202600001")
    assert lead is not None
    commands.follow_up(desk.office, ContactInput(lead.id, "要货", grade="H"))
    page = view(desk, "lead_funnel")
    funnel, matrix = charts(page)
    assert (funnel.shape, funnel.values[1], matrix.shape) == ("funnel", Decimal(2), "matrix")
    assert [fact.text for fact in page.detail.cards[1].card.facts] == ["–", "0%", "–"] if page.detail is not None else False
    assert all(chart.marks for chart in page.findChildren(ChartView))
    picture(desk.window, "funnel")


@pytest.mark.parametrize("name", ["lead_funnel", "lead_rates_by_source", "lead_weeks", "lead_rates_by_day"])
def test_the_figures_under_the_mouse_stand_beside_it(desk: Room, name: str) -> None:
    """At the place of each label that is written, and between them: of the nearest one."""
    page = view(desk, name)
    chart = page.findChildren(ChartView)[0]
    size, labels = chart.size(), chart.chart.labels
    rowed = chart.chart.shape in ROWED
    found = [chart.label_at(QPoint(step if not rowed else 9, 9 if not rowed else step))
             for step in range(size.height() if rowed else size.width())]
    assert sorted({at for at in found if at is not None}) == list(range(len(labels))) and found == sorted(found, key=lambda at: at or 0)
    spot = QPoint(9, 9)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, spot, chart.mapToGlobal(spot)))
    assert labels[0] in QToolTip.text() and chart.chart.figure(chart.chart.values[0]) in QToolTip.text()
    QToolTip.hideText()


def test_a_board_of_two_columns_outlasts_another_font_size(desk: Room) -> None:
    """Its cards are built anew while the application is being dressed."""
    desk.window.resize(1280, 720)
    view(desk, "lead_funnel")
    desk.window.wear(Mode.DARK, 200)
    desk.settle()
    assert len(charts(desk.page)) == 1 and desk.page.detail._wide is False
    desk.window.wear(Mode.LIGHT, 100)
    desk.settle()
    assert desk.page.detail._wide is True


def test_the_filter_of_the_list_is_that_of_its_chart(desk: Room) -> None:
    page = view(desk, "lead_rates_by_source")
    assert charts(page)[0].values == (Decimal(2),)
    page.bar.facets["source"].put("phone")
    page.refresh()
    desk.settle()
    assert charts(page) == [] and page.detail is not None and page.detail.cards[0].card.empty


def test_a_month_opens_its_days_and_a_day_its_leads(desk: Room) -> None:
    view(desk, "lead_rates_by_month").open_row(0)
    desk.settle()
    assert desk.page.view.listing.name == "lead_rates_by_day" and len(desk.page.model.keys) == 1
    desk.page.open_row(0)
    desk.settle()
    assert desk.page.view.listing.name == "leads" and len(desk.page.model.keys) == 2


def test_a_market_note_is_filed_and_put_right(desk: Room) -> None:
    view(desk, "market_notes")
    press(desk.window, Qt.Key.Key_F2)
    panel = desk.page.panel
    write(panel.fields["rival"].widget, "大北农")
    write(panel.fields["price"].widget, "118.5")
    press(panel.fields["price"].widget, *SAVE)
    assert "text" in {key for key, field in panel.fields.items() if field.words.text()}, "what was heard is missing"
    panel.fields["text"].widget.put("降价 3 元一袋")
    press(panel.fields["price"].widget, *SAVE)
    desk.settle()
    assert [(row["rival"], row["price"], row["text"]) for row in table(MARKET_NOTES)] == [("大北农", Decimal("118.50"), "降价 3 元一袋")]
    desk.page.open_row(0)
    desk.settle()
    panel = desk.page.panel
    assert panel.fields["price"].widget.value() == Decimal("118.50")
    write(panel.fields["region"].widget, "周口")
    press(panel.fields["region"].widget, *SAVE)
    desk.settle()
    assert [row["region"] for row in table(MARKET_NOTES)] == ["周口"]


def test_statistics_of_the_market_lead_to_its_notes(desk: Room) -> None:
    for region in ("周口", "商丘"):
        commands.note_market(desk.office, MarketInput("降价了", "大北农", "教槽料", region))
    page = view(desk, "market_by_region")
    assert charts(page)[0].labels == ("商丘", "周口") or charts(page)[0].labels == ("周口", "商丘")
    page.open_row(0)
    desk.settle()
    assert desk.page.view.listing.name == "market_notes" and len(desk.page.model.keys) == 1


def test_a_demand_leads_to_who_asked(desk: Room) -> None:
    add_note(desk.office, NoteInput(a_customer(desk.office), "demand", "要小包装", product="教槽料"))
    page = view(desk, "demands")
    kinds = [row["kind"] for row in table(DEMANDS)]
    assert sorted(kinds) == ["customer", "lead", "lead"]
    for kind, tab in (("lead", "leads"), ("customer", "customers")):
        view(desk, "demands")
        page.open_row(next(at for at, key in enumerate(page.model.keys) if key.startswith("L" if kind == "lead" else "C")))
        desk.settle()
        assert desk.window._shown == tab


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_figures_in_a_matrix_stand_out_from_every_tint(dark: bool) -> None:
    for share in range(101):
        chart = Chart("matrix", ("N",), (Series((Decimal(share),), "A"), Series((Decimal(100 - share),), "B")), Kind.INTEGER)
        look = Theme(dark)
        ground = Ground(300, 12, look.value("text"), look.value("secondary"), look.value("line"), look.value("surface"),
                        (look.value("series-1"),))
        marks = marks_of(chart, ground)
        cells = [mark for mark in marks if isinstance(mark, Area)]
        said = [mark for mark in marks if isinstance(mark, Lettering) and "(" in mark.text]
        filled = [cell for cell, value in zip(cells, (share, 100 - share), strict=True) if value]
        assert all(contrast(word.colour, cell.colour) >= 4.5 for word, cell in zip(said, filled, strict=True)), share


def test_a_chart_says_its_figures_even_before_it_is_laid_out(qtbot: QtBot, dressed: QApplication, stub: StubDesk) -> None:
    chart = ChartView(Chart("bars", ("周口",), (Series((Decimal("12.5"),)),)), stub)
    qtbot.addWidget(chart)
    chart.show()
    qtbot.waitUntil(lambda: not stub.jobs.busy)
    assert chart.accessibleName() == "周口 12.50" and not chart.grab().isNull()
