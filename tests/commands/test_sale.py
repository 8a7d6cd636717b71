"""One breath, one command: invoice, money and goods together, or nothing; and the whole way back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest

from models.core.audit import head
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.deliveries.commands import pick_up
from models.deliveries.inputs import PickUpInput
from models.invoices import queries
from models.drafts import queries as drafts
from models.drafts.commands import save_draft
from models.invoices.inputs import VoidInput
from models.invoices.rules import GOODS_LEAVE
from models.receipts import queries as receipts
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.receivables.queries import balance, open_credits
from models.sale.commands import sell, void_and_redo
from models.sale.inputs import SaleInput
from models.stock.queries import standings
from models.street import faults
from tests.factories import MONDAY, a_customer, grant
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell."""
    return a_shop(office)


def cash(amount: str, **more: Any) -> ReceiptInput:
    """Money over the counter."""
    return ReceiptInput(**{"customer_id": 0, "method": "cash", "amount": D(amount), **more})


def refused(shop: Shop, x: SaleInput) -> dict[str, str]:
    """What refuses the sale; nothing is left of the attempt."""
    before = head(shop.office.database)
    with pytest.raises(RuleViolation) as why:
        sell(shop.office, x)
    assert head(shop.office.database) == before
    assert shop.office.database.execute_sql("SELECT COUNT(*) FROM invoice").fetchone()[0] == 0
    return {problem.field: problem.code for problem in why.value.problems}


def test_invoice_money_and_goods_are_one_entry_in_the_journal(shop: Shop) -> None:
    entries = head(shop.office.database)[0]
    heard: list[frozenset[str]] = []
    shop.office.changes.subscribe((), heard.append)
    done = sell(shop.office, SaleInput(shop.order(), cash("1280"), goods_leave=True))
    assert head(shop.office.database)[0] == entries + 1 and len(heard) == 1
    assert done.number == "XS20261100001"
    assert done.receipt and done.delivery and (done.receipt.number[:2], done.delivery.number[:2]) == ("SK", "TH")
    row = queries.invoice(shop.office, done.id)
    assert row is not None and (row.received, row.open, balance(shop.office, shop.customer)) == (D(1280), D(0), D(0))
    stock = standings(shop.office, shop.warehouse, [shop.feed])[shop.feed]
    assert (stock.on_hand, stock.reserved) == (D(990), D(0))
    assert receipts.cash_book(shop.office, MONDAY).received == D(1280)
    assert list(faults(shop.office)) == []


def test_the_money_settles_this_invoice_first_and_the_rest_is_an_advance(shop: Shop) -> None:
    shop.sold()
    done = sell(shop.office, SaleInput(shop.order(), cash("2000")))
    row = queries.invoice(shop.office, done.id)
    assert row is not None and row.open == 0
    assert [credit.open for credit in open_credits(shop.office, shop.customer)] == [D(720)]
    assert balance(shop.office, shop.customer) == D(560)


def test_small_change_given_up_at_the_counter_settles_the_invoice(shop: Shop) -> None:
    done = sell(shop.office, SaleInput(shop.order(shop.line("1", "12.34")), cash("12", rounding=D("0.34"))))
    row = queries.invoice(shop.office, done.id)
    assert row is not None and (row.total, row.open) == (D("12.34"), D(0))


def test_a_gift_with_money_makes_an_advance(shop: Shop) -> None:
    sell(shop.office, SaleInput(shop.order(shop.line("1", gift=True)), cash("50")))
    assert balance(shop.office, shop.customer) == D(-50) and list(faults(shop.office)) == []


def test_cash_in_hand_needs_no_credit_and_an_acceptance_does(shop: Shop) -> None:
    poor = a_customer(shop.office, "现款户", credit_limit=D(0))
    sell(shop.office, SaleInput(shop.order(customer_id=poor), cash("1280")))
    x = SaleInput(shop.order(customer_id=poor), cash("1280", method="acceptance", due=date(2027, 3, 1)))
    with pytest.raises(ApprovalNeeded) as asked:
        sell(shop.office, x)
    assert [need.kind for need in asked.value.needs] == ["over credit"]
    grant(shop.office, asked.value)
    assert sell(shop.office, x).number == "XS20261100002"


