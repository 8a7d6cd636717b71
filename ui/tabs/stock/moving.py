"""Goods against invoices: what left, what differs and why, who drove for nothing (duties 12, 13, 27)."""

from __future__ import annotations


from models.core.office import Done, Office
from models.core.text import N_, _
from models.deliveries import commands, queries
from models.deliveries.inputs import UndoInput
from models.deliveries.listing import DELIVERIES, DIFFERENCES
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.tab import Action, Door, ListView, Row, Verb
from ui.tabs import said
from ui.tabs.invoices import parts
from ui.tabs.papers import paper, together

_REASON = FieldSpec("reason", N_("Reason"), required=True, width=40)


def slip_board(office: Office, delivery_id: int) -> Board:
    """A pick-up: for which invoice, by whom, which goods."""
    row = queries.slip(office, delivery_id)
    if row is None:
        return Board(())
    facts = (Fact(_("Invoice"), row.invoice_number, door=Door("invoices", row.invoice_id)), Fact(_("Customer"), row.customer),
             Fact(_("Keeper"), row.keeper or "–"), Fact(_("Vehicle"), row.vehicle or "–"), Fact(_("Remark"), row.remark or "–"))
    goods = tuple(CardRow(line.name, " · ".join(filter(None, (line.code, line.specification, line.batch))),
                          said.quantity(line.quantity, line.unit)) for line in row.lines)
    return Board((Card(row.number, facts=facts), Card(_("Goods"), goods, count=len(goods), side=1)), subject=delivery_id, shares=(2, 3))


def difference_board(office: Office, invoice_id: int) -> Board:
    """Line by line: invoiced, moved, what is still to move."""
    paper = queries.paper(office, invoice_id)
    if paper is None:
        return Board(())
    lines = queries.remaining(office, invoice_id) if paper.kind == "sale" else queries.to_take_back(office, invoice_id)
    rows = tuple(CardRow(line.name, _("invoiced {ordered}, moved {moved}").format(
        ordered=said.quantity(line.ordered - line.cancelled), moved=said.quantity(line.left)),
        said.quantity(line.remaining, line.unit), Level.LOOK) for line in lines if line.remaining)
    return Board((Card(_("Still to move"), rows, count=len(rows), door=Door("invoices", invoice_id)),), subject=invoice_id)


def undo(office: Office, delivery_id: int, answers: Values) -> Done:
    """Counter a pick-up that was written down by mistake."""
    return commands.undo_delivery(office, UndoInput.from_form({**answers, "delivery": delivery_id}))


UNDO = FormSpec("undo_delivery", N_("Undo the pick-up"), fields=(
    _REASON, FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, aside=True)),
    intro=N_("It is countered under a number of its own; the goods are in stock and reserved again."))


def _number(office: Office, delivery_id: int) -> str:
    row = queries.slip(office, delivery_id)
    return row.number if row is not None else ""


SLIP = paper("delivery", N_("Pick-up Slip"), _number, many=together("delivery", _number))
DELIVERY_LIST = ListView(
    DELIVERIES, detail=slip_board, period="month", documents=(SLIP,),
    verbs=(Action(N_("Pick up goods…"), lambda desk, _row: desk.open(Door("differences")), "F6", "goods-out", needs_row=False),
           Verb(N_("Undo"), undo, "Ctrl+D", "undo", asks=UNDO, when=lambda row: row["kind"] != "undo")),
    levels={"undo": Level.LOOK, "out": Level.PLAIN, "back": Level.PLAIN})


def _leaves(row: Row) -> bool:
    return bool(row["to_leave"])


def _comes_back(row: Row) -> bool:
    return bool(row["to_come_back"])


DIFFERENCE_LIST = ListView(
    DIFFERENCES, detail=difference_board, columns=(
        "number", "date", "customer", "to_leave", "to_come_back", "state", "vehicle", "reason", "warehouse", "salesperson"),
    door=lambda row_id: Door("invoices", row_id),
    verbs=(Verb(N_("Pick up goods"), parts.pick_up, "F6", "goods-out", asks=parts.PICK_UP, fills=parts.fill_pick_up, when=_leaves),
           Verb(N_("Take goods back"), parts.take_back, "F7", "goods-in", asks=parts.TAKE_BACK, fills=parts.fill_take_back,
                when=_comes_back),
           Verb(N_("Explain"), parts.explain, "F8", "message", asks=parts.EXPLAIN)),
    levels={"open": Level.LOOK, "explained": Level.GOOD})
