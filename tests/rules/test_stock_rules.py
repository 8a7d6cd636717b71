"""Units, times, what is free: the sums and checks of goods that need no office."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import Problem
from models.deliveries import rules as deliveries
from models.deliveries.rules import Remaining
from models.stock import rules
from models.stock.inputs import CountedInput, CountedLine, GoodsInInput, moment_of

D = Decimal
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def codes(found: list[Problem]) -> dict[str, str]:
    """What is wrong, by field."""
    return {problem.field: problem.code for problem in found}


def a_line(line_id: int = 1, ordered: str = "40", cancelled: str = "0", left: str = "0", returned: str = "0") -> Remaining:
    """An invoice line against its goods."""
    return Remaining(line_id, 1, 1, "F", "饲料", "40kg", "袋", "", None, D(ordered), D(cancelled), D(left), D(returned))


def test_units_convert_exactly_or_not_at_all() -> None:
    """25 bags to the tonne; a third of a case is no quantity."""
    assert rules.to_base(D("0.2"), Fraction(25)) == 5
    assert rules.to_base(D(1), Fraction(1, 3)) is None
    assert rules.base_cost(D(100), Fraction(3)) == D("33.333333")


@given(st.integers(1, 10**9), st.integers(1, 1000))
def test_a_whole_unit_is_a_whole_number_of_base_units(parts: int, factor: int) -> None:
    """Nothing is lost on the way there."""
    quantity = D(parts).scaleb(-3)
    assert rules.to_base(quantity, Fraction(factor)) == quantity * factor


def test_available_is_what_is_neither_reserved_nor_promised_to_others() -> None:
    """rules: Stock."""
    assert rules.Standing(D(100), D(30), D(20), D(70), D(100)).available == 50


@pytest.mark.parametrize(("hours", "code"), [(0, "until.past"), (-1, "until.past"), (24 * 400, "until.far")])
def test_a_promise_ends_at_a_time_to_come(hours: int, code: str) -> None:
    """Within a year."""
    assert codes(rules.check_until(NOW + timedelta(hours=hours), NOW)) == {"until": code}
    assert rules.check_until(NOW + timedelta(hours=1), NOW) == []
    assert codes(rules.check_until(None, NOW)) == {"until": "until.missing"}


@pytest.mark.parametrize(("clock", "wanted"), [
    ("17:30", datetime(2026, 11, 23, 17, 30)), ("09：05", datetime(2026, 11, 23, 9, 5)), ("25:00", None), ("", None), ("noon", None)])
def test_a_day_and_a_time_make_a_moment(clock: str, wanted: datetime | None) -> None:
    """Full-width colons are read too; what is no time is nothing."""
    assert moment_of(date(2026, 11, 23), clock) == wanted
    assert moment_of(None, clock) is None


def test_a_count_sheet_names_each_product_once() -> None:
    """A line not counted yet is fine."""
    goods = {1: rules.Goods(1, "F", "饲料", "袋", {"袋": Fraction(1)}, False, False, True)}
    assert rules.check_counted(CountedInput(1, (CountedLine(1, None),)), goods) == []
    assert codes(rules.check_counted(CountedInput(1, (CountedLine(1, D(1)), CountedLine(1, D(1)))), goods)) == {
        "lines.1.product": "product.twice"}


def test_a_form_without_lines_is_an_empty_paper() -> None:
    """Refused by its rules, not by an error."""
    assert codes(rules.check_goods_in(GoodsInInput.from_form({"warehouse": 1}), {})) == {"lines": "lines.missing"}


def test_all_that_remains_is_what_is_neither_cancelled_nor_gone() -> None:
    """Lines with nothing left are left out."""
    rows = [a_line(1, "40", "10", "25"), a_line(2, "7", "0", "7")]
    assert deliveries.wanted_parts(None, rows) == ((1, D(5)),)
    assert deliveries.wanted_parts((), rows) == ()


@given(st.decimals(0, 40, places=3), st.decimals(0, 40, places=3), st.decimals(D("0.001"), 80, places=3))
def test_no_part_ever_exceeds_what_remains(cancelled: Decimal, left: Decimal, wanted: Decimal) -> None:
    """Whatever was cancelled and left before."""
    row = a_line(cancelled=str(cancelled), left=str(left))
    assert (deliveries.check_parts(((1, wanted),), [row]) == []) == (wanted <= 40 - cancelled - left)


def test_a_pick_up_stays_as_far_as_its_goods_were_returned() -> None:
    """A return may be countered freely."""
    rows = {1: a_line(left="40", returned="1")}
    assert codes(deliveries.check_undo(rows, ((1, D(40)),), "out")) == {"delivery": "delivery.returned"}
    assert deliveries.check_undo(rows, ((1, D(39)),), "out") == []
    assert deliveries.check_undo(rows, ((1, D(40)),), "back") == []
