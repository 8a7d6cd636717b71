"""The parts that papers are made of: fields, ruled grids with fixed rows, boxed rows, signatures, the note line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.core.text import _
from printing.columns import Demand, share_widths
from printing.press import BLACK, GREY, Align, Box, Colour, Ink, Press
from printing.typeface import text_width

PAD = 1.2
"""Space between a rule and the text beside it, mm."""
SIGNING = 14.0
"""The shortest line anybody can sign on, mm."""


@dataclass(frozen=True)
class Field:
    """A word of the form and what the office filled in. width: mm; whole: a figure, never broken over lines.

    dx, dy: mm by which it stands apart from its place.
    """

    label: str
    value: str
    width: float
    bold: bool = False
    align: Align = Align.LEFT
    colour: Colour = BLACK
    whole: bool = False
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True)
class GridColumn:
    """One column of a ruled grid. width: mm; whole: what stands in it is never broken over lines."""

    title: str
    width: float
    align: Align = Align.LEFT
    whole: bool = False


@dataclass(frozen=True)
class GridRow:
    """One row of a grid; tall: how many of the fixed rows it takes. A single cell runs over all columns."""

    cells: tuple[str, ...]
    tall: int = 1
    colour: Colour = BLACK
    bold: bool = False


def labelled(label: str) -> str:
    """A label with the colon of its language."""
    return _("{label}: ").format(label=label) if label else ""


def money_sign(text: str) -> str:
    """An amount with the sign of the yuan in front, as it stands after the amount in capitals."""
    return f"¥{text}" if text else ""


def field(press: Press, box: Box, item: Field, ink: Ink) -> None:
    """A label and its value on one line; a long value wraps or shrinks beside its label."""
    label, box = labelled(item.label), press.moved(box, item.dx, item.dy)
    across = min(text_width(label, ink.size) + 0.3 if label else 0.0, box.width * 0.6)
    if label:
        press.label(Box(box.x, box.y, across, box.height), label.rstrip(), Ink(ink.size, min(ink.least, ink.size * 0.6)))
    rest = Box(box.x + across, box.y, box.width - across, box.height)
    press.write(rest, item.value, Ink(ink.size, ink.least, item.bold, item.align, item.colour, item.whole))


def field_row(press: Press, x: float, y: float, height: float, items: Sequence[Field], ink: Ink, gap: float = 2.0) -> None:
    """Fields beside each other without rules, a gap between them."""
    for item in items:
        field(press, Box(x, y, item.width - gap, height), item, ink)
        x += item.width


def boxed_row(press: Press, x: float, y: float, height: float, items: Sequence[Field], ink: Ink) -> None:
    """Fields in ruled boxes beside each other; a box of the same colour and weight as the grid above it."""
    left, edges = x, [x]
    for item in items:
        field(press, Box(x, y, item.width, height).inset(PAD), item, ink)
        x += item.width
        edges.append(x)
    press.lines([(edge, y, edge, y + height) for edge in edges]
                + [(left, y, x, y), (left, y + height, x, y + height)])


def grid(press: Press, x: float, y: float, columns: Sequence[GridColumn], heading: float, row: float, count: int,
         rows: Sequence[GridRow], ink: Ink, ground: Colour = GREY) -> float:
    """A heading and exactly `count` ruled rows, blank ones too; returns the y of the lower edge, mm."""
    width = sum(column.width for column in columns)
    edges = [x]
    for column in columns:
        edges.append(edges[-1] + column.width)
    press.tint(Box(x, y, width, heading), ground)
    for column, edge in zip(columns, edges, strict=False):
        press.label(Box(edge, y, column.width, heading).inset(PAD / 2), column.title, Ink(ink.size, ink.least, True, Align.CENTRE))
    body, bottom = y + heading, y + heading + row * count
    rules, joined = {0, count}, []
    at = 0
    for item in rows:
        draw_cells(press, Box(x, body + at * row, width, row * item.tall), columns, item, ink)
        if len(item.cells) == 1:
            joined.append((at, at + item.tall))
        at += item.tall
        rules.add(at)
    rules.update(range(at, count))
    press.lines([(x, body + number * row, x + width, body + number * row) for number in sorted(rules)]
                + [(x, y, x + width, y)] + [(edge, y, edge, bottom) for edge in (edges[0], edges[-1])]
                + [(edge, start, edge, end) for edge in edges[1:-1] for start, end in _open(y, body, row, bottom, joined)])
    return bottom


def _open(y: float, body: float, row: float, bottom: float, joined: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """The stretches of an upright rule that no joined row interrupts."""
    stretches = []
    for start, end in joined:
        stretches.append((y, body + start * row))
        y = body + end * row
    return [(start, end) for start, end in [*stretches, (y, bottom)] if end - start > 0.01]


def draw_cells(press: Press, box: Box, columns: Sequence[GridColumn], item: GridRow, ink: Ink) -> None:
    """The texts of one row, each inside its own cell."""
    x = box.x
    if len(item.cells) == 1 < len(columns):
        columns = [GridColumn("", sum(column.width for column in columns))]
    for column, text in zip(columns, item.cells, strict=True):
        cell = Box(x, box.y, column.width, box.height).inset(PAD, 0.05)
        press.write(cell, text, Ink(ink.size, ink.least, item.bold, column.align, item.colour, column.whole))
        x += column.width


def signatures(press: Press, box: Box, items: Sequence[Field], ink: Ink) -> None:
    """Names already known, and a line to sign on for those to come; width: the weight of an item in the sharing of the box.

    On a printed form each stands at its place, however long the names are.
    """
    labels = [text_width(labelled(item.label), ink.size) + 0.3 for item in items]
    if press.setting.data_only:
        widths = [box.width * item.width / sum(each.width for each in items) for item in items]
    else:
        needs = [label + max(text_width(item.value, ink.size), SIGNING * item.width) + 2.5
                 for label, item in zip(labels, items, strict=True)]
        widths = share_widths([Demand(need, label + 10, need, item.width)
                               for need, label, item in zip(needs, labels, items, strict=True)], box.width)
    x = box.x
    for item, label, width in zip(items, labels, widths, strict=True):
        field(press, Box(x, box.y, width - 2.5, box.height), item, ink)
        if not item.value:
            line = box.y + box.height / 2 + ink.size * 0.19
            press.lines([(x + label, line, x + width - 2.5, line)])
        x += width


def note_line(press: Press, box: Box, left: str, middle: str, right: str, ink: Ink) -> None:
    """The last line of a page: copy name, remarks of the office, page n of m."""
    ends = max(text_width(left, ink.size), 1.0) + 2, max(text_width(right, ink.size), 1.0) + 2
    press.write(Box(box.x, box.y, min(ends[0], box.width * 0.6), box.height), left, ink)
    press.write(Box(box.right - ends[1], box.y, ends[1], box.height), right, Ink(ink.size, ink.least, align=Align.RIGHT))
    inner = box.width - min(ends[0], box.width * 0.6) - ends[1]
    press.write(Box(box.x + min(ends[0], box.width * 0.6), box.y, inner, box.height), middle, Ink(ink.size, ink.least, align=Align.CENTRE))


def page_of(number: int, count: int) -> str:
    """ "Page n of m" in the language of the paper."""
    return _("Page {n} of {m}").format(n=number, m=count)
