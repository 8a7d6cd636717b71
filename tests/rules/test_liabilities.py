"""The rules of liability, their words and amounts (duties 22 to 27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.core.text import _, speaking
from models.liabilities.inputs import GapInput, LiabilityInput, SettleInput
from models.liabilities.rules import RULES, amount_of, check_case, check_settlement, off_territory_amount

TRUCK = LiabilityInput(1, "empty truck", Decimal("300"), "周口到库无货")
BAD = (
    ("an unknown rule", replace(TRUCK, rule="bad mood"), "rule"), ("no amount", replace(TRUCK, amount=None), "amount"),
    ("an amount of nothing", replace(TRUCK, amount=Decimal(0)), "amount"),
    ("an amount below nothing", replace(TRUCK, amount=Decimal(-5)), "amount"),
    ("a part of a fen", replace(TRUCK, amount=Decimal("0.001")), "amount"), ("no number", replace(TRUCK, amount=Decimal("NaN")), "amount"),
    ("ten thousand characters", replace(TRUCK, text="空" * 10_000), "text"), ("a zero byte", replace(TRUCK, text="\0"), "text"),
    ("another rule without a word", replace(TRUCK, rule="other", text=" "), "text"),
)


@pytest.mark.parametrize(("x", "field"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_wrong_is_shown_beside_its_field(x: LiabilityInput, field: str) -> None:
    """One wrong thing, one sentence, in its place."""
    assert [problem.field for problem in check_case(x, person_known=True)] == [field]


def test_a_case_needs_a_person() -> None:
    """Nobody bears it otherwise."""
    assert [problem.field for problem in check_case(TRUCK, person_known=False)] == ["person_id"]
    assert not check_case(replace(TRUCK, text="<b>空车</b>\n=1+1 🚚"), person_known=True)


def test_opening_an_account_alone_costs_fifty_yuan() -> None:
    """Duty 23, in the rule's words; another amount may be typed."""
    alone = LiabilityInput(1, "unapproved opening")
    assert amount_of(alone) == Decimal("50.00") and not check_case(alone, person_known=True)
    assert amount_of(replace(alone, amount=Decimal(100))) == 100
    with speaking("zh_CN"):
        assert "50" in _(RULES["unapproved opening"].words)


def test_every_duty_of_the_register_has_its_rule() -> None:
    """Duties 22 to 27."""
    assert {rule.duty for rule in RULES.values()} == set(range(22, 28))


def test_off_territory_costs_the_gap_times_the_quantity_and_the_freight() -> None:
    """Duty 24."""
    gap = Decimal("2.5")
    assert off_territory_amount([GapInput(gap, Decimal("100.125"))], Decimal("80")) == Decimal("330.31")
    assert off_territory_amount([GapInput(gap, Decimal(4)), GapInput(Decimal(1), Decimal("0.5"))]) == Decimal("10.50")
    assert off_territory_amount([GapInput(gap, Decimal(0))]) == 0 == off_territory_amount([])
    assert off_territory_amount([GapInput(Decimal("NaN"), Decimal(1))]).is_nan()


@pytest.mark.parametrize(("x", "known", "settled", "fields"), (
    (SettleInput(1, "paid"), True, False, []), (SettleInput(1, "waived", "第一次"), True, False, []),
    (SettleInput(1, "waived"), True, False, ["reason"]),
    (SettleInput(1, "withdrawn", " "), True, False, ["reason"]), (SettleInput(1, "gone"), True, False, ["outcome"]),
    (SettleInput(1, "paid"), True, True, ["case_id"]), (SettleInput(9, "paid"), False, False, ["case_id"])))
def test_a_case_ends_once_and_with_a_reason_unless_paid(x: SettleInput, known: bool, settled: bool, fields: list[str]) -> None:
    """Paid, waived, withdrawn."""
    assert [problem.field for problem in check_settlement(x, known, settled)] == fields


def test_forms_become_inputs() -> None:
    """Empty fields are nothing."""
    filled = {"person_id": 1, "rule": "empty truck", "amount": Decimal(300), "text": None, "date": None}
    assert LiabilityInput.from_form(filled) == replace(TRUCK, text="")
    monday = date(2026, 11, 23)
    assert SettleInput.from_form({"case_id": 1, "outcome": "paid", "date": monday}) == SettleInput(1, "paid", "", monday)
