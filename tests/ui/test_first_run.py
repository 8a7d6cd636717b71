"""The first run and the start of the window: every way to begin, in both languages, and nothing half-made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from data.backup import backup, last_copy
from models.core import audit
from models.core.company import LANGUAGE, NAME, SAMPLE
from models.core.text import language, use_language
from models.street import has_office, open_office
from tests.factories import CLERK, an_office
from ui.first_run import FirstRun
from ui.kit.desk import MemoryStore
from ui.kit.fake_prompts import FakePrompts
from ui.session import Session

from .keys import press, write

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def asked(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[FirstRun]:
    """The page of questions for an empty folder."""
    made = FirstRun(tmp_path / "office")
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    if made.office is not None:
        made.office.close()
    made.close()
    made.deleteLater()
    use_language("zh_CN")


def _choose(asked: FirstRun, place: int) -> None:
    asked.beginning.button(place).setFocus()
    press(asked.beginning.button(place), Qt.Key.Key_Space)


def test_an_empty_office_is_made_by_keys_alone(asked: FirstRun, picture: Grab) -> None:
    picture(asked, "first-run-zh")
    write(asked.edits["company"], "河南金穗饲料有限公司")
    press(asked.edits["company"], Qt.Key.Key_Tab)
    write(asked.edits["person"], "王敏")
    press(asked.edits["person"], Qt.Key.Key_Return)
    office = asked.office
    assert office is not None and office.actor is not None
    assert (office.settings[NAME], office.settings[LANGUAGE], office.actor.name) == ("河南金穗饲料有限公司", "zh_CN", "王敏")
    assert office.actor.roles == {"clerk", "manager"}


def test_everything_missing_is_said_at_once_and_nothing_is_made(asked: FirstRun, picture: Grab) -> None:
    write(asked.edits["phone"], "1\u202e2")
    press(asked.edits["phone"], Qt.Key.Key_Return)
    assert [key for key, words in asked.words.items() if words.isVisible()] == ["company", "phone", "person"]
    assert asked.edits["company"].hasFocus()
    assert not has_office(asked.folder)
    picture(asked, "first-run-problems")
    for key, text in (("company", "甲"), ("phone", "1"), ("person", "乙")):
        asked.edits[key].clear()
        write(asked.edits[key], text)
    press(asked.edits["person"], Qt.Key.Key_Return)
    assert asked.office is not None


def test_another_language_keeps_what_was_typed(qtbot: QtBot, asked: FirstRun, picture: Grab) -> None:
    write(asked.edits["company"], "Golden Ear Feed")
    _choose(asked, 1)
    press(asked.language, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: language() == "en")
    assert asked.edits["company"].text() == "Golden Ear Feed" and asked.beginning.checkedId() == 1
    picture(asked, "first-run-en")
    press(asked.go, Qt.Key.Key_Space)
    assert asked.office is not None and asked.office.settings[SAMPLE]


def test_a_backup_is_restored(asked: FirstRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = an_office(tmp_path / "old")
    kept = backup(old, tmp_path / "kept.db")
    old.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(tmp_path / "nothing.db"), ""))
    _choose(asked, 2)
    press(asked.go, Qt.Key.Key_Space)
    assert asked.office is None and asked.status.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(kept), ""))
    press(asked.go, Qt.Key.Key_Space)
    assert asked.restored and asked.office is not None and asked.office.actor is not None and asked.office.actor.name == CLERK


@pytest.fixture
def session(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Session]:
    """A session on an office of four people, its window shown."""
    an_office(tmp_path / "office").close()
    made = Session(tmp_path / "office", MemoryStore(), FakePrompts())
    assert made.open()
    made.show()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()
    use_language("zh_CN")


def _idle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.window is not None and not session.window.jobs.busy, timeout=20_000)


def test_the_window_says_who_sits_there_and_copies_the_office_once_a_day(qtbot: QtBot, session: Session, picture: Grab) -> None:
    window, office = session.window, session.office
    assert window is not None and office is not None
    qtbot.waitUntil(lambda: last_copy(office) is not None, timeout=20_000)
    _idle(qtbot, session)
    assert office.actor is not None and office.actor.name == CLERK
    assert audit.about(office.database, CLERK)[-1].verb == "people.sign_in"
    picture(window, "window")


def test_a_restore_closes_and_reopens_and_asks_for_the_last_printed_number(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    office, prompts = session.office, session._prompts
    assert office is not None and isinstance(prompts, FakePrompts)
    kept = backup(office, tmp_path / "kept.db")
    _idle(qtbot, session)
    first = session.window
    prompts.answers = [{"invoice": "XS20261100002"}]
    session.restore(kept)
    qtbot.waitUntil(lambda: session.window is not first and not prompts.answers, timeout=20_000)
    _idle(qtbot, session)
    assert session.office is not None and session.office is not office
    lost = session.office.database.execute_sql("SELECT number FROM lost_number ORDER BY number").fetchall()
    assert lost == [("XS20261100001",), ("XS20261100002",)]
    assert list((tmp_path / "office").glob("office-replaced-*.db"))


def test_a_backup_that_is_no_backup_leaves_the_office_as_it_was(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    prompts, first = session._prompts, session.window
    assert isinstance(prompts, FakePrompts)
    _idle(qtbot, session)
    (tmp_path / "junk.db").write_bytes(b"junk" * 5000)
    session.restore(tmp_path / "junk.db")
    qtbot.waitUntil(lambda: session.window is not first and session.window is not None, timeout=20_000)
    _idle(qtbot, session)
    assert len(prompts.asked) == 1
    assert session.office is not None and session.office.settings[NAME] == ""


def test_a_damaged_office_offers_a_backup(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> None:
    office = an_office(tmp_path / "office")
    kept = backup(office, tmp_path / "kept.db")
    office.close()
    path = tmp_path / "office" / "office.db"
    path.write_bytes(b"\0" * path.stat().st_size)
    session = Session(tmp_path / "office", MemoryStore(), FakePrompts(True, kept))
    assert session.open()
    session.close()
    open_office(tmp_path / "office").close()
    path.write_bytes(b"\0" * path.stat().st_size)
    assert not Session(tmp_path / "office", MemoryStore(), FakePrompts(False)).open()


def test_a_workbook_can_be_the_beginning(qtbot: QtBot, asked: FirstRun, picture: Grab) -> None:
    write(asked.edits["company"], "河南金穗饲料有限公司")
    write(asked.edits["person"], "王敏")
    _choose(asked, 3)
    picture(asked, "first-run-import")
    press(asked.edits["person"], Qt.Key.Key_Return)
    assert asked.imports and asked.office is not None and asked.office.actor is not None
    folder = asked.folder
    asked.office.close()
    asked.office = None
    session = Session(folder, MemoryStore(), FakePrompts())
    session._imports = True
    assert session.open()
    window = session.show()
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: "customers" in window.pages and type(window.pages["customers"].page).__name__ == "ImportPage")
    window.close()
    session.close()
