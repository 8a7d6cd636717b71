"""A form says every problem at its field, keeps what was typed, and is walked by Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import Problem
from ui.kit.form import FormPanel
from ui.kit.specs import Found, Level

from .conftest import StubDesk
from .demo import FORM
from .keys import press, write

Grab = Callable[[QWidget, str], None]


def _panel(qtbot: QtBot, desk: StubDesk) -> FormPanel:
    panel = FormPanel(FORM, desk.office, desk.jobs)
    qtbot.addWidget(panel)
    panel.resize(1080, 560)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def _edit(panel: FormPanel, key: str) -> QLineEdit:
    widget = panel.fields[key].widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_values_go_in_and_out_typed(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.put({"customer": Found(3, "信阳鸿兴合作社"), "date": date(2026, 11, 9), "received": Decimal("1200"), "urgent": True,
               "lines": [{"goods": Found(1, "育肥猪配合饲料"), "quantity": Decimal(100), "price": Decimal(128)}]})
    values, problems = panel.collect()
    assert problems == []
    assert (values["customer"], values["date"], values["received"], values["way"]) == (3, date(2026, 11, 9), Decimal("1200.00"), "cash")
    assert values["lines"][0]["amount"] == Decimal("12800.00")
    assert values["total"] == Decimal("12800")
    assert _edit(panel, "date").text() == "11-09" and not panel.dirty


def test_a_draft_brings_back_every_typed_character(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.put({"customer": Found(3, "信阳鸿兴合作社"), "lines": [{"goods": Found(2, "仔猪教槽料"), "quantity": Decimal(4)}]})
    write(_edit(panel, "received"), "12x")
    kept = panel.plain()
    other = _panel(qtbot, desk)
    other.put(kept)
    assert _edit(other, "received").text() == "12x"
    assert other.plain() == kept
    assert other.values()["customer"] == 3 and other.values()["lines"][0]["quantity"] == Decimal(4)


def test_problems_stand_in_words_under_their_fields(qtbot: QtBot, desk: StubDesk, picture: Grab) -> None:
    panel = _panel(qtbot, desk)
    write(_edit(panel, "received"), "12x")
    panel.put({"lines": [{"goods": Found(3, "蛋鸡预混料"), "quantity": Decimal(40)}]})
    _values, problems = panel.collect()
    panel.show_problems([*problems, Problem("lines.0.quantity", "x", "Too many"), Problem("", "whole", "The day is closed")])
    assert panel.fields["customer"].words.isVisible() and panel.fields["received"].words.text().startswith("■")
    assert panel.fields["customer"].widget.property("mark") == "problem"
    assert panel.focusWidget() is panel.fields["customer"].widget
    assert "Too many" in panel.grids["lines"].words[Level.BLOCK].text()
    assert any("The day is closed" in each.text() for each in panel.findChildren(QLabel) if each.isVisible())
    picture(panel, "form-problems")


def test_a_mended_field_loses_its_problem(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.show_problems([Problem("phone", "x", "Type a phone number in digits")])
    write(_edit(panel, "phone"), "1")
    assert not panel.fields["phone"].words.isVisible() and panel.dirty


def test_enter_walks_the_fields_and_a_finder_takes_what_was_typed(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    panel.focus()
    customer = _edit(panel, "customer")
    write(customer, "牧原")
    press(customer, Qt.Key.Key_Return)
    assert panel.values()["customer"] == 1 and customer.text() == "周口牧原养殖场"
    day = _edit(panel, "date")
    assert panel.focusWidget() is day and day.selectedText() == "11-23"
    write(day, "+3")
    press(day, Qt.Key.Key_Return)
    assert day.text() == "11-26" and panel.focusWidget() is panel.fields["way"].widget


def test_a_finder_offers_rows_while_typing(qtbot: QtBot, desk: StubDesk, picture: Grab) -> None:
    panel = _panel(qtbot, desk)
    customer = panel.fields["customer"].widget
    customer.setFocus()
    qtbot.waitUntil(customer.hasFocus)
    write(customer, "k")
    qtbot.waitUntil(lambda: customer.suggest.is_open)  # type: ignore[attr-defined]  # a FinderEdit
    picture(panel, "finder")
    press(customer, Qt.Key.Key_Down)
    press(customer, Qt.Key.Key_Down)
    press(customer, Qt.Key.Key_Return)
    assert panel.values()["customer"] == 2


def test_what_fits_nothing_keeps_the_focus_and_says_so(qtbot: QtBot, desk: StubDesk) -> None:
    panel = _panel(qtbot, desk)
    customer = _edit(panel, "customer")
    customer.setFocus()
    write(customer, "zzz")
    press(customer, Qt.Key.Key_Return)
    assert panel.fields["customer"].words.isVisible() and panel.focusWidget() is customer
    assert panel.collect()[1][0].field == "customer"
