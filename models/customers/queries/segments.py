"""Saved segments: the filter that a name stands for."""

from __future__ import annotations

import json

from models.core.listing import Filter
from models.customers.tables import SavedSegment

SEGMENT = "segment"
"""The facet of the customers' listing that takes a saved segment."""


def saved_segments() -> list[tuple[str, str]]:
    """(name, name) of every segment, as a drop-down offers them."""
    return [(row[0], row[0]) for row in SavedSegment.select(SavedSegment.name).order_by(SavedSegment.name).tuples()]


def segment_filter(name: str) -> Filter | None:
    """The filter a segment was saved with; None for an unknown name."""
    row = SavedSegment.select(SavedSegment.ask).where(SavedSegment.name == name).tuples().first()
    if row is None:
        return None
    ask = json.loads(row[0])
    return Filter(keyword=ask["keyword"], state=ask["state"], facets=tuple((key, value) for key, value in ask["facets"]))
