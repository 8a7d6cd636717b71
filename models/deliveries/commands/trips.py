"""Differences between invoice and goods are explained; trips for nothing are written down, with who answers for them."""

from __future__ import annotations

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Done, Office
from models.core.text import N_, clean
from models.core.typed import check_texts
from models.days import queries as days
from models.days.rules import check_date
from models.deliveries import queries, rules
from models.deliveries.inputs import ExplainInput, FailedTripInput, TripFaultInput
from models.deliveries.tables import DifferenceNote, FailedTrip
from models.liabilities import commands as liabilities
from models.liabilities.inputs import LiabilityInput
from models.liabilities.queries import cases_of
from models.people import queries as people
from models.stock import queries as stock


TRIPS = "failed trip"
"""The source of cases about a trip; their source_id is its id."""


def explain_difference(office: Office, x: ExplainInput) -> Done:
    """Say why an invoice's goods have not all moved (duty 12); it leaves the open list until something moves."""
    found = queries.differences(office, x.invoice_id)
    problems = check_texts(x, (rules.REASON,))
    if not found:
        problems.append(Problem("invoice", "difference.none", N_("Invoice and goods agree; there is nothing to explain")))
    require(problems)
    with office.command("delivery.explain", x) as act:
        made = DifferenceNote.insert(date=days.business_date(office), invoice=x.invoice_id, quantity=found[0].quantity,
                                     reason=rules.REASON.clean(x.reason), person=act.person, moment=act.moment).execute()
        act.changed("deliveries").about(found[0].number)
    return Done(int(made), found[0].number)


def failed_trip(office: Office, x: FailedTripInput) -> Done:
    """A customer drove for nothing (duty 13). Whoever is at fault answers for the freight (duty 27)."""
    day = x.date or days.business_date(office)
    customer = stock.customer_name(office, x.customer_id)
    problems = [*check_date(day, days.closed_through(office), office.clock.today()), *rules.check_trip(x)]
    if customer is None:
        problems.append(Problem("customer", "customer.unknown", N_("Choose a customer")))
    if x.check_id is not None and stock.check(office, x.check_id) is None:
        problems.append(Problem("check", "check.unknown", N_("Choose a stock check")))
    if x.at_fault_id is not None and x.at_fault_id not in dict(people.choices(office)):
        problems.append(Problem("at_fault", "person.unknown", N_("Choose a person")))
    if problems:
        raise RuleViolation(problems)
    with office.command("delivery.failed_trip", x) as act:
        reason = rules.REASON.clean(x.reason)
        made = int(FailedTrip.insert(
            date=day, customer=x.customer_id, check_row=x.check_id, vehicle=clean(x.vehicle, "vehicle", 40, digits=True), freight=x.freight,
            at_fault=x.at_fault_id, reason=reason, person=act.person, moment=act.moment).execute())
        if x.at_fault_id is not None:
            liabilities.file_case(act, LiabilityInput(x.at_fault_id, "empty truck", x.freight, f"{customer}: {reason}", day,
                                                      TRIPS, made))
        act.changed("deliveries").about(str(customer))
    return Done(made)


def answer_for_trip(office: Office, x: TripFaultInput) -> Done:
    """Somebody answers for a trip after it was written down; once a trip, unless the case was withdrawn (duty 27)."""
    trip = queries.trip(office, x.trip_id)
    problems = [] if trip is not None else [Problem("trip", "trip.unknown", N_("Choose a failed trip"))]
    if trip is not None and any(case.state != "withdrawn" for case in cases_of(office, TRIPS, x.trip_id)):
        problems.append(Problem("trip", "trip.twice", N_("Somebody answers for this trip already")))
    require(problems)
    assert trip is not None      # told above
    with office.command("delivery.trip_fault", x) as act:
        case = liabilities.file_case(act, LiabilityInput(
            x.person_id, "empty truck", x.freight or trip.freight or None, f"{trip.customer}: {trip.reason}", None, TRIPS, trip.id))
        act.changed("deliveries").about(trip.customer)
    return Done(case, trip.customer)
