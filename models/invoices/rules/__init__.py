"""What makes an invoice right: sums, checks, approvals, parts of a red; pure."""

from models.invoices.rules.checks import REASON, bases, check_invoice, check_void, priced, wanted
from models.invoices.rules.facts import ContractFacts, CustomerFacts, Facts, Place, Policy, ProductFacts, StockFacts, VoidFacts
from models.invoices.rules.needs import clock_need, needs_of, one_of_each
from models.invoices.rules.options import CHECK_CREDIT, GOODS_LEAVE, LARGE, LEDGER, ROUNDING_MOST, SERIES, STATES
from models.invoices.rules.reds import PARTS, Part, RedFacts, SoldLine, check_red, parts_of, remainder
from models.invoices.rules.sums import LineSum, Priced, Sums, sum_up, tax_of

__all__ = [
    "CHECK_CREDIT", "GOODS_LEAVE", "LARGE", "LEDGER", "PARTS", "REASON", "ROUNDING_MOST", "SERIES", "STATES",
    "ContractFacts", "CustomerFacts", "Facts", "LineSum", "Part", "Place", "Policy", "Priced", "ProductFacts", "RedFacts",
    "SoldLine", "StockFacts", "Sums", "VoidFacts",
    "bases", "check_invoice", "check_red", "check_void", "clock_need", "needs_of", "one_of_each", "parts_of", "priced", "remainder",
    "sum_up", "tax_of", "wanted",
]
