"""The registers of leads as lists: planned visits by their way, the plan by source, the base month by month, four answers to a score."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from models.core.office import Office
from models.leads import commands, queries
from models.leads.inputs import (AnswerInput, ContactInput, DrawInput, LeadInput, OwnedGradeInput, PlanInput, PlanLine, PlanVisitInput,
                                 StopInput, VisitInput)
from models.leads.listing import (CHECK_SCORES, CUSTOMER_BASE, FOLLOW_UP_CHECKS, LEAD_PLAN, LEAD_PLAN_BY_SOURCE, LEAD_WEEKS, VISIT_LOG,
                                  VISIT_PLANS)
from models.leads.rules import score_of
from tests.factories import CLERK, MONDAY, SELLER, a_customer, later, person_id
from tests.lead_room import table

MONTH_END = date(2026, 11, 30)


def a_lead(office: Office, name: str, **more: object) -> int:
    """A lead of the salesperson."""
    facts = {"phone": "1380000", "salesperson_id": person_id(office, SELLER), **more}
    return commands.file_lead(office, LeadInput(name, **facts)).id  # type: ignore[arg-type]  # facts by name


def test_a_days_visits_stand_in_the_order_of_the_way(office: Office) -> None:
    """By territory and address; without either at the end; each salesperson for himself; yesterday's unmade ones are missed."""
    places = (("丁", "", ""), ("丙", "周口", "七一路 8 号"), ("乙", "周口", "八一路 2 号"), ("甲", "商丘", "归德路 1 号"))
    leads = [a_lead(office, name, territory=territory, address=address) for name, territory, address in places]
    commands.plan_visits(office, PlanVisitInput(MONDAY, tuple(StopInput(each) for each in leads)))
    commands.plan_visits(office, PlanVisitInput(MONDAY + timedelta(1), (StopInput(leads[1]),), person_id(office, CLERK)))
    found = [row["name"] for row in table(VISIT_PLANS, start=MONDAY, end=MONDAY)]
    assert found == ["丙", "乙", "甲", "丁"] and {row["state"] for row in table(VISIT_PLANS)} == {"planned"}
    later(office, days=1)
    commands.log_visit(office, VisitInput(lead_id=leads[1], text="见到了", uses="老孙", cost=Decimal("12.50")))
    states = {(row["name"], row["salesperson"]): row["state"] for row in table(VISIT_PLANS)}
    assert states == {**{(name, SELLER): "missed" for name in "甲乙丁"}, ("丙", SELLER): "made", ("丙", CLERK): "made"}
    mine = (("salesperson", person_id(office, SELLER)),)
    assert [row["name"] for row in table(VISIT_PLANS, state="missed", facets=mine)] == ["乙", "甲", "丁"]
    log = table(VISIT_LOG)
    assert [(row["uses"], row["cost"], row["decides"]) for row in log] == [("老孙", Decimal("12.50"), "")]


def test_the_plan_adds_up_over_sources_and_shows_each(office: Office) -> None:
    seller = person_id(office, SELLER)
    commands.plan_month(office, PlanInput(MONDAY, (PlanLine(seller, "", 5, 2), PlanLine(seller, "fair", 3, 0))))
    for name, source in (("甲", "fair"), ("乙", "fair"), ("丙", "phone")):
        a_lead(office, name, source=source)
    whole = table(LEAD_PLAN)
    assert [(row["target"], row["filed"], row["filed_rate"]) for row in whole] == [(8, 3, Decimal("0.3750"))]
    fair = table(LEAD_PLAN, facets=(("source", "fair"),))
    assert [(row["target"], row["filed"]) for row in fair] == [(3, 2)]
    by_source = {row["source"]: (row["target"], row["filed"], row["filed_rate"]) for row in table(LEAD_PLAN_BY_SOURCE)}
    assert by_source == {"": (5, None, None), "fair": (3, 2, Decimal("0.6667")), "phone": (0, 1, None)}
    assert [row["target"] for row in table(LEAD_WEEKS)] == [8]


def test_the_base_is_counted_at_the_end_of_the_month_asked_for(office: Office) -> None:
    """November knows nothing of what December brought."""
    first, other = a_customer(office, segment="养殖户"), a_customer(office, "商丘客户", segment="养殖户")
    commands.grade_owned(office, OwnedGradeInput(first, "A"))
    commands.log_visit(office, VisitInput(first, "看过"))
    november = {"start": date(2026, 11, 1), "end": MONTH_END}
    later(office, days=10)
    a_customer(office, "新客户", segment="养殖户")
    commands.grade_owned(office, OwnedGradeInput(first, "C", "空栏"))
    commands.grade_owned(office, OwnedGradeInput(other, "B"))
    keys = ("owned", "A", "B", "C", "N", "opened", "graded", "graded_now", "visited", "unseen")
    assert [tuple(row[key] for key in keys) for row in table(CUSTOMER_BASE, **november)] == [(2, 1, 0, 0, 1, 2, 1, 1, 1, 1)]
    december = table(CUSTOMER_BASE, start=date(2026, 12, 1), end=date(2026, 12, 31))
    assert [tuple(row[key] for key in keys) for row in december] == [(3, 0, 1, 1, 1, 1, 2, 2, 0, 3)]


def test_an_empty_score_is_the_share_of_the_answers_that_are_yes(office: Office) -> None:
    assert [score_of(said) for said in ([], [None], [True], [True, False, None], [True, True, False])] == [None, None, 100, 50, 67]
    lead = a_lead(office, "甲")
    for text in "一二三":
        commands.follow_up(office, ContactInput(lead, text))
    lines = queries.check_lines(office, commands.draw_check(office, DrawInput(MONDAY, MONDAY)).number)
    commands.answer_check(office, AnswerInput(lines[0].id, happened=True, correct=True, polite=True, kept=False))
    commands.answer_check(office, AnswerInput(lines[1].id, happened=True, score=40))
    commands.answer_check(office, AnswerInput(lines[2].id, reached=False))
    assert [row["score"] for row in table(FOLLOW_UP_CHECKS)] == [75, 40, None]
    scores, = table(CHECK_SCORES)
    assert (scores["score"], scores["kept_share"], scores["polite_share"], scores["reached"]) == (
        Decimal("57.500"), Decimal("0.0000"), Decimal("1.0000"), 2)
