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


@dataclass(frozen=True)
class VisitorsInput(_FromForm):
    """How many came on a day from a source; counting again replaces the number. date: None for the business date."""

    count: int
    source: str = "walk in"
    salesperson_id: int | None = None
    date: date | None = None


@dataclass(frozen=True)
class TargetInput(_FromForm):
    """What a salesperson means to reach in the month of a day: leads filed, orders."""

    month: date
    salesperson_id: int
    filed: int = 0
    ordered: int = 0


@dataclass(frozen=True)
class OwnedGradeInput(_FromForm):
    """The grade of a customer we own: when it will buy again. date: None for the business date."""

    customer_id: int
    grade: str
    reason: str = ""
    date: date | None = None


@dataclass(frozen=True)
class VisitInput(_FromForm):
    """A visit to a customer we own. met: whom. salesperson_id: who went, None for the one of the file."""

    customer_id: int
    text: str
    met: str = ""
    salesperson_id: int | None = None
    next_date: date | None = None
    instruction: str = ""
    date: date | None = None


@dataclass(frozen=True)
class DrawInput(_FromForm):
    """A sample of the follow-ups logged from a day to a day: how many are asked about."""

    first: date
    last: date
    count: int = 10


@dataclass(frozen=True)
class AnswerInput(_FromForm):
    """What a lead said when customer service asked. reached: False when nobody answered, then the rest stays empty. score: 0 to 100."""

    line_id: int
    reached: bool = True
    happened: bool | None = None
    correct: bool | None = None
    score: int | None = None
    text: str = ""


@dataclass(frozen=True)
class MarketInput(_FromForm):
    """What was heard of the market. price: yuan, of the rival's product. source: who said so. date: None for the business date."""

    text: str
    rival: str = ""
    product: str = ""
    region: str = ""
    price: Decimal | None = None
    source: str = ""
    date: date | None = None
