"""Issuing: numbered without gaps, stored as it was said, goods kept, debt posted; or nothing at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from models.core.audit import head
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.core.text import _
from models.customers.queries import price_for
from models.days.commands import lock_day
from models.invoices import queries
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from models.people.commands import SELF_APPROVAL, change_person, sign_in
from models.people.inputs import PersonInput
from models.products.inputs import UnitInput
from models.receivables.queries import balance, open_debts
from models.stock.queries import standings
from models.stock.rules import SHORT_STOCK
from models.street import faults
from tests.factories import MANAGER, MONDAY, a_customer, a_product, clock_of, grant, later, person_id, stocked
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell."""
    return a_shop(office)


def problems_of(shop: Shop, x: InvoiceInput) -> dict[str, str]:
    """What refuses the invoice; nothing is left of the attempt."""
    before = head(shop.office.database)
    with pytest.raises(RuleViolation) as refused:
        issue_invoice(shop.office, x)
    assert head(shop.office.database) == before
    assert shop.office.database.execute_sql("SELECT COUNT(*) FROM invoice").fetchone()[0] == 0
    return {problem.field: problem.code for problem in refused.value.problems}


def needs_of(shop: Shop, x: InvoiceInput) -> list[str]:
    """The kinds of approval asked for, all at once."""
    with pytest.raises(ApprovalNeeded) as asked:
        issue_invoice(shop.office, x)
    return [need.kind for need in asked.value.needs]


def test_an_invoice_says_all_that_was_true_when_it_was_issued(shop: Shop) -> None:
    done = issue_invoice(shop.office, shop.order(shop.line(), shop.line("3", product_id=shop.bran), vehicle="豫P·A1234", discount=D("7.50"),
                                                 rounding=D("0.50"), remark="早上送"))
    row = queries.invoice(shop.office, done.id)
    assert row is not None and row == queries.by_number(shop.office, "XS20261100001") == queries.last_invoice(shop.office, shop.customer)
    assert (row.number, row.date, row.due, row.state, row.customer_name) == (done.number, MONDAY, MONDAY, "issued", "河南双汇饲料有限公司")
    assert (row.delivery_address, row.territory) == ("河南省周口市建设路1号", "周口")
    assert (row.warehouse_name, row.vehicle) == ("一号库", "豫P·A1234")
    assert (row.total, row.net + row.tax, row.discount, row.rounding) == (D("1279.50"), D("1279.50"), D("7.50"), D("0.50"))
    feed, bran = row.lines
    said = (feed.code, feed.unit, feed.quantity, feed.price, feed.amount, feed.share)
    assert said == ("F-1204", "袋", D(10), D(128), D("1272.05"), D("7.95"))
    assert (bran.rate, bran.amount, bran.net, bran.tax) == ("exempt", D("7.45"), D("7.45"), D(0))
    assert row.subtotal(0, 1) == D("1272.05") and row.quantities == (("袋", D(10)), ("公斤", D(3)))
    customers_now = shop.office.database.execute_sql("UPDATE customer SET name = '改名' WHERE id = ?", (shop.customer,))
    assert customers_now.rowcount == 1
    assert queries.invoice(shop.office, done.id) == row


def test_goods_are_kept_the_debt_is_owed_and_the_price_is_remembered(shop: Shop) -> None:
    issue_invoice(shop.office, shop.order(shop.line("10", "126.5"), shop.line("1", gift=True)))
    stock = standings(shop.office, shop.warehouse, [shop.feed])[shop.feed]
    assert (stock.on_hand, stock.reserved, stock.available) == (D(1000), D(11), D(989))
    assert balance(shop.office, shop.customer) == D("1265.00")
    assert [(item.number, item.open, item.due) for item in open_debts(shop.office, shop.customer)] == [("XS20261100001", D(1265), MONDAY)]
    offer = price_for(shop.office, shop.customer, shop.feed, "袋", D(1))
    assert (offer.price, offer.source) == (D("126.5"), "last")
    assert list(faults(shop.office)) == []


