"""Lines of bank statements; a line is brought in once, however often its file is."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table
from models.receipts.tables import Receipt


class BankLine(Table):
    """Money that the bank says came in. digest: what tells it from every other line, so that it never comes in twice.

    Whether it is settled is derived: by a receipt that stands, or by the reason why it is no customer's.
    """

    id = AutoField()
    digest = TextField(unique=True)
    date = DayField(index=True)
    amount = MoneyField()
    payer = TextField()
    account = TextField()
    reference = TextField()
    text = TextField()
    file = TextField()
    receipt = ForeignKeyField(Receipt, null=True)
    reason = TextField(default="")
    person = TextField()
    moment = MomentField()
