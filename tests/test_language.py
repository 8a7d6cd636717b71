"""The desk speaks Chinese everywhere: every word of the source has its Chinese, and nothing else is kept."""

from __future__ import annotations

from pathlib import Path

from models.core.text import _, speaking
from models.street import all_listings
from tests.locale_tool import COMPILED, Words, compiled, missing, unused, words_of


def test_fragments_agree_and_keep_their_placeholders() -> None:
    """No fuzzy or empty entry, one translation for one msgid, the same {names} on both sides."""
    assert not words_of().problems, "\n".join(words_of().problems)


def test_every_word_of_the_source_has_its_chinese() -> None:
    """Run `make locale` for the list."""
    assert not missing(words_of()), "\n".join(missing(words_of()))


def test_no_chinese_is_kept_for_words_that_are_gone() -> None:
    """An unused entry hides a renamed one."""
    assert not unused(words_of()), "\n".join(unused(words_of()))


def test_the_compiled_catalogue_is_fresh() -> None:
    """`make locale` compiles it; it is kept so that the desk starts without Babel."""
    fresh = COMPILED.read_bytes() == compiled(words_of())      # no diff of a hundred thousand bytes where it fails
    assert fresh, "run make locale"


def test_the_tool_notices_a_lost_placeholder_and_a_second_translation(tmp_path: Path) -> None:
    """What the other tests of this file rely on."""
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "a.po").write_text(head + 'msgid "{n} rows"\nmsgstr "行"\n\nmsgid "Void"\nmsgstr "作废"\n', "utf-8")
    (tmp_path / "b.po").write_text(head + 'msgid "Void"\nmsgstr "注销"\n\n#, fuzzy\nmsgid "Red"\nmsgstr "红冲"\n', "utf-8")
    words = words_of(tmp_path)
    assert [line.split(":")[1].strip() for line in words.problems] == [
        "placeholders differ", "two ways to say", "fuzzy",
    ]
    assert compiled(words) == compiled(Words(dict(words.chinese)))


def test_columns_are_worded_for_their_own_list() -> None:
    """One English word of two senses is two msgids: an answer to a lead is none of the stock keeper."""
    told = {("receptions", "person"): "接待人", ("response_by_source", "answered"): "已响应", ("bank_lines", "text"): "摘要",
            ("sales_by_month", "change"): "增减", ("visit_plans", "purpose"): "走访目的"}
    listings = all_listings()
    with speaking("zh_CN"):
        assert {key: _(next(column.title for column in listings[key[0]].columns if column.key == key[1])) for key in told} == told


def test_each_form_of_the_duties_stands_under_its_own_title() -> None:
    """Duties 97 and 107, as the office's papers call them."""
    forms = ("潜在客户录入及跟踪表", "热点客户管理表", "战败客户分析表", "月度基盘客户盘点表", "月度集客规划表", "集客进度周盘点表", "大用户走访跟踪表",
             "潜客判定和跟踪标准", "基盘客户分级录入及盘点办法", "客服部检核反馈表")
    with speaking("zh_CN"):
        assert set(forms) <= {_(listing.title) for listing in all_listings().values()}
