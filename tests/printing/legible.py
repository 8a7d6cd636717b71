"""What may be asked of every paper, whatever it is: nothing outside, nothing over another, every page numbered, every word there."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from printing.paper import Paper
from tests.printing.reading import Word

POINT = 25.4 / 72
ROUGH = 0.35
"""Rounding and overhang of glyphs, mm."""
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
NUMBERED = re.compile(r"(?:第|Page)(\d+)(?:页共|of)(\d+)(?:页|$)?")


def _over(one: Word, other: Word) -> bool:
    """Whether both have ink at the same place; the height of a box is that of the Hanzi square."""
    return (min(one.right, other.right) - max(one.left, other.left) > ROUGH
            and min(one.bottom, other.bottom) - max(one.top, other.top) > ROUGH)


@dataclass(frozen=True)
class Leaf:
    """One page as a reader finds it. Lengths in mm."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What it says, without spaces, in the order it was written."""
        return "".join(word.text for word in self.words)


def leaves(pdf: bytes) -> list[Leaf]:
    """The pages as pdftotext reads them back."""
    done = subprocess.run(["pdftotext", "-raw", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return [Leaf(float(width) * POINT, float(height) * POINT, tuple(map(_word, WORD.findall(inside))))
            for width, height, inside in PAGE.findall(done.stdout.decode("utf-8"))]


def _word(found: Sequence[str]) -> Word:
    """The box that poppler tells is as high as ascent and descent of the face; the square of the characters is lower."""
    left, top, right, bottom = (float(each) * POINT for each in found[:4])
    spare = (bottom - top) * 0.16
    return Word(html.unescape(found[4]), left, top + spare, right, bottom - spare)


def faults_of(pdf: bytes, paper: Paper, told: Sequence[str], stamps: Sequence[str] = ()) -> Iterator[str]:
    """What is wrong with a paper, in words; nothing where it is as it should be. told: what must stand on it; stamps: what slants."""
    pages, slanted = leaves(pdf), {*stamps, *"".join(stamps)}
    whole = "".join(page.text for page in pages)
    yield from (f"not there: {text}" for text in told if re.sub(r"\s+", "", text) not in whole)
    yield from (f"not stamped: {stamp}" for stamp in stamps if not set(stamp) <= set(whole))
    yield from _numbering(pages)
    for number, page in enumerate(pages, 1):
        if abs(page.width - paper.width) > 0.1 or abs(page.height - paper.height) > 0.1:
            yield f"page {number} is {page.width:.1f} × {page.height:.1f}"
        upright = [word for word in page.words if word.text not in slanted]
        yield from (f"page {number}: outside: {word}" for word in upright if not _inside(word, paper))
        yield from (f"page {number}: {one.text} over {other.text} at {one.left:.0f}, {one.top:.0f}" for one, other in overlaps(upright))


def _inside(word: Word, paper: Paper) -> bool:
    return (word.left >= paper.left - ROUGH and word.right <= paper.left + paper.inner_width + ROUGH
            and word.top >= paper.top - ROUGH and word.bottom <= paper.bottom + ROUGH)


def _numbering(pages: Sequence[Leaf]) -> Iterator[str]:
    """Each sheet counts its own pages, from the first to the last of as many as it says."""
    due, last = 1, 0
    for at, page in enumerate(pages, 1):
        found = NUMBERED.findall(page.text)
        if len(found) != 1:
            yield f"page {at} says {len(found)} times which it is"
            return
        number, count = map(int, found[0])
        if number != due or number > 1 and count != last:
            yield f"page {at} says it is {number} of {count}"
        due, last = (1, 0) if number == count else (number + 1, count)
    if due != 1:
        yield f"it ends before page {due}"


def overlaps(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """The pairs that stand over each other."""
    open_: list[Word] = []
    for word in sorted(words, key=lambda each: each.top):
        open_ = [other for other in open_ if other.bottom > word.top + ROUGH]
        yield from ((other, word) for other in open_ if _over(other, word))
        open_.append(word)
