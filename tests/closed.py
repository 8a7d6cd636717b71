"""What tests of closings do and ask again and again."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from models.closing import queries
from models.closing.commands import reopen_days
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.receipts.commands import bank_deposit, petty_payment, set_opening_cash
from models.receipts.inputs import DepositInput, OpeningCashInput, PettyInput, ReceiptInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from tests.factories import MONDAY, grant
from tests.shop import Shop, a_shop

TUESDAY, WEDNESDAY = MONDAY + timedelta(1), MONDAY + timedelta(2)


def with_a_drawer(office: Office) -> Shop:
    """A shop ready to sell, with 200 in the drawer."""
    set_opening_cash(office, OpeningCashInput(D(200)))
    return a_shop(office)


def figures(shop: Shop, day: date = MONDAY) -> dict[str, Any]:
    """What the close that stands for a day stored."""
    row = queries.closing_of(shop.office, day)
    assert row is not None
    return queries.day_figures(shop.office, row.id)


def receipt(shop: Shop, amount: str, **more: Any) -> ReceiptInput:
    """Cash from the customer."""
    return ReceiptInput(**{"customer_id": shop.customer, "method": "cash", "amount": D(amount), **more})


def refused(call: Any) -> list[str]:
    """The codes of what refuses it; the journal is as before."""
    return [problem.code for problem in problems(call)]


def problems(call: Any) -> tuple[Any, ...]:
    """What refuses it."""
    with pytest.raises(RuleViolation) as why:
        call()
    return why.value.problems


def reopened(office: Office, day: date, reason: str = "漏记一笔") -> list[date]:
    """Reopen with the manager's approval."""
    with pytest.raises(ApprovalNeeded) as asked:
        reopen_days(office, day, reason)
    grant(office, asked.value)
    return reopen_days(office, day, reason)


def a_day(shop: Shop) -> None:
    """A sale paid in cash with goods leaving, one on credit, one void, one taken back in part, a deposit and a petty payment."""
    sell(shop.office, SaleInput(shop.order(), receipt(shop, "1280"), goods_leave=True))
    credit = shop.sold(shop.line("20"))
    void_invoice(shop.office, VoidInput(shop.sold(shop.line("1")).id, "错开"))
    red_invoice(shop.office, RedInput(credit.id, "客户少要", None))
    bank_deposit(shop.office, DepositInput(D(1000)))
    petty_payment(shop.office, PettyInput(D(30), "加油"))
