"""The sheets and statistics of leads: every one reads, counts, sorts and exports, in an empty office and in a full one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest

from models.core.listing import Filter, Listing, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.sheet import sheet_of
from models.leads import listing as listings
from printing.office_papers import write_sheet
from tests.factories import MONDAY, an_office
from tests.lead_room import fill

EVERY = [each for each in vars(listings).values() if isinstance(each, Listing)]
NAMES = [each.name for each in EVERY]


FIXED = ("lead_funnel", "grade_standards", "owned_standards")
"""Sheets that have their six rows whatever the office holds."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office without a lead; only read."""
    made = an_office(tmp_path_factory.mktemp("bare") / "office")
    yield made
    made.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with everything the room keeps; only read. The tables answer for it from the first test that asks for it on."""
    made = an_office(tmp_path_factory.mktemp("full") / "office")
    fill(made)
    yield made
    made.close()


@pytest.mark.parametrize("listing", EVERY, ids=NAMES)
def test_an_empty_office_shows_empty_sheets(bare: Office, listing: Listing) -> None:
    """No row, no fault; only the funnel shows its steps at nothing, and the standard its grades."""
    keys = keys_of(listing, Filter())
    assert len(keys) == totals_of(listing, Filter()).count == (6 if listing.name in FIXED else 0)
    assert len(sheet_of(listing, Filter()).cells) == len(keys)
    for ask in (Filter(start=MONDAY), Filter(end=MONDAY), Filter(start=MONDAY, end=MONDAY), Filter(as_of=MONDAY)):
        assert len(keys_of(listing, ask)) == len(keys)


@pytest.mark.parametrize("listing", EVERY, ids=NAMES)
def test_a_full_office_reads_counts_sorts_and_prints(full: Office, listing: Listing) -> None:
    """Whatever is asked of it."""
    today = full.clock.today()
    ask = Filter(start=MONDAY, end=today, as_of=today)
    every = keys_of(listing, ask)
    assert every and len(rows_of(listing, every, ask)) == len(every) == totals_of(listing, ask).count == len(set(every))
    for column in listing.columns:
        for sort in (column.key, f"-{column.key}"):
            assert set(keys_of(listing, Filter(start=MONDAY, end=today, as_of=today, sort=sort))) == set(every)
    for facet in listing.facets:
        found = 0
        for value, _words in facet.options():
            asked = Filter(start=MONDAY, end=today, as_of=today, facets=((facet.key, value),))
            found += len(keys_of(listing, asked))
            assert totals_of(listing, asked).count == len(rows_of(listing, keys_of(listing, asked), asked))
        assert found
    keyword = Filter(start=MONDAY, end=today, as_of=today, keyword="没有这样的词")
    assert (keys_of(listing, keyword) == []) == any(column.search for column in listing.columns)
    for language in ("zh_CN", "en"):
        sheet = sheet_of(listing, ask, language_code=language)
        assert len(sheet.natives) == len(sheet.cells) == len(every) and write_sheet(full, sheet, BytesIO()) >= 1
