"""The sides of one customer: basics, contacts, interactions, service, prices, papers (duty 68); each is built when it is turned to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands, queries, rules
from models.customers.inputs import ContactInput, ReceptionInput
from models.customers.queries import CustomerRow
from models.leads import queries as leads
from models.reports.queries import service
from models.stock.queries import live_promises
from ui.kit.board import Board, Card, CardRow, Entry, Leaf
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Section, Values
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.customers import facts, opening
from ui.tabs.customers.story import reception, story
from ui.tabs.customers.trade import contracts_board, papers_board, prices_board
from ui.tabs.receipts.account import account_board

ROWS = 14


def basics_board(office: Office, customer_id: int) -> Board:
    """The file itself, how the account was opened, where the customer came from."""
    row = queries.card(office, customer_id)
    cards = [
        Card(_("Customer file"), facts=tuple(facts.file_facts(office, row)), columns=2),
        Card(_("Balance and credit"), facts=tuple(facts.money_facts(office, row)), columns=2, door=Door("receivables", row.id), side=1),
        Card(_("Licences"), tuple(facts.licences(office, row)), empty=_("No licence is filed"), side=1),
        Card(_("Last invoices"), tuple(facts.last_papers(office, row.id)), empty=_("No invoice yet"),
             door=Door("invoices", filter=Filter(keyword=row.code))),
    ]
    if row.addresses:
        cards.append(Card(_("Delivery addresses"), tuple(CardRow(each.address, each.territory) for each in row.addresses), side=1))
    cards += opening.cards(office, row)
    came = leads.leads_of(office, row.id)
    if came:
        cards.append(Card(_("Came from"), tuple(CardRow(each.name, join(each.number, each.need), said.day(office, each.filed),
                                                        grade=each.grade, door=Door("leads", each.id)) for each in came), side=1))
    others = tuple(_merged(office, each) for each in queries.family(office, row.id) if each != row.id)
    if others:
        cards.append(Card(_("The same customer"), others, side=1))
    return Board(tuple(cards), subject=row.id)


def _merged(office: Office, other_id: int) -> CardRow:
    other, alias = queries.card(office, other_id), queries.alias_of(office, other_id)
    why = join(_("merged on {day}").format(day=said.day(office, alias.date)), alias.reason) if alias is not None else _("is kept")
    return CardRow(other.name, join(other.code, why), other.phone, door=Door("customers", other.id))


def contacts_board(office: Office, customer_id: int) -> Board:
    """The people of a customer, with a line that files one more."""
    row = queries.card(office, customer_id)
    same = [queries.card(office, each) for each in queries.family(office, row.id)]
    same.sort(key=lambda each: each.id != row.id)
    shown = tuple(person for each in same for person in facts.people(each, office.clock.today()))
    return Board((Card(_("Contacts"), shown, empty=_("No contact is filed"), entry=_CONTACT, count=len(shown), shown=ROWS),),
                 subject=row.id)


_CONTACT = Entry(FormSpec("customer-contact", N_("New contact"), parts=(Section((
    FieldSpec("name", N_("Contact"), width=12, limit=40, hint=N_("Name")),
    FieldSpec("role", N_("Role"), width=10, limit=40, hint=N_("Role")),
    FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=14, limit=60, hint=N_("Phone")),
    FieldSpec("birthday", N_("Birthday"), FieldKind.DATE, width=10, hint=N_("Birthday")),
    FieldSpec("remark", N_("Remark"), width=20, limit=200, hint=N_("Remark")),
), inline=True),)), Verb(N_("Add"), lambda office, customer_id, x: add_contact(office, customer_id, x), done=N_("Noted")),
    reads=lambda values: ContactInput(values["name"] or "", values["role"] or "", values["phone"] or "", values["birthday"],
                                      values["remark"] or ""))


def add_contact(office: Office, customer_id: int, x: ContactInput) -> Done:
    """One more person at the customer."""
    file = queries.as_input(queries.card(office, customer_id))
    return commands.change_customer(office, customer_id, replace(file, contacts=(*file.contacts, x)))


def story_board(office: Office, customer_id: int) -> Board:
    """Everything that was said between us, in one log."""
    row = queries.card(office, customer_id)
    told, earlier = story(office, row.id)
    title = _("Interactions, the latest {count}").format(count=len(told)) if earlier else _("Interactions")
    return Board((Card(title, told, timeline=True, entry=facts.note_line(), count=len(told) + earlier,
                       door=Door("customer_notes", filter=Filter(keyword=row.code))),), subject=row.id)


def service_board(office: Office, customer_id: int) -> Board:
    """Goods on the way, what differs, trips for nothing, what came back; complaints and what was explained (duties 4, 12, 13)."""
    row = queries.card(office, customer_id)
    notes = [each for each in queries.notes(office, row.id) if each.kind in rules.SERVED]
    trips = tuple(CardRow(trip.reason, join(trip.vehicle, trip.at_fault), join(said.money(trip.freight), said.day(office, trip.date)),
                          Level.LOOK, door=Door("failed_trips", trip.id)) for trip in service.failed_trips(office, row.id))
    back = tuple(CardRow(each.number, join(each.original, each.reason, said.day(office, each.date)), said.money(each.total),
                         door=Door("invoices", each.invoice_id)) for each in service.returns(office, row.id))
    received = service.receptions(office, row.id)
    goods = (*_promised(office, row), *_waiting(office, row))
    return Board((
        Card(_("Goods on the way"), goods, empty=_("Everything has left"), count=len(goods)),
        Card(_("Returns and allowances"), back, empty=_("Nothing came back"), count=len(back)),
        Card(_("Trips for nothing"), trips, empty=_("None"), count=len(trips)),
        Card(_("Receptions and explanations"), tuple(reception(office, each) for each in reversed(received)), timeline=True,
             entry=_RECEPTION, count=len(received), side=1, empty=_("Nobody was received yet")),
        Card(_("Complaints and service"), tuple(facts.note(office, each) for each in reversed(notes)), timeline=True,
             entry=facts.note_line(*rules.SERVED), count=len(notes), side=1, empty=_("Nobody complained")),
    ), subject=row.id)


_RECEPTION = Entry(FormSpec("customer-reception", N_("Receive somebody"), parts=(Section((
    FieldSpec("about", N_("What about"), width=22, limit=500, hint=N_("What it was about")),
    FieldSpec("explained", N_("What was explained"), width=22, limit=500, hint=N_("What was explained")),
    FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=8, choices=tuple(rules.WAYS.items()), initial="visit", aside=True),
), inline=True),)), Verb(N_("Write it down"), lambda office, customer_id, values: receive(office, customer_id, values), done=N_("Noted")))


def receive(office: Office, customer_id: int, values: Values) -> Done:
    """Somebody of this customer came or called."""
    return commands.receive(office, ReceptionInput.from_form({**values, "customer_id": customer_id}))


def _promised(office: Office, row: CustomerRow) -> Iterator[CardRow]:
    for promise in live_promises(office, row.id):
        yield CardRow(promise.product, join(_("promised"), said.quantity(promise.quantity, promise.unit)),
                      _("until {day}").format(day=said.moment(office, promise.until)), door=Door("promises", promise.id))


def _waiting(office: Office, row: CustomerRow) -> Iterator[CardRow]:
    for each in service.open_goods(office, row.id):
        what = _("still to come back: {quantity}") if each.kind == "red" else _("still to leave: {quantity}")
        words = what.format(quantity=said.quantity(abs(each.quantity)))
        yield CardRow(each.number, join(words, each.reason), said.day(office, each.date), Level.PLAIN if each.reason else Level.LOOK,
                      door=Door("invoices", each.invoice_id))


TOPICS = ("receptions", "invoices", "receivables", "receipts", "deliveries", "stock", "leads", "prints", "contracts")
LEAVES = (
    Leaf(N_("Basics"), basics_board), Leaf(N_("Contacts"), contacts_board), Leaf(N_("Interactions"), story_board, entry=True),
    Leaf(N_("Service"), service_board), Leaf(N_("Ledger"), account_board), Leaf(N_("Prices"), prices_board),
    Leaf(N_("Contracts"), contracts_board), Leaf(N_("Printed papers"), papers_board),
)
