"""Foreign files are read as they are, or refused in words; none of them can flood the machine."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data import archive, workbook_reader
from data.workbook_reader import read_workbook
from models.core.errors import KnownError
from models.core.text import use_language
from tests.data.books import a_book, a_raw_book


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_values_are_what_the_cell_says(tmp_path: Path) -> None:
    """Integers without .0, decimals exact, dates as dates, long digits as text, blank text as nothing."""
    path = a_book(tmp_path / "a.xlsx", [
        ["00001", 50000, 166.11, 0.1, datetime(2026, 3, 5), datetime(2026, 3, 5, 8, 30), "1836679885360207652", "  ", True]])
    sheet, = read_workbook(path)
    assert sheet.rows[0].cells == (
        "00001", 50000, Decimal("166.11"), Decimal("0.1"), date(2026, 3, 5), datetime(2026, 3, 5, 8, 30), "1836679885360207652", None, True)
    assert [type(cell) for cell in sheet.rows[0].cells[:3]] == [str, int, Decimal]


def test_rows_keep_their_numbers_and_a_formula_without_a_value_is_known(tmp_path: Path) -> None:
    """Blank rows are left out, hidden ones are not."""
    from openpyxl import load_workbook

    path = a_book(tmp_path / "a.xlsx", [["title"], [], ["a", "=1+1"], [], [], ["b", 2]])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    rows = read_workbook(path)[0].rows
    assert [(row.number, row.cells, row.unknown) for row in rows] == [
        (1, ("title",), {}), (3, ("a",), {1: "=1+1"}), (6, ("b", 2), {})]
    assert rows[1].cell(9) is None


def test_a_formula_with_a_stored_value_gives_it(tmp_path: Path) -> None:
    """An empty text is a value too; an error is not."""
    path = a_raw_book(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
                                           '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><v>7</v></c></row>')
    row = read_workbook(path)[0].rows[0]
    assert (row.cell(0), row.cell(1), row.cell(3)) == (2, None, 7) and row.unknown == {2: "=1/0"}


def test_a_small_file_that_claims_every_cell_is_read_within_bounds(tmp_path: Path) -> None:
    """Whether by its dimension or by a cell in the last corner."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    path = a_raw_book(tmp_path / "a.xlsx", cells, head='<dimension ref="A1:XFD1048576"/>')
    assert [row.cells for row in read_workbook(path)[0].rows] == [(1,)]
    path = a_raw_book(tmp_path / "b.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', head='<dimension ref="A1:XFD1048576"/>')
    assert [row.cells for row in read_workbook(path)[0].rows] == [(1,)]


def test_columns_far_out_are_left_aside(tmp_path: Path) -> None:
    """Sixty are read."""
    path = a_raw_book(tmp_path / "a.xlsx", '<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c><c r="ZZ2"><v>9</v></c></row>')
    row = read_workbook(path)[0].rows[0]
    assert (row.number, row.cells) == (2, (None, "x")) and read_workbook(path)[0].is_cut


def test_two_hundred_blank_rows_end_the_sheet(tmp_path: Path) -> None:
    """What stands below was left there by accident."""
    path = a_book(tmp_path / "a.xlsx", [["a"], *([[]] * 200), ["b"], *([[]] * 201), ["c"]])
    assert [row.cells for row in read_workbook(path)[0].rows] == [("a",), ("b",)]


def test_too_many_rows_are_refused_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody would notice the missing ones."""
    monkeypatch.setattr(workbook_reader, "MOST_ROWS", 3)
    with pytest.raises(KnownError, match="more than 3 rows"):
        read_workbook(a_book(tmp_path / "a.xlsx", [[at] for at in range(4)]))


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        read_workbook(path)
    return caught.value.say()


def test_a_flood_is_refused_before_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ratio, size, entries: each with its own sentence."""
    assert "100 times" in refused(a_raw_book(tmp_path / "ratio.xlsx", " " * 2_000_000))
    many = {f"xl/media/{at}": b"" for at in range(500)}
    assert "505 parts" in refused(a_raw_book(tmp_path / "many.xlsx", "", more=many))
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1024 * 1024)
    assert "unpacks to more than 1 MB" in refused(a_raw_book(tmp_path / "size.xlsx", "", more={"xl/x": bytes(range(256)) * 8192}))
    monkeypatch.setattr(archive, "MOST_BYTES", 1024)
    assert "larger than" in refused(tmp_path / "many.xlsx")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_book(tmp_path / "a.xlsx", [["a"]])

    def shut(*_args: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", shut)
    assert "may not be read by you" in refused(path)


def test_macros_and_links_to_other_files_are_left_alone(tmp_path: Path) -> None:
    """The values are read; nothing of the rest is opened."""
    more = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    path = a_raw_book(tmp_path / "a.xlsm", '<row r="1"><c r="A1"><v>1</v></c></row>', more=more)
    assert [row.cells for row in read_workbook(path)[0].rows] == [(1,)]


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """The directory says ten bytes, the stream holds a megabyte."""
    path = a_raw_book(tmp_path / "a.xlsx", "<row/>", more={"xl/lie.xml": b"x" * 1_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "damaged" in refused(path)


@pytest.mark.parametrize("share", (0.2, 0.5, 0.9, 0.99))
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    """A download that stopped."""
    path = a_book(tmp_path / "a.xlsx", [["a"] * 20] * 50)
    content = path.read_bytes()
    path.write_bytes(content[:int(len(content) * share)])
    assert "damaged" in refused(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A document type has no place in a sheet."""
    path = a_raw_book(tmp_path / "a.xlsx", '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>',
                      prologue='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    assert "document type" in refused(path)


@pytest.mark.parametrize(("content", "words"), [
    (b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0", "not a workbook"), (b"%PDF-1.7\n\0\x01", "not a workbook"),
    (b"\xef\xbb\xbf\r\n<html><table></table>", "web page"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"PK\x03\x04rubbish", "damaged"), (b"\n\n\n", "no rows"), (b"a\x81\xff\xff\xff,b", "unknown encoding"),
])
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    """Whatever its name says."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert words in refused(path)


def test_other_archives_are_named(tmp_path: Path) -> None:
    """A zip of pictures, a LibreOffice sheet."""
    for name, words in (("photo.jpg", "not a workbook"), ("content.xml", "save it as .xlsx")):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as made:
            made.writestr(name, "x")
        assert words in refused(tmp_path / "a.xlsx")
    assert "cannot be read" in refused(tmp_path / "gone.xlsx")
    assert "is a folder" in refused(tmp_path)


def an_open_document(path: Path, rows: str, manifest: str = "<manifest/>") -> Path:
    """A LibreOffice sheet with these rows in it."""
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", f"<office:document-content{names}><office:body><office:spreadsheet>"
                                     f'<table:table table:name="S">{rows}'
                                     "</table:table></office:spreadsheet></office:body></office:document-content>")
    return path


def test_a_sheet_of_libre_office_is_read(tmp_path: Path) -> None:
    """Numbers, days, words in paragraphs, repeated cells, a remark left aside, a formula that was never computed."""
    path = an_open_document(tmp_path / "a.ods", (
        '<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>remark</text:p></office:annotation>'
        '<text:p>甲<text:s/>公司</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="5.5"/>'
        '<table:table-cell office:value-type="date" office:date-value="2026-03-05"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2" office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell table:formula="of:=[.A1]"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'))
    rows = read_workbook(path)[0].rows
    assert [(row.number, row.cells) for row in rows] == [(1, ("甲 公司", Decimal("5.5"), date(2026, 3, 5))), (5, (True, True))]
    assert rows[1].unknown == {2: "=[.A1]"}


def test_a_sheet_of_libre_office_keeps_the_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few bytes that claim a million full rows, a password, a document type."""
    full = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1"/>'
    full += "</table:table-row>"
    monkeypatch.setattr(workbook_reader, "MOST_ROWS", 30)
    assert "more than 30 rows" in refused(an_open_document(tmp_path / "a.ods", full))
    assert "password" in refused(an_open_document(tmp_path / "b.ods", full, "<manifest><encryption-data/></manifest>"))
    assert "damaged" in refused(an_open_document(tmp_path / "c.ods", "<table:table-row>&x;</table:table-row"))


@pytest.mark.parametrize("encoding", ("utf-8", "utf-8-sig", "gbk", "utf-16"))
@pytest.mark.parametrize("mark", ",;\t")
def test_text_files_are_read_in_their_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    """With the apostrophe taken off that our own CSV puts on."""
    path = tmp_path / "a.csv"
    path.write_bytes(f'编号{mark}备注\r\n00001{mark}"\'=1+1"\r\n\r\n00002{mark}"a\nb"\r\n'.encode(encoding))
    assert [row.cells for row in read_workbook(path)[0].rows] == [("编号", "备注"), ("00001", "=1+1"), ("00002", "a\nb")]
