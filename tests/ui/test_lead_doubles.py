"""Leads that may be one, by keyboard: opened or logged to instead of filed twice, merged and parted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput
from tests.factories import a_customer, later
from ui.kit.form_dialog import FormDialog
from ui.tabs.leads.merging import MERGE

from .desk_room import Room
from .keys import press, write
from .lead_room import ALT, CONTROL, KEY, Grab, leads_desk, line_of


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    with leads_desk(qtbot, dressed, tmp_path) as made:
        yield made


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


def test_a_preview_makes_its_dialog_grow(desk: Room) -> None:
    """Chosen in the dialog itself, the other lead's words stand in sight and not below an edge."""
    assert MERGE.asks is not None and MERGE.fills is not None
    dialog = FormDialog(desk.window, MERGE.asks, desk.office, desk.window.jobs, lambda values: True, "合并")
    dialog.show()
    before = dialog.height()
    dialog.panel.put(MERGE.fills(desk.office, (2, 1)))
    press(dialog.panel.fields["swap"].widget, KEY.Key_Space)
    assert dialog.height() > before and not dialog.panel.fields["phone"].visibleRegion().isEmpty()
    dialog.close()
