"""One lead at a glance: its card at the left, its log at the right with the line to log the next contact."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import queries as customers
from models.leads import commands, queries, rules
from models.leads.inputs import ContactInput
from models.leads.queries import LeadRow, LogRow, LossRow
from ui.kit.board import Board, Card, CardRow, Entry, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Section, Values
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.leads.doubles import FOLLOWED
from ui.tabs.leads.forms import UNREACHED, grade_choices, grade_line, log_marks, way_choices
from ui.tabs.leads.inquiries import ANSWER
from ui.tabs.leads.merging import merged_card

LEVELS = {"open": Level.PLAIN, "out of control": Level.BLOCK, "frozen": Level.PLAIN, "lost asked": Level.LOOK, "lost": Level.PLAIN,
          "won": Level.GOOD}


def lead_board(office: Office, lead_id: int) -> Board:
    """What a selected lead shows; built on a worker."""
    row = queries.lead(office, lead_id)
    if row is None:
        return Board(())
    log = queries.log(office, lead_id)
    loss = queries.last_loss(office, lead_id)
    cards = [Card(row.name, facts=tuple(_facts(office, row)), columns=2)]
    if loss is not None and row.state in ("lost asked", "lost"):
        cards.append(Card(_("Loss"), facts=tuple(_loss(office, loss)), columns=2))
    entry = log_entry(office, row) if row.state in FOLLOWED else None
    said_there = tuple(_entry(office, each, row.number) for each in log)
    cards.append(Card(_("Contact log"), said_there, timeline=True, entry=entry, side=1, count=len(log)))
    cards += filter(None, (merged_card(office, row), _asked(office, row), _points(office, row) if entry is not None else None))
    return Board(tuple(cards), subject=row.id, shares=(2, 3))


def _asked(office: Office, row: LeadRow) -> Card | None:
    """What the lead asked and nobody has answered yet (duty 62)."""
    waiting = [each for each in queries.inquiries_of(office, row.id) if not each.outcome]
    rows = tuple(CardRow(each.text, each.channel, said.moment(office, each.came), Level.BLOCK if each.late else Level.LOOK, id=each.id)
                 for each in waiting)
    return Card(_("Waits for an answer"), rows, verbs=(ANSWER,), count=len(rows)) if rows else None


def _points(office: Office, row: LeadRow) -> Card | None:
    """What to say to a lead of this grade, beside the log (duty 63)."""
    facts = tuple(Fact(point.title, point.text, wide=True) for point in queries.points(office, row.grade))
    return Card(_("What to say"), facts=facts, door=Door("talking_points")) if facts else None


def _first_answer(office: Office, row: LeadRow) -> Iterator[Fact]:
    """How long it took until somebody was first reached (duty 61); of those who waited only."""
    seen = queries.first_response(office, row.id)
    if seen.waits and seen.reached is not None:
        after = said.office_hours(seen.worked, seen.reached - seen.since)
        yield Fact(_("First answer"), _("after {time}").format(time=after), Level.LOOK if seen.late else Level.PLAIN, wide=True)
    elif seen.waits and row.state in FOLLOWED:
        waited = said.office_hours(seen.worked, office.clock.moment() - seen.since)
        yield Fact(_("First answer"), _("waiting for {time}").format(time=waited), Level.BLOCK if seen.late else Level.LOOK, wide=True)


def _facts(office: Office, row: LeadRow) -> Iterator[Fact]:
    due = said.day(office, row.due)
    late = _("{days} days late").format(days=row.late) if row.late else ""
    customer = customers.card(office, row.customer_id) if row.customer_id else None
    yield Fact(_("Grade"), _(rules.GRADES[row.grade]), wide=True)
    yield Fact(_("No."), row.number)
    yield Fact(_("State"), _(rules.STATES[row.state]), LEVELS.get(row.state, Level.PLAIN))
    yield Fact(_("Due"), join(due, late) or "–", Level.BLOCK if row.late else Level.PLAIN)
    if (visit := queries.next_visit(office, row.id)) is not None:
        missed = Level.LOOK if visit.date < office.clock.today() else Level.PLAIN
        yield Fact(_("Visit planned"), join(said.day(office, visit.date), visit.salesperson), missed, Door("visit_plans", visit.id))
    yield Fact(_("Phone"), row.phone or "–", wide=len(row.phone) > 14)
    yield Fact(_("Contact person"), row.contact or "–")
    yield Fact(_("Salesperson"), row.salesperson or "–")
    yield Fact(_("Source"), _(rules.SOURCES.get(row.source, row.source)))
    yield Fact(_("Filed on"), said.day(office, row.filed))
    yield from _first_answer(office, row)
    if row.expected:
        yield Fact(_("Means to buy on"), said.day(office, row.expected))
    if customer is not None:
        yield Fact(_("Customer"), join(customer.code, customer.name), door=Door("customers", customer.id), wide=True)
    for key, text in queries.seen_at(office, row.id).items():
        yield Fact(_(rules.ROLES.get(key, N_("Products owned"))), text, wide=key == "owned")
    for title, text in ((N_("Product of interest"), row.interest), (N_("Need"), row.need), (N_("Territory"), row.territory),
                        (N_("Address"), row.address), (N_("Tax number"), row.tax_number), (N_("Remark"), row.remark)):
        if text:
            yield Fact(_(title), text, wide=True)


def _loss(office: Office, loss: LossRow) -> Iterator[Fact]:
    answer = _("waits for the manager") if loss.granted is None else join(_("granted") if loss.granted else _("refused"), loss.answered_by)
    yield Fact(_("Kind of loss"), _(rules.LOSS_KINDS[loss.kind]))
    yield Fact(_("Reason"), _(rules.LOSS_REASONS[loss.reason]))
    if loss.rival or loss.price_gap is not None:
        yield Fact(_("Rival"), loss.rival or "–")
        yield Fact(_("Price gap"), "–" if loss.price_gap is None else said.money(loss.price_gap))
    yield Fact(_("Asked by"), join(loss.person, said.day(office, loss.date)))
    yield Fact(_("Answer"), answer, Level.LOOK if loss.granted is None else Level.PLAIN)
    if loss.second_visit:
        yield Fact(_("Second visit"), said.day(office, loss.second_visit))
    if loss.text:
        yield Fact(_("Explanation"), loss.text, wide=True)


def _entry(office: Office, row: LogRow, number: str) -> CardRow:
    """One entry of the log: what was said or happened, by whom and how, what was agreed, under which other number."""
    other = row.number if row.number != number else ""
    fell = row.grade_before != row.grade_after and rules.is_downgrade(row.grade_before, row.grade_after)
    if row.event == "instructed":
        told = _("manager: {text}").format(text=row.instruction)
        return CardRow(told, join(row.person, row.text, other), said.day(office, row.date), Level.LOOK, row.grade_after)
    contact = row.event == "contact"
    way = _(rules.WAYS.get(row.way, row.way)) if row.reached else _("Nobody answered")
    what = (row.text or way) if contact else join(_(rules.EVENTS[row.event]), row.text)
    agreed = _("next {day}").format(day=said.day(office, row.next_date)) if row.next_date else ""
    told = _("manager: {text}").format(text=row.instruction) if row.instruction else ""
    by = row.person if row.salesperson in ("", row.person) else f"{row.person} ({row.salesperson})"
    moved = grade_line(row.grade_before, row.grade_after) if row.grade_before != row.grade_after else ""
    return CardRow(what, join(way if contact and row.text else "", by, moved, row.reason, agreed, told, other), said.day(office, row.date),
                   Level.LOOK if fell else Level.PLAIN, row.grade_after)


def log_entry(office: Office, row: LeadRow) -> Entry:
    """The line that logs a contact: way, what was said, grade before → after, why it falls, next date."""
    proposed = queries.proposed_next(office, row.grade, office.clock.today())

    def follow(office: Office, values: Values, path: str) -> Live:
        return log_marks(office, row, values, path, hinted=True)

    form = FormSpec("lead-log", N_("Log a contact"), parts=(Section((
        FieldSpec("way", N_("Way"), FieldKind.CHOICE, width=11, choices=way_choices, aside=True),
        FieldSpec("text", N_("What was said"), width=40, limit=1000, hint=N_("What was said")),
        FieldSpec("grade", N_("Grade"), FieldKind.CHOICE, width=4, choices=grade_choices, initial=row.grade),
        FieldSpec("reason", N_("Why the grade falls"), width=16, limit=200, hint=N_("Why the grade falls"), asked=True),
        FieldSpec("next_date", N_("Next date"), FieldKind.DATE, width=8, hint=said.day(office, proposed)),
    ), inline=True),), live=follow)
    return Entry(form, Verb(N_("Log"), log_contact, done=N_("Logged: {number}")), reads=lambda values: contact_of(row.id, values))


def contact_of(lead_id: int, values: Values) -> ContactInput:
    """The contact that a form or the entry line says."""
    reached = values["way"] != UNREACHED
    return ContactInput.from_form({**values, "lead_id": lead_id, "text": values["text"] or "", "way": values["way"] if reached else "phone",
                                   "reached": reached, "grade": values["grade"] or ""})


def log_contact(office: Office, _lead_id: int, contact: ContactInput) -> Done:
    """Log it; the number said is the lead's."""
    return commands.follow_up(office, contact)
