"""One PDF being printed: millimetres from the top left corner, offset and drift of the printer, labels apart from data."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path
from typing import BinaryIO

from reportlab.lib.utils import ImageReader

from models.core.text import language
from printing.paper import PLAIN, Paper, PrinterSetting
from printing.streamed import StreamedCanvas
from printing.typeface import ASCENT, BOLD, MM, REGULAR, face, printable, text_width
from printing.wrap import LEADING, Fit, fit

Colour = tuple[float, float, float]
BLACK: Colour = (0, 0, 0)
RED: Colour = (0.78, 0.05, 0.05)
GREY: Colour = (0.94, 0.94, 0.94)
VEIL = 0.6
"""How much of a scan is veiled, so that what is printed over it stands out."""
HAIR = 0.05
"""Rounding allowance in mm."""
STEEP = 10.0
"""Room that a stamp needs to slant, mm."""


@lru_cache(maxsize=4)
def _opened(data: bytes) -> ImageReader:
    """A picture unpacked once for all pages of a run."""
    return ImageReader(io.BytesIO(data))


class Align(Enum):
    """Where text stands in its box."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True)
class Box:
    """A rectangle on the page in mm; y counts down from the top edge."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge, mm."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge, mm."""
        return self.y + self.height

    def inset(self, across: float, down: float = 0.0) -> Box:
        """The box inside, smaller on each side."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)


@dataclass(frozen=True)
class Ink:
    """How text is set: points, face, place in its box, colour.

    least: the smallest size it may shrink to; whole: never broken over lines, as figures (all that stands at the right) are.
    """

    size: float
    least: float
    bold: bool = False
    align: Align = Align.LEFT
    colour: Colour = BLACK
    whole: bool = False

    @property
    def face(self) -> str:
        """The registered name of the face."""
        return BOLD if self.bold else REGULAR


class Press:
    """A canvas that thinks in mm from the top left and never clips text. `save` must be called once, at the end."""

    def __init__(self, out: Path | BinaryIO, paper: Paper, setting: PrinterSetting = PLAIN, *, title: str = "", author: str = "") -> None:
        self.paper, self.setting, self.pages = paper, setting, 0
        face(REGULAR), face(BOLD)
        target = str(out) if isinstance(out, Path) else out
        self.canvas = StreamedCanvas(target, pagesize=self._page_size(), invariant=1, pageCompression=1, lang=language().replace("_", "-"))
        self.canvas.setCreator("Neiqin Desk")
        self.name(title, author)

    def name(self, title: str, author: str) -> None:
        """What the file says of itself."""
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)

    def _page_size(self) -> tuple[float, float]:
        width, height = self.setting.page_size(self.paper)
        return width * MM, height * MM

    def page(self) -> None:
        """Begin a page; the one before is finished."""
        if self.pages:
            self.canvas.showPage()
        self.pages += 1
        self.canvas.translate(self.setting.offset_x * MM, self.setting.page_size(self.paper)[1] * MM - self.setting.offset_y * MM)
        self.canvas.setLineCap(2)

    def save(self) -> int:
        """Finish the file; returns the number of pages."""
        if not self.pages:
            self.page()
        self.canvas.save()
        return self.pages

    def moved(self, box: Box, dx: float, dy: float) -> Box:
        """The box by so many mm to the right and down, as far as the paper can be printed on."""
        if not dx and not dy:
            return box
        paper = self.paper
        x = max(paper.left, min(box.x + dx, paper.left + paper.inner_width - box.width))
        return Box(x, max(paper.top, min(box.y + dy, paper.bottom - box.height)), box.width, box.height)

    def write(self, box: Box, text: str, ink: Ink) -> Fit:
        """Put what the office filled in into a box: centred upright, wrapped and shrunk as needed, never clipped."""
        text = printable(text).strip()
        height = 0 if ink.whole or ink.align is Align.RIGHT else box.height
        fitted = fit(text, box.width, height, ink.size, ink.least, ink.face)
        if text:
            self._set(box, fitted, ink)
        return fitted

    def label(self, box: Box, text: str, ink: Ink) -> None:
        """Put a word that belongs to the form itself; left out where the form is pre-printed."""
        if not self.setting.data_only:
            self.write(box, text, ink)

    def _set(self, box: Box, fitted: Fit, ink: Ink) -> None:
        size, lead = fitted.size, fitted.size * LEADING / MM
        first = box.y + (box.height - lead * len(fitted.lines)) / 2 + (lead - size / MM) / 2 + ASCENT * size / MM
        for number, line in enumerate(fitted.lines):
            width = text_width(line, size, ink.face) * fitted.squeeze
            x = box.x + (box.width - width) * ink.align.value
            self._draw(x, first + number * lead, line, size, fitted.squeeze, ink)

    def _draw(self, x: float, baseline: float, line: str, size: float, squeeze: float, ink: Ink) -> None:
        piece = self.canvas.beginText(x * MM, -baseline * MM)
        piece.setFont(ink.face, size)
        piece.setFillColorRGB(*ink.colour)
        if squeeze != 1.0:
            piece.setHorizScale(squeeze * 100)
        piece.textOut(line)
        if squeeze != 1.0:
            piece.setHorizScale(100)
        self.canvas.drawText(piece)

    def lines(self, segments: Sequence[tuple[float, float, float, float]], weight: float | None = None, colour: Colour = BLACK) -> None:
        """Rules of the form: (x, y, x2, y2) in mm; weight in points, the paper's own by default."""
        if self.setting.data_only or not segments:
            return
        self.canvas.setLineWidth(max(weight or 0, self.paper.rule))
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.lines([(x * MM, -y * MM, x2 * MM, -y2 * MM) for x, y, x2, y2 in segments])

    def frame(self, box: Box, weight: float | None = None) -> None:
        """The four sides of a box."""
        self.lines([(box.x, box.y, box.right, box.y), (box.right, box.y, box.right, box.bottom),
                    (box.x, box.bottom, box.right, box.bottom), (box.x, box.y, box.x, box.bottom)], weight)

    def tint(self, box: Box, colour: Colour = GREY) -> None:
        """A light ground under a heading; pin-feed paper gets none (papers.md: no grey fills there)."""
        if self.setting.data_only or self.paper.pin:
            return
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(box.x * MM, -box.bottom * MM, box.width * MM, box.height * MM, stroke=0, fill=1)

    def picture(self, box: Box, data: bytes) -> float:
        """A picture of the form at the left of a box, as large as it fits; returns the width it takes, mm."""
        if not data or self.setting.data_only:
            return 0.0
        read = _opened(data)
        width, height = read.getSize()
        scale = min(box.width / width, box.height / height)
        across, down = width * scale, height * scale
        self.canvas.drawImage(read, box.x * MM, -(box.y + (box.height + down) / 2) * MM, across * MM, down * MM, mask="auto")
        return across

    def under(self, data: bytes) -> None:
        """The scan of a printed form over the whole page, veiled, to align to on screen."""
        page = 0, -self.paper.height * MM, self.paper.width * MM, self.paper.height * MM
        self.canvas.drawImage(_opened(data), *page)
        self.canvas.saveState()
        self.canvas.setFillColorRGB(1, 1, 1, alpha=VEIL)
        self.canvas.rect(*page, stroke=0, fill=1)
        self.canvas.restoreState()

    def stamp_in(self, box: Box, word: str, most: float) -> None:
        """A stamp at the right of a box, as large as its height allows but no larger than `most` points."""
        size, angle = most, 18 if box.height > STEEP else 6
        while size > 6 and _stamp_high(word, size, angle) > box.height:
            size -= 0.5
        across = text_width(word, size) + size / MM
        self.stamp(box.right - across / 2, box.y + box.height / 2, word, size, angle=angle)

    def stamp(self, centre_x: float, centre_y: float, word: str, size: float, colour: Colour = RED, angle: float = 18) -> None:
        """A word in a slanted frame, in thin strokes and drawn before what it crosses: figures stay legible on a black ribbon too."""
        word = printable(word)
        width, height = text_width(word, size) + size / MM * 0.6, size / MM * 1.35
        self.canvas.saveState()
        self.canvas.translate(centre_x * MM, -centre_y * MM)
        self.canvas.rotate(angle)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(1.6)
        self.canvas.roundRect(-width / 2 * MM, -height / 2 * MM, width * MM, height * MM, 1.5 * MM, stroke=1, fill=0)
        piece = self.canvas.beginText(-text_width(word, size) / 2 * MM, (0.5 - ASCENT) * size)
        piece.setFont(REGULAR, size)
        piece.setFillColorRGB(*colour)
        piece.textOut(word)
        self.canvas.drawText(piece)
        self.canvas.restoreState()


def _stamp_high(word: str, size: float, angle: float) -> float:
    """How high a slanted stamp stands, mm."""
    return (text_width(word, size) + size / MM * 0.6) * sin(radians(angle)) + size / MM * 1.35 * cos(radians(angle))
