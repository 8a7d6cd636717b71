"""Cards of work to do, shared by Today and by tomorrow's list: leads to follow up, promised goods, tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from models.leads import commands as leads
from models.leads.rules import GRADES
from models.tasks import commands as tasks
from models.tasks.inputs import TaskInput
from ui.kit.board import Card, CardRow, Entry
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Section, Values
from ui.kit.tab import Door, Verb
from ui.tabs.finders import people_choices
from ui.tabs.leads.board import contact_of
from ui.tabs.leads.forms import log_live, way_choices
from ui.tabs.stock.asking import ANSWER_VERB, RELEASE


def _grades(_office: Office) -> list[tuple[Any, str]]:
    return [("", "–"), *((grade, grade) for grade in GRADES)]


_LOG = FormSpec("today-log", N_("Log a contact"), parts=(Section((
    FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=11, choices=way_choices, aside=True),
    FieldSpec("text", N_("What was said"), width=30, limit=1000, hint=N_("What was said")),
    FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=4, choices=_grades),
    FieldSpec("reason", N_("Why the grade falls"), width=16, limit=200, hint=N_("Why the grade falls"), asked=True),
    FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=8, hint=N_("Next date")),
), inline=True),), live=log_live)


def _log(office: Office, lead_id: int, values: Values) -> Done:
    return leads.follow_up(office, contact_of(lead_id, values))


def follow_ups(title: str, rows: Iterable[CardRow], count: int) -> Card:
    """Leads to follow up; the line at the foot logs a contact with the one under the cursor."""
    made = tuple(rows)
    entry = Entry(_LOG, Verb(N_("Log"), _log, "F6", done=N_("Logged: {number}")), of_row=True) if made else None
    return Card(title, made, count=count, door=Door("leads"), entry=entry, empty=_("Nobody is waiting for a call"))


_TASK = FormSpec("today-task", N_("New task"), parts=(Section((
    FieldSpec("title", N_("What"), width=34, hint=N_("What is to be done")),
    FieldSpec("due", N_("Due by"), FieldKind.DATE, width=8, initial=lambda office: office.clock.today()),
    FieldSpec("owner_id", N_("Who"), FieldKind.CHOICE, width=9, choices=people_choices),
), inline=True),))


def _add(office: Office, _subject: Any, x: TaskInput) -> Done:
    return tasks.add_task(office, x)


DONE = Verb(N_("Done"), tasks.finish_task, "F8", "check", done=N_("Done"), when=lambda row: row.get("state", "open") == "open")


def to_do(title: str, rows: Iterable[CardRow], count: int, due: date | None = None) -> Card:
    """Tasks; the line at the foot adds one, due today unless the board is about another day."""
    made = tuple(rows)
    part = _TASK.layout()[0]
    form = _TASK if due is None or not isinstance(part, Section) else replace(_TASK, name=f"task {due}", parts=(replace(part, fields=tuple(
        replace(field, initial=due) if field.key == "due" else field for field in part.fields)),))
    return Card(title, made, count=count, door=Door("tasks", filter=Filter(state="open")), verbs=(DONE,) if made else (),
                entry=Entry(form, Verb(N_("Add task"), _add, "F7", done=N_("The task is filed")), reads=TaskInput.from_form),
                empty=_("Nothing is to be done"))


def on_their_way(rows: Iterable[CardRow], count: int) -> Card:
    """Customers on their way and the goods kept for them."""
    made = tuple(rows)
    return Card(_("On their way"), made, count=count, door=Door("promises", filter=Filter(state="live")), verbs=(RELEASE,) if made else (),
                empty=_("No goods are kept for anybody"))


def questions(rows: Iterable[CardRow], count: int) -> Card:
    """Questions to keepers without an answer."""
    made = tuple(rows)
    return Card(_("Unanswered stock checks"), made, count=count, door=Door("checks", filter=Filter(state="unanswered")),
                verbs=(ANSWER_VERB,) if made else (), empty=_("Every keeper has answered"))
