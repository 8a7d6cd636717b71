"""Bank statements at the desk: the file, the suggestion, F9."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as D
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.bank.queries import open_lines
from models.receivables.queries import balance
from tests.shop import Shop, a_shop
from ui.tabs import RECEIPTS

from .desk_room import Room, room
from .hands import Hands


@pytest.fixture
def made(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[tuple[Room, Shop, Path]]:
    """The money tab, a customer who owes 1280, and a statement in which it is paid."""
    with room(qtbot, dressed, tmp_path, RECEIPTS) as made:
        shop = a_shop(made.office)
        shop.sold(shop.line("10"))
        book = Workbook()
        for row in (("交易日期", "贷方发生额", "对方户名", "附言"), ("20261123", 1280, "河南双汇饲料有限公司", "货款"), ("20261123", 7, "某人", "")):
            book.active.append(list(row))
        book.save(tmp_path / "bank.xlsx")
        yield made, shop, tmp_path / "bank.xlsx"


def test_a_statement_comes_in_and_its_payment_is_received_with_f9(made: tuple[Room, Shop, Path]) -> None:
    desk, shop, file = made
    page = desk.tab("receipts")
    place = page.place_of("bank_lines")
    assert place is not None
    page.show_view(place)
    desk.settle()
    desk.prompts.answers.append(file)
    Hands(desk.window).key(Qt.Key.Key_F6)
    desk.settle()
    assert len(open_lines(desk.office)) == 2
    row = next(at for at in range(2) if desk.page.table.model().index(at, 1).data() == "河南双汇饲料有限公司")
    desk.pick(row)
    desk.prompts.answers.append({"customer": shop.customer, "date": None, "remark": ""})
    Hands(desk.window).key(Qt.Key.Key_F9)
    desk.settle()
    assert balance(desk.office, shop.customer) == D(0) and len(open_lines(desk.office)) == 1


def test_a_file_that_is_refused_says_why_and_files_nothing(made: tuple[Room, Shop, Path]) -> None:
    """Money of a day to come; then a list that the office wrote itself."""
    desk, _shop, file = made
    page = desk.tab("receipts")
    place = page.place_of("bank_lines")
    assert place is not None
    page.show_view(place)
    ours = ("单号", "日期", "类别", "编码", "客户", "收付方式", "金额", "备注")
    for rows in ((("交易日期", "贷方发生额", "对方户名"), ("20991123", 1280, "甲")), (ours, ("SK1", "2026-11-23", "收款", "C1", "甲", "现金", 5, ""))):
        book = Workbook()
        for row in rows:
            book.active.append(list(row))
        book.save(file)
        desk.prompts.answers.append(file)
        Hands(desk.window).key(Qt.Key.Key_F6)
        desk.settle()
        assert open_lines(desk.office) == []
    early, own = desk.prompts.asked[1::2]
    assert "2099-11-23" in early and ("收款" in own or "Receipts" in own)
