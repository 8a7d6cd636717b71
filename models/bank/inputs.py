"""What a bank statement says, and what the clerk says about a line of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class BankLineInput:
    """Money that came in: amount in yuan, above 0; who paid from which account; the bank's own number; what it was for."""

    date: Day
    amount: Decimal
    payer: str = ""
    account: str = ""
    reference: str = ""
    text: str = ""


@dataclass(frozen=True)
class ConfirmInput:
    """A line becomes a receipt of this customer. invoice_id: settled before any other. date: None takes the line's day while it is open."""

    line_id: int
    customer_id: int
    invoice_id: int | None = None
    date: Day | None = None
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> ConfirmInput:
        """From the typed values of the form."""
        return cls(values["id"], values["customer"], values.get("invoice"), values.get("date"), values.get("remark") or "")


@dataclass(frozen=True)
class SetAsideInput:
    """A line that is no customer's payment, and what it is."""

    line_id: int
    reason: str
