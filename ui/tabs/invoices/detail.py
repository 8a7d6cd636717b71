"""One invoice at a glance: lines and what has left, money, papers that belong to it, its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from models.core import audit
from models.core.money import yuan
from models.core.office import Office
from models.core.text import N_, _
from models.deliveries import queries as goods
from models.deliveries.rules import KINDS as MOVES
from models.invoices import queries
from models.invoices.queries import InvoiceRow, LineRow
from models.invoices.rules import PARTS, STATES
from models.receivables import queries as ledger
from models.receivables.rules import TITLES
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import Level
from ui.kit.verbs import Door
from ui.kit.words import join
from ui.tabs import said

LEVELS = {"issued": Level.GOOD, "void": Level.PLAIN, "part reversed": Level.LOOK, "reversed": Level.PLAIN, "red": Level.LOOK}
VERBS = {
    "sale.sell": N_("Issued"), "invoice.issue": N_("Issued"), "invoice.void": N_("Voided"), "sale.redo": N_("Voided and written again"),
    "invoice.red": N_("Reversed"), "paper.print": N_("Printed"), "delivery.explain": N_("Difference explained"),
}


def invoice_board(office: Office, invoice_id: int) -> Board:
    """What a selected invoice shows; built on a worker."""
    row = queries.invoice(office, invoice_id)
    if row is None:
        return Board(())
    left = {each.line_id: each.left for each in (*goods.remaining(office, row.id), *goods.to_take_back(office, row.id))}
    lines = tuple(_line(line, left) for line in row.lines)
    papers = tuple(_papers(office, row))
    return Board((
        Card(join(_("Lines"), said.quantities(row.quantities)), lines),
        Card(row.number, facts=tuple(_facts(office, row)), side=1),
        Card(_("Papers"), papers, side=1, empty=_("No receipt, pick-up or red invoice yet")),
        Card(_("History"), tuple(_history(office, row)), timeline=True, side=1),
    ), subject=row.id)


def _line(line: LineRow, left: Mapping[int, Decimal]) -> CardRow:
    base = abs(line.base_quantity)
    gone = left.get(line.id, base)
    kind = "" if line.kind == "sale" else _(PARTS.get(line.kind, line.kind))
    moved = "" if gone == base or not base else _("{left} of {all} moved").format(left=said.quantity(gone), all=said.quantity(base))
    what = f"{said.quantity(line.quantity, line.unit)} × {said.price(line.price)}"
    return CardRow(f"{line.code}  {line.name}", join(line.specification, what, _("gift") if line.gift else "", kind, line.batch, moved,
                                                    line.remark),
                   said.money(line.amount))


def _facts(office: Office, row: InvoiceRow) -> Iterator[Fact]:
    yield Fact(_("State"), join(_(STATES[row.state]), row.reason), LEVELS[row.state])
    yield Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id))
    yield Fact(_("Amount"), said.money(row.total))
    if row.kind == "sale" and row.state != "void":
        late = row.open > 0 and row.due < office.clock.today()
        yield Fact(_("Received"), said.money(row.received))
        yield Fact(_("Open"), join(said.money(row.open), _("due {day}").format(day=said.day(office, row.due)) if row.open else ""),
                   Level.BLOCK if late else Level.GOOD if not row.open else Level.PLAIN)
    if row.contract_id is not None:
        yield Fact(_("Contract"), row.contract, door=Door("contracts", row.contract_id))
    if row.original_id is not None:
        yield Fact(_("Reverses"), row.original, door=Door("invoices", row.original_id))
    difference = next(iter(goods.differences(office, row.id)), None)
    if difference is not None:
        words = _("{quantity} not moved yet").format(quantity=said.quantity(difference.quantity))
        yield Fact(_("Goods"), join(words, difference.reason), Level.PLAIN if difference.explained else Level.LOOK)
    yield Fact(_("Deliver to"), join(row.delivery_address, row.territory) or "–")
    yield Fact(_("Made by"), join(row.person, said.moment(office, row.moment), row.salesperson_name))
    if row.approved_by:
        yield Fact(_("Approved by"), row.approved_by)
    if row.remark:
        yield Fact(_("Remark"), row.remark)


def _papers(office: Office, row: InvoiceRow) -> Iterator[CardRow]:
    debt = queries.debt_of(office, row.id)
    for other, _day, amount in ledger.pairs(office, debt) if debt is not None else ():
        entry = ledger.entry(office, other)
        if entry is not None and amount:
            door = {"receipt": "receipts", "red": "invoices", "invoice": "invoices"}.get(entry.kind)
            yield CardRow(entry.number or _(TITLES[entry.kind]), join(_(TITLES[entry.kind]), said.day(office, entry.date)),
                          said.money(yuan(amount)), door=Door(door, entry.source_id) if door else None)
    for slip_id, _number in goods.slips_of(office, row.id):
        slip = goods.slip(office, slip_id)
        if slip is not None:
            yield CardRow(slip.number, join(_(MOVES[slip.kind]), said.day(office, slip.date), slip.keeper, slip.vehicle),
                          said.quantities((line.unit, line.quantity) for line in slip.lines), door=Door("deliveries", slip.id))
    for number in row.reds:
        found = queries.by_number(office, number)
        if found is not None:
            yield CardRow(number, join(_(STATES["red"]), said.day(office, found.date), found.reason), said.money(found.total), Level.LOOK,
                          door=Door("invoices", found.id))


def _history(office: Office, row: InvoiceRow) -> Iterator[CardRow]:
    """What the journal says about its number."""
    for entry in audit.about(office.database, row.number):
        words = _(VERBS[entry.verb]) if entry.verb in VERBS else entry.verb
        yield CardRow(join(words, entry.person), note=said.moment(office, entry.moment))
