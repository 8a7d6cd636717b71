"""What makes a receipt right: pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from models.core.money import ZERO
from models.receipts import rules
from models.receipts.inputs import DepositInput, OpeningCashInput, PettyInput, ReceiptInput, RefundInput

DAY = date(2026, 11, 23)
MONEY = st.integers(0, 10**10).map(lambda fen: Decimal(fen).scaleb(-2))


def test_the_methods_are_those_of_the_rules() -> None:
    assert list(rules.METHODS) == ["cash", "transfer", "wechat", "alipay", "cheque", "acceptance", "offset"]
    assert not {"acceptance", "offset"} & set(rules.REFUND_METHODS)


def test_every_kind_of_paper_moves_the_drawer_one_way() -> None:
    assert set(rules.CASH_SIGN) == set(rules.KINDS)
    assert set(rules.CASH_SIGN.values()) == {1, -1}


@given(st.lists(MONEY), MONEY)
def test_the_money_settles_first_and_rounding_off_last(parts: list[Decimal], amount: Decimal) -> None:
    found = rules.split(parts, amount)
    assert [paid + rounded for paid, rounded in found] == parts
    assert sum((paid for paid, _rounded in found), ZERO) == min(amount, sum(parts, ZERO))


def test_a_full_form_becomes_a_receipt() -> None:
    values = {"customer": 7, "method": "acceptance", "amount": Decimal("5"), "date": DAY, "rounding": Decimal("0.2"), "payer": "王五",
              "reference": "AB1", "due": DAY, "remark": "x", "invoice": 3, "allocate": [{"invoice": 3, "amount": Decimal("5")}]}
    assert ReceiptInput.from_form(values) == ReceiptInput(7, "acceptance", Decimal("5"), DAY, ((3, Decimal("5")),), Decimal("0.2"), "王五",
                                                          "AB1", DAY, "x", 3)


def test_an_emptier_form_takes_the_defaults() -> None:
    assert ReceiptInput.from_form({"customer": 7, "method": None, "amount": Decimal("5")}) == ReceiptInput(7, "", Decimal("5"))
    assert RefundInput.from_form({"customer": 7, "amount": Decimal("5")}) == RefundInput(7, "", Decimal("5"))
    assert DepositInput.from_form({"amount": Decimal("5")}) == DepositInput(Decimal("5"))
    assert PettyInput.from_form({"amount": Decimal("5")}) == PettyInput(Decimal("5"), "")
    assert OpeningCashInput.from_form({"amount": Decimal("5")}) == OpeningCashInput(Decimal("5"))


def test_the_drawer_may_be_emptied_but_not_beyond() -> None:
    assert rules.check_drawer(Decimal(-5), Decimal(5)) == []
    [problem] = rules.check_drawer(Decimal(-5), Decimal("4.99"))
    assert problem.code == "cash.short" and "4.99" in problem.say()
