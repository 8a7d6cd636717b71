"""A process beside the window's reads, enters and takes back what is large, as if it were done here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import imports
from data.imports import beside
from data.imports.headings import Unnamed
from models.core.errors import KnownError, RuleViolation
from models.core.imports import last_import
from models.core.office import Office
from models.core.staging import sweep
from models.core.text import use_language
from models.customers import commands, queries
from models.customers.inputs import CustomerInput
from models.street import faults
from tests.data.books import a_book
from tests.factories import CLERK
from tests.house import ROOT

HEADS = ["客户名称", "电话", "信用额度"]


class Enough(Exception):
    """The person does not want it any more."""


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are many here."""
    use_language("en")
    monkeypatch.setattr(beside, "LARGE_FILE", 0)
    monkeypatch.setattr(beside, "LARGE_IMPORT", 0)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    """Four hundred customers, one of them twice, one with a limit that is no number."""
    rows = [[f"公司{at:03d}", f"138{at:08d}", at * 100] for at in range(400)]
    yield a_book(tmp_path / "a.xlsx", [HEADS, *rows, ["公司007", "13800000007", None], ["丁公司", "13900000009", "面议"]])


def test_it_reads_the_same_enters_the_same_and_takes_it_back(office: Office, book: Path, tmp_path: Path) -> None:
    told: set[str] = set()
    office.changes.subscribe((), told.update)
    plan, here = beside.dry_run(office, "customers", book), imports.dry_run(office, "customers", book)
    assert list(plan.rows) == list(here.rows) and list(plan.duplicates) == list(here.duplicates)
    assert (plan.marks, list(plan.numbers), plan.bad) == (here.marks, list(here.numbers), 1)
    assert plan.rows[-1].problems and plan.rows[1:3] == tuple(here.rows[1:3]) and plan.matched.columns == here.matched.columns
    with pytest.raises(IndexError):
        plan.rows[len(plan.rows)]
    done = beside.carry(office, plan, tmp_path / "problems.xlsx", rows={here.duplicates[0].row: "apart"})
    assert (done.written, done.entered, done.changed, len(queries.find(office, "公司007"))) == (True, 401, 0, 2)
    assert "customers" in told and (tmp_path / "problems.xlsx").exists()
    assert office.database.execute_sql("SELECT person FROM import_record").fetchone() == (CLERK,)
    assert beside.undo_import(office, 1).number == "a.xlsx" and queries.find(office, "公司007") == [] and list(faults(office)) == []


def test_its_refusals_are_those_of_the_work(office: Office, book: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no headings|No headings"):
        beside.dry_run(office, "customers", a_book(tmp_path / "b.xlsx", [[1, 2], [3, 4]]))
    with pytest.raises(Unnamed, match="Name") as lacking:
        beside.dry_run(office, "customers", a_book(tmp_path / "c.xlsx", [["电话", "地址"], ["13800000001", "东街"]]))
    assert lacking.value.matched.heading.number == 1
    with pytest.raises(KnownError):
        beside.dry_run(office, "customers", tmp_path / "none.xlsx")
    plan = beside.dry_run(office, "customers", a_book(tmp_path / "d.xlsx", [["编号", "客户名称"], ["K1", "甲公司"]]))
    commands.file_customer(office, CustomerInput("乙公司", "K1"))
    with pytest.raises(RuleViolation, match="K1 belongs to 乙公司"):
        beside.carry(office, plan)


def test_it_stops_when_asked_and_leaves_nothing(office: Office, book: Path, tmp_path: Path) -> None:
    def enough(_done: int, _whole: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        beside.dry_run(office, "customers", book, progress=enough)
    plan = beside.dry_run(office, "customers", book)
    with pytest.raises(Enough):
        beside.carry(office, plan, tmp_path / "problems.xlsx", enough)
    assert last_import(office.database) is None and queries.find(office, "公司") == [] and list(faults(office)) == []
    assert beside.carry(office, plan, tmp_path / "problems.xlsx").entered == 400


def test_a_killed_process_is_said_in_words(office: Office, book: Path) -> None:
    plan = beside.dry_run(office, "customers", book)
    assert isinstance(plan, beside.PlanBeside) and plan.beside is not None
    os.kill(plan.beside._process.pid or 0, signal.SIGKILL)
    with pytest.raises(KnownError, match="ended from outside"):
        beside.carry(office, plan)


def test_killed_while_it_writes_it_leaves_nothing(office: Office, tmp_path: Path) -> None:
    """Enough rows that they are brought ahead in batches; what these left is swept."""
    rows = [[f"公司{at:04d}", f"138{at:08d}", None] for at in range(1200)]
    plan = beside.dry_run(office, "customers", a_book(tmp_path / "a.xlsx", [HEADS, *rows]))
    assert isinstance(plan, beside.PlanBeside) and plan.beside is not None
    child = plan.beside._process

    def killed(done: int, _whole: int) -> None:
        if done >= 600:                                 # all is worked out, and what is indexed ahead is in the file
            os.kill(child.pid or 0, signal.SIGKILL)

    with pytest.raises(KnownError, match="ended from outside"):
        beside.carry(office, plan, progress=killed)
    sweep(office)
    assert queries.find(office, "公司") == [] and last_import(office.database) is None and list(faults(office)) == []


def test_it_ends_with_the_window(office: Office, book: Path) -> None:
    """A window that is killed leaves no process behind."""
    script = ("import sys, time; from pathlib import Path; from models.street import open_office; from data.imports import beside\n"
              "if __name__ == '__main__':\n"
              "    beside.LARGE_FILE = 0; plan = beside.dry_run(open_office(Path(sys.argv[1])), 'customers', Path(sys.argv[2]))\n"
              "    print(plan.beside._process.pid, flush=True); time.sleep(60)\n")
    place = book.with_name("window.py")
    place.write_text(script, "utf-8")
    with subprocess.Popen([sys.executable, str(place), str(office.folder), str(book)], stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}) as window:
        assert window.stdout is not None
        child = int(window.stdout.readline())
        window.kill()
    for _look in range(100):
        if not is_running(child):
            break
        time.sleep(0.05)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """Whether a process works still; one that ended and was not fetched by its parent does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
