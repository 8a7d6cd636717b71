"""The lead desk by keyboard: filed in one line, followed, handed over, answered, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.leads import commands, queries
from models.leads.inputs import ChannelInput, ContactInput, InquiryInput, TalkingPointInput
from models.people.commands import sign_in
from tests.factories import CLERK, MANAGER, SELLER, later, person_id

from .desk_room import Room
from .hands import Hands
from .keys import press, write
from .lead_room import CONTROL, KEY, SHIFT, Grab, leads_desk, line_of, show


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    with leads_desk(qtbot, dressed, tmp_path) as made:
        yield made


def test_a_lead_is_filed_by_one_line_and_one_enter(desk: Room, picture: Grab) -> None:
    Hands(desk.window).key(KEY.Key_F6)
    line = line_of(desk)
    field = line.panel.fields["line"]
    assert field.widget.hasFocus()
    write(field.widget, "信阳鸿兴合作社 刘总 13911112222 要预混料 展会")
    assert "13911112222" in field.words.text() and "展会" in field.words.text()
    picture(desk.window, "lead-line-new")
    press(field.widget, KEY.Key_Return)
    desk.settle()
    row = queries.by_number(desk.office, "QK202600003")
    assert row is not None and (row.name, row.phone, row.contact, row.need) == ("信阳鸿兴合作社", "13911112222", "刘总", "要预混料")
    assert desk.page.model.keys[desk.page.table.currentIndex().row()] == row.id
    assert field.widget.hasFocus() and field.widget.text() == "", "ready for the next"


def test_a_line_without_a_way_to_reach_anybody_says_so(desk: Room) -> None:
    line = line_of(desk)
    line.reach()
    write(line.panel.fields["line"].widget, "只有名字")
    line.give()
    assert queries.by_number(desk.office, "QK202600003") is None and line.panel.fields["line"].widget.text() == "只有名字"


def test_a_reason_is_asked_only_when_the_grade_falls(desk: Room) -> None:
    desk.pick(1)
    desk.prompts.answers = [{"grade": "H"}, {"grade": "C"}, {"grade": "C", "reason": "不补栏"}]
    for _each in range(3):
        desk.give("Re-grade…")
    assert [entry.grade_after for entry in queries.log(desk.office, 1)] == ["A", "H", "C"]
    assert len(desk.prompts.problems) == 1


def test_leads_are_handed_over_one_many_or_all(desk: Room) -> None:
    seller, manager = person_id(desk.office, SELLER), person_id(desk.office, MANAGER)
    desk.pick(0).table.selectAll()
    desk.prompts.answers = [{"salesperson_id": seller, "reason": "新片区"}, {"giver_id": seller, "taker_id": manager, "reason": "离职"}]
    press(desk.page.table, KEY.Key_A, CONTROL | SHIFT)
    desk.settle()
    desk.give("Hand all over…")
    rows = [queries.lead(desk.office, each) for each in (1, 2)]
    assert [row.salesperson for row in rows if row] == [MANAGER] * 2
    assert [entry.reason for entry in queries.log(desk.office, 1)[-2:]] == ["新片区", "离职"]


def test_the_managers_word_reaches_today(desk: Room, picture: Grab) -> None:
    sign_in(desk.office, MANAGER)
    desk.window.rebuild()
    desk.settle()
    desk.prompts.answers = [{"text": "周三前上门，带样品"}]
    desk.give("Instruct…")
    sign_in(desk.office, CLERK)
    page: Any = desk.tab("today").page
    desk.settle()
    card = next(card for card in page.area.cards if card.card.title == "到期任务")
    assert ["周三前上门" in row.text for row in card.card.rows] == [True]
    press(card.list, KEY.Key_Return)
    desk.settle()
    assert desk.window._shown == "leads" and desk.page.row_id == 2, "the task leads to its lead"
    picture(desk.window, "lead-instructed")


def test_the_manager_says_something_about_one_contact(desk: Room) -> None:
    commands.follow_up(desk.office, ContactInput(1, "嫌贵，要比三家"))
    sign_in(desk.office, MANAGER)
    desk.window.rebuild()
    show(desk, "lead_contacts")
    desk.prompts.answers = [{"text": "带上料肉比的对比"}]
    desk.give("Instruct…")
    entry = queries.log(desk.office, 1)[-1]
    assert entry.instruction == "带上料肉比的对比" and "嫌贵" in entry.text
    sign_in(desk.office, CLERK)


def test_an_inquiry_is_taken_answered_and_filed_by_keys(desk: Room, picture: Grab) -> None:
    channel = commands.file_channel(desk.office, ChannelInput("慧聪网")).id
    later(desk.office, hours=2)
    show(desk, "inquiries_unanswered")
    Hands(desk.window).key(KEY.Key_F6).enter("育肥料什么价").enter("王总").enter("13700000000").enter()
    desk.settle()
    picture(desk.window, "inquiries")
    assert desk.page.model.rowCount() == 1
    desk.prompts.answers = [{}, {"text": "3200 一吨"}]
    desk.pick(0)
    press(desk.page.table, KEY.Key_L, CONTROL)
    desk.settle()
    press(desk.page.table, KEY.Key_R, CONTROL)
    desk.settle()
    row = queries.by_number(desk.office, "QK202600003")
    assert row is not None and queries.log(desk.office, row.id)[-1].text == "3200 一吨" and desk.page.model.rowCount() == 0
    commands.take_inquiry(desk.office, InquiryInput("有货吗", channel_id=channel))
    today: Any = desk.tab("today").page
    desk.settle()
    titles = [card.card.title for card in today.area.cards]
    assert "未回复的询盘" in titles and "待更新渠道" in titles
    picture(desk.window, "today-inquiries")


@pytest.mark.parametrize("view", ["leads_due", "leads_overdue", "hot_customers", "lead_tracking"])
def test_every_list_of_leads_lets_log_a_contact(desk: Room, view: str) -> None:
    later(desk.office, days=4)
    page = show(desk, view)
    page.refresh()
    desk.settle()
    assert page.model.rowCount() and desk.can("Log a contact")
    press(page.table, KEY.Key_F7)
    assert page.detail.cards[1].line.panel.fields["text"].widget.hasFocus()


def test_what_to_say_stands_beside_the_log(desk: Room) -> None:
    commands.keep_point(desk.office, None, TalkingPointInput("嫌贵时", "算一头猪的料肉比给他看", "A"))
    desk.pick(1)
    assert any("料肉比" in fact.text for card in desk.page.detail.cards for fact in card.card.facts)


def test_forty_contacts_leave_the_line_in_sight(desk: Room, picture: Grab) -> None:
    for at in range(40):
        later(desk.office, hours=1)
        commands.follow_up(desk.office, ContactInput(1, f"第 {at + 1} 次：" + "问育肥料的价格和到货时间，" * (1 + at % 3), reached=bool(at % 5)))
    commands.keep_point(desk.office, None, TalkingPointInput("嫌贵时", "算一头猪的料肉比给他看"))
    later(desk.office, days=1)
    press(desk.pick(1).table, KEY.Key_Return)
    desk.settle()
    log = desk.page.area.cards[1]
    assert log.card.count == 41 and log.line.isVisible()
    foot = log.line.mapTo(desk.page.area.viewport(), log.line.rect().bottomLeft()).y()
    assert foot <= desk.page.area.viewport().height()
    picture(desk.window, "lead-forty")


def test_the_card_prints_from_list_and_board_and_the_month_as_a_sheet(desk: Room, picture: Grab) -> None:
    desk.pick(1)
    press(desk.page.table, KEY.Key_P, CONTROL | SHIFT)
    desk.settle()
    assert "周口牧原养殖场" in desk.page.accessibleName() or desk.page.document.name == "lead-card"
    press(desk.window, KEY.Key_Escape)
    press(desk.page.table, KEY.Key_Return)
    desk.settle()
    press(desk.window, KEY.Key_P, CONTROL)
    desk.settle()
    assert desk.page.document.name == "lead-card"
    show(desk, "lead_tracking")
    assert desk.page.model.rowCount() == 2 and desk.page.view.listing.title == "Lead Filing and Follow-up Sheet"
    picture(desk.window, "lead-tracking")


def test_empty_lists_say_what_would_be_here(desk: Room, picture: Grab) -> None:
    for name in ("inquiries_unanswered", "inquiries", "channels", "channel_log", "talking_points", "response_by_source"):
        show(desk, name)
        assert desk.page.empty.isVisible() and len(desk.page.empty.text()) > 10, name
        picture(desk.window, f"empty-{name}")


def test_a_follow_up_due_today_is_logged_in_place_with_its_reason(desk: Room) -> None:
    later(desk.office, days=9)
    page: Any = desk.tab("today").page
    page.refresh()
    desk.settle()
    card = next(card for card in page.area.cards if card.card.title == "待跟进")
    card.list.setFocus()
    press(card.list, KEY.Key_F6)
    fields = card.line.panel.fields
    assert fields["text"].widget.hasFocus()
    write(fields["text"].widget, "今年不补栏")
    card.line.panel.put({"id": card.line.subject, "text": "今年不补栏", "grade": "C"})
    assert not fields["reason"].isHidden(), "the line knows that the grade falls"
    write(fields["reason"].widget, "猪价下跌")
    card.line.give()
    desk.settle()
    row = queries.lead(desk.office, 2)
    assert queries.log(desk.office, 2)[-1].reason == "猪价下跌" and desk.window._shown == "today"
    assert row is not None and row.next_date is not None and row.next_date > desk.office.clock.today()
