"""What contracts ask for, worked out without an office: sums, bounds, instalments, blanks, the life of a contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contracts import rules
from models.contracts.inputs import (ClauseInput, ContractInput, EventInput, InstalmentInput, LineInput, QuoteInput, ReviewInput,
                                     SupplementInput, TemplateInput, WorkInput)
from models.core.errors import Problem
from models.core.text import speaking

BAG = rules.Goods(1, "F-1204", "育肥猪配合饲料", "40kg", "袋", "9", factors={"袋": Fraction(1), "吨": Fraction(25)})
FACTS = rules.Facts("河南双汇饲料有限公司", True, {1: BAG}, True, date(2026, 11, 23))
LINE = LineInput(1, D(100), D(128), "袋", rate="9")


def fields(problems: list[Problem]) -> list[str]:
    """Where the problems are."""
    return [problem.field for problem in problems]


def test_a_line_comes_to_quantity_times_price_with_the_tax_in_it() -> None:
    assert rules.amounts(D("100"), D("128"), "9") == rules.Money(D("12800.00"), D("11743.12"), D("1056.88"))
    assert rules.amounts(D("-100"), D("128"), "9") == rules.Money(D("-12800.00"), D("-11743.12"), D("-1056.88"))
    assert rules.amounts(D("1"), D("0.005"), "exempt") == rules.Money(D("0.01"), D("0.01"), D("0.00"))


def test_a_good_contract_has_no_problem() -> None:
    assert rules.check_contract(ContractInput("goods", 1, (LINE,), (InstalmentInput(date(2026, 12, 1), D(12800)),)), FACTS) == []


def test_every_problem_stands_at_its_field() -> None:
    wrong = ContractInput("lease", 0, (LineInput(None, D(0), None, "", rate="9"), LineInput(1, D(1), D(1), "箱", rate="9")),
                          (InstalmentInput(None, D(0), "gift"),), ends=date(1999, 1, 1))
    found = fields(rules.check_contract(wrong, rules.Facts()))
    for place in ("customer", "kind", "ends", "lines.0.quantity", "lines.0.product", "instalments.0.due", "instalments.0.amount",
                  "instalments.0.kind"):
        assert place in found, place


def test_a_framework_needs_no_quantity_and_a_service_no_product() -> None:
    assert rules.check_contract(ContractInput("framework", 1), FACTS) == []
    assert rules.check_contract(ContractInput("framework", 1, (LineInput(1, D(0), D(128), "袋", rate="9"),)), FACTS) == []
    maid = LineInput(None, D(26), D(400), "天", "月嫂服务", "6")
    assert rules.check_contract(ContractInput("service", 1, (maid,)), FACTS) == []


def test_instalments_never_come_to_more_than_the_contract() -> None:
    parts = (InstalmentInput(date(2026, 12, 1), D(12800)), InstalmentInput(date(2027, 1, 1), D("0.01")))
    assert fields(rules.check_contract(ContractInput("goods", 1, (LINE,), parts), FACTS)) == ["instalments.1.amount"]


def test_a_quote_does_not_end_before_it_begins() -> None:
    x = QuoteInput(1, (LINE,), date(2026, 11, 23), date(2026, 11, 22))
    assert fields(rules.check_quote(x, FACTS)) == ["valid_until"]


def test_a_review_asks_for_every_clause_a_wording_without_blanks_and_who_is_placed_when() -> None:
    clauses = ("价格", "交货")
    x = ReviewInput(1, (ClauseInput("价格", "yes"), ClauseInput("交货", "none")))
    assert fields(rules.check_review(x, clauses, "甲方：【电话】", "goods", "", False)) == ["lines.1.note", ""]
    good = ReviewInput(1, (ClauseInput("价格", "yes"), ClauseInput("交货", "none", "自提")))
    assert rules.check_review(good, clauses, "甲方", "goods", "", False) == []
    unplaced = rules.check_review(good, clauses, "甲方", "service", "", False)
    assert [one.code for one in unplaced] == ["contract.placed", "contract.period"]
    assert [one.code for one in rules.check_review(good, clauses, " ", "goods", "", False)] == ["contract.text"]


def test_a_supplement_leaves_what_is_used_and_never_falls_below_nothing() -> None:
    facts = rules.Facts("x", True, {1: BAG}, held={7: D(40)}, owed={3: D(500)})
    less = LineInput(1, D(-2), D(128), "吨", rate="9", changes=7)
    found = rules.check_supplement(SupplementInput(1, "减少", (less,)), facts, "goods")
    assert [(one.field, one.code) for one in found] == [("lines.0.quantity", "supplement.below")]
    fine = LineInput(1, D(-40), D(128), "袋", rate="9", changes=7)
    assert rules.check_supplement(SupplementInput(1, "减少", (fine,)), facts, "goods") == []
    gone = SupplementInput(1, "减少", instalments=(InstalmentInput(date(2026, 12, 1), D(-501), changes=3),))
    assert fields(rules.check_supplement(gone, facts, "goods")) == ["instalments.0.amount"]
    foreign = SupplementInput(1, "x", (LineInput(1, D(1), D(1), "袋", rate="9", changes=9),))
    assert fields(rules.check_supplement(foreign, facts, "goods")) == ["lines.0.product"]


@pytest.mark.parametrize(("step", "state", "text", "good"), [
    ("review", "draft", "", True), ("approved", "draft", "", False), ("returned", "review", "", False),
    ("returned", "review", "价格", True),
    ("done", "approved", "", True), ("ended", "performing", "", False), ("ended", "done", "x", False),
    ("performing", "approved", "", True)])
def test_the_life_of_a_contract_goes_one_way(step: str, state: str, text: str, good: bool) -> None:
    assert (rules.check_turn(step, state, text) == []) is good


def test_events_work_and_wordings_are_checked() -> None:
    assert fields(rules.check_event(EventInput(1, "quarrel", ""))) == ["kind", "text"]
    assert fields(rules.check_work(WorkInput(1, D(0)), D(0))) == ["quantity"]
    assert fields(rules.check_work(WorkInput(1, D(-3)), D(2))) == ["quantity"]
    assert rules.check_work(WorkInput(1, D(-2)), D(2)) == []
    assert fields(rules.check_template(TemplateInput("", "goods", ""))) == ["name", "text"]


def test_blanks_are_filled_by_key_or_by_word_and_what_is_unknown_stays() -> None:
    with speaking("en"):
        text = rules.filled("【customer】 【 place of work 】 【placed】【colour】", {"customer": "【us】<b>", "place": "周口"})
    assert text == "【us】<b> 周口 ＿＿＿＿＿＿【colour】"
    assert rules.open_blanks("【a】【b】【a】") == ["a", "b"]


def test_brackets_in_what_is_filled_in_are_no_blanks() -> None:
    said = {"customer": "【牧丰】【us】饲料厂", "us": "我方"}
    text = rules.filled("【customer】与【us】：【颜色】", said)
    assert text == "【牧丰】【us】饲料厂与我方：【颜色】" == rules.filled(text, said)
    assert rules.open_blanks(text, said.values()) == ["颜色"] and "牧丰" in rules.open_blanks(text)
    assert rules.filled("【us】", {"us": "甲", "customer": "【us】"}) == "甲"


def test_what_goes_beyond_is_named_once_at_the_line_that_goes_beyond() -> None:
    line = rules.Agreed(7, 1, "HT1", 1, "料", "袋", D(100), D(70), True)
    found = rules.over({7: line}, [(7, D(20)), (7, D(11)), (9, D(5))])
    assert [(each.line_id, asked, at) for each, asked, at in found] == [(7, D(31), 1)]
    assert rules.over({7: line}, [(7, D(30))]) == []
    free = rules.Agreed(7, 1, "HT1", 1, "料", "袋", D(0), D(70), False)
    assert rules.over({7: free}, [(7, D(3000))]) == []


def test_money_pays_the_instalment_it_names_and_then_the_oldest() -> None:
    agreed = [(1, D(100)), (2, D(200)), (3, D(300))]
    assert rules.spread(agreed, {}, D(250)) == {1: D(100), 2: D(150), 3: D(0)}
    assert rules.spread(agreed, {3: D(300)}, D(350)) == {1: D(50), 2: D(0), 3: D(300)}
    assert rules.spread(agreed, {3: D(400)}, D(400)) == {1: D(100), 2: D(0), 3: D(300)}
    assert rules.spread(agreed, {3: D(300)}, D(100)) == {1: D(0), 2: D(0), 3: D(100)}


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.dictionaries(st.integers(0, 5), st.integers(0, 10**6)),
       st.integers(0, 10**7))
def test_every_fen_is_spread_once(amounts: list[int], named: dict[int, int], received: int) -> None:
    agreed = [(at, D(amount).scaleb(-2)) for at, amount in enumerate(amounts)]
    found = rules.spread(agreed, {at: D(amount).scaleb(-2) for at, amount in named.items()}, D(received).scaleb(-2))
    assert sum(found.values()) == D(min(received, sum(amounts))).scaleb(-2)
    assert all(0 <= found[at] <= amount for at, amount in agreed)


def test_rates_and_days() -> None:
    assert rules.rate(D(1), D(3)) == D("0.3333") and rules.rate(D(1), D(0)) is None
    assert rules.days_left(date(2026, 11, 30), date(2026, 11, 23)) == 7 and rules.days_left(None, date(2026, 11, 23)) is None
