"""The register of what is to be done by when."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, MomentField
from models.core.table import Table
from models.people.tables import Person


class Task(Table):
    """One thing to do (duties 36, 90). source: the room that filed it and its row, "" and 0 for one typed by hand.

    done_at: when it ended; outcome: "" while it is open, then done or dropped.
    """

    id = AutoField()
    title = TextField()
    due = DayField(index=True)
    owner = ForeignKeyField(Person, null=True)
    helper = TextField(default="")
    remark = TextField(default="")
    source = TextField(default="")
    source_id = IntegerField(default=0)
    done_at = MomentField(null=True, index=True)
    done_by = TextField(default="")
    outcome = TextField(default="")
    created = MomentField()

    class Meta:
        indexes = ((("source", "source_id"), False),)
