"""Find while typing: a popup under a line edit, fed by a worker; a fast Enter is never swallowed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.entry import Unreadable
from ui.kit.found_list import FOUND, FoundPopup
from ui.kit.jobs import Jobs
from ui.kit.specs import FilesIn, Finder, Found

_DELAY_MS = 80
_SHOWN = 9
_ENOUGH = 20
"""Rows from which on the last line says that more typing narrows them."""


class Suggest(QObject):
    """Makes a line edit find: popup, debounce, worker, keys. `chosen` carries a Found."""

    chosen = Signal(object)

    def __init__(self, edit: QLineEdit, office: Office, jobs: Jobs, finder: Finder) -> None:
        super().__init__(edit)
        self.edit, self.office, self.jobs, self.finder = edit, office, jobs, finder
        self._rows_for: str | None = None
        self._popup: FoundPopup | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._ask)
        edit.textEdited.connect(lambda _text: self._timer.start())
        edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(Qt.Key(event.key()))
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        return False

    def take_typed(self) -> Found | None:
        """What Enter means now: the row under the cursor, or the first that fits text not yet answered."""
        text = self.edit.text()
        if self._popup is not None and self.is_open and self._rows_for == text:
            return self._popup.list.chosen()
        self._timer.stop()
        return next(iter(self.finder(self.office, text)), None) if text.strip() else None

    @property
    def is_open(self) -> bool:
        """Whether the popup stands there."""
        return self._popup is not None and self._popup.isVisible()

    def hide(self) -> None:
        """Close the popup and forget the question."""
        self._timer.stop()
        self.jobs.drop(self)
        if self._popup is not None:
            self._popup.hide()

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down and not self.is_open:
            self._ask()
            return True
        if not self.is_open or self._popup is None:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        if key in steps:
            self._popup.list.step(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _ask(self) -> None:
        text = self.edit.text()
        self.jobs.start(lambda ticket: self.finder(self.office, text), partial(self._show, text), lane=self)

    def _show(self, text: str, rows: Sequence[Found]) -> None:
        if text != self.edit.text() or not self.edit.hasFocus():
            return
        popup = self._made()
        self._rows_for = text
        foot = self._foot(text, len(rows))
        if not rows and not foot:
            popup.hide()
            return
        look, window = theme.current(), self.edit.window()
        width = min(max(self.edit.width(), look.px(460)), window.width() - 8)
        popup.show_rows(rows, foot, width, self._room(window))
        corner, height = self.edit.mapTo(window, QPoint(0, self.edit.height())), popup.height()
        if corner.y() + height > window.height():
            corner.setY(max(0, corner.y() - self.edit.height() - height))
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        popup.move(corner)
        popup.show()
        popup.raise_()

    def _room(self, window: QWidget) -> int:
        """Rows that fit above or below the field, whichever has more room; a large font on a small screen shows fewer."""
        top = self.edit.mapTo(window, QPoint(0, 0)).y()
        free = max(top, window.height() - top - self.edit.height()) // theme.current().px(theme.ROW) - 1
        return max(2, min(_SHOWN, free))

    def _foot(self, text: str, count: int) -> str:
        """What the rows do not say: that there may be more, or what to do where there is none."""
        if count >= _ENOUGH:
            return _("{count} rows shown; type more to narrow them").format(count=count)
        if count > _SHOWN:
            return _("{count} found").format(count=count)
        if count or not text.strip():
            return ""
        if self.files:
            return _("Nothing found for “{text}”. F2 files it anew.").format(text=text.strip())
        return _("Nothing found for “{text}”. Try a part of the name, its initials or the end of a number.").format(text=text.strip())

    @property
    def files(self) -> str:
        """The listing that what is looked for is filed in; "" where it is not filed by a form."""
        return self.finder.listing if isinstance(self.finder, FilesIn) else ""

    def _made(self) -> FoundPopup:
        if self._popup is None:
            self._popup = FoundPopup(self.edit.window())
            self._popup.list.itemClicked.connect(lambda item: self._click(item.data(FOUND)))
            self.edit.destroyed.connect(self._popup.deleteLater)
        return self._popup

    def _click(self, found: Found) -> None:
        self.hide()
        self.chosen.emit(found)


class FinderEdit(QLineEdit):
    """A field that holds one found row: its id is the value, its title the text."""

    edited = Signal()

    def __init__(self, office: Office, jobs: Jobs, finder: Finder) -> None:
        super().__init__()
        self.found: Found | None = None
        self.suggest = Suggest(self, office, jobs, finder)
        self.suggest.chosen.connect(self._take)
        self.textEdited.connect(self._typed)

    def value(self) -> Any:
        """The id, None when empty. Raises Unreadable for text that was not chosen."""
        if self.found is None and self.text().strip():
            raise Unreadable("entry.choose", N_("Choose one from the list"))
        return self.found.id if self.found else None

    def put(self, value: Any) -> None:
        """Hold a Found (or the dict of one); a text stands there as typed; None clears the field."""
        self.found = Found(**value) if isinstance(value, dict) else value if isinstance(value, Found) else None
        self.setText(self.found.title if self.found else value or "")
        self.setCursorPosition(0)

    def settle(self) -> bool:
        """Turn typed text into the row it means. False when nothing fits."""
        if self.found is not None or not self.text().strip():
            return True
        found = self.suggest.take_typed()
        self.suggest.hide()
        if found is not None:
            self._take(found)
        return found is not None

    def _typed(self) -> None:
        had, self.found = self.found, None
        if had is not None or not self.text():
            self.edited.emit()

    def _take(self, found: Found) -> None:
        self.put(found)
        self.edited.emit()


def to_file(widget: QWidget | None) -> tuple[str, str]:
    """(listing, what is typed) where the focus is in a finder that found nobody of that name; ("", "") elsewhere."""
    if isinstance(widget, FinderEdit) and widget.found is None and widget.text().strip():
        return widget.suggest.files, widget.text().strip()
    return "", ""
