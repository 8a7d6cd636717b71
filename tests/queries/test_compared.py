"""Sales beside those of the period before and the year before, against plain sums."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.listing import Filter, Listing, keys_of, rows_of, totals_of
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, VoidInput
from models.reports.listing import (SALES_BY_CUSTOMER, SALES_BY_DAY, SALES_BY_MONTH, SALES_BY_PRODUCT, SALES_BY_REGION,
                                    SALES_BY_SALESPERSON, SALES_BY_YEAR)
from models.reports.queries.compared import Span, before, year_before
from tests.factories import NINE, an_office, clock_of
from tests.shop import Shop, a_shop

NOVEMBER = Filter(start=date(2026, 11, 1), end=date(2026, 11, 30))
SOLD = {date(2025, 11, 5): "4", date(2026, 10, 2): "3", date(2026, 10, 31): "5", date(2026, 11, 1): "2", date(2026, 11, 22): "10"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Feed at 128 sold on five days of two years; a void and a red that is taken back whole change nothing."""
    office = an_office(tmp_path_factory.mktemp("sales") / "office", moment=NINE - timedelta(days=400))
    shop = a_shop(office)
    for day, quantity in SOLD.items():
        clock_of(office).advance(timedelta(days=(day - office.clock.today()).days))
        shop.sold(shop.line(quantity), date=day)
        void_invoice(office, VoidInput(shop.sold(shop.line("1"), date=day).id, "错开"))
        red_invoice(office, RedInput(shop.sold(shop.line("7"), date=day).id, "不要了", None, date=day))
    yield shop
    office.close()


def rows(listing: Listing, ask: Filter) -> list[dict[str, Any]]:
    """Rows by column key."""
    return [dict(zip((column.key for column in listing.columns), row, strict=True)) for row in rows_of(listing, keys_of(listing, ask), ask)]


@pytest.mark.parametrize("listing", [SALES_BY_CUSTOMER, SALES_BY_PRODUCT, SALES_BY_SALESPERSON, SALES_BY_REGION])
def test_a_month_stands_beside_the_month_and_the_year_before(shop: Shop, listing: Listing) -> None:
    (row,) = rows(listing, NOVEMBER)
    assert [row[key] for key in ("net", "before", "last_year")] == [D(1536), D(1024), D(512)]
    assert [row[key] for key in ("change", "year_change")] == [D("0.5000"), D("2.0000")]
    assert totals_of(listing, NOVEMBER).sums["net"] == D(1536)


def test_without_a_period_nothing_stands_beside(shop: Shop) -> None:
    (row,) = rows(SALES_BY_CUSTOMER, Filter())
    assert (row["net"], row["before"], row["last_year"], row["change"]) == (D(24 * 128), D(0), D(0), None)


def test_months_years_and_days_stand_beside_those_before(shop: Shop) -> None:
    months = {row["month"]: (row["net"], row["before"], row["last_year"]) for row in rows(SALES_BY_MONTH, Filter())}
    assert months == {"2025-11": (D(512), D(0), D(0)), "2026-10": (D(1024), D(0), D(0)), "2026-11": (D(1536), D(1024), D(512))}
    years = {row["year"]: (row["net"], row["before"]) for row in rows(SALES_BY_YEAR, Filter())}
    assert years == {"2025": (D(512), D(0)), "2026": (D(2560), D(512))}
    days = {row["date"]: row["before"] for row in rows(SALES_BY_DAY, NOVEMBER)}
    assert days == {date(2026, 11, 1): D(640), date(2026, 11, 22): D(0)}


DAYS = st.dates(date(2001, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 800))
def test_the_period_before_ends_the_day_before_and_is_as_long(start: date, length: int) -> None:
    span = Span(start, start + timedelta(days=length))
    earlier = before(span)
    assert earlier.end == start - timedelta(days=1) and earlier.start <= earlier.end
    if start.day == 1 and (span.end + timedelta(days=1)).day == 1:
        assert earlier.start.day == 1
    else:
        assert earlier.end - earlier.start == span.end - span.start


@given(DAYS, st.integers(0, 400))
def test_the_year_before_has_the_same_days(start: date, length: int) -> None:
    span = Span(start, start + timedelta(days=length))
    earlier = year_before(span)
    assert (earlier.start.year, earlier.start.month) == (start.year - 1, start.month) and earlier.start.day in (start.day, 28)
    assert (earlier.end.year, earlier.end.month) == (span.end.year - 1, span.end.month)
    whole = (span.end + timedelta(days=1)).day == 1
    assert (earlier.end + timedelta(days=1)).day == 1 if whole else earlier.end.day in (span.end.day, 28)
