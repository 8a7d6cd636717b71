"""Products at the desk: exact units, quantity prices, tax, what is filed twice, price lists, suppliers, the import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.products import commands, queries
from models.products.inputs import PriceListInput, SupplierInput, TierInput, UnitInput
from tests.factories import a_product, a_warehouse, stocked
from ui.kit.specs import Level
from ui.tabs import PRODUCTS as TAB
from ui.tabs.finders import find_suppliers
from ui.tabs.products.board import product_board

from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
ENTER = Qt.Key.Key_Return
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture
def goods(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The tab over an office with one product."""
    with room(qtbot, dressed, tmp_path, TAB) as made:
        a_product(made.office, low_stock=Decimal(50), supplier="正大饲料", tax_category="1030109010000000000",
                  units=(UnitInput("吨", 25), UnitInput("箱", 1, 3)), tiers=(TierInput(Decimal(100), Decimal("125.5")),))
        made.settle()
        yield made


def test_a_product_is_typed_with_units_that_are_said_in_words(goods: Room, picture: Grab) -> None:
    press(goods.window, Qt.Key.Key_F2)
    panel = goods.page.panel
    write(panel.fields["name"].widget, "育肥猪配合饲料")
    write(panel.fields["specification"].widget, "40kg")
    assert "F-1204" in panel.fields["name"].words.text(), "filed already"
    panel.fields["unit"].widget.setFocus()
    write(panel.fields["unit"].widget, "袋")
    write(panel.fields["list_price"].widget, "113")
    assert panel.fields["net"].widget.text() == "100.00"
    panel.fields["supplier"].widget.setFocus()
    write(panel.fields["supplier"].widget, "新厂家")
    press(panel.fields["supplier"].widget, ENTER)
    grid = panel.grids["units"]
    grid.focus_cell("")
    for text in ("25", "1", "吨"):
        write(grid.view.focusWidget(), text)
        press(grid.view.focusWidget(), ENTER)
    assert grid.model.lines[0]["means"] == "25 袋 = 1 吨"
    picture(goods.window, "product-new")
    goods.give("Save")
    row = queries.by_code(goods.office, "P00001")
    assert row is not None and row.factors == {"袋": 1, "吨": Fraction(25)} and (row.rate, row.supplier) == ("13", "新厂家")


def test_a_product_comes_back_as_it_was_filed(goods: Room) -> None:
    before = queries.card(goods.office, 1)
    goods.pick(0)
    press(goods.page.table, Qt.Key.Key_F4)
    panel = goods.page.panel
    assert [line["means"] for line in panel.grids["units"].model.lines[:2]] == ["25 袋 = 1 吨", "1 袋 = 3 箱"]
    assert panel.grids["tiers"].model.lines[0]["less"] == "2.50"
    goods.give("Save")
    assert queries.card(goods.office, 1) == before


def test_problems_of_units_and_prices_stand_at_their_cells(goods: Room, picture: Grab) -> None:
    press(goods.window, Qt.Key.Key_F2)
    panel = goods.page.panel
    panel.put({"unit": "袋", "units": [{"unit": "袋", "base": Decimal(2)}], "tiers": [{"from_quantity": None, "price": Decimal(1)}],
               "tax_category": "12"})
    goods.give("Save")
    assert panel.fields["name"].words.isVisible() and panel.fields["tax_category"].words.isVisible()
    assert list(panel.grids["units"].model.marks) == ["0.unit"] and list(panel.grids["tiers"].model.marks) == ["0.from_quantity"]
    picture(goods.window, "product-problems")


def test_products_leave_the_finders_and_come_back(goods: Room) -> None:
    goods.pick(0)
    goods.give("Deactivate")
    assert queries.find(goods.office, "F-1204") == [] and not goods.can("Deactivate")
    press(goods.page.table, Qt.Key.Key_F4)
    goods.give("Save")
    assert not queries.card(goods.office, 1).active, "a change of the file does not take it up again"
    goods.pick(0)
    goods.give("Activate")
    assert len(queries.find(goods.office, "F-1204")) == 1


