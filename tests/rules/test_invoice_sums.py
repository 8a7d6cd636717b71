"""The arithmetic of an invoice: to the fen, and always the sum of its lines."""

from __future__ import annotations

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.invoices.rules import Priced, sum_up
from models.products.rules import base_quantity

MONEY = st.decimals(min_value=0, max_value=100000, places=2)
QUANTITY, PRICE = st.decimals(min_value="0.001", max_value=1000, places=3), st.decimals(min_value=0, max_value=1000, places=6)
RATE = st.sampled_from(["13", "9", "1", "0", "exempt", "untaxed"])
LINES = st.lists(st.builds(Priced, QUANTITY, PRICE, st.just(D(0)), RATE), min_size=1, max_size=12)


def test_a_line_is_quantity_times_price_less_discount_rounded_half_up() -> None:
    sums = sum_up([Priced(D("3"), D("1.115")), Priced(D("2.5"), D("3.33"), D("0.10"))])
    assert [line.amount for line in sums.lines] == [D("3.35"), D("8.23")]
    assert sums.total == D("11.58")


def test_a_discount_of_all_that_was_rounded_up_leaves_nothing_and_never_less() -> None:
    """0.455 bags at 1.00 are rounded to 0.46, all of which may be given: round(0.455 − 0.46) would be −0.01."""
    [line] = sum_up([Priced(D("0.455"), D("1"), D("0.46"), "9")]).lines
    assert (line.amount, line.net, line.tax) == (D("0.00"), D("0.00"), D("0.00"))


def test_tax_is_split_off_each_line_and_exempt_carries_none() -> None:
    sold = (("13", 113), ("9", 109), ("exempt", 50), ("0", 7))
    sums = sum_up([Priced(D(1), D(price), rate=rate) for rate, price in sold])
    assert [(line.net, line.tax) for line in sums.lines] == [(D(100), D(13)), (D(100), D(9)), (D(50), D(0)), (D(7), D(0))]
    assert (sums.total, sums.net, sums.tax) == (D(279), D(257), D(22))


def test_a_discount_on_the_whole_is_spread_and_stands_in_the_lines() -> None:
    sums = sum_up([Priced(D(1), D(100)), Priced(D(1), D(100), D(10)), Priced(D(1), D(0))], D("5"), D("0.01"))
    assert sums.total == D("184.99")
    assert [line.share for line in sums.lines] == [D("2.64"), D("2.37"), D("0.00")]
    assert sums.lines[1].discount == D("12.37")


@given(LINES, MONEY, st.decimals(min_value=0, max_value=99, places=2))
def test_spread_discounts_sum_to_the_fen_and_never_turn_a_line_negative(lines: list[Priced], discount: D, rounding: D) -> None:
    before = sum_up(lines).total
    discount = min(discount, before)
    rounding = min(rounding, before - discount)
    sums = sum_up(lines, discount, rounding)
    assert sums.total == before - discount - rounding
    assert sums.total == sum(line.amount for line in sums.lines) == sums.net + sums.tax
    assert sum(line.share for line in sums.lines) == discount + rounding
    assert all(line.amount >= 0 for line in sums.lines)


@pytest.mark.parametrize(("quantity", "factor", "base"), [
    ("2", Fraction(25), "50"), ("0.5", Fraction(1), "0.5"), ("3", Fraction(1, 3), "1"), ("1", Fraction(1, 3), None),
    ("0.001", Fraction(1, 2), None)])
def test_units_convert_exactly_or_not_at_all(quantity: str, factor: Fraction, base: str | None) -> None:
    assert base_quantity(D(quantity), factor) == (None if base is None else D(base))
