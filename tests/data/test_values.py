"""What clerks type is understood, or refused with what to type instead."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from data.imports import values
from data.imports.dates import day, is_day_first, odd_day
from data.imports.phones import named, numbered, people, phones
from data.workbook_reader import Cell
from models.core.errors import RuleViolation
from models.core.text import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


@pytest.mark.parametrize("cell", [
    50000, Decimal("50000.0"), "50000", "50,000.00", "５００００", "５０，０００", "5万", "５万元", "¥50,000", "50000元", " 50 000 ", "0.5十万", "5 0000",
    "五万", "五万元整", "5w", "50k", "约5万", "5,0000", "CNY 50,000", "50000元/年"])
def test_fifty_thousand(cell: Cell) -> None:
    assert values.money(cell, "credit_limit") == 50000


@pytest.mark.parametrize(("cell", "amount"), [
    (None, None), ("-", None), (0, "0"), ("(12.50)", "-12.5"), ("-3", "-3"), ("1.5千", "1500"), (Decimal("166.10999999999999"), "166.11"),
    ("1,200", "1200"), (Decimal("0.125"), "0.125"), ("1e5", ValueError),
    ("二十三", "23"), ("不限", None), ("N/A", None), ("1,2", ValueError), ("USD 5", ValueError), ("50-60", ValueError),
    ("=20000+30000", ValueError), ("NaN", ValueError), (date(2026, 3, 5), ValueError),
    (True, ValueError), ("1.2.3", ValueError), ("9" * 400, ValueError), (10**40, ValueError)])
def test_other_amounts(cell: Cell, amount: object) -> None:
    if amount is ValueError:
        with pytest.raises(RuleViolation, match="is not a number"):
            values.money(cell, "credit_limit")
    else:
        assert values.money(cell, "credit_limit") == (None if amount is None else Decimal(str(amount)))


@pytest.mark.parametrize(("cell", "days"), [
    (30, 30), ("30天", 30), ("３０ 天", 30), ("月结30天", 30), ("30日内付款", 30), ("现款", 0), ("0", 0), ("Net 45", 45), ("3个月", 90), ("半年", 180),
    ("COD", 0), ("货到30天", 30), ("2周", 14), (None, None), ("月底", None), (-1, None)])
def test_terms(cell: Cell, days: int | None) -> None:
    if days is None and cell is not None:
        with pytest.raises(RuleViolation, match="number of days"):
            values.days(cell, "credit_days")
    else:
        assert values.days(cell, "credit_days") == days


@pytest.mark.parametrize("cell", [
    date(2026, 3, 5), datetime(2026, 3, 5, 8, 30), "2026/3/5", "2026.03.05", "2026年3月5日", "2026年 3月 5日", 46086, "46086", Decimal("46086.5"),
    20260305, "20260305", "2026-03-05", "2026-03-05 00:00:00", "２０２６－０３－０５", "26-3-5", "26.3.5", "26年3月5日", "3/5/2026", "5 Mar 2026",
    "Mar 5, 2026", "05-Mar-26", "2026-03-05T08:00:00Z", "2026-03-05 星期四", "二〇二六年三月五日", "2026 年 3 月 5 日"])
def test_the_fifth_of_march(cell: Cell) -> None:
    assert day(cell, "opened_on") == date(2026, 3, 5)


@pytest.mark.parametrize("cell", ["2026/2/30", "2026年3月", "3/5", 12, 20261345, "上月", "26/13/5", True])
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(RuleViolation, match="is not a date"):
        day(cell, "opened_on")


@pytest.mark.parametrize(("cell", "kept"), [
    ("１８６７３７０１２９３", "18673701293"), ("145-3302-1001", "14533021001"), (18083344353, "18083344353"), ("+86 17731472844", "17731472844"),
    ("17731472844/0394-7382745", "17731472844 / 0394-7382745"), ("0394-7382745、17731472844", "17731472844 / 0394-7382745"), (None, ""),
    ("13800000000 13900000000", "13800000000 / 13900000000"), ("1380000000013900000000", "13800000000 / 13900000000"),
    ("0394-7382745 转 802", "0394-7382745转802"), ("0379-65432100-8001", "0379-65432100转8001"),
    ("0371-6000 1111 ext. 12", "0371-60001111转12"),
    ("0394-7382745,7382746", "0394-7382745 / 0394-7382746"), (3947382745, "0394-7382745"), ("电话：0394-7382745", "0394-7382745"),
    ("138-0000-0000（老板）", "13800000000"), ("无", ""), ("见备注", "见备注"), ("\u202d13800000000\u202c", "13800000000"),
    ("1380000000", "1380000000"), ("400-888-1234", "400-888-1234")])
def test_phones(cell: Cell, kept: str) -> None:
    assert phones(cell, "phone") == kept


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


def test_a_column_says_by_one_date_how_all_are_meant() -> None:
    """13/5/2026 puts the day first, so 3/5/2026 is the third of May; where nothing says so it is worth a look."""
    assert is_day_first(["3/5/2026", "13/5/2026"]) and not is_day_first(["3/5/2026", "5/13/2026"])
    assert day("3/5/2026", "x", day_first=True) == date(2026, 5, 3) and day("13/5/2026", "x") == date(2026, 5, 13)
    odd = odd_day("3/5/2026", "x")
    assert odd is not None and odd.say() == "“3/5/2026” is read as 2026-03-05"
    assert odd_day("26-3-5", "x") and not odd_day("2026-3-5", "x") and not odd_day("13/5/2026", "x")


def test_people_and_phones_share_a_cell() -> None:
    assert numbered("李四13812345678", "x").people == ("李四",) and named("张三 13812345678", "x").numbers == ("13812345678",)
    assert named("张三、李四", "x").people == ("张三", "李四") and named("Mr. Wang", "x").people == ("Mr. Wang",)
    assert str(numbered("13812345678(张三)/13912345678(李四)", "x")) == "张三、李四 13812345678 / 13912345678"


def test_a_heading_counts_in_its_unit_unless_the_cell_says_its_own() -> None:
    assert values.money(5, "x", unit=10_000) == 50_000 and values.money("3万", "x", unit=10_000) == 30_000
    assert values.money("50000元", "x", unit=10_000) == 50_000 and values.days(2, "x", unit=30) == 60


@pytest.mark.parametrize(("cell", "names"), [
    ("曾  庆红", ["曾庆红"]), ("解　伟", ["解伟"]), ("欧阳 建国", ["欧阳建国"]), ("张三 李四", ["张三", "李四"]), ("张三和 李四", ["张三", "李四"]),
    ("诸葛 亮、赵云", ["诸葛亮", "赵云"]), ("Mr. Wang", ["Mr. Wang"]),
])
def test_a_name_typed_apart_is_one_person(cell: str, names: list[str]) -> None:
    assert people(cell) == names


@pytest.mark.parametrize(("words", "number"), [
    ("五万五", 55_000), ("五万零五", 50_005), ("壹万伍仟元整", 15_000), ("一亿二千万", 120_000_000), ("二十三", 23), ("一百二", 120),
    ("两万", 20_000), ("一万零三十", 10_030),
])
def test_numbers_in_chinese_are_read_as_they_are_spoken(words: str, number: int) -> None:
    assert values.number(words, "limit") == number
