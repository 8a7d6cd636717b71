"""Warehouses, goods, their movements, promises, questions and counts, as listings."""

from __future__ import annotations

from typing import Any

from peewee import SQL, Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing
from models.core.text import N_, _
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product
from models.stock.queries import lists
from models.stock.rules import COUNT_STATES, MOVES
from models.stock.tables import Count, CountLine, Movement, Promise, StockCheck, Warehouse

WAREHOUSE = Facet("warehouse", N_("Warehouse"), Warehouse.id, lists.places)
_CODE = Column("code", N_("Code"), Product.code, Kind.CODE, search=True)
_PRODUCT = Column("product", N_("Product"), Product.name, sort=Product.pinyin, search=Product.search, width=24)
_SPECIFICATION = Column("specification", N_("Specification"), Product.specification, width=10)
_UNIT = Column("unit", N_("Unit"), Product.unit, width=6)
_PLACE = Column("warehouse", N_("Warehouse"), Warehouse.name, width=14)
_CUSTOMER = Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=24)

WAREHOUSES = Listing(
    "warehouses", N_("Warehouses"), rows=lists.warehouses, key=Warehouse.id, topics=("stock", "people"), order=("code",),
    singular=N_("Warehouse"), empty=N_("No warehouse yet; add the first one"), columns=(
        Column("code", N_("Code"), Warehouse.code, Kind.CODE, search=True),
        Column("name", N_("Name"), Warehouse.name, search=True, width=20),
        Column("keeper", N_("Keeper"), Person.name, sort=Person.pinyin, search=True),
        Column("active", N_("Active"), Warehouse.active, Kind.FLAG, width=6),
    ))

_free: Any = lists.ON_HAND - lists.RESERVED - lists.PROMISED
_state = Case(None, ((lists.ON_HAND < 0, "negative"), (_free < 0, "short"), (lists.ON_HAND == 0, "none"),
                     (_free <= Product.low_stock, "low")), "enough")

STOCK = Listing(
    "stock", N_("Stock"), rows=lists.stock, key=lists.STOCK_KEY, topics=("stock", "products"), order=("code",), state="state",
    singular=N_("Product in stock"), empty=N_("No goods yet; take the first ones in"), facets=(WAREHOUSE,), columns=(
        _CODE, _PRODUCT, _SPECIFICATION, _UNIT, _PLACE,
        Column("on_hand", N_("On hand"), lists.ON_HAND, Kind.QUANTITY, total=True),
        Column("reserved", N_("Reserved"), lists.RESERVED, Kind.QUANTITY, total=True),
        Column("promised", N_("Promised"), lists.PROMISED, Kind.QUANTITY, total=True),
        Column("available", N_("Available"), _free, Kind.QUANTITY, total=True),
        Column("low_stock", N_("Low from"), Product.low_stock, Kind.QUANTITY, shown=False),
        Column("state", N_("State"), _state, Kind.STATE, width=8,
               choices={"negative": N_("negative"), "short": N_("short"), "none": N_("sold out"), "low": N_("low"),
                        "enough": N_("enough")}),
    ))

MOVEMENTS = Listing(
    "movements", N_("Stock movements"), rows=lists.movements, key=Movement.id, topics=("stock",), date=Movement.date, order=("-date",),
    singular=N_("Stock movement"), empty=N_("Nothing has moved yet"),
    facets=(WAREHOUSE, Facet("kind", N_("Kind"), Movement.kind, lambda: [(key, _(word)) for key, word in MOVES.items()])), columns=(
        Column("date", N_("Date"), Movement.date, Kind.DATE, width=10),
        Column("number", N_("No."), Movement.number, Kind.CODE, search=True, width=14),
        Column("kind", N_("Kind"), Movement.kind, Kind.STATE, choices=MOVES, width=8),
        _CODE, _PRODUCT, _SPECIFICATION, _UNIT, _PLACE,
        Column("goods_in", N_("In"), fn.MAX(Movement.quantity, 0), Kind.QUANTITY, total=True),
        Column("goods_out", N_("Out"), fn.MAX(0 - Movement.quantity, 0), Kind.QUANTITY, total=True),
        Column("supplier", N_("Supplier"), Movement.supplier, search=True),
        Column("cost", N_("Cost"), Movement.cost, Kind.PRICE),
        Column("batch", N_("Batch"), Movement.batch, Kind.CODE, search=True),
        Column("expiry", N_("Expires"), Movement.expiry, Kind.DATE, width=10),
        Column("remark", N_("Remark"), Movement.remark, search=True, width=20),
        Column("person", N_("Entered by"), Movement.person),
        Column("moment", N_("Entered at"), Movement.moment, Kind.MOMENT, width=14, shown=False),
    ))

_promise_state = Case(None, ((Promise.released == 1, "released"), (Promise.consumed >= Promise.quantity, "used"),
                             (Promise.until <= lists.NOW, "expired")), "live")

