"""CSV for people's spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from data.csv_file import put_csv, write_csv
from data.grid import grid_of
from data.json_file import write_json
from data.target import file_name
from data.writers import write
from models.core.errors import KnownError
from models.core.text import use_language
from tests.data.sheets import NASTY, a_row, a_sheet


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_csv_has_a_mark_and_words(tmp_path: Path) -> None:
    """Excel then reads the Chinese; numbers and dates stay machine-readable."""
    write_csv(tmp_path / "a.csv", grid_of(a_sheet([a_row(1)])))
    text = (tmp_path / "a.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfNo.,Customer")
    assert text.decode("utf-8-sig").splitlines()[1] == (
        "0001,河南双汇,2026-11-02,12481.50,2.5,166.11,0.13,1,2026-11-23T01:02:03Z,Issued,no,91410100563742219X")


@pytest.mark.parametrize("text", NASTY)
def test_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    """A number that is negative does not."""
    row = a_row(1, text)
    stream = io.StringIO()
    put_csv(stream, grid_of(a_sheet([(*row[:3], -row[3], *row[4:])])))      # type: ignore[operator]  # money
    cells = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))[1]
    assert cells[1] == ("'" + text if text[0] in "=+-@\t\r\n" else text)
    assert cells[3] == "-12481.50"


def test_json_speaks_english_keys(tmp_path: Path) -> None:
    """Money as strings, a state by its key."""
    write_json(tmp_path / "a.json", grid_of(a_sheet([a_row(1), a_row(2)])))
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert data["listing"] == "invoices" and data["totals"] == {"count": 2, "total": "24964.00", "quantity": "12.5"}
    assert data["rows"][0] | {"moment": ""} == {
        "number": "0001", "customer": "河南双汇", "date": "2026-11-02", "total": "12481.50", "quantity": "2.5", "price": "166.11",
        "rate": "0.13", "lines": 1, "moment": "", "state": "issued", "gift": False, "tax": "91410100563742219X"}


def test_the_form_is_named_or_follows_the_suffix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a target, text goes to the standard output."""
    sheet = a_sheet([a_row(1)])
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert write(sheet, target=tmp_path / name) == 0 and (tmp_path / name).stat().st_size
    write(sheet, "json")
    assert json.loads(capsys.readouterr().out)["totals"]["count"] == 1
    with pytest.raises(KnownError, match="xlsx"):
        write(sheet, target=tmp_path / "a.doc")


def test_a_file_name_suits_every_system() -> None:
    """What Windows forbids becomes a space."""
    assert file_name("销售单: 2026/11", ".xlsx") == "销售单  2026 11.xlsx"
