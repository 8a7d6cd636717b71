"""A ruled grid cut into strips: figures, dates and codes stay whole, names take what is left and wrap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from printing.blocks import PAD, GridColumn, GridRow, draw_cells
from printing.columns import Demand, share_widths
from printing.parts import SHRINKS, Grid, Strip, is_whole, lines_high
from printing.press import Align, Box, Ink, Press
from printing.typeface import BOLD, REGULAR, millimetres, printable, text_width, units
from printing.wrap import tokens

NARROW, FIRM, NAMES = 16.0, 32.0, 0.2
"""The least a text takes, in mm; what it takes where there is room; the least share that the first takes that stretches."""
CONDENSED = 0.8
"""The share of its width to which a figure is condensed where even small text leaves names no room."""
SHORT = 4
"""Characters of a text that is never broken, as a unit is."""


def grid_strips(part: Grid, width: float, ink: Ink) -> list[Strip]:
    """Its heading, rows, blank rows and totals; the heading is repeated on each page. Text shrinks where the columns need it."""
    columns, ink = _columns(part, width, ink)
    low = replace(part, row=min(part.row, ink.size * 0.7))        # a high row is room to write; a heading needs none
    headings = [replace(column, align=Align.CENTRE, whole=False) for column in columns]
    heading = _row(part.headings, headings, low, ink, bold=True, tint=True)
    rows = [*part.rows, *([("",) * len(columns)] * part.blank)]
    strips = [replace(heading, stays=True)]
    strips += [replace(_row(row, columns, part, ink), lead=(heading,)) for row in rows]
    if part.totals:
        if part.rows and not part.blank:                          # a total alone on a page says nothing
            strips[-1] = replace(strips[-1], stays=True)
        totals, merged = _run_on(part.totals, columns)
        strips.append(replace(_row(totals, merged, part, ink, bold=True), lead=(heading,)))
    return strips


def _run_on(cells: Sequence[str], columns: Sequence[GridColumn]) -> tuple[Sequence[str], Sequence[GridColumn]]:
    """A row of sums whose first word runs on over the empty cells beside it."""
    end = next((at for at, text in enumerate(cells) if at and text), 1)
    if end == 1:
        return cells, columns
    return (cells[0], *cells[end:]), (GridColumn("", sum(column.width for column in columns[:end])), *columns[end:])


def _columns(part: Grid, width: float, ink: Ink) -> tuple[list[GridColumn], Ink]:
    """Widths by content, or by the shares of `wide` where the cells are to be filled by hand; with the text size that fits them."""
    whole = [at in part.right or _whole([row[at] for row in part.rows]) for at in range(len(part.headings))]
    if part.wide:
        widths = [width * share / sum(part.wide) for share in part.wide]
    else:
        tries = [replace(ink, size=max(ink.size * share, ink.least)) for share in SHRINKS]
        longest = [_longest(row[at] for row in part.rows) for at in range(len(part.headings))]
        ink, demands = next(((tried, demands) for tried in tries for demands in (_demands(part, width, tried, whole, longest, 1.0),)
                             if sum(demand.least for demand in demands) <= width),
                            (tries[-1], _demands(part, width, tries[-1], whole, longest, CONDENSED)))
        widths = share_widths(demands, width)
    return [GridColumn(title, wide, Align.RIGHT if at in part.right else Align.LEFT, whole[at])
            for at, (title, wide) in enumerate(zip(part.headings, widths, strict=True))], ink


def _whole(texts: Sequence[str]) -> bool:
    """Whether what stands in a column is too short or too much of one piece to be broken."""
    return all(len(text) <= SHORT or is_whole(text) for text in texts)


def _longest(texts: Iterable[str]) -> float:
    """The widest of texts, in thousandths of its size."""
    return max((units(printable(text)) for text in set(texts)), default=0.0)


def _demands(part: Grid, width: float, ink: Ink, whole: Sequence[bool], longest: Sequence[float], share: float) -> list[Demand]:
    demands = []
    for at, title in enumerate(part.headings):
        content = millimetres(longest[at], ink.size)
        total = max((text_width(printable(text), ink.size, BOLD) for text in part.totals[at:at + 1]), default=0.0)
        heading = max(text_width(title[:SHORT], ink.size, BOLD), *(text_width(each, ink.size, BOLD) for each in (*tokens(title), "")))
        natural = max(content, total, text_width(title, ink.size, BOLD)) + 2 * PAD + 0.3
        stretch = 1.0 if at in part.stretch or not part.stretch else 0.0
        if whole[at]:
            least = max(max(content, total if at in part.right else 0.0) * share, heading) + 2 * PAD + 0.3
        else:
            firm = width * NAMES if part.stretch[:1] == (at,) else FIRM if share == 1.0 and not stretch else NARROW
            least = min(natural, max(firm, heading + 2 * PAD))
        demands.append(Demand(natural, least, max(natural, width * 0.4), stretch))
    return demands


def _row(cells: Sequence[str], columns: Sequence[GridColumn], part: Grid, ink: Ink, *, bold: bool = False, tint: bool = False) -> Strip:
    tallest = max((lines_high(text, column.width - 2 * PAD, ink, BOLD if bold else REGULAR)
                   for text, column in zip(cells, columns, strict=True) if not column.whole), default=0.0)
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