PROMISES = Listing(
    "promises", N_("Promised stock"), rows=lists.promises, key=Promise.id, topics=("stock", "customers"), order=("-until",), state="state",
    singular=N_("Promise"), empty=N_("Nothing is promised"), facets=(WAREHOUSE,), columns=(
        _CUSTOMER, _CODE, _PRODUCT, _UNIT, _PLACE,
        Column("quantity", N_("Quantity"), Promise.quantity, Kind.QUANTITY, total=True),
        Column("consumed", N_("Used"), Promise.consumed, Kind.QUANTITY, total=True),
        Column("until", N_("Until"), Promise.until, Kind.MOMENT, width=14),
        Column("state", N_("State"), _promise_state, Kind.STATE, width=8,
               choices={"live": N_("live"), "expired": N_("expired"), "used": N_("used"), "released": N_("released")}),
        Column("person", N_("Entered by"), Promise.person),
    ))

_check_state = Case(None, ((StockCheck.answered_at.is_null(), "unanswered"), (StockCheck.answered != StockCheck.book, "differs")), "agrees")

CHECKS = Listing(
    "checks", N_("Stock checks"), rows=lists.checks, key=StockCheck.id, topics=("stock",), date=StockCheck.asked_on, order=("-asked",),
    state="state", singular=N_("Stock check"), empty=N_("No keeper was asked yet: F8 on an invoice asks"), facets=(WAREHOUSE,), columns=(
        Column("asked", N_("Keeper asked at"), StockCheck.asked, Kind.MOMENT, width=14),
        Column("asked_by", N_("Keeper asked by"), StockCheck.asked_by),
        Column("keeper", N_("Keeper"), StockCheck.keeper, search=True),
        _CODE, _PRODUCT, _UNIT, _PLACE, _CUSTOMER,
        Column("quantity", N_("Wanted"), StockCheck.quantity, Kind.QUANTITY),
        Column("answered", N_("Answered"), StockCheck.answered, Kind.QUANTITY),
        Column("book", N_("By the books"), StockCheck.book, Kind.QUANTITY),
        Column("answered_at", N_("Answered at"), StockCheck.answered_at, Kind.MOMENT, width=14),
        Column("promised_until", N_("Promised until"), StockCheck.promised_until, Kind.MOMENT, width=14),
        Column("state", N_("State"), _check_state, Kind.STATE, width=8,
               choices={"unanswered": N_("unanswered"), "differs": N_("differs"), "agrees": N_("agrees")}),
        Column("remark", N_("Remark"), StockCheck.remark, search=True, width=20),
    ))

_counted = CountLine.select(fn.COUNT(CountLine.counted)).where(CountLine.count == Count.id)
_lines = CountLine.select(fn.COUNT(SQL("*"))).where(CountLine.count == Count.id)
_unlike = CountLine.select(fn.COUNT(SQL("*"))).where(CountLine.count == Count.id, CountLine.counted != CountLine.book)

COUNTS = Listing(
    "counts", N_("Stocktakes"), rows=lists.counts, key=Count.id, topics=("stock",), date=Count.date, order=("-number",), state="state",
    singular=N_("Stocktake"), empty=N_("Nothing was counted yet"), facets=(WAREHOUSE,), columns=(
        Column("number", N_("No."), Count.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Date"), Count.date, Kind.DATE, width=10),
        _PLACE,
        Column("lines", N_("Number of products"), _lines, Kind.INTEGER, width=8),
        Column("counted", N_("Products counted"), _counted, Kind.INTEGER, width=8),
        Column("differences", N_("Products that differ"), _unlike, Kind.INTEGER, width=8),
        Column("state", N_("State"), Count.state, Kind.STATE, choices=COUNT_STATES, width=8),
        Column("person", N_("Entered by"), Count.person),
    ))

COUNT_LINES = Listing(
    "count_lines", N_("Counted products"), rows=lists.count_lines, key=CountLine.id, topics=("stock",), date=Count.date,
    order=("-number", "code"), singular=N_("Counted product"), empty=N_("Nothing was counted yet"),
    facets=(WAREHOUSE, Facet("count", N_("Stocktake"), Count.id, lists.recent_counts)), columns=(
        Column("number", N_("No."), Count.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Date"), Count.date, Kind.DATE, width=10),
        _PLACE, _CODE, _PRODUCT, _SPECIFICATION, _UNIT,
        Column("book", N_("By the books"), CountLine.book, Kind.QUANTITY, total=True),
        Column("counted", N_("Counted"), CountLine.counted, Kind.QUANTITY, total=True),
        Column("difference", N_("Difference"), CountLine.counted - CountLine.book, Kind.QUANTITY, total=True),
        Column("reason", N_("Reason"), CountLine.reason, search=True, width=20),
    ))
