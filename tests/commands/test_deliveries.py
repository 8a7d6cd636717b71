"""Goods leave in parts, come back for reds, never more than the papers say; mistakes are countered."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.deliveries import commands as deliveries
from models.deliveries import queries
from models.deliveries.inputs import PickUpInput, TakeBackInput, UndoInput
from models.stock import queries as stock
from models.stock.commands import Move, move
from models.stock.rules import SHORT_STOCK
from tests.factories import KEEPER, MONDAY, SELLER, a_customer, a_product, a_warehouse, grant, stocked
from tests.issued import a_red, an_invoice, void
from tests.stock_room import close, codes, on_hand

D = Decimal


class Yard:
    """An office with 100 bags of two products and an invoice of 40 and 10."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.place, self.feed, self.salt = a_warehouse(office), a_product(office), a_product(office, "F-2", "盐砖")
        for product in (self.feed, self.salt):
            stocked(office, self.place, product, "100")
        self.customer = a_customer(office)
        self.invoice, (self.first, self.second) = an_invoice(office, self.customer, self.place, [(self.feed, "40"), (self.salt, "10")])

    def pick_up(self, *lines: tuple[int, str]) -> int:
        """Some of it leaves; nothing named: all that remains."""
        parts = tuple((line, D(quantity)) for line, quantity in lines) or None
        return deliveries.pick_up(self.office, PickUpInput(self.invoice, parts)).id

    def remaining(self) -> list[Decimal]:
        """What remains of the two lines."""
        return [row.remaining for row in queries.remaining(self.office, self.invoice)]

    def sound(self) -> bool:
        """Whether a recomputation agrees with everything."""
        return not [*queries.faults(self.office), *stock.faults(self.office)]


@pytest.fixture
def yard(office: Office) -> Yard:
    """The yard on a Monday morning."""
    return Yard(office)


def refused(yard: Yard, x: PickUpInput) -> dict[str, str]:
    """Why a pick-up is refused."""
    with pytest.raises(RuleViolation) as raised:
        deliveries.pick_up(yard.office, x)
    assert yard.remaining() == [40, 10] and yard.sound()
    return codes(raised.value)


def test_goods_leave_in_parts_and_their_reservation_with_them(yard: Yard) -> None:
    """Per line, until nothing remains (rules: Stock)."""
    yard.pick_up((yard.first, "15.5"))
    assert yard.remaining() == [D("24.5"), 10]
    standing = stock.standings(yard.office, yard.place, [yard.feed])[yard.feed]
    assert [standing.on_hand, standing.reserved, standing.available] == [D("84.5"), D("24.5"), 60]
    slip = queries.slip(yard.office, yard.pick_up())
    assert slip is not None and (slip.number, slip.keeper, slip.kind) == ("TH20261100002", KEEPER, "out")
    assert [(line.product_id, line.quantity) for line in slip.lines] == [(yard.feed, D("24.5")), (yard.salt, D(10))]
    assert yard.remaining() == [0, 0] and yard.sound()
    assert stock.moved(yard.office, [yard.first, yard.second]) == {yard.first: 40, yard.second: 10}


def test_nothing_leaves_twice(yard: Yard) -> None:
    """When all has left, nothing remains to be moved."""
    yard.pick_up()
    with pytest.raises(RuleViolation) as raised:
        yard.pick_up()
    assert codes(raised.value) == {"lines": "delivery.nothing"}


@pytest.mark.parametrize(("quantity", "code"), [("40.001", "delivery.more"), ("0", "number.above"), ("-1", "number.above"),
                                                ("1.0001", "number.places"), ("NaN", "number.kind"), ("1e30", "number.range")])
def test_no_more_leaves_than_remains(yard: Yard, quantity: str, code: str) -> None:
    """Nor less than something, nor parts finer than a thousandth."""
    assert refused(yard, PickUpInput(yard.invoice, ((yard.first, D(quantity)),))) == {"lines.0.quantity": code}


def test_a_pick_up_of_no_sense_is_refused_at_every_field(yard: Yard) -> None:
    """All at once: the date, the keeper, strange and doubled lines."""
    lines = ((yard.first, D(1)), (yard.first, D(1)), (999, D(1)))
    assert refused(yard, PickUpInput(yard.invoice, lines, MONDAY - timedelta(1), SELLER, "豫P\0")) == {
        "date": "date.before", "keeper": "keeper.unknown", "vehicle": "text.control", "lines.1.line": "line.twice",
        "lines.2.line": "line.unknown"}
    assert refused(yard, PickUpInput(999)) == {"invoice": "invoice.unknown"}


def test_a_closed_day_lets_nothing_leave(yard: Yard) -> None:
    """The pick-up is written on the next day instead."""
    close(yard.office, MONDAY)
    assert refused(yard, PickUpInput(yard.invoice, date=MONDAY)) == {"date": "day.closed"}
    slip = queries.slip(yard.office, yard.pick_up())
    assert slip is not None and slip.date == MONDAY + timedelta(1)


def test_nothing_leaves_for_a_void_invoice(yard: Yard) -> None:
    """It means nothing any more."""
    void(yard.office, yard.invoice)
    with pytest.raises(RuleViolation) as raised:
        yard.pick_up()
    assert codes(raised.value) == {"invoice": "invoice.void"}
    assert yard.sound()


