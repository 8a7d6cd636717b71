"""The register of liabilities (duty 22)."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table
from models.people.tables import Person


class LiabilityCase(Table):
    """A person, the rule and its words as they stood, the amount; filed by hand or by another room. Sealed: settled by a settlement row."""

    sealed = True
    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    person = ForeignKeyField(Person)
    rule = TextField()
    words = TextField()
    amount = MoneyField()
    text = TextField()
    source = TextField(default="")
    source_id = IntegerField(default=0)
    filed_by = TextField()
    moment = MomentField()


class LiabilitySettlement(Table):
    """How a case ended: paid, waived, withdrawn."""

    sealed = True
    id = AutoField()
    case = ForeignKeyField(LiabilityCase, unique=True)
    date = DayField()
    outcome = TextField()
    reason = TextField(default="")
    person = TextField()
    moment = MomentField()
