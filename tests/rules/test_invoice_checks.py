"""What keeps an invoice from being issued, and what a manager must approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction
from typing import Any

import pytest

from models.core.errors import Problem
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.rules import (CustomerFacts, Facts, Place, Policy, ProductFacts, StockFacts, VoidFacts, check_invoice, check_void,
                                   needs_of)
from models.receivables.rules import Credit

TODAY = date(2026, 11, 23)
BAG = ProductFacts(1, "F-1204", "育肥猪配合饲料", unit="袋", units={"袋": Fraction(1), "吨": Fraction(25)}, rate="9", minimum_price=D("120"))
DRUG = ProductFacts(2, "Y-1", "兽药", unit="盒", units={"盒": Fraction(1)}, asks_batch=True, asks_expiry=True)
FACTS = Facts(TODAY, date(2026, 11, 20), CustomerFacts(1, "K1", "双汇", "周口"), Place(1, "一号库"), None, {1: BAG, 2: DRUG},
              {1: StockFacts(D(100), D(100)), 2: StockFacts(D(100), D(100))})


def line(quantity: str = "10", price: str | None = "128", **more: Any) -> LineInput:
    """A line of the first product."""
    return LineInput(**{"product_id": 1, "quantity": D(quantity), "price": None if price is None else D(price), "unit": "袋", **more})


def order(*lines: LineInput, **more: Any) -> InvoiceInput:
    """An invoice of today."""
    return InvoiceInput(**{"customer_id": 1, "lines": lines or (line(),), "date": TODAY, "warehouse_id": 1, **more})


def found(x: InvoiceInput, facts: Facts = FACTS) -> dict[str, str]:
    """The problems, by field."""
    problems = check_invoice(x, facts)
    assert all(said(problem) for problem in problems)
    return {problem.field: problem.code for problem in problems}


def said(problem: Problem) -> str:
    """The sentence, without a hole left in it."""
    text = problem.say()
    assert "{" not in text
    return text


def kinds(x: InvoiceInput, facts: Facts = FACTS, total: str = "1280") -> dict[str, D | None]:
    """The needs and their amounts."""
    assert check_invoice(x, facts) == []
    needs = needs_of(x, facts, D(total))
    assert all("{" not in need.say() for need in needs)
    assert len({need.kind for need in needs}) == len(needs), "one need of each kind, since an approval binds to the kind"
    return {need.kind: need.amount for need in needs}


def test_a_right_invoice_has_no_problems_and_needs_nothing() -> None:
    assert found(order()) == {} and kinds(order()) == {}


def test_all_problems_show_at_once_each_at_its_field() -> None:
    lines = (line("0"), line(price=None), line(unit="箱"), line("5", "10", discount=D("50.01")), line("999"), LineInput(9, D(1)))
    x = order(*lines, date=date(2026, 11, 20), vehicle="x" * 41, discount=D("0.001"), salesperson_id=7)
    facts = replace(FACTS, customer=CustomerFacts(1, "K1", "双汇", opening="asked"), warehouse=None)
    assert found(x, facts) == {
        "date": "day.closed", "customer": "invoice.opening", "vehicle": "text.long", "warehouse": "invoice.warehouse",
        "salesperson": "invoice.salesperson", "discount": "number.places", "lines.0.quantity": "number.above",
        "lines.1.price": "line.price", "lines.2.unit": "line.unit", "lines.3.discount": "line.discount",
        "lines.4.quantity": "line.short", "lines.5.product": "line.product"}


@pytest.mark.parametrize(("customer", "code"), [
    (None, "invoice.customer"), (CustomerFacts(1, "K", "甲", opening="draft"), "invoice.opening"),
    (CustomerFacts(1, "K", "甲", active=False), "invoice.inactive"), (CustomerFacts(1, "K", "甲", expired=("兽药经营许可证",)), "invoice.licence")])
def test_the_customer_must_be_opened_active_and_licensed(customer: CustomerFacts | None, code: str) -> None:
    assert found(order(), replace(FACTS, customer=customer)) == {"customer": code}


def bad_value(field: str, value: object) -> dict[str, Any]:
    """A change of one field."""
    return {field: value}


BAD_NUMBERS = ("NaN", "Infinity", "-1", "1E+50", "0.0000001", "99999999999999999999999")


@pytest.mark.parametrize("bad", BAD_NUMBERS)
@pytest.mark.parametrize("field", ["quantity", "price", "discount"])
def test_no_number_of_a_line_gets_past_its_field(field: str, bad: str) -> None:
    assert list(found(order(replace(line(), **bad_value(field, D(bad)))))) == [f"lines.0.{field}"]


@pytest.mark.parametrize("bad", BAD_NUMBERS)
@pytest.mark.parametrize("field", ["discount", "rounding"])
def test_no_number_of_the_whole_gets_past_its_field(field: str, bad: str) -> None:
    assert list(found(replace(order(), **bad_value(field, D(bad))))) == [field]


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800", "x" * 501, "a\u202eb"])
@pytest.mark.parametrize("field", ["vehicle", "delivery_address", "territory", "remark"])
def test_hidden_characters_and_long_texts_stay_out(field: str, bad: str) -> None:
    assert list(found(replace(order(), **bad_value(field, bad)))) == [field]
    if field == "remark":
        assert list(found(order(line(remark=bad)))) == ["lines.0.remark"]


def test_an_amount_that_no_column_holds_is_refused() -> None:
    assert found(order(line("99999999", "99999999")))["lines.0.price"] == "line.large"


@pytest.mark.parametrize(("day", "code"), [(None, "date.missing"), (date(2026, 11, 20), "day.closed"), (date(1900, 1, 1), "date.early"),
                                           (date(2027, 1, 1), "date.ahead")])
def test_the_business_date_is_open_and_near(day: date | None, code: str) -> None:
    assert found(order(date=day))["date"] == code


def test_a_unit_that_does_not_come_out_in_base_units_is_refused() -> None:
    crate = replace(BAG, units={**BAG.units, "箱": Fraction(1, 3)})
    assert found(order(line("1", "400", unit="箱")), replace(FACTS, products={1: crate})) == {"lines.0.quantity": "line.base"}
    assert found(order(line("3", "400", unit="箱")), replace(FACTS, products={1: crate})) == {}


def test_a_price_of_nothing_is_a_gift_or_a_mistake() -> None:
    assert found(order(line(price="0"))) == {"lines.0.price": "line.free"}
    assert kinds(order(line(price="0", gift=True))) == {}


def test_batch_and_expiry_where_the_product_asks_for_them() -> None:
    drug = LineInput(2, D(1), D(10), "盒")
    assert found(order(drug)) == {"lines.0.batch": "line.batch", "lines.0.expiry": "line.expiry"}
    assert found(order(replace(drug, batch="B1", expiry=TODAY))) == {}
    assert found(order(replace(drug, batch="B1", expiry=date(2026, 11, 22)))) == {"lines.0.expiry": "line.expired"}


def test_discounts_stay_within_the_invoice_and_rounding_is_small_change() -> None:
    assert found(order(discount=D("1280.01"))) == {"discount": "invoice.discount"}
    assert found(order(discount=D("1280"), rounding=D("0.01"))) == {"rounding": "invoice.rounding"}
    assert found(order(rounding=D("100"))) == {"rounding": "invoice.rounding"}
    assert found(order(rounding=D("99.99"))) == {}


def test_short_stock_is_refused_with_what_is_available() -> None:
    problems = check_invoice(order(line("60"), line("2", unit="吨")), FACTS)
    assert [(each.field, each.code, each.params["available"]) for each in problems] == [("lines.1.quantity", "line.short", "100")]


def test_goods_promised_to_others_are_not_available() -> None:
    facts = replace(FACTS, stock={1: StockFacts(D(100), D(100), D(95))})
    assert found(order(line("6")), facts) == {"lines.0.quantity": "line.short"} and found(order(line("5")), facts) == {}


def test_short_stock_may_be_a_managers_decision() -> None:
    assert kinds(order(line("101")), replace(FACTS, policy=Policy(short_stock="approve"))) == {"short stock": None}


@pytest.mark.parametrize("policy", ["refuse", "approve"])
def test_a_backdated_invoice_never_leaves_a_later_day_short(policy: str) -> None:
    facts = replace(FACTS, stock={1: StockFacts(D(100), D(8))}, policy=Policy(short_stock=policy))
    assert found(order(line("9"), date=date(2026, 11, 21)), facts) == {"lines.0.quantity": "line.later"}
    assert found(order(line("8"), date=date(2026, 11, 21)), facts) == {}


def test_below_the_minimum_price_counts_discounts_in_base_units() -> None:
    assert kinds(order(line("1", "3000", unit="吨"))) == {}
    assert kinds(order(line("1", "2999", unit="吨"))) == {"below minimum price": D("1.00")}
    assert kinds(order(line(), discount=D("80"))) == {} and kinds(order(line(), discount=D("80.01"))) == {"below minimum price": D("0.01")}
    assert kinds(order(line("1", "120"), rounding=D("0.50"))) == {}, "small change given up does not count"


def test_a_discount_of_the_rounded_amount_is_not_below_no_minimum_price() -> None:
    """0.333 bags at 1.37 come to 0.456…, rounded 0.46, all of which may be given."""
    free = {1: replace(BAG, minimum_price=None)}
    assert kinds(order(line("0.333", "1.37", discount=D("0.46"))), replace(FACTS, products=free)) == {}


def test_goods_outside_the_territory_need_approval() -> None:
    assert kinds(order(territory="驻马店")) == {"off territory": D(1280)}
    assert kinds(order(territory="周口郸城")) == {}


@pytest.mark.parametrize(("limit", "balance", "cleared", "beyond"), [
    (None, "999999", "0", None), ("0", "0", "1280", None), ("0", "0", "1279.99", "0.01"), ("2000", "800", "0", "80"),
    ("2000", "720", "0", None)])
def test_credit_beyond_the_limit_needs_approval(limit: str | None, balance: str, cleared: str, beyond: str | None) -> None:
    credit = Credit(None if limit is None else D(limit), D(balance), D(0), D(0), 0)
    wanted = {} if beyond is None else {"over credit": D(beyond)}
    assert kinds(order(), replace(FACTS, credit=credit, cleared_now=D(cleared))) == wanted


def test_acceptances_not_due_are_credit_still() -> None:
    assert kinds(order(), replace(FACTS, credit=Credit(D(2000), D(0), D(800), D(0), 0))) == {"over credit": D(80)}


def test_overdue_debts_need_approval_and_the_office_may_look_away() -> None:
    late = replace(FACTS, credit=Credit(None, D(500), D(0), D(500), 31))
    assert kinds(order(), late) == {"overdue": D(500)}
    assert kinds(order(), replace(late, policy=Policy(overdue_days=31))) == {}
    assert kinds(order(), replace(late, policy=Policy(check_credit=False))) == {}


VOIDED = VoidFacts("XS1", "sale", TODAY, TODAY, date(2026, 11, 20))


@pytest.mark.parametrize(("change", "code"), [
    ({}, None), ({"is_void": True}, "void.twice"), ({"kind": "red"}, "void.red"), ({"reds": ("XS2",)}, "void.reversed"),
    ({"closed_through": TODAY}, "void.closed"), ({"business_date": date(2026, 11, 24)}, "void.later"), ({"picked": True}, "void.picked"),
    ({"allocated": D(1)}, "void.paid")])
def test_a_void_is_for_the_days_own_mistakes(change: Mapping[str, Any], code: str | None) -> None:
    problems = check_void(replace(VOIDED, **change))
    assert [problem.code for problem in problems] == ([] if code is None else [code])
    assert all(said(problem) for problem in problems)
