"""A name is found by every way it may be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.pinyin import MOST_READINGS, alike, pinyin_of, readings, search_text, turns

SURNAMES = (("曾小明", "zeng"), ("单田芳", "shan"), ("仇英", "qiu"), ("查良", "zha"), ("区寄", "ou"), ("解缙", "xie"),
            ("盖苏", "ge"), ("朴树", "piao"), ("尹正", "yin"), ("翟让", "zhai"), ("万俟卨", "moqi"))


@pytest.mark.parametrize(("name", "opening"), SURNAMES, ids=[name for name, _opening in SURNAMES])
def test_a_surname_is_read_as_a_surname_first(name: str, opening: str) -> None:
    """The first reading sorts; the common one is kept as well."""
    assert pinyin_of(name).startswith(opening)


def test_the_common_reading_finds_a_name_too() -> None:
    """Whoever does not know the person types the everyday reading."""
    full, initials = readings("单田芳")
    assert "dantianfang" in full and "shantianfang" in full
    assert {"stf", "dtf"} <= set(initials)


def test_rare_characters_of_names_are_read() -> None:
    """Characters that old machines printed as boxes."""
    assert readings("䶮㛃喆堃") == (("yanjiezhekun",), ("yjzk",))


def test_search_text_holds_what_was_typed_and_how_it_is_read() -> None:
    """One text for a name, a phone and a code."""
    found = search_text("曾明", " 13812345678 ", "", "KH001")
    assert found == "曾明 zengming cengming zengmeng cengmeng zm cm 13812345678 kh001"


def test_names_that_sound_the_same_are_alike() -> None:
    """The commonest way in which one person is filed twice."""
    assert alike("李小红", "李晓虹") and not alike("李小红", "李小兰")
    assert not alike("", "")


@given(st.text(alphabet=st.sampled_from("单曾长行重乐朴解区查A3 -（）䶮河南"), max_size=80))
def test_readings_are_bounded_and_plain(name: str) -> None:
    """However doubtful the name: few readings, none twice, letters and digits only."""
    for group in readings(name):
        assert len(group) <= MOST_READINGS and len(set(group)) == len(group)
        assert all(item and item.isalnum() and item == item.lower() for item in group)


def test_a_reading_of_a_later_character_is_heard_in_its_part() -> None:
    """A long name has more readings than are kept of it whole."""
    assert "zhihang" in turns("长葛市重庆银行长乐支行")
    assert turns("甲") == ()


@pytest.mark.parametrize(("name", "sound"), (
    ("漯河恒旺", "luohehengwang"), ("朝阳饲料", "chaoyangsiliao"), ("长垣兽药", "changyuanshouyao"), ("涡阳养殖", "guoyangyangzhi"),
    ("南乐农牧", "nanlenongmu"), ("中牟", "zhongmu"), ("尉氏", "weishi"), ("郏县", "jiaxian"), ("单县", "shanxian"), ("东阿", "donge")))
def test_a_town_is_read_as_its_people_say_it(name: str, sound: str) -> None:
    """Most names begin with one."""
    assert pinyin_of(name) == sound


@pytest.mark.parametrize(("name", "typed"), [("尉迟恭", "weichigong"), ("长孙无忌", "changsunwuji"), ("万俟卨", "wansixie"), ("黑红梅", "hehongmei")])
def test_a_double_or_rare_surname_is_found_as_it_is_misread(name: str, typed: str) -> None:
    assert any(each.startswith(typed[:6]) for each in readings(name)[0])
