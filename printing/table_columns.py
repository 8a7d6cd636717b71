"""How the columns of a list share a sheet: figures, dates and codes stay whole, names wrap, text shrinks, the empty give way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.core.kinds import Kind
from models.core.sheet import Sheet
from printing.blocks import PAD
from printing.columns import Demand, share_widths
from printing.parts import LONGEST
from printing.typeface import BOLD, text_width
from printing.wrap import tokens

WIDEST, NARROWEST, NAMES = 62.0, 14.0, 24.0
"""A text column takes no more than this before others have theirs; no less than this; a long text no less than this, mm."""
SHORT = 4
CONDENSED = 0.75
"""The share of its width to which what stays whole is condensed where nothing else helps."""
FORCED = 0.9
"""The share of what it then still wants that it must get, or nobody can read it."""
SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76)


@dataclass(frozen=True)
class Needs:
    """What a column asks for, in mm a point of text size. word: the widest piece of its heading that is never broken."""

    content: float
    heading: float
    word: float
    whole: bool
    empty: bool

    def demand(self, size: float, share: float = 1.0) -> Demand:
        """The same for a text size; share: to which what is whole may be condensed."""
        spare = 2 * PAD + 0.3
        natural = max(self.content, self.heading) * size + spare
        word = self.word * size + spare
        if self.whole:
            return Demand(natural, max(self.content * size * share + spare, word), natural, 0.2)
        natural = min(natural, WIDEST)
        return Demand(natural, min(natural, max(NARROWEST if natural < NAMES + 6 else NAMES, word)), WIDEST, 1.0)


@dataclass(frozen=True)
class Fitted:
    """The columns shown, by place, their widths in mm, the size of their text. readable: False where only force made it fit."""

    shown: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    readable: bool = True


def needs_of(sheet: Sheet, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> list[Needs]:
    """What each column asks for; text widths grow with the size, so they are measured once."""
    rows: list[Sequence[str]] = [*cells, ("", *sheet.totals[1:])] if sheet.totals else list(cells)
    return [_needs(headings[at], [row[at] for row in rows], column.kind) for at, column in enumerate(sheet.columns)]


def _needs(heading: str, texts: Sequence[str], kind: Kind) -> Needs:
    widest = 0.0
    for text in set(texts):
        if len(text) * 0.36 > widest:                             # no character is wider than its size
            widest = max(widest, text_width(text, 1, BOLD))
    whole = kind is not Kind.TEXT and widest * 8.5 <= WIDEST or all(map(_is_whole, texts))
    word = max(text_width(heading[:2], 1, BOLD), *(text_width(each, 1, BOLD) for each in (*tokens(heading), "")))
    return Needs(widest, text_width(heading, 1, BOLD), word, whole, not any(texts))


def _is_whole(text: str) -> bool:
    return len(text) <= SHORT or len(text) <= LONGEST and text.isascii() and " " not in text


def fitted(needs: Sequence[Needs], width: float, size: float, least: float) -> Fitted:
    """The columns as they fit: all in full size, smaller, without those that hold nothing, at last condensed."""
    every = tuple(range(len(needs)))
    filled = tuple(at for at in every if not at or not needs[at].empty)
    filled = filled if len(filled) > 1 else every
    sizes = sorted({max(size * share, least) for share in SMALLER}, reverse=True)
    tries = [(shown, tried) for shown, some in ((every, sizes[:3]), (filled, sizes)) for tried in some]
    for shown, tried in tries:
        demands = [needs[at].demand(tried) for at in shown]
        if sum(demand.least for demand in demands) <= width:
            return Fitted(shown, tuple(share_widths(demands, width)), tried)
    demands = [needs[at].demand(sizes[-1], CONDENSED) for at in filled]
    wanted = sum(demand.least for demand in demands)
    return Fitted(filled, tuple(share_widths(demands, width)) if demands else (), sizes[-1], wanted * FORCED <= width)
