"""A clock that goes back or runs ahead blocks numbering until a manager approves, however many other entries were made meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from models.invoices.rules import clock_need

FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def after_weekend(day: date) -> date:
    """The next work day of a plain week."""
    return day + timedelta(days={4: 3, 5: 2}.get(day.weekday(), 1))


def asked(*moments: datetime, closed: date | None = None) -> str:
    """What the clock need says, "" for none. The last moment is now."""
    need = clock_need([(moment, moment.date()) for moment in moments], closed, after_weekend)
    return "" if need is None else need.text


def test_a_new_office_may_start_at_any_time() -> None:
    assert asked(FRIDAY) == ""


def test_five_minutes_back_are_let_pass() -> None:
    assert asked(FRIDAY, FRIDAY - timedelta(minutes=5)) == ""
    assert asked(FRIDAY, FRIDAY - timedelta(minutes=5, seconds=1)).startswith("The clock is behind")


def test_the_next_work_day_is_let_pass_and_the_one_after_is_not() -> None:
    assert asked(FRIDAY, FRIDAY + timedelta(days=3)) == ""
    assert asked(FRIDAY, FRIDAY + timedelta(days=4)).startswith("The clock is far ahead")


def test_a_later_close_counts_as_well() -> None:
    assert asked(FRIDAY, FRIDAY + timedelta(days=4), closed=date(2026, 11, 23)) == ""


def test_entries_made_under_a_wrong_clock_do_not_make_it_right() -> None:
    wrong = FRIDAY - timedelta(hours=2)
    assert asked(FRIDAY, wrong, wrong + timedelta(minutes=1)).startswith("The clock is behind")
    assert asked(FRIDAY, FRIDAY + timedelta(days=30), FRIDAY + timedelta(days=30, minutes=1)).startswith("The clock is far ahead")
