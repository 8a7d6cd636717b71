"""What designs must know of a paper: its printable area and its text."""

from __future__ import annotations

from decimal import Decimal

from models.designs.inputs import Stock
from printing.paper import paper_named


def stock_of(key: str) -> Stock:
    """The paper of this key as designs see it. Raises KnownError where there is none."""
    paper = paper_named(key)
    width, height, text, least = (Decimal(str(round(each, 2))) for each in (
        paper.inner_width, paper.bottom - paper.top, paper.text, paper.least))
    return Stock(paper.key, width, height, text, least)
