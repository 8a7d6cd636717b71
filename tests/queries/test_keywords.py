"""The keyword above a list understands what a finder does: sounds, initials, mixed words, numbers with signs."""

from __future__ import annotations

import pytest

from models.core.keywords import sounding_ways, words_of, written_ways
from models.core.listing import Filter, keys_of
from models.customers.inputs import ContactInput
from models.leads.commands import file_lead
from models.leads.inputs import LeadInput
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.street import all_listings
from tests.factories import CLERK, SELLER, a_customer, person_id
from tests.shop import Shop, a_shop

SAID = ("郑州飞越", "飞越", "zzfy", "zhengzhou", "郑州fy", "fy饲料", "zhengzhoufy", "zz飞越", "ＺＺＦＹ", "飞越 zz", "zhengzh")
LISTS = ("customers", "invoices", "invoice_lines", "receipts", "receivables", "contacts", "ledger", "sales_by_customer")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop with two customers, each with an invoice, goods and a receipt."""
    from decimal import Decimal

    from tests.factories import an_office

    made = a_shop(an_office(tmp_path_factory.mktemp("keywords")))
    seller = person_id(made.office, SELLER)
    for name, phone in (("郑州飞越饲料有限公司", "13812345678"), ("洛阳牡丹养殖场", "13799998888")):
        customer = a_customer(made.office, name, phone=phone, contacts=(ContactInput("单志强", phone="15000001111"),) if "郑" in name else ())
        made.sold(made.line("1"), customer_id=customer, salesperson_id=seller)
        take_receipt(made.office, ReceiptInput(customer, "cash", Decimal(10)))
    file_lead(made.office, LeadInput(name="郑州飞越二厂", phone="13700001111"))
    return made


@pytest.mark.parametrize("keyword", SAID)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_finds_its_customer_as_a_finder_does(shop: Shop, name: str, keyword: str) -> None:
    """Every row of that customer, none of the other."""
    listing = all_listings()[name]
    every, found = (len(keys_of(listing, Filter(keyword=said))) for said in ("", keyword))
    assert 0 < found < every or found == every == 1


@pytest.mark.parametrize(("name", "keyword"), (
    ("customers", "138 1234 5678"), ("customers", "138-1234-5678"), ("customers", "5678"), ("customers", "szq"), ("customers", "danzhiq"),
    ("leads", "zz飞越"), ("leads", "zhengzhoufyec"), ("leads", "137-0000 1111"), ("products", "育肥z"), ("products", "yufeizhu"),
    ("people", "wangmin"), ("people", "wm"), ("people", CLERK)))
def test_numbers_people_and_products_are_found_likewise(shop: Shop, name: str, keyword: str) -> None:
    """One row each."""
    assert len(keys_of(all_listings()[name], Filter(keyword=keyword))) == 1


@pytest.mark.parametrize("keyword", ["%", "_", "\\", "郑州abc", "zhengzhouxy", "'", "«"])
def test_a_sign_stands_for_itself(shop: Shop, keyword: str) -> None:
    """Nothing is a pattern."""
    assert keys_of(all_listings()["customers"], Filter(keyword=keyword)) == []


def test_a_keyword_is_read_in_few_ways() -> None:
    """Words, once each; a phone in one piece; at most three ways to hear one."""
    assert words_of("郑州 郑州 138 1234 5678") == ["郑州", "13812345678"] and words_of("12 34") == ["12", "34"]
    assert written_ways("138-1234") == ["138-1234", "1381234"] and written_ways("正大-饲料") == ["正大-饲料"]
    assert sounding_ways("zhengzhoufy")[:2] == [("zhengzhoufy",), ("zzfy", "zhengzhouf")]
    assert sounding_ways("郑州fy") == [("郑州fy",), ("郑州", "fy")] and sounding_ways("%") == [("%",)]