def test_the_debt_is_due_after_the_customers_credit_days(shop: Shop) -> None:
    other = a_customer(shop.office, "郸城养殖场", credit_days=30)
    first = shop.sold(customer_id=other)
    second = queries.invoice(shop.office, shop.sold(customer_id=other).id)
    assert second is not None
    assert (second.due, second.owed_before) == (MONDAY + timedelta(days=30), D(1280)) and first.number < second.number


def test_numbers_follow_without_gaps_whatever_fails_between(shop: Shop) -> None:
    numbers = [shop.sold().number]
    with pytest.raises(RuleViolation):
        issue_invoice(shop.office, shop.order(shop.line("99999")))
    with pytest.raises(ApprovalNeeded):
        issue_invoice(shop.office, shop.order(territory="驻马店"))
    stocked(shop.office, shop.warehouse, shop.feed, day=date(2026, 10, 31))
    numbers += [shop.sold().number, shop.sold(date=date(2026, 10, 31)).number]
    assert numbers == ["XS20261100001", "XS20261100002", "XS20261000001"]


def test_a_failed_issue_inside_a_batch_takes_no_number(shop: Shop) -> None:
    with shop.office.batch():
        shop.sold()
        with pytest.raises(ApprovalNeeded):
            issue_invoice(shop.office, shop.order(territory="驻马店"))
        assert issue_invoice(shop.office, shop.order()).number == "XS20261100002"
    assert list(faults(shop.office)) == []


def test_all_problems_come_back_at_once_and_nothing_is_written(shop: Shop) -> None:
    closed = a_customer(shop.office, "新户", opened=False)
    shop.office.database.execute_sql("INSERT INTO licence (customer_id, name, number, expires) VALUES (?, '许可证', '', '2026-11-22')",
                                     (closed,))
    lines = (shop.line("1001"), LineInput(999, D(1)), shop.line("NaN"))
    assert problems_of(shop, shop.order(*lines, customer_id=closed, remark="\x00")) == {
        "customer": "invoice.licence", "remark": "text.control", "lines.0.quantity": "line.short", "lines.1.product": "line.product",
        "lines.2.quantity": "number.kind"}


@pytest.mark.parametrize("change", [{"customer_id": 0}, {"customer_id": -1}, {"customer_id": 2**70}, {"warehouse_id": 2**70},
                                    {"salesperson_id": 2**70}, {"lines": ()}, {"date": date(1, 1, 1)}, {"date": date(9999, 12, 31)},
                                    {"delivery_address": "\ud800"}, {"rounding": D("1E+99")}, {"lines": (LineInput(2**70, D(1)),)},
                                    {"lines": tuple(LineInput(1, D(1)) for _ in range(501))}])
def test_nonsense_is_refused_in_words(shop: Shop, change: dict[str, Any]) -> None:
    assert problems_of(shop, shop.order(**change))


@pytest.mark.parametrize("unit", ["\ud800", "x" * 5000, "袋\x00", "箱"])
def test_no_odd_unit_or_batch_breaks_anything(shop: Shop, unit: str) -> None:
    assert "lines.0.unit" in problems_of(shop, shop.order(shop.line(unit=unit, batch="\ud800")))


def test_a_closed_day_takes_no_invoice(shop: Shop) -> None:
    with shop.office.command("close") as act:
        lock_day(act, MONDAY)
    assert problems_of(shop, shop.order(date=MONDAY)) == {"date": "day.closed"}
    assert shop.sold().number == "XS20261100001", "the next day is taken instead"
    row = queries.by_number(shop.office, "XS20261100001")
    assert row is not None and row.date == MONDAY + timedelta(days=1)


def test_units_are_sold_by_exact_factors(shop: Shop) -> None:
    crate = a_product(shop.office, "C-1", "添加剂", units=(UnitInput("箱", 1, 3),))
    short = shop.order(shop.line("1", "30", unit="箱", product_id=crate))
    assert problems_of(shop, short) == {"lines.0.quantity": "line.base"}
    stocked(shop.office, shop.warehouse, crate)
    row = queries.invoice(shop.office, shop.sold(shop.line("30", unit="箱", product_id=crate)).id)
    assert row is not None and (row.quantity, row.lines[0].price, row.total) == (D(10), D("42.666667"), D("1280.00"))


