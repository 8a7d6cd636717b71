"""One customer from every side: rhythm and warning, goods, returns, trips, prices, prints, birthdays; and who is likely filed twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from models.core.listing import Filter, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.prints import record_print
from models.customers import commands, queries
from models.customers.inputs import ContactInput, CustomerInput, MeasureInput, MergeInput, SnoozeInput
from models.customers.listing import BIRTHDAYS, CONTACTS, POSSIBLE_DOUBLES
from models.deliveries.commands import failed_trip
from models.deliveries.inputs import FailedTripInput
from models.invoices.commands import red_invoice
from models.invoices.inputs import RedInput
from models.receivables.listing import AGEING, RECEIVABLES
from models.reports.listing import CUSTOMER_RANKING, EARLY_WARNINGS, SALES_BY_CUSTOMER
from models.reports.queries import early_warnings, glance, service, today
from tests.factories import MONDAY, a_customer, later
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A customer that bought every five days, five times, then not for nine."""
    made = a_shop(office)
    for _time in range(5):
        made.sold(made.line("1"))
        later(office, days=5)
    later(office, days=4)
    return made


def test_the_glance_says_what_the_list_of_warnings_says(shop: Shop) -> None:
    """Also with what was answered, and for somebody filed twice."""
    office, day = shop.office, shop.office.clock.today()
    seen = glance(office, shop.customer)
    assert seen.last is not None and (seen.last.date, seen.last.total) == (MONDAY + timedelta(20), D("128.00"))
    assert seen.rhythm is not None and (seen.rhythm.interval, seen.rhythm.buys) == (D(5), 5) and seen.year == D("640.00")
    assert [seen.warning] == early_warnings(office.database, day)
    double = a_customer(office, "周口双汇")
    commands.merge_customers(office, MergeInput(double, shop.customer))
    commands.snooze_warning(office, SnoozeInput(double, "过节", day + timedelta(7)))
    commands.answer_warning(office, MeasureInput(shop.customer, "去过电话"))
    warning = glance(office, shop.customer).warning
    assert warning is not None and warning.state == "snoozed" and [warning] == early_warnings(office.database, day)
    assert glance(office, double).warning == warning


def test_somebody_new_has_neither_rhythm_nor_warning(office: Office) -> None:
    seen = glance(office, a_customer(office))
    assert (seen.last, seen.rhythm, seen.warning, seen.year) == (None, None, None, D(0))


def test_the_service_side_names_goods_returns_and_trips(office: Office) -> None:
    shop = a_shop(office)
    first, second = shop.sold(), shop.sold()
    red_invoice(office, RedInput(first.id, "包装破损", None))
    failed_trip(office, FailedTripInput(shop.customer, "到了没货", D("200.00"), vehicle="豫P·A1234"))
    assert [(each.number, each.quantity) for each in service.open_goods(office, shop.customer)] == [(second.number, D(10))]
    back, = service.returns(office, shop.customer)
    assert (back.original, back.reason, back.total) == (first.number, "包装破损", D("-1280.00"))
    trip, = service.failed_trips(office, shop.customer)
    assert (trip.reason, trip.freight, trip.vehicle) == ("到了没货", D("200.00"), "豫P·A1234")
    other = a_customer(office, "别处")
    assert not service.open_goods(office, other) and not service.returns(office, other) and not service.failed_trips(office, other)


def test_the_last_price_stands_beside_the_list_price(shop: Shop) -> None:
    shop.sold(shop.line("1", "120"))
    paid, = service.last_prices(shop.office, shop.customer)
    assert (paid.code, paid.unit, paid.price, paid.list_price, paid.listed) == ("F-1204", "袋", D(120), D(128), None)


