"""Drafts, and issued papers that never change; a void or a red is another row, and the state is derived from them."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.contracts.tables import Contract, ContractLine
from models.core.fields import DayField, FlagField, MomentField, MoneyField, PriceField, QuantityField
from models.core.table import Table
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product
from models.stock.tables import Warehouse


class Invoice(Table):
    """An issued invoice with everything it said. kind: sale or red. Amounts of a red are negative (rules: Invoices).

    quantity: base units of all lines. discount, rounding: given on the whole; both are spread over the lines. approved_by: who approved.
    basis: what a large invoice rests on (duty 26).
    """

    sealed = True
    day_field = "date"
    id = AutoField()
    number = TextField(unique=True)
    kind = TextField()
    date = DayField(index=True)
    customer = ForeignKeyField(Customer)
    customer_code = TextField()
    customer_name = TextField()
    customer_pinyin = TextField()
    customer_address = TextField()
    customer_phone = TextField()
    customer_tax_number = TextField()
    customer_bank = TextField()
    delivery_address = TextField()
    territory = TextField()
    salesperson = ForeignKeyField(Person, null=True)
    salesperson_name = TextField()
    warehouse = ForeignKeyField(Warehouse)
    warehouse_name = TextField()
    vehicle = TextField()
    remark = TextField()
    basis = TextField(default="")
    quantity = QuantityField()
    total = MoneyField()
    net = MoneyField()
    tax = MoneyField()
    discount = MoneyField()
    rounding = MoneyField()
    due = DayField()
    owed_before = MoneyField()
    contract = ForeignKeyField(Contract, null=True)
    original = ForeignKeyField("self", null=True, index=False)
    reason = TextField()
    approved_by = TextField()
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = (
            (("customer", "date"), False), (("original", "quantity"), False),
            (("number", "customer_code", "customer_name", "customer_pinyin", "vehicle", "remark"), False))


class InvoiceLine(Table):
    """A line as issued: amount = quantity × price − discount, to the fen. kind: sale; of a red: cancelled, returned, allowance.

    base_quantity: in the product's base unit. share: the part of the discount that comes from the whole invoice.
    """

    sealed = True
    id = AutoField()
    invoice = ForeignKeyField(Invoice, backref="lines")
    position = IntegerField()
    kind = TextField()
    product = ForeignKeyField(Product, index=True)
    code = TextField()
    name = TextField()
    specification = TextField()
    unit = TextField()
    quantity = QuantityField()
    base_quantity = QuantityField()
    price = PriceField()
    discount = MoneyField()
    share = MoneyField()
    gift = FlagField()
    amount = MoneyField()
    rate = TextField()
    net = MoneyField()
    tax = MoneyField()
    tax_category = TextField()
    batch = TextField()
    expiry = DayField(null=True)
    remark = TextField()
    contract_line = ForeignKeyField(ContractLine, null=True)
    original = ForeignKeyField("self", null=True, index=True)

    class Meta:
        indexes = ((("invoice", "position"), True),)


class InvoiceVoid(Table):
    """The number was used and means nothing: same day, nothing left, nothing allocated."""

    sealed = True
    day_field = "date"
    id = AutoField()
    invoice = ForeignKeyField(Invoice, unique=True)
    date = DayField()
    reason = TextField()
    person = TextField()
    moment = MomentField()
