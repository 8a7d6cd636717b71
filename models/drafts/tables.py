"""What is being typed, saved as it is typed; no number, may be deleted."""

from __future__ import annotations

from peewee import AutoField, TextField

from models.core.fields import MomentField
from models.core.table import Table


class Draft(Table):
    """A form that is not done with. form: a key of drafts.rules.FORMS. payload: its plain values as JSON."""

    id = AutoField()
    form = TextField()
    title = TextField(default="")
    payload = TextField()
    person = TextField()
    saved = MomentField()
