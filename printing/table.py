"""Any sheet of the office as a table on paper: headings on each page, subtotals, totals, which rows these are and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from models.core.errors import KnownError
from models.core.kinds import is_number
from models.core.sheet import Sheet
from models.core.text import N_, _, speaking
from printing.blocks import PAD, GridColumn, GridRow, draw_cells, note_line, page_of
from printing.figures.placed import place, room_of
from printing.paper import PLAIN, Paper, PrinterSetting, paper_named
from printing.press import Align, Box, Ink, Press
from printing.table_columns import fitted, needs_of
from printing.typeface import BOLD, MM, REGULAR, printable, text_width
from printing.wrap import LEADING, fit

SIZE = 8.5
LEAST = 6.5
MOST_LINES = 6
HEAD, FOOT, ROW_PAD = 14.0, 6.0, 2.0
MOST_CHART = 0.5
"""How much of the paper's height a chart may take."""


@dataclass(frozen=True)
class TablePrint:
    """What surrounds the table: the company, who prints it and when, as texts. subtotals: a sum at the foot of every page."""

    company: str = ""
    printed_by: str = ""
    printed_at: str = ""
    subtotals: bool = True


def render_table(sheet: Sheet, out: Path | BinaryIO, around: TablePrint = TablePrint(), *,
                 paper: Paper | None = None, setting: PrinterSetting = PLAIN) -> int:
    """Print a sheet; returns the number of pages. Without a paper it is A4, upright or across by the width of the columns.

    Raises KnownError where the columns have no room on the paper.
    """
    with speaking(sheet.spoken):
        table = _Table(sheet, around, paper)
        press = Press(out, table.paper, setting, title=sheet.title, author=around.company)
        for _again in range(setting.copies):
            table.draw(press)
        return press.save()


