"""The public calendar as a list, with what the office says of its own (duty 79)."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.days.commands import set_calendar_day
from models.days.listing import PUBLIC_DAYS
from models.days.queries import is_work_day


def seen(**asked: Any) -> list[dict[str, Any]]:
    """The list by column."""
    ask = Filter(**asked)
    keys = [column.key for column in PUBLIC_DAYS.columns]
    return [dict(zip(keys, row, strict=True)) for row in rows_of(PUBLIC_DAYS, keys_of(PUBLIC_DAYS, ask), ask)]


def test_published_days_stand_in_their_order_with_our_own_beside_them(office: Office) -> None:
    october = {"start": date(2026, 9, 1), "end": date(2026, 10, 31)}
    set_calendar_day(office, date(2026, 10, 5), True, "旺季值班")
    rows = seen(**october)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows) and {row["kind"] for row in rows} == {"off", "work"}
    own = {row["date"]: (row["own"], row["reason"]) for row in rows}
    assert own[date(2026, 10, 5)] == ("work", "旺季值班") and own[date(2026, 10, 6)][0] == "same"
    assert all(is_work_day(office, row["date"]) == (row["kind"] == "work") for row in rows if row["own"] == "same")


def test_a_year_that_is_not_published_is_empty(office: Office) -> None:
    assert seen(start=date(2040, 1, 1)) == []


def test_a_year_not_published_yet_still_has_its_fixed_holidays(office: Office) -> None:
    """Nobody is to be called on New Year's Day only because the government has not published the year."""
    days = {date(2031, 1, 1): False, date(2031, 1, 2): True, date(2031, 5, 2): False, date(2031, 10, 3): False, date(2031, 10, 6): True,
            date(2031, 10, 4): False}
    assert {day: is_work_day(office, day) for day in days} == days
