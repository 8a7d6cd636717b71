"""Find while typing: a popup under a line edit, fed by a worker; a fast Enter is never swallowed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (QFrame, QLineEdit, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate,
                               QStyleOptionViewItem, QVBoxLayout, QWidget)

from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.entry import Unreadable
from ui.kit.jobs import Jobs
from ui.kit.specs import Finder, Found

FOUND = Qt.ItemDataRole.UserRole
_DELAY_MS = 80
_SHOWN = 9


class FoundDelegate(QStyledItemDelegate):
    """A found row: its title, what else it is called, and a note at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.current().px(theme.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme.current()
        found: Found = index.data(FOUND)
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.fillRect(area, look.colour("chosen" if state & QStyle.StateFlag.State_Selected else "paper"))
        area = area.adjusted(look.px(8), 0, -look.px(8), 0)
        painter.setFont(look.font(12))
        painter.setPen(look.colour("amber"))
        note = painter.fontMetrics().horizontalAdvance(found.note) + look.px(12) if found.note else 0
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, found.note)
        painter.setFont(look.font())
        painter.setPen(look.colour("text"))
        room = area.adjusted(0, 0, -note, 0)
        title = painter.fontMetrics().elidedText(found.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(title) + look.px(12))
        painter.setPen(look.colour("secondary"))
        painter.setFont(look.font(12))
        detail = painter.fontMetrics().elidedText(found.detail, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()


class FoundList(QListWidget):
    """The rows of a popup or of the palette."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(FoundDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Found"))

    def show_rows(self, rows: Sequence[Found]) -> None:
        """Replace the rows; the first is chosen."""
        self.clear()
        for found in rows:
            item = QListWidgetItem(f"{found.title} {found.detail} {found.note}".strip())
            item.setData(FOUND, found)
            self.addItem(item)
        self.setCurrentRow(0)

    def chosen(self) -> Found | None:
        """The row under the cursor."""
        return self.currentItem().data(FOUND) if self.count() else None

    def step(self, by: int) -> None:
        """Move the cursor, staying inside."""
        self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))


class Suggest(QObject):
    """Makes a line edit find: popup, debounce, worker, keys. `chosen` carries a Found."""

    chosen = Signal(object)

    def __init__(self, edit: QLineEdit, office: Office, jobs: Jobs, finder: Finder) -> None:
        super().__init__(edit)
        self.edit, self.office, self.jobs, self.finder = edit, office, jobs, finder
        self._rows_for: str | None = None
        self._popup: QFrame | None = None
        self._list: FoundList | None = None
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
        if self._list is not None and self.is_open and self._rows_for == text:
            return self._list.chosen()
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
        if not self.is_open or self._list is None:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
        if key in steps:
            self._list.step(steps[key])
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
        popup, listed = self._made()
        self._rows_for = text
        listed.show_rows(rows)
        if not rows:
            popup.hide()
            return
        look, window = theme.current(), self.edit.window()
        width = max(self.edit.width(), look.px(420))
        height = look.px(theme.ROW) * min(len(rows), _SHOWN) + 4
        corner = self.edit.mapTo(window, QPoint(0, self.edit.height()))
        if corner.y() + height > window.height():
            corner.setY(max(0, corner.y() - self.edit.height() - height))
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        popup.setGeometry(QRect(corner, QSize(width, height)))
        popup.show()
        popup.raise_()

    def _made(self) -> tuple[QFrame, FoundList]:
        if self._popup is None or self._list is None:
            self._popup = QFrame(self.edit.window())
            self._popup.setObjectName("popup")
            self._list = FoundList(self._popup)
            layout = QVBoxLayout(self._popup)
            layout.setContentsMargins(1, 1, 1, 1)
            layout.addWidget(self._list)
            self._list.itemClicked.connect(lambda item: self._click(item.data(FOUND)))
            self.edit.destroyed.connect(self._popup.deleteLater)
        return self._popup, self._list

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
