"""The papers of some days by their numbers, in the order they were taken: what is printed by filter from the command line."""

from __future__ import annotations

from datetime import date

from models.contracts.listing import CONTRACTS, QUOTES
from models.core.listing import Filter, every_row
from models.core.office import Office
from models.deliveries.listing import DELIVERIES
from models.invoices.listing import INVOICES
from models.receipts.listing import RECEIPTS
from models.receipts.rules import WITH_SLIP

NUMBERED = {"invoice": INVOICES, "receipt": RECEIPTS, "delivery": DELIVERIES, "contract": CONTRACTS, "quote": QUOTES}


def numbers_of(office: Office, kind: str, start: date | None = None, end: date | None = None) -> list[str]:
    """The numbers of all papers of a kind in NUMBERED of these days, void, red and countered ones too."""
    listing = NUMBERED[kind]
    place, of_kind = (listing.columns.index(listing.column(key)) for key in ("number", "kind" if kind == "receipt" else "number"))
    return [str(row[place]) for row in every_row(listing, Filter(start=start, end=end, sort="number"))
            if kind != "receipt" or row[of_kind] in WITH_SLIP]
