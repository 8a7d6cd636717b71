"""Invoices, their lines and drafts, as listings."""

from __future__ import annotations

from peewee import JOIN, Case, fn

from models.contracts.tables import Contract
from models.core.kinds import Kind
from models.core.listing import Column, Facet, Listing
from models.core.matching import Among
from models.core.text import N_
from models.customers.tables import Customer
from models.invoices import queries
from models.invoices.queries.lists import ORIGINAL, warehouses
from models.invoices.rules import LEDGER, PARTS, STATES
from models.invoices.tables import Invoice, InvoiceLine, InvoiceVoid
from models.products.rules import RATE_WORDS
from models.products.tables import Product
from models.receivables.tables import Allocation, LedgerEntry

_red = Invoice.alias("red")
_reds = _red.select(_red.id).where(_red.original == Invoice.id)
_left = Invoice.quantity + _red.select(fn.SUM(_red.quantity)).where(_red.original == Invoice.id)
_void = InvoiceVoid.invoice.is_null(False)
_state = Case(None, ((_void, "void"), (Invoice.kind == "red", "red"), (_left == 0, "reversed"),
                     (fn.EXISTS(_reds), "part reversed")), "issued")
_total = Case(None, ((_void, 0),), Invoice.total)
_credit = LedgerEntry.alias("credit")
_debt = LedgerEntry.select(LedgerEntry.id).where(LedgerEntry.source == LEDGER, LedgerEntry.source_id == Invoice.id,
                                                 LedgerEntry.kind == "invoice")
_paid = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0)).where(Allocation.debt == _debt)
_money = Case(None, ((_credit.kind.in_(["receipt", "opening"]), Allocation.amount),), 0)
# An outer join, so that SQLite starts from the debt's few allocations and never from the ledger.
_received = (Allocation.select(fn.COALESCE(fn.SUM(_money), 0)).join(_credit, JOIN.LEFT_OUTER, on=Allocation.credit == _credit.id)
             .where(Allocation.debt == _debt))
_customer = (True, Among(Invoice.customer, Customer.search))
"""By the name on the paper, and as the file is found today."""
_contract = Contract.select(Contract.number).where(Contract.id == Invoice.contract)
_sale = (Invoice.kind == "sale") & InvoiceVoid.invoice.is_null()

INVOICES = Listing(
    "invoices", N_("Invoices"), rows=queries.invoices, key=Invoice.id, topics=("invoices", "receivables", "deliveries"),
    date=Invoice.date, state="state", order=("-date",), singular=N_("Invoice"), empty=N_("No invoice yet: F2 writes the first one"),
    facets=(Facet("salesperson", N_("Salesperson"), Invoice.salesperson, queries.salespeople),
            Facet("warehouse", N_("Warehouse"), Invoice.warehouse, warehouses)),
    columns=(
        Column("number", N_("No."), Invoice.number, Kind.CODE, search=True, width=16),
        Column("date", N_("Date"), Invoice.date, Kind.DATE, width=10),
        Column("code", N_("Customer code"), Invoice.customer_code, Kind.CODE, search=True, shown=False),
        Column("customer", N_("Customer"), Invoice.customer_name, sort=Invoice.customer_pinyin, search=_customer, width=26),
        Column("salesperson", N_("Salesperson"), Invoice.salesperson_name, width=9),
        Column("warehouse", N_("Warehouse"), Invoice.warehouse_name, width=9),
        Column("vehicle", N_("Vehicle"), Invoice.vehicle, Kind.CODE, search=True, width=12),
        Column("quantity", N_("Quantity"), Invoice.quantity, Kind.QUANTITY, width=9),
        Column("total", N_("Amount"), _total, Kind.MONEY, total=True),
        Column("received", N_("Received"), Case(None, ((_sale, _received),), 0), Kind.MONEY),
        Column("open", N_("Open"), Case(None, ((_sale, Invoice.total - _paid),), 0), Kind.MONEY, total=True),
        Column("due", N_("Due date"), Invoice.due, Kind.DATE, width=10),
        Column("state", N_("State"), _state, Kind.STATE, choices=STATES, width=10),
        Column("original", N_("Reverses"), ORIGINAL.number, Kind.CODE, width=16),
        Column("reason", N_("Reason"), fn.COALESCE(InvoiceVoid.reason, Invoice.reason), width=16),
        Column("contract", N_("Contract"), _contract, Kind.CODE, width=15, shown=False),
        Column("net", N_("Net"), Case(None, ((_void, 0),), Invoice.net), Kind.MONEY, total=True, shown=False),
        Column("tax", N_("Tax"), Case(None, ((_void, 0),), Invoice.tax), Kind.MONEY, total=True, shown=False),
        Column("printed", N_("Amount as printed"), Invoice.total, Kind.MONEY, shown=False),
        Column("territory", N_("Territory"), Invoice.territory, shown=False),
        Column("approved_by", N_("Approved by"), Invoice.approved_by, shown=False),
        Column("person", N_("Made by"), Invoice.person, width=9),
        Column("remark", N_("Remark"), Invoice.remark, search=True, width=16),
    ))

