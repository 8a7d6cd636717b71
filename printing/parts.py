"""What papers that flow are made of: boxed fields, ruled grids, running words, in titled sections; and the strips they are cut into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from printing.press import Ink, Press
from printing.typeface import MM, REGULAR, printable
from printing.wrap import LEADING, fit, tokens

LONGEST = 24
MOST_LINES = 12
"""Lines that a cell may wrap to."""
SHRINKS = (1.0, 0.95, 0.9, 0.85, 0.8)
"""Text sizes tried, as shares, until what must fit does."""


@dataclass(frozen=True)
class Entry:
    """One boxed field; span: how many places of its row it takes; 0 takes the rest of the row."""

    label: str
    value: str
    span: int = 1


@dataclass(frozen=True)
class Entries:
    """Boxed fields, `across` of them in a row. figures: values stand at the right."""

    items: tuple[Entry, ...]
    across: int = 3
    figures: bool = False
    row: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A ruled grid of texts. right: columns (by place) that stand at the right; row: the least height of a row, mm."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    totals: tuple[str, ...] = ()
    blank: int = 0
    row: float = 0.0
    stretch: tuple[int, ...] = ()
    wide: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """Running words in a box; room: the least height, mm: a place to write by hand. framed: False for the wording of a contract."""

    text: str
    room: float = 0.0
    framed: bool = True


@dataclass(frozen=True)
class Section:
    """A titled part of a paper. half: stands beside the next section when that is half as well. keep: never parted by a page."""

    title: str
    parts: tuple[Entries | Grid | Words, ...]
    half: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Strip:
    """A horizontal piece that is never cut; lead: strips repeated above it when it is the first on a page.

    stays: stands on the page of the next; close: what closes its frame where it is the last of a page.
    """

    height: float
    draw: Callable[[Press, float, float], None]
    lead: tuple[Strip, ...] = ()
    stays: bool = False
    close: Callable[[Press, float, float], None] | None = None


def is_whole(text: str) -> bool:
    """Whether a text is a figure, a date or a code, which is condensed rather than broken."""
    return len(text) <= LONGEST and len(tokens(text)) <= 1


def lines_high(text: str, width: float, ink: Ink, name: str = REGULAR) -> float:
    """The height of a text in a cell so wide, mm."""
    room = MOST_LINES * ink.size * LEADING / MM
    fitted = fit(printable(text), max(width, 1), room, ink.size, ink.least, name)
    return len(fitted.lines) * fitted.size * LEADING / MM
