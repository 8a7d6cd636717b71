"""What every view on screen can be asked by the window: refresh, find, print, export, remember, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.kit.tab import Action, Key, Row

WINDOW_KEYS = frozenset({"F1", "F2", "F3", "F5", "Esc", "Ctrl+P", "Ctrl+E", "Ctrl+K"})
"""Keys that the window answers and hands to the page in sight; a verb that names one only shows it."""


class Page(QWidget):
    """One view. Published topics reload it at once when it is seen, otherwise when it is next shown."""

    told = Signal()

    def __init__(self, desk: Desk, topics: Iterable[str] = ()) -> None:
        super().__init__()
        self.desk = desk
        self._stale = False
        wanted = (*topics, "everything") if topics else ()
        self._unsubscribe = desk.office.changes.subscribe(wanted, lambda _topics: self.told.emit()) if wanted else None
        self.told.connect(self._hear)

    def refresh(self) -> None:
        """Read again (F5)."""

    def seek(self) -> None:
        """Put the cursor where one searches (F3)."""

    def begin(self) -> bool:
        """Begin a new one (F2). False where nothing is made here."""
        return False

    def print_out(self) -> None:
        """Show what is printed (Ctrl+P)."""

    def export(self) -> None:
        """Write Excel (Ctrl+E)."""

    def back(self) -> bool:
        """Esc: step back inside the view. False when there is nowhere to go."""
        return False

    def goto(self, row: Any) -> None:
        """Show one row."""

    def state(self) -> dict[str, Any]:
        """What a rebuilt window must bring back."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring it back."""

    def leave(self) -> None:
        """The view goes away for good: save what was typed, listen no more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def _hear(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True


def suits(verb: Key, row: Row | None) -> bool:
    """Whether a verb can be given for this row."""
    if row is None:
        return not verb.needs_row
    return verb.when is None or not verb.needs_row or verb.when(row)


def shortcut(page: QWidget, key: str, call: Callable[[], None]) -> QShortcut:
    """A key that works while the focus is anywhere inside the page."""
    made = QShortcut(QKeySequence(key), page)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(call)
    return made


def runs(verb: Key, desk: Desk, *subject: Any) -> object:
    """Give a verb or do an action for a subject."""
    if isinstance(verb, Action):
        verb.do(desk, *(subject or (None,)))
        return None
    return desk.run(verb, *subject)
