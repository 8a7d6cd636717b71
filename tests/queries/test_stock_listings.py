"""What the clerk sees of goods: every listing of the stock and deliveries rooms, filtered, as of a day, in totals."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from models.core.listing import Filter, Listing, keys_of, rows_of, totals_of
from models.core.office import Office
from models.deliveries import commands as deliveries
from models.deliveries.inputs import ExplainInput, FailedTripInput, PickUpInput, TakeBackInput, UndoInput
from models.deliveries.listing import DELIVERIES, DELIVERY_LINES, DIFFERENCES, FAILED_TRIPS
from models.stock import commands as stock
from models.stock import queries
from models.stock.inputs import AnswerInput, CheckInput, CountedInput, CountedLine, PromiseInput
from models.stock.listing import CHECKS, COUNT_LINES, COUNTS, MOVEMENTS, PROMISES, STOCK, WAREHOUSES
from tests.factories import KEEPER, MONDAY, SELLER, a_customer, a_product, a_warehouse, person_id, stocked
from tests.issued import a_red, an_invoice

D = Decimal
SUNDAY = MONDAY - timedelta(1)
TUESDAY_NOON = datetime(2026, 11, 24, 12)
ALL = (WAREHOUSES, STOCK, MOVEMENTS, PROMISES, CHECKS, COUNTS, COUNT_LINES, DELIVERIES, DELIVERY_LINES, DIFFERENCES, FAILED_TRIPS)


def seen(listing: Listing, *columns: str, **ask: object) -> list[tuple[object, ...]]:
    """Some columns of the rows a filter lets through, in order."""
    wanted = Filter(**ask)  # type: ignore[arg-type]  # fields by name
    places = [[column.key for column in listing.columns].index(key) for key in columns]
    return [tuple(row[place] for place in places) for row in rows_of(listing, keys_of(listing, wanted), wanted)]


@pytest.fixture
def day(office: Office) -> Office:
    """A Monday: 100 bags of feed since Sunday, a promise, an invoice half picked up, a return, a count, questions, a failed trip."""
    place, feed, salt = a_warehouse(office), a_product(office, low_stock=D(50)), a_product(office, "F-2", "盐砖")
    customer = a_customer(office)
    stocked(office, place, feed, "100", SUNDAY)
    stocked(office, place, salt, "8")
    stock.promise(office, PromiseInput(a_customer(office, "周口老王养殖场", phone="13900000001"), feed, place, D(15), TUESDAY_NOON))
    invoice, (line,) = an_invoice(office, customer, place, [(feed, "40")])
    deliveries.pick_up(office, PickUpInput(invoice, ((line, D(25)),), vehicle="豫P12345"))
    mistake = deliveries.pick_up(office, PickUpInput(invoice, ((line, D(5)),)))
    deliveries.undo_delivery(office, UndoInput(mistake.id, "未装"))
    red, _lines = a_red(office, invoice, [(line, "returned", "3")])
    deliveries.take_back_goods(office, TakeBackInput(red, ((_lines[0], D(1)),)))
    deliveries.explain_difference(office, ExplainInput(red, "司机明日带回"))
    asked = stock.ask_keeper(office, CheckInput(salt, place, customer, D(20)))
    stock.answer(office, AnswerInput(asked.id, D(7)))
    stock.ask_keeper(office, CheckInput(feed, place))
    count = queries.open_counts(office)[0][0]
    stock.enter_counted(office, CountedInput(count, (CountedLine(salt, D(7), "破损"),)))
    deliveries.failed_trip(office, FailedTripInput(customer, "无货", D(350), check_id=asked.id, at_fault_id=person_id(office, SELLER)))
    return office


@pytest.mark.parametrize("listing", ALL, ids=lambda listing: listing.name)
def test_every_listing_sorts_by_every_heading_and_counts_what_it_shows(day: Office, listing: Listing) -> None:
    """Up and down, with a keyword that fits nothing, in a span, as of a day."""
    for column in listing.columns:
        assert sorted(keys_of(listing, Filter(sort=column.key))) == sorted(keys_of(listing, Filter(sort="-" + column.key)))
    for ask in (Filter(), Filter(as_of=MONDAY), Filter(start=MONDAY, end=MONDAY)):
        keys = keys_of(listing, ask)
        assert keys and totals_of(listing, ask).count == len(keys) == len(rows_of(listing, keys, ask))
    assert keys_of(listing, Filter(keyword="查无此货")) == []


def test_stock_shows_what_is_there_reserved_promised_and_free(day: Office) -> None:
    """Low where no more is free than the product's figure; as of yesterday it is yesterday's."""
    columns = ("code", "on_hand", "reserved", "available", "state")
    assert seen(STOCK, *columns, as_of=MONDAY) == [("F-1204", D(76), D(15), D(46), "low"), ("F-2", D(8), D(0), D(8), "enough")]
    assert seen(STOCK, *columns, as_of=SUNDAY)[0] == ("F-1204", D(100), D(0), D(85), "enough")
    assert [row[0] for row in seen(STOCK, "code", state="low", as_of=MONDAY)] == ["F-1204"]
    assert [row[0] for row in seen(STOCK, "code", keyword="yfz")] == ["F-1204"]
    assert [row[0] for row in seen(STOCK, "code", keyword="盐砖")] == ["F-2"]


def test_movements_carry_in_and_out_apart(day: Office) -> None:
    """With number, kind and their totals."""
    assert totals_of(MOVEMENTS, Filter(keyword="F-1204")).sums == {"goods_in": D(106), "goods_out": D(30)}
    assert seen(MOVEMENTS, "number", "kind", "goods_in", facets=(("kind", "return"),)) == [("TH20261100004", "return", D(1))]


def test_promises_say_whether_they_still_hold(day: Office) -> None:
    """Live until their time."""
    assert seen(PROMISES, "customer", "quantity", "state", as_of=MONDAY) == [("周口老王养殖场", D(15), "live")]
    assert seen(PROMISES, "state", as_of=MONDAY + timedelta(1)) == [("expired",)]


def test_questions_say_what_was_answered(day: Office) -> None:
    """Unanswered, agreeing, or unlike the books."""
    assert seen(CHECKS, "keeper", "code", "answered", "book", "state", sort="code") == [
        (KEEPER, "F-1204", None, None, "unanswered"), (KEEPER, "F-2", D(7), D(8), "differs")]


def test_counts_say_how_far_they_are(day: Office) -> None:
    """Lines, counted ones, differences."""
    assert seen(COUNTS, "number", "lines", "counted", "differences", "state") == [("PD20261100001", 1, 1, 1, "open")]
    assert seen(COUNT_LINES, "code", "book", "counted", "difference", "reason") == [("F-2", D(8), D(7), D(-1), "破损")]


def test_pick_ups_returns_and_counter_entries_sum_to_what_left(day: Office) -> None:
    """25 + 5 − 5 − 1."""
    assert seen(DELIVERIES, "number", "kind", "quantity", "vehicle", sort="number") == [
        ("TH20261100001", "out", D(25), "豫P12345"), ("TH20261100002", "out", D(5), ""), ("TH20261100003", "undo", D(-5), ""),
        ("TH20261100004", "back", D(-1), "")]
    assert totals_of(DELIVERIES, Filter()).sums == totals_of(DELIVERY_LINES, Filter()).sums == {"quantity": D(24)}


def test_differences_say_what_has_not_left_and_what_is_not_back(day: Office) -> None:
    """Open until explained (duty 12)."""
    assert seen(DIFFERENCES, "number", "to_leave", "to_come_back", "state", "reason") == [
        ("XS20261100001", D(15), D(0), "open", None), ("XS20261100002", D(0), D(2), "explained", "司机明日带回")]
    assert [row[0] for row in seen(DIFFERENCES, "number", state="open")] == ["XS20261100001"]


def test_failed_trips_name_who_answers_and_what_the_keeper_said(day: Office) -> None:
    """The stock check that failed stands beside it (duty 27)."""
    assert seen(FAILED_TRIPS, "freight", "at_fault", "product", "answered", "keeper") == [(D(350), SELLER, "盐砖", D(7), KEEPER)]


def test_a_day_adds_up_for_every_product_and_warehouse(day: Office) -> None:
    """Opening + in − out = closing (rules: Stock)."""
    rows = queries.day_movement(day, MONDAY)
    assert all(row.opening + row.goods_in - row.goods_out == row.closing for row in rows)
    assert [(row.code, row.opening, row.goods_in, row.goods_out, row.closing, row.counted) for row in rows] == [
        ("F-1204", D(100), D(6), D(30), D(76), None), ("F-2", D(0), D(8), D(0), D(8), D(7))]


def test_a_figure_that_was_tampered_with_is_found(day: Office) -> None:
    """Whatever the tables say, the movements know better."""
    assert list(queries.faults(day)) == []
    day.database.execute_sql("UPDATE stock_day SET on_hand = on_hand + 1000 WHERE date = ? AND product_id = 2", (MONDAY.isoformat(),))
    day.database.execute_sql("UPDATE reserved SET quantity = 1")
    assert list(queries.faults(day)) == ["stock: F-2 in W一 on 2026-11-23 should be 8.000/0.000, is 9.000/0.000",
                                         "stock: invoice line 1 should have 15.000 reserved, has 0.001"]