class _Table:
    def __init__(self, sheet: Sheet, around: TablePrint, paper: Paper | None) -> None:
        self.sheet, self.around = sheet, around
        headings = tuple(printable(heading) for heading in sheet.headings)
        cells = [tuple(printable(text) for text in row) for row in sheet.cells]
        size = paper.text if paper and paper.pin else SIZE
        needs = needs_of(sheet, headings, cells)
        wanted = sum(need.demand(size).natural for need in needs)
        upright = paper_named("A4")
        self.paper = paper or (upright if wanted <= upright.inner_width else paper_named("A4L"))
        least = self.paper.least if self.paper.pin else LEAST
        fit_in = fitted(needs, self.paper.inner_width, size, least)
        if not fit_in.readable and self.paper.inner_width < paper_named("A4L").inner_width:
            raise KnownError(N_("{count} columns have no room on {paper}; choose A4 landscape, or hide some columns of the list"),
                             count=len(fit_in.shown), paper=self.paper.key)
        self.shown, size = fit_in.shown, fit_in.size
        self.ink = Ink(size, least)
        self.headings, self.cells = self._shown(headings), [self._shown(row) for row in cells]
        self.totals = self._shown(sheet.totals) if sheet.totals else None
        self.columns = tuple(GridColumn(headings[at], width, Align.RIGHT if is_number(sheet.columns[at].kind) else Align.LEFT,
                                        needs[at].whole) for at, width in zip(self.shown, fit_in.widths, strict=True))
        self.heights = [self._height(row) for row in self.cells]
        self.heading = max((self._lines(text, replace(column, whole=False), BOLD)
                            for text, column in zip(self.headings, self.columns, strict=True)),
                           default=1) * size * LEADING / MM + ROW_PAD
        self.line = size * LEADING / MM + ROW_PAD
        self.chart = sheet.chart if sheet.chart is None or sheet.chart.title != sheet.title else replace(sheet.chart, title="")
        self.above = self._above(size)
        self.pages = self._plan()

    def _shown(self, row: Sequence[str]) -> tuple[str, ...]:
        return tuple(row[at] for at in self.shown)

    def _lines(self, text: str, column: GridColumn, name: str = REGULAR) -> int:
        width = column.width - 2 * PAD
        if column.whole or column.align is Align.RIGHT or "\n" not in text and text_width(text, self.ink.size, name) <= width:
            return 1
        height = MOST_LINES * self.ink.size * LEADING / MM
        return len(fit(text, width, height, self.ink.size, self.ink.least, name).lines)

    def _height(self, row: Sequence[str]) -> float:
        lines = max((self._lines(text, column) for text, column in zip(row, self.columns, strict=True)), default=1)
        return lines * self.ink.size * LEADING / MM + ROW_PAD

    def _above(self, size: float) -> float:
        """The height of the chart above the rows; on a slip where it would leave them hardly any room it is left out."""
        if self.chart is None:
            return 0.0
        high = room_of(self.chart, size)
        if high > (self.paper.bottom - self.paper.top) * MOST_CHART:
            self.chart, high = None, 0.0
        return high

    def _plan(self) -> list[tuple[int, int]]:
        """The rows of each page as (first, end): what fits between heading and the sums at its foot."""
        sums = (self.line if self.totals else 0) * (2 if self.around.subtotals else 1)
        room = self.paper.bottom - self.paper.top - HEAD - FOOT - self.heading - sums
        pages, first, used = [], 0, self.above
        for at, height in enumerate(self.heights):
            if used + height > room and at > first:
                pages.append((first, at))
                first, used = at, 0.0
            used += height
        return [*pages, (first, len(self.heights))]

    def draw(self, press: Press) -> None:
        """All pages."""
        for number, (first, end) in enumerate(self.pages, 1):
            press.page()
            y = self._head(press)
            if number == 1 and self.chart is not None:
                place(press, self.chart, y, self.ink)
                y += self.above
            top = y
            rules = [y]
            y = self._heading(press, y)
            for at in range(first, end):
                rules.append(y)
                box = Box(self.paper.left, y, self.paper.inner_width, self.heights[at])
                draw_cells(press, box, self.columns, GridRow(self.cells[at]), self.ink)
                y += self.heights[at]
            rules.append(y)
            self._uprights(press, top, y)
            y = self._sums(press, y, rules, first, end, number)
            left, right = self.paper.left, self.paper.left + self.paper.inner_width
            press.lines([(left, rule, right, rule) for rule in rules])
            self._foot(press, number)

    def _uprights(self, press: Press, top: float, bottom: float) -> None:
        x, edges = self.paper.left, [self.paper.left]
        for column in self.columns:
            x += column.width
            edges.append(x)
        press.lines([(edge, top, edge, bottom) for edge in edges])

    def _head(self, press: Press) -> float:
        left, y, wide = self.paper.left, self.paper.top, self.paper.inner_width
        small = Ink(self.ink.size, self.ink.least)
        title = Ink(self.ink.size + 5, self.ink.size, True, Align.CENTRE)
        press.label(Box(left + wide * 0.25, y, wide * 0.5, 7.5), self.sheet.title, title)
        press.label(Box(left, y, wide * 0.25, 7.5), self.around.company, small)
        rows = _("{count} rows").format(count=f"{len(self.cells):,}")
        press.write(Box(left + wide * 0.8, y + 8, wide * 0.2, 5), rows, Ink(small.size, small.least, align=Align.RIGHT))
        press.write(Box(left, y + 8, wide * 0.78, 5), self.sheet.note, small)
        return y + HEAD

    def _heading(self, press: Press, y: float) -> float:
        press.tint(Box(self.paper.left, y, self.paper.inner_width, self.heading))
        columns = [GridColumn(column.title, column.width, Align.CENTRE) for column in self.columns]
        box = Box(self.paper.left, y, self.paper.inner_width, self.heading)
        draw_cells(press, box, columns, GridRow(self.headings, bold=True), self.ink)
        return y + self.heading

    def _sums(self, press: Press, y: float, rules: list[float], first: int, end: int, number: int) -> float:
        """The subtotal of the page where there are several, and on the last the total of all."""
        rows = []
        if self.totals and self.around.subtotals and len(self.pages) > 1:
            page = self._shown(self.sheet.part(first, end).totals or ("",) * len(self.sheet.columns))
            rows.append((_("Subtotal of this page"), *page[1:]))
        if self.totals and number == len(self.pages):
            rows.append(self.totals)
        for row in rows:
            self._sum(press, y, row)
            press.frame(Box(self.paper.left, y, self.paper.inner_width, self.line))
            y += self.line
            rules.append(y)
        return y

    def _sum(self, press: Press, y: float, row: Sequence[str]) -> None:
        """A row of sums; its words may run on to the first sum."""
        x = self.paper.left
        filled = next((at for at, text in enumerate(row) if at and text), len(row))
        words = sum(column.width for column in self.columns[:filled])
        press.write(Box(x, y, words, self.line).inset(PAD), row[0] if row else "", Ink(self.ink.size, self.ink.least, True))
        for at, (column, text) in enumerate(zip(self.columns, row, strict=True)):
            if at and text:
                ink = Ink(self.ink.size, self.ink.least, True, column.align)
                press.write(Box(x, y, column.width, self.line).inset(PAD), text, ink)
            x += column.width

    def _foot(self, press: Press, number: int) -> None:
        who = _("Printed by {person}").format(person=self.around.printed_by) if self.around.printed_by else ""
        box = Box(self.paper.left, self.paper.bottom - FOOT + 1, self.paper.inner_width, FOOT - 1)
        left = len(self.sheet.columns) - len(self.columns)
        empty = _("{count} empty columns left out").format(count=left) if left else ""
        said = "  ".join(filter(None, (who, self.around.printed_at, empty)))
        note_line(press, box, said, "", page_of(number, len(self.pages)), Ink(max(self.ink.size - 1, self.ink.least), self.ink.least))
