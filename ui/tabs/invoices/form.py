"""The invoice form as data: head, lines, sums, money received (screens: Invoice)."""

from __future__ import annotations

from models.core.text import N_
from models.days.queries import business_date
from models.invoices.rules import GOODS_LEAVE
from models.receipts.rules import METHODS
from models.stock.queries import default_warehouse
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Section
from ui.tabs.finders import find_contracts, find_customers, find_products, people_choices, warehouse_choices
from ui.tabs.invoices.live import follow

HEAD = Section((
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers,
              hint=N_("Code, name, pinyin or end of the phone number")),
    FieldSpec("owed", N_("Owes"), FieldKind.MONEY, role="figure", width=12),
    FieldSpec("credit", N_("Credit left"), role="fact", width=12),
    FieldSpec("last", N_("Last invoice"), role="fact", width=18),
    FieldSpec("warehouse", N_("Warehouse"), FieldKind.CHOICE, width=16, choices=warehouse_choices, aside=True,
              initial=lambda office: getattr(default_warehouse(office), "id", None)),
    FieldSpec("vehicle", N_("Vehicle"), width=12, limit=40, aside=True),
    FieldSpec("salesperson", N_("Salesperson"), FieldKind.CHOICE, width=12, choices=people_choices, aside=True),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, aside=True, initial=business_date),
), columns=4)

PLACE = Section((
    FieldSpec("delivery_address", N_("Deliver to"), width=36, aside=True),
    FieldSpec("territory", N_("Territory"), width=12, limit=40, aside=True),
    FieldSpec("remark", N_("Remark"), width=32, limit=500, aside=True),
    FieldSpec("subsidy", N_("Gap + freight"), FieldKind.MONEY, width=12, asked=True, aside=True, hint=N_("F7 works it out")),
    FieldSpec("contract", N_("Contract"), FieldKind.FINDER, width=24, asked=True, aside=True, finder=find_contracts),
    FieldSpec("offset", N_("Offset paper"), FieldKind.CHOICE, width=30, asked=True, aside=True),
    FieldSpec("basis", N_("Rests on"), width=32, limit=200, asked=True, aside=True, hint=N_("order, contract, who agreed to it")),
    FieldSpec("quote", N_("From quote"), FieldKind.FINDER, width=18, asked=True, aside=True, finder=lambda office, text: ()),
), columns=3)

LINES = LinesSpec("lines", (
    FieldSpec("product", N_("Code"), FieldKind.FINDER, required=True, finder=find_products, width=10, passed=True),
    FieldSpec("name", N_("Product"), width=26, read_only=True),
    FieldSpec("specification", N_("Specification"), width=8, read_only=True),
    FieldSpec("unit", N_("Unit"), FieldKind.CHOICE, width=6, aside=True),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, required=True, width=9),
    FieldSpec("price", N_("Price"), FieldKind.PRICE, width=14, passed=True),
    FieldSpec("discount", N_("Discount"), FieldKind.MONEY, width=8, aside=True),
    FieldSpec("gift", N_("Gift"), FieldKind.FLAG, width=3, aside=True),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=12, read_only=True),
    FieldSpec("available", N_("Available"), FieldKind.QUANTITY, width=11, read_only=True),
    FieldSpec("batch", N_("Batch"), width=10, limit=40, asked=True),
    FieldSpec("expiry", N_("Expires"), FieldKind.DATE, width=10, asked=True),
    FieldSpec("remark", N_("Remark"), width=9, aside=True),
))

SUMS = Section((
    FieldSpec("pieces", N_("Total"), role="figure", width=26),
    FieldSpec("total", N_("Amount"), FieldKind.MONEY, role="sum", width=14),
    FieldSpec("capitals", N_("In capitals"), role="figure", width=40),
), columns=3)

MONEY = Section((
    FieldSpec("discount", N_("Discount, all"), FieldKind.MONEY, width=10, aside=True),
    FieldSpec("rounding", N_("Rounded off"), FieldKind.MONEY, width=6, aside=True),
    FieldSpec("received", N_("Received now"), FieldKind.MONEY, width=10),
    FieldSpec("method", N_("Paid by"), FieldKind.CHOICE, width=12, choices=tuple(METHODS.items()), aside=True),
    FieldSpec("owed_after", N_("Owes after this"), FieldKind.MONEY, role="figure", width=12),
    FieldSpec("goods_leave", N_("Goods leave with the invoice"), FieldKind.FLAG, aside=True,
              initial=lambda office: office.settings[GOODS_LEAVE]),
    FieldSpec("acceptance_due", N_("Bank pays on"), FieldKind.DATE, width=12, asked=True),
    FieldSpec("reference", N_("Reference"), width=18, limit=60, asked=True, aside=True),
    FieldSpec("bank", N_("Paying bank"), width=18, limit=60, asked=True, aside=True),
), columns=5)

INVOICE_FORM = FormSpec("invoice", N_("New invoice"), parts=(HEAD, PLACE, LINES, SUMS, MONEY), live=follow)
