"""Rates, weeks, transitions and the draw, each against a plain reckoning; what the registers must say."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import Problem
from models.core.kinds import Kind, text_of
from models.leads import rules
from models.leads.inputs import AnswerInput, DrawInput, MarketInput, OwnedGradeInput, TargetInput, VisitorsInput

MONDAY = date(2026, 11, 23)
counts = st.integers(0, 10_000)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def codes(problems: list[Problem]) -> list[str]:
    """What is wrong, by code."""
    return [problem.code for problem in problems]


@given(counts, counts)
def test_a_share_is_the_nearest_ten_thousandth(part: int, whole: int) -> None:
    found = rules.share(part, whole)
    if not whole:
        assert found is None and text_of(Kind.RATE, found) == "–"
    else:
        assert found is not None and found.as_tuple().exponent == -4
        assert -Fraction(1, 20_000) < Fraction(found) - Fraction(part, whole) <= Fraction(1, 20_000)


@given(counts, counts, counts, counts)
def test_rates_are_shares_of_the_step_before(visitors: int, filed: int, ordered: int, delivered: int) -> None:
    funnel = rules.Funnel(visitors, filed, ordered, delivered)
    assert (funnel.capture, funnel.order, funnel.delivery) == (
        rules.share(filed, visitors), rules.share(ordered, filed), rules.share(delivered, ordered))


@given(st.lists(st.tuples(st.sampled_from("OHABCN"), st.sampled_from("OHABCN"))))
def test_transitions_are_counted_one_by_one(moves: list[tuple[str, str]]) -> None:
    found = rules.transitions(moves)
    assert found == {move: moves.count(move) for move in moves} and sum(found.values()) == len(moves)


@given(days)
def test_a_week_counts_for_the_month_of_its_thursday(day: date) -> None:
    """Walk back to Monday, forward to Thursday; count no day beyond the month's last."""
    monday = day
    while monday.weekday():
        monday -= timedelta(days=1)
    thursday = monday + timedelta(days=3)
    last = thursday.replace(day=calendar.monthrange(thursday.year, thursday.month)[1])
    assert (rules.week_of(day), rules.month_of(monday)) == (monday, thursday.replace(day=1))
    assert rules.upto(monday) == min(monday + timedelta(days=6), last)


@given(st.sets(st.integers(1, 10_000), max_size=60), st.integers(1, 70), st.text("0123456789abcdef", min_size=1, max_size=16))
def test_a_draw_can_be_drawn_again(entries: set[int], count: int, seed: str) -> None:
    """No entry twice, none from elsewhere, the same in any order, and a larger sample begins with the smaller."""
    drawn = rules.draw(entries, count, seed)
    assert len(drawn) == len(set(drawn)) == min(count, len(entries)) and set(drawn) <= entries
    assert rules.draw(sorted(entries, reverse=True), count, seed) == drawn
    assert rules.draw(entries, count + 5, seed)[:len(drawn)] == drawn


def test_another_seed_draws_others() -> None:
    """Every entry has its turn over many seeds."""
    drawn = {tuple(rules.draw(range(20), 3, str(seed))) for seed in range(200)}
    assert len(drawn) > 150 and {entry for sample in drawn for entry in sample} == set(range(20))


@pytest.mark.parametrize(("granted", "verdict", "confirmed"), [
    (None, "", None), (True, "", True), (False, "", False), (True, "true", True), (True, "false", False), (False, "true", True)])
def test_a_verdict_goes_before_the_answer(granted: bool | None, verdict: str, confirmed: bool | None) -> None:
    assert rules.is_confirmed("true", granted, verdict) is confirmed


def test_registers_name_each_fault_at_its_field() -> None:
    assert [p.field for p in rules.check_visitors(VisitorsInput(-1, "dream"))] == ["count", "source"]
    assert [p.field for p in rules.check_target(TargetInput(MONDAY, 1, -1, 10**9))] == ["filed", "ordered"]
    assert codes(rules.check_owned_grade(OwnedGradeInput(1, "C"), "A")) == ["grade.reason"]
    assert codes(rules.check_owned_grade(OwnedGradeInput(1, "Z"), "A")) == ["choice.unknown"]
    assert not rules.check_owned_grade(OwnedGradeInput(1, "H"), "N")
    assert codes(rules.check_draw(DrawInput(MONDAY, MONDAY - timedelta(days=1), 0))) == ["span.order", "number.range"]
    assert codes(rules.check_market(MarketInput("涨价"))) == ["market.about"] and not rules.check_market(MarketInput("涨价", "大北农"))
    assert codes(rules.check_market(MarketInput("涨价", "大北农", price=Decimal("-1")))) == ["number.range"]
    assert codes(rules.check_verdict("dream", None)) == ["choice.unknown", "loss.unanswered"]


@pytest.mark.parametrize(("answer", "found"), [
    (AnswerInput(1, happened=True, correct=True, score=100), []),
    (AnswerInput(1, reached=False), []),
    (AnswerInput(1, reached=False, score=5), ["answer.unreached"]),
    (AnswerInput(1), ["answer.happened"]),
    (AnswerInput(1, happened=False, correct=True, score=101), ["number.range", "answer.correct"]),
])
def test_an_answer_says_what_was_heard(answer: AnswerInput, found: list[str]) -> None:
    assert codes(rules.check_answer(answer)) == found
