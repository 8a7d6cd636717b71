"""Invoices that are not issued yet, as the form keeps and takes them back; and issued ones to be written again."""

from __future__ import annotations

from typing import Any

from models.core.kinds import trimmed
from models.invoices import queries
from models.invoices.queries import InvoiceRow
from ui.kit.specs import Values
from ui.tabs.drafts import FormDrafts

_AMOUNTS = ("discount", "rounding", "received")


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


DRAFTS_OF_INVOICES = FormDrafts("invoice", tidy)
