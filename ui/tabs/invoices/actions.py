"""Keys of the invoice form that are no command of their own: repeat the last order, ask the keeper about a line, go to a draft."""

from __future__ import annotations

from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.invoices import queries
from models.products.queries import card
from models.products.rules import base_quantity
from models.stock.commands import ask_keeper
from models.stock.inputs import CheckInput
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.verbs import Action, Door, Verb
from ui.tabs.finders import keeper_choices
from ui.tabs.invoices.drafts import copy_of, lines_again

ASK = FormSpec("ask", N_("Ask the keeper"), fields=(
    FieldSpec("goods", N_("Product"), role="figure"),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=12),
    FieldSpec("keeper", N_("Keeper"), FieldKind.CHOICE, width=14, choices=keeper_choices),
    FieldSpec("remark", N_("Remark"), width=40),
))


def repeat_last(desk: Desk, page: Any) -> None:
    """F6: the lines of the customer's last invoice below what is typed already; the cursor goes to the first quantity."""
    page.panel.take_open()
    customer = page.values()["customer"]
    if customer is None:
        desk.say(_("Choose the customer first; F6 then repeats the last invoice"), Level.LOOK)
        page.panel.focus("customer")
        return
    row = queries.last_invoice(desk.office, customer)
    if row is None:
        desk.say(_("This customer has no invoice yet"), Level.LOOK)
        return
    before = page.panel.plain()["lines"]
    more = {} if page.values()["vehicle"] else {"vehicle": row.vehicle}
    page.fill({"lines": [*before, *lines_again(row)], **more})
    page.panel.focus(f"lines.{len(before)}.quantity")
    desk.say(_("{count} lines of {number} taken over").format(count=len(row.lines), number=row.number))


def ask_about_line(desk: Desk, page: Any) -> None:
    """F8: a question to the keeper about the line under the cursor (duty 11)."""
    page.panel.take_open()
    values, place = page.values(), page.line("lines")
    line = values["lines"][place] if place is not None else None
    if line is None or not line["product"] or values["warehouse"] is None:
        desk.say(_("Put the cursor on a line with a product first"), Level.LOOK)
        return
    product = card(desk.office, line["product"])
    factor = product.factors.get(line["unit"] or product.unit)
    asked = base_quantity(line["quantity"], factor) if line["quantity"] and factor else None

    def ask(office: Office, answers: Values) -> Done:
        done = ask_keeper(office, CheckInput(product.id, values["warehouse"], values["customer"], answers["quantity"],
                                             answers["keeper"] or "", answers["remark"] or ""))
        return Done(done.id, product.name)

    about = {"goods": f"{product.code} {product.name} ({product.unit})", "quantity": asked, "keeper": ""}
    desk.run(Verb(N_("Ask the keeper"), ask, asks=ASK, fills=lambda _office: about, needs_row=False,
                  done=N_("The keeper is asked about {number}")))


def copy_as_new(desk: Desk, row_id: Any) -> None:
    """A new invoice form with what an earlier one says."""
    row = queries.invoice(desk.office, row_id)
    if row is not None:
        desk.fill("invoice", copy_of(row))


def open_draft(desk: Desk, done: Done) -> None:
    """Go on with a draft in the form."""
    desk.open(Door("drafts", done.id, view="invoice"))


REPEAT = Action(N_("Repeat the last invoice"), repeat_last, "F6", "repeat")
ASK_KEEPER = Action(N_("Ask the keeper"), ask_about_line, "F8", "question")
COPY = Action(N_("Copy as new"), copy_as_new, "F6", "copy", when=lambda row: row["state"] != "red")
