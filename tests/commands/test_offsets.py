"""Offset papers of the trade department: so much money, so much of a product, within dates; the excess is somebody's (duty 26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.listing import Filter, Listing, every_row
from models.core.office import Office
from models.core.settings import set_option
from models.deliveries.commands import pick_up
from models.deliveries.inputs import PickUpInput
from models.invoices.commands import issue_invoice, red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine, VoidInput
from models.invoices.rules import LARGE
from models.liabilities.listing import LIABILITIES
from models.products.inputs import UnitInput
from models.receipts.commands import reverse_receipt
from models.receipts.inputs import ReceiptInput, ReverseInput
from models.receivables import commands, queries
from models.receivables.inputs import OffsetInput, WithdrawOffsetInput
from models.receivables.listing import OFFSET_PAPERS
from models.receivables.queries import OffsetRow
from models.sale.commands import sell, void_and_redo
from models.sale.inputs import SaleInput
from models.street import faults
from tests.factories import CLERK, MONDAY, a_customer, a_product, a_warehouse, an_offset, grant, later, person_id, stocked
from tests.money_room import codes, owes, taken


def rows_of(listing: Listing) -> list[dict[str, Any]]:
    """A listing's rows by column key."""
    return [{column.key: value for column, value in zip(listing.columns, row, strict=True)} for row in every_row(listing, Filter())]


@pytest.fixture
def shop(office: Office) -> dict[str, int]:
    """A customer, a stocked product sold by bag and ton, and a paper for 1,000 yuan and a ton of it."""
    product = a_product(office, price="10", units=(UnitInput("吨", 25, 1),))
    stocked(office, a_warehouse(office), product)
    customer = a_customer(office)
    paper = an_offset(office, customer, "1000", product_id=product, quantity=Decimal(1), unit="吨")
    return {"customer": customer, "product": product, "paper": paper}


def bags(shop: dict[str, int], quantity: str, **more: Any) -> InvoiceInput:
    """An invoice over so many bags under the paper."""
    return InvoiceInput(shop["customer"], (LineInput(shop["product"], Decimal(quantity), Decimal(10)),), offset_id=shop["paper"], **more)


def paper(office: Office, shop: dict[str, int]) -> OffsetRow:
    """The paper as it stands."""
    row = queries.offset(office, shop["paper"])
    assert row is not None
    return row


def left(office: Office, shop: dict[str, int]) -> tuple[str, str]:
    """(money, bags) left of the paper."""
    quota = paper(office, shop).quota
    return str(quota.money_left), str(quota.goods_left)


def test_an_offset_is_taken_from_its_paper_and_given_back_with_the_counter_entry(office: Office, shop: dict[str, int]) -> None:
    owes(office, shop["customer"], "800")
    receipt = taken(office, shop["customer"], "600", "offset", offset_id=shop["paper"])
    assert left(office, shop) == ("400.00", "25.000") and queries.balance(office, shop["customer"]) == 200
    reverse_receipt(office, ReverseInput(receipt, "记错"))
    assert left(office, shop) == ("1000.00", "25.000")
    uses = [(str(each.amount), each.source_id) for each in queries.uses_of(office, shop["paper"])]
    assert uses == [("600.00", receipt), ("-600.00", receipt)]


def test_an_offset_names_a_paper_of_its_customer_that_holds(office: Office, shop: dict[str, int]) -> None:
    other = a_customer(office, "别家", code="B1", phone="13900000009")
    for customer, method, named in ((other, "offset", shop["paper"]), (shop["customer"], "offset", None),
                                    (shop["customer"], "cash", shop["paper"])):
        with pytest.raises(RuleViolation) as caught:
            taken(office, customer, "5", method, offset_id=named)
        assert codes(caught)[0][0] == "offset"
    early = an_offset(office, shop["customer"], ends=MONDAY + timedelta(days=1))
    later(office, days=2)
    with pytest.raises(RuleViolation, match="有效期"):
        taken(office, shop["customer"], "5", "offset", offset_id=early)


def test_more_money_than_is_left_needs_the_manager(office: Office, shop: dict[str, int]) -> None:
    taken(office, shop["customer"], "900", "offset", offset_id=shop["paper"])
    with pytest.raises(ApprovalNeeded) as caught:
        taken(office, shop["customer"], "250", "offset", offset_id=shop["paper"])
    [need] = caught.value.needs
    assert (need.kind, need.amount, need.field) == ("offset quota", Decimal("150.00"), "offset")
    grant(office, caught.value)
    taken(office, shop["customer"], "250", "offset", offset_id=shop["paper"])
    assert left(office, shop)[0] == "-150.00"
    assert [row["state"] for row in rows_of(OFFSET_PAPERS)] == ["beyond"]


def test_the_paper_caps_the_quantity_of_its_product_in_any_unit(office: Office, shop: dict[str, int]) -> None:
    issue_invoice(office, bags(shop, "20"))
    assert left(office, shop) == ("1000.00", "5.000")
    with pytest.raises(ApprovalNeeded) as caught:
        issue_invoice(office, bags(shop, "6"))
    [need] = caught.value.needs
    assert (need.kind, need.field) == ("offset quota", "lines.0.quantity") and "6" in need.say() and "5" in need.say()


