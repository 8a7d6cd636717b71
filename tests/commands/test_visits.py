"""Visits: planned for a day, moved, dropped, made; whom they met, what they saw, what they cost (duties 65, 85, 89)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.leads import commands, queries
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, PlanInput, PlanLine, PlanVisitInput, StopInput, VisitInput
from tests.factories import CLERK, MONDAY, SELLER, a_customer, later, person_id


def plans(office: Office) -> list[tuple[Any, ...]]:
    """The planned visits as they stand."""
    return list(office.database.execute_sql("SELECT date, state, entry_id, visit_id FROM visit_plan ORDER BY id").fetchall())


def refused(run: Any) -> list[tuple[str, str]]:
    """The problems a command is refused for."""
    with pytest.raises(RuleViolation) as violation:
        run()
    return [(problem.field, problem.code) for problem in violation.value.problems]


@pytest.fixture
def lead(office: Office) -> int:
    """A lead of the salesperson."""
    return commands.file_lead(office, LeadInput("周口牧原", phone="1", grade="A", salesperson_id=person_id(office, SELLER))).id


def test_leads_and_customers_are_planned_together_and_nobody_twice_a_day(office: Office, lead: int) -> None:
    known, day = a_customer(office, salesperson_id=person_id(office, SELLER)), MONDAY + timedelta(1)
    stops = (StopInput(lead, purpose="看存栏"), StopInput(None, known))
    assert commands.plan_visits(office, PlanVisitInput(day, stops)).number == "2026-11-24"
    assert [row[:2] for row in plans(office)] == [("2026-11-24", "planned")] * 2
    assert refused(lambda: commands.plan_visits(office, PlanVisitInput(day, (StopInput(lead),)))) == [("stops.0.whom", "visit.twice")]
    both = PlanVisitInput(day + timedelta(1), (StopInput(lead), StopInput(lead)))
    assert refused(lambda: commands.plan_visits(office, both)) == [("stops.1.whom", "visit.twice")]
    nobody = commands.file_lead(office, LeadInput("无人", phone="2")).id
    unowned = PlanVisitInput(day, (StopInput(nobody),))
    assert refused(lambda: commands.plan_visits(office, unowned)) == [("stops.0.whom", "visit.who")]
    assert refused(lambda: commands.plan_visits(office, PlanVisitInput(MONDAY - timedelta(1), ()))) == [
        ("stops.0.whom", "visit.whom"), ("date", "date.past")]


def test_a_planned_visit_is_moved_dropped_or_made(office: Office, lead: int) -> None:
    known = a_customer(office, salesperson_id=person_id(office, SELLER))
    first = commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(lead),))).id
    other = commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(None, known),))).id
    commands.move_visit(office, first, MONDAY + timedelta(2), person_id(office, CLERK))
    assert refused(lambda: commands.drop_visit(office, other, " ")) == [("reason", "visit.reason")]
    commands.drop_visit(office, other, "路断了")
    done = commands.log_visit(office, VisitInput(plan_id=first, text="栏满，缺教槽料", decides="单志强", uses="老孙", owned="正大 951",
                                                 cost=Decimal("86.50"), grade="H"))
    assert plans(office) == [("2026-11-25", "made", done.id, None), ("2026-11-23", "dropped", None, None)]
    entry = queries.log(office, lead)[-1]
    assert (entry.way, entry.text, entry.grade_after, entry.salesperson) == ("visit", "栏满，缺教槽料", "H", CLERK)
    assert office.database.execute_sql("SELECT decides, uses, owned, cost FROM visit_report").fetchall() == [("单志强", "老孙", "正大 951", 8650)]
    assert refused(lambda: commands.move_visit(office, other, MONDAY)) == [("", "visit.over")]
    assert refused(lambda: commands.log_visit(office, VisitInput(plan_id=99, text="到了"))) == [("", "visit.unknown")]


def test_a_visit_that_is_logged_in_the_leads_own_line_counts_as_made(office: Office, lead: int) -> None:
    commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(lead),)))
    commands.plan_visits(office, PlanVisitInput(MONDAY + timedelta(7), (StopInput(lead),)))
    commands.follow_up(office, ContactInput(lead, "不在家", "visit", reached=False))
    assert [row[1] for row in plans(office)] == ["planned", "planned"]
    later(office, days=1)
    entry = commands.follow_up(office, ContactInput(lead, "见到了", "visit")).id
    assert plans(office) == [("2026-11-23", "made", entry, None), ("2026-11-30", "planned", None, None)]


def test_a_visit_says_to_whom_it_was(office: Office, lead: int) -> None:
    known = a_customer(office)
    assert refused(lambda: commands.log_visit(office, VisitInput(known, "看过", lead_id=lead))) == [("whom", "visit.whom")]
    assert refused(lambda: commands.log_visit(office, VisitInput(text="看过"))) == [("whom", "visit.whom")]
    wrong = VisitInput(lead_id=lead, next_date=MONDAY - timedelta(1), cost=Decimal("0.001"))
    assert refused(lambda: commands.log_visit(office, wrong)) == [
        ("text", "text.missing"), ("cost", "number.places"), ("next_date", "date.past")]


def test_a_plan_of_a_merged_lead_is_made_at_the_one_that_is_kept(office: Office, lead: int) -> None:
    twin = commands.file_lead(office, LeadInput("周口牧原", phone="1", salesperson_id=person_id(office, SELLER))).id
    plan = commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(twin),))).id
    commands.merge_leads(office, lead, twin)
    commands.log_visit(office, VisitInput(plan_id=plan, text="到了"))
    assert queries.log(office, lead)[-1].text == "到了"


def test_planned_visits_follow_what_becomes_of_the_lead(office: Office, lead: int) -> None:
    """To the customer it becomes; off the way when it is put aside."""
    other = commands.file_lead(office, LeadInput("商丘丙场", phone="2", salesperson_id=person_id(office, SELLER))).id
    commands.plan_visits(office, PlanVisitInput(MONDAY, (StopInput(lead), StopInput(other))))
    customer = commands.convert(office, lead, queries.customer_of(office, lead)).id
    commands.freeze(office, FreezeInput(other, "明年再说"))
    found = office.database.execute_sql("SELECT lead_id, customer_id, state, reason FROM visit_plan ORDER BY id").fetchall()
    assert found == [(None, customer, "planned", ""), (other, None, "dropped", "冷冻")]


def test_a_months_plan_is_set_as_a_whole(office: Office) -> None:
    seller = person_id(office, SELLER)
    commands.plan_month(office, PlanInput(MONDAY, (PlanLine(seller, "", 6, 2), PlanLine(seller, "fair", 3))))
    commands.plan_month(office, PlanInput(MONDAY, (PlanLine(seller, "fair", 4, 1),)))
    found = office.database.execute_sql("SELECT month, source, filed, ordered FROM lead_target").fetchall()
    assert found == [("2026-11-01", "fair", 4, 1)]
    wrong = PlanInput(MONDAY, (PlanLine(None), PlanLine(seller, "fair", -1), PlanLine(seller, "fair")))
    assert refused(lambda: commands.plan_month(office, wrong)) == [
        ("lines.0.salesperson_id", "plan.whose"), ("lines.1.filed", "number.range"), ("lines.2.source", "plan.twice")]
