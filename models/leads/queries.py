"""Reads about leads: the card with its clock, the log, likely doubles, and the query behind every listing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.core import search
from models.core.clock import unstamp
from models.core.errors import Problem
from models.core.fields import from_scaled
from models.core.office import Office
from models.customers.inputs import ContactInput as PersonAtCustomer
from models.customers.inputs import CustomerInput
from models.customers.queries import candidates
from models.customers.rules import Filed, normal_number, phones_of, sound_of
from models.days import queries as days
from models.leads import rules
from models.leads.inputs import ContactInput
from models.leads.tables import Lead, LeadContact


def pace(office: Office, grade: str) -> rules.Pace:
    """The figures of a grade as the office has set them."""
    window = rules.WINDOWS.get(grade)
    return rules.Pace(None if window is None else office.settings[window], office.settings[rules.INTERVALS[grade]],
                      office.settings[rules.SHORTEST[grade]])


@dataclass(frozen=True)
class LeadRow:
    """A lead with its clock read on one day. late: days. state: a key of STATES, with out of control told apart."""

    id: int
    number: str
    name: str
    contact: str
    phone: str
    tax_number: str
    source: str
    need: str
    interest: str
    grade: str
    state: str
    salesperson_id: int | None
    salesperson: str
    filed: date
    touched: date
    next_date: date | None
    expected: date | None
    address: str
    territory: str
    remark: str
    customer_id: int | None
    due: date | None
    late: int


@dataclass(frozen=True)
class LogRow:
    """One entry of the timeline, oldest first."""

    id: int
    moment: datetime
    event: str
    way: str
    reached: bool
    text: str
    grade_before: str
    grade_after: str
    reason: str
    next_date: date | None
    date: date
    salesperson: str
    instruction: str
    person: str


@dataclass(frozen=True)
class LossRow:
    """The last loss asked for a lead. answered: None while the manager has not."""

    id: int
    lead_id: int
    kind: str
    reason: str
    text: str
    rival: str
    price_gap: Decimal | None
    second_visit: date | None
    date: date
    grade: str
    person: str
    granted: bool | None
    answered_by: str


@dataclass(frozen=True)
class Double:
    """Somebody filed already who may be the same. kind: lead or customer. why: name, phone, tax number or sound."""

    kind: str
    id: int
    number: str
    name: str
    why: str


def standing_of(row: Lead) -> rules.Standing:
    """What the clock reads of a stored lead."""
    return rules.Standing(row.state, row.grade, row.touched, row.next_date, row.grace)


def lead(office: Office, lead_id: int, today: date | None = None) -> LeadRow | None:
    """One lead, its clock read today or on the day given."""
    row = Lead.get_or_none(Lead.id == lead_id)
    if row is None:
        return None
    day, interval, standing = today or office.clock.today(), pace(office, row.grade).interval, standing_of(row)
    due = rules.due_on(standing, interval)
    return LeadRow(row.id, row.number, row.name, row.contact, row.phone, row.tax_number, row.source, row.need, row.interest, row.grade,
                   rules.state_on(standing, interval, day, office.settings[rules.OUT_OF_CONTROL]), row.salesperson_id,
                   row.salesperson.name if row.salesperson_id else "", row.filed, row.touched, row.next_date, row.expected, row.address,
                   row.territory, row.remark, row.customer_id, due, rules.days_late(due, day))


def by_number(office: Office, number: str) -> LeadRow | None:
    """The lead with this number."""
    row = Lead.get_or_none(Lead.number == number)
    return None if row is None else lead(office, row.id)


def find(office: Office, text: str, limit: int = 20) -> list[tuple[int, str, str, str]]:
    """(id, number, name, phone) of leads whose name, pinyin, initials, phone or number hold every word, the surest first."""
    ids = search.found(office.database, "lead", text, limit)
    rows = {row[0]: row for row in Lead.select(Lead.id, Lead.number, Lead.name, Lead.phone).where(Lead.id.in_(ids)).tuples()}
    return [rows[lead_id] for lead_id in ids]


def log(office: Office, lead_id: int) -> list[LogRow]:
    """Everything that happened to a lead, oldest first."""
    rows = LeadContact.select().where(LeadContact.lead == lead_id).order_by(LeadContact.date, LeadContact.id)
    return [LogRow(r.id, r.moment, r.event, r.way, r.reached, r.text, r.grade_before, r.grade_after, r.reason, r.next_date, r.date,
                   r.salesperson, r.instruction, r.person) for r in rows]


def last_loss(office: Office, lead_id: int) -> LossRow | None:
    """The last loss asked for a lead, with the manager's answer if there is one."""
    row = office.database.execute_sql(
        "SELECT l.id, l.lead_id, l.kind, l.reason, l.text, l.rival, l.price_gap, l.second_visit, l.date, l.grade, l.person, "
        "r.granted, r.person FROM lead_loss l LEFT JOIN lead_loss_review r ON r.loss_id = l.id "
        "WHERE l.lead_id = ? ORDER BY l.id DESC LIMIT 1", (lead_id,)).fetchone()
    if row is None:
        return None
    gap = None if row[6] is None else from_scaled(row[6], 2)
    again = date.fromisoformat(row[7]) if row[7] else None
    granted = None if row[11] is None else bool(row[11])
    return LossRow(row[0], row[1], row[2], row[3], row[4], row[5], gap, again, date.fromisoformat(row[8]), row[9], row[10], granted,
                   row[12] or "")


