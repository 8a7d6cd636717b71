"""The line at the window's foot: who, which day, what is open; what was just done; how far long work is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from models.core.kinds import Kind, text_of
from models.core.text import _
from ui.kit import theme
from ui.kit.jobs import Job
from ui.kit.specs import Level
from ui.kit.verbs import Door
from ui.kit.words import SHAPES, button, label, row, set_property

_SHOWN_MS = 8000


@dataclass(frozen=True)
class Segment:
    """One part of the status line, already worded; with a door it can be pressed."""

    text: str
    level: Level = Level.PLAIN
    door: Door | None = None


class StatusLine(QFrame):
    """Segments at the left, the last message and running work at the right."""

    def __init__(self, open_door: Callable[[Door], None]) -> None:
        super().__init__()
        self.setObjectName("status")
        look = theme.current()
        self._open = open_door
        self._parts: list[QWidget] = []
        self._segments = row(spacing=look.px(4))
        self.message = label()
        self.message.setAccessibleName(_("Last message"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setFixedWidth(look.px(200))
        self.progress.hide()
        self.stop = button(_("Stop"))
        self.stop.hide()
        self.stop.clicked.connect(lambda: self._job.cancel() if self._job is not None else None)
        self._job: Job[Any] | None = None
        self._title = ""
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.message.clear)
        whole = row(spacing=look.px(8), margins=(look.px(12), look.px(2), look.px(12), look.px(2)))
        whole.addLayout(self._segments)
        whole.addStretch(1)
        for each in (self.message, self.progress, self.stop):
            whole.addWidget(each)
        self.setLayout(whole)
        self.setMinimumHeight(look.px(28))

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Replace the segments."""
        for old in self._parts:
            self._segments.removeWidget(old)
            old.deleteLater()
        self._parts = []
        for place, segment in enumerate(segments):
            if place:
                self._add(label("·"))
            words = f"{SHAPES[segment.level]} {segment.text}" if segment.level is not Level.PLAIN else segment.text
            door = segment.door
            if door is None:
                part: QWidget = label(words)
            else:
                pressed = button(words)
                pressed.clicked.connect(lambda _on=False, door=door: self._open(door))
                part = pressed
            set_property(part, "level", segment.level.value)
            self._add(part)

    def say(self, text: str, level: Level) -> None:
        """Show a message for a while."""
        self.message.setText(f"{SHAPES[level]} {text}" if level is not Level.PLAIN else text)
        set_property(self.message, "level", level.value)
        self._timer.start()

    def follow(self, title: str, job: Job[Any]) -> None:
        """Show how far a job is, with a button to stop it."""
        self.progress.setRange(0, 0)
        self.progress.setFormat(title)
        self._title = title
        self.progress.show()
        self.stop.show()
        self._job = job
        job.progress.connect(self._step)
        job.finished.connect(self._rest)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._segments.addWidget(part)

    def _step(self, done: int, whole: int) -> None:
        self.progress.setRange(0, whole)
        self.progress.setValue(done)
        self.progress.setFormat(f"{self._title} {text_of(Kind.INTEGER, done)} / {text_of(Kind.INTEGER, whole)}" if whole else self._title)

    def _rest(self) -> None:
        self.progress.hide()
        self.stop.hide()
