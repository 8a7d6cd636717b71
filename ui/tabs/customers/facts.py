"""The cards of a customer that several of its screens show: its file, its account, its people, licences, papers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands, queries, rules
from models.customers.inputs import NoteInput
from models.customers.queries import CustomerRow, NoteRow, StepRow
from models.invoices import queries as invoices
from models.invoices.rules import STATES
from models.people.queries import approval_row
from models.receivables import queries as ledger
from ui.kit.board import CardRow, Entry, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Section, Values
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said

LEVELS = {"draft": Level.PLAIN, "asked": Level.LOOK, "approved": Level.GOOD, "refused": Level.BLOCK}
PAPERS = 8
_NEAR = 7
_INVOICE_LEVELS = {"void": Level.PLAIN, "red": Level.LOOK, "part reversed": Level.LOOK}
_STEPS = {"asked": N_("opening asked for"), "approved": N_("opened"), "refused": N_("opening refused")}


def file_facts(office: Office, row: CustomerRow) -> Iterator[Fact]:
    """What is filed of the customer."""
    doubtful = bool(row.tax_number) and not rules.tax_number_is_valid(row.tax_number)
    yield Fact(_("Code"), row.code)
    yield Fact(_("Account opening"), _(rules.OPENINGS[row.opening]), LEVELS[row.opening])
    if not row.active:
        yield Fact(_("State"), inactive(office, row), Level.BLOCK, wide=True)
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


def inactive(office: Office, row: CustomerRow) -> str:
    """Why a customer takes no new papers."""
    alias = queries.alias_of(office, row.id)
    if alias is None:
        return _("inactive: no new papers")
    return _("merged into {code} {name} on {day}").format(code=alias.kept_code, name=alias.kept_name, day=said.day(office, alias.date))


def money_facts(office: Office, row: CustomerRow) -> Iterator[Fact]:
    """What the customer owes, and what credit is left."""
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
        if standing.acceptances_not_due or standing.advances or left < 0:
            yield Fact(_("Counts against the limit"), said.credit(standing), wide=True)
    yield Fact(_("Credit days"), "–" if days is None else str(days))


def last_papers(office: Office, customer_id: int, limit: int = PAPERS) -> Iterator[CardRow]:
    """The latest invoices, each a door."""
    for paper in invoices.recent(office, customer_id, limit):
        state = "" if paper.state == "issued" else _(STATES[paper.state])
        yield CardRow(paper.number, join(said.day(office, paper.date), said.quantities(paper.quantities), state), said.money(paper.total),
                      _INVOICE_LEVELS.get(paper.state, Level.PLAIN), door=Door("invoices", paper.id))


def people(row: CustomerRow, today: date) -> Iterator[CardRow]:
    """The contacts; who has a birthday soon is marked."""
    for each in row.contacts:
        near = each.birthday is not None and (rules.birthday_after(each.birthday, today) - today).days <= _NEAR
        birthday = _("birthday {day}").format(day=each.birthday.strftime("%m-%d")) if each.birthday else ""
        yield CardRow(each.name, join(each.role, birthday, each.remark), each.phone, Level.LOOK if near else Level.PLAIN)


def licences(office: Office, row: CustomerRow) -> Iterator[CardRow]:
    """The licences and how long they hold; those that end within the days set are marked."""
    today, soon = office.clock.today(), office.settings[rules.LICENCE_DAYS]
    for each in row.licences:
        left = None if each.expires is None else (each.expires - today).days
        if left is None:
            words, level = _("without end"), Level.PLAIN
        elif left < 0:
            words, level = _("ran out on {day}").format(day=each.expires), Level.BLOCK
        else:
            words, level = _("until {day}").format(day=each.expires), Level.LOOK if left <= soon else Level.PLAIN
        yield CardRow(each.name, each.number, words, level)


def opening_step(office: Office, step: StepRow) -> CardRow:
    """One step of opening the account, with who approved it."""
    answer = approval_row(office, step.approval_id) if step.approval_id else None
    by = _("approved by {name}").format(name=answer.decider) if answer is not None and answer.decider else ""
    return CardRow(join(_(_STEPS[step.step]), step.reason), join(step.person, by), said.moment(office, step.moment))


def note(office: Office, row: NoteRow) -> CardRow:
    """A demand, an opinion, a complaint, or what was explained."""
    return CardRow(row.text, join(_(rules.NOTES[row.kind]), row.person), said.day(office, row.date),
                   Level.LOOK if row.kind == "complaint" else Level.PLAIN)


def note_line(*kinds: str) -> Entry:
    """The line that writes down what was said (duties 4, 5, 16). kinds: those to choose from, all of them where none is named."""
    form = FormSpec("customer-note", N_("Write a note"), parts=(Section((
        FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=10, choices=tuple((key, rules.NOTES[key]) for key in kinds or rules.NOTES)),
        FieldSpec("text", N_("What was said"), width=40, limit=1000, hint=N_("What was said")),
        FieldSpec("product", N_("Product"), width=12, limit=80, hint=N_("Product"), aside=True),
        FieldSpec("date", N_("Date"), FieldKind.DATE, width=8, hint=N_("today")),
    ), inline=True),))
    return Entry(form, Verb(N_("Note"), _add_note, done=N_("Noted")))


def _add_note(office: Office, customer_id: int, values: Values) -> Done:
    return commands.add_note(office, NoteInput.from_form({**values, "customer_id": customer_id}))
