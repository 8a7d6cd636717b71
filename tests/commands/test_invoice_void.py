"""A void keeps its number and undoes everything else; what cannot be undone says what to do instead."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.days.commands import lock_day
from models.deliveries.commands import pick_up, undo_delivery
from models.deliveries.inputs import PickUpInput, UndoInput
from models.invoices import queries
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.receivables.commands import allocate, post
from models.receivables.inputs import Entry
from models.receivables.queries import balance, open_debts
from models.stock.queries import standings
from models.street import faults
from tests.factories import MONDAY, later
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell."""
    return a_shop(office)


def refused(shop: Shop, invoice_id: int, reason: str = "开错了") -> list[str]:
    """Why an invoice may not be voided."""
    with pytest.raises(RuleViolation) as why:
        void_invoice(shop.office, VoidInput(invoice_id, reason))
    assert all("{" not in problem.say() for problem in why.value.problems)
    return [problem.code for problem in why.value.problems]


def paid(shop: Shop, invoice_id: int, amount: str) -> None:
    """Money for an invoice, straight in the ledger."""
    debt = queries.debt_of(shop.office, invoice_id)
    assert debt is not None
    with shop.office.command("pay") as act:
        credit = post(act, Entry(shop.customer, MONDAY, "receipt", -D(amount), "test", invoice_id))
        allocate(act, MONDAY, credit, debt, D(amount))


def test_a_void_keeps_its_number_and_frees_goods_and_debt(shop: Shop) -> None:
    first = shop.sold()
    void_invoice(shop.office, VoidInput(first.id, "客户改单"))
    row = queries.invoice(shop.office, first.id)
    assert row is not None and (row.number, row.state, row.reason, row.open) == ("XS20261100001", "void", "客户改单", D(0))
    assert balance(shop.office, shop.customer) == 0 and open_debts(shop.office, shop.customer) == []
    assert standings(shop.office, shop.warehouse, [shop.feed])[shop.feed].reserved == 0
    assert shop.sold().number == "XS20261100002" and queries.last_invoice(shop.office, shop.customer) is not None
    assert list(faults(shop.office)) == []


def test_a_gift_alone_can_be_voided_too(shop: Shop) -> None:
    gift = shop.sold(shop.line("1", gift=True))
    void_invoice(shop.office, VoidInput(gift.id, "开错了"))
    assert list(faults(shop.office)) == []


def test_a_void_is_said_once_with_a_reason(shop: Shop) -> None:
    done = shop.sold()
    assert refused(shop, done.id, " ") == ["text.missing"]
    assert refused(shop, done.id, "\x00") == ["text.control"]
    void_invoice(shop.office, VoidInput(done.id, "开错了"))
    assert refused(shop, done.id) == ["void.twice"]


@pytest.mark.parametrize("nowhere", [0, -1, 99, 2**70])
def test_there_must_be_such_an_invoice(shop: Shop, nowhere: int) -> None:
    assert refused(shop, nowhere) == ["invoice.unknown"]


def test_what_is_paid_or_gone_or_reversed_is_not_voided(shop: Shop) -> None:
    done = shop.sold()
    row = queries.invoice(shop.office, done.id)
    assert row is not None
    paid(shop, done.id, "1000")
    pick_up(shop.office, PickUpInput(done.id, ((row.lines[0].id, D(3)),)))
    assert refused(shop, done.id) == ["void.picked", "void.paid"]
    red = red_invoice(shop.office, RedInput(done.id, "退货"))
    assert "void.reversed" in refused(shop, done.id)
    assert refused(shop, red.id) == ["void.red"]


def test_goods_that_came_back_as_a_mistake_do_not_count_as_gone(shop: Shop) -> None:
    done = shop.sold()
    undo_delivery(shop.office, UndoInput(pick_up(shop.office, PickUpInput(done.id)).id, "登错了"))
    void_invoice(shop.office, VoidInput(done.id, "开错了"))
    assert list(faults(shop.office)) == []


def test_another_business_date_asks_for_a_red(shop: Shop) -> None:
    done = shop.sold()
    later(shop.office, days=1)
    assert refused(shop, done.id) == ["void.later"]
    with shop.office.command("close") as act:
        lock_day(act, MONDAY)
    assert refused(shop, done.id) == ["void.closed"]
