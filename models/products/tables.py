"""The product file."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, PriceField, QuantityField
from models.core.table import Table


class Supplier(Table):
    """Who delivers goods to us (duty 104)."""

    id = AutoField()
    name = TextField(unique=True)
    pinyin = TextField()
    phone = TextField(default="")


class Product(Table):
    """One article; stock is kept in its base unit. rate: a key of products.rules.RATES (exempt is not 0 %)."""

    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    search = TextField()
    specification = TextField(default="")
    unit = TextField()
    barcode = TextField(default="", index=True)
    list_price = PriceField(null=True)
    minimum_price = PriceField(null=True)
    rate = TextField()
    tax_category = TextField(default="")
    supplier = ForeignKeyField(Supplier, null=True)
    asks_batch = FlagField(default=False)
    low_stock = QuantityField(null=True)
    remark = TextField(default="")
    active = FlagField(default=True)
    created = MomentField()


class ProductUnit(Table):
    """Another unit of a product: `numerator` base units make `denominator` of it, exactly (40 kg bag: 1 t = 25 bags)."""

    id = AutoField()
    product = ForeignKeyField(Product, backref="units")
    unit = TextField()
    numerator = IntegerField()
    denominator = IntegerField()

    class Meta:
        indexes = ((("product", "unit"), True),)


class QuantityTier(Table):
    """A list price from a quantity on, in base units (duty 67)."""

    id = AutoField()
    product = ForeignKeyField(Product, backref="tiers")
    from_quantity = QuantityField()
    price = PriceField()

    class Meta:
        indexes = ((("product", "from_quantity"), True),)


class LastPrice(Table):
    """The price of the last issued sale of a product to a customer, per unit as sold; written by the posting `remember_price`."""

    id = AutoField()
    customer_id = IntegerField()
    product = ForeignKeyField(Product)
    unit = TextField()
    price = PriceField()
    date = DayField()
    number = TextField()

    class Meta:
        indexes = ((("customer_id", "product", "unit"), True),)
