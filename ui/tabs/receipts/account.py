"""A customer's account: what is open, what was paid ahead, the latest entries; and advances set against debts, debts given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from models.core.listing import Filter
from models.core.money import ZERO
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.queries import CustomerRow, card
from models.days.queries import business_date
from models.receipts.queries import SOURCE, ReceiptRow, receipt
from models.receipts.rules import KINDS, METHODS, STATES
from models.receivables import commands
from models.receivables import queries as ledger
from models.receivables.inputs import AllocateInput, GiveUpInput, OpeningInput, ReleaseInput, TakeUpInput
from models.receivables.queries import OpenItem
from models.receivables.rules import TITLES, beyond_credit
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Values
from ui.kit.verbs import Action, Door, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.finders import customer as found_customer

REASON = FieldSpec("reason", N_("Reason"), required=True, width=50)
DATE = FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date)
_DOORS = {"invoice": "invoices", "red": "invoices", "receipt": "receipts", "refund": "receipts"}
RECEIPT_LEVELS = {"received": Level.GOOD, "reversed": Level.PLAIN, "counter-entry": Level.LOOK}


def account_board(office: Office, customer_id: int) -> Board:
    """How a customer stands; built on a worker."""
    row = card(office, customer_id)
    debts, advances = ledger.open_debts(office, customer_id), ledger.open_credits(office, customer_id)
    whole = Door("ledger", filter=Filter(keyword=row.code))
    return Board((
        Card(_("Open debts"), tuple(_open(office, item) for item in debts), count=len(debts), empty=_("Nothing is owed")),
        Card(_("Latest entries"), tuple(_entries(office, customer_id)), door=whole, empty=_("Nothing is posted yet")),
        Card(row.name, facts=tuple(_standing(office, row)), side=1),
        Card(_("Advances"), tuple(_open(office, item) for item in advances), count=len(advances), side=1,
             empty=_("Nothing is paid in advance")),
    ), subject=customer_id)


def _standing(office: Office, row: CustomerRow) -> Iterator[Fact]:
    credit = ledger.credit_standing(office, row.id, office.clock.today())
    yield Fact(_("Balance"), said.money(credit.balance), Level.PLAIN if credit.balance else Level.GOOD)
    if credit.overdue_amount:
        words = _("{amount}, {days} days").format(amount=said.money(credit.overdue_amount), days=credit.overdue_days)
        yield Fact(_("Overdue"), words, Level.BLOCK)
    limit = _("none set") if credit.limit is None else said.money(credit.limit)
    yield Fact(_("Credit limit"), join(limit, _("{days} days").format(days=row.credit_days)))
    if credit.limit is not None:
        over = beyond_credit(credit, ZERO)
        yield Fact(_("Counts against the limit"), said.credit(credit), Level.BLOCK if over else Level.PLAIN, wide=True)
    elif credit.acceptances_not_due:
        yield Fact(_("Acceptances not yet due"), said.money(credit.acceptances_not_due))
    yield Fact(_("Customer"), join(row.code, row.name), door=Door("customers", row.id))


def _open(office: Office, item: OpenItem) -> CardRow:
    late = (office.clock.today() - (item.due or item.date)).days if item.kind in ("invoice", "opening", "refund") else 0
    when = _("due {day}").format(day=said.day(office, item.due)) if item.due else said.day(office, item.date)
    words = _("{days} days late").format(days=late) if late > 0 else ""
    part = _("of {amount}").format(amount=said.money(item.amount)) if item.open != item.amount else ""
    door = _DOORS.get(item.kind)
    kind = _(TITLES[item.kind])
    return CardRow(item.number or kind, join(kind if item.number else "", when, words, part), said.money(item.open),
                   Level.BLOCK if late > 0 else Level.PLAIN, door=Door(door, item.source_id) if door else None)


def _entries(office: Office, customer_id: int) -> Iterator[CardRow]:
    for entry in ledger.entries(office, customer_id):
        door = _DOORS.get(entry.kind)
        yield CardRow(f"{said.day(office, entry.date)}  {_(TITLES[entry.kind])}", entry.number, said.money(entry.amount),
                      door=Door(door, entry.source_id) if door else None)


def receipt_board(office: Office, receipt_id: int) -> Board:
    """One paper of money: what it says and what it settled."""
    row = receipt(office, receipt_id)
    if row is None:
        return Board(())
    facts = [Fact(_("State"), _(STATES[row.state]), RECEIPT_LEVELS[row.state]),
             Fact(_("Amount"), join(said.money(row.amount), _(METHODS[row.method]))),
             Fact(_("Rounded off"), said.money(row.rounding)), Fact(_("Reference"), row.reference), Fact(_("Paying bank"), row.bank),
             *_offset(office, row), Fact(_("Payer or payee"), row.payer),
             Fact(_("Bank pays on"), said.day(office, row.due)), Fact(_("Counters"), row.reverses),
             Fact(_("Countered by"), row.reversed_by), Fact(_("Remark"), row.remark),
             Fact(_("Entered by"), join(row.person, said.moment(office, row.moment)))]
    if row.customer_id is not None:
        facts[1:1] = [Fact(_("Customer"), row.customer_name, door=Door("customers", row.customer_id))]
        facts.append(Fact(_("Owed that evening"), said.money(row.balance)))
    settled = tuple(CardRow(item.number or _(TITLES[item.kind]), join(_(TITLES[item.kind]) if item.number else "",
                                                                     said.day(office, item.date)), said.money(item.amount))
                    for item in row.allocations)
    return Board((
        Card(_("Settles"), settled, empty=_("Nothing: all of it is an advance") if row.kind == "receipt" else _("Nothing")),
        Card(f"{row.number} {_(KINDS[row.kind])}", facts=tuple(fact for fact in facts if fact.text and fact.text != "0.00"), side=1),
    ), subject=receipt_id)


def _offset(office: Office, row: ReceiptRow) -> Iterator[Fact]:
    paper = ledger.offset_of(office, SOURCE, row.reverses_id or row.id)
    if paper is not None:
        yield Fact(_("Offset paper"), paper.quota.number, door=Door("offset_papers", paper.id))


def receive_from(desk: Desk, customer_id: Any) -> None:
    """A new receipt with the customer filled in."""
    desk.fill("receipt", {"customer": found_customer(desk.office, customer_id)})


def _choices(office: Office, items: Sequence[OpenItem]) -> list[tuple[Any, str]]:
    return [(item.entry_id, join(item.number or _(TITLES[item.kind]), said.day(office, item.due or item.date), said.money(item.open)))
            for item in items]


def _pick(key: str, title: str, choices: list[tuple[Any, str]]) -> FieldSpec:
    return FieldSpec(key, title, FieldKind.CHOICE, required=True, width=44, choices=lambda _office: choices)


def use_advance(desk: Desk, customer_id: Any) -> None:
    """Set an advance against a debt, of one customer."""
    office = desk.office
    credits_, debts = ledger.open_credits(office, customer_id), ledger.open_debts(office, customer_id)
    if not credits_ or not debts:
        desk.say(_("An advance and an open debt of this customer are needed"), Level.LOOK)
        return
    form = FormSpec("allocate", N_("Use an advance"), intro=card(office, customer_id).name, fields=(
        _pick("credit", N_("Advance"), _choices(office, credits_)), _pick("debt", N_("Open debt"), _choices(office, debts)),
        FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=16, hint=N_("empty: as much as both allow")), DATE))
    desk.run(Verb(N_("Use an advance"), commands.allocate_advance, asks=form, reads=AllocateInput.from_form, needs_row=False,
                  done=N_("The advance is used")))


def _give_up(title: str, command: Callable[[Office, GiveUpInput], Done], done: str) -> Callable[[Desk, Any], None]:
    def ask(desk: Desk, customer_id: Any) -> None:
        debts = ledger.open_debts(desk.office, customer_id)
        if not debts:
            desk.say(_("This customer owes nothing"), Level.LOOK)
            return
        form = FormSpec("give_up", title, intro=card(desk.office, customer_id).name, fields=(
            _pick("debt", N_("Open debt"), _choices(desk.office, debts)),
            FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=16, hint=N_("empty: all that is open")), REASON, DATE))
        desk.run(Verb(title, command, asks=form, reads=GiveUpInput.from_form, needs_row=False, done=done))
    return ask


OPENING = FormSpec("opening_receivable", N_("Opening receivable"), intro=N_(
    "What the customer owed when the office began; minus for an advance. It can be said again until the first day is closed."), fields=(
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, required=True, width=16), DATE,
    FieldSpec("due", N_("Due date"), FieldKind.DATE, width=12)))


def set_opening(office: Office, customer_id: int, answers: Values) -> Done:
    """What a customer owed at the start."""
    return commands.set_opening_receivable(office, OpeningInput(customer_id, answers["amount"], answers["date"], answers["due"]))


def release(office: Office, entry_id: int) -> Done:
    """Take back what an entry settles or is settled by."""
    return commands.release(office, ReleaseInput(entry_id))


TAKE_UP = FormSpec("take_up", N_("Take back what was given up"), fields=(REASON, DATE))


def take_up(office: Office, entry_id: int, answers: Values) -> Done:
    """A discount or a write-off that was wrong: the debt stands again."""
    return commands.take_up_again(office, TakeUpInput(entry_id, answers["reason"], answers["date"]))


RECEIVE = Action(N_("Receive money"), receive_from, "F6", "receipts")
USE_ADVANCE = Action(N_("Use an advance"), use_advance, "F7", "offset")
DISCOUNT = Action(N_("Settlement discount"), _give_up(N_("Settlement discount"), commands.settle_discount, N_("Discount given: {number}")),
                  "", "tag")
WRITE_OFF = Action(N_("Write off"), _give_up(N_("Write off"), commands.write_off, N_("Written off: {number}")), "", "remove")
SET_OPENING = Verb(N_("Opening receivable"), set_opening, "", "money", asks=OPENING, done=N_("Opening receivable is set"))
RELEASE = Verb(N_("Release allocations"), release, "F7", "undo", done=N_("Released"),
               confirm=N_("What this entry settles is open again. Release it?"))
RUN_TAKE_UP = Verb(N_("Take back what was given up"), take_up, "Del", "undo", asks=TAKE_UP,
                   done=N_("The debt stands again: {number}"), when=lambda row: row["kind"] in ("discount", "write_off"))
