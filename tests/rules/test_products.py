"""Rates, units, prices and the checks of a product's file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.products.inputs import PriceListInput, ProductInput, SupplyPromiseInput, TierInput, UnitInput
from models.products.rules import (RATES, base_quantity, check_price_list, check_product, check_promise, check_units_kept, factors_of,
                                   parse_rate, price_in_unit, rate_of, tier_price)

FEED = ProductInput(name="育肥猪配合饲料", unit="袋", code="F-1204", specification="40kg", rate="9", list_price=Decimal("128"))
SPOKEN = (("9%", "9"), ("９％", "9"), (" 13 ", "13"), (Decimal("0.09"), "9"), (0.09, "9"), (9, "9"), (0.13, "13"), ("0.01", "1"), (1, "1"),
          ("0%", "0"), (0, "0"), ("零税率", "0"), ("免税", "exempt"), ("不征税", "untaxed"), ("Exempt", "exempt"), ("13.0%", "13"))


def fields(x: ProductInput) -> list[str]:
    """Where the problems are."""
    return [problem.field for problem in check_product(x)]


@pytest.mark.parametrize(("said", "key"), SPOKEN, ids=[str(said) for said, _key in SPOKEN])
def test_a_rate_is_understood_however_it_is_written(said: str | Decimal, key: str) -> None:
    """Workbooks say 9%, 0.09, ９％ or 免税."""
    assert parse_rate(said) == key


@pytest.mark.parametrize("said", ("", "17%", "九", "NaN", "-9%", "Infinity", "0.5", "=9%"))
def test_an_unknown_rate_is_refused_at_its_field(said: str) -> None:
    """17 % is gone; half a rate never was."""
    with pytest.raises(RuleViolation) as caught:
        parse_rate(said)
    assert caught.value.problems[0].field == "rate"


def test_exempt_is_not_zero_percent() -> None:
    """Neither splits a price, yet papers say which it is."""
    assert RATES["exempt"][1] is None and RATES["0"][1] == 0
    assert rate_of("exempt") == rate_of("0") == 0 and rate_of("13") == Decimal("0.13")


def test_a_full_file_passes() -> None:
    """All fields at once."""
    full = replace(FEED, units=(UnitInput("吨", 25),), tiers=(TierInput(Decimal(100), Decimal("125.5")),), barcode="6917090709584",
                   minimum_price=Decimal("120"), tax_category="1030201010000000000", low_stock=Decimal("50.5"), remark="夏季减半 ☀️")
    assert not check_product(full)


def test_what_is_missing_is_shown_all_at_once() -> None:
    """Name, unit and rate."""
    assert fields(ProductInput(name=" ", unit="", rate="17")) == ["name", "unit", "rate"]


BAD = (
    ("price below nothing", replace(FEED, list_price=Decimal("-1")), "list_price"),
    ("price with seven decimals", replace(FEED, list_price=Decimal("1.0000001")), "list_price"),
    ("price beyond all numbers", replace(FEED, list_price=Decimal("1e99")), "list_price"),
    ("price that is no number", replace(FEED, list_price=Decimal("NaN")), "list_price"),
    ("price without end", replace(FEED, list_price=Decimal("Infinity")), "list_price"),
    ("minimum above list", replace(FEED, minimum_price=Decimal("129")), "minimum_price"),
    ("low stock with four decimals", replace(FEED, low_stock=Decimal("0.0001")), "low_stock"),
    ("ten thousand characters", replace(FEED, name="料" * 10_000), "name"),
    ("a zero byte", replace(FEED, name="料\0"), "name"),
    ("a lone surrogate", replace(FEED, specification="\ud800"), "specification"),
    ("an emoji in a name", replace(FEED, name="料🐷"), "name"),
    ("a tax category of 18 digits", replace(FEED, tax_category="103020101000000000"), "tax_category"),
    ("letters in a tax category", replace(FEED, tax_category="10302010100000000AB"), "tax_category"),
    ("a barcode with a blank", replace(FEED, barcode="69 17"), "barcode"),
    ("a unit twice", replace(FEED, units=(UnitInput("袋", 2),)), "units.0.unit"),
    ("a unit of nothing", replace(FEED, units=(UnitInput("吨", 0),)), "units.0.base"),
    ("a unit without a name", replace(FEED, units=(UnitInput("", 5),)), "units.0.unit"),
    ("a tier from nothing", replace(FEED, tiers=(TierInput(Decimal(0), Decimal(1)),)), "tiers.0.from_quantity"),
    ("a tier twice", replace(FEED, tiers=(TierInput(Decimal(9), Decimal(1)), TierInput(Decimal(9), Decimal(2)))), "tiers.1.from_quantity"),
)


@pytest.mark.parametrize(("x", "field"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_wrong_is_shown_beside_its_field(x: ProductInput, field: str) -> None:
    """One wrong thing, one sentence, in its place."""
    assert fields(x) == [field]
    assert check_product(x)[0].say()


def test_markup_and_formulas_are_words_like_others() -> None:
    """Kept literally; escaping is for whoever draws."""
    assert not check_product(replace(FEED, name="<b>料</b> & 肉", specification="=1+1", remark="'; DROP TABLE product; --"))


def test_units_are_exact() -> None:
    """25 bags of 40 kg make a tonne; a bag is 0.04 t, a third of a case is not a number of thousandths."""
    assert factors_of("袋", (UnitInput.of("吨", Decimal(25)),)) == {"袋": 1, "吨": 25}
    assert UnitInput.of("袋", Decimal(1), Decimal(25)) == UnitInput("袋", 1, 25)
    assert UnitInput.of("斤", Decimal("0.5")) == UnitInput("斤", 1, 2)
    assert base_quantity(Decimal("1.5"), Fraction(25)) == Decimal("37.5")
    assert base_quantity(Decimal(3), Fraction(1, 25)) == Decimal("0.12")
    assert base_quantity(Decimal("NaN"), Fraction(1)) is None and base_quantity(Decimal(1), Fraction(1, 3)) is None
    assert base_quantity(Decimal(3), Fraction(1, 3)) == 1


@pytest.mark.parametrize("base", (Decimal(0), Decimal("NaN"), Decimal("Infinity"), Decimal(-5), Decimal("1e999")))
def test_a_unit_of_no_number_is_left_for_the_check(base: Decimal) -> None:
    """A form may hand over anything."""
    assert fields(replace(FEED, units=(UnitInput.of("吨", base),))) == ["units.0.base"]


def test_a_form_becomes_a_product() -> None:
    """Empty rows of the grids are left out; an empty rate is for the check to refuse."""
    x = ProductInput.from_form({"name": "料", "unit": "袋", "rate": "9", "list_price": Decimal(1), "barcode": None, "active": None,
                                "units": [{"unit": "吨", "base": Decimal(25), "count": None}, {"unit": "", "base": None, "count": None}],
                                "tiers": [{"from_quantity": Decimal(10), "price": Decimal("0.9")}, {}]})
    assert x == ProductInput("料", "袋", rate="9", list_price=Decimal(1), units=(UnitInput("吨", 25),),
                             tiers=(TierInput(Decimal(10), Decimal("0.9")),))
    assert ProductInput.from_form({"name": "料", "unit": "袋"}).rate == ""


@given(st.decimals("0.000001", "999999", places=6), st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_a_price_in_another_unit_is_within_half_a_millionth(price: Decimal, factor: Fraction) -> None:
    """Rounded once, half up."""
    assert abs(Fraction(price_in_unit(price, factor)) - Fraction(price) * factor) <= Fraction(1, 2_000_000)


def test_the_highest_quantity_reached_gives_the_price() -> None:
    """Duty 67."""
    tiers = [(Decimal(100), Decimal(120)), (Decimal(10), Decimal(125)), (Decimal(500), Decimal(110))]
    assert [tier_price(tiers, Decimal(n)) for n in (9, 10, 99, 100, 5000)] == [None, 125, 125, 120, 110]


def test_units_in_use_stay_and_new_ones_may_come() -> None:
    """Papers name them."""
    used = {"袋": Fraction(1), "吨": Fraction(25)}
    assert not check_units_kept("袋", used, replace(FEED, units=(UnitInput("吨", 25), UnitInput("托", 40))))
    assert [p.field for p in check_units_kept("袋", used, replace(FEED, units=(UnitInput("吨", 20),)))] == ["units"]
    assert [p.field for p in check_units_kept("袋", used, FEED)] == ["units"]
    assert [p.field for p in check_units_kept("袋", used, replace(FEED, unit="包", units=(UnitInput("吨", 25),)))] == ["unit"]


def test_price_lists_and_promises_are_checked() -> None:
    """A list names each product once; a promise says a price or a quantity (duty 104)."""
    wrong = PriceListInput(" ", ((1, Decimal(1)), (1, Decimal(2)), (9, Decimal("-1"))))
    assert [p.field for p in check_price_list(wrong, frozenset({1}))] == [
        "name", "prices.1.product_id", "prices.2.product_id", "prices.2.price"]
    assert [p.field for p in check_promise(SupplyPromiseInput("", 1), known=False)] == ["supplier", "product_id", "price"]
    assert not check_promise(SupplyPromiseInput("正大", 1, quantity=Decimal(20)), known=True)
