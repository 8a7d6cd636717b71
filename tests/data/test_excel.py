"""A workbook holds typed cells, opens in any program, and is the same file when its content is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from data.excel import sheet_names, write_workbook
from data.grid import Grid, grid_of
from models.core.errors import KnownError
from models.core.text import use_language
from tests.data.sheets import COLUMNS, NASTY, a_row, a_sheet


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def written(tmp_path: Path, *sheets: Any, **more: Any) -> Path:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [grid_of(sheet) for sheet in sheets], **more)
    return path


def test_cells_are_typed(tmp_path: Path) -> None:
    """Dates are dates, money has two decimals, codes keep their zeros, a state is said in words."""
    sheet = load_workbook(written(tmp_path, a_sheet([a_row(1), a_row(2)])))["Invoices"]
    values = {column.key: cell for column, cell in zip(COLUMNS, sheet[2], strict=True)}
    assert values["number"].value == "0001" and values["number"].data_type == "s"
    assert values["tax"].value == "91410100563742219X"
    assert values["date"].value == datetime(2026, 11, 2) and values["date"].number_format == "yyyy-mm-dd"
    assert values["total"].value == 12481.5 and values["total"].number_format == "#,##0.00"
    assert values["quantity"].value == 2.5 and values["quantity"].number_format == "#,##0.###"
    assert sheet["E3"].value == 10 and sheet["E3"].number_format == "#,##0"
    assert values["moment"].value == datetime(2026, 11, 23, 9, 2, 3)
    assert values["rate"].value == 0.13 and values["lines"].value == 1
    assert (values["state"].value, values["gift"].value) == ("Issued", "no")


def test_the_last_row_holds_values_as_totals(tmp_path: Path) -> None:
    """Sums, not formulas: they are what the screen showed."""
    sheet = load_workbook(written(tmp_path, a_sheet([a_row(1), a_row(2)])))["Invoices"]
    assert [cell.value for cell in sheet[4]][:5] == ["Total of 2 rows", None, None, 24964, 12.5]
    assert sheet["D4"].font.bold and sheet["D4"].data_type == "n"


def test_a_sheet_is_ready_to_read_and_to_print(tmp_path: Path) -> None:
    """Frozen heading, filter over the rows without the totals, widths, one page wide, heading repeated."""
    noted = a_sheet([a_row(1), a_row(2)], note="2026-11 & later")
    path = written(tmp_path, noted, company="双汇", created=datetime(2026, 11, 23, tzinfo=UTC))
    book = load_workbook(path)
    sheet = book["Invoices"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:L3", "$1:$1")
    assert sheet.column_dimensions["B"].width == 24 and sheet.column_dimensions["A"].width == 16
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1 and sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.right.text == "2026-11 && later"
    assert (book.properties.title, book.properties.creator, book.properties.created) == ("Invoices", "双汇", datetime(2026, 11, 23))


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """Neither a formula, nor markup, nor an escape."""
    path = written(tmp_path, a_sheet([a_row(1, text)]))
    assert calamine(path).get_sheet_by_index(0).to_python()[1][1] == text
    assert load_workbook(path)["Invoices"]["B2"].data_type == "s"


def test_control_characters_of_a_foreign_row_do_not_break_the_file(tmp_path: Path) -> None:
    """A row that could not be imported is handed back whole."""
    path = written(tmp_path, a_sheet([a_row(1, "a\x01b\ud800")]))
    with zipfile.ZipFile(path) as archive:
        assert b"a_x0001_b_xD800_" in archive.read("xl/worksheets/sheet1.xml")
    assert load_workbook(path)["Invoices"]["B2"].value == "a_x0001_b_xD800_"


def test_the_same_content_is_the_same_file(tmp_path: Path) -> None:
    """A closed period exported again can be compared byte by byte."""
    one = written(tmp_path, a_sheet([a_row(1)])).read_bytes()
    assert written(tmp_path, a_sheet([a_row(1)])).read_bytes() == one


def test_sheets_are_named_as_excel_allows() -> None:
    """31 characters, no forbidden ones, none twice."""
    assert sheet_names(["销售/明细", "销售/明细", "'", "History", "x" * 40, "X" * 40]) == [
        "销售 明细", "销售 明细 2", "Sheet", "History 1", "x" * 31, "X" * 29 + " 2"]


def test_several_sheets_keep_their_order(tmp_path: Path) -> None:
    """The hand-over workbook has ten."""
    path = written(tmp_path, a_sheet([a_row(1)], "Invoices"), a_sheet([a_row(2), a_row(3)], "Lines"))
    assert [len(calamine(path).get_sheet_by_name(name).to_python()) for name in ("Invoices", "Lines")] == [3, 4]


def test_an_empty_listing_is_an_empty_table(tmp_path: Path) -> None:
    """Headings and a total of none."""
    rows = calamine(written(tmp_path, a_sheet([]))).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "Total of 0 rows" and rows[0][0] == "No."


def test_more_rows_than_excel_holds_are_refused_in_words(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(KnownError, match="1,048,576|1048576"):
        write_workbook(tmp_path / "out.xlsx", [Grid(a_sheet([]), iter(()), 1_048_576)])
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """And nothing is left beside it."""
    (tmp_path / "taken.xlsx").mkdir()
    cases = {"folder": "taken.xlsx", "no folder": "none/a.xlsx", "too long": "a" * 300}
    for words, name in cases.items():
        with pytest.raises(KnownError, match=words):
            write_workbook(tmp_path / name, [grid_of(a_sheet([]))])
    assert [path.name for path in tmp_path.iterdir()] == ["taken.xlsx"]


def test_a_file_open_in_excel_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file stands."""
    target = written(tmp_path, a_sheet([a_row(1)]))
    before = target.read_bytes()

    def refused(*_paths: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(KnownError, match="open in Excel"):
        written(tmp_path, a_sheet([a_row(2)]))
    assert target.read_bytes() == before and len(list(tmp_path.iterdir())) == 1


def test_old_dates_are_text(tmp_path: Path) -> None:
    """Excel cannot count before March 1900."""
    row = a_row(1)
    path = written(tmp_path, a_sheet([(*row[:2], date(1899, 5, 1), *row[3:])]))
    assert load_workbook(path)["Invoices"]["C2"].value == "1899-05-01"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_reads_what_was_written(tmp_path: Path) -> None:
    """As values, with the formats."""
    path = written(tmp_path, a_sheet([a_row(1, "=1+1"), a_row(2, "㛃䶮")]))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", str(tmp_path), str(path)],
                   check=True, capture_output=True, timeout=60)
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[1].startswith("0001,=1+1,2026-11-02,12481.5") and "91410100563742219X" in lines[1] and "㛃䶮" in lines[2]


def test_money_of_eleven_digits_keeps_its_fen(tmp_path: Path) -> None:
    """The largest amount the office accepts."""
    row = a_row(1)
    path = written(tmp_path, a_sheet([(*row[:3], Decimal("99999999999.99"), *row[4:])]))
    assert Decimal(str(calamine(path).get_sheet_by_index(0).to_python()[1][3])) == Decimal("99999999999.99")
