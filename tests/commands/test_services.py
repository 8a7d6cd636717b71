"""Services are performed, not stocked: invoiced beside goods, never reserved, picked up or counted (duty 32, rules: Contracts)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from models.contracts.commands import note_work
from models.contracts.inputs import LineInput, WorkInput
from models.contracts.queries import found_contract
from models.core.errors import RuleViolation
from models.core.listing import Filter, every_row
from models.core.office import Office
from models.deliveries.commands import pick_up
from models.deliveries.inputs import PickUpInput
from models.deliveries.queries import remaining
from models.invoices.commands import issue_invoice, red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, RedInput, VoidInput
from models.invoices.inputs import LineInput as Sold
from models.invoices.queries import contract_facts, invoice
from models.products import queries as products
from models.products.commands import change_product
from models.reports.listing import FULFILMENT_LINES
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.stock.commands import goods_in
from models.stock.inputs import GoodsInInput, GoodsInLine
from models.stock.queries import standings
from models.street import faults
from tests.contract_room import a_yard
from tests.factories import a_product
from tests.money_room import codes
from tests.shop import Shop, a_shop


def lines_of() -> list[dict[str, Any]]:
    """The lines of contracts by column key."""
    return [dict(zip((column.key for column in FULFILMENT_LINES.columns), each, strict=True))
            for each in every_row(FULFILMENT_LINES, Filter())]


@pytest.fixture
def shop(office: Office) -> Shop:
    """Feed on the shelf; carrying it in is a service."""
    return a_shop(office)


def carrying(office: Office) -> int:
    """The service."""
    return a_product(office, "S-1", "月嫂服务", price="300", rate="6", unit="天", service=True)


def test_a_service_is_invoiced_without_stock_and_only_goods_leave(shop: Shop) -> None:
    care = carrying(shop.office)
    made = shop.sold(shop.line("10"), shop.line("26", product_id=care))
    assert standings(shop.office, shop.warehouse, [care])[care].reserved == 0
    assert [row.product_id for row in remaining(shop.office, made.id)] == [shop.feed]
    pick_up(shop.office, PickUpInput(made.id, None))
    red_invoice(shop.office, RedInput(made.id, "少做", None))
    row = invoice(shop.office, made.id)
    assert row is not None and row.state == "reversed" and list(faults(shop.office)) == []


def test_an_invoice_over_services_alone_leaves_nothing_open(shop: Shop) -> None:
    care = carrying(shop.office)
    done = sell(shop.office, SaleInput(shop.order(shop.line("26", product_id=care)), None, True))
    assert done.delivery is None and remaining(shop.office, done.id) == []
    void_invoice(shop.office, VoidInput(done.id, "开错"))
    assert list(faults(shop.office)) == []


def test_nothing_of_a_service_comes_into_a_warehouse(shop: Shop) -> None:
    with pytest.raises(RuleViolation) as caught:
        goods_in(shop.office, GoodsInInput(warehouse_id=shop.warehouse, lines=(GoodsInLine(carrying(shop.office), D(1)),)))
    assert ("lines.0.product", "product.service") in codes(caught)


def test_goods_that_were_sold_do_not_become_a_service(shop: Shop) -> None:
    shop.sold()
    with pytest.raises(RuleViolation) as caught:
        change_product(shop.office, shop.feed, replace(products.as_input(products.card(shop.office, shop.feed)), service=True))
    assert codes(caught) == [("service", "product.service")]
    care = carrying(shop.office)
    change_product(shop.office, care, replace(products.as_input(products.card(shop.office, care)), name="月嫂"))
    assert products.card(shop.office, care).service


def test_a_placement_is_performed_by_what_is_noted_and_invoiced_as_agreed(office: Office) -> None:
    yard = a_yard(office)
    care = carrying(office)
    contract = yard.approved(lines=(LineInput(care, D(26), D(300)),))
    [line] = found_contract(office, contract).lines
    assert line.service
    note_work(office, WorkInput(line.id, D(10), "上户十天"))
    [row] = lines_of()
    assert (row["delivered"], row["invoiced"]) == (D(10), D(0))
    facts = contract_facts(office, contract)
    assert facts is not None and facts.lines[line.id].left == 26
    issue_invoice(office, InvoiceInput(yard.customer, (Sold(care, D(26), D(300)),), contract_id=contract))
    [row] = lines_of()
    assert (row["delivered"], row["invoiced"]) == (D(10), D(26)) and list(faults(office)) == []
