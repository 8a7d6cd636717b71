"""What the invoice form says when it issues: the invoice, money taken with it, whether the goods leave at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.invoices.inputs import InvoiceInput
from models.receipts.inputs import ReceiptInput

FIELDS = {"amount": "received", "rounding": "received_rounding", "method": "method", "due": "acceptance_due", "payer": "payer",
          "reference": "reference", "offset": "offset", "bank": "bank"}
"""Fields of the receipt by their keys in the invoice form; problems are bound to these."""


@dataclass(frozen=True)
class SaleInput:
    """An invoice with what happens in the same breath. goods_leave None: as the setting "goods leave with the invoice" says.

    The receipt's customer, date and invoice are the invoice's. draft_id: the draft it was typed in, which goes.
    """

    invoice: InvoiceInput
    receipt: ReceiptInput | None = None
    goods_leave: bool | None = None
    draft_id: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> SaleInput:
        """The invoice form's values; money was taken when "received" is above 0 (FIELDS names what belongs to it)."""
        invoice = InvoiceInput.from_form(values)
        return cls(invoice, _receipt(invoice, values) if values.get("received") else None, values.get("goods_leave"), values.get("draft"))


def _receipt(invoice: InvoiceInput, values: Mapping[str, Any]) -> ReceiptInput:
    method = values.get("method") or ""
    return ReceiptInput(
        invoice.customer_id, method, values["received"], invoice.date, None, values.get("received_rounding") or Decimal(0),
        values.get("payer") or "", values.get("reference") or "", values.get("acceptance_due") if method == "acceptance" else None,
        offset_id=values.get("offset") if method == "offset" else None, bank=(values.get("bank") or "") if method == "acceptance" else "")
