"""Off-territory sales, approved or found, and what whoever sold them bears; licences that ran out block or warn."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, first_keys, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_option
from models.customers.inputs import LicenceInput
from models.customers.queries import licence_warnings
from models.customers.rules import EXPIRED_LICENCE, TERRITORIES, territory_lines
from models.invoices.commands import void_invoice
from models.invoices.inputs import VoidInput
from models.invoices.listing import INVOICES
from models.invoices.queries import InvoiceRow, invoice
from models.liabilities import commands, queries
from models.liabilities.inputs import GapInput, OffTerritoryInput, SettleInput
from models.liabilities.rules import off_territory_amount
from models.reports.listing import OFF_TERRITORY_SALES
from tests.factories import MONDAY, SELLER, a_customer, later, person_id
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """One sale at home, one sent elsewhere with the manager's approval."""
    shop = a_shop(office)
    shop.sold(shop.line("1"))
    later(office, minutes=1)
    shop.sold(shop.line("10"), territory="阜阳", salesperson_id=person_id(office, SELLER))
    return shop


def written(shop: Shop, **more: Any) -> InvoiceRow:
    """The paper of a sale of one bag."""
    row = invoice(shop.office, shop.sold(shop.line("1"), **more).id)
    assert row is not None
    return row


def seen(**asked: Any) -> list[dict[str, Any]]:
    """The listing by column."""
    ask = Filter(**asked)
    return [dict(zip([column.key for column in OFF_TERRITORY_SALES.columns], row, strict=True))
            for row in rows_of(OFF_TERRITORY_SALES, keys_of(OFF_TERRITORY_SALES, ask), ask)]


def test_a_sale_sent_elsewhere_is_listed_until_somebody_bears_it(shop: Shop) -> None:
    """Duty 24: price gap × quantity + freight, once an invoice."""
    office = shop.office
    row, = seen()
    assert (row["number"], row["territory"], row["place"], row["approved"], row["state"]) == ("XS20261100002", "周口", "阜阳", True, "none")
    invoice, = keys_of(OFF_TERRITORY_SALES, Filter(state="none"))
    x = OffTerritoryInput(person_id(office, SELLER), (GapInput(D("3.5"), D(10)),), D("120"), "", "串货", invoice)
    case = commands.file_off_territory(office, x).id
    filed = queries.case(office, case)
    assert filed is not None and (filed.amount, filed.person, filed.source_id) == (D("155.00"), SELLER, invoice)
    assert filed.text.startswith("串货 · ") and [each["state"] for each in seen()] == ["open"]
    with pytest.raises(RuleViolation):
        commands.file_off_territory(office, x)
    commands.settle_case(office, SettleInput(case, "withdrawn", "记错"))
    commands.file_off_territory(office, x)
    assert [each["state"] for each in seen()] == ["open"]


def test_what_was_worked_out_for_the_manager_is_borne_when_the_sale_is_issued(shop: Shop) -> None:
    """Duty 24: the salesperson's case comes with the sale, and goes again when it is void."""
    office = shop.office
    sold = shop.sold(shop.line("10"), territory="阜阳", salesperson_id=person_id(office, SELLER), subsidy=D("155"))
    case, = queries.cases_of(office, "invoices", sold.id)
    assert (case.rule, case.amount, case.person, case.state) == ("off territory", D("155.00"), SELLER, "open")
    assert {row["number"]: row["state"] for row in seen()}[sold.number] == "open"
    void_invoice(office, VoidInput(sold.id, "开错了"))
    assert queries.cases_of(office, "invoices", sold.id)[0].state == "withdrawn"
    home = shop.sold(shop.line("1"), salesperson_id=person_id(office, SELLER), subsidy=D("155"))
    assert not queries.cases_of(office, "invoices", home.id), "at home nothing is borne"


@given(st.lists(st.tuples(st.decimals("0", "9999", places=2), st.decimals("0", "9999", places=3)), max_size=8),
       st.decimals("0", "9999", places=2))
