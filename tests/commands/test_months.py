"""Months settle with rows that add up, lock their days, and open again latest first (rules: Closing, Month; duty 15)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from peewee import IntegrityError

from models.closing import queries
from models.closing.commands import close_day, hand_over_shift, reopen_days, reopen_months, settle_month
from models.closing.inputs import CloseInput, ShiftInput
from models.closing.listing import MONTH_CUSTOMERS, MONTH_PRODUCTS, MONTHS
from models.core.errors import ApprovalNeeded
from models.core.listing import Filter, Listing, totals_of
from models.core.office import Office
from models.core.sheet import sheet_of
from models.days.queries import closed_through, locked_months
from models.street import faults
from tests.closed import a_day, refused, reopened, with_a_drawer
from tests.factories import MONDAY, a_customer, grant, later
from tests.shop import Shop

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop whose first day, 2026-11-23, is closed, at the beginning of December."""
    shop = with_a_drawer(office)
    a_customer(office, name="从未买过", code="K-NEVER")
    a_day(shop)
    close_day(office, CloseInput(MONDAY, D(450)))
    later(office, days=8)
    return shop


def cells(listing: Listing, ask: Filter = Filter()) -> list[dict[str, Any]]:
    """The rows of a listing by column key."""
    sheet = sheet_of(listing, ask)
    return [dict(zip((column.key for column in sheet.columns), row, strict=True)) for row in sheet.natives]


def opened(office: Office, month: date = NOVEMBER) -> list[date]:
    """Reopened with the manager's approval."""
    with pytest.raises(ApprovalNeeded) as asked:
        reopen_months(office, month, "漏记一笔")
    grant(office, asked.value)
    return reopen_months(office, month, "漏记一笔")


def test_a_month_settles_with_what_its_days_come_to(shop: Shop) -> None:
    assert settle_month(shop.office, date(2026, 11, 30)).number == "2026-11"
    row = queries.settlement_of(shop.office, NOVEMBER)
    assert row is not None and row.stands
    kept = queries.month_figures(shop.office, row.id)
    assert kept["numbers"] == {"used": 4, "valid": 2, "void": 1, "red": 1}
    assert kept["sales"] == {"gross": "3840.00", "red": "-2560.00", "net": "1280.00", "void": "128.00"}
    assert (kept["received"], kept["cash"]["closing"], kept["cumulative"]["months"]) == ("1280.00", "450.00", 1)
    assert not list(faults(shop.office))


def test_what_the_drawer_lacked_stands_between_the_months_cash_and_its_closing(shop: Shop) -> None:
    """Opening + taken in − banked − paid − refunded + over or short = closing, on the paper too."""
    tuesday = MONDAY + timedelta(days=1)
    hand_over_shift(shop.office, ShiftInput(tuesday, "早班", D(445), "小刘"))
    close_day(shop.office, CloseInput(tuesday, D(446)))
    settle_month(shop.office, NOVEMBER)
    row = queries.settlement_of(shop.office, NOVEMBER)
    assert row is not None
    cash = {key: D(value) for key, value in queries.month_figures(shop.office, row.id)["cash"].items()}
    assert (cash["opening"], cash["over_short"], cash["closing"]) == (D(200), D(-4), D(446))
    assert cash["closing"] == (cash["opening"] + cash["received"] - cash["banked"] - cash["paid"] - cash["refunded"]
                               + cash["over_short"])


def test_every_customer_and_product_has_opening_what_moved_and_closing(shop: Shop) -> None:
    settle_month(shop.office, NOVEMBER)
    rows = cells(MONTH_CUSTOMERS)
    assert all(row["opening"] + row["sales"] - row["received"] + row["refunded"] - row["given_up"] == row["balance"] for row in rows)
    assert totals_of(MONTH_CUSTOMERS, Filter()).sums["sales"] == D("1280.00")
    made = cells(MONTH_PRODUCTS)
    assert made and all(row["opening"] + row["goods_in"] - row["goods_out"] == row["balance"] for row in made)


