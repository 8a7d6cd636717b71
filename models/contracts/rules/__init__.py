"""What makes a quote or a contract right, its sums, its life, the blanks of its wording; pure."""

from models.contracts.rules.checks import (EVENT_TEXTS, HEAD, LINE, QUOTE, SUPPLEMENT, TEMPLATE, Facts, Goods, check_contract, check_event,
                                           check_quote, check_review, check_supplement, check_template, check_work)
from models.contracts.rules.options import (CLAUSES, CONTRACTS, EVENTS, EXPIRY_DAYS, IN_FORCE, INSTALMENTS, KINDS, QUOTE_DAYS, QUOTE_STATES,
                                            QUOTES, REMIND_DAYS, STATES, STEPS, TURNS, check_turn)
from models.contracts.rules.sums import Agreed, Money, amounts, days_left, over, rate, spread
from models.contracts.rules.wording import BLANKS, STANDARD, filled, open_blanks

__all__ = [
    "BLANKS", "CLAUSES", "CONTRACTS", "EVENTS", "EVENT_TEXTS", "EXPIRY_DAYS", "HEAD", "INSTALMENTS", "IN_FORCE", "KINDS", "LINE", "QUOTE",
    "QUOTES", "QUOTE_DAYS", "QUOTE_STATES", "REMIND_DAYS", "STANDARD", "STATES", "STEPS", "SUPPLEMENT", "TEMPLATE", "TURNS",
    "Agreed", "Facts", "Goods", "Money",
    "amounts", "check_contract", "check_event", "check_quote", "check_review", "check_supplement", "check_template", "check_turn",
    "check_work", "days_left", "filled", "open_blanks", "over", "rate", "spread",
]
