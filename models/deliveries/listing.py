"""Pick-ups and returns, differences between invoice and goods, and trips for nothing, as listings."""

from __future__ import annotations

from typing import Any

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing
from models.core.matching import Among
from models.core.text import N_, _
from models.customers.tables import Customer
from models.deliveries.queries import lists
from models.deliveries.rules import KINDS
from models.deliveries.tables import Delivery, DeliveryLine, FailedTrip
from models.invoices.tables import Invoice, InvoiceLine
from models.liabilities.rules import STATES
from models.people.tables import Person
from models.products.tables import Product
from models.stock.tables import StockCheck, Warehouse

_customer = (True, Among(Invoice.customer, Customer.search))
WAREHOUSE = Facet("warehouse", N_("Warehouse"), Warehouse.id, lists.places)
KIND = Facet("kind", N_("Kind"), Delivery.kind, lambda: [(key, _(word)) for key, word in KINDS.items()])
_NUMBER = Column("number", N_("No."), Delivery.number, Kind.CODE, search=True, width=14)
_DATE = Column("date", N_("Date"), Delivery.date, Kind.DATE, width=10)
_KIND = Column("kind", N_("Kind"), Delivery.kind, Kind.STATE, choices=KINDS, width=10)
_INVOICE = Column("invoice", N_("Invoice"), Invoice.number, Kind.CODE, search=True, width=14)
_CUSTOMER = Column("customer", N_("Customer"), Invoice.customer_name, sort=Invoice.customer_pinyin, search=_customer, width=24)
_PLACE = Column("warehouse", N_("Warehouse"), Warehouse.name, width=14)
_undone = Delivery.alias("undone")
_countered = _undone.select(Case(_undone.kind, (("out", -1),), 1)).where(_undone.id == Delivery.undoes)
_way: Any = Case(Delivery.kind, (("undo", _countered), ("back", -1)), 1)
"""+1 where goods left, −1 where they came back or a pick-up was countered."""
_lines = DeliveryLine.alias("part")
_quantity: Any = _lines.select(fn.COALESCE(fn.SUM(_lines.quantity), 0)).where(_lines.delivery == Delivery.id)

DELIVERIES = Listing(
    "deliveries", N_("Pick-ups"), rows=lists.deliveries, key=Delivery.id, topics=("deliveries",), date=Delivery.date, order=("-number",),
    singular=N_("Pick-up"), empty=N_("Nothing was picked up yet"), facets=(KIND, WAREHOUSE), columns=(
        _NUMBER, _DATE, _KIND, _INVOICE, _CUSTOMER, _PLACE,
        Column("quantity", N_("Quantity out"), _way * _quantity, Kind.QUANTITY, total=True),
        Column("keeper", N_("Keeper"), Delivery.keeper, search=True),
        Column("vehicle", N_("Vehicle"), Delivery.vehicle, Kind.CODE, search=True),
        Column("remark", N_("Remark"), Delivery.remark, search=True, width=20),
        Column("person", N_("Entered by"), Delivery.person),
    ))

DELIVERY_LINES = Listing(
    "delivery_lines", N_("Goods picked up"), rows=lists.delivery_lines, key=DeliveryLine.id, topics=("deliveries",), date=Delivery.date,
    order=("-number",), singular=N_("Line of a pick-up"), empty=N_("Nothing was picked up yet"), facets=(KIND, WAREHOUSE), columns=(
        _NUMBER, _DATE, _KIND, _INVOICE, _CUSTOMER,
        Column("code", N_("Code"), InvoiceLine.code, Kind.CODE, search=True),
        Column("product", N_("Product"), InvoiceLine.name, sort=Product.pinyin, search=Product.search, width=24),
        Column("specification", N_("Specification"), InvoiceLine.specification, width=10),
        Column("unit", N_("Unit"), Product.unit, width=6),
        Column("quantity", N_("Quantity out"), _way * DeliveryLine.quantity, Kind.QUANTITY, total=True),
        Column("batch", N_("Batch"), DeliveryLine.batch, Kind.CODE, search=True),
        _PLACE,
        Column("keeper", N_("Keeper"), Delivery.keeper),
        Column("vehicle", N_("Vehicle"), Delivery.vehicle, Kind.CODE, search=True),
    ))

DIFFERENCES = Listing(
    "differences", N_("Invoice and goods"), rows=lists.differences, key=Invoice.id, topics=("deliveries", "invoices", "stock"),
    date=Invoice.date, order=("date",), state="state", singular=N_("Difference"), empty=N_("Invoices and goods agree"), columns=(
        Column("number", N_("No."), Invoice.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Date"), Invoice.date, Kind.DATE, width=10),
        _CUSTOMER,
        Column("warehouse", N_("Warehouse"), Invoice.warehouse_name, width=14),
        Column("to_leave", N_("Not yet left"), Case(Invoice.kind, (("sale", lists.OPEN_QUANTITY),), 0), Kind.QUANTITY, total=True),
        Column("to_come_back", N_("Not yet back"), Case(Invoice.kind, (("red", lists.OPEN_QUANTITY),), 0), Kind.QUANTITY, total=True),
        Column("state", N_("State"), Case(None, ((fn.COALESCE(lists.EXPLAINED, "") == "", "open"),), "explained"), Kind.STATE, width=8,
               choices={"open": N_("not explained"), "explained": N_("explained")}),
        Column("reason", N_("Reason"), lists.EXPLAINED, search=True, width=24),
        Column("vehicle", N_("Vehicle"), Invoice.vehicle, Kind.CODE, search=True),
        Column("salesperson", N_("Salesperson"), Invoice.salesperson_name),
    ))

FAILED_TRIPS = Listing(
    "failed_trips", N_("Failed trips"), rows=lists.failed_trips, key=FailedTrip.id, topics=("deliveries", "liabilities"),
    date=FailedTrip.date, state="state", order=("-date",), singular=N_("Failed trip"), empty=N_("Nobody drove for nothing"), columns=(
        Column("date", N_("Date"), FailedTrip.date, Kind.DATE, width=10),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24),
        Column("vehicle", N_("Vehicle"), FailedTrip.vehicle, Kind.CODE, search=True),
        Column("freight", N_("Freight"), FailedTrip.freight, Kind.MONEY, total=True),
        Column("reason", N_("Reason"), FailedTrip.reason, search=True, width=24),
        Column("at_fault", N_("At fault"), Person.name, sort=Person.pinyin, search=True),
        Column("state", N_("Liability"), lists.TRIP_STATE, Kind.STATE, choices={"none": N_("none filed"), **STATES}, width=10),
        Column("product", N_("Asked for"), Product.name, width=20),
        Column("answered", N_("Answered"), StockCheck.answered, Kind.QUANTITY),
        Column("keeper", N_("Keeper"), StockCheck.keeper),
        Column("person", N_("Entered by"), FailedTrip.person),
    ))
