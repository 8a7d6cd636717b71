"""Ageing, credit and what may be allocated: pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.money import ZERO
from models.receivables import rules
from models.receivables.rules import BUCKETS, Credit, Side

DAY = date(2026, 11, 23)
MONEY = st.integers(0, 10**12).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.mark.parametrize(("late", "bucket"), [
    (-400, "not_due"), (0, "not_due"), (1, "days_30"), (30, "days_30"), (31, "days_60"), (60, "days_60"), (61, "days_90"), (90, "days_90"),
    (91, "days_180"), (180, "days_180"), (181, "days_365"), (365, "days_365"), (366, "days_730"), (730, "days_730"), (731, "days_1095"),
    (1095, "days_1095"), (1096, "beyond"), (9999, "beyond"),
])
def test_a_debt_ages_by_its_due_date(late: int, bucket: str) -> None:
    assert rules.bucket_of(DAY - timedelta(days=late), DAY).key == bucket


def test_the_buckets_leave_no_gap() -> None:
    assert [(one.most or 0) + 1 for one in BUCKETS[:-1]] == [other.least for other in BUCKETS[1:]]


@pytest.mark.parametrize(("limit", "balance", "acceptances", "invoice", "cleared", "beyond"), [
    (None, "99999", "0", "1", "0", "0"),             # no limit is set
    ("0", "0", "0", "100", "100", "0"),              # cash only, and paid at once
    ("0", "0", "0", "100", "99.99", "0.01"),
    ("0", "-100", "0", "100", "0", "0"),             # an advance pays
    ("1000", "600", "300", "100", "0", "0"),
    ("1000", "600", "300", "100.01", "0", "0.01"),
    ("1000", "600", "300.01", "100", "0", "0.01"),   # an acceptance is apart until due
])
def test_the_credit_rule_adds_up(limit: str | None, balance: str, acceptances: str, invoice: str, cleared: str, beyond: str) -> None:
    credit = Credit(None if limit is None else Decimal(limit), Decimal(balance), Decimal(acceptances), ZERO, 0)
    assert rules.beyond_credit(credit, Decimal(invoice), Decimal(cleared)) == Decimal(beyond)


def test_overdue_counts_beyond_the_days_let_pass() -> None:
    credit = Credit(None, ZERO, ZERO, Decimal("1"), 30)
    assert not rules.is_overdue(credit, 30)
    assert rules.is_overdue(credit, 29)


@given(st.lists(st.tuples(st.integers(-100, 100).map(lambda days: DAY + timedelta(days=days)), MONEY)), MONEY)
def test_what_is_overdue_is_what_advances_do_not_cover(debts: list[tuple[date, Decimal]], advances: Decimal) -> None:
    """Oldest first means that advances lower what is overdue before anything else."""
    late = sum((amount for due, amount in debts if due < DAY), ZERO)
    amount, days = rules.overdue_of(debts, advances, DAY)
    assert amount == max(ZERO, late - advances)
    assert bool(days) == bool(amount)


@given(st.lists(MONEY), MONEY)
def test_money_is_spread_over_debts_in_their_order(rooms: list[Decimal], amount: Decimal) -> None:
    parts = rules.spread(rooms, amount)
    assert sum(parts, ZERO) == min(amount, sum(rooms, ZERO))
    assert all(0 <= part <= room for part, room in zip(parts, rooms, strict=True))
    full = [part == room for part, room in zip(parts, rooms, strict=True)]
    assert all(not part for part, before in zip(parts[1:], full, strict=False) if not before)


def test_every_problem_of_an_allocation_has_words() -> None:
    """Both sides short at once are both named."""
    credit, debt = Side(1, DAY, Decimal("-10"), Decimal("5")), Side(1, DAY, Decimal("10"), Decimal("4"))
    assert [problem.code for problem in rules.check_allocation(DAY, credit, debt, Decimal("6"))] == [
        "allocation.credit_open", "allocation.debt_open"]
    assert rules.check_allocation(DAY, credit, debt, Decimal("4")) == []


def test_a_due_date_stays_in_the_calendar() -> None:
    assert rules.due_after(DAY, 30) == date(2026, 12, 23)
    assert rules.due_after(DAY, 10**7) == date.max
