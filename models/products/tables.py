"""The product file, prices and what suppliers promised."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, PriceField, QuantityField
from models.core.former import remembered
from models.core.search import index_of
from models.core.table import Table


class Supplier(Table):
    """Who delivers goods to us (duty 104)."""

    id = AutoField()
    name = TextField(unique=True)
    pinyin = TextField()
    phone = TextField(default="")


class Product(Table):
    """One article; stock is kept in its base unit, prices are per base unit. rate: a key of products.rules.RATES (exempt is not 0 %).

    service: it is performed, not stocked (duty 32): nothing of it is reserved, leaves or comes in.
    """

    extra_sql = (index_of("product"), remembered("product"))
    id = AutoField()
    code = TextField(unique=True)
    name = TextField(index=True)
    pinyin = TextField()
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
    asks_expiry = FlagField(default=False)
    service = FlagField(default=False)
    low_stock = QuantityField(null=True)
    remark = TextField(default="")
    active = FlagField(default=True)
    created = MomentField()


class ProductUnit(Table):
    """Another unit of a product: `numerator` base units make `denominator` of it, exactly (40 kg bag: 25 bags make 1 t)."""

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


class PriceList(Table):
    """A list of prices that customers may be given, such as that of the dealers."""

    id = AutoField()
    name = TextField(unique=True)


class PriceListPrice(Table):
    """A product's price on a list, per base unit."""

    id = AutoField()
    price_list = ForeignKeyField(PriceList, backref="prices")
    product = ForeignKeyField(Product)
    price = PriceField()

    class Meta:
        indexes = ((("price_list", "product"), True),)


class CustomerPriceList(Table):
    """The price list a customer has; written by the posting `give_price_list`."""

    customer_id = IntegerField(primary_key=True)
    price_list = ForeignKeyField(PriceList)


class SupplyPromise(Table):
    """What a supplier promised: price per base unit, how much, by when (duty 104)."""

    id = AutoField()
    date = DayField(index=True)
    supplier = ForeignKeyField(Supplier)
    product = ForeignKeyField(Product)
    price = PriceField(null=True)
    quantity = QuantityField(null=True)
    expected = DayField(null=True, index=True)
    remark = TextField(default="")
    person = TextField()
    moment = MomentField()
