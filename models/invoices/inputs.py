"""What a form or an import says about an invoice, a void, a red invoice; frozen, so that an approval binds to exactly this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.typed import id_of

NONE = Decimal(0)


@dataclass(frozen=True)
class LineInput:
    """One line. quantity in `unit` ("" is the product's base unit); price in yuan a unit with tax, None = offer one; discount in yuan.

    A gift has price 0 whatever stands here.
    """

    product_id: int
    quantity: Decimal
    price: Decimal | None = None
    unit: str = ""
    discount: Decimal = NONE
    gift: bool = False
    batch: str = ""
    expiry: date | None = None
    remark: str = ""
    contract_line_id: int | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> LineInput:
        """A line of the form: product, quantity, price, unit, discount, gift, batch, expiry, remark."""
        return cls(id_of(values.get("product")) or 0, values.get("quantity") or NONE, values.get("price"), values.get("unit") or "",
                   values.get("discount") or NONE, bool(values.get("gift")), values.get("batch") or "", values.get("expiry"),
                   values.get("remark") or "", id_of(values.get("contract_line")))


@dataclass(frozen=True)
class InvoiceInput:
    """An invoice to issue. date, warehouse, salesperson, address and territory left out are filled in by `queries.completed`.

    discount: off the whole invoice, in yuan. rounding: small change given up (抹零), in yuan. subsidy: what price gap and freight
    of goods that go off territory come to, in yuan, for the manager to know (duty 24). offset_id: the paper of the trade department
    that caps its product (duty 26). basis: what a large invoice rests on.
    """

    customer_id: int
    lines: tuple[LineInput, ...]
    date: date | None = None
    warehouse_id: int | None = None
    salesperson_id: int | None = None
    vehicle: str = ""
    delivery_address: str = ""
    territory: str = ""
    remark: str = ""
    discount: Decimal = NONE
    rounding: Decimal = NONE
    subsidy: Decimal = NONE
    contract_id: int | None = None
    quote_id: int | None = None
    offset_id: int | None = None
    basis: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> InvoiceInput:
        """The form's values: customer, date, warehouse, salesperson, vehicle, …, lines; empty lines are left out."""
        lines = tuple(LineInput.from_form(line) for line in values.get("lines") or () if line.get("product") or line.get("quantity"))
        return cls(id_of(values.get("customer")) or 0, lines, values.get("date"), id_of(values.get("warehouse")),
                   id_of(values.get("salesperson")), values.get("vehicle") or "", values.get("delivery_address") or "",
                   values.get("territory") or "", values.get("remark") or "", values.get("discount") or NONE,
                   values.get("rounding") or NONE, values.get("subsidy") or NONE, id_of(values.get("contract")), id_of(values.get("quote")),
                   id_of(values.get("offset")), values.get("basis") or "")


@dataclass(frozen=True)
class VoidInput:
    """An invoice to void (作废), and why."""

    invoice_id: int
    reason: str

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> VoidInput:
        """The form's values: id of the invoice, reason."""
        return cls(id_of(values.get("id")) or 0, values.get("reason") or "")


@dataclass(frozen=True)
class RedLine:
    """What is taken back of one line: cancelled and returned quantity in `unit` ("" is the unit as sold), allowance in yuan."""

    line_id: int
    cancelled: Decimal = NONE
    returned: Decimal = NONE
    allowance: Decimal = NONE
    unit: str = ""


@dataclass(frozen=True)
class RedInput:
    """A red-letter invoice (红字) against an issued one. lines None: all that remains of it."""

    invoice_id: int
    reason: str
    lines: tuple[RedLine, ...] | None = None
    date: date | None = None

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> RedInput:
        """The form's values: id of the invoice, reason, date, lines (id, cancelled, returned, allowance, unit) or None."""
        lines = None if values.get("lines") is None else tuple(
            RedLine(id_of(line.get("id")) or 0, line.get("cancelled") or NONE, line.get("returned") or NONE,
                    line.get("allowance") or NONE, line.get("unit") or "") for line in values["lines"])
        return cls(id_of(values.get("id")) or 0, values.get("reason") or "", lines, values.get("date"))
