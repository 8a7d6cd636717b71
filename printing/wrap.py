"""Lines of text in a box: Chinese breaks anywhere but before closing punctuation, nothing is ever clipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from printing.typeface import MM, REGULAR, millimetres, text_width, units

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…—·,.;:?!)]}%％℃°℉‰")
NOT_LAST = frozenset("（《〈「『【〔“‘([{￥¥$#")
LEADING = 1.05
"""Line distance in ems where text is dense; the Hanzi square itself is 1."""
ONE_LINE = (1.0, 0.9)
WRAPPED = (1.0, 0.9, 0.8, 0.7)
"""Shares of its natural width to which a line is condensed before it wraps, and before it shrinks or takes another row."""


@dataclass(frozen=True)
class Fit:
    """Text as it goes into its box. size: points; squeeze: share of the natural width; fits: False when only force made it fit."""

    lines: tuple[str, ...]
    size: float
    squeeze: float = 1.0
    fits: bool = True


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """What may not be broken inside: a Latin word or figure, or one Hanzi with the punctuation that clings to it."""
    parts: list[str] = []
    last = ""
    for character in text:
        if last and (character in NOT_FIRST or last in NOT_LAST or character == " " or (_is_latin(last) and _is_latin(character))):
            parts[-1] += character
        else:
            parts.append(character)
        last = character
    return tuple(parts)


def _is_latin(character: str) -> bool:
    return character != " " and ord(character) < 0x2000


def break_lines(text: str, width: float, size: float, name: str = REGULAR) -> list[str]:
    """Lines no wider than `width` mm at `size` points; a word longer than a line is broken where the line ends."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for token in tokens(paragraph):
            if millimetres(used + units(token.rstrip(), name), size) <= width or not (line + token).strip():
                line, used = line + token, used + units(token, name)
                continue
            if line:
                lines.append(line.rstrip())
            line = token
            while text_width(line.rstrip(), size, name) > width and len(line) > 1:
                cut = _longest_prefix(line, width, size, name)
                lines.append(line[:cut])
                line = line[cut:]
            used = units(line, name)
        lines.append(line.rstrip())
    return lines


def _longest_prefix(text: str, width: float, size: float, name: str) -> int:
    count, used = 1, units(text[:2], name)
    while count < len(text) and millimetres(used, size) <= width:
        count += 1
        used += units(text[count:count + 1], name)
    return count


@lru_cache(maxsize=4096)
def fit(text: str, width: float, height: float, size: float, minimum: float, name: str = REGULAR) -> Fit:
    """The largest way to put text into a box of mm: whole, a little condensed, wrapped, smaller down to `minimum`, at last by force."""
    if "\n" not in text:
        natural = text_width(text, size, name)
        for squeeze in ONE_LINE:
            if natural * squeeze <= width:
                return Fit((text,), size, squeeze)
    at = size
    while at >= minimum - 1e-6:
        rows = max(1, int(height / (at * LEADING / MM) + 1e-6))
        for squeeze, closer in zip(WRAPPED, WRAPPED[1:] + WRAPPED[-1:], strict=True):
            lines = break_lines(text, width / squeeze, at, name)
            if len(lines) <= rows:
                fewer = break_lines(text, width / closer, at, name)
                best = (fewer, closer) if len(fewer) < len(lines) and closer >= 0.9 else (lines, squeeze)
                return Fit(tuple(best[0]), at, best[1])
        at -= 0.5
    return _forced(text, width, height, minimum, name)


def _forced(text: str, width: float, height: float, size: float, name: str) -> Fit:
    rows = max(1, int(height / (size * LEADING / MM) + 1e-6))
    text = text.replace("\n", " ")
    squeeze = WRAPPED[-1]
    while squeeze > 0.02:
        lines = break_lines(text, width / squeeze, size, name)
        if len(lines) <= rows:
            return Fit(tuple(lines), size, squeeze, fits=False)
        squeeze *= 0.93
    return Fit((text,), size, width / text_width(text, size, name), fits=False)
