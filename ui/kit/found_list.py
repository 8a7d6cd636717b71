"""The rows of a finder: what was typed stands out in each, and a last line says what is not shown or what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.specs import Found
from ui.kit.words import column, label

FOUND = Qt.ItemDataRole.UserRole


def _parts(title: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The title cut into what was typed and the rest."""
    at = 0
    for first, count in spans:
        if first > at:
            yield title[at:first], False
        yield title[first:first + count], True
        at = first + count
    if at < len(title):
        yield title[at:], False


class FoundDelegate(QStyledItemDelegate):
    """A found row: its title, what else it is called, and a note at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.current().px(theme.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme.current()
        found: Found = index.data(FOUND)
        area: QRect = option.rect
        painter.save()
        painter.fillRect(area, look.colour("chosen" if option.state & QStyle.StateFlag.State_Selected else "paper"))
        room = area.adjusted(look.px(8), 0, -look.px(8), 0)
        self._note(painter, room, found.note)
        self._title(painter, room, found)
        painter.setPen(look.colour("secondary"))
        painter.setFont(look.font(12))
        detail = painter.fontMetrics().elidedText(found.detail, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()

    def _note(self, painter: QPainter, room: QRect, note: str) -> None:
        """At the end, in at most half of the room, which it leaves to the rest."""
        if not note:
            return
        look = theme.current()
        painter.setFont(look.font(12))
        painter.setPen(look.colour("amber"))
        shown = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(shown) - look.px(12))

    def _title(self, painter: QPainter, room: QRect, found: Found) -> None:
        """What was typed in bold and in the accent's colour; the room behind it is left to the detail, which keeps a third of it."""
        look = theme.current()
        plain, bold = look.font(), QFont(look.font())
        bold.setBold(True)
        kept = min(QFontMetrics(look.font(12)).horizontalAdvance(found.detail) + look.px(12), room.width() // 3) if found.detail else 0
        end = room.right()
        room.setRight(end - kept)
        for text, typed in _parts(found.title, found.spans):
            painter.setFont(bold if typed else plain)
            painter.setPen(look.colour("accent" if typed else "text"))
            metrics: QFontMetrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            room.setLeft(room.left() + metrics.horizontalAdvance(shown))
        room.setLeft(room.left() + look.px(12))
        room.setRight(end)


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


class FoundPopup(QFrame):
    """A list of found rows with its last line, laid over the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.list = FoundList(self)
        self.foot = label("", "secondary")
        self.foot.setContentsMargins(*(theme.current().px(each) for each in (8, 4, 8, 4)))
        self.foot.setWordWrap(True)
        layout = column(self, spacing=0, margins=(1, 1, 1, 1))
        layout.addWidget(self.list)
        layout.addWidget(self.foot)

    def show_rows(self, rows: Sequence[Found], foot: str, width: int, most: int) -> None:
        """Show at most so many rows without scrolling, and the last line unless it is empty; the popup takes its size from them."""
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        room = theme.current().px(theme.ROW) * min(len(rows), most) + 2
        self.list.setFixedHeight(room)
        self.foot.setText(foot)
        self.foot.setVisible(bool(foot))
        height = room * bool(rows) + (self.foot.heightForWidth(width - 2) if foot else 0) + 2
        self.setFixedSize(width, height)
