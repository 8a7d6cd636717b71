"""Invoices at the desk by keyboard alone: few keys, sums with each key, every problem at its cell, drafts that outlive the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.settings import set_option
from models.stock.rules import SHORT_STOCK
from ui.kit.form_page import FormPage
from ui.kit.preview import PreviewPage
from ui.kit.specs import Level
from ui.main_window import MainWindow
from ui.tabs import INVOICES

from .desk_room import Room
from .trade import Shop, a_shop

Grab = Callable[[QWidget, str], None]
F6, F8, F9, F10, ESC, TAB = (Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_Escape, Qt.Key.Key_Tab)


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop before its first customer."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        yield made


def _line(page: FormPage, place: int) -> dict[str, Any]:
    line: dict[str, Any] = page.panel.values()["lines"][place]
    return line


def _text(page: FormPage, key: str) -> str:
    return str(page.panel.fields[key].widget.text())  # type: ignore[attr-defined]  # a label


def test_a_repeat_order_of_ten_lines_takes_at_most_fifteen_keys(shop: Shop, picture: Grab) -> None:
    shop.sold(*((at, "3") for at in range(10)))
    page = shop.form()
    shop.hands.count = 0
    shop.hands.enter("hnsh").key(F6).enter("12")
    at = page.panel.grids["lines"].view.currentIndex()
    assert (at.row(), page.panel.grids["lines"].spec.columns[at.column()].key) == (1, "quantity"), "on to the next quantity"
    assert _line(page, 0)["quantity"] == 12 and [line["quantity"] for line in page.panel.values()["lines"][1:]] == [3] * 9
    picture(shop.room.window, "invoice-repeat")
    shop.hands.key(F9)
    shop.room.settle()
    assert shop.hands.count <= 15, shop.hands.count
    assert shop.rows("SELECT COUNT(*) FROM invoice_line")[0][0] == 20
    paper = shop.room.page
    assert isinstance(paper, PreviewPage) and paper.document.name == "invoice", "the form turned into the paper"
    picture(shop.room.window, "invoice-paper")
    shop.hands.key(ESC)
    assert isinstance(shop.room.page, FormPage) and page.panel.values()["customer"] is None


def test_a_fresh_order_takes_at_most_eight_keys_a_line(shop: Shop) -> None:
    page = shop.form()
    shop.hands.enter("hnsh")
    shop.hands.count = 0
    for at in range(10):
        shop.hands.enter(f"12{at:02}").enter("15")
    assert shop.hands.count <= 80, shop.hands.count
    lines = page.panel.values()["lines"]
    assert [line["product"] for line in lines] == shop.products[:10] and {line["quantity"] for line in lines} == {Decimal(15)}
    shop.hands.key(F9)
    shop.room.settle()
    assert shop.rows("SELECT COUNT(*) FROM invoice_line")[0][0] == 10


def test_sums_capitals_and_what_is_owed_follow_each_key(shop: Shop, picture: Grab) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200")
    assert _text(page, "capitals") == "零元整"
    shop.hands.type("1")
    assert _text(page, "capitals") == "陆拾元零伍角"
    shop.hands.type("5")
    assert _text(page, "capitals") == "玖佰零柒元伍角"
    shop.hands.enter().enter("")
    shop.hands.type("500")
    assert _text(page, "owed_after") == "407.50" and _text(page, "pieces") == "15 袋" and _text(page, "total") == "907.50"
    picture(shop.room.window, "invoice-form")


def test_esc_in_a_cell_brings_the_old_figure_back(shop: Shop) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200").enter("15")
    grid = page.panel.grids["lines"]
    grid.focus_cell("0.quantity")
    shop.hands.type("999")
    assert _line(page, 0)["quantity"] == 999
    shop.hands.key(ESC)
    assert _line(page, 0)["quantity"] == 15 and _text(page, "total") == "907.50"


def test_the_customers_last_price_is_filled_in_and_marked(shop: Shop) -> None:
    shop.sold((0, "3"))
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200")
    assert _line(page, 0)["price"] == Decimal("60.5")
    assert page.panel.grids["lines"].model.marks["0.price"].text == "上次"
    assert not page.panel.grids["lines"].words[Level.LOOK].isVisible(), "a plain mark needs no words below"
    page.panel.grids["lines"].focus_cell("0.price")
    shop.hands.enter("58")
    page.panel.grids["lines"].focus_cell("0.quantity")
    shop.hands.enter("20")
    assert _line(page, 0)["price"] == 58 and "0.price" not in page.panel.grids["lines"].model.marks, "a typed price stays"


def test_another_unit_brings_its_price_and_stock(shop: Shop) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200").enter("2")
    grid = page.panel.grids["lines"]
    unit = next(at for at, column in enumerate(grid.spec.columns) if column.key == "unit")
    assert [value for value, _title in grid.model.choices_at(grid.model.index(0, unit))] == ["袋", "吨"]
    grid.model.choose(grid.model.index(0, unit), "吨")
    line = _line(page, 0)
    assert (line["price"], line["available"], line["amount"]) == (Decimal("1512.5"), Decimal("25.6"), Decimal("3025.00"))


def test_short_stock_turns_to_words(shop: Shop, picture: Grab) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1201").enter("700")
    grid = page.panel.grids["lines"]
    column = next(column for column in grid.spec.columns if column.key == "available")
    assert grid.model.text(0, column) == "缺 60 袋" and "可用 640 袋" in grid.words[Level.LOOK].text()
    picture(shop.room.window, "invoice-short")
    shop.hands.key(F9)
    assert "可用库存只有 640 袋" in grid.words[Level.BLOCK].text()
    set_option(shop.office, SHORT_STOCK, "approve")
    shop.hands.key(F9)
    shop.room.settle()
    assert shop.room.asked and shop.rows("SELECT COUNT(*) FROM invoice") == [(1,)]


def test_every_problem_stands_at_its_cell_all_at_once(shop: Shop, picture: Grab) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1201").enter("700").enter("1211").enter("5")
    shop.hands.key(F9)
    grid = page.panel.grids["lines"]
    assert set(grid.model.marks) >= {"0.quantity", "1.batch", "1.expiry"}
    assert "待改" in page.verbs.primary().text()  # type: ignore[union-attr]  # there is one
    picture(shop.room.window, "invoice-problems")
    assert shop.rows("SELECT COUNT(*) FROM invoice") == [(0,)] and len(page.panel.values()["lines"]) == 2


def test_batch_and_expiry_are_asked_only_where_the_product_asks(shop: Shop) -> None:
    page = shop.form()
    grid = page.panel.grids["lines"]
    batch = next(at for at, column in enumerate(grid.spec.columns) if column.key == "batch")
    shop.hands.enter("hnsh").enter("1201").enter("5")
    assert grid.view.isColumnHidden(batch) and grid.view.currentIndex().row() == 1
    shop.hands.enter("1211").enter("5")
    assert not grid.view.isColumnHidden(batch) and grid.view.currentIndex().column() == batch
    shop.hands.enter("B1").enter("2027-11-01")
    assert (_line(page, 1)["batch"], str(_line(page, 1)["expiry"])) == ("B1", "2027-11-01")
    assert grid.view.currentIndex().row() == 2


def test_goods_off_the_territory_are_marked_before_the_issue(shop: Shop) -> None:
    page = shop.form()
    shop.hands.enter("hnsh")
    assert page.panel.values()["delivery_address"] == "河南省周口市建设路1号" and page.panel.values()["salesperson"] is not None
    field = page.panel.fields["territory"]
    field.widget.setFocus()
    field.widget.selectAll()  # type: ignore[attr-defined]  # a line edit
    shop.hands.type("驻马店")
    assert "驻马店" in field.words.text() and "需审批" in field.words.text()


def test_money_comes_in_and_goods_leave_with_the_invoice(shop: Shop) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200").enter("10").enter()
    shop.hands.type("300")
    page.panel.fields["goods_leave"].widget.setChecked(True)  # type: ignore[attr-defined]  # a tick
    shop.hands.enter()
    assert shop.room.window.focusWidget() is page.verbs.primary(), "Enter past the last field leads to the button"
    shop.hands.key(Qt.Key.Key_Space)
    shop.room.settle()
    assert shop.rows("SELECT amount, method FROM receipt") == [(30000, "cash")]
    assert shop.rows("SELECT COUNT(*) FROM delivery") == [(1,)] and shop.rows("SELECT COUNT(*) FROM draft") == [(0,)]


def test_f10_issues_and_prints(shop: Shop) -> None:
    shop.form()
    shop.hands.enter("hnsh").enter("1200").enter("1").key(F10)
    shop.room.settle()
    shop.room.settle()
    assert shop.room.printers.sent == ["销售单 pin2"]
    assert shop.rows("SELECT subject FROM paper_print") == [("XS20261100001",)]


def test_an_acceptance_asks_for_its_day(shop: Shop) -> None:
    page = shop.form()
    due = page.panel.fields["acceptance_due"]
    assert due.isHidden()
    page.panel.put({"method": "acceptance"})
    assert due.isVisible()


def test_f8_asks_the_keeper_about_the_line(shop: Shop) -> None:
    shop.form()
    shop.hands.enter("hnsh").enter("1203").enter("20")
    shop.room.page.panel.grids["lines"].focus_cell("0.quantity")
    shop.room.prompts.answers.append({"remark": "今天要"})
    shop.hands.key(F8)
    assert shop.rows("SELECT product_id, quantity, customer_id, remark FROM stock_check") == [
        (shop.products[3], 20000, shop.customer, "今天要")]


def test_a_draft_outlives_the_window_and_opens_from_its_list(shop: Shop) -> None:
    shop.form()
    shop.hands.enter("hnsh").enter("1202").type("12")
    shop.room.qtbot.wait(700)
    assert shop.rows("SELECT title FROM draft") == [("河南双汇饲料有限公司",)]
    again = Room(shop.room.qtbot, shop.office, (INVOICES,))
    _show(again.window, "drafts")
    again.settle()
    again.pick(0).open_row(0)
    values = again.page.panel.values()
    assert values["customer"] == shop.customer and values["lines"][0]["quantity"] == 12 and values["lines"][0]["price"] == Decimal("80.5")
    again.give("Issue")
    assert shop.rows("SELECT COUNT(*) FROM invoice") == [(1,)] and shop.rows("SELECT COUNT(*) FROM draft") == [(0,)]
    again.window.close()


def _show(window: MainWindow, view: str) -> None:
    window.show_tab("invoices")
    page = window.pages["invoices"]
    place = page.place_of(view)
    assert place is not None
    page.show_view(place)


def test_sixty_lines_stay_quick(shop: Shop, picture: Grab) -> None:
    shop.sold(*((at % 10, "1") for at in range(60)))
    page = shop.form()
    shop.hands.enter("hnsh").key(F6)
    assert len(page.panel.values()["lines"]) == 60
    began = perf_counter()
    shop.hands.type("1234567890")
    assert (perf_counter() - began) / 10 < 0.15
    picture(shop.room.window, "invoice-sixty")
