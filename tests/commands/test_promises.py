"""Customers on their way find what they were promised: keepers are asked, goods kept, and set free in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.stock import commands as stock
from models.stock import queries
from models.stock.inputs import AnswerInput, CheckInput, PromiseInput
from tests.factories import KEEPER, SELLER, a_customer, a_product, a_warehouse, later, stocked
from tests.stock_room import codes

D = Decimal
NOON = datetime(2026, 11, 23, 12, 0)


@pytest.fixture
def desk(office: Office) -> tuple[Office, int, int, int, int]:
    """An office, a warehouse with 100 bags of a product, and two customers."""
    warehouse, product = a_warehouse(office), a_product(office)
    stocked(office, warehouse, product, "100")
    return office, warehouse, product, a_customer(office), a_customer(office, "周口老王养殖场", phone="13900000001")


def test_a_promise_keeps_goods_from_others_until_its_time(desk: tuple[Office, int, int, int, int]) -> None:
    """Available for a customer = on hand − reserved − live promises to others (rules: Stock)."""
    office, warehouse, product, one, other = desk
    stock.promise(office, PromiseInput(one, product, warehouse, D(60), NOON))

    def free(customer: int) -> Decimal:
        return queries.standings(office, warehouse, [product], customer)[product].available

    assert [free(one), free(other)] == [100, 40]
    later(office, hours=3)
    assert [free(one), free(other)] == [100, 100]


def test_no_more_is_promised_than_is_free(desk: tuple[Office, int, int, int, int]) -> None:
    """Not even to the same customer twice."""
    office, warehouse, product, one, other = desk
    kept = stock.promise(office, PromiseInput(one, product, warehouse, D(60), NOON))
    for customer in (one, other):
        with pytest.raises(RuleViolation) as raised:
            stock.promise(office, PromiseInput(customer, product, warehouse, D(41), NOON))
        assert codes(raised.value) == {"quantity": "stock.short"}
    stock.release_promise(office, kept.id)
    stock.promise(office, PromiseInput(other, product, warehouse, D(100), NOON))
    with pytest.raises(RuleViolation):
        stock.release_promise(office, kept.id)


def test_the_customers_issue_uses_her_promises_up_the_earliest_first(desk: tuple[Office, int, int, int, int]) -> None:
    """Others' and expired promises stay."""
    office, warehouse, product, one, other = desk
    for customer, quantity, hours in ((one, 10, 5), (one, 20, 2), (other, 30, 2), (one, 5, -1)):
        stock.promise(office, PromiseInput(customer, product, warehouse, D(quantity), NOON + timedelta(hours=hours)))
    later(office, hours=2.5)
    with office.command("test") as act:
        stock.consume_promises(act, one, warehouse, {product: D(25)})
    assert [(row.customer_id, row.quantity) for row in queries.live_promises(office)] == [(other, D(30)), (one, D(5))]


def test_a_promise_of_no_sense_is_refused(desk: tuple[Office, int, int, int, int]) -> None:
    """All problems at once."""
    office, _warehouse, _product, _one, _other = desk
    with pytest.raises(RuleViolation) as raised:
        stock.promise(office, PromiseInput(99, 99, 99, D("NaN"), NOON - timedelta(hours=4)))
    assert codes(raised.value) == {"customer": "customer.unknown", "product": "product.unknown", "warehouse": "warehouse.unknown",
                                   "quantity": "number.kind", "until": "until.past"}


def test_a_form_gives_the_time_as_it_is_said() -> None:
    """A time that is none leaves the field to be mended."""
    assert PromiseInput.from_form({"until_day": NOON.date(), "until_time": "12：00"}).until == NOON
    assert PromiseInput.from_form({"until_day": NOON.date(), "until_time": "noon"}).until is None


def test_the_keeper_is_asked_and_her_answer_keeps_the_goods(desk: tuple[Office, int, int, int, int]) -> None:
    """Asked when, which keeper, what was answered (duty 11); promised until (duty 13)."""
    office, warehouse, product, one, other = desk
    asked = stock.ask_keeper(office, CheckInput(product, warehouse, one, D(80)))
    assert [(row.id, row.keeper, row.quantity) for row in queries.unanswered(office)] == [(asked.id, KEEPER, D(80))]
    done = stock.answer(office, AnswerInput(asked.id, D(100), NOON))
    assert done.number == "" and queries.unanswered(office) == []
    assert queries.standings(office, warehouse, [product], other)[product].available == 20
    with pytest.raises(RuleViolation) as raised:
        stock.answer(office, AnswerInput(asked.id, D(100)))
    assert codes(raised.value) == {"check": "check.over"}


def test_an_answer_unlike_the_books_opens_a_count(desk: tuple[Office, int, int, int, int]) -> None:
    """Once: the next such answer finds the product on a sheet already."""
    office, warehouse, product, one, _other = desk
    first, second = (stock.ask_keeper(office, CheckInput(product, warehouse, one, D(80))).id for _again in range(2))
    done = stock.answer(office, AnswerInput(first, D(97)))
    sheet = queries.count_sheet(office, queries.open_counts(office)[0][0])
    assert done.number == "PD20261100001" and sheet is not None
    assert [(line.product_id, line.book, line.counted) for line in sheet.lines] == [(product, D(100), None)]
    assert stock.answer(office, AnswerInput(second, D(97))).number == ""


def test_no_more_is_promised_than_the_keeper_sees(desk: tuple[Office, int, int, int, int]) -> None:
    """The books say 100, the shelf holds 70: 80 cannot be kept, and the answer is not taken half."""
    office, warehouse, product, one, _other = desk
    asked = stock.ask_keeper(office, CheckInput(product, warehouse, one, D(80)))
    with pytest.raises(RuleViolation) as raised:
        stock.answer(office, AnswerInput(asked.id, D(70), NOON))
    assert codes(raised.value) == {"quantity": "stock.short"}
    assert len(queries.unanswered(office)) == 1 and queries.open_counts(office) == []


def test_a_question_or_answer_of_no_sense_is_refused(desk: tuple[Office, int, int, int, int]) -> None:
    """A keeper who is none; goods kept for nobody; a quantity below nothing."""
    office, warehouse, product, _one, _other = desk
    with pytest.raises(RuleViolation) as raised:
        stock.ask_keeper(office, CheckInput(product, warehouse, 99, D(0), SELLER))
    assert codes(raised.value) == {"keeper": "keeper.unknown", "customer": "customer.unknown", "quantity": "number.above"}
    asked = stock.ask_keeper(office, CheckInput(product, warehouse))
    with pytest.raises(RuleViolation) as raised:
        stock.answer(office, AnswerInput(asked.id, D("-1"), NOON))
    assert codes(raised.value) == {"quantity": "number.range", "until": "check.nobody"}
    with pytest.raises(RuleViolation) as raised:
        stock.answer(office, AnswerInput(asked.id, None))
    assert codes(raised.value) == {"quantity": "quantity.missing"}
