"""A statement says what was owed, every delivery and payment, and what is owed; answers are kept until they agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from models.core.errors import RuleViolation
from models.core.listing import Filter, every_row, totals_of
from models.core.office import Office
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.receivables.commands import record_answer, resolve_difference, set_opening_receivable
from models.receivables.inputs import AnswerInput, OpeningInput, ResolveInput
from models.receivables.listing import STATEMENT_ANSWERS
from models.receipts.commands import take_receipt
from models.receivables.queries import balance
from models.reports.queries.statements import Statement, customers_with_statements, statement
from tests.closed import receipt
from tests.factories import MONDAY
from tests.shop import Shop, a_shop

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def shop(office: Office) -> Shop:
    """A customer who owed 500 before."""
    shop = a_shop(office)
    set_opening_receivable(office, OpeningInput(shop.customer, D(500), date(2026, 10, 31)))
    return shop


def said(shop: Shop, start: date = FIRST, end: date = LAST) -> Statement:
    found = statement(shop.office, shop.customer, start, end)
    assert found is not None
    return found


def test_a_statement_runs_from_opening_to_closing(shop: Shop) -> None:
    shop.sold(shop.line("10"), shop.line("5"))
    take_receipt(shop.office, receipt(shop, "1000"))
    made = said(shop)
    assert (made.opening, made.amount, made.received, made.closing) == (D(500), D(1920), D(1000), D(1420))
    assert [(line.kind, line.amount, line.received, line.balance) for line in made.lines] == [
        ("invoice", D(1280), D(0), None), ("invoice", D(640), D(0), D(2420)), ("receipt", D(0), D(1000), D(1420))]
    assert [bool(line.number) for line in made.lines] == [True, False, True]
    assert made.opening + made.amount - made.received == made.closing == balance(shop.office, shop.customer, LAST)


def test_a_void_leaves_no_trace_and_a_red_stands(shop: Shop) -> None:
    void_invoice(shop.office, VoidInput(shop.sold(shop.line("1")).id, "错开"))
    sold = shop.sold(shop.line("2"))
    red_invoice(shop.office, RedInput(sold.id, "客户少要", None))
    made = said(shop)
    assert [(line.kind, line.amount) for line in made.lines] == [("invoice", D(256)), ("red", D(-256))]
    assert made.closing == D(500)


def test_a_customer_without_movement_has_a_statement(shop: Shop) -> None:
    made = said(shop)
    assert made.lines == () and made.opening == made.closing == D(500)
    assert [code for _id, code, _name in customers_with_statements(shop.office, LAST)] == [made.code]
    before = said(shop, date(2026, 9, 1), date(2026, 9, 30))
    assert before.opening == before.closing == D(0)


def test_a_span_must_be_forwards(shop: Shop) -> None:
    with pytest.raises(RuleViolation):
        statement(shop.office, shop.customer, LAST, FIRST)


def test_a_difference_stays_open_until_it_is_resolved(shop: Shop) -> None:
    assert record_answer(shop.office, AnswerInput(shop.customer, MONDAY)).id
    differs = record_answer(shop.office, AnswerInput(shop.customer, MONDAY, D(480), "少收一袋"))
    assert totals_of(STATEMENT_ANSWERS, Filter(state="differs")).sums["difference"] == D(-20)
    with pytest.raises(RuleViolation):
        resolve_difference(shop.office, ResolveInput(differs.id, " "))
    resolve_difference(shop.office, ResolveInput(differs.id, "已补货"))
    assert [totals_of(STATEMENT_ANSWERS, Filter(state=state)).count for state in ("agreed", "differs", "resolved")] == [1, 0, 1]
    with pytest.raises(RuleViolation):
        resolve_difference(shop.office, ResolveInput(differs.id, "再来"))


def test_an_answer_needs_a_day_that_has_come(shop: Shop) -> None:
    with pytest.raises(RuleViolation) as why:
        record_answer(shop.office, AnswerInput(shop.customer, MONDAY + timedelta(days=1), D("1.234")))
    assert {problem.field for problem in why.value.problems} == {"theirs", "through"}


def test_a_new_answer_ends_what_the_one_before_named(shop: Shop) -> None:
    """Answers come twice: by mistake, or because both have looked again."""
    shop.sold()
    differ = AnswerInput(shop.customer, MONDAY, D("1000.00"), "少一张")
    record_answer(shop.office, differ)
    with pytest.raises(RuleViolation):
        record_answer(shop.office, differ)
    record_answer(shop.office, replace(differ, theirs=D("1100.00")))
    assert _open_differences(shop) == [D("1100.00")]
    record_answer(shop.office, AnswerInput(shop.customer, MONDAY))
    assert _open_differences(shop) == []


def _open_differences(shop: Shop) -> list[Any]:
    rows = [{column.key: value for column, value in zip(STATEMENT_ANSWERS.columns, row, strict=True)}
            for row in every_row(STATEMENT_ANSWERS, Filter(state="differs"))]
    return [row["theirs"] for row in rows]
