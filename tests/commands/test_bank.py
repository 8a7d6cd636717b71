"""Bank lines come in once, say who probably paid, and become receipts that settle what they name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bank import queries
from models.bank.commands import bring_in, confirm, confirm_certain, set_aside, take_up
from models.bank.inputs import BankLineInput, ConfirmInput, SetAsideInput
from models.bank.listing import BANK_LINES
from models.bank.rules import Payer, digests_of, suggestions
from models.core.errors import RuleViolation
from models.core.listing import Filter, totals_of
from models.core.office import Office
from models.receipts.commands import reverse_receipt
from models.receipts.inputs import ReverseInput
from models.receivables.queries import balance, open_debts
from models.street import faults
from tests.factories import MONDAY, a_customer
from tests.shop import Shop, a_shop

LINE = BankLineInput(MONDAY, D(1280), "河南双汇饲料有限公司", "6217 0000 1234", "F001", "货款")


@pytest.fixture
def shop(office: Office) -> Shop:
    """A customer who owes two invoices of 1280 and 640."""
    shop = a_shop(office)
    shop.sold(shop.line("10"))
    shop.sold(shop.line("5"))
    return shop


def only(office: Office) -> int:
    """The id of the only open line."""
    (row,) = queries.open_lines(office)
    return row.id


def test_a_file_brought_in_twice_brings_its_lines_once(shop: Shop) -> None:
    twins = [LINE, BankLineInput(MONDAY, D(5), "甲"), BankLineInput(MONDAY, D(5), "甲")]
    assert bring_in(shop.office, twins, "a.xlsx") == (3, 0)
    assert bring_in(shop.office, [*twins, BankLineInput(MONDAY, D(5), "甲")], "b.xlsx") == (1, 3)


def test_name_and_amount_make_a_line_certain_and_settle_the_invoice_they_fit(shop: Shop) -> None:
    bring_in(shop.office, [BankLineInput(MONDAY, D(640), LINE.payer)], "a.xlsx")
    done = confirm_certain(shop.office)
    assert len(done) == 1 and [item.amount for item in open_debts(shop.office, shop.customer)] == [D(1280)]
    assert totals_of(BANK_LINES, Filter(state="received")).sums["amount"] == D(640)
    assert confirm_certain(shop.office) == [] and not list(faults(shop.office))


def test_an_amount_alone_makes_nobody_certain(shop: Shop) -> None:
    bring_in(shop.office, [BankLineInput(MONDAY, D(640), "某某个人")], "a.xlsx")
    row = queries.bank_line(shop.office, only(shop.office))
    assert row is not None
    best = queries.suggested(shop.office, row)
    assert [each.customer_id for each in best] == [shop.customer] and not best[0].certain


def test_who_paid_before_is_remembered(shop: Shop) -> None:
    bring_in(shop.office, [BankLineInput(MONDAY, D(100), "王老板个人")], "a.xlsx")
    confirm(shop.office, ConfirmInput(only(shop.office), shop.customer))
    bring_in(shop.office, [BankLineInput(MONDAY, D(30), "王老板个人")], "b.xlsx")
    row = queries.bank_line(shop.office, only(shop.office))
    assert row is not None
    assert [(each.customer_id, [key for key, _number in each.why]) for each in queries.suggested(shop.office, row)] == [
        (shop.customer, ["payer"])]


def test_a_line_is_received_once_and_again_after_its_receipt_was_taken_back(shop: Shop) -> None:
    bring_in(shop.office, [LINE], "a.xlsx")
    line = only(shop.office)
    done = confirm(shop.office, ConfirmInput(line, shop.customer))
    with pytest.raises(RuleViolation):
        confirm(shop.office, ConfirmInput(line, shop.customer))
    reverse_receipt(shop.office, ReverseInput(done.id, "收错户"))
    assert only(shop.office) == line
    other = a_customer(shop.office, name="另一家", code="K-9", phone="13900002222")
    confirm(shop.office, ConfirmInput(line, other))
    assert (balance(shop.office, shop.customer), balance(shop.office, other)) == (D(1920), D(-1280))
    assert not list(faults(shop.office))


def test_what_is_no_customers_is_set_aside_and_taken_up_again(shop: Shop) -> None:
    bring_in(shop.office, [LINE], "a.xlsx")
    line = only(shop.office)
    with pytest.raises(RuleViolation):
        set_aside(shop.office, SetAsideInput(line, " "))
    set_aside(shop.office, SetAsideInput(line, "利息"))
    assert queries.open_lines(shop.office) == []
    take_up(shop.office, line)
    assert only(shop.office) == line


def test_two_that_are_as_likely_are_both_uncertain() -> None:
    twins = [Payer(at, f"K-{at}", "张三饲料店", "", D(0), ((at, "", D(50)),)) for at in (1, 2)]
    found = suggestions(BankLineInput(MONDAY, D(50), "张三饲料店"), twins)
    assert len(found) == 2 and not any(each.certain for each in found)


@given(st.lists(st.builds(BankLineInput, st.dates(date(2026, 1, 1), date(2026, 1, 3)), st.integers(1, 3).map(D),
                          st.sampled_from(["甲", "乙"]), st.just(""), st.sampled_from(["", "F1"])), max_size=12))
def test_every_line_of_a_file_is_told_from_every_other(lines: list[BankLineInput]) -> None:
    found = digests_of(lines)
    assert len(set(found)) == len(lines) and digests_of(lines) == found


def test_an_amount_of_nothing_is_refused_and_nothing_is_filed(shop: Shop) -> None:
    with pytest.raises(RuleViolation):
        bring_in(shop.office, [LINE, BankLineInput(MONDAY, D(0))], "a.xlsx")
    assert queries.open_lines(shop.office) == []
