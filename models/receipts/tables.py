"""Money in and out. A wrong paper is reversed by a counter-entry, never edited (rules: Receivables)."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.contracts.tables import Contract, Instalment
from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table
from models.customers.tables import Customer
from models.invoices.tables import Invoice


class Receipt(Table):
    """kind: a key of receipts.rules.KINDS: money received or refunded, cash banked or paid out, what was in the drawer and was not.

    method: a key of receipts.rules.METHODS. amount: positive; a counter-entry repeats it negative and names what it
    reverses. rounding: given up by us when settling (抹零). bank: the one that pays an acceptance.
    """

    sealed = True
    day_field = "date"
    id = AutoField()
    number = TextField(unique=True)
    kind = TextField()
    date = DayField(index=True)
    customer = ForeignKeyField(Customer, null=True)
    method = TextField()
    amount = MoneyField()
    rounding = MoneyField()
    payer = TextField()
    reference = TextField()
    due = DayField(null=True)
    bank = TextField(default="")
    remark = TextField()
    invoice = ForeignKeyField(Invoice, null=True)
    contract = ForeignKeyField(Contract, null=True)
    instalment = ForeignKeyField(Instalment, null=True)
    reverses = ForeignKeyField("self", null=True, unique=True)
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("customer", "date"), False), (("number", "payer", "reference", "bank", "remark"), False))


class CashDay(Table):
    """What the drawer should hold at the end of a day, a row only for days on which it changed; counts correct it."""

    date = DayField(primary_key=True)
    balance = MoneyField()
