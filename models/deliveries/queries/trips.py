"""Trips for nothing: one with the question to the keeper behind it (duties 13, 27)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from models.core.fields import from_scaled
from models.core.office import Office


@dataclass(frozen=True)
class TripRow:
    """A customer who drove for nothing. freight in yuan; check_id: the stock check that failed."""

    id: int
    date: datetime.date
    customer_id: int
    customer: str
    vehicle: str
    freight: Decimal
    reason: str
    check_id: int | None
    at_fault: str
    person: str


def trip(office: Office, trip_id: int) -> TripRow | None:
    """One trip, None for an unknown one."""
    row = office.database.execute_sql(
        "SELECT t.id, t.date, t.customer_id, c.name, t.vehicle, t.freight, t.reason, t.check_row_id, COALESCE(p.name, ''), t.person "
        "FROM failed_trip t JOIN customer c ON c.id = t.customer_id LEFT JOIN person p ON p.id = t.at_fault_id WHERE t.id = ?",
        (trip_id,)).fetchone()
    if row is None:
        return None
    number, day, customer_id, customer, vehicle, freight, *more = row
    return TripRow(number, datetime.date.fromisoformat(day), customer_id, customer, vehicle, from_scaled(freight, 2), *more)
