"""Acceptances stay apart until the bank pays: listed with their day, remembered before it, counted against the limit (rules: Credit)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.core.errors import ApprovalNeeded
from models.core.listing import Filter, every_row
from models.core.office import Office
from models.invoices.commands import issue_invoice
from models.receipts.commands import OF_ACCEPTANCE, reverse_receipt
from models.receipts.inputs import ReverseInput
from models.receipts.listing import ACCEPTANCES
from models.receivables import queries as ledger
from models.receivables.rules import Credit, beyond_credit, counted, spelled
from models.tasks.queries import open_tasks_of
from tests.factories import MONDAY, later
from tests.money_room import filed_customer, owes, taken
from tests.shop import a_shop

DUE = MONDAY + timedelta(days=30)


def shown(office: Office, ask: Filter | None = None) -> list[dict[str, Any]]:
    """The acceptances, by column key."""
    return [{column.key: value for column, value in zip(ACCEPTANCES.columns, row, strict=True)}
            for row in every_row(ACCEPTANCES, ask or Filter())]


def test_an_acceptance_waits_for_its_bank_and_clears_on_its_day(office: Office) -> None:
    customer = filed_customer(office, limit="100")
    owes(office, customer, "90")
    taken(office, customer, "60", "acceptance", due=DUE, bank="工行周口分行", reference="1305 0001")
    [row] = shown(office)
    assert (row["state"], row["bank"], row["days"], row["due"], row["cleared"], row["waiting"]) == (
        "waiting", "工行周口分行", 30, DUE, None, Decimal("60.00"))
    assert ledger.credit_standing(office, customer, MONDAY).acceptances_not_due == 60
    [later_row] = shown(office, Filter(as_of=DUE))
    assert (later_row["state"], later_row["cleared"], later_row["waiting"]) == ("cleared", DUE, Decimal("0.00"))
    assert ledger.credit_standing(office, customer, DUE).acceptances_not_due == 0


def test_somebody_is_reminded_some_days_before(office: Office) -> None:
    receipt = taken(office, filed_customer(office), "60", "acceptance", due=DUE, reference="1305 0001")
    [task] = open_tasks_of(office, OF_ACCEPTANCE, receipt)
    assert task.due == DUE - timedelta(days=3) and "1305 0001" in task.title
    soon = taken(office, filed_customer(office, "C002"), "60", "acceptance", due=MONDAY + timedelta(days=1))
    assert [each.due for each in open_tasks_of(office, OF_ACCEPTANCE, soon)] == [MONDAY]


def test_an_acceptance_the_bank_refuses_is_a_debt_again(office: Office) -> None:
    customer = filed_customer(office)
    owes(office, customer, "60")
    receipt = taken(office, customer, "60", "acceptance", due=DUE)
    later(office, days=10)
    reverse_receipt(office, ReverseInput(receipt, "拒付"))
    assert [row["state"] for row in shown(office)] == ["reversed"] and open_tasks_of(office, OF_ACCEPTANCE, receipt) == []
    assert [row["state"] for row in shown(office, Filter(as_of=MONDAY))] == ["waiting"]
    assert ledger.balance(office, customer) == 60 and ledger.credit_standing(office, customer, MONDAY).acceptances_not_due == 0


def test_what_counts_against_the_limit_adds_up_to_what_the_check_adds() -> None:
    credit = Credit(Decimal(100), Decimal(30), Decimal(50), Decimal(0), 0, advances=Decimal(5))
    parts = counted(credit, Decimal(45), Decimal(10))
    assert [amount for _words, amount in parts] == [35, -5, 50, 45, -10]
    assert sum(amount for _words, amount in parts) - Decimal(100) == beyond_credit(credit, Decimal(45), Decimal(10)) == 15
    assert spelled(credit, Decimal(45), Decimal(10)) == (
        "未清欠款 35.00 − 预收款 5.00 + 未到期承兑 50.00 + 本单 45.00 − 本次收款 10.00 = 115.00")
    assert spelled(Credit(None, Decimal(0), Decimal(0), Decimal(0), 0)) == "未清欠款 0.00"


def test_the_sum_stands_in_the_question_to_the_manager(office: Office) -> None:
    shop = a_shop(office)
    office.database.execute_sql("UPDATE customer SET credit_limit = 100000 WHERE id = ?", (shop.customer,))
    owes(office, shop.customer, "300")
    taken(office, shop.customer, "500", "acceptance", due=DUE)
    with pytest.raises(ApprovalNeeded) as caught:
        issue_invoice(office, shop.order(shop.line("7")))
    [need] = caught.value.needs
    assert need.say().endswith("：− 预收款 200.00 + 未到期承兑 500.00 + 本单 896.00 = 1,196.00，超出额度 1,000.00 达 196.00")
