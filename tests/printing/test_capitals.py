"""Amounts and dates in capitals: the shared vectors, cases beyond them, and an independent reader back to the number."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.capitals import amount_in_capitals, date_in_capitals

VECTORS = Path(__file__).resolve().parents[1] / "vectors"


def rows(name: str) -> list[tuple[str, str]]:
    """The pairs of a vector file, without its heading."""
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in csv.reader(file)][1:]


@pytest.mark.parametrize(("amount", "capitals"), rows("rmb_capitals.csv"))
def test_an_amount_reads_as_its_vector(amount: str, capitals: str) -> None:
    assert amount_in_capitals(Decimal(amount)) == capitals


@pytest.mark.parametrize(("day", "capitals"), rows("rmb_dates.csv"))
def test_a_date_reads_as_its_vector(day: str, capitals: str) -> None:
    assert date_in_capitals(date.fromisoformat(day)) == capitals


@pytest.mark.parametrize(("amount", "capitals"), [
    ("105000000", "壹亿零伍佰万元整"),
    ("150000000", "壹亿伍仟万元整"),
    ("100050000", "壹亿零伍万元整"),
    ("1000000000000", "壹万亿元整"),
    ("1000000005000.10", "壹万亿零伍仟元零壹角"),
    ("1000100000000", "壹万零壹亿元整"),
    ("1500000000000", "壹万伍仟亿元整"),
    ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ("15.20", "壹拾伍元贰角"),
    ("20.20", "贰拾元零贰角"),
    ("10000.50", "壹万元零伍角"),
    ("-0.00", "零元整"),
    ("1.2300", "壹元贰角叁分"),
    ("-100000000.01", "负壹亿元零壹分"),
])
def test_cases_beyond_the_vectors(amount: str, capitals: str) -> None:
    assert amount_in_capitals(Decimal(amount)) == capitals


def test_the_settings_of_the_office_are_kept() -> None:
    assert amount_in_capitals(Decimal("12.5"), yuan="圆", whole="正") == "壹拾贰圆伍角"
    assert amount_in_capitals(Decimal("12"), yuan="圆", whole="正") == "壹拾贰圆正"
    assert amount_in_capitals(Decimal("12.5"), whole_after_jiao=True) == "壹拾贰元伍角整"
    assert amount_in_capitals(Decimal("12.55"), whole_after_jiao=True) == "壹拾贰元伍角伍分"


@pytest.mark.parametrize("amount", ["0.001", "1.0000000000000000000000000000000000001", "1.2345", "NaN", "Infinity", "1e16", "-1e40"])
def test_what_has_no_name_is_refused(amount: str) -> None:
    with pytest.raises(ValueError):
        amount_in_capitals(Decimal(amount))


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        amount_in_capitals(1.1)  # type: ignore[arg-type]


def fen_of(capitals: str) -> int:
    """Read capitals back to fen, from the left, by the value of each sign: shares nothing with the writer."""
    sign = -1 if capitals.startswith("负") else 1
    section = large = digit = fen = 0
    for character in capitals.lstrip("负"):
        if character in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
        elif character in "拾佰仟":
            section, digit = section + digit * {"拾": 10, "佰": 100, "仟": 1000}[character], 0
        elif character == "万":
            section, digit = (section + digit) * 10_000, 0
        elif character == "亿":
            large, section, digit = (section + digit) * 10**8, 0, 0
        elif character == "元":
            fen, section, digit = (large + section + digit) * 100, 0, 0
        elif character in "角分":
            fen, digit = fen + digit * (10 if character == "角" else 1), 0
    return sign * fen


@settings(max_examples=400, deadline=None)
@given(st.one_of(
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.lists(st.sampled_from("0005"), min_size=1, max_size=18).map(lambda digits: int("".join(digits)))))
def test_capitals_read_back_to_the_same_amount(fen: int) -> None:
    words = amount_in_capitals(Decimal(fen).scaleb(-2))
    assert fen_of(words) == fen
    assert "零零" not in words and not words.endswith("零")


@settings(max_examples=200, deadline=None)
@given(st.dates())
def test_a_date_in_capitals_keeps_its_year_month_and_day(day: date) -> None:
    year, rest = date_in_capitals(day).split("年")
    month, days = rest.rstrip("日").split("月")
    assert "".join(str("零壹贰叁肆伍陆柒捌玖".index(digit)) for digit in year) == f"{day.year:04d}"
    assert (fen_of(month + "元") // 100, fen_of(days + "元") // 100) == (day.month, day.day)
