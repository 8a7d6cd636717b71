"""Customers who drove for nothing: the question to the keeper behind it, the freight, and who answers for it (duties 13, 27)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.deliveries import commands, queries
from models.deliveries.commands.trips import TRIPS
from models.deliveries.inputs import FailedTripInput, TripFaultInput
from models.deliveries.listing import FAILED_TRIPS
from models.liabilities.queries import cases_of
from models.liabilities.rules import STATES
from models.people.queries import choices
from models.stock.queries import check
from models.stock.queries.history import checks_of
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Values
from ui.kit.tab import Door, FormView, ListView, Verb
from ui.tabs import said
from ui.tabs.finders import customer, find_customers, people_choices


def _asked_for(office: Office, values: Values, path: str) -> Live:
    """The questions to keepers that this customer's trip may be about, the latest first."""
    if path not in ("", "customer"):
        return Live()
    return Live(choices={"check": check_choices(office, values["customer"])})


def check_choices(office: Office, customer_id: int | None) -> list[tuple[Any, str]]:
    """Latest answered and unanswered checks of a customer."""
    found = checks_of(office, customer_id) if customer_id else []
    return [(None, "–"), *((row.id, " · ".join((said.day(office, row.asked_on), row.product, row.keeper))) for row in found)]


def trip_board(office: Office, trip_id: int) -> Board:
    """The trip, what the keeper had said, and who answers for it."""
    row = queries.trip(office, trip_id)
    if row is None:
        return Board(())
    facts = (Fact(_("Customer"), row.customer, door=Door("customers", row.customer_id)), Fact(_("Vehicle"), row.vehicle or "–"),
             Fact(_("Freight"), said.money(row.freight)), Fact(_("At fault"), row.at_fault or "–"),
             Fact(_("Reason"), row.reason, wide=True), *_asked(office, row.check_id))
    cases = tuple(CardRow(f"{case.person} · {_(STATES[case.state])}", case.text, said.money(case.amount),
                          Level.LOOK if case.state == "open" else Level.PLAIN, door=Door("liabilities", case.id))
                  for case in cases_of(office, TRIPS, trip_id))
    return Board((Card(said.day(office, row.date), facts=facts, columns=2),
                  Card(_("Liabilities"), cases, empty=_("Nobody answers for this trip"), side=1)), subject=trip_id)


def _asked(office: Office, check_id: int | None) -> Iterator[Fact]:
    """What the keeper was asked and what she answered."""
    row = check(office, check_id) if check_id is not None else None
    if row is None:
        return
    told = _("not answered") if row.answered is None else said.quantity(row.answered, row.unit)
    yield Fact(_("After the question"), f"{row.product} · {row.keeper or '–'} · {said.moment(office, row.asked)}", wide=True,
               door=Door("checks", row.id))
    yield Fact(_("Answered"), told)
    if row.quantity is not None:
        yield Fact(_("Wanted"), said.quantity(row.quantity, row.unit))


def _answer(office: Office, trip_id: int, values: Values) -> Done:
    return commands.answer_for_trip(office, TripFaultInput.from_form({**values, "trip": trip_id}))


def _fill(office: Office, trip_id: int) -> Values:
    row = queries.trip(office, trip_id)
    return {} if row is None else {"who": f"{row.customer} · {row.reason}", "freight": row.freight or None}


ANSWERING = FormSpec("trip-fault", N_("Who answers for the trip"), fields=(
    FieldSpec("who", "", role="figure", width=60),
    FieldSpec("at_fault", N_("Person"), FieldKind.CHOICE, width=16, required=True, choices=lambda office: choices(office)),
    FieldSpec("freight", N_("Freight"), FieldKind.MONEY, width=12)))
ANSWER = Verb(N_("Who answers for it…"), _answer, "F6", "liability", asks=ANSWERING, fills=_fill,
              when=lambda row: row["state"] in ("none", "withdrawn"), done=N_("{number}: the liability is filed"))
TRIP = FormSpec("failed_trip", N_("Failed trip"), live=_asked_for, fields=(
    FieldSpec("customer", N_("Customer"), FieldKind.FINDER, finder=find_customers, width=34),
    FieldSpec("vehicle", N_("Vehicle"), width=14, limit=40),
    FieldSpec("reason", N_("Reason"), width=44),
    FieldSpec("freight", N_("Freight"), FieldKind.MONEY, width=12),
    FieldSpec("at_fault", N_("At fault"), FieldKind.CHOICE, width=16, choices=people_choices),
    FieldSpec("check", N_("After the question"), FieldKind.CHOICE, width=40, choices=lambda office: [(None, "–")], aside=True),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date, aside=True),
), intro=N_("A customer drove for nothing. Whoever is at fault answers for the freight."))
FILE = Verb(N_("File the trip"), commands.failed_trip, "F9", "truck", primary=True)
CREATE = FormView(TRIP, FailedTripInput.from_form, (FILE,), stays=False)
TRIP_LIST = ListView(FAILED_TRIPS, detail=trip_board, verbs=(ANSWER,), create=CREATE, period="year", levels={
    "none": Level.PLAIN, "open": Level.LOOK, "paid": Level.GOOD, "waived": Level.PLAIN, "withdrawn": Level.PLAIN}, columns=(
    "date", "customer", "freight", "at_fault", "state", "reason", "vehicle", "product", "answered", "keeper", "person"))


def _fill_from_check(office: Office, check_id: int) -> Values:
    """The customer and the question; whoever keeps the warehouse stands there as at fault."""
    row = check(office, check_id)
    if row is None:
        return {}
    keeper = next((person for person, name in choices(office) if name == row.keeper), None)
    found = customer(office, row.customer_id) if row.customer_id is not None else None
    return {"customer": found, "check": row.id, "at_fault": keeper, "date": business_date(office)}


def _file_from_check(office: Office, _check_id: int, values: Values) -> Done:
    done = commands.failed_trip(office, FailedTripInput.from_form(values))
    row = queries.trip(office, done.id)
    return Done(done.id, row.customer if row is not None else "")


FROM_CHECK = Verb(N_("The trip failed…"), _file_from_check, "F8", "truck", asks=TRIP, fills=_fill_from_check,
                  done=N_("{number}: the trip is filed"))
