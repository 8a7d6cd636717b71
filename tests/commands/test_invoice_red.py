"""A red invoice takes back what it says and no more, credits the original first, and never touches it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.deliveries.commands import pick_up, take_back_goods
from models.deliveries.inputs import PickUpInput, TakeBackInput
from models.invoices import queries
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, RedLine, VoidInput
from models.invoices.queries import InvoiceRow
from models.products.inputs import UnitInput
from models.receivables.commands import allocate, post
from models.receivables.inputs import Entry
from models.receivables.queries import balance, open_credits, open_debts
from models.stock.queries import standings
from models.street import faults
from tests.factories import MONDAY, a_product, clock_of, grant, later, stocked
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell."""
    return a_shop(office)


def row_of(shop: Shop, invoice_id: int) -> InvoiceRow:
    """An invoice as it stands."""
    row = queries.invoice(shop.office, invoice_id)
    assert row is not None
    return row


def picked(shop: Shop, row: InvoiceRow, quantity: str, at: int = 0) -> None:
    """Goods of a line leave."""
    pick_up(shop.office, PickUpInput(row.id, ((row.lines[at].id, D(quantity)),)))


def refused(shop: Shop, x: RedInput) -> dict[str, str]:
    """Why it may not be reversed so."""
    with pytest.raises(RuleViolation) as why:
        red_invoice(shop.office, x)
    return {problem.field: problem.code for problem in why.value.problems}


def test_a_red_of_everything_cancels_and_returns(shop: Shop) -> None:
    row = row_of(shop, shop.sold(shop.line("10"), shop.line("1", gift=True), discount=D("0.01")).id)
    picked(shop, row, "4")
    red = row_of(shop, red_invoice(shop.office, RedInput(row.id, "质量问题")).id)
    assert (red.number, red.state, red.original, red.reason) == ("XS20261100002", "red", row.number, "质量问题")
    assert [(line.kind, line.quantity, line.amount) for line in red.lines] == [
        ("cancelled", D(-6), D("-767.99")), ("returned", D(-4), D("-512.00")), ("cancelled", D(-1), D(0))]
    assert all(line.amount == round(line.quantity * line.price, 2) - line.discount for line in red.lines)
    assert (red.total, red.net, red.tax) == (-row.total, -row.net, -row.tax)
    assert replace(row_of(shop, row.id), state="issued", reds=(), open=row.open) == row, "nothing of the original changed"
    assert (row_of(shop, row.id).state, row_of(shop, row.id).open) == ("reversed", D(0))
    stock = standings(shop.office, shop.warehouse, [shop.feed])[shop.feed]
    assert (stock.on_hand, stock.reserved) == (D(996), D(0)), "what is returned enters stock when the keeper takes it"
    take_back_goods(shop.office, TakeBackInput(red.id))
    assert standings(shop.office, shop.warehouse, [shop.feed])[shop.feed].on_hand == D(1000)
    assert balance(shop.office, shop.customer) == 0 and list(faults(shop.office)) == []
    assert refused(shop, RedInput(row.id, "再来")) == {"": "red.nothing"}


def test_parts_sum_to_the_whole(shop: Shop) -> None:
    row = row_of(shop, shop.sold(shop.line("3", "33.333333")).id)
    line = row.lines[0].id
    reds = [row_of(shop, red_invoice(shop.office, RedInput(row.id, "退货", (RedLine(line, cancelled=D(1)),))).id) for _ in range(3)]
    assert [red.total for red in reds] == [D("-33.33"), D("-33.34"), D("-33.33")]
    assert sum(red.net for red in reds) == -row.net and row_of(shop, row.id).state == "reversed"
    assert list(faults(shop.office)) == []


def test_a_price_allowance_moves_money_and_no_goods(shop: Shop) -> None:
    row = row_of(shop, shop.sold().id)
    red = row_of(shop, red_invoice(shop.office, RedInput(row.id, "受潮折让", (RedLine(row.lines[0].id, allowance=D(80)),))).id)
    assert [(each.kind, each.quantity, each.amount) for each in red.lines] == [("allowance", D(0), D(-80))]
    assert (row_of(shop, row.id).state, row_of(shop, row.id).open) == ("part reversed", D(1200))
    assert standings(shop.office, shop.warehouse, [shop.feed])[shop.feed].reserved == 10
    rest = row_of(shop, red_invoice(shop.office, RedInput(row.id, "不要了")).id)
    assert rest.total == D(-1200) and list(faults(shop.office)) == []


