"""What clerks type is understood, or refused with what to type instead."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from data.imports import values
from data.workbook_reader import Cell
from models.core.errors import RuleViolation
from models.core.text import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize("cell", [
    50000, Decimal("50000.0"), "50000", "50,000.00", "５００００", "５０，０００", "5万", "５万元", "¥50,000", "50000元", " 50 000 ", "0.5十万", "5 0000"])
def test_fifty_thousand(cell: Cell) -> None:
    assert values.money(cell, "credit_limit") == 50000


@pytest.mark.parametrize(("cell", "amount"), [
    (None, None), ("-", None), (0, "0"), ("(12.50)", "-12.5"), ("-3", "-3"), ("1.5千", "1500"), (Decimal("166.10999999999999"), "166.11"),
    ("1,200", "1200"), (Decimal("0.125"), "0.125"), ("1e5", ValueError),
    ("五万", ValueError), ("50-60", ValueError),
    ("=20000+30000", ValueError), ("NaN", ValueError), (date(2026, 3, 5), ValueError),
    (True, ValueError), ("1.2.3", ValueError), ("9" * 400, ValueError), (10**40, ValueError)])
def test_other_amounts(cell: Cell, amount: object) -> None:
    if amount is ValueError:
        with pytest.raises(RuleViolation, match="is not a number"):
            values.money(cell, "credit_limit")
    else:
        assert values.money(cell, "credit_limit") == (None if amount is None else Decimal(str(amount)))


@pytest.mark.parametrize(("cell", "days"), [
    (30, 30), ("30天", 30), ("３０ 天", 30), ("月结30天", 30), ("30日内付款", 30), ("现款", 0), ("0", 0), (None, None), ("月底", None), (-1, None)])
def test_terms(cell: Cell, days: int | None) -> None:
    if days is None and cell is not None:
        with pytest.raises(RuleViolation, match="number of days"):
            values.days(cell, "credit_days")
    else:
        assert values.days(cell, "credit_days") == days


@pytest.mark.parametrize("cell", [
    date(2026, 3, 5), datetime(2026, 3, 5, 8, 30), "2026/3/5", "2026.03.05", "2026年3月5日", "2026年 3月 5日", 46086, "46086", Decimal("46086.5"),
    20260305, "20260305", "2026-03-05", "2026-03-05 00:00:00", "２０２６－０３－０５"])
def test_the_fifth_of_march(cell: Cell) -> None:
    assert values.day(cell, "opened_on") == date(2026, 3, 5)


@pytest.mark.parametrize("cell", ["2026/2/30", "2026年3月", "3/5", 12, 20261345, "上月", "26/3/5", True])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(RuleViolation, match="is not a date"):
        values.day(cell, "opened_on")


@pytest.mark.parametrize(("cell", "kept"), [
    ("１８６７３７０１２９３", "18673701293"), ("145-3302-1001", "14533021001"), (18083344353, "18083344353"), ("+86 17731472844", "17731472844"),
    ("17731472844/0394-7382745", "17731472844 / 0394-7382745"), ("0394-7382745、17731472844", "17731472844 / 0394-7382745"), (None, ""),
    ("13800000000 13800000000", "13800000000 13800000000")])
def test_phones(cell: Cell, kept: str) -> None:
    assert values.phones(cell, "phone") == kept


@pytest.mark.parametrize(("cell", "kept"), [
    ("00001", "00001"), (1204, "1204"), ("Ｆ－１２０４", "F-1204"), ("6222 0000 1111", "622200001111"), (Decimal("12.5"), "12.5"), (None, "")])
def test_codes_keep_their_signs(cell: Cell, kept: str) -> None:
    assert values.code(cell, "code") == kept


def test_a_number_whose_digits_were_rounded_away_is_refused() -> None:
    """Excel keeps fifteen."""
    with pytest.raises(RuleViolation, match="lost the last digits"):
        values.code(1836679885360207652, "bank_account")


def test_words() -> None:
    assert values.text(" a \n b ", "x") == "a b" and values.lines("a\nb ", "x") == "a\nb"
    assert values.text(12, "x") == "12" and values.text(date(2026, 3, 5), "x") == "2026-03-05"
    assert values.flag("是", "x") and values.flag(True, "x") and not values.flag(None, "x")
