"""Leads, their log and what is due, as listings (duties 31, 61, 97)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import JOIN, SQL, Case, ModelSelect, Select, Value, fn

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, clock_of
from models.core.text import N_, _
from models.customers.tables import Customer
from models.days.queries import tell_hours
from models.leads import rules
from models.leads.listing.first_answer import FIRST_ANSWER, FIRST_ANSWER_CLOCK
from models.leads.tables import Lead, LeadClock, LeadContact, LeadMerge
from models.people.tables import Person

NOW = SQL('"now"."day"')
"""The day on which the clock is read: the filter's as-of date, else today. Every query of leads joins it as a row of its own."""


_latest, _patience = fn.COALESCE(LeadClock.latest, Lead.latest), fn.COALESCE(LeadClock.patience, Lead.patience)
_meets = Case(None, ((LeadClock.until.is_null(), Lead.meets),), LeadClock.meets)
DUE = Case(None, ((Lead.state == "open", fn.MIN(fn.COALESCE(_meets, _latest), _latest)),
                  (Lead.state.in_(["frozen", "lost"]), Lead.next_date)), None)
LATE = fn.MAX(0, fn.COALESCE((fn.JULIANDAY(NOW) - fn.JULIANDAY(DUE)).cast("INTEGER"), 0))
STATE = Case(None, (((Lead.state == "open") & (LATE > _patience), "out of control"),), Lead.state)
MERGED = LeadMerge.select(LeadMerge.lead)
"""Leads for which another stands: no list shows them."""
HEAT = Case(Lead.grade, [(grade, place) for place, grade in enumerate(rules.GRADES)])


def _reading(query: ModelSelect, ask: Filter) -> ModelSelect:
    """The query with the day on which its clock is read, and how a clock read then that was moved since."""
    tell_hours(Lead)
    day = (ask.as_of or clock_of(Lead).today()).isoformat()
    query = query.join(Select(columns=[Value(day).alias("day")]).alias("now"), JOIN.CROSS, attr="now")
    past = LeadClock.alias()
    until = past.select(fn.MIN(past.until)).where(past.lead == Lead.id, past.until > day)
    return query.join_from(Lead, LeadClock, JOIN.LEFT_OUTER, on=(LeadClock.lead == Lead.id) & (LeadClock.until == until))


def _leads(ask: Filter) -> ModelSelect:
    kept = _reading(Lead.select().where(Lead.id.not_in(MERGED)), ask)
    return kept.join_from(Lead, Person, JOIN.LEFT_OUTER).join_from(Lead, Customer, JOIN.LEFT_OUTER)


def _due(ask: Filter) -> ModelSelect:
    return _leads(ask).where(DUE <= NOW)


def _contacts(_ask: Filter) -> ModelSelect:
    return LeadContact.select().join(Lead)


def worded(choices: dict[str, str]) -> Sequence[tuple[Any, str]]:
    """The options of a facet that offers these."""
    return [(key, _(words)) for key, words in choices.items()]


def salespeople() -> Sequence[tuple[Any, str]]:
    """Those who have leads or customers."""
    whose = Person.id.in_(Lead.select(Lead.salesperson)) | Person.id.in_(Customer.select(Customer.salesperson))
    return list(Person.select(Person.id, Person.name).where(whose).order_by(Person.pinyin).tuples())


GRADE = Facet("grade", N_("Grade"), Lead.grade, lambda: [(grade, grade) for grade in rules.GRADES])
SALESPERSON = Facet("salesperson", N_("Salesperson"), Lead.salesperson, salespeople)
SOURCE = Facet("source", N_("Source"), Lead.source, lambda: worded(rules.SOURCES))
WAY = Facet("way", N_("Way"), LeadContact.way, lambda: worded(rules.WAYS))

