"""Products, suppliers, price lists and suppliers' promises, as listings."""

from __future__ import annotations

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing
from models.core.text import N_, _
from models.products import queries
from models.products.rules import RATE_WORDS
from models.products.tables import PriceList, PriceListPrice, Product, ProductUnit, Supplier, SupplyPromise


def _rates() -> list[tuple[str, str]]:
    return [(key, _(label)) for key, label in RATE_WORDS.items()]


def _yes_no() -> list[tuple[int, str]]:
    return [(1, _(N_("active"))), (0, _(N_("inactive")))]


def _coded() -> list[tuple[int, str]]:
    return [(0, _(N_("no tax category code"))), (1, _(N_("with its code")))]


_units = ProductUnit.select(fn.GROUP_CONCAT(ProductUnit.unit, " ")).where(ProductUnit.product == Product.id)

PRODUCTS = Listing("products", N_("Products"), rows=queries.products, key=Product.id, topics=("products",), order=("code",),
                   singular=N_("Product"), empty=N_("No products are filed yet"), facets=(
    Facet("active", N_("Active"), Product.active, _yes_no), Facet("rate", N_("Tax rate"), Product.rate, _rates),
    Facet("coded", N_("Tax category"), Case(None, ((Product.tax_category == "", 0),), 1), _coded),
), columns=(
    Column("code", N_("Code"), Product.code, Kind.CODE, search=True, width=12),
    Column("name", N_("Product"), Product.name, sort=Product.pinyin, search=Product.search, width=24),
    Column("specification", N_("Specification"), Product.specification, search=True, width=12),
    Column("unit", N_("Unit"), Product.unit, width=6),
    Column("units", N_("Other units"), _units, width=10, shown=False),
    Column("list_price", N_("List price"), Product.list_price, Kind.PRICE),
    Column("minimum_price", N_("Minimum price"), Product.minimum_price, Kind.PRICE),
    Column("rate", N_("Tax rate"), Product.rate, Kind.STATE, choices=RATE_WORDS, width=8),
    Column("barcode", N_("Barcode"), Product.barcode, Kind.CODE, search=True, width=14),
    Column("tax_category", N_("Tax category"), Product.tax_category, Kind.CODE, width=20, shown=False),
    Column("supplier", N_("Supplier"), Supplier.name, sort=Supplier.pinyin, search=True, width=16),
    Column("low_stock", N_("Low stock"), Product.low_stock, Kind.QUANTITY),
    Column("asks_batch", N_("Batch asked"), Product.asks_batch, Kind.FLAG, width=8, shown=False),
    Column("asks_expiry", N_("Expiry asked"), Product.asks_expiry, Kind.FLAG, width=8, shown=False),
    Column("service", N_("Service"), Product.service, Kind.FLAG, width=6, shown=False),
    Column("active", N_("Active"), Product.active, Kind.FLAG, width=6),
    Column("remark", N_("Remark"), Product.remark, search=True, width=20, shown=False),
))

SUPPLIERS = Listing("suppliers", N_("Suppliers"), rows=queries.suppliers, key=Supplier.id, topics=("products",), order=("name",),
                    singular=N_("Supplier"), empty=N_("No supplier yet; a product's file names who supplies it"), columns=(
    Column("name", N_("Supplier"), Supplier.name, sort=Supplier.pinyin, search=True, width=28),
    Column("phone", N_("Phone"), Supplier.phone, Kind.CODE, search=True, width=16),
    Column("products", N_("Products"), Product.select(fn.COUNT(Product.id)).where(Product.supplier == Supplier.id), Kind.INTEGER, width=8),
))

PRICE_LISTS = Listing("price_lists", N_("Price lists"), rows=queries.price_list_prices, key=PriceListPrice.id, topics=("products",),
                      order=("price_list", "code"), empty=N_("No price is set in a list yet"), columns=(
    Column("price_list", N_("Price list"), PriceList.name, search=True, width=16),
    Column("code", N_("Code"), Product.code, Kind.CODE, search=True, width=12),
    Column("product", N_("Product"), Product.name, sort=Product.pinyin, search=Product.search, width=24),
    Column("unit", N_("Unit"), Product.unit, width=6),
    Column("price", N_("Price"), PriceListPrice.price, Kind.PRICE),
    Column("list_price", N_("List price"), Product.list_price, Kind.PRICE),
))

SUPPLY_PROMISES = Listing("supply_promises", N_("Supply promises"), rows=queries.supply_promises, key=SupplyPromise.id,
                          topics=("products",), date=SupplyPromise.date, order=("-date",), singular=N_("Supply promise"),
                          empty=N_("No supplier has promised anything yet"), columns=(
    Column("date", N_("Date"), SupplyPromise.date, Kind.DATE, width=10),
    Column("supplier", N_("Supplier"), Supplier.name, sort=Supplier.pinyin, search=True, width=20),
    Column("product", N_("Product"), Product.name, sort=Product.pinyin, search=Product.search, width=24),
    Column("quantity", N_("Quantity"), SupplyPromise.quantity, Kind.QUANTITY),
    Column("unit", N_("Unit"), Product.unit, width=6),
    Column("price", N_("Price"), SupplyPromise.price, Kind.PRICE),
    Column("expected", N_("Expected"), SupplyPromise.expected, Kind.DATE, width=10),
    Column("remark", N_("Remark"), SupplyPromise.remark, search=True, width=20),
    Column("person", N_("Filed by"), SupplyPromise.person, width=10),
))