def test_what_a_red_cancelled_does_not_leave(yard: Yard) -> None:
    """Invoiced − cancelled − already left."""
    yard.pick_up((yard.first, "10"))
    a_red(yard.office, yard.invoice, [(yard.first, "cancelled", "25")])
    with pytest.raises(RuleViolation) as raised:
        yard.pick_up((yard.first, "6"))
    assert codes(raised.value) == {"lines.0.quantity": "delivery.more"}
    yard.pick_up((yard.first, "5"))
    assert yard.remaining() == [0, 10] and yard.sound()


def test_returned_goods_come_back_as_far_as_the_red_says(yard: Yard) -> None:
    """They enter stock when the keeper takes them, in parts."""
    yard.pick_up()
    red, (line,) = a_red(yard.office, yard.invoice, [(yard.first, "returned", "12")])
    assert on_hand(yard.office, yard.place, yard.feed) == 60
    deliveries.take_back_goods(yard.office, TakeBackInput(red, ((line, D(5)),)))
    with pytest.raises(RuleViolation) as raised:
        deliveries.take_back_goods(yard.office, TakeBackInput(red, ((line, D(8)),)))
    assert codes(raised.value) == {"lines.0.quantity": "delivery.more"}
    deliveries.take_back_goods(yard.office, TakeBackInput(red))
    assert on_hand(yard.office, yard.place, yard.feed) == 72
    assert yard.remaining() == [0, 0] and yard.sound()
    assert stock.moved(yard.office, [yard.first]) == {yard.first: 40}


def test_a_sale_is_not_taken_back_without_a_red(yard: Yard) -> None:
    """Nor does anything leave for a red."""
    yard.pick_up()
    with pytest.raises(RuleViolation) as raised:
        deliveries.take_back_goods(yard.office, TakeBackInput(yard.invoice))
    assert codes(raised.value) == {"invoice": "invoice.unknown"}


def test_a_mistaken_pick_up_is_countered(yard: Yard) -> None:
    """Goods and reservation are as before, both numbers stay, and it happens once."""
    made = yard.pick_up((yard.first, "15"))
    done = deliveries.undo_delivery(yard.office, UndoInput(made, "车未装"))
    assert done.number == "TH20261100002"
    assert yard.remaining() == [40, 10] and yard.sound()
    assert stock.moved(yard.office, [yard.first]) == {yard.first: 0}
    for again in (made, done.id, 99):
        with pytest.raises(RuleViolation) as raised:
            deliveries.undo_delivery(yard.office, UndoInput(again, "车未装"))
        assert codes(raised.value) == {"delivery": "delivery.over"}


def test_a_pick_up_whose_goods_were_returned_is_no_mistake(yard: Yard) -> None:
    """The red relies on it; a reason is asked for in any case."""
    made = yard.pick_up()
    a_red(yard.office, yard.invoice, [(yard.first, "returned", "1")])
    with pytest.raises(RuleViolation) as raised:
        deliveries.undo_delivery(yard.office, UndoInput(made, "", MONDAY - timedelta(1)))
    assert codes(raised.value) == {"delivery": "delivery.returned", "date": "date.before", "reason": "text.missing"}


def test_a_mistaken_return_is_countered(yard: Yard) -> None:
    """What did not come back leaves the books again."""
    yard.pick_up()
    red, _lines = a_red(yard.office, yard.invoice, [(yard.first, "returned", "12")])
    made = deliveries.take_back_goods(yard.office, TakeBackInput(red))
    deliveries.undo_delivery(yard.office, UndoInput(made.id, "未退"))
    assert on_hand(yard.office, yard.place, yard.feed) == 60
    assert [row.remaining for row in queries.to_take_back(yard.office, red)] == [12] and yard.sound()


def test_goods_the_books_do_not_have_stay_unless_a_manager_lets_them_go(yard: Yard) -> None:
    """Refused by default; with the setting, an approval of exactly this pick-up (rules: Stock)."""
    invoice, _lines = an_invoice(yard.office, yard.customer, yard.place, [(yard.feed, "60")])
    with yard.office.command("test") as act:
        move(act, [Move(MONDAY, yard.place, yard.feed, D(-70), "adjust")])
    with pytest.raises(RuleViolation) as raised:
        deliveries.pick_up(yard.office, PickUpInput(invoice))
    assert codes(raised.value) == {"lines": "stock.short"}
    set_option(yard.office, SHORT_STOCK, "approve")
    with pytest.raises(ApprovalNeeded) as asked:
        deliveries.pick_up(yard.office, PickUpInput(invoice))
    assert [(need.kind, need.params["missing"]) for need in asked.value.needs] == [("short stock", D(30))]
    grant(yard.office, asked.value)
    deliveries.pick_up(yard.office, PickUpInput(invoice))
    assert on_hand(yard.office, yard.place, yard.feed) == -30 and yard.sound()


def test_a_form_leaves_out_lines_at_nothing(yard: Yard) -> None:
    """Lines ticked off with part quantities."""
    lines = [{"line": yard.first, "quantity": D(3)}, {"line": yard.second, "quantity": None}]
    assert PickUpInput.from_form({"invoice": yard.invoice, "lines": lines}).lines == ((yard.first, D(3)),)
    assert PickUpInput.from_form({"invoice": yard.invoice}).lines is None
