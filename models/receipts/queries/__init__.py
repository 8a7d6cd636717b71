"""What is known of money in and out: one paper, what it settles or would settle, the drawer, a day's receipts by method."""

from models.receipts.queries.cash import Cash, MethodDay, cash_book, day_receipts, drawer, least_cash, opening_cash, receipt_days
from models.receipts.queries.faults import faults
from models.receipts.queries.papers import SOURCE, Allocated, ReceiptRow, receipt, receipt_numbered, taken_with
from models.receipts.queries.settled import (
    SETTLED, WAITING, advance, contracts_of, debt_of, instalments_paid, of_contract, received_of, room, suggested,
)

__all__ = [
    "SETTLED", "SOURCE", "WAITING", "Allocated", "Cash", "MethodDay", "ReceiptRow", "advance", "cash_book", "contracts_of",
    "day_receipts", "debt_of", "drawer", "faults", "instalments_paid", "least_cash", "of_contract", "opening_cash", "receipt",
    "receipt_days", "receipt_numbered", "received_of", "room", "suggested", "taken_with",
]
