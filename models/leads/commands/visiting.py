"""Plan visits to leads and to customers we own, and log what they saw: whom, what they own, what it cost (duties 65, 85, 89)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.customers.queries import card
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.following import contact_problems, store_contact
from models.leads.commands.log import check_day, check_salesperson, fulfil, require_state, row_of
from models.leads.inputs import ContactInput, PlanVisitInput, StopInput, VisitInput
from models.leads.tables import OwnedVisit, VisitPlan, VisitReport
from models.people import queries as people


def plan_visits(office: Office, x: PlanVisitInput) -> Done:
    """Plan the visits of a day, a row for each stop. Returns the last; its number is the day."""
    kept = [rules.tidied(stop, rules.STOP_TEXTS) for stop in x.stops]
    x, found = replace(x, stops=tuple(stop for stop, _found in kept)), [
        replace(problem, field=f"stops.{at}.{problem.field}") for at, (_stop, wrong) in enumerate(kept) for problem in wrong]
    require(found + rules.check_visit_plan(x, office.clock.today()) + check_salesperson(office, x.salesperson_id))
    plans = [_plan_of(office, stop, x.salesperson_id) for stop in x.stops]
    for at, plan in enumerate(plans):
        again = any((plan["lead"], plan["customer"]) == (other["lead"], other["customer"]) for other in plans[:at])
        found += [replace(problem, field=f"stops.{at}.whom") for problem in _check_plan(plan, x.date, again=again)]
    require(found)
    with office.command("lead.plan visit", x) as act:
        made = [VisitPlan.create(date=x.date, moment=act.moment, person=act.person, **plan) for plan in plans]
        act.changed("leads").about(x.date.isoformat())
    return Done(made[-1].id, x.date.isoformat())


def _plan_of(office: Office, stop: StopInput, salesperson_id: int | None) -> dict[str, Any]:
    """The columns of a planned visit; the file names who goes where nobody is named."""
    whose: Any
    if stop.lead_id is not None:
        whose = row_of(stop.lead_id)
        require_state(whose, "open")
    else:
        assert stop.customer_id is not None
        whose = card(office, stop.customer_id)
    return {"lead": stop.lead_id, "customer": stop.customer_id, "salesperson": salesperson_id or whose.salesperson_id,
            "purpose": stop.purpose}


def move_visit(office: Office, plan_id: int, day: date, salesperson_id: int | None = None) -> Done:
    """Make a planned or missed visit on another day, or by somebody else."""
    row = _planned(plan_id)
    whose = salesperson_id or row.salesperson_id
    plan = {"lead": row.lead_id, "customer": row.customer_id, "salesperson": whose}
    found = rules.not_before("date", day, office.clock.today()) + check_salesperson(office, salesperson_id)
    require(found + _check_plan(plan, day, but=plan_id))
    with office.command("lead.move visit", {"plan": plan_id, "date": day, "salesperson": whose}) as act:
        VisitPlan.update(date=day, salesperson=whose).where(VisitPlan.id == plan_id).execute()
        act.changed("leads").about(day.isoformat())
    return Done(plan_id, day.isoformat())


def drop_visit(office: Office, plan_id: int, reason: str) -> Done:
    """A planned or missed visit is not made, and why."""
    row, reason = _planned(plan_id), clean(reason, "reason", 200, emoji=True)
    require([] if reason else [Problem("reason", "visit.reason", N_("Say why"))])
    with office.command("lead.drop visit", {"plan": plan_id, "reason": reason}) as act:
        VisitPlan.update(state="dropped", reason=reason).where(VisitPlan.id == plan_id).execute()
        act.changed("leads").about(row.date.isoformat())
    return Done(plan_id, row.date.isoformat())


def log_visit(office: Office, x: VisitInput) -> Done:
    """Log a visit: to a lead as a contact in its log, to a customer in the file of visits. Returns the entry, or the visit.

    The planned visit that it is, and any to the same up to that day, count as made.
    """
    x, found = rules.tidied(_of_plan(office, x), rules.VISIT_TEXTS)
    day = x.date or days.business_date(office)
    found += rules.check_visit(x, day)
    if x.lead_id is not None and x.customer_id is None:
        return _visit_lead(office, x, found)
    require(found + check_day(office, day) + check_salesperson(office, x.salesperson_id))
    assert x.customer_id is not None
    known = card(office, x.customer_id)
    with office.command("lead.visit", x) as act:
        who = known.salesperson if x.salesperson_id is None else dict(people.choices(office))[x.salesperson_id]
        row = OwnedVisit.create(customer=known.id, date=day, salesperson=who, met=x.met, text=x.text, next_date=x.next_date,
                                instruction=x.instruction, moment=act.moment, person=act.person)
        fulfil(_plans(x, (VisitPlan.customer == known.id) & (VisitPlan.date <= day)), visit=row.id)
        _report(act, x, visit=row.id)
        act.changed("leads", "customers").about(known.code)
    return Done(row.id, known.code)


def _visit_lead(office: Office, x: VisitInput, found: list[Problem]) -> Done:
    assert x.lead_id is not None
    row, contact = row_of(x.lead_id), ContactInput(x.lead_id, x.text, "visit", True, x.grade, x.next_date, x.reason, x.salesperson_id,
                                                   x.instruction, x.date)
    said = {problem.field for problem in found}
    require(found + [problem for problem in contact_problems(office, contact, row) if problem.field not in said])
    with office.command("lead.visit", x) as act:
        done = store_contact(act, contact, row)
        if x.plan_id is not None:
            fulfil(VisitPlan.id == x.plan_id, entry=done.id)
        _report(act, x, entry=done.id)
    return done


def _report(act: Act, x: VisitInput, **of: int) -> None:
    VisitReport.create(decides=x.decides, uses=x.uses, influences=x.influences, buys=x.buys, owned=x.owned, cost=x.cost, **of)


def _plans(x: VisitInput, same: Any) -> Any:
    return same if x.plan_id is None else same | (VisitPlan.id == x.plan_id)


def _of_plan(office: Office, x: VisitInput) -> VisitInput:
    """The visit with what its plan says: to whom, by whom; of a merged lead the one that stands for it."""
    if x.plan_id is None:
        return x
    row = _planned(x.plan_id)
    lead_id = None if row.lead_id is None else queries.kept_of(office, row.lead_id)
    return replace(x, lead_id=lead_id, customer_id=row.customer_id, salesperson_id=x.salesperson_id or row.salesperson_id)


def _planned(plan_id: int) -> Any:
    row = VisitPlan.get_or_none(VisitPlan.id == plan_id)
    if row is None:
        raise RuleViolation([Problem("", "visit.unknown", N_("There is no such planned visit"))])
    if row.state != "planned":
        raise RuleViolation([Problem("", "visit.over", N_("This visit is not planned any more: {state}"),
                                     {"state": rules.VISIT_STATES[row.state]})])
    return row


def _check_plan(plan: dict[str, Any], day: date, *, but: int = 0, again: bool = False) -> list[Problem]:
    """Somebody goes, and nobody is visited twice on a day. again: the same stands among the stops already."""
    if plan["salesperson"] is None:
        return [Problem("salesperson_id", "visit.who", N_("Choose who goes; the file names nobody"))]
    same = VisitPlan.customer == plan["customer"] if plan["lead"] is None else VisitPlan.lead == plan["lead"]
    twice = VisitPlan.get_or_none(same, VisitPlan.date == day, VisitPlan.state == "planned", VisitPlan.id != but)
    return [Problem("date", "visit.twice", N_("A visit to it is planned for this day already"))] if again or twice is not None else []
