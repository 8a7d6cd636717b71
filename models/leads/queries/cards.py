"""Reads about leads: the card with its clock, the log, likely doubles, and the query behind every listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.core.errors import Problem
from models.core.fields import from_scaled
from models.core.office import Office
from models.customers.inputs import ContactInput as PersonAtCustomer
from models.customers.inputs import CustomerInput
from models.days import queries as days
from models.leads import rules
from models.leads.inputs import ContactInput
from models.leads.tables import Lead, LeadClock, LeadContact


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
    """One entry of the timeline, oldest first. number: of the lead it was logged under; merged ones keep theirs."""

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
    number: str = ""


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


def standing_of(row: Any) -> rules.Standing:
    """What is read of a stored lead to say when it is due."""
    return rules.Standing(row.state, row.grade, row.next_date, rules.Running(row.latest, row.meets, row.patience))


def lead(office: Office, lead_id: int, today: date | None = None) -> LeadRow | None:
    """One lead, its clock read today or on the day given."""
    row = Lead.get_or_none(Lead.id == lead_id)
    if row is None:
        return None
    day, standing = today or office.clock.today(), standing_of(row)
    past = LeadClock.select().where(LeadClock.lead == lead_id, LeadClock.until > day).order_by(LeadClock.until).first()
    if past is not None:
        standing = replace(standing, clock=rules.Running(past.latest, past.meets, past.patience))
    due = rules.due_on(standing)
    return LeadRow(row.id, row.number, row.name, row.contact, row.phone, row.tax_number, row.source, row.need, row.interest, row.grade,
                   rules.state_on(standing, day), row.salesperson_id,
                   row.salesperson.name if row.salesperson_id else "", row.filed, row.touched, row.next_date, row.expected, row.address,
                   row.territory, row.remark, row.customer_id, due, rules.days_late(due, day))


def by_number(office: Office, number: str) -> LeadRow | None:
    """The lead with this number."""
    row = Lead.get_or_none(Lead.number == number)
    return None if row is None else lead(office, row.id)


def merges(office: Office) -> dict[int, int]:
    """From each merged lead to the one it was merged into."""
    return dict(office.database.execute_sql("SELECT lead_id, kept_id FROM lead_merge").fetchall())


def log(office: Office, lead_id: int) -> list[LogRow]:
    """Everything that happened to a lead and to those that are the same buyer, oldest first."""
    return log_of(office, rules.one_buyer(lead_id, merges(office)))


def log_of(office: Office, leads: Sequence[int]) -> list[LogRow]:
    """The entries of these leads together, oldest first."""
    rows = (LeadContact.select(LeadContact, Lead.number).join(Lead).where(LeadContact.lead.in_(leads))
            .order_by(LeadContact.date, LeadContact.id))
    return [LogRow(r.id, r.moment, r.event, r.way, r.reached, r.text, r.grade_before, r.grade_after, r.reason, r.next_date, r.date,
                   r.salesperson, r.instruction, r.person, r.lead.number) for r in rows]


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
    """The lead whose log shows an entry, the kept one of several; 0 for an unknown entry."""
    row = office.database.execute_sql("SELECT lead_id FROM lead_contact WHERE id = ?", (entry_id,)).fetchone()
    return rules.kept_for(row[0], merges(office)) if row else 0


def followed_by(office: Office, person_id: int) -> list[int]:
    """The leads that a salesperson still follows, first filed first."""
    rows = office.database.execute_sql("SELECT id FROM lead WHERE salesperson_id = ? AND state IN ('open', 'frozen', 'lost asked') "
                                       "AND id NOT IN (SELECT lead_id FROM lead_merge) ORDER BY id", (person_id,)).fetchall()
    return [row[0] for row in rows]


def leads_of(office: Office, customer_id: int) -> list[LeadRow]:
    """The leads that a customer came from, first filed first."""
    rows = office.database.execute_sql("SELECT id FROM lead WHERE customer_id = ? ORDER BY id", (customer_id,)).fetchall()
    return [found for row in rows if (found := lead(office, row[0])) is not None]


def last_reached(office: Office, lead_id: int) -> date | None:
    """The day somebody was last reached, under whichever number."""
    same = rules.one_buyer(lead_id, merges(office))
    row = office.database.execute_sql(
        f"SELECT MAX(date) FROM lead_contact WHERE lead_id IN ({', '.join('?' * len(same))}) AND event = 'contact' AND reached = 1",
        same).fetchone()
    return date.fromisoformat(row[0]) if row[0] else None


def proposed_next(office: Office, grade: str, day: date, *, reached: bool = True) -> date:
    """The next date the clock proposes after a contact, on a work day."""
    return rules.propose_next(day, pace(office, grade).interval, days.work_days(office), reached=reached)


def patience(office: Office, grade: str) -> int:
    """Days a lead of this grade may be late until it is out of control."""
    return office.settings[rules.OUT_OF_CONTROL] * pace(office, grade).interval


def started(office: Office, grade: str, day: date) -> dict[str, object]:
    """The facts of a lead whose clock starts on a day."""
    return {"touched": day, "latest": rules.runs_out(day, pace(office, grade).interval, days.work_days(office)),
            "patience": patience(office, grade)}


def agreed(office: Office, next_date: date | None) -> dict[str, object]:
    """The facts of a lead that is to be followed up on a day, which may be one off if that is what was agreed."""
    return {"next_date": next_date, "meets": next_date, "on_day_off": next_date is not None and not days.work_days(office)(next_date)}


def contact_warnings(office: Office, contact: ContactInput) -> list[Problem]:
    """What to think about before logging this contact; nothing of it blocks."""
    row = Lead.get_by_id(contact.lead_id)
    standing = rules.Standing(row.state, contact.grade or row.grade)
    return rules.contact_warnings(standing, pace(office, standing.grade), last_reached(office, row.id), contact.next_date,
                                  contact.date or days.business_date(office))


def customer_of(office: Office, lead_id: int) -> CustomerInput:
    """The customer's file as a lead's card already fills it, for the form that converts it."""
    row = Lead.get_by_id(lead_id)
    person = (PersonAtCustomer(row.contact, phone=row.phone),) if row.contact else ()
    return CustomerInput(row.name, tax_number=row.tax_number, territory=row.territory, address=row.address, phone=row.phone,
                         salesperson_id=row.salesperson_id, remark=row.remark, contacts=person)
