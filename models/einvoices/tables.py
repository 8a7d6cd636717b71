"""Numbers that the tax site gave back, beside the invoices they are about."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table
from models.invoices.tables import Invoice


class TaxNumber(Table):
    """A number of the tax site. kind: a key of einvoices.rules.KINDS; amount: as the site said it, None where it said none."""

    sealed = True
    id = AutoField()
    invoice = ForeignKeyField(Invoice)
    kind = TextField()
    number = TextField()
    date = DayField(null=True)
    amount = MoneyField(null=True)
    file = TextField(default="")
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("kind", "number"), True),)
