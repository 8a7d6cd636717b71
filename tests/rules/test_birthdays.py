"""Birthdays come round, that of 29 February too (duty 33)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.customers.rules import birthday_after, signs_of

DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


def is_birthday(born: date, day: date) -> bool:
    """By the calendar on the wall: the same month and day; without a 29 February, the 28th."""
    if (born.month, born.day) == (2, 29) and (day.month, day.day) == (2, 28):
        return (day + timedelta(days=1)).day == 1
    return (born.month, born.day) == (day.month, day.day)


@given(DAYS, DAYS)
def test_the_next_birthday_is_the_first_day_that_is_one(born: date, day: date) -> None:
    found = next(step for ahead in range(366) if is_birthday(born, step := day + timedelta(days=ahead)))
    assert birthday_after(born, day) == found


@given(DAYS, DAYS, st.integers(0, 60))
def test_who_is_reminded_of_has_a_birthday_within_the_days_set(born: date, day: date, ahead: int) -> None:
    """What Today looks up by month and day is what the rule says."""
    assert (born.strftime("%m-%d") in signs_of(day, ahead)) == ((birthday_after(born, day) - day).days <= ahead)


@pytest.mark.parametrize(("day", "comes"), [
    (date(2026, 2, 28), date(2026, 2, 28)), (date(2026, 3, 1), date(2027, 2, 28)), (date(2027, 12, 31), date(2028, 2, 29)),
    (date(2028, 2, 28), date(2028, 2, 29)), (date(2028, 3, 1), date(2029, 2, 28))])
def test_a_leapling_has_a_birthday_every_year(day: date, comes: date) -> None:
    assert birthday_after(date(1980, 2, 29), day) == comes
