"""What a form says about goods that leave, come back, or never left. Quantities are in base units."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Parts = tuple[tuple[int, Decimal], ...]
"""(invoice line id, quantity) pairs."""
NONE = Decimal(0)


def _parts(values: Mapping[str, Any]) -> Parts | None:
    """Form lines of line, quantity; lines left at nothing are left out."""
    lines = values.get("lines")
    return None if lines is None else tuple((line.get("line") or 0, line["quantity"]) for line in lines if line.get("quantity"))


@dataclass(frozen=True)
class PickUpInput:
    """Goods that leave for an invoice. lines: None for all that remains. date: None for the current business date."""

    invoice_id: int
    lines: Parts | None = None
    date: datetime.date | None = None
    keeper: str = ""
    vehicle: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> PickUpInput:
        """invoice, lines of line and quantity, date, keeper, vehicle, remark."""
        return cls(values.get("invoice") or 0, _parts(values), values.get("date"), values.get("keeper") or "",
                   values.get("vehicle") or "", values.get("remark") or "")


@dataclass(frozen=True)
class TakeBackInput:
    """Goods that come back for a red invoice; lines name the red's own lines, None for all it says."""

    red_invoice_id: int
    lines: Parts | None = None
    date: datetime.date | None = None
    keeper: str = ""
    vehicle: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> TakeBackInput:
        """invoice (the red one), lines of line and quantity, date, keeper, vehicle, remark."""
        return cls(values.get("invoice") or 0, _parts(values), values.get("date"), values.get("keeper") or "",
                   values.get("vehicle") or "", values.get("remark") or "")


@dataclass(frozen=True)
class UndoInput:
    """A pick-up or return that was written down by mistake."""

    delivery_id: int
    reason: str
    date: datetime.date | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> UndoInput:
        """delivery, reason, date."""
        return cls(values.get("delivery") or 0, values.get("reason") or "", values.get("date"))


@dataclass(frozen=True)
class ExplainInput:
    """Why the goods of an invoice have not left, or those of a red have not come back (duty 12)."""

    invoice_id: int
    reason: str

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ExplainInput:
        """invoice, reason."""
        return cls(values.get("invoice") or 0, values.get("reason") or "")


@dataclass(frozen=True)
class FailedTripInput:
    """A customer drove for nothing (duties 13, 27). freight in yuan; check_id: the stock check that failed."""

    customer_id: int
    reason: str
    freight: Decimal = NONE
    date: datetime.date | None = None
    vehicle: str = ""
    check_id: int | None = None
    at_fault_id: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> FailedTripInput:
        """customer, reason, freight, date, vehicle, check, at_fault."""
        return cls(values.get("customer") or 0, values.get("reason") or "", values.get("freight") or NONE, values.get("date"),
                   values.get("vehicle") or "", values.get("check"), values.get("at_fault"))


@dataclass(frozen=True)
class TripFaultInput:
    """Who answers for a trip. freight in yuan; nothing takes what the trip says it cost."""

    trip_id: int
    person_id: int
    freight: Decimal = NONE

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> TripFaultInput:
        """trip, at_fault, freight."""
        return cls(values.get("trip") or 0, values.get("at_fault") or 0, values.get("freight") or NONE)
