"""Foreign workbooks, read safely: limits before parsing, values as they are, rows with their numbers in the sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.archive import DAMAGED, kind_of
from data.open_document import read_open_document
from data.workbook_scan import Reach, scan
from models.core.errors import KnownError
from models.core.text import N_

MOST_ROWS = 100_000
MOST_COLUMNS = 60
MOST_BLANK = 200
"""After so many blank rows the sheet is taken to end: what stands below was left there by accident."""

Cell = str | int | Decimal | date | datetime | bool | None


@dataclass(frozen=True)
class ForeignRow:
    """A row that holds something. number: as the sheet counts. unknown: column (from 0) -> formula without a stored value.

    merged: column (from 0) -> value of the cell above that reaches over this one.
    """

    number: int
    cells: tuple[Cell, ...]
    unknown: Mapping[int, str] = field(default_factory=dict)
    merged: Mapping[int, Cell] = field(default_factory=dict)

    def cell(self, column: int) -> Cell:
        """The value of a column, None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None

    def filled(self, named: Sequence[int]) -> ForeignRow:
        """The row with what reaches over it from above: words, days, what stands in a named column; a figure stands for all rows once."""
        merged = {column: value for column, value in self.merged.items() if column in named or not isinstance(value, int | Decimal)}
        width = max([len(self.cells), *(column + 1 for column in merged)])
        cells = tuple(merged.get(column, self.cell(column)) for column in range(width)) if merged else self.cells
        return replace(self, cells=cells, merged=merged) if self.merged else self


@dataclass(frozen=True)
class ForeignSheet:
    """A sheet of a foreign workbook, blank rows left out. is_cut: there were values beyond the columns that are read."""

    name: str
    rows: tuple[ForeignRow, ...]
    is_cut: bool = False


def read_workbook(path: Path) -> list[ForeignSheet]:
    """Every sheet that holds something, hidden rows too. Raises KnownError, in words, for what cannot or must not be read."""
    kind = kind_of(path)
    if kind == "text":
        sheets = [_sheet(path.stem, _text_rows(path), Reach())]
    elif kind == "ods":
        sheets = [_sheet(each.name, each.rows, Reach(unknown=defaultdict(dict, each.unknown), merged=defaultdict(dict, each.merged)))
                  for each in read_open_document(path, MOST_ROWS, MOST_COLUMNS, MOST_BLANK)]
    elif kind == "xls":
        sheets = _by_calamine(path, {})
    else:
        reaches = scan(path)
        small = all(reach.rows <= MOST_ROWS + MOST_BLANK and reach.columns <= MOST_COLUMNS for reach in reaches.values())
        sheets = _by_calamine(path, reaches) if small else _by_openpyxl(path, reaches)
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise KnownError(N_("The file holds no rows"))
    return found


def _by_calamine(path: Path, reaches: dict[str, Reach]) -> list[ForeignSheet]:
    """Fast; lays out every cell between the first and the last, so it is given small sheets only."""
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(path) as book:
            names = [meta.name for meta in book.sheets_metadata if not reaches or meta.name in reaches]
            made = []
            for name in names:
                sheet = book.get_sheet_by_name(name)
                made.append(_sheet(name, sheet.to_python(skip_empty_area=False), reaches.get(name) or _merged(sheet)))
            return made
    except (CalamineError, OSError, ValueError) as error:
        raise KnownError(DAMAGED) from error


def _merged(sheet: Any) -> Reach:
    """What an old workbook says of merged cells."""
    reach = Reach()
    for (first, column), (last, _column) in sheet.merged_cell_ranges or ():
        if last > first:
            reach.merged[first + 1][column] = last + 1
    return reach


def _by_openpyxl(path: Path, reaches: dict[str, Reach]) -> list[ForeignSheet]:
    """Slow but bounded: for a sheet that claims cells far out."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            made = []
            for name, reach in reaches.items():
                sheet = book[name]
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
                made.append(_sheet(name, rows, reach))
            return made
        finally:
            book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError) as error:
        raise KnownError(DAMAGED) from error


def _sheet(name: str, rows: Iterable[Sequence[Any]], reach: Reach) -> ForeignSheet:
    kept: list[ForeignRow] = []
    blank, cut = 0, reach.columns > MOST_COLUMNS
    over: dict[int, tuple[int, Cell]] = {}
    for number, values in enumerate(rows, 1):
        unknown = {column: formula for column, formula in reach.unknown.get(number, {}).items() if column < MOST_COLUMNS}
        cells = [_value(value) for value in values[:MOST_COLUMNS]]
        cut = cut or any(value not in (None, "") for value in values[MOST_COLUMNS:])
        while cells and cells[-1] is None:
            cells.pop()
        over = {column: (last, value) for column, (last, value) in over.items() if last >= number}
        merged = {column: value for column, (_last, value) in over.items() if column >= len(cells) or cells[column] is None}
        over |= {column: (last, cells[column]) for column, last in reach.merged.get(number, {}).items()
                 if column < len(cells) and cells[column] is not None}
        if not cells and not unknown:
            blank += 1
            if blank > MOST_BLANK:
                break
            continue
        blank = 0
        if len(kept) == MOST_ROWS:
            raise KnownError(N_("The sheet holds more than {most} rows; split it into several"), most=MOST_ROWS)
        kept.append(ForeignRow(number, tuple(cells), unknown, merged))
    return ForeignSheet(name, tuple(kept), cut)


def _value(value: Any) -> Cell:
    """A cell without what the reader adds: 50000.0 is 50000, 0.1 is exactly that, blank text is nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(repr(value))
    if isinstance(value, datetime):
        return value if value.time() != datetime.min.time() else value.date()
    return value if isinstance(value, int | date) else str(value)


def _text_rows(path: Path) -> Iterator[list[str]]:
    """Comma, semicolon or tab separated; UTF-8, UTF-16 or the national encoding. An apostrophe before = + - @ and digits is taken off."""
    text = _decoded(path.read_bytes())
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max("\t;,", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield [_typed(cell) for cell in row]
    except csv.Error as error:
        raise KnownError(DAMAGED) from error


def _typed(cell: str) -> str:
    """Text as it was meant: ="013800" keeps a number's zeros from Excel, an apostrophe a formula's sign or a number's zeros."""
    if cell[:2] == '="' and cell[-1:] == '"' and len(cell) > 2:
        return cell[2:-1]
    return cell[1:] if re.match(r"'[=+\-@\d]", cell) else cell


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise KnownError(N_("The text of this file is in an unknown encoding. Open it in Excel or WPS and save it as .xlsx"))
