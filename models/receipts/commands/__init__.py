"""What may be done with money: taken, paid back, banked, paid out, taken back by counter-entries; the only writer of receipts."""

from models.receipts.commands.covered import OF_ACCEPTANCE, check_cover, needs_of
from models.receipts.commands.papers import (
    bank_deposit, correct_cash, petty_payment, refund, reverse, reverse_receipt, set_opening_cash, take, take_receipt,
)

__all__ = [
    "OF_ACCEPTANCE", "bank_deposit", "check_cover", "correct_cash", "needs_of", "petty_payment", "refund", "reverse", "reverse_receipt",
    "set_opening_cash", "take", "take_receipt",
]
