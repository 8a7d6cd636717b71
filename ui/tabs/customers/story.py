"""What was said between the office and a customer, in one log: notes, contacts as a lead, visits, measures, merges (duties 5, 34, 68)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.core.office import Office
from models.core.text import _
from models.customers import queries, rules
from models.leads import queries as leads
from models.leads import rules as grades
from models.leads.queries import LogRow
from models.reports.queries import service
from models.reports.queries.service import Received
from ui.kit.board import CardRow
from ui.kit.specs import Level
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.customers import facts

LATEST = 60
Dated = tuple[date, CardRow]


def story(office: Office, customer_id: int) -> tuple[tuple[CardRow, ...], int]:
    """(the latest entries, oldest first; how many are older), of everybody the customer stands for."""
    same = queries.family(office, customer_id)
    told = [entry for each in same for entry in (*_notes(office, each), *_answers(office, each), *_steps(office, each))]
    told += [*_contacts(office, same), *_visits(office, customer_id), *_receptions(office, customer_id), *_merges(office, same)]
    told.sort(key=lambda entry: entry[0])
    return tuple(row for _day, row in told[-LATEST:]), max(0, len(told) - LATEST)


def _notes(office: Office, customer_id: int) -> Iterator[Dated]:
    for each in reversed(queries.notes(office, customer_id)):
        yield each.date, facts.note(office, each)


def _answers(office: Office, customer_id: int) -> Iterator[Dated]:
    for each in reversed(queries.answers_of(office.database, customer_id)):
        if each.kind == "snooze":
            what = _("warning snoozed until {day}").format(day=said.day(office, each.until))
        else:
            what = join(_("measure on the warning"), _(rules.OUTCOMES[each.outcome]))
        yield each.date, CardRow(each.text, join(what, each.person), said.day(office, each.date), Level.LOOK)


def _steps(office: Office, customer_id: int) -> Iterator[Dated]:
    for each in queries.opening_steps(office, customer_id):
        row = facts.opening_step(office, each)
        day = office.clock.local(each.moment).date()
        yield day, CardRow(row.text, row.detail, said.day(office, day))


def _contacts(office: Office, same: tuple[int, ...]) -> Iterator[Dated]:
    """The log of the leads it came from, and of those that were the same buyer."""
    seen: set[int] = set()
    for lead in (found for each in same for found in leads.leads_of(office, each)):
        for entry in leads.log(office, lead.id):
            if entry.id not in seen:
                seen.add(entry.id)
                yield entry.date, _contact(office, entry)


def _contact(office: Office, entry: LogRow) -> CardRow:
    way = _(grades.WAYS.get(entry.way, entry.way)) if entry.reached else _("Nobody answered")
    contact = entry.event == "contact"
    what = (entry.text or way) if contact else join(_(grades.EVENTS[entry.event]), entry.text)
    told = _("manager: {text}").format(text=entry.instruction) if entry.instruction else ""
    return CardRow(what, join(way if contact and entry.text else "", entry.number, entry.person, entry.reason, told),
                   said.day(office, entry.date), grade=entry.grade_after)


def _visits(office: Office, customer_id: int) -> Iterator[Dated]:
    for each in reversed(service.visits(office, customer_id)):
        met = _("met {name}").format(name=each.met) if each.met else ""
        told = _("manager: {text}").format(text=each.instruction) if each.instruction else ""
        yield each.date, CardRow(each.text, join(_("Visit"), met, each.salesperson, told), said.day(office, each.date))


def _receptions(office: Office, customer_id: int) -> Iterator[Dated]:
    for each in reversed(service.receptions(office, customer_id)):
        yield each.date, reception(office, each)


def reception(office: Office, each: Received) -> CardRow:
    """Who came or called, what about, and what was explained."""
    explained = _("explained: {text}").format(text=each.explained) if each.explained else ""
    return CardRow(each.about, join(_(rules.WAYS[each.way]), each.caller, explained, each.person), said.day(office, each.date))


def _merges(office: Office, same: tuple[int, ...]) -> Iterator[Dated]:
    for each in same[1:]:
        alias, row = queries.alias_of(office, each), queries.card(office, each)
        if alias is not None:
            what = _("{code} {name} was merged into this customer").format(code=row.code, name=row.name)
            yield alias.date, CardRow(what, join(alias.reason, alias.person), said.day(office, alias.date))
