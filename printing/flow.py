"""Papers that are filled from top to bottom: titled sections of boxed fields, grids and words, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from models.core.text import _
from printing.blocks import PAD, GridColumn, GridRow, draw_cells
from printing.columns import Demand, share_widths
from printing.press import Align, Box, Ink, Press
from printing.typeface import BOLD, MM, REGULAR, printable, text_width
from printing.wrap import LEADING, break_lines, fit

MOST_LINES = 12
GAP = 2.4
"""Between two sections, mm."""
EDGE = 0.8
WORDS_LEADING = 1.4


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
    """A titled part of a paper. half: stands beside the next section when that is half as well."""

    title: str
    parts: tuple[Entries | Grid | Words, ...]
    half: bool = False


@dataclass(frozen=True)
class Strip:
    """A horizontal piece that is never cut; lead: strips repeated above it when it is the first on a page."""

    height: float
    draw: Callable[[Press, float, float], None]
    lead: tuple[Strip, ...] = ()
    stays: bool = field(default=False)


def strips_of(section: Section, width: float, ink: Ink) -> list[Strip]:
    """A section cut into strips."""
    title = _title(section.title, width, ink)
    again = _title(_("{title} (continued)").format(title=section.title), width, ink) if section.title else title
    strips = [title] if section.title else []
    for part in section.parts:
        made = _part(part, width, ink)
        strips += [replace(strip, lead=(again, *strip.lead)) if section.title else strip for strip in made]
    return strips


def _part(part: Entries | Grid | Words, width: float, ink: Ink) -> list[Strip]:
    match part:
        case Entries():
            return _entries(part, width, ink)
        case Grid():
            return _grid(part, width, ink)
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


def _lines_high(text: str, width: float, ink: Ink, name: str = REGULAR) -> float:
    room = MOST_LINES * ink.size * LEADING / MM
    fitted = fit(printable(text), max(width, 1), room, ink.size, ink.least, name)
    return len(fitted.lines) * fitted.size * LEADING / MM


def _entries(part: Entries, width: float, ink: Ink) -> list[Strip]:
    """Rows of label and value cells; labels are as wide as the longest of all."""
    place = width / part.across
    longest = max((text_width(item.label, ink.size) for item in part.items), default=0)
    label = min(longest + 2 * PAD + 0.3, place * 0.55)
    rows: list[list[tuple[Entry, int]]] = [[]]
    used = 0
    for item in part.items:
        span = min(item.span or part.across - used or part.across, part.across)
        if used + span > part.across:
            rows.append([])
            used, span = 0, item.span or part.across
        rows[-1].append((item, span))
        used += span
    return [_entry_row(row, place, label, part, ink) for row in rows if row]


def _entry_row(row: list[tuple[Entry, int]], place: float, label: float, part: Entries, ink: Ink) -> Strip:
    values = [place * span - label - 2 * PAD for _entry, span in row]
    tallest = max(_lines_high(item.value, wide, ink) for (item, _span), wide in zip(row, values, strict=True))
    height = max(part.row or ink.size * 0.62, tallest + 1.6)

    def draw(press: Press, x: float, y: float) -> None:
        for item, span in row:
            name, value = Box(x, y, label, height), Box(x + label, y, place * span - label, height)
            press.tint(name)
            press.label(name.inset(PAD), item.label, Ink(ink.size, ink.least * 0.8))
            align = Align.RIGHT if part.figures else Align.LEFT
            press.write(value.inset(PAD, 0.4), item.value, Ink(ink.size, ink.least, align=align))
            press.frame(name)
            press.frame(value)
            x += place * span
    return Strip(height, draw)


def _grid(part: Grid, width: float, ink: Ink) -> list[Strip]:
    columns = _grid_columns(part, width, ink)
    low = replace(part, row=min(part.row, ink.size * 0.7))        # a high row is room to write; a heading needs none
    heading = _grid_row(part.headings, [replace(column, align=Align.CENTRE) for column in columns], low, ink, bold=True, tint=True)
    rows = [*part.rows, *([("",) * len(columns)] * part.blank)]
    strips = [replace(heading, stays=True)]
    strips += [replace(_grid_row(row, columns, part, ink), lead=(heading,)) for row in rows]
    if part.totals:
        strips.append(replace(_grid_row(part.totals, columns, part, ink, bold=True), lead=(heading,)))
    return strips


def _grid_columns(part: Grid, width: float, ink: Ink) -> list[GridColumn]:
    """Widths by content, or by the shares of `wide` where the cells are to be filled by hand."""
    if part.wide:
        return [GridColumn(title, width * share / sum(part.wide), Align.RIGHT if at in part.right else Align.LEFT)
                for at, (title, share) in enumerate(zip(part.headings, part.wide, strict=True))]
    demands = []
    for at, title in enumerate(part.headings):
        texts = [title, *(row[at] for row in part.rows), *(part.totals[at:at + 1])]
        natural = max(text_width(printable(text), ink.size, BOLD) for text in texts) + 2 * PAD + 0.3
        stretch = 1.0 if at in part.stretch or not part.stretch else 0.0
        firm = natural if at in part.right else min(natural, 16)
        demands.append(Demand(natural, firm, max(natural, width * 0.4), stretch))
    widths = share_widths(demands, width)
    return [GridColumn(title, wide, Align.RIGHT if at in part.right else Align.LEFT)
            for at, (title, wide) in enumerate(zip(part.headings, widths, strict=True))]


def _grid_row(cells: Sequence[str], columns: Sequence[GridColumn], part: Grid, ink: Ink, *,
              bold: bool = False, tint: bool = False) -> Strip:
    tallest = max((_lines_high(text, column.width - 2 * PAD, ink, BOLD if bold else REGULAR)
                   for text, column in zip(cells, columns, strict=True) if column.align is not Align.RIGHT), default=0.0)
    height = max(part.row or ink.size * 0.56, tallest + 1.4)
    width = sum(column.width for column in columns)

    def draw(press: Press, x: float, y: float) -> None:
        box = Box(x, y, width, height)
        if tint:
            press.tint(box)
        draw_cells(press, box, columns, GridRow(tuple(cells), bold=bold), ink)
        edges = [x]
        for column in columns:
            edges.append(edges[-1] + column.width)
        press.lines([(edge, y, edge, y + height) for edge in edges] + [(x, y, x + width, y), (x, y + height, x + width, y + height)])
    return Strip(height, draw)


def _words(part: Words, width: float, ink: Ink) -> list[Strip]:
    """One strip a line inside one frame; the last takes what is missing to the height asked for."""
    lines = break_lines(printable(part.text), width - 2 * PAD * part.framed, ink.size)
    pitch = ink.size * WORDS_LEADING / MM
    last = max(part.room - pitch * (len(lines) - 1), pitch + EDGE)
    if not part.framed:
        return [_plain_line(line, width, ink, pitch) for line in lines]
    return [_words_line(line, width, ink, pitch, at == 0, last if at == len(lines) - 1 else 0.0) for at, line in enumerate(lines)]


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
    return Strip(height, draw)
