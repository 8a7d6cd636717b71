"""Visitors, targets, owned customers, checks, verdicts, hand-overs and market notes: what each verb keeps."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.audit import head
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.leads import commands, queries, rules
from models.leads.inputs import (AnswerInput, ContactInput, DrawInput, LeadInput, LossInput, MarketInput, OwnedGradeInput, TargetInput,
                                 VisitInput, VisitorsInput)
from models.people import commands as people
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, a_customer, grant, later, person_id


def rows(office: Office, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    return list(office.database.execute_sql(sql).fetchall())


def refused(office: Office, run: object) -> list[str]:
    """The codes of the problems a command is refused for."""
    assert callable(run)
    with pytest.raises(RuleViolation) as violation:
        run()
    return [problem.code for problem in violation.value.problems]


def test_visitors_and_targets_are_said_again_not_added(office: Office) -> None:
    seller = person_id(office, SELLER)
    for count in (5, 8):
        commands.count_visitors(office, VisitorsInput(count))
        commands.count_visitors(office, VisitorsInput(count + 1, salesperson_id=seller))
        commands.set_target(office, TargetInput(MONDAY, seller, count, 2))
    assert rows(office, "SELECT date, source, count FROM visitors ORDER BY count") == [("2026-11-23", "walk in", 8),
                                                                                       ("2026-11-23", "walk in", 9)]
    assert rows(office, "SELECT month, filed, ordered FROM lead_target") == [("2026-11-01", 8, 2)]
    assert refused(office, lambda: commands.count_visitors(office, VisitorsInput(1, date=MONDAY + timedelta(9)))) == ["date.ahead"]


def test_an_owned_customer_is_graded_and_visited(office: Office) -> None:
    known = a_customer(office)
    commands.grade_owned(office, OwnedGradeInput(known, "A"))
    assert refused(office, lambda: commands.grade_owned(office, OwnedGradeInput(known, "C"))) == ["grade.reason"]
    later(office, days=1)
    commands.grade_owned(office, OwnedGradeInput(known, "C", "空栏"))
    assert [queries.owned_grade(office, known, MONDAY + timedelta(step)) for step in (-1, 0, 1)] == ["N", "A", "C"]
    commands.log_visit(office, VisitInput(known, "看了库存，还够半月", "单志强", person_id(office, SELLER)))
    assert rows(office, "SELECT salesperson, met, person FROM owned_visit") == [(SELLER, "单志强", CLERK)]
    with pytest.raises(Exception, match="sealed"):
        office.database.execute_sql("UPDATE owned_visit SET text = ''")


def test_a_sample_is_drawn_by_the_journal_and_can_be_drawn_again(office: Office) -> None:
    """Nobody chooses whom to ask; no follow-up is asked about twice."""
    lead = commands.file_lead(office, LeadInput("甲", phone="1")).id
    for number in range(8):
        commands.follow_up(office, ContactInput(lead, f"聊过{number}", reached=number != 3))
    before = head(office.database)[1]
    check = commands.draw_check(office, DrawInput(MONDAY, MONDAY, 3))
    content = json.loads(str(rows(office, "SELECT content FROM journal ORDER BY sequence DESC LIMIT 1")[0][0]))
    lines = queries.check_lines(office, check.number)
    assert check.number == "JH202600001" and content["seed"] == before[:16] and content["of"] == 7
    assert [line.entry_id for line in lines] == content["drawn"] and len(lines) == 3
    rest = queries.checkable(office, MONDAY, MONDAY)
    assert rules.draw({*rest, *content["drawn"]}, 3, content["seed"]) == content["drawn"]
    commands.draw_check(office, DrawInput(MONDAY, MONDAY, 30))
    assert refused(office, lambda: commands.draw_check(office, DrawInput(MONDAY, MONDAY))) == ["draw.none"]


def test_an_answer_is_kept_once(office: Office) -> None:
    lead = commands.file_lead(office, LeadInput("甲", phone="1")).id
    commands.follow_up(office, ContactInput(lead, "聊过"))
    line = queries.check_lines(office, commands.draw_check(office, DrawInput(MONDAY, MONDAY)).number)[0]
    commands.answer_check(office, AnswerInput(line.id, happened=True, correct=False, score=80, text="说没报过价"))
    assert refused(office, lambda: commands.answer_check(office, AnswerInput(line.id, reached=False))) == ["check.answered"]
    assert refused(office, lambda: commands.answer_check(office, AnswerInput(99, reached=False))) == ["check.unknown"]


def test_a_verdict_is_a_managers_and_final(office: Office) -> None:
    lead = commands.file_lead(office, LeadInput("甲", phone="1")).id
    loss = commands.ask_loss(office, LossInput(lead, "true", "unreachable")).id
    assert refused(office, lambda: commands.judge_loss(office, loss, "false")) == ["approval.role"]
    with pytest.raises(ApprovalNeeded) as asked:
        commands.confirm_loss(office, lead)
    grant(office, asked.value)
    commands.confirm_loss(office, lead)
    people.sign_in(office, MANAGER)
    commands.judge_loss(office, loss, "false", "从未打过电话")
    assert refused(office, lambda: commands.judge_loss(office, loss, "true")) == ["loss.judged"]


def test_all_that_somebody_follows_is_handed_over(office: Office) -> None:
    """Each log says from whom to whom and why; what is lost stays where it was."""
    seller, clerk = person_id(office, SELLER), person_id(office, CLERK)
    ids = [commands.file_lead(office, LeadInput(name, phone="1", salesperson_id=seller)).id for name in "甲乙丙"]
    commands.merge_leads(office, ids[0], ids[2])
    assert commands.hand_over(office, seller, clerk, "调离").number == "2"
    entry = queries.log(office, ids[1])[-1]
    assert (entry.event, entry.text, entry.reason, entry.salesperson) == ("changed", f"{SELLER} → {CLERK}", "调离", CLERK)
    assert rows(office, "SELECT id FROM lead WHERE salesperson_id = %d" % seller) == [(ids[2],)]
    assert refused(office, lambda: commands.hand_over(office, seller, seller)) == ["lead.same person", "lead.none followed"]


def test_a_market_note_is_put_right_while_its_day_is_open(office: Office) -> None:
    note = commands.note_market(office, MarketInput("大北农降价", "大北农", "教槽料", "周口", Decimal("150"))).id
    commands.change_market_note(office, note, MarketInput("大北农降价 3 块", "大北农", "教槽料", "周口", Decimal("147")))
    assert rows(office, "SELECT date, text, price FROM market_note") == [("2026-11-23", "大北农降价 3 块", 14700)]
    office.database.execute_sql("INSERT INTO day_lock (date) VALUES ('2026-11-23')")
    assert refused(office, lambda: commands.change_market_note(office, note, MarketInput("涨", "大北农"))) == ["day.closed", "day.closed"]
    assert refused(office, lambda: commands.change_market_note(office, 99, MarketInput("涨", "大北农"))) == ["market.unknown"]
