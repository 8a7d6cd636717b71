"""Sales by customer, product, salesperson, region, day, month and year; their totals are those of the invoices.

Each stands beside the period before and the year before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import SQL, Case, NodeList, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing, Picture
from models.core.text import N_
from models.customers.listing import SEGMENTS, in_segment
from models.customers.tables import Customer
from models.invoices.queries import salespeople
from models.invoices.tables import Invoice, InvoiceLine
from models.people.tables import Person
from models.products.tables import Product
from models.reports.queries import compared, sales

TOPICS = ("invoices",)
NOTHING = N_("Nothing was sold in this period")
SOLD_BY = Facet("salesperson", N_("Salesperson"), Invoice.salesperson, salespeople)


def _sums(invoices: Any, quantity: Any, amount: Any, tax: Any, *, counts_once: bool = True) -> Sequence[Column]:
    """The figures all of them show, from how many invoices to the tax in them. counts_once: an invoice is in one row only."""
    return (
        Column("invoices", N_("Invoices"), invoices, Kind.INTEGER, total=counts_once, width=8),
        Column("quantity", N_("Quantity"), fn.SUM(quantity), Kind.QUANTITY),
        Column("gross", N_("Sales"), fn.SUM(sales.of_sales(amount)), Kind.MONEY, total=True),
        Column("red", N_("Red letters"), fn.SUM(sales.of_reds(amount)), Kind.MONEY, total=True),
        Column("net", N_("Net sales"), fn.SUM(amount), Kind.MONEY, total=True),
        Column("tax", N_("Tax in it"), fn.SUM(tax), Kind.MONEY, total=True),
    )


def _compared(amount: Any, before: Any, year: Any) -> Sequence[Column]:
    """The same sales a period and a year earlier, and by how much they changed."""
    net = fn.SUM(amount)

    def change(then: Any) -> Any:
        return Case(None, ((then > 0, fn.CAST(NodeList((fn.ROUND(SQL("10000.0") * (net - then) / then), SQL("AS INTEGER"))))),), None)
    return (
        Column("before", N_("Period before"), before, Kind.MONEY), Column("change", N_("Growth"), change(before), Kind.RATE, width=8),
        Column("last_year", N_("Year before"), year, Kind.MONEY), Column("year_change", N_("Change in a year"), change(year), Kind.RATE,
                                                                         width=8),
    )


def _by_key(same: str, key: Any, amount: Any = Invoice.total, *, lines: bool = False) -> Sequence[Column]:
    return _compared(amount, compared.net_in("b", same, key, lines=lines), compared.net_in("y", same, key, lines=lines))


def _by_date(step: str, group: int, key: Any) -> Sequence[Column]:
    return _compared(Invoice.total, compared.net_back(step, group, key), compared.net_back("-1 year", group, key))


def _largest(name: str) -> Picture:
    return Picture("bars", name, ("net",), "size", title=N_("The largest"), most=8)


_OF_INVOICES = _sums(fn.SUM(sales.of_sales(1)), Invoice.quantity, Invoice.total, Invoice.tax)
_LAST = fn.MAX(Invoice.date)
_PRODUCT = Product.id + 0
"""Not the bare key: a page of products would be looked up line by line, scattered over the file, instead of read with the period."""

SALES_BY_CUSTOMER = Listing(
    "sales_by_customer", N_("Sales by customer"), rows=in_segment(sales.by_customer), key=Customer.id, topics=(*TOPICS, "customers"),
    date=Invoice.date, order=("-net",), facets=(SOLD_BY, SEGMENTS), singular=N_("Customer"),
    empty=NOTHING, picture=_largest("customer"), columns=(
        Column("code", N_("Code"), Customer.code, Kind.CODE, search=True),
        Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=26),
        Column("territory", N_("Territory"), Customer.territory, search=True),
        *_OF_INVOICES, *_by_key(compared.KEPT, Customer.id),
        Column("last", N_("Last invoice"), _LAST, Kind.DATE),
    ))

SALES_BY_PRODUCT = Listing(
    "sales_by_product", N_("Sales by product"), rows=sales.by_product, key=_PRODUCT, topics=(*TOPICS, "products"), date=Invoice.date,
    order=("-net",), facets=(SOLD_BY,), singular=N_("Product"), empty=NOTHING, picture=_largest("product"), columns=(
        Column("code", N_("Code"), Product.code, Kind.CODE, search=True),
        Column("product", N_("Product"), Product.name, sort=Product.pinyin, search=Product.search, width=24),
        Column("specification", N_("Specification"), Product.specification, width=10),
        Column("unit", N_("Unit"), Product.unit, width=5),
        *_sums(fn.COUNT(fn.DISTINCT(sales.of_sales_only(Invoice.id))), InvoiceLine.base_quantity, InvoiceLine.amount, InvoiceLine.tax,
               counts_once=False),
        *_by_key("l.product_id", Product.id, InvoiceLine.amount, lines=True),
        Column("last", N_("Last invoice"), _LAST, Kind.DATE),
    ))

SALES_BY_SALESPERSON = Listing(
    "sales_by_salesperson", N_("Sales by salesperson"), rows=sales.by_salesperson, key=sales.SALESPERSON, topics=(*TOPICS, "people"),
    date=Invoice.date, order=("-net",), singular=N_("Salesperson"), empty=NOTHING, picture=_largest("salesperson"), columns=(
        Column("salesperson", N_("Salesperson"), fn.COALESCE(Person.name, ""), sort=fn.COALESCE(Person.pinyin, ""),
               search=fn.COALESCE(Person.pinyin, ""), width=16),
        Column("customers", N_("Customers"), fn.COUNT(fn.DISTINCT(Invoice.customer)), Kind.INTEGER, width=8),
        *_OF_INVOICES, *_by_key("COALESCE(p.salesperson_id, 0)", sales.SALESPERSON),
    ))

SALES_BY_DAY = Listing(
    "sales_by_day", N_("Sales by day"), rows=sales.by_day, key=Invoice.date, topics=TOPICS, date=Invoice.date, order=("-date",),
    facets=(SOLD_BY,), singular=N_("Day"), empty=NOTHING,
    picture=Picture("line", "date", ("net",), "time", title=N_("Net sales by day"), most=62), columns=(
        Column("date", N_("Date"), Invoice.date, Kind.DATE),
        Column("customers", N_("Customers"), fn.COUNT(fn.DISTINCT(Invoice.customer)), Kind.INTEGER, width=8),
        *_OF_INVOICES, *_by_date("-1 day", 10, Invoice.date),
    ))


def _by_time(name: str, title: str, rows: Any, group: int, step: str, singular: str) -> Listing:
    key = fn.SUBSTR(Invoice.date, 1, group)
    return Listing(
        name, title, rows=rows, key=key, topics=TOPICS, date=Invoice.date, order=(f"-{singular.lower()}",), facets=(SOLD_BY,),
        singular=singular, empty=NOTHING, columns=(
            Column(singular.lower(), singular, key, Kind.CODE, width=9),
            Column("customers", N_("Customers"), fn.COUNT(fn.DISTINCT(Invoice.customer)), Kind.INTEGER, width=8),
            *_OF_INVOICES, *_by_date(step, group, key),
        ), picture=Picture("bars", singular.lower(), ("net",), "time", title=N_("Net sales"), most=36))


SALES_BY_MONTH = _by_time("sales_by_month", N_("Sales by month"), sales.by_month, 7, "-1 month", N_("Month"))
SALES_BY_YEAR = _by_time("sales_by_year", N_("Sales by year"), sales.by_year, 4, "-1 year", N_("Year"))

SALES_BY_REGION = Listing(
    "sales_by_region", N_("Sales by region"), rows=sales.by_region, key=sales.REGION, topics=(*TOPICS, "customers"), date=Invoice.date,
    order=("-net",), facets=(SOLD_BY,), singular=N_("Region"), empty=NOTHING, picture=_largest("region"), columns=(
        Column("region", N_("Region"), sales.REGION, search=True, width=16),
        Column("customers", N_("Customers"), fn.COUNT(fn.DISTINCT(Invoice.customer)), Kind.INTEGER, width=8),
        *_OF_INVOICES,
        *_by_key("(SELECT k.territory FROM customer k WHERE k.id = p.customer_id)", sales.REGION),
    ))
