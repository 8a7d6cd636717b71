"""A stocktake goes from the sheet through the shelves to the approved adjustment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.stock import commands as stock
from models.stock import queries
from models.stock.inputs import CountedInput, CountedLine, CountInput
from tests.factories import MONDAY, a_product, a_warehouse, grant, later, stocked
from tests.stock_room import close, codes, on_hand

D = Decimal


@pytest.fixture
def shelves(office: Office) -> tuple[Office, int, int, int]:
    """A warehouse with 100 of one product and 50 of another."""
    warehouse, one, other = a_warehouse(office), a_product(office), a_product(office, "F-2", "预混料")
    stocked(office, warehouse, one, "100")
    stocked(office, warehouse, other, "50")
    return office, warehouse, one, other


def test_a_count_moves_the_books_to_what_was_counted(shelves: tuple[Office, int, int, int]) -> None:
    """Sheet, counted quantity, difference with reason, approval, adjusting move (rules: Stock)."""
    office, warehouse, one, other = shelves
    made = stock.open_count(office, CountInput(warehouse))
    assert made.number == "PD20261100001"
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(98), "破包"), CountedLine(other, D(50)))))
    with pytest.raises(ApprovalNeeded) as asked:
        stock.adjust_count(office, made.id)
    assert [(need.kind, need.amount, need.params["differences"]) for need in asked.value.needs] == [
        ("stock adjustment", D(180), "育肥猪配合饲料 −2 袋")]
    grant(office, asked.value)
    stock.adjust_count(office, made.id)
    assert [on_hand(office, warehouse, each) for each in (one, other)] == [98, 50]
    row = next(row for row in queries.day_movement(office, MONDAY) if row.product_id == one)
    assert [row.opening, row.goods_in, row.goods_out, row.closing, row.counted, row.difference] == [0, 100, 2, 98, 98, -2]
    with pytest.raises(RuleViolation):
        stock.adjust_count(office, made.id)


def test_what_leaves_while_it_is_counted_does_not_disturb_the_difference(shelves: tuple[Office, int, int, int]) -> None:
    """The difference is against the sheet; what left since has left both the shelf and the books."""
    office, warehouse, one, _other = shelves
    made = stock.open_count(office, CountInput(warehouse, product_ids=(one,)))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(103), "多收"),)))
    with office.command("test") as act:
        stock.move(act, [stock.Move(MONDAY, warehouse, one, D(-40), "out")])
    with pytest.raises(ApprovalNeeded) as asked:
        stock.adjust_count(office, made.id)
    grant(office, asked.value)
    stock.adjust_count(office, made.id)
    assert on_hand(office, warehouse, one) == 63


def test_a_count_that_agrees_needs_nobody(shelves: tuple[Office, int, int, int]) -> None:
    """It just ends."""
    office, warehouse, one, other = shelves
    made = stock.open_count(office, CountInput(warehouse))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(100)), CountedLine(other, D(50)))))
    stock.adjust_count(office, made.id)
    assert queries.open_counts(office) == []


def test_every_line_is_counted_and_every_difference_has_a_reason(shelves: tuple[Office, int, int, int]) -> None:
    """Before a manager is asked."""
    office, warehouse, one, _other = shelves
    made = stock.open_count(office, CountInput(warehouse))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(98)),)))
    with pytest.raises(RuleViolation) as raised:
        stock.adjust_count(office, made.id)
    assert codes(raised.value) == {"lines.0.reason": "count.reason", "lines.1.counted": "count.missing"}


def test_something_found_that_is_not_on_the_sheet_is_added(shelves: tuple[Office, int, int, int]) -> None:
    """With what the books say of it: nothing."""
    office, warehouse, one, _other = shelves
    found = a_product(office, "F-9", "赠品")
    made = stock.open_count(office, CountInput(warehouse, product_ids=(one,)))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(found, D(3), "未入账"),)))
    sheet = queries.count_sheet(office, made.id)
    assert sheet is not None
    assert [(line.code, line.book, line.difference) for line in sheet.lines] == [("F-1204", D(100), D(0)), ("F-9", D(0), D(3))]


def test_a_backdated_paper_spoils_an_open_sheet(shelves: tuple[Office, int, int, int]) -> None:
    """Its book quantities are no longer what the books say; the way out is a new sheet."""
    office, warehouse, one, _other = shelves
    made = stock.open_count(office, CountInput(warehouse, product_ids=(one,)))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(100)),)))
    later(office, minutes=5)
    stocked(office, warehouse, one, "1", MONDAY - timedelta(1))
    with pytest.raises(RuleViolation) as raised:
        stock.adjust_count(office, made.id)
    assert codes(raised.value) == {"": "count.behind"}
    stock.drop_count(office, made.id, "重盘")
    assert stock.open_count(office, CountInput(warehouse, product_ids=(one,))).number == "PD20261100002"


def test_a_product_is_on_one_open_sheet_only(shelves: tuple[Office, int, int, int]) -> None:
    """Two would adjust the same difference twice."""
    office, warehouse, one, _other = shelves
    stock.open_count(office, CountInput(warehouse, product_ids=(one,)))
    with pytest.raises(RuleViolation) as raised:
        stock.open_count(office, CountInput(warehouse))
    assert codes(raised.value) == {"warehouse": "count.twice"}


def test_a_count_cannot_take_what_was_sold_since(shelves: tuple[Office, int, int, int]) -> None:
    """Counted 10 of 100 yesterday, 95 left today: the books would be negative."""
    office, warehouse, one, _other = shelves
    stocked(office, warehouse, one, "5", MONDAY - timedelta(1))
    made = stock.open_count(office, CountInput(warehouse, MONDAY - timedelta(1), (one,)))
    stock.enter_counted(office, CountedInput(made.id, (CountedLine(one, D(0), "丢失"),)))
    with office.command("test") as act:
        stock.move(act, [stock.Move(MONDAY, warehouse, one, D(-101), "out")])
    with pytest.raises(RuleViolation) as raised:
        stock.adjust_count(office, made.id)
    assert codes(raised.value) == {"lines": "stock.short"}


def test_a_count_of_no_sense_is_refused(shelves: tuple[Office, int, int, int]) -> None:
    """Unknown places and products, figures below nothing, twice the same, closed days, empty shelves."""
    office, warehouse, one, other = shelves
    made = stock.open_count(office, CountInput(warehouse))
    lines = (CountedLine(one, D("-1")), CountedLine(one, D("1.2345")), CountedLine(99, D(1)), CountedLine(other, D("NaN")))
    with pytest.raises(RuleViolation) as raised:
        stock.enter_counted(office, CountedInput(made.id, lines))
    assert codes(raised.value) == {"lines.0.counted": "number.range", "lines.1.product": "product.twice",
                                   "lines.1.counted": "number.places", "lines.2.product": "product.unknown",
                                   "lines.3.counted": "number.kind"}
    with pytest.raises(RuleViolation) as raised:
        stock.open_count(office, CountInput(a_warehouse(office, "空库")))
    assert codes(raised.value) == {"products": "count.empty"}
    close(office, MONDAY)
    with pytest.raises(RuleViolation) as raised:
        stock.open_count(office, CountInput(99, MONDAY, (99,)))
    assert codes(raised.value) == {"warehouse": "warehouse.unknown", "date": "day.closed", "products": "product.unknown"}
    with pytest.raises(RuleViolation) as raised:
        stock.drop_count(office, made.id, " ")
    assert codes(raised.value) == {"reason": "text.missing"}
