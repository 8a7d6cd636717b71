"""One card of a board: facts, rows that are doors, a timeline, a chart, a line to type into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (QFrame, QGridLayout, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem,
                               QVBoxLayout, QWidget)

from models.core.text import _
from ui.kit import theme
from ui.kit.charts import ChartView
from ui.kit.desk import Desk
from ui.kit.entry_line import EntryLine
from ui.kit.page import runs
from ui.kit.specs import Level
from ui.kit.tab import Card, CardRow, Fact, Key
from ui.kit.table import chip
from ui.kit.timeline import Timeline
from ui.kit.verb_bar import VerbBar
from ui.kit.words import OneLine, ROLES, SHAPES, TOKENS, button, column, label, row

ROW = Qt.ItemDataRole.UserRole
_USUAL, _LEAST = 8, 4


class CardDelegate(QStyledItemDelegate):
    """A row of a card: mark, grade, words, more about it, a figure at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.current().px(theme.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme.current()
        line: CardRow = index.data(ROW)
        area = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area, look.colour("chosen"))
        elif chosen and line.id is not None:
            painter.fillRect(QRect(area.left(), area.top(), look.px(3), area.height()), look.colour("accent"))
        area = area.adjusted(look.px(8), 0, -look.px(8), 0)
        if line.level is not Level.PLAIN:
            painter.setPen(look.colour(TOKENS[line.level]))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, SHAPES[line.level])
        area.setLeft(area.left() + look.px(18))
        if line.grade:
            chip(painter, QRect(area.left(), area.top(), look.px(20), area.height()), line.grade)
            area.setLeft(area.left() + look.px(28))
        note = painter.fontMetrics().horizontalAdvance(line.note)
        painter.setPen(look.colour("red" if line.level is Level.BLOCK else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.note)
        area.setRight(area.right() - note - look.px(12))
        painter.setPen(look.colour("text"))
        text = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(text) + look.px(12))
        painter.setFont(look.font(12))
        painter.setPen(look.colour("secondary"))
        detail = painter.fontMetrics().elidedText(line.detail, Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()


class CardList(QListWidget):
    """The rows of a card; Enter and double click open a row's door."""

    opened = Signal(object)

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.setItemDelegate(CardDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(card.title)
        for line in card.rows:
            item = QListWidgetItem(" ".join(filter(None, (line.grade, line.text, line.detail, line.note))))
            item.setData(ROW, line)
            item.setToolTip(line.detail)
            self.addItem(item)
        self.setFixedHeight(theme.current().px(theme.ROW) * min(self.count(), card.shown) + 2)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(ROW)))

    def current(self) -> CardRow | None:
        """The row under the cursor."""
        return self.currentItem().data(ROW) if self.currentRow() >= 0 else None

    def choose(self, row_id: Any, place: int) -> None:
        """Put the cursor on the row of this id, else on the place where it was."""
        ids = [self.item(at).data(ROW).id for at in range(self.count())]
        self.setCurrentRow(ids.index(row_id) if row_id is not None and row_id in ids else min(place, self.count() - 1))