def test_below_the_minimum_price_a_manager_decides_and_the_paper_says_who(shop: Shop) -> None:
    cheap = a_product(shop.office, "C-2", "预混料", minimum_price=D("100"))
    set_option(shop.office, SHORT_STOCK, "approve")
    x = shop.order(shop.line("1", "99.99", product_id=cheap), shop.line("2", "99", product_id=cheap), territory="驻马店")
    assert needs_of(shop, x) == ["off territory", "below minimum price", "short stock"]
    row = queries.invoice(shop.office, shop.sold(*x.lines, territory="驻马店").id)
    assert row is not None and row.approved_by == MANAGER
    assert needs_of(shop, x) == ["off territory", "below minimum price", "short stock"], "an approval is used once"


def test_an_office_of_one_says_that_it_approved_itself(shop: Shop) -> None:
    set_option(shop.office, SELF_APPROVAL, True)
    x = shop.order(territory="驻马店")
    with pytest.raises(ApprovalNeeded) as asked:
        issue_invoice(shop.office, x)
    sign_in(shop.office, MANAGER)
    for each in grant(shop.office, asked.value):
        assert each
    row = queries.invoice(shop.office, issue_invoice(shop.office, x).id)
    assert row is not None and row.approved_by == _("{name} (self-approved)").format(name=MANAGER)


def test_credit_and_overdue_are_asked_together(shop: Shop) -> None:
    tight = a_customer(shop.office, "紧户", credit_limit=D(2000))
    shop.sold(customer_id=tight)
    later(shop.office, days=1)
    assert needs_of(shop, shop.order(customer_id=tight)) == ["over credit"]
    later(shop.office, days=30)
    assert needs_of(shop, shop.order(customer_id=tight)) == ["clock", "over credit", "overdue"]


def test_a_clock_set_back_blocks_numbering_until_approved(shop: Shop) -> None:
    shop.sold()
    clock_of(shop.office).advance(timedelta(minutes=-6))
    x = shop.order()
    with pytest.raises(ApprovalNeeded) as asked:
        issue_invoice(shop.office, x)
    assert [need.kind for need in asked.value.needs] == ["clock"]
    grant(shop.office, asked.value)
    assert issue_invoice(shop.office, x).number == "XS20261100002"
    assert issue_invoice(shop.office, x).number == "XS20261100003", "once approved, the clock is believed"


def test_a_clock_far_ahead_blocks_numbering(shop: Shop) -> None:
    shop.sold()
    later(shop.office, days=1)
    shop.sold()
    later(shop.office, days=2)
    assert needs_of(shop, shop.order()) == ["clock"]


def test_promises_to_others_count_and_ones_own_are_used_up(shop: Shop) -> None:
    run = shop.office.database.execute_sql
    other = a_customer(shop.office, "路上的客户")
    for customer in (other, shop.customer):
        run("INSERT INTO promise (customer_id, product_id, warehouse_id, quantity, until, consumed, released, person, moment) "
            "VALUES (?, ?, ?, 400000, '2026-11-24T00:00:00.000000Z', 0, 0, '', '')", (customer, shop.feed, shop.warehouse))
    assert problems_of(shop, shop.order(shop.line("601"))) == {"lines.0.quantity": "line.short"}
    shop.sold(shop.line("600"))
    assert run("SELECT customer_id, consumed FROM promise ORDER BY id").fetchall() == [(other, 0), (shop.customer, 400000)]


def test_a_salesperson_who_left_sells_nothing(shop: Shop) -> None:
    seller = person_id(shop.office, "李强")
    change_person(shop.office, seller, PersonInput("李强", frozenset({"salesperson"}), active=False))
    assert problems_of(shop, shop.order(salesperson_id=seller)) == {"salesperson": "invoice.salesperson"}


def test_the_screens_hear_what_changed_once(shop: Shop) -> None:
    heard: list[frozenset[str]] = []
    shop.office.changes.subscribe((), heard.append)
    shop.sold()
    assert heard == [frozenset({"invoices", "stock", "receivables", "products"})]
