"""The grid of lines as a view: a cell's editor, and the keys that lead from cell to cell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (QAbstractItemDelegate, QAbstractItemView, QComboBox, QHeaderView, QLineEdit,
                               QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget)

from models.core.text import _
from ui.kit import theme
from ui.kit.finder import FinderEdit
from ui.kit.jobs import Jobs
from ui.kit.lines_model import LinesModel
from ui.kit.plain import Raw
from ui.kit.specs import FieldKind, Level

Index = QModelIndex | QPersistentModelIndex
_INKS = {Level.BLOCK: "red", Level.LOOK: "amber"}
_POPUP_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)


class CellDelegate(QStyledItemDelegate):
    """The editor inside a cell, and the keys that lead out of it."""

    def __init__(self, view: LinesView) -> None:
        super().__init__(view)
        self.view = view
        self._before: Any = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spec = self.view.lines.spec.columns[index.column()]
        editor: QWidget
        if spec.kind is FieldKind.CHOICE:
            box = QComboBox()
            for value, text in self.view.lines.choices_at(index):
                box.addItem(text, value)
            box.activated.connect(lambda _at: self.commitData.emit(box))
            editor = box
        elif spec.finder is not None:
            finder = FinderEdit(self.view.lines.office, self.view.jobs, spec.finder)
            finder.textEdited.connect(lambda _text: self.view.typing.emit())
            editor = finder
        else:
            line = QLineEdit()
            line.setAlignment(Qt.AlignmentFlag.AlignRight if spec.kind.numeric else Qt.AlignmentFlag.AlignLeft)
            line.setMaxLength(spec.limit)
            line.textEdited.connect(self.view.take_text if spec.kind.numeric else lambda _text: self.view.typing.emit())
            editor = line
        self._before = self.view.lines.lines[index.row()].get(spec.key)
        editor.setParent(parent)
        editor.setAccessibleName(_(spec.label))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        key = self.view.lines.spec.columns[index.column()].key
        if isinstance(editor, QLineEdit) and editor.isModified():
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(self.view.lines.lines[index.row()].get(key))))
        elif isinstance(editor, FinderEdit):
            held = self.view.lines.lines[index.row()].get(key)
            editor.put(held.text if isinstance(held, Raw) else held)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            self.view.lines.choose(index, editor.currentData())
        elif isinstance(editor, FinderEdit):
            editor.settle()
            model.setData(index, editor.found or editor.text())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        if isinstance(editor, FinderEdit) and editor.suggest.is_open and event.key() in _POPUP_KEYS:
            return False
        if event.key() == Qt.Key.Key_Escape and isinstance(editor, QLineEdit) and not isinstance(editor, FinderEdit):
            editor.setModified(False)
            self.view.lines.choose(self.view.currentIndex(), self._before)
        if isinstance(editor, QComboBox) and event.key() in _POPUP_KEYS:
            return super().eventFilter(editor, event)
        go = self.view.way(event)
        if go is None:
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        go()
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark = self.view.lines.mark_at(index)
        ink = _INKS.get(mark.level) if mark is not None else None
        if ink is not None:
            painter.fillRect(option.rect, theme.current().colour(f"{ink}-soft"))
        super().paint(painter, option, index)
        if ink is not None:
            edge = QRect(option.rect.topLeft(), option.rect.bottomLeft()).adjusted(0, 0, 3, 0)
            painter.fillRect(edge, theme.current().colour(ink))
        elif mark is not None:
            self._tag(painter, option, mark.text, index.data() or "")

    @staticmethod
    def _tag(painter: QPainter, option: QStyleOptionViewItem, text: str, figure: str) -> None:
        """A plain mark stands in its cell, at the edge away from the figure, as far as there is room."""
        look = theme.current()
        painter.save()
        painter.setPen(look.colour("secondary"))
        area = option.rect.adjusted(look.px(6), 0, -option.fontMetrics.horizontalAdvance(figure) - look.px(16), 0)
        painter.setFont(look.font(11))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class LinesView(QTableView):
    """The grid itself. `left` is told when Enter is pressed on the empty last line."""

    left = Signal()
    typing = Signal()
    """A key inside an open cell, before it is taken."""

    def __init__(self, lines: LinesModel, jobs: Jobs) -> None:
        super().__init__()
        self.lines, self.jobs = lines, jobs
        look = theme.current()
        self.setModel(lines)
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.SelectedClicked)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(look.px(theme.ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setFixedWidth(look.px(36))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setFixedHeight(look.px(theme.ROW))
        self.horizontalHeader().setHighlightSections(False)
        digit = self.fontMetrics().horizontalAdvance("0")
        for place, spec in enumerate(lines.spec.columns):
            self.setColumnWidth(place, digit * spec.width + look.px(20))
        self._widest = max(range(len(lines.spec.columns)), key=lambda each: lines.spec.columns[each].width)

    def way(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Where a key leads from this cell, None for a key that means something else."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.advance
        steps = {Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        if key in steps:
            return lambda: self._step(*steps[Qt.Key(key)])
        return None

    def take_text(self, text: str) -> None:
        """A figure counts with each key, so that the sums follow; Esc brings the old one back."""
        if not self.lines.setData(self.currentIndex(), text):
            self.typing.emit()

    def show_columns(self) -> None:
        """Columns on demand come and go."""
        for at in range(len(self.lines.spec.columns)):
            if self.isColumnHidden(at) == self.lines.is_shown(at):
                self.setColumnHidden(at, not self.lines.is_shown(at))
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as its columns want to be: a dialog makes room for them."""
        digit, look = self.fontMetrics().horizontalAdvance("0"), theme.current()
        wanted = sum(digit * spec.width + look.px(20) for at, spec in enumerate(self.lines.spec.columns) if not self.isColumnHidden(at))
        return QSize(wanted + self.verticalHeader().width() + look.px(24), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The widest column takes the room that is left, yet keeps enough to be read; then the grid scrolls."""
        header, widest = self.horizontalHeader(), self._widest
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != widest)
        least = self.fontMetrics().horizontalAdvance("0") * self.lines.spec.columns[widest].width * 2 // 3
        header.resizeSection(widest, max(self.viewport().width() - others, least))

    def take_open(self) -> None:
        """Take what stands in the open cell, as if Enter was pressed there."""
        editor = self.indexWidget(self.currentIndex()) if self.currentIndex().isValid() else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def open_text(self) -> tuple[int, str, str] | None:
        """(row, column, text) of the cell being typed in."""
        index = self.currentIndex()
        editor = self.indexWidget(index) if index.isValid() else None
        return (index.row(), self.lines.spec.columns[index.column()].key, editor.text()) if isinstance(editor, QLineEdit) else None

    def advance(self) -> None:
        """To the next cell that wants typing, past the last to a new line, from an empty line out of the grid."""
        current = self.currentIndex()
        if not current.isValid():
            self.edit_cell(0, self.first_typed())
            return
        row, at = current.row(), current.column()
        if self.lines.is_unread(row, at):
            self.edit_cell(row, at)
            return
        if self.lines.spec.growing and self.lines.is_empty(row) and row == self.lines.rowCount() - 1:
            self.left.emit()
            return
        for place in range(at + 1, len(self.lines.spec.columns)):
            if self.lines.wants(row, place):
                self.edit_cell(row, place)
                return
        for down in range(row + 1, self.lines.rowCount()):
            for place in range(len(self.lines.spec.columns)):
                if self.lines.wants(down, place):
                    self.edit_cell(down, place)
                    return
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on in the open cell; else the cursor stands where typing begins, not on a cell that is worked out."""
        super().focusInEvent(event)
        at = self.currentIndex()
        editor = self.indexWidget(at) if at.isValid() else None
        if editor is not None:
            editor.setFocus(event.reason())
        elif event.reason() is not Qt.FocusReason.MouseFocusReason and (not at.isValid() or self.lines.spec.columns[at.column()].computed):
            self.setCurrentIndex(self.lines.index(*self.begins()))

    def begins(self) -> tuple[int, int]:
        """The cell where typing begins: the first that lacks something, else a new line, or the first line where none is added."""
        if self.lines.spec.growing:
            return self.lines.open_cell() or (self.lines.rowCount() - 1, self.first_typed())
        cells = product(range(self.lines.rowCount()), range(len(self.lines.spec.columns)))
        return self.lines.open_cell() or next((cell for cell in cells if self.lines.wants(*cell)), (0, self.first_typed()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.currentIndex().data() or "")
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.lines.remove(row)
        elif event.key() == Qt.Key.Key_Delete and self._editable():
            self.lines.setData(self.currentIndex(), "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.advance()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(0, 1 if event.key() == Qt.Key.Key_Tab else -1)
        elif event.key() == Qt.Key.Key_F2 and self._editable():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _editable(self) -> bool:
        return bool(self.lines.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable) \
            if self.currentIndex().isValid() else False

    def first_typed(self) -> int:
        """The first column that is typed."""
        return next(at for at, spec in enumerate(self.lines.spec.columns) if not spec.computed)

    def edit_cell(self, row: int, at: int) -> None:
        """Go to a cell and open its editor where it is typed."""
        index = self.lines.index(row, at)
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if index.isValid() and self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _step(self, down: int, right: int) -> None:
        row, at = self.currentIndex().row() + down, self.currentIndex().column() + right
        columns = self.lines.spec.columns
        while right and 0 <= at < len(columns) and (columns[at].computed or self.isColumnHidden(at)):
            at += right
        if at >= len(columns):
            row, at = row + 1, self.first_typed()
        elif at < 0:
            row, at = row - 1, max(place for place, spec in enumerate(columns) if not spec.computed)
        if 0 <= row < self.lines.rowCount():
            self.edit_cell(row, at)

    def _paste(self, text: str) -> None:
        start = self.currentIndex()
        rows = [line.split("\t") for line in text.rstrip("\r\n").splitlines()]
        if start.isValid() and rows:
            self.lines.paste(start.row(), start.column(), rows)
