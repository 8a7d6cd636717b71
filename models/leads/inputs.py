"""What a form, an import or a headless verb says about leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
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
class RegradeInput(_FromForm):
    """Another grade without a contact. reason: of a fall. next_date: None takes what the clock of the new grade proposes."""

    lead_id: int
    grade: str
    reason: str = ""
    next_date: date | None = None


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
    """What a salesperson means to reach in the month of a day: leads filed, orders. source: leads from there, "" for anywhere."""

    month: date
    salesperson_id: int
    filed: int = 0
    ordered: int = 0
    source: str = ""


@dataclass(frozen=True)
class PlanLine(_FromForm):
    """One line of a month's plan, as a TargetInput without its month."""

    salesperson_id: int | None = None
    source: str = ""
    filed: int = 0
    ordered: int = 0


@dataclass(frozen=True)
class PlanInput:
    """The whole plan of the month of a day: its lines replace those that stood."""

    month: date
    lines: tuple[PlanLine, ...]

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> Self:
        """The plan of a form; figures left empty are none."""
        return cls(values["month"], tuple(PlanLine.from_form(line) for line in values["lines"]))


@dataclass(frozen=True)
class OwnedGradeInput(_FromForm):
    """The grade of a customer we own: when it will buy again. date: None for the business date."""

    customer_id: int
    grade: str
    reason: str = ""
    date: date | None = None


@dataclass(frozen=True)
class VisitInput(_FromForm):
    """A visit that was made, to a customer we own or to a lead. met: whom besides those who decide, use, influence and buy.

    salesperson_id: who went, None for the one of the file. owned: products seen there. cost: yuan. grade, reason: of a lead, as for a
    contact. plan_id: the planned visit that this is.
    """

    customer_id: int | None = None
    text: str = ""
    met: str = ""
    salesperson_id: int | None = None
    next_date: date | None = None
    instruction: str = ""
    date: date | None = None
    lead_id: int | None = None
    plan_id: int | None = None
    decides: str = ""
    uses: str = ""
    influences: str = ""
    buys: str = ""
    owned: str = ""
    cost: Decimal | None = None
    grade: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StopInput:
    """One stop of a day's way: at a lead or at a customer we own, one of the two."""

    lead_id: int | None = None
    customer_id: int | None = None
    purpose: str = ""


@dataclass(frozen=True)
class PlanVisitInput:
    """Visits to make on a day. salesperson_id: who goes, None for the one of each file."""

    date: date
    stops: tuple[StopInput, ...]
    salesperson_id: int | None = None


@dataclass(frozen=True)
class DrawInput(_FromForm):
    """A sample of the follow-ups logged from a day to a day: how many are asked about."""

    first: date
    last: date
    count: int = 10


@dataclass(frozen=True)
class AnswerInput(_FromForm):
    """What a lead said when customer service asked. reached: False when nobody answered, then the rest stays empty.

    score: 0 to 100, None takes the share of the questions answered with yes.
    """

    line_id: int
    reached: bool = True
    happened: bool | None = None
    correct: bool | None = None
    polite: bool | None = None
    kept: bool | None = None
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


@dataclass(frozen=True)
class ChannelInput(_FromForm):
    """A place on the web where goods are offered. every: days between refreshes, 0 for never."""

    name: str
    address: str = ""
    every: int = 1
    remark: str = ""
    active: bool = True


@dataclass(frozen=True)
class RefreshInput(_FromForm):
    """That a channel was refreshed. position: the place in its list where the office was seen. date: None for the business date."""

    channel_id: int
    position: int | None = None
    text: str = ""
    date: date | None = None


@dataclass(frozen=True)
class InquiryInput(_FromForm):
    """What somebody asked or left as a message. came: when, None for now. lead_id: whom it is from, if that is known."""

    text: str
    name: str = ""
    phone: str = ""
    channel_id: int | None = None
    lead_id: int | None = None
    came: datetime | None = None


@dataclass(frozen=True)
class TalkingPointInput(_FromForm):
    """What to say in a situation. grade: of the leads it is for, "" for all."""

    title: str
    text: str
    grade: str = ""
    active: bool = True