def lead_of_loss(office: Office, loss_id: int) -> int:
    """The lead that a loss was asked for; 0 for an unknown loss."""
    row = office.database.execute_sql("SELECT lead_id FROM lead_loss WHERE id = ?", (loss_id,)).fetchone()
    return int(row[0]) if row else 0


def lead_of_entry(office: Office, entry_id: int) -> int:
    """The lead whose log holds an entry; 0 for an unknown entry."""
    row = office.database.execute_sql("SELECT lead_id FROM lead_contact WHERE id = ?", (entry_id,)).fetchone()
    return int(row[0]) if row else 0


def leads_of(office: Office, customer_id: int) -> list[LeadRow]:
    """The leads that a customer came from, first filed first."""
    rows = office.database.execute_sql("SELECT id FROM lead WHERE customer_id = ? ORDER BY id", (customer_id,)).fetchall()
    return [found for row in rows if (found := lead(office, row[0])) is not None]


def last_reached(office: Office, lead_id: int) -> date | None:
    """The day somebody was last reached."""
    row = office.database.execute_sql(
        "SELECT MAX(date) FROM lead_contact WHERE lead_id = ? AND event = 'contact' AND reached = 1", (lead_id,)).fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def first_response(office: Office, lead_id: int) -> tuple[datetime, datetime | None]:
    """When a lead was filed, and when somebody first tried to reach it (duty 61)."""
    row = office.database.execute_sql(
        "SELECT l.created, (SELECT MIN(c.moment) FROM lead_contact c WHERE c.lead_id = l.id AND c.event = 'contact') "
        "FROM lead l WHERE l.id = ?", (lead_id,)).fetchone()
    return unstamp(row[0]), unstamp(row[1]) if row[1] else None


def proposed_next(office: Office, grade: str, day: date, *, reached: bool = True) -> date:
    """The next date the clock proposes after a contact, on a work day."""
    return rules.propose_next(day, pace(office, grade).interval, lambda step: days.is_work_day(office, step), reached=reached)


def grace(office: Office, grade: str, day: date) -> int:
    """Days the clock that starts on a day waits beyond the grade's interval, until the next work day."""
    return rules.grace_of(day, pace(office, grade).interval, lambda step: days.is_work_day(office, step))


def contact_warnings(office: Office, contact: ContactInput) -> list[Problem]:
    """What to think about before logging this contact; nothing of it blocks."""
    row = Lead.get_by_id(contact.lead_id)
    standing = rules.Standing(row.state, contact.grade or row.grade, row.touched, row.next_date)
    return rules.contact_warnings(standing, pace(office, standing.grade), last_reached(office, row.id), contact.next_date,
                                  contact.date or days.business_date(office))


def doubles(office: Office, *, name: str = "", phone: str = "", tax_number: str = "", but: int = 0) -> list[Double]:
    """Leads and customers that may be the same as the one being typed; `but` leaves one lead out. Warnings only."""
    sound = sound_of(name) if len(name) > 1 else ""
    asked = Filed(0, "", name.strip(), normal_number(tax_number).upper(), frozenset(phones_of(phone)), sound)
    known = {"lead": _alike(office, asked, but), "customer": candidates(office, asked.name, asked.tax_number, asked.phones)}
    return [Double(kind, other.id, other.code, other.name, why) for kind, others in known.items() for other in others
            if (why := rules.why_alike(asked, other))]


