"""Tasks, as a listing."""

from __future__ import annotations

from peewee import Case

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.people.tables import Person
from models.tasks import queries
from models.tasks.rules import STATES
from models.tasks.tables import Task

_state = Case(None, ((Task.outcome != "", Task.outcome),), "open")

TASKS = Listing("tasks", N_("Tasks"), rows=queries.tasks, key=Task.id, topics=("tasks",), date=Task.due, state="state", order=("date",),
                singular=N_("Task"), empty=N_("Nothing is to be done"), columns=(
    Column("date", N_("Due by"), Task.due, Kind.DATE, width=10),
    Column("title", N_("What"), Task.title, search=True, width=40),
    Column("owner", N_("Who"), Person.name, sort=Person.pinyin, search=True, width=10),
    Column("helper", N_("Helper"), Task.helper, search=True, width=10),
    Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=8),
    Column("done_at", N_("Ended at"), Task.done_at, Kind.MOMENT, width=14),
    Column("done_by", N_("Ended by"), Task.done_by, width=10),
    Column("remark", N_("Remark"), Task.remark, search=True, width=24),
    Column("source", N_("Source"), Task.source, Kind.CODE, width=10, shown=False),
    Column("source_id", N_("Source row"), Task.source_id, Kind.INTEGER, width=8, shown=False),
))
