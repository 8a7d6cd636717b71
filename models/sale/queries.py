"""What a sale came to for its customer, as its paper says it: the same whenever it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.core.clock import stamp
from models.core.money import yuan
from models.core.office import Office
from models.invoices.queries import InvoiceRow


@dataclass(frozen=True)
class Owing:
    """before + the invoice's total − received − rounded_off = in_all, in yuan; negative is an advance.

    received, rounded_off: in the same breath as the invoice.
    """

    before: Decimal
    received: Decimal
    rounded_off: Decimal
    in_all: Decimal


def owing_of(office: Office, invoice: InvoiceRow) -> Owing:
    """What the foot of an invoice says; the receipt of the same command is the one that was received now."""
    received, rounding = office.database.execute_sql(
        "SELECT COALESCE(SUM(amount), 0), COALESCE(SUM(rounding), 0) FROM receipt WHERE invoice_id = ? AND moment = ? AND kind = 'receipt' "
        "AND reverses_id IS NULL", (invoice.id, stamp(invoice.moment))).fetchone()
    in_all = invoice.owed_before + invoice.total - yuan(received) - yuan(rounding)
    return Owing(invoice.owed_before, yuan(received), yuan(rounding), in_all)
