"""Any row is found by any part of what is written of it or how it sounds, in the order a person expects."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.office import Office
from models.customers import commands, queries
from models.customers.inputs import ContactInput, CustomerInput
from models.products import queries as products
from tests.factories import a_product

NAME, CONTACT, PHONE = "河南正大（饲料）有限公司", "单志强", "13812345678"
ASKED = ("河南", "正大", "大饲料", "饲料有限公司", "河南正大饲料有限公司", "正大（饲料）", "hnzd", "henanzhengda", "zhengda", "hnzdslyxgs", "szq", "dzq",
         "shanzhiqiang", "danzhi", "1381", "5678", "138 1234", "１３８１", "C00001", "c00001", "00001", "大", "h", "ＨＮ", "河南 单", "正大 5678",
         "h 单")
ODD = ("郑州", "zhengzhou", "hnzz", "139", "C00002", "正大 139", "大正", "%", "_", '"', "*", "' OR 1=1 --", "‹", "河南" * 40, "x" * 10_000)
SURNAMES = (("曾", "zeng"), ("单", "shan"), ("仇", "qiu"), ("查", "zha"), ("区", "ou"), ("解", "xie"), ("盖", "ge"))


@pytest.fixture
def filed(office: Office) -> Iterator[Office]:
    """An office with one customer."""
    commands.file_customer(office, CustomerInput(NAME, phone=PHONE, contacts=(ContactInput(CONTACT),)))
    yield office


def names(office: Office, text: str, limit: int = 20) -> list[str]:
    """Who is found."""
    return [hit.name for hit in queries.find(office, text, limit)]


@pytest.mark.parametrize("text", ASKED)
def test_a_customer_is_found_by_any_part(filed: Office, text: str) -> None:
    """Name, pinyin, initials, contact in both readings, phone and its tail, code; full-width and spaces as they come."""
    assert names(filed, text) == [NAME]


@pytest.mark.parametrize("text", ODD, ids=[text[:9] for text in ODD])
def test_nobody_is_found_by_what_is_not_theirs(filed: Office, text: str) -> None:
    """Signs of SQL and of the index itself are nothing special."""
    assert names(filed, text) == []


@pytest.mark.parametrize(("surname", "sound"), SURNAMES)
def test_every_reading_of_a_surname_finds(office: Office, surname: str, sound: str) -> None:
    """The family's and the everyday one."""
    commands.file_customer(office, CustomerInput(f"{surname}家兴"))
    assert names(office, sound) == names(office, f"{sound}jiaxing") == names(office, f"{sound[0]}jx") == [f"{surname}家兴"]


def test_the_exact_code_comes_first_then_beginnings_then_any_part(office: Office) -> None:
    """Within each the latest first."""
    for name, code in (("甲 12 号", ""), ("12 号店", ""), ("乙", "12"), ("丙", "A12"), ("12 分店", "")):
        commands.file_customer(office, CustomerInput(name, code=code))
    assert names(office, "12") == ["乙", "12 分店", "12 号店", "丙", "甲 12 号"]
    assert names(office, "12", limit=2) == ["乙", "12 分店"]


def test_written_comes_before_sounding(office: Office) -> None:
    """A code that begins with the letters, then initials that do."""
    for name, code in (("正大", ""), ("别家", "ZD-1")):
        commands.file_customer(office, CustomerInput(name, code=code))
    assert names(office, "zd") == ["别家", "正大"]


def test_nothing_asked_shows_the_latest(office: Office) -> None:
    """An open finder is not empty."""
    for name in "甲乙丙":
        commands.file_customer(office, CustomerInput(name))
    assert names(office, "  ", limit=2) == ["丙", "乙"]


def test_a_product_is_found_by_code_barcode_name_and_pinyin(office: Office) -> None:
    """Scanned or typed."""
    product = a_product(office, barcode="6917090709584")
    for text in ("F-1204", "f1204", "1204", "6917090709584", "育肥", "配合饲料", "yfz", "yufeizhu", "40kg"):
        assert [hit.id for hit in products.find(office, text)] == [product], text
    assert products.find(office, "蛋鸡") == []
    found = products.by_barcode(office, "６９１７０９０７０９５８４")
    assert found is not None and found.id == product


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_each_part_of_each_word_of_the_search_text_finds_the_row(filed: Office, data: st.DataObject) -> None:
    """Whatever its length: looked up, or looked up in parts and compared. A single Latin letter asks for beginnings only."""
    text, = filed.database.execute_sql("SELECT search FROM customer").fetchone()
    word = data.draw(st.sampled_from([word[1:] for word in text.split()]))
    start = data.draw(st.integers(0, len(word) - 1))
    part = word[start:data.draw(st.integers(start + 1, len(word)))]
    assert names(filed, part) == [NAME] or (len(part) == 1 and part.isascii())


def test_a_row_that_the_index_lost_is_named(filed: Office) -> None:
    """As is one that only the index knows; a sound office names none."""
    assert list(queries.faults(filed)) == [] == list(products.faults(filed))
    filed.database.execute_sql("DELETE FROM customer_search WHERE rowid = 1")
    filed.database.execute_sql("INSERT INTO customer_search (rowid, runs) VALUES (9, 'x')")
    assert list(queries.faults(filed)) == ["customer: row 1 is not in the search index", "customer: row 9 is in the search index only"]
