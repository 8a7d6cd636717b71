"""Goods come in with supplier, cost and batch; opening stock and corrections keep the books honest."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.products.inputs import UnitInput
from models.stock import commands as stock
from models.stock import queries
from models.stock.inputs import AdjustInput, GoodsInInput, GoodsInLine, OpeningStockInput, WarehouseInput
from tests.factories import KEEPER, MONDAY, SELLER, a_product, a_warehouse, grant, person_id
from tests.stock_room import close, codes, on_hand

D = Decimal


@pytest.fixture
def goods(office: Office) -> tuple[Office, int, int]:
    """An office with one warehouse and one product of 40 kg bags, 25 to the tonne."""
    return office, a_warehouse(office), a_product(office, units=(UnitInput("吨", 25),))


def test_goods_in_of_several_lines_takes_one_number(goods: tuple[Office, int, int]) -> None:
    """Supplier, cost, batch and expiry travel with each line (rules: Stock)."""
    office, warehouse, product = goods
    other = a_product(office, "F-2", "预混料")
    lines = (GoodsInLine(product, D(2), "吨", D(2500), "b１", MONDAY + timedelta(90)), GoodsInLine(other, D("7.5")))
    done = stock.goods_in(office, GoodsInInput(warehouse, lines, "正大"))
    assert done.number == "RK20261100001"
    assert [on_hand(office, warehouse, product), on_hand(office, warehouse, other)] == [50, D("7.5")]
    rows = office.database.execute_sql("SELECT number, supplier, cost, batch, expiry FROM movement ORDER BY id").fetchall()
    assert rows == [("RK20261100001", "正大", 100_000_000, "b1", "2027-02-21"), ("RK20261100001", "正大", None, "", None)]


def test_everything_wrong_with_goods_in_is_said_at_once(goods: tuple[Office, int, int]) -> None:
    """Each problem at its field, nothing written, no number used."""
    office, warehouse, product = goods
    batched = a_product(office, "F-3", "疫苗", asks_batch=True, asks_expiry=True)
    gone = a_product(office, "F-4", "停产料", active=False)
    lines = (GoodsInLine(product, D(0)), GoodsInLine(product, D(-1)), GoodsInLine(product, D("1.0001")), GoodsInLine(product, D("NaN")),
             GoodsInLine(999, D(1)), GoodsInLine(product, D(1), "箱"), GoodsInLine(batched, D(1)), GoodsInLine(gone, D(1)),
             GoodsInLine(product, D(1), cost=D("-1")), GoodsInLine(product, D("1e12")), GoodsInLine(product, D(1), remark="a\0b"))
    with pytest.raises(RuleViolation) as raised:
        stock.goods_in(office, GoodsInInput(999, lines, date=MONDAY + timedelta(40)))
    assert codes(raised.value) == {
        "warehouse": "warehouse.unknown", "date": "date.ahead", "lines.0.quantity": "number.above", "lines.1.quantity": "number.above",
        "lines.2.quantity": "number.places", "lines.3.quantity": "number.kind", "lines.4.product": "product.unknown",
        "lines.5.unit": "unit.unknown", "lines.6.batch": "batch.missing", "lines.6.expiry": "expiry.missing",
        "lines.7.product": "product.inactive",
        "lines.8.cost": "number.range", "lines.9.quantity": "number.range", "lines.10.remark": "text.control"}
    stock.goods_in(office, GoodsInInput(warehouse, (GoodsInLine(product, D(1)),)))
    assert office.database.execute_sql("SELECT number FROM movement").fetchall() == [("RK20261100001",)]


def test_goods_in_without_a_line_is_refused(goods: tuple[Office, int, int]) -> None:
    """An empty paper takes no number."""
    office, warehouse, _product = goods
    with pytest.raises(RuleViolation) as raised:
        stock.goods_in(office, GoodsInInput(warehouse, ()))
    assert codes(raised.value) == {"lines": "lines.missing"}


def test_a_closed_day_takes_no_goods(goods: tuple[Office, int, int]) -> None:
    """Today is closed: by default the next day is used, and today itself is refused."""
    office, warehouse, product = goods
    close(office, MONDAY)
    with pytest.raises(RuleViolation) as raised:
        stock.goods_in(office, GoodsInInput(warehouse, (GoodsInLine(product, D(1)),), date=MONDAY))
    assert codes(raised.value) == {"date": "day.closed"}
    stock.goods_in(office, GoodsInInput(warehouse, (GoodsInLine(product, D(1)),)))
    assert queries.standings(office, warehouse, [product], day=MONDAY)[product].on_hand == 0


def test_opening_stock_said_again_posts_the_difference(goods: tuple[Office, int, int]) -> None:
    """Quantity, cost and day may all change before the first close; the last word counts."""
    office, warehouse, product = goods
    for quantity, cost, back in (("100", "90", 0), ("80", "90", 0), ("80", "91", 0), ("80", "91", 1)):
        stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(quantity), D(cost), MONDAY - timedelta(back)))
    assert queries.opening_stock(office, product, warehouse) == {(MONDAY - timedelta(1), D(91)): 80}
    assert on_hand(office, warehouse, product) == 80
    assert not list(queries.faults(office))


def test_opening_stock_stands_after_the_first_close(goods: tuple[Office, int, int]) -> None:
    """Then a count or an adjustment is the way (rules: Closing)."""
    office, warehouse, product = goods
    close(office, MONDAY - timedelta(1))
    with pytest.raises(RuleViolation) as raised:
        stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(1)))
    assert codes(raised.value) == {"": "opening.closed"}


def test_opening_stock_cannot_shrink_below_what_left(goods: tuple[Office, int, int]) -> None:
    """The figure would be negative on some day."""
    office, warehouse, product = goods
    stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(100)))
    with office.command("test") as act:
        stock.move(act, [stock.Move(MONDAY, warehouse, product, D(-60), "out")])
    with pytest.raises(RuleViolation) as raised:
        stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(59)))
    assert codes(raised.value) == {"quantity": "stock.short"}
    assert on_hand(office, warehouse, product) == 40


def test_an_adjustment_needs_the_manager(goods: tuple[Office, int, int]) -> None:
    """Once granted, exactly this adjustment is made, once."""
    office, warehouse, product = goods
    stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(100), D("90")))
    x = AdjustInput(product, warehouse, D("-2"), "破包")
    with pytest.raises(ApprovalNeeded) as asked:
        stock.adjust(office, x)
    assert [(need.kind, need.amount) for need in asked.value.needs] == [("stock adjustment", D(180))]
    assert on_hand(office, warehouse, product) == 100
    grant(office, asked.value)
    stock.adjust(office, x)
    assert on_hand(office, warehouse, product) == 98
    with pytest.raises(ApprovalNeeded):
        stock.adjust(office, x)


@pytest.mark.parametrize(("quantity", "reason", "wrong"), [
    ("0", "x", {"quantity": "quantity.zero"}), ("-101", "x", {"quantity": "stock.short"}), ("1", " ", {"reason": "text.missing"}),
    ("1.0005", "x", {"quantity": "number.places"}), ("Infinity", "x", {"quantity": "number.kind"})])
def test_an_adjustment_of_no_sense_is_refused(goods: tuple[Office, int, int], quantity: str, reason: str, wrong: dict[str, str]) -> None:
    """Before anybody is asked for an approval."""
    office, warehouse, product = goods
    stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(100)))
    with pytest.raises(RuleViolation) as raised:
        stock.adjust(office, AdjustInput(product, warehouse, D(quantity), reason))
    assert codes(raised.value) == wrong


def test_a_warehouse_has_a_keeper_and_a_code_of_its_own(office: Office) -> None:
    """Only somebody who keeps warehouses; no two alike."""
    keeper = person_id(office, KEEPER)
    made = stock.add_warehouse(office, WarehouseInput("W1", "一号库", keeper))
    with pytest.raises(RuleViolation) as raised:
        stock.add_warehouse(office, WarehouseInput("Ｗ1", "一号库"))
    assert codes(raised.value) == {"code": "warehouse.twice", "name": "warehouse.twice"}
    with pytest.raises(RuleViolation) as raised:
        stock.change_warehouse(office, made.id, WarehouseInput("", "一号库", person_id(office, SELLER)))
    assert codes(raised.value) == {"code": "text.missing", "keeper": "keeper.unknown"}
    stock.change_warehouse(office, made.id, WarehouseInput("W1", "大库", keeper))
    assert queries.default_warehouse(office) == queries.WarehouseRow(made.id, "W1", "大库", keeper, KEEPER, True)


def test_a_warehouse_with_goods_stays_in_use(goods: tuple[Office, int, int]) -> None:
    """An empty one may be given up, and then takes nothing more."""
    office, warehouse, product = goods
    stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(1)))
    given_up = WarehouseInput("W1", "一号库", active=False)
    with pytest.raises(RuleViolation) as raised:
        stock.change_warehouse(office, warehouse, given_up)
    assert codes(raised.value) == {"active": "warehouse.holds"}
    stock.set_opening_stock(office, OpeningStockInput(product, warehouse, D(0)))
    stock.change_warehouse(office, warehouse, given_up)
    assert queries.warehouses(office) == [] and queries.default_warehouse(office) is None
    with pytest.raises(RuleViolation) as raised:
        stock.goods_in(office, GoodsInInput(warehouse, (GoodsInLine(product, D(1)),)))
    assert codes(raised.value) == {"warehouse": "warehouse.inactive"}
