"""Where inquiries come from and what became of them, and what is said to whom (duties 60 to 63)."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField
from models.core.table import Table
from models.leads.tables.cards import Lead


class Channel(Table):
    """A place on the web where the office offers its goods, kept fresh by hand (duty 60). every: days between refreshes, 0 for never."""

    id = AutoField()
    name = TextField(unique=True)
    pinyin = TextField()
    address = TextField(default="")
    every = IntegerField()
    active = FlagField(default=True)
    remark = TextField(default="")
    filed = DayField()


class ChannelRefresh(Table):
    """That a channel was refreshed on a day, and at which place of its list the office was seen; the latest stands."""

    sealed = True
    day_field = "date"
    id = AutoField()
    channel = ForeignKeyField(Channel, backref="refreshes")
    date = DayField(index=True)
    position = IntegerField(null=True)
    text = TextField(default="")
    moment = MomentField()
    person = TextField()


class Inquiry(Table):
    """Somebody asked or left a message, and waits (duties 61, 62). came: when; outcome: "" while it waits, answered or dropped.

    lead: whom it is from, once that is known. answer: what was said, or why nothing was. ended: when.
    """

    id = AutoField()
    date = DayField(index=True)
    came = MomentField(index=True)
    channel = ForeignKeyField(Channel, null=True)
    lead = ForeignKeyField(Lead, null=True)
    name = TextField(default="")
    phone = TextField(default="")
    text = TextField()
    person = TextField()
    outcome = TextField(default="", index=True)
    answer = TextField(default="")
    ended = MomentField(null=True)
    ended_by = TextField(default="")


class TalkingPoint(Table):
    """What to say: in which situation, in which words (duty 63). grade: of the leads it is for, "" for all."""

    id = AutoField()
    title = TextField()
    text = TextField()
    grade = TextField(default="")
    active = FlagField(default=True)
    moment = MomentField()
    person = TextField()
