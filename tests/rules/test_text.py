"""Typed text: one way in, with a reason for what is refused."""

from __future__ import annotations

import pytest

from models.core.errors import KnownError, Problem, RuleViolation
from models.core.text import N_, clean, for_count, language, speaking


def refused(text: str, **how: bool) -> str:
    with pytest.raises(RuleViolation) as caught:
        clean(text, "name", 20, **how)
    [problem] = caught.value.problems
    assert problem.field == "name"
    return problem.code


@pytest.mark.parametrize("text", ["a\0b", "a\x1fb", "\ud800", "safe\u202egnp", "a\u200bb", "a\nb", "soft\u00adhyphen", "\u3164"])
def test_hidden_characters_are_refused(text: str) -> None:
    assert refused(text) == "text.control"


@pytest.mark.parametrize("sign", ("\U0001fa75", "\U0001fae8", "\U00031350", "\U0002ebf0"), ids=("heart", "face", "name H", "name I"))
def test_signs_younger_than_python_are_no_control_characters(sign: str) -> None:
    assert clean(sign, "remark", 20, emoji=True) == sign


def test_ten_thousand_characters_are_refused() -> None:
    assert refused("长" * 10_000) == "text.long"


def test_emoji_are_for_remarks() -> None:
    assert refused("好的👍") == "text.emoji"
    assert clean("好的👍", "remark", 20, emoji=True) == "好的👍"


def test_full_width_digits_become_plain_where_digits_are_meant() -> None:
    assert clean(" １８６－７３７０　１２９３ ", "phone", 20, digits=True) == "186-7370 1293"


def test_markup_and_formulas_are_text_like_any_other() -> None:
    assert clean('=1+1 <b>"&', "name", 20) == '=1+1 <b>"&'


def test_rare_names_stay_as_they_are() -> None:
    assert clean("堃喆㛃䶮𬭎", "name", 20) == "堃喆㛃䶮𬭎"


def test_line_breaks_are_for_long_texts() -> None:
    assert clean("一\r\n二", "remark", 20, lines=True) == "一\n二"


def test_a_language_is_spoken_for_a_while() -> None:
    with speaking("en"):
        assert language() == "en"
        assert Problem("x", "y", "Enter a number").say() == "Enter a number"
    assert KnownError("Enter a number").say() == "请输入数字"


def test_one_is_told_from_many_in_english_and_chinese_says_both_alike() -> None:
    for code, said in (("en", ["0 rows", "1 row", "2 rows"]), ("zh_CN", ["0 行", "1 行", "2 行"])):
        with speaking(code):
            assert [for_count(count, N_("{count} row"), N_("{count} rows")).format(count=count) for count in range(3)] == said
