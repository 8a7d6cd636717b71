"""An editable grid of lines in a form, with what is wrong or worth a look at its cells in words below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.jobs import Jobs
from ui.kit.lines_model import Line, LinesModel
from ui.kit.lines_view import LinesView
from ui.kit.specs import Level, LinesSpec, Mark
from ui.kit.words import SHAPES, column, label

_WORDS = 6


class LinesEdit(QWidget):
    """The grid with its marks in words below."""

    changed = Signal(str)
    left = Signal()
    typing = Signal()

    def __init__(self, spec: LinesSpec, office: Office, jobs: Jobs) -> None:
        super().__init__()
        self.spec = spec
        self.model = LinesModel(spec, office)
        self.view = LinesView(self.model, jobs)
        self.view.left.connect(self.left)
        self.view.typing.connect(self.typing)
        self.view.setAccessibleName(_(spec.title or N_("Lines")))
        self.view.setToolTip(_("Enter: next cell · Ctrl+Delete: remove the line · Ctrl+V: paste rows from Excel") if spec.growing
                             else _("Enter: next cell · Ctrl+V: paste rows from Excel"))
        if spec.ordered:
            self.view.setToolTip(_("Alt+Up, Alt+Down: move the line") + " · " + self.view.toolTip())
            for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
                made = QShortcut(QKeySequence(key), self)
                made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                made.activated.connect(partial(self.move_line, by))
        look = theme.current()
        self.view.setMinimumHeight(look.px(theme.ROW) * ((spec.rows if spec.whole else min(spec.rows, 4)) + 1) + 4)
        self.words = {Level.BLOCK: label(role="problem", wrap=True), Level.LOOK: label(role="warning", wrap=True)}
        self.model.typed.connect(self.changed)
        layout = column(self, spacing=look.px(4))
        layout.addWidget(self.view, 1)
        for words in self.words.values():
            words.hide()
            layout.addWidget(words)
        self.setFocusProxy(self.view)

    def collect(self) -> tuple[list[Line], list[Problem]]:
        """The lines, and what is unreadable or missing in them."""
        return self.model.collect(self.spec.key)

    def plain(self) -> list[Line]:
        """The lines as a draft keeps them, with the text of the cell being typed in."""
        typed = self.view.open_text()
        if typed is None or not typed[2]:
            return self.model.plain()
        row, key, text = typed
        return self.model.plain({row: {key: text}})

    def put(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Replace all lines."""
        self.model.put(lines)

    def focus_cell(self, path: str) -> None:
        """Go to "line.column", or to where typing begins."""
        place, _dot, key = path.partition(".")
        keys = [spec.key for spec in self.spec.columns]
        row, at = self.view.begins()
        if key in keys:
            at = keys.index(key)
        self.view.edit_cell(self.model.row_of(int(place)) if place.isdigit() else row, at)

    def move_line(self, by: int) -> None:
        """Move the line that the cursor is in one up or down; what is being typed in it goes along."""
        self.view.take_open()
        at = self.view.currentIndex()
        to, most = at.row() + by, self.model.rowCount() - (1 if self.spec.growing else 0)
        if 0 <= at.row() < most and 0 <= to < most:
            self.view.setCurrentIndex(self.model.index(to, at.column()))
            self.model.swap(at.row(), to)
            self.show_marks({})

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Replace the marks; their words stand below the grid."""
        self.model.show_marks(marks)
        self.view.show_columns()
        said = worded(self.model)
        for level, words in self.words.items():
            texts = [text for each, text in said if each is level]
            words.setVisible(bool(texts))
            words.setText("\n".join(texts[:_WORDS]))


def worded(model: LinesModel) -> list[tuple[Level, str]]:
    """Every mark as a sentence with its line and column, in order of the lines."""
    titles = {column.key: column.label for column in model.spec.columns}
    said = []
    for path, mark in sorted(model.marks.items(), key=lambda each: (int(each[0].partition(".")[0] or 0), each[0])):
        place, _dot, key = path.partition(".")
        where = _("Line {number}").format(number=model.row_of(int(place)) + 1) if place else ""
        said.append((mark.level, f"{SHAPES[mark.level]} {where} {_(titles.get(key, ''))}  {mark.text}"))
    return said
