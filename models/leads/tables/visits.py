"""Visits as they are meant to be made, and what a logged one saw and cost (duties 65, 89)."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table
from models.customers.tables import Customer
from models.leads.tables.cards import Lead, LeadContact
from models.leads.tables.registers import OwnedVisit
from models.people.tables import Person


class VisitPlan(Table):
    """A visit somebody means to make, to a lead or to a customer we own, one of the two. state: planned, made, dropped.

    entry, visit: where it was logged once it is made. reason: why it was dropped. A planned visit whose day is over was missed.
    """

    id = AutoField()
    date = DayField(index=True)
    salesperson = ForeignKeyField(Person)
    lead = ForeignKeyField(Lead, null=True)
    customer = ForeignKeyField(Customer, null=True)
    purpose = TextField(default="")
    state = TextField(default="planned")
    entry = ForeignKeyField(LeadContact, null=True)
    visit = ForeignKeyField(OwnedVisit, null=True)
    reason = TextField(default="")
    moment = MomentField()
    person = TextField()


class VisitReport(Table):
    """What a visit cost, whom it met by their part in deciding, what they own already. Of an entry of a lead's log or of a visit."""

    sealed = True
    id = AutoField()
    entry = ForeignKeyField(LeadContact, null=True, unique=True)
    visit = ForeignKeyField(OwnedVisit, null=True, unique=True)
    decides = TextField(default="")
    uses = TextField(default="")
    influences = TextField(default="")
    buys = TextField(default="")
    owned = TextField(default="")
    cost = MoneyField(null=True)
