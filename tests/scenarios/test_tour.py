"""The tour runs where there is no screen, walks a whole day and leaves papers, workbooks and pictures that show something."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from data.backup import backup
from models.core import audit
from models.street import open_office
from tests.factories import an_office
from tests.house import ROOT
from ui.tabs import TABS
from ui.tour.camera import is_blank
from ui.tour.gallery import LOOKS

PAPERS = {"invoice.pdf": b"%PDF", "daily-closing.pdf": b"%PDF", "customers.xlsx": b"PK", "finance.xlsx": b"PK"}


def walk(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """`neiqin tour`, without a display, in a home of its own."""
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    env |= {"XDG_DATA_HOME": str(out / "home"), "XDG_CONFIG_HOME": str(out / "home")}
    command = [sys.executable, "main.py", *more, "tour", "--out", str(out / "tour")]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, subprocess.CompletedProcess[str]]]:
    """The tour through a sample office, taken once."""
    out = tmp_path_factory.mktemp("tour")
    yield out / "tour", walk(out)


def test_every_step_of_the_day_comes_out(walked: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, ended = walked
    assert (ended.returncode, ended.stderr) == (0, "")
    assert all(f"wrote {path}" in ended.stdout for path in out.iterdir())


def test_papers_and_workbooks_are_written(walked: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ended = walked
    assert {name: (out / name).read_bytes()[:len(head)] for name, head in PAPERS.items()} == PAPERS


def test_every_tab_is_pictured_in_every_look(walked: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ended = walked
    wanted = {f"{place:02}-{tab.name}-{look.name}.png" for place, tab in enumerate(TABS, 1) for look in LOOKS}
    assert wanted - {path.name for path in out.iterdir()} == set()


def test_no_picture_is_blank(walked: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ended = walked
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) > 60
    assert [path.name for path in pictures if is_blank(QImage(str(path)))] == []


def test_an_office_in_use_is_not_written_to(tmp_path: Path) -> None:
    """It walks on a copy; where the copy has nothing to sell the tour ends with 1 and says at which step."""
    office = an_office(tmp_path / "office")
    head = audit.head(office.database)
    backup(office, tmp_path / "kept.db")
    office.close()
    ended = walk(tmp_path, "--data-dir", str(tmp_path / "office"))
    assert ended.returncode == 1 and "failed: the keeper is asked and answers" in ended.stderr
    office = open_office(tmp_path / "office")
    assert audit.head(office.database) == head
    office.close()
