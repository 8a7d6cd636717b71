"""Invoices that are not issued yet, as the form keeps and takes them back; and issued ones to be written again."""

from __future__ import annotations

from typing import Any

from models.core.errors import KnownError
from models.core.kinds import trimmed
from models.core.office import Office
from models.core.text import N_
from models.invoices import queries
from models.invoices.commands import delete_draft, save_draft
from models.invoices.queries import InvoiceRow
from ui.kit.specs import Values

_AMOUNTS = ("discount", "rounding", "received")


class InvoiceDrafts:
    """The drafts of the office."""

    def save(self, office: Office, draft: Any, values: Values) -> int:
        """Keep what is typed; returns the draft's id."""
        return save_draft(office, draft, values)

    def drop(self, office: Office, draft: Any) -> None:
        """It was issued or thrown away."""
        delete_draft(office, draft)

    def load(self, office: Office, draft: Any) -> Values:
        """The values as they were typed. Raises KnownError where the draft is gone."""
        row = queries.draft(office, draft)
        if row is None:
            raise KnownError(N_("This draft is gone: it was issued or deleted"))
        return {**tidy(row.payload), "draft": row.id}


def tidy(payload: Any) -> Values:
    """Plain values without amounts of nothing, which a form leaves empty."""
    values = {key: value for key, value in payload.items() if not (key in _AMOUNTS and value in ("0", "0.00"))}
    values["lines"] = [{key: None if key in _AMOUNTS and value in ("0", "0.00") else value for key, value in line.items()}
                       for line in payload.get("lines") or ()]
    return values


def lines_again(row: InvoiceRow) -> list[Values]:
    """The lines of an earlier invoice for a new one: the same goods at the same prices, without their batches."""
    prices = {line.position: trimmed(line.price) for line in row.lines}
    made = tidy(queries.as_draft(row))["lines"]
    for line, position in zip(made, prices, strict=True):
        line.update(batch="", expiry=None, offered=prices[position], source="" if line["gift"] else "last")
    return list(made)


def copy_of(row: InvoiceRow) -> Values:
    """A new invoice that says the same, of today, without discounts that were given once."""
    values = tidy(queries.as_draft(row))
    values.update(lines=lines_again(row), discount=None, rounding=None)
    return values


DRAFTS_OF_INVOICES = InvoiceDrafts()
