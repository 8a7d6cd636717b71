"""Off-territory sales, approved or found, and what whoever sold them bears; licences that ran out block or warn."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.settings import set_option
from models.customers.inputs import LicenceInput
from models.customers.queries import licence_warnings
from models.customers.rules import EXPIRED_LICENCE
from models.liabilities import commands, queries
from models.liabilities.inputs import OffTerritoryInput, SettleInput
from models.liabilities.rules import off_territory_amount
from models.reports.listing import OFF_TERRITORY_SALES
from tests.factories import MONDAY, SELLER, a_customer, person_id
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """One sale at home, one sent elsewhere with the manager's approval."""
    shop = a_shop(office)
    shop.sold(shop.line("1"))
    shop.sold(shop.line("10"), territory="阜阳", salesperson_id=person_id(office, SELLER))
    return shop


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
    x = OffTerritoryInput(person_id(office, SELLER), D("3.5"), D(10), D("120"), "串货", invoice)
    case = commands.file_off_territory(office, x).id
    filed = queries.case(office, case)
    assert filed is not None and (filed.amount, filed.person, filed.source_id) == (D("155.00"), SELLER, invoice)
    assert filed.text.startswith("串货 · ") and [each["state"] for each in seen()] == ["open"]
    with pytest.raises(RuleViolation):
        commands.file_off_territory(office, x)
    commands.settle_case(office, SettleInput(case, "withdrawn", "记错"))
    commands.file_off_territory(office, x)
    assert [each["state"] for each in seen()] == ["open"]


@given(st.decimals("0", "9999", places=2), st.decimals("0", "9999", places=3), st.decimals("0", "9999", places=2))
def test_the_amount_is_gap_times_quantity_and_freight(gap: D, quantity: D, freight: D) -> None:
    """To the fen, half up; in whole numbers beside it."""
    thousandths = int(gap * 100) * int(quantity * 1000) + int(freight * 100) * 1000
    assert off_territory_amount(gap, quantity, freight) == D((thousandths + 500) // 1000) / 100


def test_an_opening_without_approval_costs_fifty_yuan_once(office: Office) -> None:
    """Duty 23."""
    dealer, seller = a_customer(office, "淮阳某店", opened=False, kind="dealer"), person_id(office, SELLER)
    filed = queries.case(office, commands.fine_unapproved_opening(office, seller, dealer).id)
    assert filed is not None and (filed.amount, filed.text) == (D("50.00"), "淮阳某店")
    with pytest.raises(RuleViolation):
        commands.fine_unapproved_opening(office, seller, dealer)


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
