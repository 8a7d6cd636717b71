"""Closings of days and months with their figures as they stood, cash counts, and reopenings; all are kept."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, MomentField, MoneyField, QuantityField
from models.core.table import Table
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product
from models.stock.tables import Warehouse


class Closing(Table):
    """One close of a day. figures: canonical JSON of everything the sheet prints. A reopened day is closed by a later row."""

    sealed = True
    id = AutoField()
    date = DayField(index=True)
    figures = TextField()
    invoices = IntegerField()
    sales = MoneyField()
    received = MoneyField()
    cash_book = MoneyField()
    cash_counted = MoneyField(null=True)
    journal_count = IntegerField()
    journal_head = TextField()
    person = TextField()
    moment = MomentField()


class Reopening(Table):
    """A day and every later closed one opened again, with the reason (rules: Closing)."""

    sealed = True
    id = AutoField()
    date = DayField()
    reason = TextField()
    approved_by = TextField()
    person = TextField()
    moment = MomentField()


class CashCount(Table):
    """Cash counted by denomination: at a close, or when a shift is handed over. counted leaves counterfeit notes out.

    book: what the drawer should have held then, with what earlier counts of the day found.
    """

    sealed = True
    id = AutoField()
    closing = ForeignKeyField(Closing, null=True)
    date = DayField(index=True)
    shift = TextField(default="")
    book = MoneyField()
    counted = MoneyField()
    counterfeit = MoneyField(default=0)
    at_fault = ForeignKeyField(Person, null=True)
    taken_over_by = TextField(default="")
    person = TextField()
    moment = MomentField()


class CashPiece(Table):
    """How many of a note or coin, in fen; counterfeit ones apart."""

    sealed = True
    id = AutoField()
    count = ForeignKeyField(CashCount, backref="pieces")
    denomination = IntegerField()
    pieces = IntegerField()
    counterfeit = IntegerField(default=0)


class MonthClosing(Table):
    """One settlement of a month (its first day). figures: canonical JSON of what its sheet says beside the rows of customers and products.

    A month that was opened again is settled by a later row; all are kept.
    """

    sealed = True
    id = AutoField()
    month = DayField(index=True)
    figures = TextField()
    days = IntegerField()
    invoices = IntegerField()
    sales = MoneyField()
    received = MoneyField()
    receivables = MoneyField()
    journal_count = IntegerField()
    journal_head = TextField()
    person = TextField()
    moment = MomentField()


class MonthCustomer(Table):
    """A customer's month, stored at the settlement: what it opened with, what moved, what it closed with; in fen."""

    sealed = True
    id = AutoField()
    closing = ForeignKeyField(MonthClosing)
    customer = ForeignKeyField(Customer)
    code = TextField()
    name = TextField()
    opening = MoneyField()
    entered = MoneyField()
    sales = MoneyField()
    received = MoneyField()
    refunded = MoneyField()
    given_up = MoneyField()
    moved = MoneyField()
    balance = MoneyField()


class MonthProduct(Table):
    """A product's month in a warehouse, stored at the settlement; in thousandths of its base unit."""

    sealed = True
    id = AutoField()
    closing = ForeignKeyField(MonthClosing)
    warehouse = ForeignKeyField(Warehouse)
    product = ForeignKeyField(Product)
    place = TextField()
    code = TextField()
    name = TextField()
    specification = TextField()
    unit = TextField()
    opening = QuantityField()
    goods_in = QuantityField()
    goods_out = QuantityField()
    balance = QuantityField()


class MonthReopening(Table):
    """A settled month and every later one opened again, with the reason (rules: Closing)."""

    sealed = True
    id = AutoField()
    month = DayField()
    reason = TextField()
    approved_by = TextField()
    person = TextField()
    moment = MomentField()
