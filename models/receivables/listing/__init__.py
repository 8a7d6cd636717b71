"""The listings of what customers owe: accounts, ledger, ageing, whom to remind, answers to statements, offset papers."""

from models.receivables.listing.accounts import ALLOCATIONS, LEDGER, RECEIVABLES
from models.receivables.listing.ageing import AGEING, AGEING_BY_SALESPERSON, DUNNING
from models.receivables.listing.answers import STATEMENT_ANSWERS
from models.receivables.listing.offsets import OFFSET_PAPERS

__all__ = ["AGEING", "AGEING_BY_SALESPERSON", "ALLOCATIONS", "DUNNING", "LEDGER", "OFFSET_PAPERS", "RECEIVABLES",
           "STATEMENT_ANSWERS"]
