"""What the tax site says of an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal


@dataclass(frozen=True)
class NumberInput:
    """A number for an invoice. serial: the invoice's own number (发票流水号); kind: a key of rules.KINDS; row: where it stood in the file."""

    serial: str
    kind: str
    number: str
    date: Day | None = None
    amount: Decimal | None = None
    row: int = 0
