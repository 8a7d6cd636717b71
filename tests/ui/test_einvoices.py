"""E-invoices at the desk: the template is filled, what is left out is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.data.test_einvoice import CODE, rows, template
from tests.factories import MONDAY, a_product
from tests.shop import a_shop
from ui.tabs import INVOICES, PRODUCTS

from .desk_room import Room, room
from .hands import Hands


def _fill(made: Room, folder: Path) -> None:
    """F6 in the list of e-invoices: Monday's sales into a template of the tax site."""
    page = made.tab("invoices")
    place = page.place_of("einvoices")
    assert place is not None
    page.show_view(place)
    made.settle()
    made.prompts.answers += [{"start": MONDAY, "end": MONDAY}, template(folder / "t.xlsx"), folder / "out.xlsx"]
    Hands(made.window).key(Qt.Key.Key_F6)
    made.settle()


def test_the_template_is_filled_from_the_list(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    with room(qtbot, dressed, tmp_path, INVOICES) as made:
        shop = a_shop(made.office)
        shop.sold(shop.line("2"))
        made.office.database.execute_sql("UPDATE product SET tax_category = ? WHERE id = ?", (CODE, shop.bran))
        shop.sold(shop.line("5", product_id=shop.bran))
        _fill(made, tmp_path)
        assert [row["金额"] for row in rows(tmp_path / "out.xlsx", "2-发票明细信息")] == ["12.50"]
        assert any("税收编码" in str(text) for text in made.prompts.asked)


def test_every_product_without_a_code_is_a_door_away(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    """Duty 14: what keeps sales out of the tax site is listed where it is mended."""
    with room(qtbot, dressed, tmp_path, INVOICES, PRODUCTS) as made:
        shop = a_shop(made.office)
        coded = a_product(made.office, "X-1", "已有编码", tax_category=CODE)
        shop.sold(shop.line("2"), shop.line("5", product_id=shop.bran))
        _fill(made, tmp_path)
        assert set(made.page.model.keys) == {shop.feed, shop.bran} and coded not in made.page.model.keys
