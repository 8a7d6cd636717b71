"""What every view on screen can be asked by the window: refresh, find, print, export, remember, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.flow import FlowLayout
from ui.kit.specs import Level
from ui.kit.tab import Action, Key, Row, Verb, allowed
from ui.kit.words import button


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


class VerbBar(QWidget):
    """The verbs of a view as buttons, each with its key. `run` is told which was given."""

    def __init__(self, page: QWidget, desk: Desk, verbs: Sequence[Key], run: Callable[[Key], object]) -> None:
        super().__init__()
        self.setObjectName("verbs")
        self.verbs = tuple(verb for verb in verbs if allowed(verb.roles, desk.office))
        self.buttons: dict[int, QPushButton] = {}
        self._flow = FlowLayout(self, theme.current().px(8))
        self._run, self._desk, self._has_row = run, desk, False
        for at, verb in enumerate(self.verbs):
            role = "primary" if isinstance(verb, Verb) and verb.primary else ""
            made = button(_(verb.title), key=verb.key, name=verb.icon, role=role)
            made.clicked.connect(partial(self._press, at))
            made.setAutoDefault(False)
            self.buttons[at] = made
            self._flow.addWidget(made)
            if verb.key and verb.key not in WINDOW_KEYS:
                shortcut(page, verb.key, partial(self._press, at))
        if not self.verbs:
            self.hide()

    def suit(self, row: Row | None) -> None:
        """Enable what can be done with this row (None: no row)."""
        self._has_row = row is not None
        for at, verb in enumerate(self.verbs):
            self.buttons[at].setEnabled(suits(verb, row))

    def fit(self, row: Row) -> None:
        """Show only what can be done with the one row that the page is about."""
        self.suit(row)
        for at, verb in enumerate(self.verbs):
            self.buttons[at].setVisible(suits(verb, row))

    def count(self, problems: int) -> None:
        """The primary button says how much there is to mend."""
        for at, verb in enumerate(self.verbs):
            if isinstance(verb, Verb) and verb.primary:
                words = _("{verb} ({count} to mend)").format(verb=_(verb.title), count=problems) if problems else _(verb.title)
                self.buttons[at].setText(f"{words}  {verb.key}" if verb.key else words)

    def primary(self) -> QPushButton | None:
        """The button that Enter leads to."""
        found = [self.buttons[at] for at, verb in enumerate(self.verbs) if isinstance(verb, Verb) and verb.primary]
        return found[0] if found else self.buttons.get(0)

    def _press(self, at: int, _on: bool = False) -> None:
        if self.buttons[at].isEnabled():
            self._run(self.verbs[at])
        else:
            words = _("{verb}: not for this row") if self._has_row else _("{verb}: choose a row first")
            self._desk.say(words.format(verb=_(self.verbs[at].title)), Level.LOOK)


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
