"""A layout that goes on in the next row when the window is narrow or the font large: nothing falls off the edge."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Widgets from left to right, then the next row. What follows `push` stands at the right where there is room."""

    def __init__(self, parent: QWidget, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._pushed: int | None = None
        self._roomy: int | None = None
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def push(self) -> None:
        """What is added from here on stands at the right."""
        self._pushed = len(self._items)

    def widen(self) -> None:
        """What is added next takes the room that its row leaves."""
        self._roomy = len(self._items)

    def whole_width(self) -> int:
        """How wide one row of all that is shown would be, in pixels."""
        return sum(item.sizeHint().width() + self.spacing() for item in self._items if not item.isEmpty()) - self.spacing()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, area: QRect, *, move: bool) -> int:
        gap, y = self.spacing(), area.y()
        for line in self._lines(area.width()):
            widths = [size.width() for _at, _item, size in line]
            free = area.width() - sum(widths) - gap * (len(line) - 1)
            places = [at for at, _item, _size in line]
            high, x = max(size.height() for _at, _item, size in line), area.x()
            for (at, item, size), width in zip(line, widths):
                if at == self._pushed and self._roomy not in places:
                    x += max(free, 0)
                if at == self._roomy:
                    width += max(free, 0)
                if move:
                    item.setGeometry(QRect(QPoint(x, y), QSize(min(width, area.width()), size.height())))
                x += width + gap
            y += high + gap
        return max(y - gap - area.y(), 0)

    def _lines(self, width: int) -> Iterator[list[tuple[int, QLayoutItem, QSize]]]:
        """The items that are shown, with their places and sizes, row by row."""
        line: list[tuple[int, QLayoutItem, QSize]] = []
        used = 0
        for at, item in enumerate(self._items):
            if item.isEmpty():
                continue
            size = item.minimumSize() if at == self._roomy else item.sizeHint()
            if line and used + size.width() > width:
                yield line
                line, used = [], 0
            line.append((at, item, size))
            used += size.width() + self.spacing()
        if line:
            yield line
