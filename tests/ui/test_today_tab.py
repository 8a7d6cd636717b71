"""The clerk's morning: what waits, done where it stands; every row leads to its own place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import ApprovalNeeded
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from models.leads.commands import file_lead
from models.leads.inputs import LeadInput
from models.people.commands import ask_approval
from models.stock.commands import ask_keeper, promise
from models.stock.inputs import CheckInput, PromiseInput
from models.tasks.commands import add_task
from models.tasks.inputs import TaskInput
from models.tasks.queries import due_tasks
from tests.factories import MANAGER, MONDAY, a_customer, a_product, a_warehouse, later, stocked
from tests.shop import approved_issue
from ui.kit.board_page import BoardPage
from ui.kit.cards import CardView
from ui.kit.list_page import ListPage
from ui.tabs import CLOSING, CUSTOMERS, INVOICES, LEADS, REPORTS, STOCK, TODAY

from .desk_room import Room, room
from .hands import Hands

Grab = Callable[[QWidget, str], None]
KEY = Qt.Key


class Morning:
    """A Wednesday after a Monday that nobody closed; hands on the keyboard."""

    def __init__(self, made: Room) -> None:
        self.room, self.office, self.hands = made, made.office, Hands(made.window)
        place, self.feed = a_warehouse(made.office), a_product(made.office)
        stocked(made.office, place, self.feed, "500")
        self.customer = a_customer(made.office, credit_days=0)
        self.leads = [file_lead(made.office, LeadInput(name, f"1380000000{at}", grade=grade)).id
                      for at, (name, grade) in enumerate((("鸿运养殖场", "H"), ("顺发饲料店", "A")))]
        add_task(made.office, TaskInput("催二号库盘点表", MONDAY))
        approved_issue(made.office, InvoiceInput(self.customer, (LineInput(self.feed, Decimal(10)),)))
        later(made.office, days=8)
        ask_keeper(made.office, CheckInput(self.feed, place, self.customer, Decimal(5)))
        until = made.office.clock.moment() + timedelta(hours=3)
        promise(made.office, PromiseInput(self.customer, self.feed, place, Decimal(20), until))
        made.window.resize(1280, 720)

    def show(self) -> BoardPage:
        page = self.room.tab("today").page
        self.room.settle()
        self.room.window.activateWindow()
        self.room.qtbot.waitUntil(self.room.window.isActiveWindow)
        page.setFocus()
        assert isinstance(page, BoardPage)
        return page

    def card(self, title: str) -> CardView:
        page = self.room.window.pages["today"].page
        assert isinstance(page, BoardPage)
        return next(card for card in page.area.cards if card.card.title == title)

    def rows(self, title: str) -> list[str]:
        return [row.text for row in self.card(title).card.rows]


@pytest.fixture
def morning(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Morning]:
    """The Today tab among its neighbours."""
    with room(qtbot, dressed, tmp_path, TODAY, LEADS, CUSTOMERS, INVOICES, STOCK, CLOSING, REPORTS) as made:
        yield Morning(made)


def test_everything_that_waits_stands_there(morning: Morning, picture: Grab) -> None:
    morning.show()
    assert morning.rows("待跟进") == ["鸿运养殖场", "顺发饲料店"]
    assert morning.rows("到期任务") == ["催二号库盘点表"]
    assert morning.rows("在途客户与留货") == morning.rows("应收到款") == ["河南双汇饲料有限公司"]
    assert morning.rows("未回复的询库") == ["育肥猪配合饲料"]
    assert morning.rows("尚未日清") == ["2026-11-23 星期一 没有日清"]
    picture(morning.room.window, "today")


def test_a_contact_is_logged_with_one_key_and_the_cursor_goes_on_to_the_next(morning: Morning) -> None:
    morning.show()
    listed = morning.card("待跟进").list
    assert listed is not None
    listed.setFocus()
    morning.hands.key(KEY.Key_F6).enter("周五来拉十吨").enter().enter("+2")
    morning.room.settle()
    assert morning.rows("待跟进") == ["顺发饲料店"]
    rows = morning.office.database.execute_sql("SELECT lead_id, text FROM lead_contact WHERE text <> ''").fetchall()
    assert rows == [(morning.leads[0], "周五来拉十吨")]
    line = morning.card("待跟进").line
    at = QApplication.focusWidget()
    assert line is not None and line.about.text() == "顺发饲料店"
    assert at is not None and line.isAncestorOf(at), "the cursor stays in the line"


def test_what_is_half_typed_stays_with_its_lead(morning: Morning) -> None:
    morning.show()
    card = morning.card("待跟进")
    assert card.list is not None and card.line is not None
    card.list.setFocus()
    morning.hands.key(KEY.Key_F6).type("说到一半")
    add_task(morning.office, TaskInput("别人刚记下的", MONDAY))
    morning.room.settle()
    card = morning.card("待跟进")
    assert card.line is not None and card.list is not None
    assert card.line.panel.values()["text"] == "说到一半", "a redrawn board takes nothing away"
    card.list.setCurrentRow(1)
    assert card.line.panel.values()["text"] == ""
    card.list.setCurrentRow(0)
    assert card.line.panel.values()["text"] == "说到一半"


def test_a_task_is_added_and_done_where_it_stands(morning: Morning) -> None:
    morning.show()
    morning.hands.key(KEY.Key_F7).enter("寄样品").enter().enter()
    morning.room.settle()
    assert morning.rows("到期任务") == ["催二号库盘点表", "寄样品"]
    listed = morning.card("到期任务").list
    assert listed is not None
    listed.setFocus()
    morning.hands.key(KEY.Key_F8)
    morning.room.settle()
    assert [row.title for row in due_tasks(morning.office, date(2026, 12, 1))] == ["寄样品"]


def test_a_row_is_a_door(morning: Morning) -> None:
    morning.show()
    listed = morning.card("未回复的询库").list
    assert listed is not None
    listed.setFocus()
    morning.hands.key(KEY.Key_Return)
    morning.room.settle()
    page = morning.room.page
    assert isinstance(page, ListPage) and page.view.listing.name == "checks"
    assert page.table.currentIndex().row() == 0


def test_the_forgotten_day_leads_to_its_close(morning: Morning) -> None:
    morning.show()
    listed = morning.card("尚未日清").list
    assert listed is not None
    listed.setFocus()
    morning.hands.key(KEY.Key_Return)
    morning.room.settle()
    assert morning.room.window._shown == "closing"


def test_a_manager_decides_in_person(morning: Morning) -> None:
    with pytest.raises(ApprovalNeeded) as needed:
        issue_invoice(morning.office, InvoiceInput(morning.customer, (LineInput(morning.feed, Decimal(1), Decimal(1)),)))
    ask_approval(morning.office, needed.value)
    morning.show()
    listed = morning.card("待审批").list
    assert listed is not None
    listed.setFocus()
    morning.room.prompts.answers = [{"manager": MANAGER, "reason": "同意"}]
    morning.hands.key(KEY.Key_F10)
    morning.room.settle()
    rows = morning.office.database.execute_sql("SELECT granted, reason FROM approval_decision ORDER BY approval_id DESC").fetchall()
    assert rows[0] == (1, "同意")
    assert morning.office.actor is not None and morning.office.actor.name != MANAGER, "the clerk still sits at the desk"


def test_a_new_office_is_told_where_to_begin(qtbot: QtBot, dressed: QApplication, tmp_path: Path, picture: Grab) -> None:
    with room(qtbot, dressed, tmp_path, TODAY, CUSTOMERS, STOCK, INVOICES) as made:
        made.window.resize(1280, 720)
        page = made.tab("today").page
        made.settle()
        assert isinstance(page, BoardPage)
        assert page.area.cards[0].card.title == "从这里开始"
        picture(made.window, "today-empty")
