"""One line to type into at a card's foot; what is half typed waits for its subject until it is given."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from models.core.errors import RuleViolation
from models.core.office import Done
from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.near import NearRows
from ui.kit.presenter import Presenter
from ui.kit.specs import Values
from ui.kit.tab import Entry
from ui.kit.words import button, column, label, row

_HALF_TYPED: WeakKeyDictionary[Desk, dict[tuple[str, Any], Values]] = WeakKeyDictionary()
"""For each desk: (form, subject) -> what stands in an entry line that was left before it was given."""
_NAME = 160


def lay_aside(desk: Desk, form: str, subject: Any, values: Values) -> None:
    """Let the line of that form hold these values once it is drawn for the subject, as if they had been half typed there."""
    _HALF_TYPED.setdefault(desk, {})[form, subject] = values


class EntryLine(QWidget):
    """Enter past its last field gives its verb. Drawn again for the same subject, it holds what was typed."""

    given = Signal(object)
    """The verb was done: its Done."""

    def __init__(self, entry: Entry, desk: Desk, subject: Any) -> None:
        super().__init__()
        look = theme.current()
        self.entry, self.desk, self.subject = entry, desk, subject
        self.panel = FormPanel(entry.form, desk.office, desk.jobs)
        self.about = label("", "secondary")
        self.about.setMinimumHeight(look.px(theme.ROW))
        self.about.hide()
        self.go = button(_(entry.verb.title), key=entry.verb.key, role="primary")
        self.go.clicked.connect(self.give)
        self.panel.submitted.connect(self.give)
        line = row(self.about, self.panel, self.go)
        for words in (self.about, self.go):
            line.setAlignment(words, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        whole = column(self, spacing=look.px(4), margins=(look.px(8), look.px(4), look.px(8), look.px(4)))
        whole.addLayout(line)
        whole.addWidget(NearRows(desk, self.panel))
        self._take_kept()

    def at_the_edge(self) -> EntryLine:
        """Without a card around it: as wide as what stands above and below."""
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(0, 0, 0, theme.current().px(8))
        return self

    def turn_to(self, subject: Any, name: str) -> None:
        """Be about another row: what is half typed waits with the old one, what waited for the new one comes back."""
        self.keep()
        self.subject = subject
        self.about.setText(self.about.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, theme.current().px(_NAME)))
        self.about.setToolTip(name)
        self.about.setVisible(bool(name))
        self.setEnabled(subject is not None)
        self.panel.clear()
        self.panel.put({"id": subject})
        self._take_kept()

    def reach(self) -> None:
        """Its key: into the line, or done when inside."""
        at = QApplication.focusWidget()
        if at is not None and self.isAncestorOf(at):
            self.give()
        elif self.isEnabled():
            self.panel.focus()

    def give(self) -> None:
        """Run the verb with what was typed; keep it where it was refused."""
        self.panel.take_open()
        values, problems = self.panel.collect()
        self.panel.show_problems(problems)
        if problems:
            return
        try:
            typed = self.entry.reads(values) if self.entry.reads is not None else values
        except RuleViolation as refused:
            self.panel.show_problems(refused.problems)
            return
        done: Done | None = Presenter(self.desk).run(self.entry.verb, self.subject, typed, surface=self.panel)
        if done is not None:
            self._shelf.pop(self._name, None)
            self.panel.clear()
            self.panel.focus()
            self.given.emit(done)

    def keep(self) -> None:
        """Lay what is half typed aside for this subject."""
        if self.panel.dirty:
            self._shelf[self._name] = self.panel.plain()
        else:
            self._shelf.pop(self._name, None)

    def place(self) -> tuple[str, int] | None:
        """Which field the cursor is in, and where in it."""
        at = self.focusWidget()
        for key, field in self.panel.fields.items():
            if field.widget is at and field.widget.hasFocus():
                return key, at.cursorPosition() if isinstance(at, QLineEdit) else 0
        return None

    def take_place(self, place: tuple[str, int]) -> None:
        """Put the cursor back where it was, so that typing goes on."""
        key, position = place
        self.panel.focus(key)
        widget = self.panel.fields[key].widget
        if isinstance(widget, QLineEdit):
            widget.deselect()
            widget.setCursorPosition(position)

    def _take_kept(self) -> None:
        kept = self._shelf.get(self._name)
        if kept is not None:
            self.panel.put(kept)
            self.panel.dirty = True

    @property
    def _name(self) -> tuple[str, Any]:
        return self.entry.form.name, self.subject

    @property
    def _shelf(self) -> dict[tuple[str, Any], Values]:
        return _HALF_TYPED.setdefault(self.desk, {})
