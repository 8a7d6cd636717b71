"""Workbooks that open anywhere without a warning: openpyxl makes the frame, the rows are streamed into it.

A row costs no memory, so a workbook may be as long as Excel allows; the same content gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from unicodedata import east_asian_width

from data.excel_cells import FORMATS, Writer, cell_writer, xml_text
from data.grid import Grid
from data.target import replacing
from models.core.errors import KnownError
from models.core.text import N_, speaking

MOST_ROWS = 1_048_576
LANDSCAPE_FROM = 90
"""Column widths, in characters, beyond which a page is laid on its side."""

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LINES = 500


def write_workbook(target: Path, grids: Sequence[Grid], *, title: str = "", company: str = "", created: datetime | None = None) -> None:
    """Write the grids as the sheets of one workbook. Raises KnownError when the target cannot be written or a grid is too long.

    title, company: document properties. created: aware; without one the file is the same whenever it is written.
    """
    for grid in grids:
        if grid.count + 2 > MOST_ROWS:
            raise KnownError(N_("Excel holds {most} rows and this has {count}; choose a shorter period or write CSV"),
                             most=MOST_ROWS, count=grid.count)
    frame, styles = _frame(grids, title or grids[0].head.title, company)
    with replacing(target) as making, making.open("wb") as file:
        _pour(frame, grids, styles, file, created or FIRST_DAY)


def _frame(grids: Sequence[Grid], title: str, company: str) -> tuple[bytes, dict[str, int]]:
    """A workbook with everything but rows, and the numbers of its styles."""
    from openpyxl import Workbook  # loaded with the first workbook: it would double a cold start

    book = Workbook()
    book.remove(book.active)
    names = sheet_names([grid.head.title for grid in grids])
    for grid, name in zip(grids, names, strict=True):
        _lay_out(book.create_sheet(name), grid)
    styles = _styles(book)
    notes = [grid.head.note for grid in grids if grid.head.note]
    book.properties.title, book.properties.creator, book.properties.lastModifiedBy = title, company, company
    book.properties.description, book.properties.language = notes[0] if notes else None, grids[0].head.spoken.replace("_", "-")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), styles


def _lay_out(sheet: Any, grid: Grid) -> None:
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(grid.columns))
    widths = [max(column.width, _shown_width(heading) + 3) for column, heading in zip(grid.columns, grid.head.headings, strict=True)]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{grid.count + 1}"
    sheet.print_title_rows = "1:1"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize = 1, 0, 9
    sheet.page_setup.orientation = "landscape" if sum(widths) > LANDSCAPE_FROM else "portrait"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddHeader.center.text = _header(grid.head.title)
    sheet.oddHeader.right.text = _header(grid.head.note)
    sheet.oddFooter.center.text = "&P / &N"


def _header(text: str) -> str:
    """Printed heading: an ampersand is doubled, since a single one starts a code; 255 characters hold all three parts."""
    return text[:80].replace("&", "&&")


def _shown_width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names Excel accepts: no []:*?/\\ or outer apostrophe, 31 characters, none twice in any letter case, none "History"."""
    names: list[str] = []
    for title in titles:
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip().strip("'")[:31].strip() or "Sheet"
        name, number = plain if plain.lower() != "history" else "History 1", 1
        while name.lower() in {taken.lower() for taken in names}:
            number += 1
            name = f"{plain[:31 - len(str(number)) - 1]} {number}"
        names.append(name)
    return names


def _styles(book: Any) -> dict[str, int]:
    """Declare every style in the workbook; openpyxl numbers them when a cell asks."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line, numbers = Side(style="thin", color="FF9AA3AD"), {}
    for name, number_format in {**FORMATS, "general": "General"}.items():
        for total in (False, True):
            cell = Cell(book.worksheets[0], row=1, column=1)
            cell.number_format = number_format
            if name == "heading":
                cell.font, cell.fill = Font("Calibri", 11, bold=True), PatternFill("solid", fgColor="FFE8ECF0")
                cell.border, cell.alignment = Border(bottom=line), Alignment(vertical="center", wrap_text=True)
            elif total:
                cell.font, cell.border = Font("Calibri", 11, bold=True), Border(top=line)
            numbers[name + (" total" if total else "")] = cell.style_id
    return numbers


def _pour(frame: bytes, grids: Sequence[Grid], styles: dict[str, int], file: BinaryIO, created: datetime) -> None:
    """Copy the frame, with the rows in it and the dates said, into a new archive whose entries bear no time."""
    stamped = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(frame)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new:
        for name in old.namelist():
            content, entry = old.read(name), zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            if name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>" + stamped, content)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            with new.open(entry, "w", force_zip64=True) as out:
                if found is None:
                    out.write(content)
                    continue
                before, after = _SHEET_DATA.split(_DIMENSION.sub(b"", content))     # readers trust a dimension more than rows
                out.write(before + b"<sheetData>")
                for chunk in _rows(grids[int(found[1]) - 1], styles):
                    out.write(chunk.encode())
                out.write(b"</sheetData>" + after)


def _rows(grid: Grid, styles: dict[str, int]) -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(at) for at in range(1, len(grid.columns) + 1)]
    heading = styles["heading"]
    yield '<row r="1">' + "".join(f'<c r="{letter}1" s="{heading}" t="inlineStr"><is><t>{xml_text(text)}</t></is></c>'
                                  for letter, text in zip(letters, grid.head.headings, strict=True)) + "</row>"
    with speaking(grid.head.spoken):
        totals = grid.head.native_totals
    writers = [cell_writer(column, styles) for column in grid.columns]
    at, lines = 1, []
    rows = iter(grid.rows)
    while True:
        with speaking(grid.head.spoken):                        # never held over a yield: the language would leak out
            lines = [_row(at + step, letters, writers, row) for step, row in zip(range(1, _LINES + 1), rows, strict=False)]
        if not lines:
            break
        at += len(lines)
        yield "".join(lines)
    if totals is not None:
        yield _row(at + 1, letters, [cell_writer(column, styles, total=True) for column in grid.columns], totals)


def _row(number: int, letters: Sequence[str], writers: Sequence[Writer], values: Sequence[Any]) -> str:
    cells = []
    for letter, write, value in zip(letters, writers, values, strict=True):
        body = write(value)
        if body:
            cells.append(f'<c r="{letter}{number}"{body}')
    return f'<row r="{number}">{"".join(cells)}</row>'