def test_a_void_and_a_red_give_the_goods_back(office: Office, shop: dict[str, int]) -> None:
    void_invoice(office, VoidInput(issue_invoice(office, bags(shop, "20")).id, "开错"))
    assert left(office, shop)[1] == "25.000"
    made = issue_invoice(office, bags(shop, "20"))
    [(line,)] = office.database.execute_sql("SELECT id FROM invoice_line WHERE invoice_id = ?", (made.id,)).fetchall()
    pick_up(office, PickUpInput(made.id, ((line, Decimal(5)),)))
    red_invoice(office, RedInput(made.id, "退", (RedLine(line, Decimal(3), Decimal(2)),)))
    assert left(office, shop)[1] == "10.000"
    red_invoice(office, RedInput(made.id, "降价", (RedLine(line, allowance=Decimal(1)),)))
    assert left(office, shop)[1] == "10.000" and list(faults(office)) == []


def test_an_invoice_under_a_paper_is_settled_with_it_in_one_breath_and_all_needs_are_asked_at_once(
        office: Office, shop: dict[str, int]) -> None:
    x = SaleInput(bags(shop, "30"), ReceiptInput(shop["customer"], "offset", Decimal(1100)))
    with pytest.raises(ApprovalNeeded) as caught:
        sell(office, x)
    assert [(need.kind, need.amount) for need in caught.value.needs] == [("offset quota", Decimal("100.00"))]
    assert "30" in caught.value.needs[0].say() and "1,100.00" in caught.value.needs[0].say()
    grant(office, caught.value)
    made = sell(office, x)
    assert left(office, shop) == ("-100.00", "-5.000")
    void_and_redo(office, VoidInput(made.id, "重开"))
    assert left(office, shop) == ("1000.00", "25.000") and list(faults(office)) == []


def test_an_invoice_under_a_paper_has_its_product(office: Office, shop: dict[str, int]) -> None:
    bran = a_product(office, "M-7", "麸皮")
    with pytest.raises(RuleViolation) as caught:
        issue_invoice(office, replace(bags(shop, "1"), lines=(LineInput(bran, Decimal(1), Decimal(10)),)))
    assert ("offset", "offset.product") in codes(caught)


def test_what_was_settled_with_a_withdrawn_paper_is_borne_by_a_person(office: Office, shop: dict[str, int]) -> None:
    taken(office, shop["customer"], "600", "offset", offset_id=shop["paper"])
    with pytest.raises(RuleViolation) as caught:
        commands.withdraw_offset(office, WithdrawOffsetInput(shop["paper"], "贸易部收回"))
    assert codes(caught) == [("person", "offset.bears")]
    commands.withdraw_offset(office, WithdrawOffsetInput(shop["paper"], "贸易部收回", person_id(office, CLERK)))
    [case] = rows_of(LIABILITIES)
    assert (case["rule"], str(case["amount"]), case["person"]) == ("over-offset", "600.00", CLERK)
    with pytest.raises(RuleViolation, match="已撤销"):
        taken(office, shop["customer"], "5", "offset", offset_id=shop["paper"])
    an_offset(office, shop["customer"], "700", "贸顶001")
    assert sorted(row["state"] for row in rows_of(OFFSET_PAPERS)) == ["open", "withdrawn"]


def test_a_paper_that_was_not_used_is_withdrawn_without_a_case(office: Office, shop: dict[str, int]) -> None:
    commands.withdraw_offset(office, WithdrawOffsetInput(shop["paper"], "登错"))
    assert rows_of(LIABILITIES) == [] and queries.offsets_of(office, shop["customer"]) == []


@pytest.mark.parametrize(("more", "field"), [
    ({"number": " "}, "number"), ({"number": "贸顶001"}, "number"), ({"amount": Decimal(0)}, "amount"), ({"customer_id": 99}, "customer"),
    ({"ends": MONDAY - timedelta(days=1)}, "ends"), ({"quantity": None}, "quantity"), ({"quantity": Decimal(0)}, "quantity"),
    ({"unit": "箱"}, "unit"), ({"product_id": 99}, "product")])
def test_a_paper_says_who_how_much_and_until_when(more: dict[str, Any], field: str, office: Office, shop: dict[str, int]) -> None:
    whole = OffsetInput("贸顶9", shop["customer"], Decimal(5), MONDAY, MONDAY, shop["product"], Decimal(3), "吨")
    with pytest.raises(RuleViolation) as caught:
        commands.file_offset(office, replace(whole, **more))
    assert field in [each for each, _code in codes(caught)]


def test_a_large_invoice_rests_on_something(office: Office, shop: dict[str, int]) -> None:
    set_option(office, LARGE, Decimal("99.99"))
    x = replace(bags(shop, "10"), offset_id=None)
    with pytest.raises(RuleViolation) as caught:
        issue_invoice(office, x)
    assert codes(caught) == [("basis", "invoice.basis")]
    issue_invoice(office, replace(x, basis="客户传真订单 11-20"))
    issue_invoice(office, bags(shop, "10"))
    issue_invoice(office, replace(x, lines=(LineInput(shop["product"], Decimal(9), Decimal(10)),)))


def test_a_use_that_disagrees_with_its_receipt_is_found(office: Office, shop: dict[str, int]) -> None:
    taken(office, shop["customer"], "600", "offset", offset_id=shop["paper"])
    triggers = office.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'offset_use'")
    for name, in triggers.fetchall():
        office.database.execute_sql(f"DROP TRIGGER {name}")
    office.database.execute_sql("UPDATE offset_use SET amount = amount + 1, date = '2020-01-01'")
    found = [text for text in faults(office) if "offset paper" in text]
    assert len(found) == 2