_CARD = (
    Column("number", N_("No."), Lead.number, Kind.CODE, search=True, width=14),
    Column("name", N_("Name"), Lead.name, sort=Lead.pinyin, search=Lead.search, width=22),
    Column("phone", N_("Phone"), Lead.phone, Kind.CODE, search=True, width=13),
    Column("grade", N_("Grade"), Lead.grade, Kind.GRADE, sort=HEAT, width=6),
    Column("late", N_("Days late"), LATE, Kind.INTEGER, width=8),
    Column("due", N_("Due"), DUE, Kind.DATE, width=10),
    Column("state", N_("State"), STATE, Kind.STATE, choices=rules.STATES, width=16),
    Column("salesperson", N_("Salesperson"), Person.name, sort=Person.pinyin, width=10),
    Column("interest", N_("Product of interest"), Lead.interest, search=True, width=18),
    Column("need", N_("Need"), Lead.need, search=True, width=24),
    Column("source", N_("Source"), Lead.source, Kind.STATE, choices=rules.SOURCES, width=12),
    Column("territory", N_("Territory"), Lead.territory, search=True, width=10),
    Column("filed", N_("Filed on"), Lead.filed, Kind.DATE, width=10),
    Column("touched", N_("Last reached"), Lead.touched, Kind.DATE, width=10),
    Column("next", N_("Next date"), Lead.next_date, Kind.DATE, width=10, shown=False),
    Column("answered", N_("Office hours to first answer"), FIRST_ANSWER, Kind.QUANTITY, width=9, shown=False),
    Column("answered_clock", N_("The same by the clock"), FIRST_ANSWER_CLOCK, Kind.QUANTITY, width=9, shown=False),
    Column("expected", N_("Means to buy on"), Lead.expected, Kind.DATE, width=10, shown=False),
    Column("contact", N_("Contact person"), Lead.contact, search=True, width=10, shown=False),
    Column("address", N_("Address"), Lead.address, search=True, width=24, shown=False),
    Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, width=18, shown=False),
    Column("remark", N_("Remark"), Lead.remark, search=True, width=24, shown=False),
)

LEADS = Listing("leads", N_("Leads"), rows=_leads, key=Lead.id, columns=_CARD, topics=("leads", "settings"), date=Lead.filed, state="state",
                order=("-number",), facets=(GRADE, SALESPERSON, SOURCE), singular=N_("Lead"),
                empty=N_("Nobody is filed yet; file the first one who may buy"))
DUE_LEADS = Listing("leads_due", N_("Follow-ups due"), rows=_due, key=Lead.id, columns=_CARD, topics=("leads", "settings", "days"),
                    date=DUE, state="state", order=("-late", "grade"), facets=(GRADE, SALESPERSON), singular=N_("Follow-up due"),
                    empty=N_("Everybody who may buy was followed up in time"))
CONTACTS = Listing("lead_contacts", N_("Lead log"), rows=_contacts, key=LeadContact.id, topics=("leads",), date=LeadContact.date,
                   state="event", order=("-date", "-id"), facets=(WAY,), singular=N_("Log entry"),
                   empty=N_("No contact was logged yet"), columns=(
    Column("id", N_("Entry"), LeadContact.id, Kind.INTEGER, width=7, shown=False),
    Column("date", N_("Date"), LeadContact.date, Kind.DATE, width=10),
    Column("number", N_("No."), Lead.number, Kind.CODE, search=True, width=14),
    Column("name", N_("Name"), Lead.name, sort=Lead.pinyin, search=Lead.search, width=22),
    Column("event", N_("Event"), LeadContact.event, Kind.STATE, choices=rules.EVENTS, width=10),
    Column("way", N_("Way"), LeadContact.way, Kind.STATE, choices=rules.WAYS, width=10),
    Column("reached", N_("Reached"), LeadContact.reached, Kind.FLAG, width=7),
    Column("text", N_("What was said"), LeadContact.text, search=True, width=40),
    Column("before", N_("Grade before"), LeadContact.grade_before, Kind.GRADE, width=8),
    Column("after", N_("Grade after"), LeadContact.grade_after, Kind.GRADE, width=8),
    Column("reason", N_("Reason"), LeadContact.reason, search=True, width=20),
    Column("next", N_("Next date"), LeadContact.next_date, Kind.DATE, width=10),
    Column("salesperson", N_("Salesperson"), LeadContact.salesperson, search=True, width=10),
    Column("instruction", N_("Manager's instruction"), LeadContact.instruction, search=True, width=24),
    Column("person", N_("Logged by"), LeadContact.person, width=10, shown=False),
    Column("moment", N_("Logged at"), LeadContact.moment, Kind.MOMENT, width=14, shown=False),
))
