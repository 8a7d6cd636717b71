"""What a form or another room says of a liability and of its end."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class LiabilityInput:
    """Who bears what under which rule. rule: a key of rules.RULES; amount in yuan, None = the rule's own; source: what it is about."""

    person_id: int
    rule: str
    amount: Decimal | None = None
    text: str = ""
    date: datetime.date | None = None
    source: str = ""
    source_id: int = 0

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> LiabilityInput:
        """From a form's values."""
        texts: dict[str, Any] = {key: values.get(key) or "" for key in ("rule", "text")}
        return cls(values.get("person_id") or 0, **texts, amount=values.get("amount"), date=values.get("date"))


@dataclass(frozen=True)
class GapInput:
    """Goods that were sold for less than where they went (duty 24). price_gap: yuan a unit; quantity of those units."""

    price_gap: Decimal
    quantity: Decimal

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> GapInput:
        """A line of the calculator: gap, quantity."""
        return cls(values.get("gap") or Decimal(0), values.get("quantity") or Decimal(0))


@dataclass(frozen=True)
class OffTerritoryInput:
    """An off-territory sale that somebody bears (duty 24). freight in yuan; place: where the goods were found.

    invoice_id: the sale, 0 where none is known.
    """

    person_id: int
    gaps: tuple[GapInput, ...] = ()
    freight: Decimal = Decimal(0)
    place: str = ""
    text: str = ""
    invoice_id: int = 0
    date: datetime.date | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> OffTerritoryInput:
        """From a form's values."""
        gaps = tuple(GapInput.from_form(line) for line in values.get("lines") or () if line.get("gap"))
        return cls(values.get("person_id") or 0, gaps, values.get("freight") or Decimal(0), values.get("place") or "",
                   values.get("text") or "", values.get("invoice_id") or 0, values.get("date"))


@dataclass(frozen=True)
class SettleInput:
    """How a case ended. outcome: a key of rules.OUTCOMES."""

    case_id: int
    outcome: str
    reason: str = ""
    date: datetime.date | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> SettleInput:
        """From a form's values."""
        return cls(values.get("case_id") or 0, values.get("outcome") or "", values.get("reason") or "", values.get("date"))
