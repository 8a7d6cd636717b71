"""Light or dark, the size of the letters, the language: as a menu of the rail, and by name in Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from models.core.text import LANGUAGES, N_, _, language
from ui.kit import theme
from ui.kit.desk import Services, Store

_MODES = ((theme.Mode.SYSTEM, N_("As the system")), (theme.Mode.LIGHT, N_("Light")), (theme.Mode.DARK, N_("Dark")))
Choice = tuple[str, bool, Callable[[], None]]
"""Words, whether it is worn now, and what puts it on."""


class Wearer(Protocol):
    """The window that wears them."""

    def wear(self, mode: theme.Mode, scale: int) -> None:
        """Another look, kept for the next start."""

    def speak(self, code: str) -> None:
        """Another language, kept for the next start."""


def dress(app: QApplication, services: Services) -> theme.Theme:
    """Wear the look that the person chose last; called once before the window is made."""
    return theme.wear(app, _mode(services.store), int(services.store.value("look/scale", 100)))


def looks(window: Wearer, store: Store) -> Iterator[Sequence[Choice]]:
    """The groups of choices: modes, sizes, languages."""
    mode, scale = _mode(store), theme.current().scale
    yield [(_(title), mode is each, partial(window.wear, each, scale)) for each, title in _MODES]
    yield [(f"{each} %", scale == each, partial(window.wear, mode, each)) for each in theme.SCALES]
    yield [(title, language() == code, partial(window.speak, code)) for code, title in LANGUAGES]


def show_menu(parent: QWidget, groups: Iterable[Sequence[Choice]], at: QPoint) -> None:
    """The choices as a menu."""
    menu = QMenu(parent)
    for choices in groups:
        menu.addSeparator()
        group = QActionGroup(menu)
        for words, on, call in choices:
            action = QAction(words, menu, checkable=True, checked=on)
            action.triggered.connect(lambda _on=False, call=call: call())
            group.addAction(action)
            menu.addAction(action)
    menu.exec(at)


def _mode(store: Store) -> theme.Mode:
    return theme.Mode(store.value("look/mode", theme.Mode.SYSTEM.value))
