"""The table on screen: fixed rows, columns that can be moved, hidden and sized, totals under their columns, copy to Excel."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (QAbstractItemView, QHeaderView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView,
                               QWidget)

from models.core.kinds import Kind, is_number, text_of
from models.core.listing import Column, Filter, Totals
from models.core.text import N_, _, for_count
from ui.kit import theme
from ui.kit.desk import Store
from ui.kit.table_model import TableModel

MOST_COPIED = 5000
_LONGEST = 18
"""Digits that the words of a state may take of a row by themselves."""
Pick = QItemSelectionModel.SelectionFlag


class GradeDelegate(QStyledItemDelegate):
    """A grade as a letter chip, dark to pale."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        grade = index.data() or ""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.current().colour("chosen"))
        chip(painter, option.rect, str(grade))


def chip(painter: QPainter, area: QRect, grade: str) -> None:
    """Draw one grade chip in the middle of an area."""
    if grade not in theme.GRADES:
        return
    look = theme.current()
    ground, letter = theme.GRADES[grade]
    side = look.px(18)
    box = QRect(0, 0, side, side)
    box.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour("line"))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(letter))
    painter.setFont(look.font(12, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, grade)
    painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Red stays red and a state keeps its colour where the row is chosen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            ink = index.data(Qt.ItemDataRole.ForegroundRole)
            if ink is not None:
                option.palette.setColor(QPalette.ColorRole.HighlightedText, ink)


class Table(QTableView):
    """The rows of a TableModel. `opened` carries a row number, `picked` the current one (-1: none)."""

    opened = Signal(int)
    picked = Signal(int)

    def __init__(self, model: TableModel, store: Store, columns: Sequence[str] = ()) -> None:
        """columns: those that stand at first, in this order; none named means the listing's own."""
        super().__init__()
        self.rows, self.store = model, store
        every = model.listing.columns
        self._first = {column.key: (columns.index(column.key) if column.key in columns else len(columns) + at,
                                    column.key in columns if columns else column.shown) for at, column in enumerate(every)}
        look = theme.current()
        self.setModel(model)
        self.setAccessibleName(_(model.listing.title))
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(theme.ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(look.px(theme.ROW))
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(not is_number(model.listing.columns[-1].kind))        # a figure keeps near the others
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.choose_columns)
        self.setSortingEnabled(True)
        self.setMinimumHeight(look.px(theme.ROW) * 6)
        self.setItemDelegate(CellDelegate(self))
        for at, column in enumerate(model.listing.columns):
            if column.kind is Kind.GRADE:
                self.setItemDelegateForColumn(at, GradeDelegate(self))
        self._dress()
        header.sectionResized.connect(self._keep)
        header.sectionMoved.connect(self._keep)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self._kept_key: Any = None
        self._kept_at = 0
        self._kept_row, self._same = -1, False
        self._kept_filter: Filter | None = None
        model.modelAboutToBeReset.connect(self._before)
        model.modelReset.connect(self._after)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.currentIndex().row())

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        super().currentChanged(current, previous)
        self.picked.emit(current.row())

    def selectRow(self, row: int) -> None:
        """This row alone, even while a key is still held down that would otherwise add to the selection or take it away."""
        at = self.model().index(row, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(at, Pick.ClearAndSelect | Pick.Rows)

    def chosen_rows(self) -> list[int]:
        """The selected rows in order, at most 5,000."""
        selection = self.selectionModel().selection()
        spans = sorted((selection.at(place).top(), selection.at(place).bottom()) for place in range(selection.count()))
        return [row for top, bottom in spans for row in range(top, min(bottom, top + MOST_COPIED) + 1)][:MOST_COPIED]

    def selectAll(self) -> None:
        """Everything, unless that is more than anyone copies: Excel takes the whole list instead."""
        if self.rows.rowCount() <= MOST_COPIED:
            super().selectAll()

    def resizeColumnsToContents(self) -> None:
        """Widths come from the columns; measuring a million rows would stop the window."""
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected rows, as cells that Excel takes, under their headings."""
        columns = self.shown_columns()
        lines = ["\t".join(_(self.rows.listing.columns[at].title) for at in columns)]
        lines += ["\t".join(self.rows.plain(row, columns)) for row in self.chosen_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def shown_columns(self) -> list[int]:
        """The columns a person sees, from left to right."""
        header = self.horizontalHeader()
        every = [header.logicalIndex(place) for place in range(header.count())]
        return [at for at in every if not header.isSectionHidden(at)]

    def choose_columns(self, at: QPoint) -> None:
        """A menu that shows and hides columns."""
        menu = QMenu(self)
        for place, column in enumerate(self.rows.listing.columns):
            action = QAction(_(column.title), menu, checkable=True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(self.isColumnHidden(place) or len(self.shown_columns()) > 1)
            action.toggled.connect(lambda on, place=place: self._show(place, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(_("As they were"), self._forget)
        menu.exec(self.horizontalHeader().mapToGlobal(at))

    def _show(self, place: int, on: bool) -> None:
        self.setColumnHidden(place, not on)
        self._keep()

    def _forget(self) -> None:
        self.store.setValue(self._name, "")
        self._dress()

    @property
    def _name(self) -> str:
        return f"columns/{self.rows.listing.name}"

    def _dress(self) -> None:
        kept = json.loads(self.store.value(self._name, "") or "{}")
        header, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        header.blockSignals(True)
        for at, column in enumerate(self.rows.listing.columns):
            width, shown, _place = kept.get(column.key, (0, self._first[column.key][1], 0))
            needed = max(digit * column.width, self._words(column, digit))
            self.setColumnWidth(at, theme.current().px(width) or needed + theme.current().px(18))
            self.setColumnHidden(at, not shown)
        places = {key: kept.get(key, (0, True, place))[2] for key, (place, _shown) in self._first.items()}
        for place, key in enumerate(sorted(places, key=lambda each: places[each])):
            logical = next(at for at, column in enumerate(self.rows.listing.columns) if column.key == key)
            header.moveSection(header.visualIndex(logical), place)
        header.blockSignals(False)

    def _words(self, column: Column, digit: int) -> int:
        """How many pixels the heading needs, and each state that may stand under it within reason."""
        advance = self.fontMetrics().horizontalAdvance
        shape = advance("● ") + theme.current().px(8)
        return max([advance(_(column.title)), *(min(shape + advance(_(words)), digit * _LONGEST) for words in column.choices.values())])

    def _keep(self, *_changed: int) -> None:
        header, scale = self.horizontalHeader(), theme.current().scale
        old, last = json.loads(self.store.value(self._name, "") or "{}"), self.shown_columns()[-1]
        kept = {}
        for at, column in enumerate(self.rows.listing.columns):
            own = at != last and not header.isSectionHidden(at)          # the last is stretched, a hidden one has no width
            width = round(header.sectionSize(at) * 100 / scale) if own else old.get(column.key, (0,))[0]
            kept[column.key] = (width, not header.isSectionHidden(at), header.visualIndex(at))
        self.store.setValue(self._name, json.dumps(kept))

    def _before(self) -> None:
        row, same = self.currentIndex().row(), self._kept_filter == self.rows.filter
        self._kept_key = self.rows.keys[row] if 0 <= row < len(self.rows.keys) else self._kept_key
        self._kept_at = self.verticalScrollBar().value() if same else 0
        self._kept_row, self._same = row, same
        self._kept_filter = self.rows.filter

    def _after(self) -> None:
        """The cursor stays on its row, and the view where it was, when the same question was asked again."""
        try:
            row = list(self.rows.keys).index(self._kept_key)
        except ValueError:
            self._move_on()
            return
        self.doItemsLayout()
        self.selectRow(row)
        self.verticalScrollBar().setValue(self._kept_at)

    def _move_on(self) -> None:
        """The row is gone from the same list, as a lead that was followed up: the cursor goes to the next one."""
        if self._same and self._kept_row >= 0 and len(self.rows.keys):
            self.doItemsLayout()
            self.selectRow(min(self._kept_row, len(self.rows.keys) - 1))
            self.verticalScrollBar().setValue(self._kept_at)
        else:
            self.picked.emit(-1)


class TotalsRow(QWidget):
    """The count and the sums of everything filtered, each sum under its column."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.setObjectName("totals")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.current().px(theme.ROW))
        self._table = table
        self._totals: Totals | None = None
        header = table.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, table.horizontalScrollBar().valueChanged):
            signal.connect(lambda *_moved: self.update())

    def show_totals(self, totals: Totals) -> None:
        """Show new totals, in words for a screen reader as well."""
        self._totals = totals
        self.setAccessibleName("  ".join([self._count(), *(f"{title} {text}" for _at, title, text in self.sums())]))
        self.setToolTip(self.accessibleName())
        self.update()

    def sums(self) -> list[tuple[int, str, str]]:
        """(column, its title, the sum as text) of every summed column."""
        if self._totals is None:
            return []
        columns = self._table.rows.listing.columns
        return [(at, _(column.title), text_of(column.kind, self._totals.sums.get(column.key), zero=""))
                for at, column in enumerate(columns) if column.total]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, look = QPainter(self), theme.current()
        painter.setFont(look.font(12))
        painter.setPen(look.colour("secondary"))
        area = self.rect().adjusted(look.px(9), 0, -look.px(9), 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._count())
        painter.setFont(look.font(13, bold=True))
        header = self._table.horizontalHeader()
        for at, _title, text in self.sums():
            if not header.isSectionHidden(at):
                right = header.sectionViewportPosition(at) + header.sectionSize(at) - look.px(8)
                painter.setPen(look.colour("red" if text.startswith("-") else "text"))
                painter.drawText(QRect(0, 0, right, self.height()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def _count(self) -> str:
        many = self._totals.count if self._totals is not None else None
        return _("Reading…") if many is None else for_count(many, N_("{count} row"), N_("{count} rows")).format(count=f"{many:,}")
