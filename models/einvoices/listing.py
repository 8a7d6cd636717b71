"""Which sales the tax site knows, as a listing."""

from __future__ import annotations

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.einvoices import queries
from models.einvoices.rules import STATES
from models.einvoices.tables import TaxNumber
from models.invoices.tables import Invoice

_red = Invoice.alias("red")


def _number(kind: str) -> fn:
    return TaxNumber.select(fn.GROUP_CONCAT(TaxNumber.number, " ")).where(TaxNumber.invoice == Invoice.id, TaxNumber.kind == kind)


def _red_number() -> fn:
    """What the tax site gave for taking a sale back, whether it was recorded with the sale or with its red letter."""
    reds = _red.select(_red.id).where(_red.original == Invoice.id)
    own = (TaxNumber.invoice == Invoice.id) & TaxNumber.kind.in_(("red confirmation", "red"))
    return TaxNumber.select(fn.GROUP_CONCAT(TaxNumber.number, " ")).where(own | TaxNumber.invoice.in_(reds))


_FILED = fn.EXISTS(TaxNumber.select(TaxNumber.id).where(TaxNumber.invoice == Invoice.id, TaxNumber.kind == "invoice"))
_BACK = fn.COALESCE(_red.select(fn.SUM(_red.total)).where(_red.original == Invoice.id), 0)
_STATE = Case(None, ((_FILED, "filed"), (Invoice.total + _BACK <= 0, "reversed")), "waiting")

EINVOICES = Listing(
    "einvoices", N_("E-invoices"), rows=queries.einvoices, key=Invoice.id, topics=("einvoices", "invoices"), date=Invoice.date,
    state="state", order=("-number",), singular=N_("E-invoice"), empty=N_("No sale stands in these days"), columns=(
        Column("number", N_("No."), Invoice.number, Kind.CODE, search=True, width=14),
        Column("date", N_("Date"), Invoice.date, Kind.DATE),
        Column("customer", N_("Customer"), Invoice.customer_name, sort=Invoice.customer_pinyin, search=True, width=26),
        Column("tax_number", N_("Tax number"), Invoice.customer_tax_number, Kind.CODE, search=True, width=20),
        Column("total", N_("Amount"), Invoice.total, Kind.MONEY, total=True),
        Column("taken_back", N_("Red letters"), _BACK, Kind.MONEY, total=True),
        Column("tax", N_("Tax in it"), Invoice.tax, Kind.MONEY, total=True),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES),
        Column("einvoice", N_("Number of the tax site"), _number("invoice"), Kind.CODE, search=_number("invoice"), width=22),
        Column("red", N_("Red confirmation"), _red_number(), Kind.CODE, search=_red_number(), width=22),
    ))
