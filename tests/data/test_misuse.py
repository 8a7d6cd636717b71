"""Bad arguments end in one line with exit code 2, and leave neither office nor person nor file behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.street import open_office
from tests.factories import CLERK, MANAGER, a_customer, an_office
from tests.house import ROOT
from tests.terminal import Terminal

PRODUCTS = ROOT / "tests" / "samples" / "products.xlsx"


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.fixture
def desk(tmp_path: Path) -> Terminal:
    """An office with a customer."""
    office = an_office(tmp_path / "office")
    a_customer(office)
    office.close()
    return Terminal(tmp_path / "office", CLERK)


@pytest.mark.parametrize("words", (
    ("list",), ("list", "nonsense"), ("import", "nonsense", PRODUCTS), ("sample", "--customers", "0"), ("sample", "--days", "0"),
    ("sample", "--until", "0001-01-01"), ("check",), ("close", "2026-11-23"), ("approve", "1"), ("backup", "copy.db")))
def test_where_no_office_stands_none_is_made(words: tuple[object, ...], tmp_path: Path) -> None:
    said = Terminal(tmp_path / "office", "王敏").run(*words)
    assert (said.code, len(said.err.splitlines())) == (2, 1), said
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize("words", (
    ("sample",), ("list", "nonsense"), ("list", "people", "--state", "x"), ("list", "people", "--format", "xlsx"),
    ("list", "people", "--limit", "-1"), ("list", "people", "--limit", "9" * 20), ("list", "people", "--limit", "1_0"),
    ("list", "invoices", "--from", "2026-12-01", "--to", "2026-11-01"),
    ("finance", "--from", "2026-12-01", "--to", "2026-11-01", "--out", "x"),
    ("print", "invoice", "X", "--from", "2026-11-01", "--out", "p.pdf"), ("print", "invoice", "--out", "p.pdf"),
    ("print", "receipt", "X", "--design", "old", "--out", "p.pdf"), ("print", "stocktake", "--from", "2026-11-01", "--out", "p.pdf"),
    ("statement", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "p.pdf"),
    ("print", "nonsense", "X", "--out", "p.pdf"), ("print", "invoice", "X", "--paper", "A3", "--out", "p.pdf"), ("approve", "-1"),
    ("approve", "9" * 30), ("close", "2026-11-23", "--cash", "1E+400"), ("close", "2026-11-23", "--cash", "NaN"),
    ("close", "2026-11-23", "--cash", "1_0"), ("close", "2026-11-23", "--cash", "٣"), ("close", "2026-11-23", "--cash", "0.001"),
    ("find", "\udcff"), ("void", "\udcff", "--reason", "x"), ("list", "people", "--keyword", "\udcff")))
def test_nothing_is_written_not_even_who_is_new(words: tuple[object, ...], desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    before = content(desk.folder)
    said = Terminal(desk.folder, "新来的").run(*words)
    assert (said.code, len(said.err.splitlines())) == (2, 1), said
    assert content(desk.folder) == before


@pytest.mark.parametrize("name", (" ", "a\tb", "长" * 41, "a\u200bb"))
def test_nobody_is_filed_under_what_is_no_name(name: str, desk: Terminal) -> None:
    said = Terminal(desk.folder, name).run("void", "X", "--reason", "x")
    assert (said.code, len(said.err.splitlines())) == (2, 1), said
    assert {row["name"] for row in desk.rows("people")} == {CLERK, MANAGER, "李强", "老赵"}


@pytest.mark.parametrize("verb", (("list", "people"), ("find", "x"), ("check",)))
def test_who_only_reads_is_not_filed(verb: tuple[str, ...], desk: Terminal) -> None:
    assert Terminal(desk.folder, "路过的").run(*verb).code == 0
    assert "路过的" not in {row["name"] for row in desk.rows("people")}


@pytest.mark.parametrize("name", ("office.db", "office.key", "office.db-wal"))
@pytest.mark.parametrize("words", (("list", "people", "--out"), ("list", "people", "--format", "pdf", "--out"), ("backup",),
                                   ("print", "invoice", "X", "--out"), ("import", "products", PRODUCTS, "--problems"),
                                   ("finance", "--from", "2026-11-01", "--to", "2026-11-23", "--out")))
def test_nothing_is_written_over_the_office(words: tuple[object, ...], name: str, desk: Terminal) -> None:
    said = desk.run(*words, desk.folder / ".." / "office" / name)
    assert (said.code, len(said.err.splitlines())) == (2, 1), said
    open_office(desk.folder).close()


def test_problem_rows_do_not_overwrite_the_workbook_they_come_from(desk: Terminal) -> None:
    book = desk.file(PRODUCTS.read_bytes(), "own.xlsx")
    assert desk.run("import", "products", book, "--problems", book).code == 2
    assert book.read_bytes() == PRODUCTS.read_bytes()


@pytest.mark.parametrize("words", (("list", "people", "--out"), ("list", "people", "--format", "csv", "--out"),
                                   ("list", "people", "--format", "xlsx", "--out"), ("list", "people", "--format", "pdf", "--out"),
                                   ("finance", "--from", "2026-11-01", "--to", "2026-11-23", "--out"),
                                   ("print", "account-opening", "C00001", "--out"), ("backup",)))
def test_a_place_that_cannot_be_written_is_said_in_words(words: tuple[object, ...], desk: Terminal, tmp_path: Path) -> None:
    said = desk.run(*words, tmp_path / "no folder" / "x.out")
    assert (said.code, len(said.err.splitlines())) == (1, 1) and "no folder" in said.err, said


@pytest.mark.parametrize("words", (
    ("list", "customers", "--keyword", "a b " * 700), ("list", "customers", "--keyword", "x" * 10_000), ("find", "a b " * 700),
    ("list", "customers", "--keyword", "%"), ("list", "customers", "--keyword", "_"), ("list", "customers", "--keyword", "\\"),
    ("list", "customers", "--keyword", "'\"; DROP TABLE customer;--"), ("find", 'NEAR("a'), ("find", "*"),
    ("list", "customers", "--limit", "0"), ("list", "receivables", "--from", "0001-01-01", "--to", "0001-01-02", "--limit", "0"),
    ("list", "invoices", "--from", "0001-01-01", "--to", "9999-12-31")))
def test_odd_questions_find_nothing(words: tuple[object, ...], desk: Terminal) -> None:
    assert "双汇" not in desk.do(*words)


@pytest.mark.parametrize("listing", ("stock", "ageing", "receivables", "ledger", "movements"))
def test_the_end_of_the_calendar_is_a_day_like_others(listing: str, desk: Terminal) -> None:
    assert desk.rows(listing, "--to", "9999-12-31") == desk.rows(listing)


def test_a_day_far_ahead_is_not_closed(desk: Terminal) -> None:
    assert desk.run("close", "9999-12-31").fields == ["date"]
    desk.do("finance", "--from", "2026-11-01", "--to", "9999-12-31", "--out", desk.folder.parent / "finance.xlsx")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    place = tmp_path / "office"
    place.write_bytes(b"")
    for words in (("check",), ("sample",), ("import", "products", PRODUCTS)):
        said = Terminal(place).run(*words)
        assert said.code in (1, 2) and len(said.err.splitlines()) == 1, said


def test_an_office_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    """The limit on a file's size stands in for the end of the disk."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        said = Terminal(tmp_path / "office").run("sample")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (said.code, len(said.err.splitlines())) == (1, 1), said
    assert content(tmp_path / "office") == {}
    Terminal(tmp_path / "office").do("sample", "--customers", "2", "--days", "1", "--invoices-a-day", "1")


def test_a_hand_over_is_recorded_only_where_its_workbook_can_be_written(desk: Terminal) -> None:
    period = ("--from", "2026-11-23", "--to", "2026-11-23", "--out")
    for place in (desk.folder / "nowhere" / "h.xlsx", desk.folder, desk.folder / ("长" * 99)):
        assert desk.run("hand-over", "finance", *period, place).code == 1
    assert desk.rows("handovers") == []
    assert desk.run("settle", "9999-12").fields == ["month"]
