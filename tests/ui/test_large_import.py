"""A large workbook is brought in by a process beside the window: seen, decided, stopped, entered, taken back as any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.imports import beside
from models.core.text import _
from models.customers import queries
from models.street import faults
from tests.data.books import a_book
from ui.kit.specs import Level
from ui.tabs import CUSTOMERS

from .desk_room import Room, room


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """The import page, where every file is large."""
    monkeypatch.setattr(beside, "LARGE_FILE", 0)
    monkeypatch.setattr(beside, "LARGE_IMPORT", 0)
    with room(qtbot, dressed, tmp_path, CUSTOMERS) as made:
        tab = made.tab("customers")
        tab.show_view(tab.place_of("import-customers") or 0)
        made.settle()
        yield made


def test_a_large_import_is_like_any_other(desk: Room, tmp_path: Path) -> None:
    """Nothing can be chosen otherwise while rows are on their way; a stop leaves the page as it was."""
    page = desk.page
    rows = [[f"公司{at:03d}", f"138{at:08d}"] for at in range(300)]
    desk.prompts.answers = [a_book(tmp_path / "a.xlsx", [["客户名称", "电话"], *rows, ["公司007", "13800000007"]])]
    page.file.click()
    desk.settle()
    assert isinstance(page.plan, beside.PlanBeside) and page.model.rowCount() == 301
    assert page.model.rows[-1].result == _("left out") and page.policy.isVisible()
    page.rows.setCurrentIndex(page.model.index(300, 0))
    page.one.fate.put("apart")
    page.one.fate.edited.emit()
    assert page.model.rows[300].level == Level.LOOK and page.fates == {302: "apart"}
    page.go.click()
    assert not page.go.isEnabled() and not page.body.isEnabled() and not page.file.isEnabled()
    desk.window.status.stop.click()
    desk.settle()
    assert page.go.isEnabled() and page.body.isEnabled() and queries.find(desk.office, "公司") == []
    page.go.click()
    desk.settle()
    assert len(queries.find(desk.office, "公司007")) == 2 and page.outcome.isVisible()
    desk.prompts.answers = [True]
    page.outcome.undo.click()
    desk.settle()
    assert queries.find(desk.office, "公司") == [] and list(faults(desk.office)) == []
