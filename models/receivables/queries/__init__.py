"""What is known of customers' accounts: the ledger, what is open and overdue, offset papers and what is left of them."""

from collections.abc import Iterator

from models.core.office import Office
from models.receivables.queries import ledger, offsets
from models.receivables.queries.ledger import (
    EVER, LIVE, OPEN_THEN, EntryRow, OpenItem, acceptances_not_due, allocated, balance, credit_days, credit_standing, entries, entry,
    entry_of, is_closed, moved_from, open_credits, open_debts, openings, overdue, pairs, salespeople, side,
)
from models.receivables.queries.offsets import OffsetRow, OffsetUsed, offset, offset_numbered, offset_of, offsets_of, used_by, uses_of


def faults(office: Office) -> Iterator[str]:
    """What the ledger and the offset papers say against themselves."""
    yield from ledger.faults(office)
    yield from offsets.faults(office)


__all__ = [
    "EVER", "LIVE", "OPEN_THEN", "EntryRow", "OffsetRow", "OffsetUsed", "OpenItem", "acceptances_not_due", "allocated", "balance",
    "credit_days", "credit_standing", "entries", "entry", "entry_of", "faults", "is_closed", "moved_from", "offset", "offset_numbered",
    "offset_of", "offsets_of", "open_credits", "open_debts", "openings", "overdue", "pairs", "salespeople", "side", "used_by", "uses_of",
]
