"""Under a form: what is filed already and may be what is being typed, each with what can be done instead, by key."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.page import shortcut
from ui.kit.specs import Level, Live, Near
from ui.kit.words import SHAPES, OneLine, button, column, label, row

_SHOWN = 3
_KEYS = tuple(f"Alt+{letter}" for letter in "ASDFGH")
"""Under the left hand; the digits with Alt turn sides and saved filters."""


class NearRows(QWidget):
    """A row for each, at most three; its buttons take Alt+A, Alt+S … wherever in the form the cursor is."""

    def __init__(self, desk: Desk, panel: FormPanel) -> None:
        super().__init__()
        self.desk, self.panel = desk, panel
        self.near: tuple[Near, ...] = ()
        self.buttons: list[QPushButton] = []
        self._rows: list[QWidget] = []
        self._column = column(self, spacing=theme.current().px(4))
        self._shortcuts = [shortcut(panel, key, partial(self.press, place)) for place, key in enumerate(_KEYS)]
        self._enable()
        panel.offered.connect(self.show_rows)
        self.hide()

    def show_rows(self, live: Live) -> None:
        """Draw what is near now, unless it stands there already."""
        same = _said(live.near) == _said(self.near)
        self.near = live.near
        if same:
            return
        for old in self._rows:
            self._column.removeWidget(old)
            old.deleteLater()
        self.buttons, self._rows = [], []
        for near in self.near[:_SHOWN]:
            self._rows.append(self._row(near))
            self._column.addWidget(self._rows[-1])
        self._enable()
        self.setVisible(bool(self._rows))

    def press(self, place: int) -> None:
        """Do what the button at this place says."""
        choices = [do for near in self.near[:_SHOWN] for _words, do in near.choices]
        if place < len(choices):
            choices[place](self.desk, self.panel)

    def _enable(self) -> None:
        for place, made in enumerate(self._shortcuts):
            made.setEnabled(place < len(self.buttons))

    def _row(self, near: Near) -> QWidget:
        holder, parts = QWidget(), [_mark(), OneLine(near.text), OneLine(near.detail, "secondary")]
        layout: QHBoxLayout = row(*parts, spacing=theme.current().px(8))
        for words, _do in near.choices:
            place = len(self.buttons)
            made = button(words, key=_KEYS[place])
            made.setAccessibleName(f"{words} {near.text}")
            made.clicked.connect(lambda _on=False, place=place: self.press(place))
            made.setAutoDefault(False)
            self.buttons.append(made)
            layout.addWidget(made)
        layout.addStretch(1)
        holder.setLayout(layout)
        return holder


def _mark() -> QLabel:
    return label(SHAPES[Level.LOOK], "warning")


def _said(near: tuple[Near, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((each.text, each.detail, tuple(words for words, _do in each.choices)) for each in near)
