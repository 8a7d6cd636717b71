"""What a keyword finds through the indexes is what reading every row finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.core.keywords import sounding_ways, words_of, written_ways
from models.core.listing import Filter, Listing, keys_of, totals_of
from models.core.office import Office
from models.customers import commands, queries
from models.invoices.listing import INVOICES
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.receipts.listing import RECEIPTS
from models.receivables.listing import LEDGER, RECEIVABLES
from tests.factories import a_customer, an_office
from tests.shop import a_shop

NAMES = ("郑州飞越饲料有限公司", "单家养殖场", "ABC牧业", "周口abcd合作社", "漯河市召陵区万金镇养殖户")
VEHICLES = ("豫P·A1234", "", "皖K-99001")
REMARKS = ("", "送到 场门口", "100% 现款", "abcd_e")
INVOICE = ("SELECT i.id, c.search, i.number, i.customer_code, i.customer_name, i.vehicle, i.remark, i.customer_pinyin FROM invoice i "
           "JOIN customer c ON c.id = i.customer_id")
RECEIPT = ("SELECT r.id, c.search, r.number, r.payer, r.reference, r.bank, r.remark, '' FROM receipt r "
           "LEFT JOIN customer c ON c.id = r.customer_id")
ENTRY = "SELECT e.id, c.search, e.number, e.reason, '' FROM ledger_entry e JOIN customer c ON c.id = e.customer_id"
ACCOUNT = "SELECT id, search, '' FROM customer"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Customers with an invoice and a receipt each; one goes by another name since."""
    shop = a_shop(an_office(tmp_path_factory.mktemp("matching")))
    for place, name in enumerate(NAMES):
        customer = a_customer(shop.office, name, phone=f"1380000{place:04}")
        shop.sold(shop.line("1"), customer_id=customer, vehicle=VEHICLES[place % 3], remark=REMARKS[place % 4])
        take_receipt(shop.office, ReceiptInput(customer, "transfer", Decimal(10), payer=name[::-1], reference=f"TX{place}77",
                                               remark=REMARKS[-place % 4]))
    first = queries.find(shop.office, NAMES[0])[0].id
    commands.change_customer(shop.office, first, replace(queries.as_input(queries.card(shop.office, first)), name="新乡飞越牧业"))
    return shop.office


def read(texts: Sequence[str], word: str) -> bool:
    """Whether a row holds a word: as written in its own texts, in the sound of its name, or as its customer is found."""
    found, *own, sound = (text.lower() for text in texts)
    written = any(way.lower() in text for way in written_ways(word) for text in own) or bool(sound and word.lower() in sound)
    return written or any(all(part.lower() in found for part in way) for way in sounding_ways(word))


def typed(office: Office) -> list[str]:
    """All that stands in the rows, to type parts of."""
    rows = office.database.execute_sql(INVOICE).fetchall() + office.database.execute_sql(RECEIPT).fetchall()
    return [text for row in rows for text in row[1:] if text]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_indexes_find_what_reading_every_row_finds(office: Office, data: st.DataObject) -> None:
    """A part of anything, upper or lower case, two parts together, and what nobody has."""
    parts = st.sampled_from(typed(office)).flatmap(
        lambda text: st.tuples(st.just(text), st.integers(0, len(text) - 1), st.integers(1, 9)))
    picked = data.draw(st.lists(parts, min_size=1, max_size=2))
    others = data.draw(st.lists(st.sampled_from(("fy", "zzfy", "zhengzhouf", "a", "x9", "·")), max_size=1))
    words = [text[at:at + length] for text, at, length in picked] + others
    keyword = data.draw(st.sampled_from((str.upper, str.lower)))(" ".join(words))
    lists: tuple[tuple[Listing, str], ...] = ((INVOICES, INVOICE), (RECEIPTS, RECEIPT), (LEDGER, ENTRY), (RECEIVABLES, ACCOUNT))
    for listing, sql in lists:
        rows: list[Any] = office.database.execute_sql(sql).fetchall()
        wanted = {row[0] for row in rows if all(read([text or "" for text in row[1:]], word) for word in words_of(keyword))}
        for sort in ("", listing.columns[0].key):
            assert set(keys_of(listing, Filter(keyword=keyword, sort=sort))) == wanted, (listing.name, keyword, sort)
        assert totals_of(listing, Filter(keyword=keyword)).count == len(wanted)
