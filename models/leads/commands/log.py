"""What every verb about a lead begins and ends with: its row, its checks, an entry of its log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.office import Act, Office
from models.core.text import N_, _
from models.days import queries as days
from models.days.rules import check_date
from models.leads import queries, rules
from models.leads.tables import Lead, LeadClock, LeadContact, LeadMerge, VisitPlan
from models.people import queries as people_queries


def any_row(lead_id: int, field: str = "lead_id") -> Any:
    """The stored lead, merged or not, its fields read as values. Raises RuleViolation when there is none."""
    row = Lead.get_or_none(Lead.id == lead_id)
    if row is None:
        raise RuleViolation([Problem(field, "lead.unknown", N_("There is no lead {id}"), {"id": lead_id})])
    return row


def row_of(lead_id: int) -> Any:
    """The stored lead, to be written to. Raises RuleViolation when there is none, or when another stands for it."""
    row, merge = any_row(lead_id), LeadMerge.get_or_none(LeadMerge.lead == lead_id)
    if merge is not None:
        raise RuleViolation([rules.merged_away(merge.kept.number)])
    return row


def check_day(office: Office, day: date) -> list[Problem]:
    return check_date(day, days.closed_through(office), office.clock.today())


def check_salesperson(office: Office, person_id: int | None) -> list[Problem]:
    known = person_id is None or person_id in dict(people_queries.choices(office))
    return [] if known else [Problem("salesperson_id", "person.unknown", N_("Choose somebody who works here"))]


def require_state(row: Any, wanted: str) -> None:
    if row.state != wanted:
        raise RuleViolation([Problem("", "lead.state", N_("This lead is in another state: {state}"), {"state": rules.STATES[row.state]})])


def require_manager(office: Office) -> None:
    """The person at the desk is a manager, or alone in the office. Raises RuleViolation."""
    actor = office.actor
    if actor is None or not ("manager" in actor.roles or people_queries.is_alone(office)):
        raise RuleViolation([Problem("", "approval.role", N_("Only a manager can approve this"))])


def start_clock(office: Office, row: Any, day: date) -> None:
    """The clock of the lead's grade starts on a day; how one that ran before was read is of no more use."""
    _tell(row, queries.started(office, row.grade, day))
    LeadClock.delete().where(LeadClock.lead == row.id).execute()


def agree(office: Office, row: Any, next_date: date | None) -> None:
    """The lead is to be followed up on this day; a frozen or lost one looked at again."""
    _tell(row, queries.agreed(office, next_date))


def _tell(row: Any, facts: Mapping[str, object]) -> None:
    for name, value in facts.items():
        setattr(row, name, value)


def turn(row: Any, state: str, **values: object) -> None:
    """Another state. Planned visits go along to the customer a lead becomes; those of one that is put aside are dropped."""
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    ahead = (VisitPlan.lead == row) & (VisitPlan.state == "planned")
    if state == "won":
        VisitPlan.update(lead=None, customer=row.customer_id).where(ahead).execute()
    elif state in ("lost", "frozen"):
        VisitPlan.update(state="dropped", reason=_(rules.STATES[state])).where(ahead).execute()


def log(act: Act, row: Any, day: date, event: str, **facts: object) -> int:
    """Append to the lead's log, and tell the screens."""
    before = facts.pop("grade_before", row.grade)
    said: Mapping[str, object] = {"salesperson": row.salesperson.name if row.salesperson_id else "", "person": act.person, **facts}
    act.changed("leads").about(row.number)
    entry = LeadContact.create(lead=row, date=day, moment=act.moment, event=event, grade_before=before, grade_after=row.grade, **said)
    return int(entry.id)


def fulfil(which: Any, **made: object) -> None:
    """The planned visits that a condition names were made; made: the entry of the log, or the visit, that says so."""
    VisitPlan.update(state="made", **made).where(which, VisitPlan.state == "planned").execute()
