"""One customer at a glance: file, money, what was asked for, people, licences, last papers, where it came from (duty 68)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands, queries, rules
from models.customers.inputs import NoteInput
from models.customers.queries import CustomerRow, StepRow
from models.invoices import queries as invoices
from models.invoices.rules import STATES
from models.leads import queries as leads
from models.people.queries import approval_row
from models.receivables import queries as ledger
from ui.kit.board import Board, Card, CardRow, Entry, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Section, Values
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said

LEVELS = {"draft": Level.PLAIN, "asked": Level.LOOK, "approved": Level.GOOD, "refused": Level.BLOCK}
SOON = 30
"""Days before a licence ends from which it is marked."""
PAPERS = 8
_INVOICE_LEVELS = {"void": Level.PLAIN, "red": Level.LOOK, "part reversed": Level.LOOK}
_STEPS = {"asked": N_("opening asked for"), "approved": N_("opened"), "refused": N_("opening refused")}


def customer_board(office: Office, customer_id: int) -> Board:
    """What a selected customer shows; built on a worker."""
    if not queries.is_filed(office, customer_id):
        return Board(())
    row, today = queries.card(office, customer_id), office.clock.today()
    notes = tuple(CardRow(note.text, join(_(rules.NOTES[note.kind]), note.person), said.day(office, note.date),
                          Level.LOOK if note.kind == "complaint" else Level.PLAIN) for note in reversed(queries.notes(office, row.id)))
    cards = [
        Card(row.name, facts=tuple(_facts(office, row)), columns=2),
        Card(_("Last invoices"), tuple(_papers(office, row.id)), empty=_("No invoice yet")),
        Card(_("Balance and credit"), facts=tuple(_money(office, row)), columns=2, door=Door("receivables", row.id), side=1),
        Card(_("Demands and opinions"), notes, timeline=True, entry=_note_line(), side=1, count=len(notes)),
        Card(_("Contacts"), tuple(_contacts(office, row, today)), empty=_("No contact is filed"), side=1),
        Card(_("Licences"), tuple(_licences(office, row, today)), empty=_("No licence is filed"), side=1),
    ]
    if row.addresses:
        cards.append(Card(_("Delivery addresses"), tuple(CardRow(each.address, each.territory) for each in row.addresses), side=1))
    came = leads.leads_of(office, row.id)
    if came:
        cards.append(Card(_("Came from"), tuple(CardRow(each.name, join(each.number, each.need), said.day(office, each.filed),
                                                        grade=each.grade, door=Door("leads", each.id)) for each in came)))
    steps = queries.opening_steps(office, row.id)
    if steps:
        cards.append(Card(_("Account opening"), tuple(_step(office, each) for each in steps), timeline=True))
    return Board(tuple(cards), subject=row.id)


def _facts(office: Office, row: CustomerRow) -> Iterator[Fact]:
    doubtful = bool(row.tax_number) and not rules.tax_number_is_valid(row.tax_number)
    yield Fact(_("Code"), row.code)
    yield Fact(_("Account opening"), _(rules.OPENINGS[row.opening]), LEVELS[row.opening])
    if not row.active:
        yield Fact(_("State"), _("inactive: no new papers"), Level.BLOCK, wide=True)
    yield Fact(_("Kind"), _(rules.KINDS[row.kind]))
    yield Fact(_("Territory"), row.territory or "–")
    yield Fact(_("Phone"), row.phone or "–", wide=len(row.phone) > 14)
    yield Fact(_("Salesperson"), row.salesperson or "–")
    yield Fact(_("Opened on"), said.day(office, row.opened_on) or "–")
    for title, text in ((N_("Short name"), row.short_name), (N_("Segment"), row.segment), (N_("Price list"), row.price_list)):
        if text:
            yield Fact(_(title), text)
    if row.tax_number:
        words = join(row.tax_number, _("check sign does not fit")) if doubtful else row.tax_number
        yield Fact(_("Tax number"), words, Level.LOOK if doubtful else Level.PLAIN, wide=True)
    for title, text in ((N_("Address"), row.address), (N_("Bank"), join(row.bank, row.bank_account)), (N_("Remark"), row.remark)):
        if text:
            yield Fact(_(title), text, wide=True)


def _money(office: Office, row: CustomerRow) -> Iterator[Fact]:
    standing = ledger.credit_standing(office, row.id, office.clock.today())
    days = ledger.credit_days(office, row.id)
    advance = standing.balance < 0
    yield Fact(_("Paid in advance") if advance else _("Owes now"), said.money(abs(standing.balance)))
    if standing.overdue_amount:
        late = _("{days} days").format(days=standing.overdue_days)
        yield Fact(_("Overdue"), join(said.money(standing.overdue_amount), late), Level.BLOCK)
    else:
        yield Fact(_("Overdue"), _("nothing"), Level.GOOD)
    if standing.limit is None:
        yield Fact(_("Credit limit"), _("none set"))
    else:
        yield Fact(_("Credit limit"), said.money(standing.limit) if standing.limit else _("cash only"))
        left = standing.limit - standing.balance - standing.acceptances_not_due
        yield Fact(_("Credit left"), said.money(left), Level.BLOCK if left < 0 else Level.PLAIN)
    yield Fact(_("Credit days"), "–" if days is None else str(days))


def _papers(office: Office, customer_id: int) -> Iterator[CardRow]:
    for paper in invoices.recent(office, customer_id, PAPERS):
        state = "" if paper.state == "issued" else _(STATES[paper.state])
        yield CardRow(paper.number, join(said.day(office, paper.date), said.quantities(paper.quantities), state), said.money(paper.total),
                      _INVOICE_LEVELS.get(paper.state, Level.PLAIN), door=Door("invoices", paper.id))


def _contacts(office: Office, row: CustomerRow, today: date) -> Iterator[CardRow]:
    for each in row.contacts:
        near = each.birthday is not None and _days_to(each.birthday, today) <= 7
        birthday = _("birthday {day}").format(day=each.birthday.strftime("%m-%d")) if each.birthday else ""
        yield CardRow(each.name, join(each.role, each.remark, birthday), each.phone, Level.LOOK if near else Level.PLAIN)


def _days_to(birthday: date, today: date) -> int:
    """Days until the birthday comes round."""
    for year in (today.year, today.year + 1):
        leap = (birthday.month, birthday.day) == (2, 29)
        day = date(year, 3, 1) - timedelta(days=1) if leap else birthday.replace(year=year)
        if day >= today:
            return (day - today).days
    return 366


def _licences(office: Office, row: CustomerRow, today: date) -> Iterator[CardRow]:
    for each in row.licences:
        left = None if each.expires is None else (each.expires - today).days
        if left is None:
            words, level = _("without end"), Level.PLAIN
        elif left < 0:
            words, level = _("ran out on {day}").format(day=each.expires), Level.BLOCK
        else:
            words, level = _("until {day}").format(day=each.expires), Level.LOOK if left <= SOON else Level.PLAIN
        yield CardRow(each.name, each.number, words, level)


def _step(office: Office, step: StepRow) -> CardRow:
    answer = approval_row(office, step.approval_id) if step.approval_id else None
    by = _("approved by {name}").format(name=answer.decider) if answer is not None and answer.decider else ""
    return CardRow(join(_(_STEPS[step.step]), step.reason), join(step.person, by), said.moment(office, step.moment))


def _note_line() -> Entry:
    """The line that writes down a demand or an opinion (duties 5, 16)."""
    form = FormSpec("customer-note", N_("Write a note"), parts=(Section((
        FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=8, choices=tuple(rules.NOTES.items())),
        FieldSpec("text", N_("What was said"), width=40, limit=1000, hint=N_("What was said")),
        FieldSpec("date", N_("Date"), FieldKind.DATE, width=8, hint=N_("today")),
    ), inline=True),))
    return Entry(form, Verb(N_("Note"), add_note, done=N_("Noted")))


def add_note(office: Office, customer_id: int, values: Values) -> Done:
    """Write it down."""
    return commands.add_note(office, NoteInput.from_form({**values, "customer_id": customer_id}))
