"""The grades' clock against a plain reading of the rules, and what leads must say."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import Problem
from models.leads import rules
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput

MONDAY = date(2026, 11, 23)
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
intervals = st.integers(1, 60)


@pytest.mark.parametrize(("typed", "filed", "same"), [
    ("0001", "13800000001", True), ("001", "13800000001", False), ("8221234", "0394-8221234", True), ("0394-8221234", "8221234", True),
    ("13800000001", "13900000001", False), ("", "13800000001", False), ("0394-8221234", "1234", False)])
def test_the_end_of_a_number_is_known(typed: str, filed: str, same: bool) -> None:
    assert rules.same_tail(typed, filed) is same


def weekday(day: date) -> bool:
    """A calendar without holidays."""
    return day.weekday() < 5


def codes(problems: list[Problem]) -> set[str]:
    """What is wrong, by code."""
    return {problem.code for problem in problems}


@given(days, intervals, st.none() | days, days, st.integers(0, 90))
def test_the_clock_agrees_with_counting_on_fingers(touched: date, interval: int, agreed: date | None, today: date, patience: int) -> None:
    """Walk day by day from the start: the lead falls due on the agreed day or when the interval is over, whichever comes first."""
    lead = rules.Standing("open", "A", agreed, rules.Running(rules.runs_out(touched, interval, weekday), agreed, patience))
    day, walked = touched, 0
    while (walked < interval or not weekday(day)) and day != agreed:
        day, walked = day + timedelta(days=1), walked + 1
    if agreed is not None and agreed < touched:
        day = agreed
    late = 0
    while day + timedelta(days=late) < today:
        late += 1
    assert rules.due_on(lead) == day
    assert rules.days_late(day, today) == late
    assert rules.state_on(lead, today) == ("out of control" if late > patience else "open")


@given(days, intervals, st.booleans())
def test_a_proposed_day_is_worked_and_never_late(day: date, interval: int, reached: bool) -> None:
    """After today, on a work day, and not after the clock runs out."""
    proposed = rules.propose_next(day, interval, weekday, reached=reached)
    latest = rules.runs_out(day, interval, weekday)
    assert day < proposed <= max(latest, day + timedelta(days=3)) and weekday(proposed)
    if reached:
        assert proposed <= latest


def test_a_weekend_makes_nobody_late() -> None:
    """A new lead of a Friday is due on Monday."""
    friday = MONDAY - timedelta(days=3)
    assert rules.runs_out(friday, 1, weekday) == MONDAY


@pytest.mark.parametrize(("before", "counted", "settled"), [(-3, -5, -3), (-3, -1, -1), (-3, 4, 4), (2, -5, 0), (2, 1, 1), (0, -1, 0)])
def test_another_interval_counts_from_now_on(before: int, counted: int, settled: int) -> None:
    """Days from today: what was late stays at most as late as it was, what was in time is due today at the earliest."""
    today = MONDAY + timedelta(days=2)
    made = rules.settled(today + timedelta(days=counted), today + timedelta(days=before), today, lambda day: True)
    assert (made - today).days == settled


@pytest.mark.parametrize(("state", "due"), [("frozen", MONDAY), ("lost", MONDAY), ("won", None), ("lost asked", None)])
def test_only_a_day_that_was_set_wakes_what_is_not_followed(state: str, due: date | None) -> None:
    """A frozen lead has its day, a lost one its second visit, a won one nothing."""
    assert rules.due_on(rules.Standing(state, "H", MONDAY)) == due


def test_grades_fall_from_hot_to_cold() -> None:
    """O, H, A, B, C, N."""
    assert [rules.is_downgrade("A", grade) for grade in "OHABCN"] == [False, False, False, True, True, True]


@pytest.mark.parametrize(("left", "grade"), [(0, "H"), (7, "H"), (8, "A"), (30, "B"), (90, "C"), (91, "N")])
def test_the_day_it_means_to_buy_tells_the_grade(left: int, grade: str) -> None:
    """The windows of the default preset."""
    windows = {key: pace.window for key, pace in rules.PRESETS["default"].items()}
    assert rules.grade_of(MONDAY + timedelta(days=left), MONDAY, windows) == grade


def test_a_failed_call_is_no_loss() -> None:
    """Nobody was reached: nothing need be said, but the grade stays (duty 61)."""
    lead = rules.Standing("open", "A")
    assert not rules.check_contact(ContactInput(1, "", reached=False), lead, MONDAY)
    assert codes(rules.check_contact(ContactInput(1, "", reached=False, grade="C"), lead, MONDAY)) == {"contact.unreached"}


def test_a_downgrade_says_why() -> None:
    """An upgrade need not."""
    lead = rules.Standing("open", "A")
    assert codes(rules.check_contact(ContactInput(1, "先不买", grade="C"), lead, MONDAY)) == {"grade.reason"}
    assert not rules.check_contact(ContactInput(1, "先不买", grade="C", reason="猪价低"), lead, MONDAY)
    assert not rules.check_contact(ContactInput(1, "要两吨", grade="H"), lead, MONDAY)


def test_pestering_and_waiting_too_long_are_both_warned_of() -> None:
    """A shortest and a longest interval (duty 64)."""
    lead, pace = rules.Standing("open", "A"), rules.PRESETS["default"]["A"]
    assert codes(rules.contact_warnings(lead, pace, MONDAY - timedelta(days=1), None, MONDAY)) == {"contact.pestering"}
    assert codes(rules.contact_warnings(lead, pace, None, MONDAY + timedelta(days=8), MONDAY)) == {"contact.late"}
    assert not rules.contact_warnings(lead, pace, MONDAY - timedelta(days=2), MONDAY + timedelta(days=7), MONDAY)


def test_a_loss_has_a_reason_of_its_kind() -> None:
    """Three families: the rival's doing, nobody's, our own failing."""
    assert codes(rules.check_loss(LossInput(1, "false", "rival"), "open", MONDAY)) == {"loss.reason", "loss.rival"}
    gap = LossInput(1, "true", "rival", rival="大北农", price_gap=Decimal("0.001"))
    assert codes(rules.check_loss(gap, "open", MONDAY)) == {"number.places"}
    assert not rules.check_loss(LossInput(1, "near", "undecided", second_visit=MONDAY), "frozen", MONDAY)
    assert codes(rules.check_loss(LossInput(1, "near", "undecided"), "won", MONDAY)) == {"lead.state"}
    assert {reason for family in rules.REASONS_OF.values() for reason in family} == set(rules.LOSS_REASONS)


def test_a_card_names_somebody_and_a_way_to_reach_them() -> None:
    """All problems at once, each at its field."""
    found = rules.check_lead(LeadInput("", source="dream", grade="Z", next_date=MONDAY - timedelta(days=1)), MONDAY)
    assert [problem.field for problem in found] == ["phone", "source", "grade", "next_date"]


def test_only_a_followed_lead_is_frozen_and_with_a_reason() -> None:
    """Freezing is a state of its own."""
    assert codes(rules.check_freeze(FreezeInput(1, ""), "won", MONDAY)) == {"lead.state"}
    assert codes(rules.tidied(FreezeInput(1, " "), rules.FREEZE_TEXTS)[1]) == {"text.missing"}


def test_typed_text_is_cleaned_field_by_field() -> None:
    """Full-width digits, hyphens and spaces of a phone; hidden characters are named at their field."""
    kept, found = rules.tidied(LeadInput("  孙喆 ", phone="１３８-0000 0001", need="a\nb"), rules.CARD_TEXTS)
    assert not found and (kept.name, kept.phone, kept.need) == ("孙喆", "13800000001", "a\nb")
    assert [problem.field for problem in rules.tidied(LeadInput("", interest="x\u202ey"), rules.CARD_TEXTS)[1]] == ["name", "interest"]