def test_the_amount_is_gap_times_quantity_and_freight(gaps: list[tuple[D, D]], freight: D) -> None:
    """Of all goods together, to the fen, half up; in whole numbers beside it."""
    thousandths = sum(int(gap * 100) * int(quantity * 1000) for gap, quantity in gaps) + int(freight * 100) * 1000
    assert off_territory_amount([GapInput(*each) for each in gaps], freight) == D((thousandths + 500) // 1000) / 100


def test_an_opening_without_approval_costs_fifty_yuan_once(office: Office) -> None:
    """Duty 23."""
    dealer, seller = a_customer(office, "淮阳某店", opened=False, kind="dealer"), person_id(office, SELLER)
    filed = queries.case(office, commands.fine_unapproved_opening(office, seller, dealer).id)
    assert filed is not None and (filed.amount, filed.text) == (D("50.00"), "淮阳某店 (C00001)")
    with pytest.raises(RuleViolation):
        commands.fine_unapproved_opening(office, seller, dealer)


def test_another_opening_without_approval_costs_what_the_company_says(office: Office) -> None:
    """Duty 20: the fifty yuan are for dealers; for others somebody says the amount."""
    plain, seller = a_customer(office, "商水某户", opened=False), person_id(office, SELLER)
    with pytest.raises(RuleViolation):
        commands.fine_unapproved_opening(office, seller, plain, "先发货后开户")
    filed = queries.case(office, commands.fine_unapproved_opening(office, seller, plain, "先发货后开户", D("30")).id)
    assert filed is not None and (filed.rule, filed.amount, filed.text) == ("other", D("30.00"), "商水某户 (C00001) · 先发货后开户")


def test_an_expired_licence_blocks_or_warns_as_the_office_says(office: Office) -> None:
    """Rules: Invoices, before issue."""
    shop = a_shop(office)
    late = a_customer(office, "商水兽药", licences=(LicenceInput("兽药经营许可证", "1", MONDAY - timedelta(1)),))
    with pytest.raises(RuleViolation):
        shop.sold(customer_id=late)
    set_option(office, EXPIRED_LICENCE, "warn")
    shop.sold(customer_id=late)
    assert [problem.code for problem in licence_warnings(office, late, MONDAY)] == ["licence.expired"]
    assert licence_warnings(office, late, MONDAY - timedelta(1)) == [] == licence_warnings(office, shop.customer, MONDAY)


def test_an_address_tells_where_the_goods_go(shop: Shop) -> None:
    """Duty 21: words that name another city need the manager; a county of the territory, or no place at all, does not."""
    for address, place in (("河南省周口市郸城县某村", "周口"), ("老地方", "周口"), ("河南省南阳市宛城区工业路", "南阳")):
        row = written(shop, delivery_address=address)
        assert (row.territory, row.approved_by != "") == (place, place != "周口")
    assert [each["place"] for each in seen()] == ["南阳", "阜阳"]


def test_the_offices_own_territories_hold_the_cities_that_make_them(shop: Shop) -> None:
    office = shop.office
    set_option(office, TERRITORIES, territory_lines([("豫东", "周口、商丘")]))
    east = a_customer(office, "豫东经销商", territory="豫东")
    shop.sold(shop.line("1"), customer_id=east, delivery_address="商丘市睢阳区")
    assert "豫东经销商" not in [each["customer"] for each in seen()]
    row = written(shop, customer_id=east, delivery_address="开封市")
    assert row.approved_by and [each["place"] for each in seen() if each["customer"] == "豫东经销商"] == ["开封"]


def test_the_manager_is_told_what_price_gap_and_freight_come_to(shop: Shop) -> None:
    """Duty 24: the sum stands in the question, and the approval binds to it."""
    shop.sold(shop.line("1"), delivery_address="南阳市", subsidy=D("155.00"))
    question, = [row[0] for row in shop.office.database.execute_sql("SELECT question FROM approval ORDER BY id DESC LIMIT 1")]
    assert "南阳" in question and "155.00" in question


def test_a_sale_whose_goods_were_found_elsewhere_is_listed_once_somebody_bears_it(shop: Shop) -> None:
    at_home = first_keys(INVOICES, Filter(sort="number"), 1)[0]
    commands.file_off_territory(shop.office, OffTerritoryInput(person_id(shop.office, SELLER), (), D("80"), "驻马店", "", at_home))
    assert [(each["number"], each["approved"], each["state"]) for each in seen(sort="number")] == [
        ("XS20261100001", False, "open"), ("XS20261100002", True, "none")]
