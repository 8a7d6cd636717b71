"""What is counted, planned, drawn and noted beside the leads: visitors, targets, owned customers, checks, market notes."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, MoneyField
from models.core.table import Table
from models.customers.tables import Customer
from models.leads.tables.cards import LeadContact
from models.people.tables import Person


class Visitors(Table):
    """How many came, called or wrote on a day, filed or not (duty 85). key: day, source and salesperson, once each."""

    day_field = "date"
    id = AutoField()
    date = DayField()
    source = TextField()
    salesperson = ForeignKeyField(Person, null=True)
    count = IntegerField()
    person = TextField()

    class Meta:
        indexes = ((("date", "source", "salesperson"), False),)


class LeadTarget(Table):
    """What a salesperson means to reach in a month: leads filed, orders won from them (duties 81, 84). month: its first day.

    source: where the leads are to come from, "" for anywhere.
    """

    id = AutoField()
    month = DayField()
    salesperson = ForeignKeyField(Person)
    source = TextField(default="")
    filed = IntegerField()
    ordered = IntegerField()
    person = TextField()

    class Meta:
        indexes = ((("month", "salesperson", "source"), True),)


class OwnedGrade(Table):
    """The grade of a customer we own, from a day on: when it will buy again (duty 88). The latest stands."""

    sealed = True
    day_field = "date"
    id = AutoField()
    customer = ForeignKeyField(Customer)
    date = DayField()
    grade = TextField()
    reason = TextField(default="")
    moment = MomentField()
    person = TextField()

    class Meta:
        indexes = ((("customer", "date"), False),)


class OwnedVisit(Table):
    """A visit to a customer we own (duty 89); visits to leads stand in their log."""

    sealed = True
    day_field = "date"
    id = AutoField()
    customer = ForeignKeyField(Customer)
    date = DayField(index=True)
    salesperson = TextField()
    met = TextField(default="")
    text = TextField()
    next_date = DayField(null=True)
    instruction = TextField(default="")
    moment = MomentField()
    person = TextField()


class FollowUpCheck(Table):
    """A sample of logged follow-ups that customer service asks about (duty 89). first, last: the days drawn from; seed: drawn with."""

    sealed = True
    id = AutoField()
    number = TextField(unique=True)
    date = DayField(index=True)
    first = DayField()
    last = DayField()
    seed = TextField()
    moment = MomentField()
    person = TextField()


class FollowUpCheckLine(Table):
    """One follow-up of a sample, by its place in the draw."""

    sealed = True
    id = AutoField()
    check = ForeignKeyField(FollowUpCheck, column_name="check_id", backref="lines")
    position = IntegerField()
    entry = ForeignKeyField(LeadContact)


class FollowUpAnswer(Table):
    """What the lead said when asked, once: an answer to each of leads.rules.QUESTIONS, and a score of 0 to 100."""

    sealed = True
    id = AutoField()
    line = ForeignKeyField(FollowUpCheckLine, unique=True)
    date = DayField()
    reached = FlagField()
    happened = FlagField(null=True)
    correct = FlagField(null=True)
    polite = FlagField(null=True)
    kept = FlagField(null=True)
    score = IntegerField(null=True)
    text = TextField(default="")
    moment = MomentField()
    person = TextField()


class MarketNote(Table):
    """What was heard of a rival or of the market (duties 42, 103). price: yuan, of the rival's product."""

    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    rival = TextField(default="")
    product = TextField(default="")
    region = TextField(default="")
    price = MoneyField(null=True)
    text = TextField()
    source = TextField(default="")
    moment = MomentField()
    person = TextField()
