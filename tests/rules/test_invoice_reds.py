"""Parts of a red: within what was sold, and summing to the whole whatever the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.money import split_tax
from models.invoices.inputs import RedInput, RedLine
from models.invoices.rules import RedFacts, SoldLine, check_red, parts_of, remainder

TODAY = date(2026, 11, 23)
FACTORS = {"吨": Fraction(25), "袋": Fraction(1)}
LINE = SoldLine(1, "吨", FACTORS, D(10), D(100), D("91.74"), picked=D(4))


def facts(*lines: SoldLine, **more: Any) -> RedFacts:
    """An invoice of Saturday with these lines."""
    known = {"number": "XS1", "kind": "sale", "day": date(2026, 11, 21), "today": TODAY, "closed_through": None, "is_void": False}
    return RedFacts(**{**known, "lines": {line.id: line for line in lines or (LINE,)}, **more})


def red(*lines: RedLine, **more: Any) -> RedInput:
    """A red invoice of today; without lines, of all that remains."""
    return RedInput(**{"invoice_id": 1, "reason": "退货", "lines": lines or None, "date": TODAY, **more})


def found(x: RedInput, known: RedFacts | None = None) -> dict[str, str]:
    """The problems, by field."""
    problems = check_red(x, known or facts())
    assert all("{" not in problem.say() for problem in problems)
    return {problem.field: problem.code for problem in problems}


def test_what_has_not_left_is_cancelled_and_what_has_is_returned() -> None:
    taken = [(part.kind, part.base, part.amount) for _line, part in remainder(facts())]
    assert taken == [("cancelled", D(6), D(60)), ("returned", D(4), D(40))]


@pytest.mark.parametrize(("wish", "field", "code"), [
    (RedLine(1, cancelled=D("6.001"), unit="袋"), "lines.0.cancelled", "red.cancelled"),
    (RedLine(1, returned=D("4.001"), unit="袋"), "lines.0.returned", "red.returned"),
    (RedLine(1, cancelled=D("0.28")), "lines.0.cancelled", "red.cancelled"),
    (RedLine(1, allowance=D("100.01")), "lines.0.allowance", "red.allowance"),
    (RedLine(1, returned=D(4), allowance=D("60.01"), unit="袋"), "lines.0.allowance", "red.allowance"),
    (RedLine(2, returned=D(1)), "lines.0", "red.line"),
    (RedLine(1, returned=D(1), unit="箱"), "lines.0.unit", "red.unit"), (RedLine(1), "lines", "red.empty"),
    (RedLine(1, returned=D("NaN")), "lines.0.returned", "number.kind"), (RedLine(1, cancelled=D(-1)), "lines.0.cancelled", "number.range"),
    (RedLine(1, allowance=D("1E+50")), "lines.0.allowance", "number.range")])
def test_nothing_comes_back_that_was_not_sold(wish: RedLine, field: str, code: str) -> None:
    assert found(red(wish)) == {field: code}


def test_the_same_line_twice_is_counted_twice() -> None:
    assert found(red(RedLine(1, returned=D(3), unit="袋"), RedLine(1, returned=D(2), unit="袋"))) == {"lines.1.returned": "red.returned"}


@pytest.mark.parametrize(("change", "field", "code"), [
    ({"is_void": True}, "", "red.void"), ({"kind": "red"}, "", "red.red"),
    ({"day": date(2026, 11, 24)}, "date", "red.early"), ({"closed_through": TODAY}, "date", "day.closed")])
def test_a_red_reverses_a_live_sale_on_an_open_later_day(change: dict[str, Any], field: str, code: str) -> None:
    assert found(red(), facts(**change)) == {field: code}


def test_nothing_is_reversed_twice() -> None:
    done = replace(LINE, base=D(4)).take("returned", D(4))
    assert found(red(), facts(done)) == {"": "red.nothing"}


def test_an_allowance_lowers_what_later_parts_are_worth() -> None:
    line = replace(LINE, picked=D(10)).take("returned", D(5)).take("allowance", D(0), D(20))
    line = line.take("returned", D("2.5")).take("returned", D("2.5"))
    assert [part.amount for part in line.parts] == [D(50), D(20), D(15), D(15)]
    assert line.left == 0 == sum((part.net for part in line.parts), -line.net)


def test_a_line_wholly_allowed_still_comes_back_at_nothing() -> None:
    known = facts(replace(LINE, picked=D(10)).take("allowance", D(0), D(100)))
    assert found(red(RedLine(1, allowance=D("0.01"))), known) == {"lines.0.allowance": "red.allowance"}
    assert [(part.base, part.amount) for _line, part in parts_of(None, known)] == [(D(10), D(0))]


@given(st.decimals(min_value="0.001", max_value=50, places=3), st.decimals(min_value=0, max_value=10000, places=2),
       st.lists(st.tuples(st.sampled_from(["cancelled", "returned", "allowance"]), st.integers(0, 100)), max_size=8))
def test_the_parts_of_a_line_sum_to_the_whole(base: D, amount: D, steps: list[tuple[str, int]]) -> None:
    line = SoldLine(1, "袋", FACTORS, base, amount, split_tax(amount, D("0.09"))[0], picked=round(base / 2, 3))
    for kind, percent in steps:
        room = {"cancelled": line.cancellable, "returned": line.returnable, "allowance": line.left}[kind]
        part = round(room * percent / 100, 2 if kind == "allowance" else 3)
        if part > 0:
            line = line.take(kind, D(0), min(part, room)) if kind == "allowance" else line.take(kind, min(part, room))
            assert 0 <= line.left <= amount and line.parts[-1].amount >= 0
    for kind, rest in (("cancelled", line.cancellable), ("returned", line.returnable)):
        line = line.take(kind, rest) if rest else line
    assert sum(part.amount for part in line.parts) == amount
    assert sum(part.net for part in line.parts) + sum(part.tax for part in line.parts) == amount
    assert sum(part.net for part in line.parts) == line.net
