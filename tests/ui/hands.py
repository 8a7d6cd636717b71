"""Ten fingers that count their keys: what is pressed goes to whatever has the focus, as on a real keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from .keys import write


class Hands:
    """Types into the window; `count` is the keys so far."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.count = 0

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Hands:
        """One key."""
        self.count += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        QApplication.processEvents()
        return self

    def type(self, text: str) -> Hands:
        """Text, a key for each sign."""
        for sign in text:
            self.count += 1
            write(QApplication.focusWidget() or self.window, sign)
            QApplication.processEvents()
        return self

    def enter(self, text: str = "") -> Hands:
        """Text, then Enter."""
        return self.type(text).key(Qt.Key.Key_Return)
