"""People and the approvals they ask for and give."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.core.fields import FlagField, MomentField, MoneyField
from models.core.former import remembered
from models.core.table import Table


class Person(Table):
    """Somebody of the office: clerk, manager, finance, salesperson, keeper, driver (duty 106)."""

    extra_sql = (remembered("person"),)
    id = AutoField()
    name = TextField(unique=True)
    pinyin = TextField()
    phone = TextField(default="")
    active = FlagField(default=True)


class PersonRole(Table):
    """A role a person has."""

    id = AutoField()
    person = ForeignKeyField(Person, backref="held")
    role = TextField()

    class Meta:
        indexes = ((("person", "role"), True),)


class Approval(Table):
    """What was asked: bound to one verb with exactly one input by its digest (rules: Approvals and journal)."""

    sealed = True
    id = AutoField()
    moment = MomentField()
    kind = TextField()
    verb = TextField()
    digest = TextField()
    question = TextField()
    content = TextField()
    amount = MoneyField(null=True)
    asker = ForeignKeyField(Person, null=True)

    class Meta:
        indexes = ((("digest", "kind"), False),)


class ApprovalDecision(Table):
    """The answer, once: who, when, yes or no, why. self_approved: in an office of one person."""

    sealed = True
    id = AutoField()
    approval = ForeignKeyField(Approval, unique=True)
    moment = MomentField()
    decider = ForeignKeyField(Person)
    granted = FlagField()
    reason = TextField()
    self_approved = FlagField()


class ApprovalUse(Table):
    """A granted approval is used once, by the journal entry that names it."""

    sealed = True
    id = AutoField()
    approval = ForeignKeyField(Approval, unique=True)
    moment = MomentField()
    subject = TextField()
