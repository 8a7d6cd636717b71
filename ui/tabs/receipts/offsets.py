"""Offset papers at the desk: filed as the trade department gives them, what was taken against each, withdrawn (duty 26)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.queries import card
from models.invoices.rules import LEDGER
from models.products.queries import units_of
from models.receipts.queries import SOURCE
from models.receivables import commands
from models.receivables import queries as ledger
from models.receivables.inputs import OffsetInput, WithdrawOffsetInput
from models.receivables.listing import OFFSET_PAPERS
from models.receivables.queries import OffsetRow, OffsetUsed
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Values
from ui.kit.tab import ListView
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.finders import find_customers, find_products, people_choices

LEVELS = {"open": Level.GOOD, "coming": Level.PLAIN, "used": Level.PLAIN, "beyond": Level.BLOCK, "over": Level.LOOK,
          "withdrawn": Level.PLAIN}
_DOORS = {SOURCE: "receipts", LEDGER: "invoices"}


def choices_of(office: Office, customer: int | None, day: Any) -> list[tuple[Any, str]]:
    """The papers that a customer may use on a day with what is left of each; the first, none, stands for no paper."""
    rows = ledger.offsets_of(office, customer, day) if customer and day else []
    return [(None, "–"), *((
        row.id, join(row.quota.number, _("{amount} left").format(amount=said.money(row.quota.money_left)), _goods(row))) for row in rows)]


def _goods(row: OffsetRow) -> str:
    quota = row.quota
    return join(quota.product, said.quantity(quota.goods_left, quota.unit)) if quota.product_id is not None else ""


def offset_board(office: Office, paper_id: int) -> Board:
    """A paper: what it allows, what was taken, what is left."""
    row = ledger.offset(office, paper_id)
    if row is None:
        return Board(())
    uses = ledger.uses_of(office, paper_id)
    return Board((
        Card(_("Taken against it"), tuple(_use(office, row, each) for each in uses), count=len(uses),
             empty=_("Nothing was taken against it yet")),
        Card(row.quota.number, facts=tuple(_facts(office, row)), side=1),
    ), subject=paper_id)


def _use(office: Office, row: OffsetRow, each: OffsetUsed) -> CardRow:
    goods = said.quantity(each.quantity, row.quota.unit) if each.quantity else ""
    return CardRow(each.number, join(said.day(office, each.date), _("given back") if each.amount < 0 or each.quantity < 0 else ""),
                   join(said.money(each.amount) if each.amount else "", goods), door=Door(_DOORS[each.source], each.source_id))


def _facts(office: Office, row: OffsetRow) -> Iterator[Fact]:
    quota = row.quota
    yield Fact(_("Customer"), card(office, row.holder_id).name, door=Door("customers", row.holder_id))
    yield Fact(_("Valid"), _("{start} to {end}").format(start=said.day(office, quota.starts), end=said.day(office, quota.ends)))
    yield Fact(_("Amount"), said.money(quota.amount))
    yield Fact(_("Left"), said.money(quota.money_left), Level.BLOCK if quota.money_left < 0 else Level.PLAIN)
    if quota.quantity is not None:
        yield Fact(_("Product"), join(quota.product, said.quantity(quota.quantity, quota.unit)))
        yield Fact(_("Goods left"), said.quantity(quota.goods_left, quota.unit), Level.BLOCK if quota.goods_left < 0 else Level.PLAIN)
    if row.withdrawn is not None:
        yield Fact(_("Withdrawn because"), row.withdrawn, Level.LOOK)
    if row.remark:
        yield Fact(_("Remark"), row.remark)
    yield Fact(_("Entered by"), row.person)


def _follow(office: Office, values: Values, path: str) -> Live:
    product = values["product"]
    units = list(units_of(office, product)) if product else []
    shown = {"unit": units[0]} if path == "product" and units else {}
    return Live(shown, choices={"unit": [(unit, unit) for unit in units]}, asks={"quantity", "unit"} if product else set())


def _month_end(office: Office) -> Any:
    from calendar import monthrange

    today = office.clock.today()
    return today.replace(day=monthrange(today.year, today.month)[1])


def _withdraw(office: Office, paper_id: int, answers: Values) -> Done:
    return commands.withdraw_offset(office, WithdrawOffsetInput(paper_id, answers["reason"] or "", answers["person"]))


PAPER = FormSpec("offset_paper", N_("Offset paper"), live=_follow, intro=N_(
    "What the trade department lets the customer take, against what we owe them."), fields=(
    FieldSpec("number", N_("No."), required=True, width=18, limit=40),
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, required=True, width=16),
    FieldSpec("product", N_("Product"), FieldKind.FINDER, width=24, finder=find_products, hint=N_("only where the paper names one")),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=12, asked=True),
    FieldSpec("unit", N_("Unit"), FieldKind.CHOICE, width=8, asked=True),
    FieldSpec("starts", N_("Valid from"), FieldKind.DATE, required=True, width=12, initial=lambda office: office.clock.today()),
    FieldSpec("ends", N_("Valid until"), FieldKind.DATE, required=True, width=12, initial=_month_end),
    FieldSpec("remark", N_("Remark"), width=40)))
WITHDRAWAL = FormSpec("offset_withdrawal", N_("Withdraw the offset paper"), intro=N_(
    "The paper stays on file. What was settled with it already has no cover; it is a liability of the person you name."), fields=(
    FieldSpec("reason", N_("Reason"), required=True, width=44),
    FieldSpec("person", N_("Who bears what was used"), FieldKind.CHOICE, width=16, choices=people_choices)))
OFFSETS = ListView(OFFSET_PAPERS, (
    Verb(N_("File an offset paper…"), commands.file_offset, "F6", "offset", asks=PAPER, reads=OffsetInput.from_form, needs_row=False,
         done=N_("Filed: {number}")),
    Verb(N_("Withdraw…"), _withdraw, "Del", "void", asks=WITHDRAWAL, when=lambda row: row["state"] != "withdrawn",
         done=N_("Withdrawn: {number}")),
), levels=LEVELS, as_of=True, detail=offset_board, board=offset_board, columns=(
    "number", "customer", "amount", "left", "state", "product", "goods_left", "unit", "ends", "quantity", "used", "taken", "starts",
    "remark"))
