"""The end of the day at the desk: what is open, what lies in the drawer, the sheet, tomorrow, the calendar, a day opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.closing.queries import closing_of, closings_of
from models.closing.queries.month import month_days
from models.invoices.inputs import InvoiceInput, LineInput
from models.liabilities.queries import open_cases
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.stock.commands import ask_keeper
from models.stock.inputs import CheckInput
from models.tasks.commands import add_task
from models.tasks.inputs import TaskInput
from tests.factories import CLERK, MONDAY, a_customer, a_product, a_warehouse, later, stocked
from tests.shop import approved_issue
from ui.kit.board_page import BoardArea, BoardPage
from ui.kit.form_page import FormPage
from ui.kit.list_page import ListPage
from ui.kit.preview import PreviewPage
from ui.tabs import CLOSING, LEADS, REPORTS, STOCK
from ui.tabs.closing.month import CalendarPage

from .desk_room import Room, room
from .hands import Hands

Grab = Callable[[QWidget, str], None]
KEY = Qt.Key


class Evening:
    """A day with a sale paid in cash and a question nobody answered; hands on the keyboard."""

    def __init__(self, made: Room) -> None:
        self.room, self.office, self.hands = made, made.office, Hands(made.window)
        place, self.feed = a_warehouse(made.office), a_product(made.office)
        stocked(made.office, place, self.feed, "500")
        self.customer = a_customer(made.office)
        self.sold("10")
        take_receipt(made.office, ReceiptInput(self.customer, "cash", Decimal("1280.00")))
        ask_keeper(made.office, CheckInput(self.feed, place))
        add_task(made.office, TaskInput("给客户寄样品", date(2026, 11, 24)))
        made.window.resize(1280, 720)

    def sold(self, quantity: str) -> None:
        approved_issue(self.office, InvoiceInput(self.customer, (LineInput(self.feed, Decimal(quantity)),)))

    def view(self, name: str) -> None:
        page = self.room.tab("closing")
        place = page.place_of(name)
        assert place is not None, name
        page.show_view(place)
        self.room.settle()
        self.room.window.activateWindow()
        self.room.qtbot.waitUntil(self.room.window.isActiveWindow)
        page.page.setFocus()

    def find(self, kind: type[QWidget]) -> QWidget:
        found = [each for each in self.room.window.findChildren(kind) if each.isVisible()]
        assert found, kind
        return found[0]

    def texts(self, area: BoardArea) -> list[str]:
        return [row.text for card in area.cards for row in card.card.rows]


@pytest.fixture
def evening(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Evening]:
    """The closing tab in the evening."""
    with room(qtbot, dressed, tmp_path, CLOSING, STOCK, LEADS, REPORTS) as made:
        yield Evening(made)


def _form(evening: Evening) -> FormPage:
    page = evening.find(FormPage)
    assert isinstance(page, FormPage)
    return page


def test_the_day_is_counted_and_closed_by_keyboard_alone(evening: Evening, picture: Grab) -> None:
    evening.view("close")
    picture(evening.room.window, "close-before")
    evening.hands.enter("12").enter().enter("4")                                # 12 × 100, none of 50, 4 × 20
    form = _form(evening)
    assert form.values()["counted"] == Decimal("1280.00") and form.values()["difference"] == 0
    picture(evening.room.window, "close-counted")
    evening.room.prompts.answers = [True]
    evening.hands.key(KEY.Key_F9)
    evening.room.settle()
    closed = closing_of(evening.office, MONDAY)
    assert closed is not None and closed.cash_counted == Decimal("1280.00")
    page = evening.room.page
    assert isinstance(page, BoardPage) and "给客户寄样品" in evening.texts(page.area), "tomorrow's list stands there"
    picture(evening.room.window, "tomorrow")


def test_what_is_short_is_named_to_a_person_while_it_is_counted(evening: Evening, picture: Grab) -> None:
    evening.view("close")
    evening.hands.enter("12")
    form = _form(evening)
    assert f"短款 80.00，由{CLERK}承担" in form.panel.fields["difference"].words.text()
    form.panel.grids["pieces"].model.setData(form.panel.grids["pieces"].model.index(0, 3), "1")
    assert "假币 100.00" in form.panel.fields["difference"].words.text()
    assert not form.panel.fields["at_fault"].isHidden()
    picture(evening.room.window, "close-short")
    form.panel.fields["at_fault"].editor.put(2)
    evening.room.prompts.answers = [True]
    evening.hands.key(KEY.Key_F9)
    evening.room.settle()
    assert [(case.person, case.rule, case.amount) for case in open_cases(evening.office)] == [("张经理", "counterfeit", Decimal("100.00"))]


def test_the_checklist_leads_to_what_is_open(evening: Evening) -> None:
    evening.view("close")
    area = evening.find(BoardArea)
    assert isinstance(area, BoardArea)
    rows = [row for card in area.cards for row in card.card.rows]
    assert [row.text for row in rows if row.note != "✓"] == ["未回复的询库", "票货不符（货未提完）"]
    area.to_first()
    evening.hands.key(KEY.Key_Return)
    evening.room.settle()
    page = evening.room.page
    assert isinstance(page, ListPage) and page.view.listing.name == "checks" and page.bar.filter().state == "unanswered"


def test_a_count_that_is_turned_back_keeps_what_was_typed(evening: Evening) -> None:
    evening.view("close")
    evening.hands.enter("12")
    evening.room.prompts.answers = [False]
    evening.hands.key(KEY.Key_F9)
    assert closing_of(evening.office, MONDAY) is None
    assert _form(evening).values()["pieces"][0]["pieces"] == 12
    evening.sold("1")
    evening.room.settle()
    assert _form(evening).values()["pieces"][0]["pieces"] == 12, "news of a sale takes nothing away"


def test_another_language_takes_nothing_away(evening: Evening) -> None:
    evening.view("close")
    evening.hands.enter("12")
    evening.room.window.rebuild()
    evening.room.settle()
    assert _form(evening).values()["pieces"][0]["pieces"] == 12


def test_the_sheet_beside_it_follows_the_day(evening: Evening) -> None:
    evening.view("close")
    paper = evening.find(PreviewPage)
    assert isinstance(paper, PreviewPage) and paper.pdf is not None
    before = paper.pdf
    evening.sold("2")
    evening.room.settle()
    assert paper.pdf != before


def test_the_calendar_walks_the_days_and_names_the_missing_ones(evening: Evening, picture: Grab) -> None:
    close_day(evening.office, CloseInput(MONDAY, Decimal("1280.00")))
    later(evening.office, days=1)
    evening.sold("3")
    later(evening.office, days=1)
    evening.view("calendar")
    page = evening.find(CalendarPage)
    assert isinstance(page, CalendarPage)
    evening.room.settle()
    states = {day.day: found.state for day, found in month_days(evening.office, MONDAY).items()}
    assert states == {23: "closed", 24: "missing"}
    assert page.grid.day() == date(2026, 11, 25)
    evening.hands.key(KEY.Key_Left)
    evening.room.settle()
    assert page.grid.day() == date(2026, 11, 24)
    picture(evening.room.window, "calendar")
    evening.hands.key(KEY.Key_PageUp)
    evening.room.settle()
    assert page.grid.day() == date(2026, 10, 24) and page.title.text() == "2026-10"
    evening.hands.key(KEY.Key_PageDown).key(KEY.Key_PageDown)
    evening.room.settle()
    evening.hands.key(KEY.Key_PageUp)
    evening.room.settle()
    evening.hands.key(KEY.Key_Left)
    evening.room.settle()
    evening.hands.key(KEY.Key_Return)
    evening.room.settle()
    assert isinstance(evening.room.page, PreviewPage), "the sheet of the closed day"


def test_a_closed_day_is_opened_again_with_one_approval(evening: Evening, picture: Grab) -> None:
    close_day(evening.office, CloseInput(MONDAY, Decimal("1280.00")))
    evening.view("closings")
    evening.room.pick(0)
    picture(evening.room.window, "closings")
    evening.room.prompts.answers = [{"reason": "漏开一张"}]
    evening.hands.key(KEY.Key_R, Qt.KeyboardModifier.ControlModifier)
    evening.room.settle()
    assert closing_of(evening.office, MONDAY) is None and len(closings_of(evening.office, MONDAY)) == 1
    assert [need.kind for asked in evening.room.asked for need in asked.needs] == ["reopen day"]


def test_the_drawer_is_handed_over(evening: Evening, picture: Grab) -> None:
    evening.view("cash_counts")
    evening.hands.key(KEY.Key_F2)
    page = evening.room.page
    assert isinstance(page, FormPage)
    page.panel.fields["taken_over_by"].editor.put("李强")
    evening.hands.enter().enter().enter("12").enter("1").enter("1").enter("1")
    picture(evening.room.window, "hand-over")
    assert page.values()["difference"] == 0
    evening.hands.key(KEY.Key_F9)
    evening.room.settle()
    rows = evening.office.database.execute_sql("SELECT taken_over_by, counted FROM cash_count").fetchall()
    assert rows == [("李强", 128000)]


def test_an_empty_office_closes_nothing_and_says_so(qtbot: QtBot, dressed: QApplication, tmp_path: Path, picture: Grab) -> None:
    with room(qtbot, dressed, tmp_path, CLOSING) as made:
        page = made.tab("closing")
        for place in range(page.bar.count()):
            page.show_view(place)
            made.settle()
        page.show_view(0)
        picture(made.window, "close-empty")
        assert month_days(made.office, MONDAY) == {}
