"""Leads at the desk: filing with doubles in sight, the line that logs a contact, grades, losses, conversion, many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.listing import Filter
from models.customers import queries as customers
from models.leads import commands, queries
from models.leads.inputs import ContactInput, LeadInput
from models.leads.rules import GRADES
from tests.factories import SELLER, a_customer, person_id
from ui.tabs import LEADS as TAB

from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def leads(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The tab over an office with three leads."""
    with room(qtbot, dressed, tmp_path, TAB) as made:
        office = made.office
        for at, (name, grade) in enumerate((("周口牧原养殖场", "A"), ("商丘大北农", "H"), ("信阳鸿兴合作社", "N"))):
            commands.file_lead(office, LeadInput(name, f"1380000000{at}", grade=grade, need="育肥猪料 10 吨"))
        made.settle()
        yield made


def test_a_lead_is_filed_with_its_double_in_sight(leads: Room, picture: Grab) -> None:
    a_customer(leads.office, "周口牧原养殖场", phone="13911112222")
    press(leads.window, Qt.Key.Key_F2)
    panel = leads.page.panel
    name, phone = panel.fields["name"].widget, panel.fields["phone"].widget
    write(name, "周口牧原养殖场")
    assert "QK202600001" in panel.fields["name"].words.text() and "C00001" in panel.fields["name"].words.text()
    press(name, ENTER)
    write(phone, "13800000001")
    assert "商丘大北农" in panel.fields["phone"].words.text()
    picture(leads.window, "lead-double")
    press(phone, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    leads.settle()
    row = queries.by_number(leads.office, "QK202600004")
    assert row is not None and row.phone == "13800000001"
    assert leads.page.model.keys[leads.page.table.currentIndex().row()] == row.id, "the list stands on the new lead"


def test_problems_of_a_card_are_shown_at_their_fields(leads: Room) -> None:
    press(leads.window, Qt.Key.Key_F2)
    panel = leads.page.panel
    write(panel.fields["next_date"].widget, "2020-01-01")
    leads.give("Save")
    assert panel.focusWidget() is panel.fields["name"].widget
    assert all(panel.fields[key].words.isVisible() for key in ("name", "phone", "next_date")), "all of them at once"
    panel.fields["next_date"].widget.clear()
    write(panel.fields["name"].widget, "甲")
    leads.give("Save")
    assert "电话" in panel.fields["phone"].words.text()
    leads.prompts.answers = [False, True]
    press(leads.window, Qt.Key.Key_Escape)
    assert leads.page.panel is panel, "what was typed is not thrown away by one key"
    press(leads.window, Qt.Key.Key_Escape)


def test_a_contact_is_logged_in_one_line_by_keys_alone(leads: Room, picture: Grab) -> None:
    """F7, what was said, Enter, the grade, Enter, the day, Enter."""
    leads.pick(2)
    press(leads.page.table, Qt.Key.Key_F7)
    line = leads.page.detail.cards[1].line
    fields = line.panel.fields
    assert fields["text"].widget.hasFocus(), "the way is a call unless Shift+Tab says otherwise"
    write(fields["text"].widget, "月底要两吨，让报价")
    press(fields["text"].widget, ENTER)
    press(fields["grade"].widget, Qt.Key.Key_H)
    press(fields["grade"].widget, ENTER)
    write(fields["next_date"].widget, "+3")
    picture(leads.window, "lead-line")
    press(fields["next_date"].widget, ENTER)
    leads.settle()
    row = queries.lead(leads.office, 1)
    assert row is not None and (row.grade, row.next_date) == ("H", date(2026, 11, 26))
    entry = queries.log(leads.office, 1)[-1]
    assert (entry.way, entry.text, entry.grade_before, entry.grade_after) == ("phone", "月底要两吨，让报价", "A", "H")
    assert leads.page.detail.cards[1].line.panel.fields["text"].widget.hasFocus(), "the line is ready for the next"


def test_the_next_lead_takes_the_place_of_one_that_leaves_the_list(leads: Room) -> None:
    """In a list of one grade: the lead that was regraded goes, the cursor stays where it was, the focus is in the list."""
    for name in ("甲", "乙"):
        commands.file_lead(leads.office, LeadInput(name, "13500000000", grade="A"))
    leads.page.show_filter(Filter(facets=(("grade", "A"),)))
    leads.settle()
    page = leads.pick(1)
    leads.give("Log a contact")
    line = page.detail.cards[1].line if page.detail is not None else None
    assert line is not None
    line.panel.put({"text": "ok", "grade": "H"})
    line.panel.fields["text"].widget.setFocus()
    line.give()
    leads.settle()
    assert [page.model.values(at)["name"] for at in range(page.model.rowCount())] == ["乙", "周口牧原养殖场"]
    assert page.table.currentIndex().row() == 1 and page.table.hasFocus()
    assert page.detail is not None and page.detail.cards[0].card.title == "周口牧原养殖场"


def test_a_fall_asks_why_in_the_same_line(leads: Room) -> None:
    leads.pick(2)
    leads.give("Log a contact")
    line = leads.page.detail.cards[1].line
    fields = line.panel.fields
    write(fields["text"].widget, "今年不补栏了")
    assert fields["reason"].isHidden()
    fields["grade"].widget.setFocus()
    press(fields["grade"].widget, Qt.Key.Key_C)
    press(fields["grade"].widget, ENTER)
    assert fields["reason"].widget.hasFocus()
    line.give()
    assert "原因" in fields["reason"].words.text() and fields["text"].widget.text() == "今年不补栏了"
    write(fields["reason"].widget, "猪价下跌")
    line.give()
    leads.settle()
    assert queries.log(leads.office, 1)[-1].reason == "猪价下跌"


def test_half_a_line_waits_for_its_lead(leads: Room) -> None:
    """Nothing typed is lost when the cursor goes to another lead, and it is not said of that one."""
    leads.pick(0)
    leads.give("Log a contact")
    write(leads.page.detail.cards[1].line.panel.fields["text"].widget, "half a sentence")
    leads.pick(1)
    assert leads.page.detail.cards[1].line.panel.fields["text"].widget.text() == ""
    leads.pick(0)
    assert leads.page.detail.cards[1].line.panel.fields["text"].widget.text() == "half a sentence"


def test_a_change_elsewhere_leaves_the_typing_alone(leads: Room) -> None:
    """Another lead is filed meanwhile: text, focus and cursor stay."""
    leads.pick(0)
    leads.give("Log a contact")
    said = leads.page.detail.cards[1].line.panel.fields["text"].widget
    said.setFocus()
    write(said, "before")
    commands.file_lead(leads.office, LeadInput("新来的", "13700000000"))
    leads.settle()
    again = leads.page.detail.cards[1].line.panel.fields["text"].widget
    assert again is not said and again.hasFocus()
    write(again, " after")
    assert again.text() == "before after"


def test_nobody_answered_is_no_contact(leads: Room) -> None:
    commands.follow_up(leads.office, ContactInput(1, "ok"))
    leads.prompts.answers = [{"way": "unreached", "text": "", "grade": "A"}]
    leads.pick(2)
    leads.give("Follow up…")
    assert not queries.log(leads.office, 1)[-1].reached


def test_a_lead_is_lost_refused_lost_and_followed_again(leads: Room, picture: Grab) -> None:
    leads.pick(2)
    leads.prompts.answers = [{"kind": "true", "reason": "rival", "rival": "禾康饲料"}]
    leads.give("Lost…")
    lost = leads.tab("leads").place_of("lost_analysis")
    assert lost is not None
    leads.tab("leads").show_view(lost)
    leads.settle()
    picture(leads.window, "leads-lost")
    leads.pick(0)
    leads.give("Give up")
    assert [need.kind for need in leads.asked[0].needs] == ["lost lead"]
    row = queries.lead(leads.office, 1)
    assert row is not None and row.state == "lost"
    leads.pick(0)
    leads.prompts.answers = [{"reason": "又来问价"}]
    leads.give("Follow again…")
    row = queries.lead(leads.office, 1)
    assert row is not None and row.state == "open"


def test_a_lead_becomes_a_customer_or_joins_one(leads: Room) -> None:
    known = a_customer(leads.office, "信阳鸿兴")
    leads.prompts.answers = [{}, {"customer": known}]
    leads.pick(2)
    leads.give("Convert…")
    filed = customers.by_name(leads.office, "周口牧原养殖场")
    assert filed is not None and filed.opening == "draft" and filed.phone == "13800000000"
    leads.pick(0)
    leads.give("Convert…")
    row = queries.lead(leads.office, 3)
    assert row is not None and (row.state, row.customer_id) == ("won", known)
    assert not leads.can("Convert…") and not leads.can("Log a contact")


def test_many_leads_get_a_salesperson_with_one_question(leads: Room) -> None:
    page = leads.pick(0)
    page.table.selectAll()
    leads.prompts.answers = [{"salesperson_id": person_id(leads.office, SELLER)}]
    leads.give("Assign…")
    rows = [queries.lead(leads.office, each) for each in (1, 2, 3)]
    assert [row.salesperson for row in rows if row] == [SELLER] * 3 and len(leads.prompts.asked) == 1


def test_freeze_wake_and_regrade_from_the_full_page(leads: Room, picture: Grab) -> None:
    """Enter shows the lead in full, under the same verbs."""
    page = leads.pick(2)
    press(page.table, ENTER)
    leads.settle()
    picture(leads.window, "lead-full")
    leads.prompts.answers = [{"reason": "空栏", "until": leads.office.clock.today() + timedelta(days=30)}, {"reason": ""},
                             {"grade": "B", "reason": "推到下月"}]
    leads.give("Freeze…")
    assert not leads.can("Log a contact")
    leads.give("Follow again…")
    leads.give("Re-grade…")
    row = queries.lead(leads.office, 1)
    assert row is not None and (row.state, row.grade) == ("open", "B")
    press(leads.window, Qt.Key.Key_Escape)
    assert leads.page is page


def test_a_card_is_changed_by_f4(leads: Room) -> None:
    leads.pick(2)
    press(leads.page.table, Qt.Key.Key_F4)
    panel = leads.page.panel
    assert panel.fields["name"].widget.text() == "周口牧原养殖场" and not panel.fields["grade"].widget.isEnabled()
    panel.fields["contact"].widget.setFocus()
    write(panel.fields["contact"].widget, "刘场长")
    leads.give("Save")
    row = queries.lead(leads.office, 1)
    assert row is not None and (row.contact, row.grade) == ("刘场长", "A")


def test_every_grade_has_its_letter_in_the_line(leads: Room) -> None:
    leads.pick(0)
    box = leads.page.detail.cards[1].line.panel.fields["grade"].widget
    assert [box.itemText(at) for at in range(box.count())] == list(GRADES)
