"""Goods: every figure is a sum of movements and reservations that are never changed. Quantities are in base units."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, FlagField, MomentField, PriceField, QuantityField
from models.core.former import remembered
from models.core.table import Table, taken_back
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product


class Warehouse(Table):
    """A place where goods lie, and who keeps it."""

    extra_sql = (remembered("warehouse"),)
    id = AutoField()
    code = TextField(unique=True)
    name = TextField()
    keeper = ForeignKeyField(Person, null=True)
    active = FlagField(default=True)


class Movement(Table):
    """Goods in (+) or out (−). kind: a key of stock.rules.MOVES. source: the room and line that caused it.

    What a product began with goes with the product, when the import that brought both is taken back.
    """

    sealed = True
    goes_when = f"OLD.kind = 'opening' AND {taken_back('products', 'product_id')}"
    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    warehouse = ForeignKeyField(Warehouse)
    product = ForeignKeyField(Product)
    quantity = QuantityField()
    kind = TextField()
    source = TextField(default="")
    source_id = IntegerField(default=0)
    number = TextField(default="")
    supplier = TextField(default="")
    cost = PriceField(null=True)
    batch = TextField(default="")
    expiry = DayField(null=True)
    remark = TextField(default="")
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("product", "warehouse", "date"), False), (("source", "source_id"), False))


class Reservation(Table):
    """Issued but not yet left: + at issue, − when goods leave or the line is cancelled. source_id: the invoice line."""

    sealed = True
    day_field = "date"
    id = AutoField()
    date = DayField(index=True)
    warehouse = ForeignKeyField(Warehouse)
    product = ForeignKeyField(Product)
    quantity = QuantityField()
    source = TextField()
    source_id = IntegerField()

    class Meta:
        indexes = ((("source", "source_id"), False),)


class Reserved(Table):
    """What is still reserved for a source line; a row only while there is something, so that what is open is found at once.

    Derived from the reservations, checked from scratch.
    """

    source_id = IntegerField(primary_key=True)
    warehouse = ForeignKeyField(Warehouse)
    product = ForeignKeyField(Product)
    quantity = QuantityField()


class StockDay(Table):
    """On hand and reserved at the end of a day, a row only for days with a movement of that key; derived, checked from scratch."""

    product = ForeignKeyField(Product)
    warehouse = ForeignKeyField(Warehouse)
    date = DayField()
    on_hand = QuantityField()
    reserved = QuantityField()

    class Meta:
        primary_key = CompositeKey("product", "warehouse", "date")


class Promise(Table):
    """Goods kept for a customer who is on the way, until a time (duty 13). consumed: by that customer's issue."""

    id = AutoField()
    customer = ForeignKeyField(Customer)
    product = ForeignKeyField(Product)
    warehouse = ForeignKeyField(Warehouse)
    quantity = QuantityField()
    until = MomentField(index=True)
    consumed = QuantityField(default=0)
    released = FlagField(default=False)
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("product", "warehouse"), False),)


class StockCheck(Table):
    """A question to the keeper and the answer (duty 11)."""

    id = AutoField()
    product = ForeignKeyField(Product)
    warehouse = ForeignKeyField(Warehouse)
    customer = ForeignKeyField(Customer, null=True)
    quantity = QuantityField(null=True)
    asked = MomentField()
    asked_on = DayField(index=True)
    asked_by = TextField()
    keeper = TextField(default="")
    answered = QuantityField(null=True)
    answered_at = MomentField(null=True, index=True)
    book = QuantityField(null=True)
    promised_until = MomentField(null=True)
    remark = TextField(default="")


class Count(Table):
    """A stocktake of a warehouse. state: open, adjusted, dropped."""

    id = AutoField()
    number = TextField(unique=True)
    warehouse = ForeignKeyField(Warehouse)
    date = DayField()
    state = TextField(default="open")
    source_check = ForeignKeyField(StockCheck, null=True)
    person = TextField()
    moment = MomentField()


class CountLine(Table):
    """One product counted: book quantity when the sheet was made, counted quantity, why they differ."""

    id = AutoField()
    count = ForeignKeyField(Count, backref="lines")
    product = ForeignKeyField(Product)
    book = QuantityField()
    counted = QuantityField(null=True)
    reason = TextField(default="")

    class Meta:
        indexes = ((("count", "product"), True),)
