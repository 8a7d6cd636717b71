"""The one face of the papers, Noto Sans SC: embedded as a subset, measured exactly, extractable as the same characters."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache

from reportlab.pdfbase import pdfmetrics, ttfonts

from models.core.text import RESOURCES

log = logging.getLogger(__name__)

REGULAR = "NotoSansSC"
BOLD = "NotoSansSC-Bold"
FILES = {REGULAR: "NotoSansSC-Regular.ttf", BOLD: "NotoSansSC-Bold.ttf"}
MISSING_MARK = "〓"
"""The mark that compositors set for a character they do not have."""
MM = 72 / 25.4
ASCENT = 0.88
"""From the baseline to the top of the Hanzi square, in ems; the rest of the square lies below the baseline."""
_UNSEEN = {code: None for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)}
_UNSEEN_AND_SPACES = _UNSEEN | {ord("\t"): " ", 0xA0: " "}


def _to_unicode_map(name: str, subset: Sequence[int]) -> str:
    """A ToUnicode map with UTF-16BE surrogate pairs: reportlab's own writes U+2C38E as five digits, which extract as another character."""
    pairs = [f"<{code:02X}> <{chr(character).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
             for code, character in enumerate(subset) if character]
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
             f"<< /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
             f"/CMapName /{name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange"]
    for start in range(0, len(pairs), 100):
        block = pairs[start:start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


@cache
def face(name: str) -> ttfonts.TTFont:
    """A registered face by name (REGULAR or BOLD); read from its file the first time it is asked for."""
    ttfonts.makeToUnicodeCMap = _to_unicode_map
    font = ttfonts.TTFont(name, str(RESOURCES / "fonts" / FILES[name]), shapable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def _widths(name: str) -> dict[int, float]:
    return dict(face(name).face.charWidths)


def units(text: str, name: str = REGULAR) -> float:
    """Width of one line of text in thousandths of its size."""
    widths = _widths(name)
    return sum([widths.get(ord(character), 1000.0) for character in text])


def millimetres(width: float, size: float) -> float:
    """Such a width in millimetres; size in points."""
    return width * size / 1000 / MM


def text_width(text: str, size: float, name: str = REGULAR) -> float:
    """Width of one line of text in millimetres; size in points."""
    return millimetres(units(text, name), size)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters that the face cannot draw, each once, in order: what a form may warn of before anything is printed."""
    glyphs = face(REGULAR).face.charToGlyph
    seen = dict.fromkeys(text.translate(_UNSEEN_AND_SPACES))
    return tuple(character for character in seen if character != "\n" and ord(character) not in glyphs)


def printable(text: str) -> str:
    """Text as it can be drawn: variation selectors dropped, a character that the face lacks shown as 〓 and logged, never silently boxed."""
    if text.isascii():
        return text.replace("\t", " ")
    text = text.translate(_UNSEEN_AND_SPACES)
    missing = missing_glyphs(text)
    if missing:
        log.warning("no glyph for %s", " ".join(f"U+{ord(character):04X}" for character in missing))
        text = text.translate({ord(character): MISSING_MARK for character in missing})
    return text