class CardView(QFrame):
    """A card with its heading; what is done in it goes through the desk."""

    def __init__(self, card: Card, desk: Desk, subject: Any) -> None:
        super().__init__()
        self.setObjectName("card")
        look = theme.current()
        self.card, self.desk, self.subject = card, desk, subject
        self._room = 0
        self.list: CardList | None = None
        self.line: EntryLine | None = None
        self.timeline: Timeline | None = None
        layout = column(self, spacing=0)
        layout.addWidget(self._heading())
        if card.facts:
            layout.addLayout(self._facts())
        if card.chart is not None:
            layout.addWidget(ChartView(card.chart, self.desk))
            if card.chart.note:
                layout.addWidget(_padded(label(card.chart.note, "secondary", wrap=True)))
        if card.timeline and card.rows:
            self.timeline = Timeline(card.rows, card.title)
            layout.addWidget(self.timeline)
        elif card.rows:
            layout.addWidget(self._rows())
        if card.empty and not (card.rows or card.facts or card.chart):
            layout.addWidget(_padded(label(card.empty, "empty", wrap=True)))
        if card.entry is not None:
            self.line = EntryLine(card.entry, desk, None if card.entry.of_row else subject)
            layout.addWidget(self.line)
            if card.entry.of_row:
                self._turn(None)
        if card.verbs:
            self._add_verbs(layout)
        layout.addSpacing(look.px(4))

    def picked(self) -> tuple[Any, int]:
        """The id and the place of the row under the cursor."""
        line = self.list.current() if self.list is not None else None
        return (None, 0) if line is None or self.list is None else (line.id, self.list.currentRow())

    def bound(self, room: int) -> None:
        """How high the board around it is: a log scrolls within that, so that the line below it stays in sight."""
        self._room = room
        inside = self.layout()
        if self.list is not None and inside is not None and self.card.shown > _USUAL:
            height = _high(room - inside.totalSizeHint().height() + self.list.height(), min(self.list.count(), self.card.shown))
            self.list.setFixedHeight(height)
        if self.timeline is not None and inside is not None:
            whole = inside.totalHeightForWidth(self.width()) if inside.hasHeightForWidth() else inside.totalSizeHint().height()
            self.timeline.bound(room - whole + self.timeline.height())

    def event(self, event: QEvent) -> bool:
        """Words that come below the line take their room from the log above it."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._room:
            self.bound(self._room)
        return done

    def _heading(self) -> QWidget:
        look, card = theme.current(), self.card
        words = OneLine(card.title, "heading")
        number = label("" if card.count is None else f"{card.count:,}", "secondary")
        parts: list[QWidget | int] = [words, number, 1]
        door = card.door
        if door is not None:
            more = button(_("All"), role="link")
            more.setAccessibleName(f"{card.title} {_('All')}")
            more.clicked.connect(lambda: self.desk.open(door))
            parts.append(more)
        holder = QWidget()
        holder.setLayout(row(*parts, margins=(look.px(8), look.px(2), look.px(8), look.px(2))))
        holder.setFixedHeight(look.px(34))
        return holder

    def _facts(self) -> QGridLayout:
        """Labels right-aligned, values beside them, as many side by side as the card says."""
        look, beside = theme.current(), self.card.columns
        cells = QGridLayout()
        cells.setContentsMargins(look.px(8), 0, look.px(8), look.px(4))
        cells.setHorizontalSpacing(look.px(8))
        cells.setVerticalSpacing(look.px(4))
        at = 0
        for fact in self.card.facts:
            at += -at % beside if fact.wide else 0
            words = label(fact.label, "label")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            line, place = divmod(at, beside)
            cells.addWidget(words, line, place * 2)
            cells.addWidget(self._fact(fact), line, place * 2 + 1, 1, beside * 2 - 1 if fact.wide else 1)
            at += beside if fact.wide else 1
        for place in range(beside):
            cells.setColumnStretch(place * 2 + 1, 1)
        return cells

    def _fact(self, fact: Fact) -> QWidget:
        door = fact.door
        if door is not None:
            made = button(fact.text, role="link")
            made.setAccessibleName(f"{fact.label} {fact.text}")
            made.clicked.connect(lambda: self.desk.open(door))
            return made
        mark = f"{SHAPES[fact.level]} " if fact.level is not Level.PLAIN else ""
        words = label(mark + fact.text, ROLES[fact.level], wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        return words

    def _rows(self) -> QWidget:
        self.list = CardList(self.card)
        self.list.opened.connect(lambda line: self.desk.open(line.door) if line.door is not None else None)
        self.list.currentRowChanged.connect(self._turn)
        return self.list

    def _turn(self, _row: int | None) -> None:
        """The line to type into follows the cursor where it is about a row."""
        if self.line is not None and self.line.entry.of_row:
            line = self.list.current() if self.list is not None else None
            self.line.turn_to(line.id if line is not None else None, line.text if line is not None else "")

    def _add_verbs(self, layout: QVBoxLayout) -> None:
        look = theme.current()
        bar = VerbBar(self, self.desk, self.card.verbs, self.give)
        holder = QWidget()
        holder.setLayout(row(bar, margins=(look.px(8), look.px(4), look.px(8), look.px(4))))
        layout.addWidget(holder)
        if self.list is not None:
            listed = self.list
            listed.currentRowChanged.connect(lambda _row: bar.suit(self._subject_row()))
            listed.setCurrentRow(0)
            bar.suit(self._subject_row())

    def _subject_row(self) -> dict[str, Any] | None:
        line = self.list.current() if self.list is not None else None
        return None if line is None or line.id is None else {"id": line.id}

    def give(self, verb: Key) -> None:
        """Give a verb of the card for the row under the cursor, else for what the board is about."""
        line = self.list.current() if self.list is not None else None
        subject = line.id if line is not None and line.id is not None else self.subject
        runs(verb, self.desk, *((subject,) if verb.needs_row else ()))


def _high(room: int, most: int) -> int:
    """The height of as many rows as the room holds, at least a few."""
    row_high = theme.current().px(theme.ROW)
    return row_high * min(most, max(_LEAST, room // row_high)) + 2


def _padded(words: QWidget) -> QWidget:
    look = theme.current()
    holder = QWidget()
    holder.setLayout(row(words, margins=(look.px(8), 0, look.px(8), look.px(4))))
    return holder