def test_what_was_paid_becomes_an_advance(shop: Shop) -> None:
    row = row_of(shop, shop.sold().id)
    debt = queries.debt_of(shop.office, row.id)
    assert debt is not None
    with shop.office.command("pay") as act:
        allocate(act, MONDAY, post(act, Entry(shop.customer, MONDAY, "receipt", D(-1000), "test", 1)), debt, D(1000))
    red_invoice(shop.office, RedInput(row.id, "退货"))
    assert open_debts(shop.office, shop.customer) == []
    assert [(each.kind, each.open) for each in open_credits(shop.office, shop.customer)] == [("red", D(1000))]
    after = row_of(shop, row.id)
    assert (after.received, after.open, balance(shop.office, shop.customer)) == (D(1000), D(0), D(-1000))


def test_a_red_dates_of_its_own_day_on_or_after_the_sale(shop: Shop) -> None:
    row = row_of(shop, shop.sold().id)
    assert refused(shop, RedInput(row.id, "", date=MONDAY - timedelta(days=1))) == {"reason": "text.missing", "date": "red.early"}
    later(shop.office, days=1)
    red = row_of(shop, red_invoice(shop.office, RedInput(row.id, "退货")).id)
    assert red.date == MONDAY + timedelta(days=1)
    assert row_of(shop, row.id).open == 0


def test_void_and_red_papers_are_not_reversed(shop: Shop) -> None:
    gone, back = shop.sold(), shop.sold()
    void_invoice(shop.office, VoidInput(gone.id, "开错了"))
    red = red_invoice(shop.office, RedInput(back.id, "退货"))
    assert refused(shop, RedInput(gone.id, "退货")) == {"": "red.void"} and refused(shop, RedInput(red.id, "退货")) == {"": "red.red"}
    assert refused(shop, RedInput(99, "退货")) == {"id": "invoice.unknown"}


def test_a_line_of_another_invoice_stays_out(shop: Shop) -> None:
    one, other = row_of(shop, shop.sold().id), row_of(shop, shop.sold().id)
    wrong = RedInput(one.id, "退货", (RedLine(other.lines[0].id, cancelled=D(1)), RedLine(one.lines[0].id, cancelled=D(11))))
    assert refused(shop, wrong) == {"lines.0": "red.line", "lines.1.cancelled": "red.cancelled"}


def test_goods_sold_by_the_crate_come_back_by_the_bottle(shop: Shop) -> None:
    bottle = a_product(shop.office, "B-1", "消毒液", unit="瓶", price="10", units=(UnitInput("箱", 24, 1),))
    stocked(shop.office, shop.warehouse, bottle)
    row = row_of(shop, shop.sold(shop.line("1", product_id=bottle, unit="箱")).id)
    assert row.total == D(240)
    picked(shop, row, "1")
    one = RedInput(row.id, "破损", (RedLine(row.lines[0].id, returned=D(1), unit="瓶"),))
    back = row_of(shop, red_invoice(shop.office, one).id).lines[0]
    assert (back.unit, back.quantity, back.base_quantity, back.price, back.amount) == ("瓶", D(-1), D(-1), D(10), D(-10))
    rest = row_of(shop, red_invoice(shop.office, RedInput(row.id, "不要了")).id).lines[0]
    assert (rest.kind, rest.unit, rest.quantity, rest.amount) == ("cancelled", "瓶", D(-23), D(-230))
    assert row_of(shop, row.id).state == "reversed" and list(faults(shop.office)) == []


def test_a_wrong_clock_blocks_reds_as_well(shop: Shop) -> None:
    row = row_of(shop, shop.sold().id)
    clock_of(shop.office).advance(timedelta(hours=-1))
    with pytest.raises(ApprovalNeeded) as asked:
        red_invoice(shop.office, RedInput(row.id, "退货"))
    grant(shop.office, asked.value)
    assert row_of(shop, red_invoice(shop.office, RedInput(row.id, "退货")).id).approved_by == "张经理"
