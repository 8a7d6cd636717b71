"""A card's log: day, words, more about them, the latest last; it scrolls by itself within the height it is given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from ui.kit import theme
from ui.kit.board import CardRow
from ui.kit.table import chip
from ui.kit.words import ROLES, label

_LEAST = 84


class Chip(QWidget):
    """One grade beside an entry of the log."""

    def __init__(self, grade: str) -> None:
        super().__init__()
        look = theme.current()
        self.grade = grade
        self.setFixedSize(look.px(20), look.px(20))
        self.setAccessibleName(grade)

    def paintEvent(self, event: QPaintEvent) -> None:
        chip(QPainter(self), self.rect(), self.grade)


class Timeline(QScrollArea):
    """The rows, as high as they need, at most as high as `bound` says."""

    def __init__(self, rows: Sequence[CardRow], name: str) -> None:
        super().__init__()
        look = theme.current()
        self.setObjectName("timeline")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._most = look.px(400)
        holder = QWidget()
        self.cells = QGridLayout(holder)
        self.cells.setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(4))
        self.cells.setHorizontalSpacing(look.px(10))
        self.cells.setVerticalSpacing(look.px(2))
        graded = any(line.grade for line in rows)
        for at, line in enumerate(rows):
            self._add(line, at * 3, graded)
        self.cells.setColumnStretch(2, 1)
        self.setWidget(holder)
        QTimer.singleShot(0, self, self.show_last)

    def bound(self, most: int) -> None:
        """The height there is for the log in the board around it."""
        self._most = max(most, theme.current().px(_LEAST))
        self._fit()

    def show_last(self) -> None:
        """The latest entry into sight."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add(self, line: CardRow, at: int, graded: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self.cells.addWidget(label(line.note, "secondary"), at, 0, top)
        if line.grade:
            self.cells.addWidget(Chip(line.grade), at, 1, top)
        elif graded:
            self.cells.setColumnMinimumWidth(1, theme.current().px(20))
        what = label(line.text, ROLES[line.level], wrap=True)
        what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.cells.addWidget(what, at, 2)
        if line.detail:
            self.cells.addWidget(label(line.detail, "secondary", wrap=True), at + 1, 2)
        self.cells.setRowMinimumHeight(at + 2, theme.current().px(4))

    def _fit(self) -> None:
        wanted = self.cells.totalHeightForWidth(self.viewport().width())
        if self.height() != min(wanted, self._most):
            self.setFixedHeight(min(wanted, self._most))
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """Lay the rows out for the height they now have: Qt skips that where it changes while they are laid out."""
        self.cells.invalidate()
        self.cells.activate()
        self.show_last()