def test_what_was_printed_is_found_under_every_name(shop: Shop) -> None:
    """Of a merged customer too; other people's papers are not there."""
    office, double = shop.office, a_customer(shop.office, "周口双汇")
    record_print(office, "invoice", "XS20261100001")
    record_print(office, "invoice", "XS20261100001", 3)
    record_print(office, "account-opening", "C00002")
    commands.merge_customers(office, MergeInput(double, shop.customer))
    assert [(each.kind, each.subject, each.times) for each in service.printed(office, shop.customer)] == [
        ("account-opening", "C00002", 1), ("invoice", "XS20261100001", 2)]
    assert service.printed(office, a_customer(office, "别处")) == []


def test_birthdays_stand_in_the_order_they_come(office: Office) -> None:
    """Today names those within a week."""
    people = (ContactInput("年初", birthday=date(1980, 1, 2)), ContactInput("昨天", birthday=date(1990, 11, 22)),
              ContactInput("今天", birthday=date(1970, 11, 23)), ContactInput("闰日", birthday=date(1988, 2, 29)), ContactInput("不详"))
    commands.file_customer(office, CustomerInput("双汇", contacts=people))
    rows = rows_of(BIRTHDAYS, keys_of(BIRTHDAYS, Filter()))
    assert [(row[2], row[0], row[1], row[4]) for row in rows] == [
        ("今天", MONDAY, 0, 56), ("年初", date(2027, 1, 2), 40, 47), ("闰日", date(2027, 2, 28), 97, 39),
        ("昨天", date(2027, 11, 22), 364, 37)]
    part = today(office).birthdays
    assert [(row.title, row.day, row.urgent) for row in part.rows] == [("今天", MONDAY, True)] and part.count == 1
    later(office, days=34)
    assert [row.title for row in today(office).birthdays.rows] == ["年初"]


def test_likely_duplicates_are_named_with_their_reason_until_told_apart(office: Office) -> None:
    first = a_customer(office, "河南正大饲料有限公司", phone="13800000001")
    phone = a_customer(office, "淮阳牧原", phone="0394-7382745 / 13800000001")
    sound = a_customer(office, "河南郑达饲料经营部", phone="13800000003")
    name = a_customer(office, "河南正大饲料有限公司", phone="13800000004")
    assert [(pair.first, pair.other, pair.why) for pair in queries.possible_doubles(office.database)] == [
        (first, name, ("name",)), (first, phone, ("phone",)), (first, sound, ("sound",))]
    commands.tell_apart(office, sound, first)
    commands.tell_apart(office, first, sound)
    commands.merge_customers(office, MergeInput(name, first))
    assert keys_of(POSSIBLE_DOUBLES, Filter()) == [f"{first}-{phone}"]
    assert keys_of(POSSIBLE_DOUBLES, Filter(keyword="淮阳")) == [f"{first}-{phone}"]
    assert keys_of(POSSIBLE_DOUBLES, Filter(state="name")) == []


def test_a_saved_segment_narrows_other_lists_of_customers(shop: Shop) -> None:
    """Contacts, warnings, birthdays; a segment that is gone narrows to nothing."""
    office = shop.office
    commands.file_customer(office, CustomerInput("别处", territory="阜阳", contacts=(ContactInput("李"),)))
    commands.save_segment(office, "周口的", Filter(keyword="周口"))
    commands.save_segment(office, "阜阳的", Filter(keyword="阜阳"))
    sizes = [[len(keys_of(listing, Filter(facets=(("segment", name),)))) for name in ("周口的", "阜阳的", "没有了")]
             for listing in (CONTACTS, EARLY_WARNINGS, BIRTHDAYS, RECEIVABLES, AGEING, SALES_BY_CUSTOMER, CUSTOMER_RANKING)]
    assert sizes == [[0, 1, 0], [1, 0, 0], [0, 0, 0], [1, 1, 0], [1, 0, 0], [1, 0, 0], [1, 0, 0]]
    ask = Filter(facets=(("segment", "周口的"),))
    assert totals_of(RECEIVABLES, ask).count == 1 and totals_of(SALES_BY_CUSTOMER, ask).sums["net"] == D("640.00")
    assert len(rows_of(AGEING, keys_of(AGEING, ask), ask)) == 1