def _alike(office: Office, asked: Filed, but: int, limit: int = 20) -> list[Filed]:
    """Leads that share name, sound, tax number or a phone, as they are compared with customers."""
    ids = [each for phone in asked.phones for each in search.found(office.database, "lead", phone, limit)]
    marks = ", ".join("?" * len(ids))
    rows = office.database.execute_sql(
        "SELECT id, number, name, tax_number, phone, alike FROM lead WHERE id <> ? AND state <> 'won' AND id IN ("
        "SELECT id FROM lead WHERE name = ? UNION SELECT id FROM lead WHERE alike = ? AND alike <> '' "
        f"UNION SELECT id FROM lead WHERE tax_number = ? AND tax_number <> '' UNION SELECT id FROM lead WHERE id IN ({marks})) LIMIT ?",
        (but, asked.name, asked.sound, asked.tax_number, *ids, limit))
    return [Filed(row[0], row[1], row[2], row[3], frozenset(phones_of(row[4])), row[5]) for row in rows.fetchall()]


@dataclass(frozen=True)
class FollowUp:
    """A lead that is due. late: days past its due date on the day asked for."""

    id: int
    number: str
    name: str
    phone: str
    grade: str
    due: date
    late: int
    salesperson: str


def follow_ups(office: Office, day: date, limit: int = 50) -> tuple[list[FollowUp], int]:
    """The leads to follow up by a day, the latest first and of those the hottest, and how many there are in all."""
    paces = " ".join(f"WHEN '{grade}' THEN {pace(office, grade).interval}" for grade in rules.GRADES)
    heat = " ".join(f"WHEN '{grade}' THEN {place}" for place, grade in enumerate(rules.GRADES))
    due = (f"CASE state WHEN 'open' THEN MIN(COALESCE(next_date, '9999-12-31'), date(touched, '+' || (CASE grade {paces} END + grace) "
           "|| ' days')) ELSE next_date END")
    rows = office.database.execute_sql(
        f"SELECT d.id, d.number, d.name, d.phone, d.grade, d.due, COALESCE(p.name, ''), COUNT(*) OVER () FROM (SELECT id, number, name, "
        f"phone, grade, salesperson_id, {due} AS due FROM lead WHERE state IN ('open', 'frozen', 'lost')) d "
        f"LEFT JOIN person p ON p.id = d.salesperson_id WHERE d.due <= ? ORDER BY d.due, CASE d.grade {heat} END, d.id LIMIT ?",
        (day.isoformat(), limit)).fetchall()
    made = []
    for row in rows:
        when = date.fromisoformat(row[5])
        made.append(FollowUp(row[0], row[1], row[2], row[3], row[4], when, rules.days_late(when, day), row[6]))
    return made, rows[0][7] if rows else 0


def customer_of(office: Office, lead_id: int) -> CustomerInput:
    """The customer's file as a lead's card already fills it, for the form that converts it."""
    row = Lead.get_by_id(lead_id)
    person = (PersonAtCustomer(row.contact, phone=row.phone),) if row.contact else ()
    return CustomerInput(row.name, tax_number=row.tax_number, territory=row.territory, address=row.address, phone=row.phone,
                         salesperson_id=row.salesperson_id, remark=row.remark, contacts=person)


def transitions(office: Office, start: date, end: date) -> dict[tuple[str, str], int]:
    """How often a grade became which in a period; staying is counted too (duty 86)."""
    rows = office.database.execute_sql(
        "SELECT grade_before, grade_after, COUNT(*) FROM lead_contact WHERE event = 'contact' AND reached = 1 AND date BETWEEN ? AND ? "
        "GROUP BY grade_before, grade_after", (start.isoformat(), end.isoformat()))
    return {(before, after): count for before, after, count in rows.fetchall()}


def funnel(office: Office, start: date, end: date) -> dict[str, int]:
    """Of the leads filed in a period: how many, how many by grade and state now."""
    rows = office.database.execute_sql(
        "SELECT CASE state WHEN 'open' THEN grade ELSE state END, COUNT(*) FROM lead WHERE filed BETWEEN ? AND ? GROUP BY 1",
        (start.isoformat(), end.isoformat())).fetchall()
    return {"filed": sum(count for _key, count in rows), **dict(rows)}
