"""When a customer keeps quiet, and what money is to be expected."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from models.reports.rules import expected_of, silence_of

DAY = date(2026, 11, 23)


def bought(*ago: int) -> list[date]:
    """Days so long ago."""
    return [DAY - timedelta(days) for days in ago]


@pytest.mark.parametrize(("ago", "quiet", "lost"), [
    ((40, 30, 20, 10), False, False), ((45, 35, 25, 15), False, False), ((46, 36, 26, 16), True, False),
    ((55, 45, 35, 25), True, False), ((56, 46, 36, 26), True, True),
    ((36, 26, 16), False, False), ((6, 5, 4, 3), False, False), ((7, 6, 5, 4), True, True), ((90, 80, 20, 10), False, False)])
def test_silence_is_measured_by_the_customers_own_median(ago: tuple[int, ...], quiet: bool, lost: bool) -> None:
    """Beyond 1.5 intervals it is quiet, beyond 2.5 as good as lost; a weekend is no silence (rules: Leads)."""
    silence = silence_of(bought(*ago), DAY, D("1.5"), D("2.5"))
    assert (silence is not None) == quiet
    assert silence is None or silence.lost == lost


def test_two_papers_of_one_day_are_one_purchase() -> None:
    assert silence_of(bought(60, 60, 60, 40), DAY, D("1.5"), D("2.5")) is None


def test_advances_pay_the_oldest_before_money_is_expected() -> None:
    debts = [(DAY - timedelta(10), D(100)), (DAY + timedelta(3), D(50)), (DAY + timedelta(30), D(900))]
    expected = expected_of(debts, D(0), DAY, 7)
    assert expected is not None and (expected.amount, expected.since) == (D(150), DAY - timedelta(10))
    expected = expected_of(debts, D(120), DAY, 7)
    assert expected is not None and (expected.amount, expected.since) == (D(30), DAY + timedelta(3))
    assert expected_of(debts, D(150), DAY, 7) is None


def test_a_debt_due_on_the_last_day_of_waiting_is_expected() -> None:
    assert expected_of([(DAY + timedelta(7), D(1))], D(0), DAY, 7) is not None
    assert expected_of([(DAY + timedelta(8), D(1))], D(0), DAY, 7) is None
