"""What a task must say, and when it may end or start again."""

from __future__ import annotations

from datetime import date

import pytest

from models.tasks.inputs import TaskInput
from models.tasks.rules import check_end, check_task, days_late

MONDAY = date(2026, 11, 23)
BAD = (
    ("nothing to do", TaskInput("  ", MONDAY), "title"), ("no day", TaskInput("对账", None), "due"),
    ("the year 26", TaskInput("对账", date(26, 11, 23)), "due"),
    ("ten thousand characters", TaskInput("对" * 10_000, MONDAY), "title"), ("a zero byte", TaskInput("对账\0", MONDAY), "title"),
    ("an emoji in the title", TaskInput("对账🧾", MONDAY), "title"),
)


@pytest.mark.parametrize(("x", "field"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_wrong_is_shown_beside_its_field(x: TaskInput, field: str) -> None:
    """One wrong thing, one sentence, in its place."""
    assert [problem.field for problem in check_task(x)] == [field]


def test_a_task_is_words_and_a_day() -> None:
    """Markup is words like others; remarks take lines and emoji."""
    assert not check_task(TaskInput("<b>对账</b> =1+1", MONDAY, remark="先打电话\n再上门 🚚"))
    assert [problem.field for problem in check_task(TaskInput("对账", MONDAY), owner_known=False)] == ["owner_id"]


def test_only_what_is_open_ends_and_only_what_ended_starts_again() -> None:
    """No task is done twice."""
    assert not check_end("", True) and check_end("done", True) and check_end("dropped", True)
    assert not check_end("done", False) and check_end("", False)


def test_days_late_count_from_the_day_after() -> None:
    """Due today is not late."""
    assert [days_late(MONDAY, date(2026, 11, day)) for day in (22, 23, 24, 30)] == [0, 0, 1, 7]


def test_a_form_becomes_a_task() -> None:
    """Typed by hand: no source."""
    assert TaskInput.from_form({"title": "对账", "due": MONDAY, "owner_id": 3, "helper": None}) == TaskInput("对账", MONDAY, 3)