def test_a_month_that_is_not_over_or_has_open_days_is_refused(office: Office) -> None:
    shop = with_a_drawer(office)
    a_day(shop)
    assert refused(lambda: settle_month(office, NOVEMBER)) == ["month.ahead"]
    later(office, days=9)
    assert refused(lambda: settle_month(office, NOVEMBER)) == ["month.empty"]
    close_day(office, CloseInput(MONDAY, D(450)))
    shop.sold(shop.line("1"), date=MONDAY + timedelta(2))
    assert refused(lambda: settle_month(office, NOVEMBER)) == ["month.days"]


def test_nothing_is_dated_in_a_settled_month_even_where_no_day_was_closed(shop: Shop) -> None:
    settle_month(shop.office, NOVEMBER)
    assert closed_through(shop.office) == date(2026, 11, 30)
    assert refused(lambda: shop.sold(shop.line("1"), date=date(2026, 11, 28))) == ["day.closed"]
    with pytest.raises(IntegrityError, match="closed day"):
        shop.office.database.execute_sql("INSERT INTO movement (date) VALUES ('2026-11-28')")


def test_days_of_a_settled_month_open_only_after_the_month(shop: Shop) -> None:
    settle_month(shop.office, NOVEMBER)
    assert refused(lambda: reopen_days(shop.office, MONDAY, "漏记")) == ["reopen.month"]
    assert opened(shop.office) == [NOVEMBER]
    assert reopened(shop.office, MONDAY) == [MONDAY]
    assert not list(faults(shop.office))


def test_both_versions_of_a_month_are_kept(shop: Shop) -> None:
    settle_month(shop.office, NOVEMBER)
    opened(shop.office)
    reopened(shop.office, MONDAY)
    shop.sold(shop.line("2"), date=MONDAY)
    close_day(shop.office, CloseInput(MONDAY, D(450)))
    settle_month(shop.office, NOVEMBER)
    assert [row["sales"] for row in cells(MONTHS, Filter(sort="id"))] == [D("1280.00"), D("1536.00")]
    assert [row.stands for row in queries.settlements_of(shop.office, NOVEMBER)] == [False, True]
    assert totals_of(MONTHS, Filter(state="superseded")).count == 1
    assert not list(faults(shop.office))


def test_months_settle_in_sequence_and_carry_on(shop: Shop) -> None:
    later(shop.office, days=6)
    shop.sold(shop.line("3"), date=DECEMBER)
    close_day(shop.office, CloseInput(DECEMBER))
    later(shop.office, days=28)
    assert queries.month_to_settle(shop.office) == NOVEMBER
    assert refused(lambda: settle_month(shop.office, DECEMBER)) == ["month.sequence"]
    settle_month(shop.office, NOVEMBER)
    settle_month(shop.office, DECEMBER)
    assert locked_months(shop.office) == [NOVEMBER, DECEMBER]
    row = queries.settlement_of(shop.office, DECEMBER)
    assert row is not None
    kept = queries.month_figures(shop.office, row.id)
    assert kept["cumulative"] == {"months": 2, "net": "1664.00", "received": "1280.00"}
    assert opened(shop.office) == [NOVEMBER, DECEMBER]


def test_a_month_settled_twice_or_never_is_refused(shop: Shop) -> None:
    assert refused(lambda: reopen_months(shop.office, NOVEMBER, "x")) == ["month.open"]
    settle_month(shop.office, NOVEMBER)
    assert refused(lambda: settle_month(shop.office, NOVEMBER)) == ["month.settled"]
    assert refused(lambda: reopen_months(shop.office, NOVEMBER, " ")) == ["reopen.reason"]


def test_a_settled_row_that_was_changed_is_named(shop: Shop) -> None:
    settle_month(shop.office, NOVEMBER)
    run = shop.office.database.execute_sql
    with pytest.raises(IntegrityError, match="sealed"):
        run("UPDATE month_customer SET sales = sales + 1")
    sql = run("SELECT sql FROM sqlite_schema WHERE name = 'month_customer_sealed_update'").fetchone()[0]
    run("DROP TRIGGER month_customer_sealed_update")
    run("UPDATE month_customer SET sales = sales + 1")
    run(sql)
    assert any("settled with other rows" in fault for fault in faults(shop.office))
