"""The invoices tab: the list with everything that is done to an issued invoice, the form, drafts, lines."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_
from models.invoices import queries
from models.drafts.listing import DRAFTS
from models.invoices.listing import INVOICE_LINES, INVOICES
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from ui.kit.tab import FormView, ListView, Verb, View
from ui.tabs.invoices import einvoices, parts
from ui.tabs.drafts import DELETE_DRAFT
from ui.tabs.invoices.actions import ASK_KEEPER, COPY, REPEAT, open_draft
from ui.tabs.invoices.detail import LEVELS, invoice_board
from ui.tabs.invoices.drafts import DRAFTS_OF_INVOICES
from ui.tabs.invoices.form import INVOICE_FORM
from ui.tabs.invoices.territory import FOUND, WORK_OUT
from ui.tabs.papers import paper, together

_STANDS = ("issued", "part reversed")


def number_of(office: Office, invoice_id: Any) -> str:
    """The number of an invoice."""
    row = queries.invoice(office, invoice_id)
    return row.number if row else ""


def issue(office: Office, x: SaleInput) -> Done:
    """Issue what is typed, with the money received and the goods that leave."""
    return sell(office, x).invoice


SALES_NOTE = paper("invoice", N_("Sales note"), number_of, forms=True, key="F10", many=together("invoice", number_of))

FORM = FormView(
    INVOICE_FORM, read=SaleInput.from_form, load=DRAFTS_OF_INVOICES.load, drafts=DRAFTS_OF_INVOICES, paper=SALES_NOTE, verbs=(
        Verb(N_("Issue"), issue, "F9", "ok", primary=True, done=N_("Issued {number}")),
        Verb(N_("Issue and print"), issue, "F10", "print", prints=True, done=N_("Issued {number}")),
        REPEAT, WORK_OUT, ASK_KEEPER,
    ))

PICK_UP = Verb(N_("Pick up goods"), parts.pick_up, "F7", "goods-out", asks=parts.PICK_UP, fills=parts.fill_pick_up,
               when=lambda row: row["state"] in _STANDS, done=N_("Goods left: {number}"))
TAKE_BACK = Verb(N_("Take goods back"), parts.take_back, "F8", "goods-in", asks=parts.TAKE_BACK, fills=parts.fill_take_back,
                 when=lambda row: row["state"] == "red", done=N_("Goods are back: {number}"))
EXPLAIN = Verb(N_("Explain the difference"), parts.explain, "", "question", asks=parts.EXPLAIN, done=N_("Explained: {number}"))
VOID = Verb(N_("Void"), parts.void, "Del", "void", asks=parts.VOID, when=lambda row: row["state"] == "issued",
            done=N_("Voided {number}"))
REDO = Verb(N_("Void and write again"), parts.redo, "", "redo", asks=parts.REDO, when=lambda row: row["state"] == "issued",
            done=N_("Voided {number}; the draft is open"), after=open_draft)
RED = Verb(N_("Reverse"), parts.red, "Ctrl+Del", "red", asks=parts.RED, fills=parts.fill_red,
           when=lambda row: row["state"] in _STANDS, done=N_("Red invoice {number}"))

VIEWS: tuple[View, ...] = (
    ListView(INVOICES, verbs=(COPY, PICK_UP, TAKE_BACK, VOID, REDO, RED, EXPLAIN, FOUND), documents=(SALES_NOTE,), create=FORM,
             levels=LEVELS, detail=invoice_board, period="month", columns=(
                 "number", "customer", "date", "total", "open", "state", "due", "salesperson", "vehicle", "received", "quantity",
                 "warehouse", "original", "reason", "person", "remark")),
    FORM,
    ListView(DRAFTS, edit=FORM, create=FORM, verbs=(DELETE_DRAFT,)),
    ListView(INVOICE_LINES, period="month"),
    einvoices.VIEW,
)
