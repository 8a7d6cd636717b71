"""Office hours between two moments, held against a walk minute by minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.days.rules import OfficeHours, check_hours

OFF = {date(2026, 11, 24), date(2026, 11, 28), date(2026, 11, 29)}
MINUTE = timedelta(minutes=1)
MOMENTS = st.datetimes(datetime(2026, 11, 22), datetime(2026, 12, 1)).map(lambda moment: moment.replace(second=0, microsecond=0))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def worked(day: date) -> bool:
    """A week with a holiday on its Tuesday."""
    return day not in OFF


@settings(max_examples=40, deadline=None)
@given(MOMENTS, MOMENTS, TIMES, TIMES)
def test_office_hours_agree_with_a_walk_minute_by_minute(since: datetime, until: datetime, opens: time, closes: time) -> None:
    minutes, step = 0, since
    while step < until:
        minutes += step.date() not in OFF and opens <= step.time() < closes
        step += MINUTE
    assert OfficeHours(opens, closes, worked).worked(since, until) == minutes * MINUTE


@pytest.mark.parametrize(("since", "until", "minutes"), [
    ("2026-11-23 17:00", "2026-11-25 09:00", 60),               # over night, a day off and another night
    ("2026-11-24 10:00", "2026-11-24 16:00", 0),                # asked and answered on a day off
    ("2026-11-23 12:00:30", "2026-11-23 12:00:45", 0.25), ("2026-11-23 09:00", "2026-11-23 08:59", 0)])
def test_nobody_waits_while_the_office_is_closed(since: str, until: str, minutes: float) -> None:
    hours = OfficeHours(time(8, 30), time(17, 30), worked)
    assert hours.worked(datetime.fromisoformat(since), datetime.fromisoformat(until)) == timedelta(minutes=minutes)


def test_the_office_closes_after_it_opens() -> None:
    assert not check_hours("08:30", "17:30")
    assert [problem.field for problem in check_hours("17:30", "17:30")] == ["days.closes"]
