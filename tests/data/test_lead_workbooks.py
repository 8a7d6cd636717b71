"""Every list of leads and customers as a workbook opens in LibreOffice and is saved again with the same cells."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from data.excel import write_workbook
from data.grid import grid_of
from models.core.text import use_language
from tests.made_up import LISTS, made_up

SOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
SOME = ("leads", "visit_log", "follow_up_checks")
Cell = str | float | int | bool | time | date | datetime | timedelta


def saved_again(folder: Path, names: Sequence[str], rows: int) -> dict[str, tuple[Any, Any]]:
    """By list: the sheets as they were written, and as LibreOffice saved them; one start of it for all."""
    use_language("zh_CN")
    (folder / "again").mkdir()
    for name in names:
        write_workbook(folder / f"{name}.xlsx", [grid_of(made_up(LISTS[name], rows))])
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                    "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "again"), *(str(folder / f"{name}.xlsx") for name in names)],
                   check=True, capture_output=True, timeout=300)
    return {name: (_cells(folder / f"{name}.xlsx"), _cells(folder / "again" / f"{name}.xlsx")) for name in names}


def _cells(path: Path) -> list[tuple[str, list[list[Cell]]]]:
    """Every sheet of a workbook by its title, as values: text, numbers, dates."""
    book = load_workbook(path)
    return [(title, [_trimmed(row) for row in book.get_sheet_by_name(title).to_python()]) for title in book.sheet_names]


def _trimmed(row: list[Cell]) -> list[Cell]:
    """Without the empty cells at its end, which a program may write or leave out."""
    while row and row[-1] == "":
        row = row[:-1]
    return row


@SOFFICE
def test_some_lists_reopen_unchanged(tmp_path: Path) -> None:
    for name, (before, after) in saved_again(tmp_path, SOME, 12).items():
        assert before == after and len(before[0][1]) >= 13, name


@pytest.mark.soak
@SOFFICE
def test_every_list_reopens_unchanged(tmp_path: Path) -> None:
    """With five hundred rows, the longest of texts and a totals row."""
    for name, (before, after) in saved_again(tmp_path, list(LISTS), 500).items():
        assert before == after and len(before[0][1]) >= 501, name
