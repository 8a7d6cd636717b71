"""Leads as they stand, their log, their merges, losses with the manager's answer."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, MoneyField
from models.core.search import index_of
from models.core.table import Table, taken_back
from models.customers.tables import Customer
from models.people.tables import Approval, Person


class Lead(Table):
    """Somebody who may buy (duty 31). state: open, frozen, lost asked, lost, won; out of control is derived.

    touched: the day the grade's clock last started: filed, reached, woken. latest: the day it runs out. patience: days late until out of
    control. next_date: agreed; of a frozen or lost lead, the day to look again. on_day_off: it was agreed for a day off, knowingly.
    meets: the day it is kept on, later where it became a day off since. expected: when it means to buy. The index is all a clock reads.
    """

    extra_sql = (index_of("lead"),)
    id = AutoField()
    number = TextField(unique=True)
    name = TextField(index=True)
    pinyin = TextField()
    alike = TextField(index=True)
    search = TextField()
    contact = TextField(default="")
    phone = TextField(default="", index=True)
    tax_number = TextField(default="", index=True)
    source = TextField()
    need = TextField(default="")
    interest = TextField(default="")
    grade = TextField()
    state = TextField(default="open")
    salesperson = ForeignKeyField(Person, null=True)
    filed = DayField(index=True)
    touched = DayField()
    latest = DayField()
    patience = IntegerField()
    next_date = DayField(null=True)
    on_day_off = FlagField(default=False)
    meets = DayField(null=True)
    expected = DayField(null=True)
    address = TextField(default="")
    territory = TextField(default="")
    remark = TextField(default="")
    customer = ForeignKeyField(Customer, null=True)
    created = MomentField()

    class Meta:
        indexes = ((("state", "latest", "meets", "next_date", "grade", "touched", "patience", "on_day_off"), False),)


class LeadClock(Table):
    """How a running clock read on days before `until`, when the calendar or an interval changed: history stays as it was.

    It goes when the lead's clock starts anew.
    """

    lead = ForeignKeyField(Lead)
    until = DayField()
    latest = DayField()
    meets = DayField(null=True)
    patience = IntegerField()

    class Meta:
        primary_key = CompositeKey("lead", "until")


class LeadContact(Table):
    """One entry of a lead's log, in the words of that day. event: a key of leads.rules.EVENTS; way and reached matter for contacts.

    Only the entry with which an import filed the lead goes with it, when that import is taken back.
    """

    sealed = True
    goes_when = f"OLD.event = 'filed' AND {taken_back('leads', 'lead_id')}"
    day_field = "date"
    id = AutoField()
    lead = ForeignKeyField(Lead, backref="log")
    date = DayField(index=True)
    moment = MomentField()
    event = TextField()
    way = TextField(default="")
    reached = FlagField(default=True)
    text = TextField(default="")
    grade_before = TextField()
    grade_after = TextField()
    reason = TextField(default="")
    next_date = DayField(null=True)
    salesperson = TextField(default="")
    instruction = TextField(default="")
    person = TextField()


class LeadLoss(Table):
    """A loss as asked for (rules: Leads): true, near or false, why, to whom, at what gap of price, when to try again."""

    sealed = True
    id = AutoField()
    lead = ForeignKeyField(Lead, backref="losses")
    date = DayField(index=True)
    moment = MomentField()
    kind = TextField()
    reason = TextField()
    text = TextField(default="")
    rival = TextField(default="")
    price_gap = MoneyField(null=True)
    second_visit = DayField(null=True)
    grade = TextField()
    person = TextField()


class LeadLossReview(Table):
    """The manager's answer to a loss, once: lost with an approval, or go on with a reason."""

    sealed = True
    id = AutoField()
    loss = ForeignKeyField(LeadLoss, unique=True)
    moment = MomentField()
    granted = FlagField()
    reason = TextField(default="")
    approval = ForeignKeyField(Approval, null=True)
    person = TextField()


class LeadMerge(Table):
    """A pointer from a lead filed twice to the one that is kept; taking it away undoes the merge. Nothing else is written."""

    day_field = "date"
    lead = ForeignKeyField(Lead, primary_key=True)
    kept = ForeignKeyField(Lead, backref="merged")
    date = DayField()
    moment = MomentField()
    person = TextField()


class LossVerdict(Table):
    """What kind a loss really was, as the manager found afterwards: the sheet of losses measures how often it was told right."""

    sealed = True
    id = AutoField()
    loss = ForeignKeyField(LeadLoss, unique=True)
    kind = TextField()
    text = TextField(default="")
    moment = MomentField()
    person = TextField()
