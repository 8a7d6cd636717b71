"""A month at a glance: a cell a day, each with a mark and words; arrows walk the days, PgUp and PgDn the months."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableWidget,
                               QTableWidgetItem)

from models.core.text import N_, _
from ui.kit import theme
from ui.kit.specs import Level
from ui.kit.words import SHAPES, TOKENS

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_DAY, _CELL = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WEEKS = 6


@dataclass(frozen=True)
class DayCell:
    """What stands in a day: a word with its mark, and a figure below it. Already worded."""

    word: str = ""
    level: Level = Level.PLAIN
    figure: str = ""
    today: bool = False


class DayDelegate(QStyledItemDelegate):
    """Number at the top, mark and word beside it, the figure at the foot."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        look, day = theme.current(), index.data(_DAY)
        cell: DayCell = index.data(_CELL) or DayCell()
        area: QRect = option.rect.adjusted(0, 0, -1, -1)
        inside = bool(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, look.colour("chosen" if chosen else "paper" if inside else "surface"))
        painter.setPen(look.colour("line"))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        if isinstance(day, date) and inside:
            self._words(painter, area.adjusted(look.px(8), look.px(6), -look.px(8), -look.px(6)), day, cell)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, area: QRect, day: date, cell: DayCell) -> None:
        look = theme.current()
        painter.setFont(look.font(13, bold=cell.today))
        painter.setPen(look.colour("accent" if cell.today else "text"))
        top = Qt.AlignmentFlag.AlignTop
        painter.drawText(area, top | Qt.AlignmentFlag.AlignLeft, str(day.day))
        room = area.width() - painter.fontMetrics().horizontalAdvance("00 ")
        painter.setFont(look.font(12))
        if cell.word:
            words = f"{SHAPES[cell.level]} {cell.word}"
            painter.setPen(look.colour(TOKENS[cell.level]))
            painter.drawText(area, top | Qt.AlignmentFlag.AlignRight,
                             words if painter.fontMetrics().horizontalAdvance(words) <= room else SHAPES[cell.level])
        painter.setPen(look.colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, cell.figure)


class MonthGrid(QTableWidget):
    """Six weeks of days. `picked` tells the day under the cursor, `opened` the one that Enter opens, `turned` a new month."""

    picked = Signal(object)
    opened = Signal(object)
    turned = Signal(object)

    def __init__(self) -> None:
        super().__init__(_WEEKS, len(WEEKDAYS))
        self.month = date(2000, 1, 1)
        self.setAccessibleName(_("Calendar"))
        self.setItemDelegate(DayDelegate(self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeaderLabels([_(each) for each in WEEKDAYS])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(theme.current().px(theme.ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(theme.current().px(48))
        self.setMinimumSize(theme.current().px(82 * len(WEEKDAYS)), theme.current().px(48 * _WEEKS + theme.ROW) + 2)
        self.currentItemChanged.connect(lambda _item, _before: self.picked.emit(self.day()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(_DAY)))

    def show_month(self, month: date, cells: Mapping[date, DayCell], chosen: date | None = None) -> None:
        """Show a month; days outside it stay empty. chosen: the day to put the cursor on."""
        self.month, kept = month.replace(day=1), chosen or self.day()
        first = self.month - timedelta(days=self.month.weekday())
        self.blockSignals(True)
        for place in range(_WEEKS * len(WEEKDAYS)):
            day = first + timedelta(days=place)
            cell = cells.get(day, DayCell())
            inside = day.month == self.month.month
            item = QTableWidgetItem(f"{day.isoformat()} {cell.word} {cell.figure}".strip() if inside else "")
            item.setData(_DAY, day)
            item.setData(_CELL, cell)
            if not inside:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.setItem(place // len(WEEKDAYS), place % len(WEEKDAYS), item)
        self.blockSignals(False)
        last = calendar.monthrange(self.month.year, self.month.month)[1]
        self._go(self.month.replace(day=min(kept.day, last)) if kept is not None else self.month)
        self.picked.emit(self.day())

    def day(self) -> date | None:
        """The day under the cursor."""
        found = self.currentIndex().data(_DAY)
        return found if isinstance(found, date) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day() or self.month
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self._walk(day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._walk(month_on(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def _walk(self, day: date) -> None:
        if day.replace(day=1) == self.month:
            self._go(day)
        else:
            self.turned.emit(day)

    def _go(self, day: date) -> None:
        place = (day - (self.month - timedelta(days=self.month.weekday()))).days
        self.setCurrentCell(place // len(WEEKDAYS), place % len(WEEKDAYS))


def month_on(day: date, by: int) -> date:
    """The same day a month on, or that month's last."""
    month = (day.replace(day=1) + timedelta(days=32 if by > 0 else -1)).replace(day=1)
    return month.replace(day=min(day.day, calendar.monthrange(month.year, month.month)[1]))
