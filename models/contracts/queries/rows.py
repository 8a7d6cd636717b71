"""Quotes, contracts and what belongs to them, as frozen rows; and how raw cells become them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.core.clock import unstamp
from models.core.fields import from_scaled
from models.core.money import yuan

Day = date


@dataclass(frozen=True)
class LineRow:
    """A line as it stands. quantity in its unit, amounts in yuan; first: the quantity as first agreed.

    supplement: the number of the one it came with. service: performed, not stocked: words, or a product that is a service.
    """

    id: int
    position: int
    product_id: int | None
    code: str
    name: str
    specification: str
    unit: str
    quantity: Decimal
    base_quantity: Decimal
    price: Decimal
    amount: Decimal
    rate: str
    net: Decimal
    tax: Decimal
    remark: str
    first: Decimal = Decimal(0)
    supplement: str = ""
    service: bool = False


@dataclass(frozen=True)
class QuoteRow:
    """A quote as given. state: a key of rules.QUOTE_STATES as of today; led_to: the number of the paper it became."""

    id: int
    number: str
    version: int
    root_id: int | None
    date: Day
    valid_until: Day
    customer_id: int
    customer_name: str
    salesperson_id: int | None
    salesperson_name: str
    terms: str
    remark: str
    total: Decimal
    net: Decimal
    tax: Decimal
    person: str
    moment: datetime
    state: str
    led_to: str
    lines: tuple[LineRow, ...] = ()


@dataclass(frozen=True)
class InstalmentRow:
    """Money agreed for a day, as it stands; first_amount: as first agreed."""

    id: int
    position: int
    kind: str
    title: str
    due: Day
    amount: Decimal
    first_amount: Decimal
    supplement: str = ""


@dataclass(frozen=True)
class StepRow:
    """A step of a contract's life."""

    id: int
    step: str
    date: Day
    text: str
    approved_by: str
    person: str
    moment: datetime
    clauses: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class SupplementRow:
    """A change after the approval. total: by how much it moves the contract, in yuan."""

    id: int
    number: str
    date: Day
    text: str
    ends: Day | None
    deliver_by: Day | None
    total: Decimal
    approved_by: str
    person: str
    moment: datetime


@dataclass(frozen=True)
class EventRow:
    """What happened."""

    id: int
    date: Day
    kind: str
    text: str
    person: str
    moment: datetime


@dataclass(frozen=True)
class AttachmentRow:
    """A file of the contract."""

    id: int
    contract_id: int
    name: str
    size: int
    sha256: str
    remark: str
    person: str
    moment: datetime


@dataclass(frozen=True)
class ContractRow:
    """A contract as it stands: total, lines, instalments, ends and deliver_by with its supplements; first_…: as agreed."""

    id: int
    number: str
    kind: str
    title: str
    date: Day
    starts: Day | None
    ends: Day | None
    deliver_by: Day | None
    customer_id: int
    customer_code: str
    customer_name: str
    customer_address: str
    customer_phone: str
    customer_tax_number: str
    customer_bank: str
    their_number: str
    salesperson_id: int | None
    salesperson_name: str
    placed: str
    place: str
    text: str
    remark: str
    quote_id: int | None
    first_total: Decimal
    person: str
    moment: datetime
    state: str
    total: Decimal
    net: Decimal
    tax: Decimal
    lines: tuple[LineRow, ...]
    instalments: tuple[InstalmentRow, ...]
    steps: tuple[StepRow, ...]
    supplements: tuple[SupplementRow, ...]
    events: tuple[EventRow, ...]
    attachments: tuple[AttachmentRow, ...]
    first_ends: Day | None = None
    first_deliver_by: Day | None = None

    @property
    def approved_by(self) -> str:
        """Who approved it, "" before."""
        return next((step.approved_by for step in self.steps if step.step == "approved"), "")


STATE = {"filed": "draft", "returned": "draft"}
HEAD = [item.name for item in fields(ContractRow)][:24]
_DATES = {"date", "starts", "ends", "deliver_by", "valid_until", "due"}
_MONEY = {"total", "net", "tax", "amount", "first_total", "first_amount"}
_QUANTITIES = {"quantity", "base_quantity", "first"}


def decoded(cls: type, row: Any) -> dict[str, Any]:
    """Raw cells by the names of a row class, in its order."""
    made: dict[str, Any] = {}
    for item, raw in zip(fields(cls), row, strict=False):
        name = item.name
        if name in _DATES:
            raw = date.fromisoformat(raw) if raw else None
        elif name in _MONEY:
            raw = yuan(raw)
        elif name in _QUANTITIES:
            raw = from_scaled(raw, 3)
        elif name == "price":
            raw = from_scaled(raw, 6)
        elif name == "moment":
            raw = unstamp(raw)
        made[name] = raw
    return made
