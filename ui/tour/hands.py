"""The hands of the tour: real key events to whatever has the focus, eyes that wait until the screen rests."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QTimer, QTimerEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.form import FormPanel
from ui.kit.tab_page import TabPage
from ui.kit.verb_bar import VerbBar
from ui.main_window import MainWindow

_SHORT_MS = 200
_PATIENCE = 20.0
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Stuck(Exception):
    """A step of the day did not come out as it should."""


class Hands:
    """Types into one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def page(self) -> Any:
        """What the person sees."""
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, TabPage)
        return shown.page

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> Hands:
        """One key."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        if modifiers != NONE:                                       # the finger leaves Ctrl too, or Qt takes it as still held down
            QTest.keyRelease(QApplication.focusWidget() or self.window, Key.Key_Control)
        QApplication.processEvents()
        return self

    def type(self, text: str) -> Hands:
        """Words, as keys where there are keys for them and as an input method commits them where not."""
        for sign in text:
            at = QApplication.focusWidget() or self.window
            if sign.isascii():
                QTest.keyClicks(at, sign)
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(sign)
                QApplication.sendEvent(at, event)
            QApplication.processEvents()
        return self

    def enter(self, text: str = "") -> Hands:
        """Words, then Enter."""
        return self.type(text).key(Key.Key_Return)

    def write(self, panel: FormPanel, **values: str) -> Hands:
        """Go to fields of a form and type into them, in place of what stands there."""
        for path, text in values.items():
            panel.focus(path)
            self.key(Key.Key_A, CTRL).type(text)
        return self

    def go(self, tab: str, view: str = "") -> Any:
        """Go to a tab by its key, where it has one, then to one of its views; returns the page."""
        names = [each.name for each in self.window.tabs]
        if tab not in names:
            raise Stuck(f"there is no tab {tab}")
        place = names.index(tab)
        self.front()
        if place < 9:
            self.key(Key(Key.Key_1 + place), CTRL)
        elif tab == "settings":
            self.key(Key.Key_Comma, CTRL)
        else:
            self.window.rail.buttons[tab].click()
        tab_page = self.window.page(tab)
        if self.window.stack.currentWidget() is not tab_page:
            raise Stuck(f"the key of {tab} leads elsewhere")
        found = tab_page.place_of(view) if view else 0
        if found is None:
            raise Stuck(f"{tab} has no view {view}")
        tab_page.show_view(found)
        self.rest()
        return self.page

    def front(self) -> None:
        """The window in front again, after a dialog."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow, "the window to be active")

    def give(self, title: str) -> None:
        """Press the button of a verb of the page in sight, with the space bar."""
        bar: VerbBar = self.page.verbs
        place = next((at for at, verb in enumerate(bar.verbs) if verb.title == title), None)
        if place is None or not bar.buttons[place].isEnabled():
            raise Stuck(f"{title} cannot be given here")
        self.press(bar.buttons[place])

    def press(self, button: QWidget) -> None:
        """A button, by the space bar."""
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Key.Key_Space)
        self.rest()

    def pick(self, row_id: Any) -> None:
        """Put the cursor of the list in sight on a row."""
        page = self.page
        self.rest()
        page.goto(row_id)

        def there() -> bool:
            at = page.table.currentIndex().row()
            return bool(page.table.chosen_rows()) and 0 <= at < len(page.model.keys) and page.model.keys[at] == row_id
        self.until(there, f"row {row_id}")
        self.rest()

    def rest(self) -> None:
        """Until the workers and the short timers are done."""
        for _again in range(2):                                     # what a worker brought may start the next
            pause(1)
            self.until(self._rests, "the screen")

    def _rests(self) -> bool:
        """No worker works, and no timer is about to start one; what waits for a pause in the typing comes now."""
        short = [timer for timer in self.window.findChildren(QTimer)
                 if timer.isActive() and timer.isSingleShot() and timer.interval() <= _SHORT_MS]
        for timer in short:
            QApplication.sendEvent(timer, QTimerEvent(timer.timerId()))
        return not short and not self.window.jobs.busy

    def until(self, done: Callable[[], bool], what: str) -> None:
        """Wait for something. Raises Stuck when it does not come."""
        end = perf_counter() + _PATIENCE
        while not done():
            if perf_counter() > end:
                raise Stuck(f"waited too long for {what}")
            pause(2)


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
