"""Invoice and goods agree or somebody says why; who lets a truck leave empty answers for the freight."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.deliveries import commands as deliveries
from models.deliveries import queries
from models.deliveries.inputs import ExplainInput, FailedTripInput, PickUpInput, TakeBackInput, TripFaultInput
from models.liabilities.commands import settle_case
from models.liabilities.inputs import SettleInput
from models.liabilities.queries import cases_of
from models.stock import commands as stock
from models.stock.inputs import CheckInput
from tests.factories import MONDAY, SELLER, a_customer, a_product, a_warehouse, person_id, stocked
from tests.issued import a_red, an_invoice, void
from tests.stock_room import codes

D = Decimal


@pytest.fixture
def sold(office: Office) -> tuple[Office, int, int]:
    """An invoice of 40 bags that lie in the warehouse, and its line."""
    place, product = a_warehouse(office), a_product(office)
    stocked(office, place, product, "100")
    invoice, (line,) = an_invoice(office, a_customer(office), place, [(product, "40")])
    return office, invoice, line


def test_goods_that_have_not_left_are_an_open_difference_until_explained(sold: tuple[Office, int, int]) -> None:
    """And again when something moved since (duty 12)."""
    office, invoice, line = sold
    assert [(each.invoice_id, each.quantity) for each in queries.open_differences(office)] == [(invoice, D(40))]
    deliveries.explain_difference(office, ExplainInput(invoice, "客户明日来提"))
    assert queries.open_differences(office) == []
    assert [each.reason for each in queries.differences(office)] == ["客户明日来提"]
    deliveries.pick_up(office, PickUpInput(invoice, ((line, D(15)),)))
    assert [each.quantity for each in queries.open_differences(office)] == [25]
    deliveries.pick_up(office, PickUpInput(invoice))
    assert queries.differences(office) == []


def test_returned_goods_that_have_not_come_back_are_a_difference_of_the_red(sold: tuple[Office, int, int]) -> None:
    """Until the keeper takes them in."""
    office, invoice, line = sold
    deliveries.pick_up(office, PickUpInput(invoice))
    red, _lines = a_red(office, invoice, [(line, "returned", "12")])
    assert [(each.invoice_id, each.kind, each.quantity) for each in queries.open_differences(office)] == [(red, "red", D(12))]
    deliveries.take_back_goods(office, TakeBackInput(red))
    assert queries.differences(office) == []


def test_a_void_invoice_differs_from_nothing(sold: tuple[Office, int, int]) -> None:
    """Nor does one that was cancelled whole."""
    office, invoice, _line = sold
    void(office, invoice)
    assert queries.differences(office) == []


def test_there_is_nothing_to_explain_where_invoice_and_goods_agree(sold: tuple[Office, int, int]) -> None:
    """And an explanation says something."""
    office, invoice, _line = sold
    deliveries.pick_up(office, PickUpInput(invoice))
    with pytest.raises(RuleViolation) as raised:
        deliveries.explain_difference(office, ExplainInput(invoice, " "))
    assert codes(raised.value) == {"reason": "text.missing", "invoice": "difference.none"}


def test_an_empty_truck_is_charged_to_whoever_is_at_fault(sold: tuple[Office, int, int]) -> None:
    """The case is linked with the trip, the trip with the stock check that failed (duty 27)."""
    office, _invoice, _line = sold
    check = stock.ask_keeper(office, CheckInput(1, 1, 1, D(500)))
    done = deliveries.failed_trip(office, FailedTripInput(1, "答复有货，实际无货", D("350.00"), vehicle="豫P12345", check_id=check.id,
                                                          at_fault_id=person_id(office, SELLER)))
    assert office.database.execute_sql("SELECT check_row_id, freight, at_fault_id FROM failed_trip").fetchall() == [
        (check.id, 35000, person_id(office, SELLER))]
    cases = office.database.execute_sql("SELECT person_id, rule, amount, source, source_id FROM liability_case").fetchall()
    assert cases == [(person_id(office, SELLER), "empty truck", 35000, "failed trip", done.id)]


def test_a_failed_trip_without_anybody_at_fault_is_only_written_down(sold: tuple[Office, int, int]) -> None:
    """No case is filed."""
    office, _invoice, _line = sold
    deliveries.failed_trip(office, FailedTripInput(1, "暴雨封路"))
    assert office.database.execute_sql("SELECT COUNT(*) FROM liability_case").fetchone() == (0,)


def test_a_failed_trip_of_no_sense_is_refused(sold: tuple[Office, int, int]) -> None:
    """All at once."""
    office, _invoice, _line = sold
    with pytest.raises(RuleViolation) as raised:
        deliveries.failed_trip(office, FailedTripInput(99, "", D("NaN"), MONDAY + timedelta(30), "", 99, 99))
    assert codes(raised.value) == {"date": "date.ahead", "reason": "text.missing", "freight": "number.kind", "customer": "customer.unknown",
                                   "check": "check.unknown", "at_fault": "person.unknown"}
    with pytest.raises(RuleViolation) as raised:
        deliveries.failed_trip(office, FailedTripInput(1, "答复有货", at_fault_id=person_id(office, SELLER)))
    assert codes(raised.value) == {"freight": "freight.missing"}


def test_somebody_answers_for_a_trip_once(office: Office) -> None:
    """Duty 27: named later, by what the trip cost; again only after the case was withdrawn."""
    customer, keeper = a_customer(office), person_id(office, SELLER)
    trip = deliveries.failed_trip(office, FailedTripInput(customer, "没有货", D("260.00"))).id
    case = deliveries.answer_for_trip(office, TripFaultInput(trip, keeper)).id
    assert [(row.amount, row.state) for row in cases_of(office, "failed trip", trip)] == [(D("260.00"), "open")]
    for wrong, code in ((trip, "trip.twice"), (99, "trip.unknown")):
        with pytest.raises(RuleViolation) as refused:
            deliveries.answer_for_trip(office, TripFaultInput(wrong, keeper))
        assert codes(refused.value) == {"trip": code}
    settle_case(office, SettleInput(case, "withdrawn", "记错人"))
    deliveries.answer_for_trip(office, TripFaultInput(trip, keeper, D("200.00")))
    assert [(row.amount, row.state) for row in cases_of(office, "failed trip", trip)] == [(D("260.00"), "withdrawn"), (D("200.00"), "open")]
