"""A shop ready to sell: two products on the shelf, a customer whose account is open, and the shortest way to write an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.core.errors import ApprovalNeeded
from models.core.office import Done, Office
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from tests.factories import a_customer, a_product, a_warehouse, grant, stocked


@dataclass(frozen=True)
class Shop:
    """The ids that invoices need."""

    office: Office
    warehouse: int
    feed: int
    bran: int
    customer: int

    def line(self, quantity: str = "10", price: str | None = None, **more: Any) -> LineInput:
        """A line of feed, at the offered price."""
        offered = None if price is None else Decimal(price)
        return LineInput(**{"product_id": self.feed, "quantity": Decimal(quantity), "price": offered, **more})

    def order(self, *lines: LineInput, **more: Any) -> InvoiceInput:
        """An invoice to the customer; without lines, of ten bags of feed."""
        return InvoiceInput(**{"customer_id": self.customer, "lines": lines or (self.line(),), **more})

    def sold(self, *lines: LineInput, **more: Any) -> Done:
        """An issued invoice, approved by the manager where that is needed."""
        return approved_issue(self.office, self.order(*lines, **more))


def a_shop(office: Office) -> Shop:
    """Feed at 128.00 (9 %), bran at 2.50 (exempt), a thousand of each on the shelf."""
    warehouse = a_warehouse(office)
    feed = a_product(office)
    bran = a_product(office, "M-7", "麸皮", price="2.50", rate="exempt", unit="公斤", specification="散装")
    stocked(office, warehouse, feed)
    stocked(office, warehouse, bran)
    return Shop(office, warehouse, feed, bran, a_customer(office))


def approved_issue(office: Office, x: InvoiceInput) -> Done:
    """Issue, asking the manager once if that is needed."""
    try:
        return issue_invoice(office, x)
    except ApprovalNeeded as asked:
        grant(office, asked)
        return issue_invoice(office, x)
