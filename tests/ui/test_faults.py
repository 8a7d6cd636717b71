"""What comes out of a slot unexpected: logged by the hook, told once, and nothing else breaks."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.core.errors import KnownError, Problem, RuleViolation
from ui.kit.faults import Once, catch_faults


class Told:
    """A message box that remembers, and the hook of the program beneath."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.logged: list[str] = []
        self.once = Once(lambda title, words: self.said.append((title, words)))

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.logged.append(kind.__name__)


@pytest.fixture
def told(dressed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """The net over the slots, taken away at the end."""
    made = Told()
    monkeypatch.setattr(sys, "excepthook", made.hook)
    put_back = catch_faults(made.once, "neiqin.log")
    yield made
    put_back()
    assert sys.excepthook == made.hook


def _raise(error: BaseException) -> None:
    """As PySide hands what a slot raises to the hook."""
    sys.excepthook(type(error), error, None)


def test_a_bug_in_a_slot_is_logged_and_told(qtbot: QtBot, told: Told) -> None:
    QTimer.singleShot(0, lambda: _raise(ZeroDivisionError("by zero")))
    qtbot.waitUntil(lambda: len(told.said) == 1)
    assert told.logged == ["ZeroDivisionError"]
    assert "ZeroDivisionError: by zero" in told.said[0][1] and "neiqin.log" in told.said[0][1]


@pytest.mark.parametrize("error", (KnownError("The disk is full"), RuleViolation([Problem("", "x", "Say more")])))
def test_what_is_known_is_told_in_its_own_words(qtbot: QtBot, told: Told, error: KnownError | RuleViolation,
                                                caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "neiqin")
    _raise(error)
    qtbot.waitUntil(lambda: len(told.said) == 1)
    assert told.logged == [] and told.said[0][1] in ("The disk is full", "Say more")
    assert [record.levelname for record in caplog.records] == ["INFO"]


def test_what_stands_on_screen_is_not_said_again(dressed: QApplication) -> None:
    said: list[str] = []

    def tell(title: str, words: str) -> None:
        said.append(words)
        if len(said) < 5:
            once.fault(KnownError("The disk is full"))
            once.fault(KnownError("Another fault"))
    once = Once(tell)
    once.fault(KnownError("The disk is full"))
    assert said == ["The disk is full", "Another fault"]
    once.fault(KnownError("The disk is full"))
    assert said[2] == "The disk is full"


def test_a_file_with_hundreds_of_bad_rows_is_told_in_a_message_that_fits_the_screen() -> None:
    told = Told()
    told.once.fault(RuleViolation([Problem("", "x", "Row {row}", {"row": row}) for row in range(500)]))
    lines = told.said[0][1].splitlines()
    assert len(lines) == 13 and lines[0] == "Row 0" and "488" in lines[-1]