def test_problems_of_invoice_and_money_show_together(shop: Shop) -> None:
    x = SaleInput(shop.order(shop.line("0"), territory="驻马店"), cash("NaN", method="barter"))
    assert refused(shop, x) == {"lines.0.quantity": "number.above", "received": "number.kind", "method": "receipt.method"}
    for bad in ("-1", "0", "1E+30", "Infinity", "0.001"):
        assert list(refused(shop, SaleInput(shop.order(), cash(bad)))) == ["received"]
    assert refused(shop, SaleInput(shop.order(), cash("1", reference="\x00"))) == {"reference": "text.control"}
    assert refused(shop, SaleInput(shop.order(), cash("1280", rounding=D("1")))) == {"received_rounding": "receipt.rounding_open"}
    assert refused(shop, SaleInput(shop.order(), cash("1280", method="acceptance"))) == {"acceptance_due": "receipt.due"}


def test_goods_leave_as_the_setting_says(shop: Shop) -> None:
    assert sell(shop.office, SaleInput(shop.order())).delivery is None
    set_option(shop.office, GOODS_LEAVE, True)
    assert sell(shop.office, SaleInput(shop.order())).delivery is not None
    assert sell(shop.office, SaleInput(shop.order(), goods_leave=False)).delivery is None


def test_the_draft_goes_when_it_is_issued(shop: Shop) -> None:
    draft = save_draft(shop.office, "invoice", None, {})
    with pytest.raises(RuleViolation):
        sell(shop.office, SaleInput(shop.order(shop.line("0")), draft_id=draft))
    assert drafts.draft(shop.office, draft) is not None
    sell(shop.office, SaleInput(shop.order(), draft_id=draft))
    assert drafts.draft(shop.office, draft) is None


def test_the_form_says_what_happens_at_once() -> None:
    line = {"product": 1, "quantity": D(2), "price": None, "unit": "袋", "gift": None}
    x = SaleInput.from_form({"customer": 7, "lines": [line, {"product": None}], "received": D(9), "method": "cash", "draft": 3})
    assert (x.invoice.customer_id, len(x.invoice.lines), x.draft_id, x.goods_leave) == (7, 1, 3, None)
    assert x.receipt is not None and (x.receipt.amount, x.receipt.method, x.receipt.due) == (D(9), "cash", None)
    assert SaleInput.from_form({"customer": None, "lines": None, "received": None}).receipt is None


def test_void_and_redo_takes_the_money_back_and_writes_the_same_again(shop: Shop) -> None:
    lines = (shop.line("10", "126.5", discount=D(5)), shop.line("1", gift=True))
    done = sell(shop.office, SaleInput(shop.order(*lines, discount=D(10), rounding=D("0.5"), vehicle="豫P·A1234"), cash("1000")))
    redo = void_and_redo(shop.office, VoidInput(done.id, "数量写错"))
    row = queries.invoice(shop.office, done.id)
    assert row is not None and row.state == "void" and redo.number == row.number
    assert balance(shop.office, shop.customer) == 0 and receipts.cash_book(shop.office, MONDAY).received == 0
    draft = drafts.draft(shop.office, redo.id)
    assert draft is not None and draft.title == "河南双汇饲料有限公司"
    first = draft.payload["lines"][0]
    assert (first["product"]["id"], first["quantity"], first["price"], first["discount"]) == (shop.feed, "10", "126.5", "5")
    assert (draft.payload["discount"], draft.payload["rounding"], draft.payload["lines"][1]["gift"]) == ("10", "0.5", True)
    again = shop.sold(*lines, discount=D(10), rounding=D("0.5"))
    second = queries.invoice(shop.office, again.id)
    assert second is not None and second.total == row.total and list(faults(shop.office)) == []


def test_void_and_redo_stops_when_goods_have_left_or_other_money_settles_it(shop: Shop) -> None:
    gone = sell(shop.office, SaleInput(shop.order(), cash("1280")))
    pick_up(shop.office, PickUpInput(gone.id))
    paid = sell(shop.office, SaleInput(shop.order(), cash("100")))
    take_receipt(shop.office, ReceiptInput(shop.customer, "transfer", D(100), allocate=((paid.id, D(100)),)))
    before = head(shop.office.database)
    for invoice_id, code in ((gone.id, "void.picked"), (paid.id, "void.paid"), (99, "invoice.unknown")):
        with pytest.raises(RuleViolation) as why:
            void_and_redo(shop.office, VoidInput(invoice_id, "写错"))
        assert [problem.code for problem in why.value.problems] == [code]
    assert head(shop.office.database) == before and drafts.draft_count(shop.office) == 0
