"""What a task must say, and when it may end or start again; pure."""

from __future__ import annotations

from datetime import date

from models.core.errors import Problem
from models.core.text import N_
from models.core.typed import Text, check_texts
from models.tasks.inputs import TaskInput

STATES = {"open": N_("to do"), "done": N_("done"), "dropped": N_("dropped")}
TEXTS = (Text("title", 200, required=N_("Say what is to be done")), Text("helper", 40), Text("remark", 500, lines=True, emoji=True))
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


def check_task(x: TaskInput, owner_known: bool = True) -> list[Problem]:
    """Words, a day, an owner who is filed."""
    found = check_texts(x, TEXTS)
    if x.due is None:
        found.append(Problem("due", "date.missing", N_("Enter a date")))
    elif not FIRST <= x.due <= LAST:
        found.append(Problem("due", "date.range", N_("{day} cannot be right; look at the year"), {"day": x.due}))
    if not owner_known:
        found.append(Problem("owner_id", "person.unknown", N_("Choose a person")))
    return found


def check_end(outcome: str, ending: bool) -> list[Problem]:
    """Only what is open can end; only what ended can start again. outcome: how it ended, "" while open."""
    if ending and outcome:
        return [Problem("", "task.ended", N_("This task ended already"))]
    if not ending and not outcome:
        return [Problem("", "task.open", N_("This task is open"))]
    return []


def days_late(due: date, today: date) -> int:
    """Days since a task was due; 0 when it is not late."""
    return max((today - due).days, 0)
