"""What is done to issued invoices from their list: void, void and redo, red, pick-up, goods back, copy; and what the detail shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import RuleViolation
from ui.kit.form_page import FormPage
from ui.kit.preview import PreviewPage
from ui.tabs.invoices import detail, parts

from .keys import press
from .trade import Shop, a_shop

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop that sold two invoices today."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        made.sold((0, "3"), (1, "5"), customer=made.other)
        made.sold((0, "10"), (3, "4"))
        made.room.tab("invoices").show_view(0)
        made.room.page.refresh()
        made.room.settle()
        yield made


def _state(shop: Shop, row: int = 0) -> str:
    return str(shop.room.page.model.values(row)["state"])


def test_the_detail_shows_lines_money_goods_and_history(shop: Shop, picture: Grab) -> None:
    page = shop.room.pick(0)
    words = " ".join(label.text() for label in page.detail.findChildren(QLabel))  # type: ignore[union-attr]  # the list has one
    assert "14 未提" in words and "王敏" in words
    board = detail.invoice_board(shop.office, page.model.keys[0])
    assert [row.note for row in board.cards[0].rows] == ["605.00", "362.00"]
    picture(shop.room.window, "invoice-list")


def test_a_void_asks_why_and_keeps_the_number(shop: Shop) -> None:
    shop.room.pick(0)
    shop.room.prompts.answers.append({"reason": "客户改要别的"})
    press(shop.room.page.table, Qt.Key.Key_Delete)
    shop.room.settle()
    assert _state(shop) == "void" and not shop.room.can("Void")
    assert "XS20261100002" in [row[0] for row in shop.rows("SELECT number FROM invoice")]


def test_void_and_write_again_opens_the_draft_in_the_form(shop: Shop) -> None:
    shop.room.pick(0)
    shop.room.prompts.answers.append({"reason": "数量打错"})
    shop.room.give("Void and write again")
    page = shop.room.page
    assert isinstance(page, FormPage) and page.draft is not None
    assert [line["quantity"] for line in page.panel.values()["lines"]] == [Decimal(10), Decimal(4)]
    shop.room.give("Issue")
    assert shop.rows("SELECT COUNT(*) FROM invoice") == [(3,)] and shop.rows("SELECT COUNT(*) FROM draft") == [(0,)]


def test_goods_are_picked_up_in_parts_and_a_red_takes_back_what_is_typed(shop: Shop) -> None:
    page = shop.room.pick(0)
    invoice = page.model.keys[0]
    lines = parts.fill_pick_up(shop.office, invoice)["lines"]
    lines[0]["quantity"], lines[1]["quantity"] = Decimal(6), None
    shop.room.prompts.answers.append({"lines": lines, "keeper": "老赵"})
    shop.room.give("Pick up goods")
    assert shop.rows("SELECT quantity FROM delivery_line") == [(6000,)]
    red = parts.fill_red(shop.office, invoice)["lines"]
    assert [(line["waiting"], line["picked"]) for line in red] == [(4, 6), (4, 0)]
    red[0].update(cancelled=None, returned=Decimal(2))
    red[1].update(cancelled=None)
    shop.room.prompts.answers.append({"reason": "两袋破损", "lines": red})
    shop.room.give("Reverse")
    assert shop.rows("SELECT total FROM invoice WHERE kind = 'red'") == [(-12100,)]
    place = next(at for at in range(3) if _state(shop, at) == "red")
    shop.room.pick(place)
    assert shop.room.can("Take goods back") and not shop.room.can("Pick up goods")
    shop.room.prompts.answers.append({})
    shop.room.give("Take goods back")
    assert shop.rows("SELECT quantity FROM delivery_line ORDER BY id DESC LIMIT 1") == [(2000,)]


def test_a_problem_of_a_part_stands_at_its_line(shop: Shop) -> None:
    page = shop.room.pick(0)
    lines = parts.fill_pick_up(shop.office, page.model.keys[0])["lines"]
    lines[0]["quantity"], lines[1]["quantity"] = None, Decimal(9)
    with pytest.raises(RuleViolation) as caught:
        parts.pick_up(shop.office, page.model.keys[0], {"lines": lines})
    assert [problem.field for problem in caught.value.problems] == ["lines.1.quantity"]


def test_ticks_and_quantities_of_a_pick_up_follow_each_other(shop: Shop) -> None:
    lines = parts.fill_pick_up(shop.office, shop.rows("SELECT MAX(id) FROM invoice")[0][0])["lines"]
    lines[0]["take"] = False
    live = parts.PICK_UP.live
    assert live is not None
    shown = live(shop.office, {"lines": lines}, "lines.0.take").values
    assert shown["lines.0.quantity"] is None and shown["lines.1.take"] is True


def test_f6_copies_an_invoice_into_the_form(shop: Shop) -> None:
    shop.room.pick(0)
    press(shop.room.page.table, Qt.Key.Key_F6)
    shop.room.settle()
    page = shop.room.page
    assert isinstance(page, FormPage)
    values = page.panel.values()
    assert values["customer"] == shop.customer and len(values["lines"]) == 2 and values["vehicle"] == "豫P·A1234"
    assert page.draft is None


def test_enter_shows_the_sales_note(shop: Shop) -> None:
    shop.room.pick(0)
    press(shop.room.page.table, Qt.Key.Key_Return)
    shop.room.settle()
    paper = shop.room.page
    assert isinstance(paper, PreviewPage) and paper.pdf is not None
    paper.print_now()
    shop.room.settle()
    assert shop.rows("SELECT subject FROM paper_print") == [("XS20261100002",)]


def test_a_difference_is_explained(shop: Shop) -> None:
    shop.room.pick(0)
    shop.room.prompts.answers.append({"reason": "客户周三来拉"})
    shop.room.give("Explain the difference")
    assert shop.rows("SELECT reason FROM difference_note") == [("客户周三来拉",)]
