"""Which territory an address lies in, by China's divisions and the office's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.divisions import SOURCE, Place, lies_in, readings, short, territory_of

OWN = {"豫东": ("周口", "商丘"), "豫西": ("洛阳", "三门峡")}


@pytest.mark.parametrize("address, place", [
    ("河南省周口市郸城县建设路 18 号", Place("河南省", "周口市", "郸城县")),
    ("周口郸城", Place("河南省", "周口市", "郸城县")),
    ("中国 河南省 南阳市", Place("河南省", "南阳市")),
    ("河南周口郸城", Place("河南省", "周口市", "郸城县")),
    ("湖北恩施利川", Place("湖北省", "恩施土家族苗族自治州", "利川市")),
    ("北京市朝阳区望京街", Place("北京市", "", "朝阳区")),
    ("济源市沁园街", Place("河南省", "", "济源市")),
    ("郑州东站", Place("河南省", "郑州市")),
    ("四川省甘孜藏族自治州乡城县", Place("四川省", "甘孜藏族自治州", "乡城县")),
])
def test_an_address_is_read_from_its_beginning(address: str, place: Place) -> None:
    assert readings(address) == {place}


@pytest.mark.parametrize("words", ["", "老地方", "建设路1号", "和平路 3 号", "中山街道", "<b>", "豫东"])
def test_words_that_name_no_division_say_nothing(words: str) -> None:
    assert readings(words) == frozenset()


def test_a_name_that_several_places_bear_means_any_of_them() -> None:
    assert len({place.city for place in readings("鼓楼区")}) > 3
    assert lies_in("开封", "鼓楼区", {}) and not lies_in("周口", "鼓楼区", {})
    assert territory_of("鼓楼区中山路", "周口", {}) == ""


@pytest.mark.parametrize("home, place, inside", [
    ("周口", "河南省周口市郸城县", True), ("周口", "郸城", True), ("周口市", "周口", True), ("河南", "周口", True), ("周口", "南阳", False),
    ("郸城", "周口", False), ("长沙", "湖南省长沙市岳麓区", True), ("豫东", "商丘市睢阳区", True), ("豫东", "南阳", False),
    ("豫东", "豫东二片", True), ("华东大区", "南阳", False),
])
def test_a_place_lies_in_a_territory_by_its_words_its_division_or_the_offices_own(home: str, place: str, inside: bool) -> None:
    assert lies_in(home, place, OWN) is inside


@pytest.mark.parametrize("address, home, said", [
    ("河南省周口市建设路1号", "周口", "周口"), ("郸城县", "周口", "周口"), ("河南省南阳市宛城区", "周口", "南阳"),
    ("商丘市睢阳区", "周口", "豫东"), ("商丘市睢阳区", "豫东", "豫东"), ("河南省", "", "河南"), ("老地方", "周口", ""),
    ("北京市东城区", "周口", "北京"), ("河南省济源市", "周口", "济源"),
])
def test_the_territory_of_an_address_is_home_the_offices_own_or_its_city(address: str, home: str, said: str) -> None:
    assert territory_of(address, home, OWN) == said


def test_every_division_finds_itself() -> None:
    """The full address of each county lies in its province, its city and itself, by full and by short names."""
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        province, city, *counties = line.split(" ")
        for county in counties or [""]:
            address = "".join(part for part in (province, city, county) if part != "-") + "建设路1号"
            for name in (province, short(province), *((city, short(city)) if city != "-" else ()), *((county,) if county else ())):
                assert lies_in(name, address, {}), (name, address)


@given(st.text(max_size=30))
def test_any_words_can_be_read(words: str) -> None:
    readings(words)
    assert territory_of(words, "周口", OWN) in ("", "周口") or readings(words)
