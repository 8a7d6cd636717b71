"""Goods against invoice lines: what left, what came back, what does not agree, who drove for nothing."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.core.fields import DayField, MomentField, MoneyField, QuantityField
from models.core.table import Table
from models.customers.tables import Customer
from models.invoices.tables import Invoice, InvoiceLine
from models.people.tables import Person
from models.stock.tables import StockCheck


class Delivery(Table):
    """One pick-up (out) or one return taken in (back) against an invoice; for a return the red invoice.

    undo: the counter-entry of the delivery in `undoes`, which was written down by mistake.
    """

    sealed = True
    day_field = "date"
    id = AutoField()
    number = TextField(unique=True)
    kind = TextField()
    date = DayField(index=True)
    invoice = ForeignKeyField(Invoice, index=True)
    keeper = TextField()
    vehicle = TextField()
    remark = TextField()
    undoes = ForeignKeyField("self", null=True, unique=True)
    person = TextField()
    moment = MomentField()


class DeliveryLine(Table):
    """Quantity of one invoice line that left or came back, in base units, positive."""

    sealed = True
    id = AutoField()
    delivery = ForeignKeyField(Delivery, backref="lines")
    line = ForeignKeyField(InvoiceLine, index=True)
    quantity = QuantityField()
    batch = TextField(default="")


class DifferenceNote(Table):
    """Why invoice and goods differ (duty 12); explained differences leave the open list while the quantity stays the same."""

    sealed = True
    id = AutoField()
    date = DayField()
    invoice = ForeignKeyField(Invoice, index=True)
    quantity = QuantityField()
    reason = TextField()
    person = TextField()
    moment = MomentField()


class FailedTrip(Table):
    """A customer drove for nothing (duties 13, 27)."""

    sealed = True
    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    customer = ForeignKeyField(Customer)
    check_row = ForeignKeyField(StockCheck, null=True)
    vehicle = TextField(default="")
    freight = MoneyField()
    at_fault = ForeignKeyField(Person, null=True)
    reason = TextField()
    person = TextField()
    moment = MomentField()
