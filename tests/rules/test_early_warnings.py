"""Early warnings agree with a plain reading of the rule, whatever the customer bought (rules: Leads, early warning)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from models.core.text import speaking
from models.customers.rules import Answer, Answers
from models.reports.rules import Fall, Silence, fall_of, silence_of, spans_of, warning_of

DAY = date(2026, 11, 23)
AGO = st.lists(st.integers(0, 400), max_size=30)
FACTOR = st.decimals("1.0", "4.0", places=1)


def plain_silence(ago: list[int], quiet: D, lost: D) -> tuple[bool, bool]:
    """(quiet, lost) by counting on one's fingers: days since the last against the middle of the gaps."""
    days = sorted({DAY - timedelta(each) for each in ago})
    if len(days) < 4:
        return False, False
    gaps = sorted(D((days[at + 1] - days[at]).days) for at in range(len(days) - 1))
    half = len(gaps) // 2
    middle = gaps[half] if len(gaps) % 2 else (gaps[half - 1] + gaps[half]) / 2
    since = D((DAY - days[-1]).days)
    fires = since > 3 and since > quiet * middle
    return fires, fires and since > lost * middle


@given(AGO, FACTOR, FACTOR)
def test_silence_agrees_with_a_plain_reference(ago: list[int], quiet: D, lost: D) -> None:
    silence = silence_of([DAY - timedelta(each) for each in ago], DAY, quiet, lost)
    assert (silence is not None, silence is not None and silence.lost) == plain_silence(ago, quiet, lost)


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(-50_000, 50_000)), max_size=30), st.integers(7, 100))
def test_a_fall_agrees_with_a_plain_reference(sales: list[tuple[int, int]], period: int) -> None:
    """The last three periods end today; the three before end the day before them."""
    first, middle = spans_of(DAY, period)
    dated = [(DAY - timedelta(ago), D(amount)) for ago, amount in sales]
    now = sum((amount for day, amount in dated if middle <= day), D(0))
    before = sum((amount for day, amount in dated if first <= day < middle), D(0))
    plain_now = sum((D(amount) for ago, amount in sales if ago < 3 * period), D(0))
    plain_before = sum((D(amount) for ago, amount in sales if 3 * period <= ago < 6 * period), D(0))
    assert (now, before) == (plain_now, plain_before)
    assert (fall_of(now, before, period) is not None) == (plain_before > 0 and 2 * plain_now < plain_before)


def test_a_warning_says_why_it_fires() -> None:
    silence, fall = Silence(DAY - timedelta(16), 16, D("7.5"), 12, False), Fall(D("1200.00"), D("56000.00"), 90)
    warning = warning_of(1, silence.last, silence, fall, Answers(), DAY)
    with speaking("en"):
        assert warning is not None and [why.say() for why in warning.why()] == [
            "No order for 16 days; usually one every 7.5 days (12 so far)",
            "Sales of the last 90 days 1,200.00, of the 90 days before 56,000.00"]


def test_a_snooze_holds_until_its_last_day_and_an_end_until_the_customer_buys() -> None:
    silence = Silence(DAY - timedelta(16), 16, D(5), 12, False)

    def state(answers: Answers, last: date = silence.last) -> str:
        warning = warning_of(1, last, silence, None, answers, DAY)
        return warning.state if warning else ""

    snoozed = Answer(DAY - timedelta(3), "过节", until=DAY)
    assert state(Answers()) == "quiet" and state(Answers(snoozed)) == "snoozed"
    assert state(Answers(Answer(DAY - timedelta(3), "过节", until=DAY - timedelta(1)))) == "quiet"
    ended = Answers(measure=Answer(DAY - timedelta(2), "停产", outcome="explained"))
    assert state(ended) == "answered" and state(ended, DAY - timedelta(1)) == "quiet"
    assert state(Answers(measure=Answer(DAY, "去过电话", outcome="working"))) == "quiet"
    assert warning_of(1, DAY, None, None, ended, DAY) is None
