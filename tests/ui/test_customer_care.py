"""Customers looked after by keyboard: warnings answered, filters saved, duplicates merged or told apart (duties 66, 70)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.core.listing import Filter
from models.customers import commands, queries
from models.customers.inputs import CustomerInput
from models.receivables import queries as ledger
from models.reports.queries import early_warnings
from tests.shop import Shop
from ui.kit.row_page import RowPage
from ui.tabs.customers.merging import preview

from .customer_room import ALT, CTRL, ENTER, SHIFT, a_quiet_shop, customers_desk, in_full, show
from .desk_room import Room
from .keys import press, write

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Its customer is quiet."""
    return a_quiet_shop(tmp_path)


@pytest.fixture
def desk_of(qtbot: QtBot, dressed: QApplication, tmp_path: Path, shop: Shop) -> Iterator[Room]:
    """The desk over it."""
    with customers_desk(qtbot, dressed, tmp_path, shop) as made:
        yield made


def test_a_warning_is_answered_and_snoozed_from_the_list(desk_of: Room, picture: Grab) -> None:
    office, page = desk_of.office, show(desk_of, "early_warnings")
    picture(desk_of.window, "early-warnings")
    press(page.table, Qt.Key.Key_F7)
    line = next(card.line for card in page.detail.cards if card.line is not None)
    write(line.panel.fields["text"].widget, "电话回访，压栏少买")
    line.panel.fields["outcome"].widget.setFocus()
    press(line.panel.fields["outcome"].widget, ENTER)
    desk_of.settle()
    assert [(each.text, each.outcome) for each in queries.answers_of(office.database, 1)] == [("电话回访，压栏少买", "working")]
    until = office.clock.today() + timedelta(20)
    desk_of.prompts.answers = [{"reason": "过年停产", "until": until}]
    page.table.setFocus()
    press(page.table, Qt.Key.Key_F8)
    desk_of.settle()
    warning, = early_warnings(office.database, office.clock.today())
    assert warning.state == "snoozed" and warning.answers.snooze is not None and warning.answers.snooze.until == until


def test_a_warning_is_answered_on_the_customers_own_page(desk_of: Room, picture: Grab) -> None:
    page = in_full(desk_of)
    desk_of.prompts.answers = [{"text": "上门看过，压栏", "outcome": "explained"}]
    picture(desk_of.window, "customer-warned")
    page.head.cards[0].findChildren(QPushButton)[0].setFocus()
    press(page.area, Qt.Key.Key_F9)
    desk_of.settle()
    assert page.area.isAncestorOf(QApplication.focusWidget()), "the button is gone, the keyboard stays on the page"
    assert [each.outcome for each in queries.answers_of(desk_of.office.database, 1)] == ["explained"]
    assert page.head.cards[0].card.verbs == (), "answered"


def test_a_filter_is_saved_chosen_changed_and_forgotten(desk_of: Room, picture: Grab) -> None:
    """Duty 66: one key each."""
    page = show(desk_of, "customers")
    press(page.table, Qt.Key.Key_S, CTRL | SHIFT)
    assert desk_of.prompts.asked == [], "nothing is chosen yet"
    page.bar.keyword.setText("13911112222")
    desk_of.settle()
    desk_of.prompts.answers = [{"name": "双汇"}]
    press(page.table, Qt.Key.Key_S, CTRL | SHIFT)
    desk_of.settle()
    press(page.table, Qt.Key.Key_0, ALT)
    desk_of.settle()
    assert len(page.model.keys) == 2 and page.bar.keyword.text() == ""
    press(page.table, Qt.Key.Key_1, ALT)
    desk_of.settle()
    assert list(page.model.keys) == [2] and page.saved.tabs.tabText(1) == "双汇"
    picture(desk_of.window, "saved-filter")
    page.bar.keyword.setText("双汇")
    desk_of.qtbot.waitUntil(lambda: page.saved.tabs.tabText(1) == "双汇 *")
    desk_of.prompts.answers = [{}]
    press(page.table, Qt.Key.Key_S, CTRL | SHIFT)
    desk_of.settle()
    assert page.saved.tabs.tabText(1) == "双汇" and queries.segment_filter("双汇") == page.saved.bar.filter()
    page.show_filter(Filter())
    assert page.saved.name() == "", "a door that asks for something else"
    contacts = show(desk_of, "contacts")
    assert [contacts.bar.facets["segment"].itemText(at) for at in range(1, 2)] == ["双汇"]
    page = show(desk_of, "customers")
    press(page.table, Qt.Key.Key_1, ALT)
    desk_of.prompts.answers = [True]
    page.saved.forget.click()
    desk_of.settle()
    assert page.saved.tabs.count() == 1 and queries.saved_segments() == []


def test_two_customers_are_merged_after_a_look_at_what_moves(desk_of: Room, shop: Shop) -> None:
    """What is open goes over; undone, it comes back."""
    office = desk_of.office
    shop.sold(shop.line("5"), customer_id=2)
    seen = preview(office, {"customer_id": 2, "kept_id": 1, "move_balance": True}, "").values["differ"]
    rows = {row["what"]: (row["merged"], row["kept"], row["after"]) for row in seen}
    assert rows["编码"][:2] == ("C00002", "C00001") and rows["余额"][:2] == ("640.00", "640.00") and "1,280.00" in rows["余额"][2]
    assert rows["电话"][:2] == ("13911112222", "13800000000") and rows["销售单"][:2] == ("1", "5")
    page = desk_of.pick(0)
    page.table.selectAll()
    desk_of.prompts.answers = [{"customer_id": 2, "kept_id": 1, "reason": "同一家", "move_balance": True}]
    press(page.table, Qt.Key.Key_M, CTRL)
    desk_of.settle()
    assert desk_of.prompts.problems == [] and queries.family(office, 2) == (1, 2) and ledger.balance(office, 1) == 1280
    press(desk_of.window, Qt.Key.Key_Escape)
    desk_of.settle()
    desk_of.pick(1)
    desk_of.prompts.answers = [True]
    desk_of.give("Undo the merge")
    assert queries.family(office, 2) == (2,) and ledger.balance(office, 1) == ledger.balance(office, 2) == 640


def test_likely_duplicates_are_merged_or_told_apart(desk_of: Room, picture: Grab) -> None:
    office = desk_of.office
    commands.file_customer(office, CustomerInput("河南双汇饲料有限公司", phone="13800000009"))
    commands.file_customer(office, CustomerInput("别的名字", phone="13911112222"))
    page = show(desk_of, "possible_doubles")
    assert list(page.model.keys) == ["1-3", "2-4"]
    picture(desk_of.window, "possible-doubles")
    desk_of.prompts.answers = [{"customer_id": 3, "kept_id": 1}]
    press(page.table, Qt.Key.Key_M, CTRL)
    desk_of.settle()
    assert queries.family(office, 3) == (1, 3)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_D, CTRL)
    desk_of.settle()
    assert list(page.model.keys) == []


def test_ranking_and_the_inactive_lead_to_the_customer(desk_of: Room) -> None:
    page = show(desk_of, "customer_ranking")
    assert [row.note for row in page.detail.cards[0].card.rows] == ["640.00", "0.00", "0.00"]
    page = show(desk_of, "inactive_customers")
    press(page.table, ENTER)
    desk_of.settle()
    assert isinstance(desk_of.page, RowPage) and desk_of.page.row_id == 2
