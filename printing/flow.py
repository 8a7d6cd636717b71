"""Papers that are filled from top to bottom: titled sections of boxed fields, grids and words, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.core.text import _
from printing.blocks import PAD
from printing.flow_grid import grid_strips
from printing.parts import Entries, Entry, Grid, Section, Strip, Words, is_whole, lines_high
from printing.press import Align, Box, Ink, Press
from printing.typeface import MM, printable, text_width
from printing.wrap import break_lines

__all__ = ["Entries", "Entry", "Grid", "Section", "Strip", "Words", "laid_out", "paged"]
GAP = 2.4
"""Between two sections, mm."""
EDGE = 0.8
WORDS_LEADING = 1.4
CROWDED = 36.0
"""Fields narrower than this, in mm, stand half as many in a row."""
TOGETHER = 6
"""Lines of words that are not parted by a page; of more, two stay together at each end."""


def strips_of(section: Section, width: float, ink: Ink) -> list[Strip]:
    """A section cut into strips."""
    title = _title(section.title, width, ink)
    again = _title(_("{title} (continued)").format(title=section.title), width, ink) if section.title else title
    strips = [title] if section.title else []
    for part in section.parts:
        made = _part(part, width, ink)
        strips += [replace(strip, lead=(again, *strip.lead)) if section.title else strip for strip in made]
    if section.keep:
        strips[:-1] = [replace(strip, stays=True) for strip in strips[:-1]]
    return strips


def _part(part: Entries | Grid | Words, width: float, ink: Ink) -> list[Strip]:
    match part:
        case Entries():
            return _entries(part, width, ink)
        case Grid():
            return grid_strips(part, width, ink)
        case Words():
            return _words(part, width, ink)


def laid_out(sections: Sequence[Section], width: float, ink: Ink, tallest: float) -> list[Strip]:
    """All sections as strips under each other; two halves become one strip side by side, unless they would fill a page."""
    strips: list[Strip] = []
    waiting = list(sections)
    while waiting:
        section = waiting.pop(0)
        if strips:
            strips.append(Strip(GAP, lambda press, x, y: None))
        if section.half and waiting and waiting[0].half:
            pair = [strips_of(one, (width - GAP) / 2, ink) for one in (section, waiting[0])]
            if max(_height(strips) for strips in pair) <= tallest * 0.6:
                waiting.pop(0)
                strips.append(_beside(pair[0], pair[1], (width + GAP) / 2))
                continue
        strips += strips_of(section, width, ink)
    return strips


def paged(strips: Sequence[Strip], first: float, later: float) -> list[list[Strip]]:
    """Strips by page: heights in mm of the room on the first page and on the others."""
    pages: list[list[Strip]] = [[]]
    room = first
    for place, strip in enumerate(strips):
        needed, after = strip.height, place
        while strips[after].stays and after + 1 < len(strips):
            after += 1
            needed += strips[after].height
        if needed > later:
            needed = strip.height                                # too much to stay together: as much as there is room for
        if needed > room + 0.01 and pages[-1]:
            pages.append(list(strip.lead))
            room = later - _height(strip.lead)
            if strip.height == GAP and not strip.lead:
                continue
        pages[-1].append(strip)
        room -= strip.height
    return pages


def _height(strips: Sequence[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _beside(left: list[Strip], right: list[Strip], offset: float) -> Strip:
    def draw(press: Press, x: float, y: float) -> None:
        for start, column in ((x, left), (x + offset, right)):
            at = y
            for strip in column:
                strip.draw(press, start, at)
                at += strip.height
    return Strip(max(_height(left), _height(right)), draw)


def _title(text: str, width: float, ink: Ink) -> Strip:
    height = ink.size * 0.62

    def draw(press: Press, x: float, y: float) -> None:
        press.label(Box(x, y, width, height), text, Ink(ink.size + 0.5, ink.least, True))
    return Strip(height, draw, stays=True)


def _entries(part: Entries, width: float, ink: Ink) -> list[Strip]:
    """Rows of label and value cells; labels are as wide as the longest of all."""
    across = max(1, part.across // 2) if width / part.across < CROWDED else part.across
    place = width / across
    longest = max((text_width(item.label, ink.size) for item in part.items), default=0)
    label = min(longest + 2 * PAD + 0.3, place * 0.55)
    rows: list[list[tuple[Entry, int]]] = [[]]
    used = 0
    for item in part.items:
        span = min(item.span or across - used or across, across)
        if used + span > across:
            rows[-1] = _filled(rows[-1], across)
            rows.append([])
            used, span = 0, min(item.span or across, across)
        rows[-1].append((item, span))
        used += span
    rows[-1] = _filled(rows[-1], across)
    return [_entry_row(row, place, label, part, ink) for row in rows if row]


def _filled(row: list[tuple[Entry, int]], across: int) -> list[tuple[Entry, int]]:
    """The last field takes what its row leaves."""
    if not row:
        return row
    item, span = row[-1]
    return [*row[:-1], (item, span + across - sum(each for _item, each in row))]


def _entry_row(row: list[tuple[Entry, int]], place: float, label: float, part: Entries, ink: Ink) -> Strip:
    values = [place * span - label - 2 * PAD for _entry, span in row]
    tallest = max((lines_high(item.value, wide, ink) for (item, _span), wide in zip(row, values, strict=True) if not is_whole(item.value)),
                  default=0.0)
    height = max(part.row or ink.size * 0.62, tallest + 1.6)

    def draw(press: Press, x: float, y: float) -> None:
        for item, span in row:
            name, value = Box(x, y, label, height), Box(x + label, y, place * span - label, height)
            press.tint(name)
            press.label(name.inset(PAD), item.label, Ink(ink.size, ink.least * 0.8))
            align = Align.RIGHT if part.figures else Align.LEFT
            press.write(value.inset(PAD, 0.4), item.value, Ink(ink.size, ink.least, align=align, whole=is_whole(item.value)))
            press.frame(name)
            press.frame(value)
            x += place * span
    return Strip(height, draw)


def _words(part: Words, width: float, ink: Ink) -> list[Strip]:
    """One strip a line inside one frame; the last takes what is missing to the height asked for."""
    lines = break_lines(printable(part.text), width - 2 * PAD * part.framed, ink.size)
    pitch = ink.size * WORDS_LEADING / MM
    last = max(part.room - pitch * (len(lines) - 1), pitch + EDGE)
    if not part.framed:
        return [_plain_line(line, width, ink, pitch) for line in lines]
    strips = [_words_line(line, width, ink, pitch, at == 0, last if at == len(lines) - 1 else 0.0) for at, line in enumerate(lines)]
    return [replace(strip, stays=at < len(strips) - 1 and (len(strips) <= TOGETHER or at in (0, len(strips) - 2)))
            for at, strip in enumerate(strips)]


def _plain_line(line: str, width: float, ink: Ink, pitch: float) -> Strip:
    return Strip(pitch, lambda press, x, y: None if not line else _put(press, Box(x, y, width, pitch), line, ink))


def _put(press: Press, box: Box, line: str, ink: Ink) -> None:
    press.write(box, line, ink)


def _words_line(line: str, width: float, ink: Ink, pitch: float, first: bool, last: float) -> Strip:
    height = (EDGE if first else 0) + (last or pitch)

    def draw(press: Press, x: float, y: float) -> None:
        text = Box(x, y + (EDGE if first else 0), width, pitch)
        press.write(text.inset(PAD), line, ink)
        sides = [(x, y, x, y + height), (x + width, y, x + width, y + height)]
        press.lines(sides + [(x, y, x + width, y)] * first + [(x, y + height, x + width, y + height)] * bool(last))

    def rule(press: Press, x: float, y: float) -> None:
        press.lines([(x, y, x + width, y)])
    return Strip(height, draw, () if first else (Strip(0.0, rule),), close=None if last else rule)
