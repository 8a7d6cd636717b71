"""What is to be done is filed by hand or by other rooms, ends once, and may start again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.tasks import commands, queries
from models.tasks.inputs import TaskInput
from models.tasks.listing import TASKS
from tests.factories import CLERK, MONDAY, SELLER, person_id

CALL = TaskInput("给双汇打电话", MONDAY)


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


def test_a_task_comes_back_as_it_was_filed(office: Office) -> None:
    """Owner and helper (duty 90)."""
    done = commands.add_task(office, replace(CALL, owner_id=person_id(office, SELLER), helper=CLERK, remark="下午"))
    row = queries.task(office, done.id)
    assert (row.title, row.due, row.owner, row.helper, row.remark, row.outcome) == ("给双汇打电话", MONDAY, SELLER, CLERK, "下午", "")
    assert refused(lambda: commands.add_task(office, replace(CALL, owner_id=99))) == ["person.unknown"]


def test_due_and_overdue_are_told_by_the_day(office: Office) -> None:
    """What is done is neither."""
    seller = person_id(office, SELLER)
    days = (20, 23, 24)
    ids = [commands.add_task(office, TaskInput(f"事{day}", date(2026, 11, day), seller if day == 20 else None)).id for day in days]
    assert [row.id for row in queries.due_tasks(office, MONDAY)] == ids[:2]
    assert [row.id for row in queries.overdue_tasks(office, MONDAY)] == ids[:1]
    assert [row.id for row in queries.due_tasks(office, MONDAY, seller)] == ids[:1]
    assert [row.id for row in queries.tasks_between(office, date(2026, 11, 24), date(2026, 11, 25))] == ids[2:]
    commands.finish_task(office, ids[0])
    assert queries.overdue_tasks(office, MONDAY) == []


def test_a_task_ends_once_and_may_start_again(office: Office) -> None:
    """Who ended it and when is kept while it is ended."""
    task = commands.add_task(office, CALL).id
    assert refused(lambda: commands.reopen_task(office, task)) == ["task.open"]
    commands.finish_task(office, task)
    row = queries.task(office, task)
    assert (row.outcome, row.done_by, row.done_at) == ("done", CLERK, office.clock.moment())
    assert refused(lambda: commands.drop_task(office, task, "不用了")) == ["task.ended"]
    assert refused(lambda: commands.change_task(office, task, CALL)) == ["task.ended"]
    commands.reopen_task(office, task)
    commands.change_task(office, task, replace(CALL, due=date(2026, 11, 25)))
    assert refused(lambda: commands.drop_task(office, task, "")) == ["reason.missing"]
    commands.drop_task(office, task, "客户来过了")
    assert queries.task(office, task).outcome == "dropped"
    assert refused(lambda: commands.finish_task(office, 99)) == ["task.unknown"]


def test_a_source_files_once_and_takes_back_what_is_open(office: Office) -> None:
    """Other rooms file into the register; what was done stays done."""
    seen = TaskInput("回访", MONDAY, source="leads", source_id=5)
    with office.command("test.file") as act:
        first = commands.file_task(act, seen)
        assert commands.file_task(act, seen) == first
        second = commands.file_task(act, replace(seen, due=date(2026, 11, 30)))
        other = commands.file_task(act, replace(seen, source_id=6))
    commands.finish_task(office, first)
    with office.command("test.drop") as act:
        assert commands.drop_tasks(act, "leads", 5) == 1
        assert commands.drop_tasks(act, "leads", 5) == 0
    assert [queries.task(office, each).outcome for each in (first, second, other)] == ["done", "dropped", ""]
    with office.command("test.finish") as act:
        assert commands.finish_tasks(act, "leads", 6) == 1
    assert queries.open_tasks_of(office, "leads", 6) == []


def test_the_listing_tells_what_is_to_do(office: Office) -> None:
    """By day, with its state."""
    done, open_ = commands.add_task(office, CALL).id, commands.add_task(office, replace(CALL, title="对账")).id
    commands.finish_task(office, done)
    assert keys_of(TASKS, Filter(state="open")) == [open_] and keys_of(TASKS, Filter(keyword="双汇")) == [done]
    assert rows_of(TASKS, [open_])[0][:5] == (MONDAY, "对账", None, "", "open")
