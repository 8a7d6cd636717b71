"""Which sizes each kind of paper comes out on, its usual one first (papers.md: Sizes); nothing else knows."""

from __future__ import annotations

from models.core.errors import KnownError
from models.core.text import N_
from printing.paper import PAPERS, Paper, paper_named

TITLES = {paper.key: paper.title for paper in PAPERS}
SLIPS = ("A5L", "A5", "A4", "slip140", "slip94")
SHEET = ("A4", "A5", "A5L", "pin1")
SIZES = {
    "invoice": ("pin2", "pin1", "pin3", "A4", "A4L", "A5", "A5L", "slip140", "slip94"),
    "receipt": ("pin3", "pin2", *SLIPS),
    "delivery": ("pin2", "pin1", "pin3", *SLIPS),
    "approval-slip": ("A5L", "A5", "A4", "pin2", "slip140"),
    "liability-notice": ("A4", "A5", "A5L", "pin1", "pin2", "slip140"),
    "quote": (*SHEET, "A4L"),
    "contract": ("A4", "A5", "pin1"),
    "contract-summary": (*SHEET, "A4L"),
    "contract-fulfilment": ("A4", "A4L", "A5L", "pin1"),
    "fulfilment": ("A4L",),
    "statement": ("A4", "A4L", "A5L", "pin1", "pin2"),
    "daily-closing": ("A4", "pin1"),
    "month-closing": ("A4", "A4L", "pin1"),
    "stocktake": ("A4", "A4L", "A5", "A5L", "pin1", "pin2"),
    "account-opening": ("A4", "A5", "pin1"),
    "lead-card": ("A4", "A4L", "A5", "A5L", "pin1"),
    "visit-route": ("A4L", "A4"),
    "standard": ("A4", "A4L", "A5", "A5L"),
    "list": ("A4L", "A4", "A5", "A5L", "pin1", "pin2"),
}
"""By kind. Left out is what would only be a waste (a receipt lying on an A4), or has no room for its columns."""
TURNED = {"A4": "A4L", "A4L": "A4", "A5": "A5L", "A5L": "A5"}
"""The same sheet the other way round."""


def sizes_of(kind: str) -> tuple[tuple[str, str], ...]:
    """(key, title msgid) of the sizes of a kind, the usual first."""
    return tuple((key, TITLES[key]) for key in SIZES[kind])


def feeds(kind: str) -> bool:
    """Whether a kind comes out on continuous forms too."""
    return any(paper_named(key).pin for key in SIZES[kind])


def size_for(kind: str, asked: str = "", usual: str = "") -> Paper:
    """The size that a kind comes out on. asked: as typed, "" for the usual one; usual: what the office has set instead of the first.

    A sheet that has room only the other way round is turned. Raises KnownError for a size there is not, or that this kind has
    no room on, naming those there are.
    """
    sizes = SIZES[kind]
    if not asked.strip():
        return paper_named(usual if usual in sizes else sizes[0])
    paper = paper_named(asked)
    if paper.key in sizes:
        return paper
    if TURNED.get(paper.key) in sizes:
        return paper_named(TURNED[paper.key])
    raise KnownError(N_("This paper does not come out on {name}; choose one of {papers}"), name=paper.key, papers=", ".join(sizes))
