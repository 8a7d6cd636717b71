"""What is to be done: due, overdue, filed by a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect

from models.core.clock import unstamp
from models.core.errors import Problem, RuleViolation
from models.core.listing import Filter
from models.core.office import Office
from models.core.text import N_
from models.people.tables import Person
from models.tasks.tables import Task


@dataclass(frozen=True)
class TaskRow:
    """One thing to do. outcome: "" while it is open, then done or dropped; source and source_id lead to what it is about."""

    id: int
    title: str
    due: date
    owner_id: int | None
    owner: str
    helper: str
    remark: str
    source: str
    source_id: int
    done_at: datetime | None
    done_by: str
    outcome: str


_TASK = ("SELECT t.id, t.title, t.due, t.owner_id, COALESCE(p.name, ''), t.helper, t.remark, t.source, t.source_id, t.done_at, "
         "t.done_by, t.outcome FROM task t LEFT JOIN person p ON p.id = t.owner_id")


def _row(row: Any) -> TaskRow:
    return TaskRow(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5], row[6], row[7], row[8],
                   unstamp(row[9]) if row[9] else None, row[10], row[11])


def task(office: Office, task_id: int) -> TaskRow:
    """One task. Raises RuleViolation for an unknown id."""
    row = office.database.execute_sql(f"{_TASK} WHERE t.id = ?", (task_id,)).fetchone()
    if row is None:
        raise RuleViolation([Problem("task_id", "task.unknown", N_("Choose a task"))])
    return _row(row)


def due_tasks(office: Office, day: date, owner_id: int | None = None) -> list[TaskRow]:
    """Open tasks due by the end of a day, the oldest first, of one owner if given."""
    rows = office.database.execute_sql(
        f"{_TASK} WHERE t.done_at IS NULL AND t.due <= ? AND (? IS NULL OR t.owner_id = ?) ORDER BY t.due, t.id",
        (day.isoformat(), owner_id, owner_id))
    return [_row(row) for row in rows]


def overdue_tasks(office: Office, today: date, owner_id: int | None = None) -> list[TaskRow]:
    """Open tasks that were due before today."""
    return [row for row in due_tasks(office, today, owner_id) if row.due < today]


def tasks_between(office: Office, start: date, end: date) -> list[TaskRow]:
    """Open tasks due in a span, its ends included: tomorrow's list (duty 93)."""
    rows = office.database.execute_sql(f"{_TASK} WHERE t.done_at IS NULL AND t.due BETWEEN ? AND ? ORDER BY t.due, t.id",
                                       (start.isoformat(), end.isoformat()))
    return [_row(row) for row in rows]


def open_tasks_of(office: Office, source: str, source_id: int) -> list[TaskRow]:
    """Open tasks that a row of another room filed."""
    rows = office.database.execute_sql(f"{_TASK} WHERE t.done_at IS NULL AND t.source = ? AND t.source_id = ? ORDER BY t.due, t.id",
                                       (source, source_id))
    return [_row(row) for row in rows]


def tasks(_ask: Filter) -> ModelSelect:
    """Every task with its owner."""
    return Task.select().join(Person, JOIN.LEFT_OUTER)
