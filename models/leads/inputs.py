"""What a form, an import or a headless verb says about leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Self


class _FromForm:
    """Inputs whose fields carry the names of the form's fields."""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> Self:
        """The input of a form's typed values; empty fields take the default."""
        known = {item.name for item in fields(cls)}  # type: ignore[arg-type]  # every subclass is a dataclass
        return cls(**{name: value for name, value in values.items() if name in known and value is not None})


@dataclass(frozen=True)
class LeadInput(_FromForm):
    """The card of a lead. grade: a key of GRADES. expected: when it means to buy. date: filed on, None for the business date."""

    name: str
    phone: str = ""
    contact: str = ""
    source: str = "phone"
    need: str = ""
    interest: str = ""
    grade: str = "N"
    salesperson_id: int | None = None
    next_date: date | None = None
    expected: date | None = None
    address: str = ""
    territory: str = ""
    tax_number: str = ""
    remark: str = ""
    date: date | None = None


@dataclass(frozen=True)
class ContactInput(_FromForm):
    """One contact. grade: the grade after it, "" leaves it. next_date: None takes what the clock proposes. reason: of a downgrade."""

    lead_id: int
    text: str
    way: str = "phone"
    reached: bool = True
    grade: str = ""
    next_date: date | None = None
    reason: str = ""
    salesperson_id: int | None = None
    instruction: str = ""
    date: date | None = None


@dataclass(frozen=True)
class LossInput(_FromForm):
    """Why a lead is to be given up. kind, reason: keys of LOSS_KINDS and LOSS_REASONS. price_gap: the rival's advantage, yuan a unit."""

    lead_id: int
    kind: str
    reason: str
    text: str = ""
    rival: str = ""
    price_gap: Decimal | None = None
    second_visit: date | None = None
    date: date | None = None


@dataclass(frozen=True)
class FreezeInput(_FromForm):
    """Why a lead is put aside, and when to look at it again."""

    lead_id: int
    reason: str
    until: date | None = None
