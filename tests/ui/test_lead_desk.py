"""The lead desk by keyboard: filed in one line, doubles opened or logged to, merged and parted, handed over, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.leads import commands, queries
from models.leads.inputs import ChannelInput, ContactInput, FreezeInput, InquiryInput, LeadInput, TalkingPointInput
from models.people.commands import sign_in
from tests.factories import CLERK, MANAGER, SELLER, a_customer, later, person_id
from ui.kit.form_dialog import FormDialog
from ui.tabs import CUSTOMERS, LEADS, TODAY
from ui.tabs.leads.merging import MERGE

from .desk_room import Room, room
from .hands import Hands
from .keys import press, write

Grab = Callable[[QWidget, str], None]
KEY = Qt.Key
ALT, CONTROL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """Leads, customers and today over an office with two leads that may be one."""
    with room(qtbot, dressed, tmp_path, TODAY, LEADS, CUSTOMERS) as made:
        office = made.office
        for name, phone, grade in (("周口牧原养殖场", "13800000001", "A"), ("周口牧源养殖场", "13800000002", "H")):
            commands.file_lead(office, LeadInput(name, phone, grade=grade, need="育肥猪料 10 吨"))
        made.window.resize(1280, 720)
        made.tab("leads")
        made.settle()
        yield made


def show(desk: Room, view: str) -> Any:
    """A view of the leads' tab, in sight."""
    tab = desk.tab("leads")
    place = tab.place_of(view)
    assert place is not None
    tab.show_view(place)
    desk.settle()
    return desk.page


def line_of(desk: Room) -> Any:
    """The line above the list in sight."""
    return desk.page.line


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


def test_it_is_this_one_logs_to_the_lead_that_is_filed(desk: Room, picture: Grab) -> None:
    """The phone is known: Alt+S lays what was typed into its log's line instead of filing it twice."""
    line = line_of(desk)
    line.reach()
    write(line.panel.fields["line"].widget, "牧原 13800000001 再要五吨")
    picture(desk.window, "lead-line-double")
    press(line.panel.fields["line"].widget, KEY.Key_S, ALT)
    desk.settle()
    log = desk.page.area.cards[1]
    assert log.card.title and log.line.panel.fields["text"].widget.text() == "再要五吨"
    press(desk.page.area, KEY.Key_F7)
    press(log.line.panel.fields["text"].widget, KEY.Key_Return)
    log.line.give()
    desk.settle()
    assert queries.log(desk.office, 1)[-1].text == "再要五吨" and queries.by_number(desk.office, "QK202600003") is None


def test_a_customer_that_is_known_is_opened_from_the_new_card(desk: Room, picture: Grab) -> None:
    known = a_customer(desk.office, "周口双汇", phone="13911110000")
    press(desk.window, KEY.Key_F2)
    panel = desk.page.panel
    write(panel.fields["phone"].widget, "13911110000")
    picture(desk.window, "lead-card-double")
    desk.prompts.answers = [False, True]
    press(panel.fields["phone"].widget, KEY.Key_A, ALT)
    assert desk.page.panel is panel, "half a card is not thrown away by one key"
    press(panel.fields["phone"].widget, KEY.Key_A, ALT)
    desk.settle()
    assert desk.window._shown == "customers" and desk.page.row_id == known


def test_a_filed_lead_is_merged_from_its_card(desk: Room) -> None:
    """The names sound the same: the card of the one offers to merge it with the other."""
    press(desk.pick(0).table, KEY.Key_F4)
    desk.settle()
    desk.prompts.answers = [{"keep": 1, "other": 2}]
    press(desk.page.panel, KEY.Key_S, ALT)
    desk.settle()
    assert queries.kept_of(desk.office, 2) == 1 and desk.page.row_id == 1


def test_nothing_typed_is_lost_on_a_lead_that_sleeps(desk: Room) -> None:
    commands.freeze(desk.office, FreezeInput(1, "空栏"))
    line = line_of(desk)
    line.reach()
    write(line.panel.fields["line"].widget, "牧原 13800000001 再要五吨")
    press(line.panel.fields["line"].widget, KEY.Key_S, ALT)
    assert line.panel.fields["line"].widget.text() == "牧原 13800000001 再要五吨"


def test_two_selected_leads_become_one_and_part_again_the_same_day(desk: Room, picture: Grab) -> None:
    commands.follow_up(desk.office, ContactInput(2, "看过样品"))
    desk.settle()
    page = desk.pick(0)
    page.table.selectAll()
    desk.prompts.answers = [{"keep": 1, "other": 2}]
    press(page.table, KEY.Key_M, CONTROL)
    desk.settle()
    assert queries.kept_of(desk.office, 2) == 1 and page.model.rowCount() == 1
    press(desk.pick(0).table, KEY.Key_Return)
    desk.settle()
    card = next(card for card in desk.page.area.cards if card.card.title == "已并入本条")
    assert [row.text for row in card.card.rows] == ["周口牧源养殖场"]
    picture(desk.window, "lead-merged")
    press(desk.page.area, KEY.Key_U, CONTROL)
    press(card.list, KEY.Key_U, CONTROL)
    desk.settle()
    assert queries.kept_of(desk.office, 2) == 2


def test_the_day_after_nothing_offers_to_part_them(desk: Room) -> None:
    commands.merge_leads(desk.office, 1, 2)
    later(desk.office, days=1)
    desk.page.refresh()
    press(desk.pick(0).table, KEY.Key_Return)
    desk.settle()
    card = next(card for card in desk.page.area.cards if card.card.title == "已并入本条")
    assert not card.card.verbs


def test_the_preview_says_what_stands_and_what_moves(desk: Room, picture: Grab) -> None:
    assert MERGE.asks is not None and MERGE.fills is not None
    dialog = FormDialog(desk.window, MERGE.asks, desk.office, desk.window.jobs, lambda values: True, "合并")
    dialog.panel.put(MERGE.fills(desk.office, (2, 1)))
    dialog.show()
    shown = {key: field.editor.value() for key, field in dialog.panel.fields.items()}
    assert "QK202600001" in shown["stands"] and "13800000002" in shown["phone"] and dialog.panel.fields["tax_number"].isHidden()
    picture(dialog, "lead-merge")
    press(dialog.panel.fields["swap"].widget, KEY.Key_Space)
    assert "QK202600002" in dialog.panel.fields["stands"].editor.value()
    dialog.close()


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
