"""What the office may set about invoices, the series of their numbers, the words for their states."""

from __future__ import annotations

from decimal import Decimal

from models.core.numbering import series
from models.core.settings import Option
from models.core.text import N_

SERIES = series("invoice", "XS", N_("Prefix of invoice numbers"))
GOODS_LEAVE = Option("invoices.goods_leave", False, N_("Goods leave with the invoice"), "invoices")
CHECK_CREDIT = Option("invoices.check_credit", True, N_("Check credit limits and overdue debts"), "invoices")
LARGE = Option("invoices.large", Decimal("100000.00"), N_("Invoices of more than this say what they rest on (yuan; 0: none)"), "invoices")
ROUNDING_MOST = Option("invoices.rounding_most", 100, N_("Rounding-off stays below (yuan)"), "invoices", least=1, most=10000)

LEDGER = "invoices"
"""The source of the ledger entries this room posts; their source_id is the invoice."""

STATES = {
    "issued": N_("issued"), "void": N_("void"), "part reversed": N_("part reversed"), "reversed": N_("fully reversed"), "red": N_("red"),
}
"""The states of an invoice; derived, never stored (rules: Invoices)."""
