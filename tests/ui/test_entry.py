"""What the clerk types is read as she means it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.entry import Unreadable, read_date, read_number, read_phone, show_number
from ui.kit.specs import FieldKind

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("typed, meant", [
    ("11-23", date(2026, 11, 23)), ("1123", date(2026, 11, 23)), ("+3", date(2026, 11, 26)), ("-1", date(2026, 11, 22)),
    ("+2w", date(2026, 12, 7)), ("t", TODAY), ("今天", TODAY), ("5", date(2026, 11, 5)), ("20251123", date(2025, 11, 23)),
    ("２０２６－１１－０２", date(2026, 11, 2)), ("11月9日", date(2026, 11, 9)),
    ("2026年1月9日", date(2026, 1, 9)), ("1.5", date(2027, 1, 5)),
    ("", None),
])
def test_days_are_typed_the_short_way(typed: str, meant: date | None) -> None:
    assert read_date(typed, TODAY) == meant


def test_a_month_and_day_lie_in_the_nearest_year() -> None:
    assert read_date("12-30", date(2026, 1, 4)) == date(2025, 12, 30)
    assert read_date("2-29", date(2027, 6, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["13-40", "0230", "abc", "31-", "99999999", "+99999999", "²"])
def test_what_is_no_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed, kind, meant", [
    ("1,280.5", FieldKind.MONEY, "1280.50"), ("１２８０。５", FieldKind.MONEY, "1280.50"), ("￥-3", FieldKind.MONEY, "-3.00"),
    ("2.125", FieldKind.QUANTITY, "2.125"), ("100", FieldKind.QUANTITY, "100"), ("13%", FieldKind.RATE, "0.13"),
    (".5", FieldKind.PRICE, "0.5"),
])
def test_numbers_are_read_as_typed(typed: str, kind: FieldKind, meant: str) -> None:
    assert read_number(typed, kind) == Decimal(meant)


@pytest.mark.parametrize("typed", ["1.234", "1e5", "NaN", "12a", "--1", "5%", "1٣", "999999999999999"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_number(typed, FieldKind.MONEY)


@given(st.decimals(-10**10, 10**10, places=2))
def test_a_shown_amount_reads_back_the_same(amount: Decimal) -> None:
    assert read_number(show_number(amount, FieldKind.MONEY), FieldKind.MONEY) == amount


@given(st.text(max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    for read in (lambda: read_number(text, FieldKind.MONEY), lambda: read_date(text, TODAY), lambda: read_phone(text)):
        try:
            read()
        except Unreadable as refused:
            assert refused.problem("x").field == "x"


def test_prices_show_two_decimals_and_no_empty_ones() -> None:
    assert show_number(Decimal("128"), FieldKind.PRICE) == "128.00"
    assert show_number(Decimal("0.123400"), FieldKind.PRICE) == "0.1234"
    assert show_number(Decimal("1000"), FieldKind.QUANTITY) == "1,000"
    assert show_number(Decimal("0.13"), FieldKind.RATE) == "13%"


def test_phones_lose_their_spaces_and_width() -> None:
    assert read_phone("１３８ 3838 0000、0371-6000") == "13838380000,0371-6000"
