"""Ctrl+K: one line that finds anything, rows of the office and commands of the desk alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from models.core.pinyin import readings
from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.found_list import FOUND, FoundList
from ui.kit.specs import Found
from ui.kit.words import column, label

_DELAY_MS = 80
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
Offer = tuple[Found, Callable[[], object]]
"""What stands in the list, and what Enter does with it."""


class PaletteBox(QFrame):
    """Lies over the window until Enter or Esc. `commands(text)` are the desk's own offers, found without a worker."""

    def __init__(self, window: QWidget, desk: Desk, commands: Callable[[str], Sequence[Offer]]) -> None:
        super().__init__(window)
        look = theme.current()
        self.setObjectName("popup")
        self.desk, self._commands, self.desk_window = desk, commands, window
        self._offers: list[Offer] = []
        self._moved = False
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("Customer, number, phone, product, command…"))
        self.edit.setAccessibleName(_("Find anything"))
        self.list = FoundList(self)
        layout = column(self, spacing=look.px(4), margins=(look.px(8),) * 4)
        layout.addWidget(self.edit)
        layout.addWidget(self.list)
        self.foot = label(_("Nothing found. Try a part of the name, its initials or the end of a number."), "secondary", wrap=True)
        layout.addWidget(self.foot)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._ask)
        self.edit.textEdited.connect(lambda _text: self._typed())
        self.edit.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self.take(item.data(FOUND)))
        self.setFixedWidth(min(look.px(600), window.width() - 40))
        self.move((window.width() - self.width()) // 2, min(look.px(64), window.height() // 8))
        self._show(())
        self.show()
        self.raise_()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS:
                self._moved = True
                self.list.step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter()
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        return False

    def take(self, found: Found | None) -> None:
        """Go where a row leads."""
        calls = [call for offer, call in self._offers if offer is found]
        self.leave()
        for call in calls[:1]:
            call()

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.desk.jobs.drop(self)
        self.hide()
        self.deleteLater()

    def _typed(self) -> None:
        self._moved = False
        self._show(())
        self._timer.start()

    def _enter(self) -> None:
        """A fast Enter asks at once instead of waiting for the worker."""
        if self._timer.isActive() and not self._moved:
            self._timer.stop()
            self._show(self._found(self.edit.text()))
        self.take(self.list.chosen())

    def _ask(self) -> None:
        text = self.edit.text()
        self.desk.jobs.start(lambda ticket: self._found(text), partial(self._show, answered=bool(text.strip())), lane=self)

    def _found(self, text: str) -> Sequence[Offer]:
        if not text.strip():
            return ()
        return [(row.found, partial(self.desk.open, row.door)) for row in self.desk.services.search(self.desk.office, text)]

    def _show(self, found: Sequence[Offer], *, answered: bool = False) -> None:
        before = self.list.chosen() if self._moved else None
        self._offers = [*found, *self._commands(self.edit.text().strip().lower())]
        rows = [offer for offer, _call in self._offers]
        self.list.show_rows(rows)
        look = theme.current()
        room = max(3, (self.desk_window.height() * 3 // 4) // look.px(theme.ROW) - 2)
        self.list.setFixedHeight(look.px(theme.ROW) * min(len(rows), room) + 2)
        self.foot.setVisible(answered and not rows)
        self.adjustSize()
        if before in rows:
            self.list.setCurrentRow(rows.index(before))


def begins(text: str, words: str) -> bool:
    """Whether the words begin as typed, or sound so."""
    heard = [sound for sounds in readings(words) for sound in sounds] if text.isascii() else []
    return any(word.startswith(text) for word in (words.lower(), *heard))


def named(text: str, *words: str) -> bool:
    """Whether what is typed is part of the words, of their pinyin or its initials."""
    if text in " ".join(words).lower():
        return True
    return text.isascii() and any(text in sound for each in words for sounds in readings(each) for sound in sounds)