INVOICE_LINES = Listing(
    "invoice_lines", N_("Invoice lines"), rows=queries.invoice_lines, key=InvoiceLine.id, topics=("invoices",), date=Invoice.date,
    order=("-date",), singular=N_("Invoice line"), empty=N_("No goods were sold in this period"),
    facets=(Facet("salesperson", N_("Salesperson"), Invoice.salesperson, queries.salespeople),
            Facet("warehouse", N_("Warehouse"), Invoice.warehouse, warehouses)),
    columns=(
        Column("number", N_("No."), Invoice.number, Kind.CODE, search=True, width=16),
        Column("date", N_("Date"), Invoice.date, Kind.DATE, width=10),
        Column("customer", N_("Customer"), Invoice.customer_name, sort=Invoice.customer_pinyin, search=_customer, width=24),
        Column("code", N_("Code"), InvoiceLine.code, Kind.CODE, search=True, width=10),
        Column("product", N_("Product"), InvoiceLine.name, search=(True, Among(InvoiceLine.product, Product.search)), width=20),
        Column("specification", N_("Specification"), InvoiceLine.specification, width=9),
        Column("unit", N_("Unit"), InvoiceLine.unit, width=5),
        Column("quantity", N_("Quantity"), InvoiceLine.quantity, Kind.QUANTITY, width=9),
        Column("base_quantity", N_("Base quantity"), InvoiceLine.base_quantity, Kind.QUANTITY, total=True, shown=False),
        Column("price", N_("Price"), InvoiceLine.price, Kind.PRICE, width=10),
        Column("discount", N_("Discount"), InvoiceLine.discount, Kind.MONEY, total=True),
        Column("amount", N_("Amount"), InvoiceLine.amount, Kind.MONEY, total=True),
        Column("rate", N_("Tax rate"), InvoiceLine.rate, Kind.STATE, choices=RATE_WORDS, width=8),
        Column("net", N_("Net"), InvoiceLine.net, Kind.MONEY, total=True, shown=False),
        Column("tax", N_("Tax"), InvoiceLine.tax, Kind.MONEY, total=True, shown=False),
        Column("kind", N_("Kind"), InvoiceLine.kind, Kind.STATE, choices={"sale": N_("sale"), **PARTS}, width=8),
        Column("gift", N_("Gift"), InvoiceLine.gift, Kind.FLAG, width=6),
        Column("batch", N_("Batch"), InvoiceLine.batch, Kind.CODE, search=True, width=10),
        Column("expiry", N_("Expires"), InvoiceLine.expiry, Kind.DATE, width=10),
        Column("salesperson", N_("Salesperson"), Invoice.salesperson_name, width=9),
        Column("warehouse", N_("Warehouse"), Invoice.warehouse_name, width=9),
        Column("contract", N_("Contract"), _contract, Kind.CODE, width=15, shown=False),
        Column("remark", N_("Remark"), InvoiceLine.remark, width=16),
    ))
