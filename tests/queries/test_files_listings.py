"""The listings of the files: products, price lists, suppliers, customers, contacts, notes, licences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.core.kinds import text_of
from models.core.listing import Filter, Listing, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.text import speaking
from models.customers import commands as customers
from models.customers import listing as customer_listing
from models.customers.inputs import ContactInput, LicenceInput, NoteInput, ReceptionInput
from models.products import commands as products
from models.products import listing as product_listing
from models.products.inputs import PriceListInput, SupplyPromiseInput, UnitInput
from tests.factories import MONDAY, SELLER, a_customer, a_product, person_id

EVERY = [each for module in (customer_listing, product_listing) for each in vars(module).values() if isinstance(each, Listing)]


@pytest.fixture
def filed(office: Office) -> Office:
    """An office with two of everything."""
    feed = a_product(office, supplier="正大", units=(UnitInput("吨", 25),))
    a_product(office, "F-1205", "仔猪教槽料", rate="exempt", price="83.73")
    products.set_price_list(office, PriceListInput("经销", ((feed, Decimal("120")),)))
    products.file_supply_promise(office, SupplyPromiseInput("正大", feed, Decimal("90"), Decimal("200")))
    first = a_customer(office, contacts=(ContactInput("单志强", "老板", "13912345678", date(1980, 3, 9)),), price_list="经销", kind="dealer",
                       licences=(LicenceInput("经营许可证", "豫001", date(2026, 12, 1)), LicenceInput("营业执照")),
                       salesperson_id=person_id(office, SELLER), credit_limit=Decimal("50000"))
    a_customer(office, "阜阳天邦饲料经营部", opened=False, territory="阜阳", licences=(LicenceInput("经营许可证", "皖002", date(2027, 6, 1)),))
    customers.add_note(office, NoteInput(first, "demand", "要预混料"))
    customers.receive(office, ReceptionInput("问价", customer_id=first))
    return office


@pytest.mark.parametrize("listing", EVERY, ids=[each.name for each in EVERY])
def test_every_column_sorts_both_ways_and_shows(filed: Office, listing: Listing) -> None:
    """No column breaks a listing, whatever is asked of it."""
    every = set(keys_of(listing, Filter()))
    assert every and len(rows_of(listing, list(every))) == len(every) == totals_of(listing, Filter()).count
    for column in listing.columns:
        for sort in (column.key, f"-{column.key}"):
            assert set(keys_of(listing, Filter(sort=sort))) == every
    assert keys_of(listing, Filter(keyword="没有这样的词")) == []


def codes(listing: Listing, ask: Filter) -> list[object]:
    """The codes that a filter lets through."""
    at = next(at for at, column in enumerate(listing.columns) if column.key == "code")
    return [row[at] for row in rows_of(listing, keys_of(listing, ask))]


def test_customers_are_filtered_by_word_state_and_kind(filed: Office) -> None:
    """Pinyin of a contact, tax number, territory; the state of the account; dealers (duty 23)."""
    listing = customer_listing.CUSTOMERS
    for word in ("szq", "shuanghui", "双汇", "13912345678", "C00001", SELLER):
        assert codes(listing, Filter(keyword=word)) == ["C00001"], word
    assert codes(listing, Filter(state="draft")) == ["C00002"] and codes(listing, Filter(state="approved")) == ["C00001"]
    assert codes(listing, Filter(facets=(("kind", "dealer"),))) == ["C00001"]
    assert codes(listing, Filter(sort="name")) == ["C00002", "C00001"]


def test_products_say_their_rate_in_words(filed: Office) -> None:
    """Exempt is not 0 %."""
    listing = product_listing.PRODUCTS
    rate = listing.column("rate")
    with speaking("zh_CN"):
        assert [text_of(rate.kind, key, choices=rate.choices) for key in ("9", "exempt", "untaxed", "0")] == ["9%", "免税", "不征税", "0%"]
        assert ("exempt", "免税") in listing.facets[1].options()
    assert codes(listing, Filter(facets=(("rate", "exempt"),))) == ["F-1205"] and codes(listing, Filter(keyword="yfz")) == ["F-1204"]


def test_licences_are_listed_as_they_run_out(filed: Office) -> None:
    """Through a day; one without a day never does; those of inactive customers do not matter."""
    listing = customer_listing.LICENCES
    assert codes(listing, Filter(end=date(2026, 12, 31))) == ["C00001"]
    assert [row[0] for row in rows_of(listing, keys_of(listing, Filter()))] == [None, date(2026, 12, 1), date(2027, 6, 1)]
    customers.deactivate(filed, 1)
    assert codes(listing, Filter()) == ["C00002"]


def test_notes_are_listed_by_day(filed: Office) -> None:
    """Duty 5."""
    listing = customer_listing.CUSTOMER_NOTES
    assert codes(listing, Filter(start=MONDAY, end=MONDAY, facets=(("kind", "demand"),))) == ["C00001"]
    assert codes(listing, Filter(end=date(2026, 11, 22))) == []
