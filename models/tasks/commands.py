"""File what is to be done, end it, take it up again."""

from __future__ import annotations

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.core.typed import cleaned
from models.people import queries as people
from models.tasks import queries, rules
from models.tasks.inputs import TaskInput
from models.tasks.tables import Task


def add_task(office: Office, x: TaskInput) -> Done:
    """File a task by hand (duty 36)."""
    with office.command("tasks.add", x) as act:
        return Done(file_task(act, x))


def file_task(act: Act, x: TaskInput) -> int:
    """Posting: file a task. What a source files again with the same words and day is not filed twice."""
    require(rules.check_task(x, x.owner_id is None or people.is_filed(act.office, x.owner_id)))
    texts = cleaned(x, rules.TEXTS)
    if x.source:
        for row in queries.open_tasks_of(act.office, x.source, x.source_id):
            if (row.title, row.due) == (texts["title"], x.due):
                return row.id
    task_id = Task.insert(**texts, due=x.due, owner=x.owner_id, source=x.source, source_id=x.source_id, created=act.moment).execute()
    act.changed("tasks")
    if not act.subject:
        act.about(texts["title"])
    return int(task_id)


def change_task(office: Office, task_id: int, x: TaskInput) -> Done:
    """Change the words, the day or the owner of an open task; where it came from stays."""
    with office.command("tasks.change", {"id": task_id, "task": x}) as act:
        row = queries.task(office, task_id)
        require(rules.check_task(x, x.owner_id is None or people.is_filed(office, x.owner_id)) + rules.check_end(row.outcome, True))
        Task.update(**cleaned(x, rules.TEXTS), due=x.due, owner=x.owner_id).where(Task.id == task_id).execute()
        act.changed("tasks").about(row.title)
    return Done(task_id)


def finish_task(office: Office, task_id: int) -> Done:
    """It is done."""
    with office.command("tasks.done", {"id": task_id}) as act:
        return _end(act, task_id, "done")


def drop_task(office: Office, task_id: int, reason: str) -> Done:
    """It need not be done; says why."""
    reason = clean(reason, "reason", 200, emoji=True)
    if not reason:
        raise RuleViolation([Problem("reason", "reason.missing", N_("Say why"))])
    with office.command("tasks.drop", {"id": task_id, "reason": reason}) as act:
        return _end(act, task_id, "dropped")


def _end(act: Act, task_id: int, outcome: str) -> Done:
    row = queries.task(act.office, task_id)
    require(rules.check_end(row.outcome, True))
    Task.update(done_at=act.moment, done_by=act.person, outcome=outcome).where(Task.id == task_id).execute()
    act.changed("tasks").about(row.title)
    return Done(task_id)


def reopen_task(office: Office, task_id: int) -> Done:
    """It is to be done after all."""
    with office.command("tasks.reopen", {"id": task_id}) as act:
        row = queries.task(office, task_id)
        require(rules.check_end(row.outcome, False))
        Task.update(done_at=None, done_by="", outcome="").where(Task.id == task_id).execute()
        act.changed("tasks").about(row.title)
    return Done(task_id)


def drop_tasks(act: Act, source: str, source_id: int) -> int:
    """Posting: what a source's row had filed and is still open need not be done any more. Returns how many."""
    return _end_all(act, source, source_id, "dropped")


def finish_tasks(act: Act, source: str, source_id: int) -> int:
    """Posting: what a source's row had filed is done. Returns how many were open."""
    return _end_all(act, source, source_id, "done")


def _end_all(act: Act, source: str, source_id: int, outcome: str) -> int:
    count = Task.update(done_at=act.moment, done_by=act.person, outcome=outcome).where(
        Task.source == source, Task.source_id == source_id, Task.done_at.is_null()).execute()
    if count:
        act.changed("tasks")
    return int(count)