def test_the_board_shows_stock_by_warehouse_and_what_is_low(goods: Room) -> None:
    stocked(goods.office, a_warehouse(goods.office), 1, "40")
    commands.set_price_list(goods.office, PriceListInput("经销商价", ((1, Decimal(120)),)))
    cards = {card.title: card for card in product_board(goods.office, 1).cards}
    assert (cards["库存"].rows[0].note, cards["库存"].rows[0].level) == ("40 袋", Level.LOOK)
    assert [row.text for row in cards["其他单位"].rows] == ["25 袋 = 1 吨", "1 袋 = 3 箱"]
    assert cards["价格表"].rows[0].note == "120.00"
    assert product_board(goods.office, 99).cards == ()


def test_a_supplier_may_be_a_new_one(goods: Room) -> None:
    assert [found.id for found in find_suppliers(goods.office, "正大")] == ["正大饲料", "正大"]
    assert [found.id for found in find_suppliers(goods.office, "正大饲料")] == ["正大饲料"]
    goods.tab("products").show_view(1)
    goods.settle()
    press(goods.window, Qt.Key.Key_F2)
    write(goods.page.panel.fields["name"].widget, "豫东康源")
    write(goods.page.panel.fields["phone"].widget, "0394-8888888")
    goods.give("Save")
    assert "豫东康源" in queries.supplier_names(goods.office)
    commands.file_supplier(goods.office, SupplierInput("豫东康源", "0394-1"))
    goods.settle()
    goods.pick(0)
    press(goods.page.table, Qt.Key.Key_F4)
    assert not goods.page.panel.fields["name"].widget.isEnabled() or goods.page.panel.fields["name"].widget.isReadOnly()


def test_a_price_list_is_made_and_changed_as_a_whole(goods: Room, picture: Grab) -> None:
    other = a_product(goods.office, "F-1205", "仔猪料", price="96")
    goods.tab("products").show_view(3)
    goods.settle()
    press(goods.window, Qt.Key.Key_F2)
    panel = goods.page.panel
    write(panel.fields["name"].widget, "VIP")
    press(panel.fields["name"].widget, ENTER)
    grid = panel.grids["prices"]
    for code, price in (("F-1204", "120"), ("F-1205", "90")):
        write(grid.view.focusWidget(), code)
        press(grid.view.focusWidget(), ENTER)
        write(grid.view.focusWidget(), price)
        press(grid.view.focusWidget(), ENTER)
    assert grid.model.lines[0]["list_price"] == Decimal(128) and "仔猪料" in grid.model.lines[1]["goods"]
    picture(goods.window, "price-list")
    goods.give("Save")
    assert queries.listed_prices(goods.office, other) == [("VIP", Decimal(90))]
    goods.pick(0)
    press(goods.page.table, Qt.Key.Key_F4)
    panel = goods.page.panel
    assert panel.fields["name"].widget.text() == "VIP" and len(panel.values()["prices"]) == 2
    grid = panel.grids["prices"]
    grid.model.remove(0)
    goods.give("Save")
    assert queries.listed_prices(goods.office, 1) == []


def test_a_promise_of_a_supplier_is_filed(goods: Room) -> None:
    goods.tab("products").show_view(2)
    goods.settle()
    press(goods.window, Qt.Key.Key_F2)
    panel = goods.page.panel
    write(panel.fields["supplier"].widget, "zhengda-x")
    press(panel.fields["supplier"].widget, ENTER)
    write(panel.fields["product"].widget, "F-1204")
    press(panel.fields["product"].widget, ENTER)
    assert "育肥猪配合饲料" in panel.fields["goods"].widget.text()
    goods.give("Save")
    assert panel.fields["price"].words.isVisible(), "a price or a quantity is needed"
    write(panel.fields["price"].widget, "88.5")
    goods.give("Save")
    assert goods.page.model.rowCount() == 1


def test_products_come_from_a_workbook_with_their_stock(goods: Room, picture: Grab) -> None:
    goods.tab("products").show_view(4)
    page = goods.page
    assert page.target.isHidden(), "there is only one thing to import here"
    goods.prompts.answers = [SAMPLES / "products.xlsx"]
    press(goods.window, Qt.Key.Key_F2)
    goods.settle()
    picture(goods.window, "import-products")
    press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    goods.settle()
    assert queries.by_code(goods.office, "F-1501") is not None
