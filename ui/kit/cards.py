"""One card of a board: facts, rows that are doors, a timeline, a chart, a line to type into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (QFrame, QGridLayout, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem,
                               QVBoxLayout, QWidget)

from models.core.errors import RuleViolation
from models.core.office import Done
from models.core.text import _
from ui.kit import theme
from ui.kit.charts import ChartView
from ui.kit.desk import Desk
from ui.kit.form import FormPanel
from ui.kit.page import VerbBar, runs
from ui.kit.presenter import Presenter
from ui.kit.specs import Level
from ui.kit.tab import Card, CardRow, Entry, Fact, Key
from ui.kit.table import chip
from ui.kit.words import ROLES, SHAPES, TOKENS, button, column, label, row

ROW = Qt.ItemDataRole.UserRole
_SHOWN = 8


class CardDelegate(QStyledItemDelegate):
    """A row of a card: mark, grade, words, more about it, a figure at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, theme.current().px(theme.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        look = theme.current()
        line: CardRow = index.data(ROW)
        area = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area, look.colour("chosen"))
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
        self.setFixedHeight(theme.current().px(theme.ROW) * min(self.count(), _SHOWN) + 2)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(ROW)))

    def current(self) -> CardRow | None:
        """The row under the cursor."""
        return self.currentItem().data(ROW) if self.currentRow() >= 0 else None


class CardView(QFrame):
    """A card with its heading; what is done in it goes through the desk."""

    def __init__(self, card: Card, desk: Desk, subject: Any) -> None:
        super().__init__()
        self.setObjectName("card")
        look = theme.current()
        self.card, self.desk, self.subject = card, desk, subject
        self.list: CardList | None = None
        layout = column(self, spacing=0)
        layout.addWidget(self._heading())
        if card.facts:
            layout.addLayout(self._facts())
        if card.chart is not None:
            layout.addWidget(ChartView(card.chart))
            if card.chart.note:
                layout.addWidget(_padded(label(card.chart.note, "secondary", wrap=True)))
        if card.timeline:
            layout.addLayout(self._timeline())
        elif card.rows:
            layout.addWidget(self._rows())
        if card.empty and not (card.rows or card.facts or card.chart):
            layout.addWidget(_padded(label(card.empty, "empty", wrap=True)))
        if card.entry is not None:
            layout.addWidget(EntryLine(card.entry, desk, subject))
        if card.verbs:
            self._add_verbs(layout)
        layout.addSpacing(look.px(4))

    def _heading(self) -> QWidget:
        look, card = theme.current(), self.card
        words = label(card.title, "heading")
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
        look = theme.current()
        cells = QGridLayout()
        cells.setContentsMargins(look.px(8), 0, look.px(8), look.px(4))
        cells.setHorizontalSpacing(look.px(8))
        cells.setVerticalSpacing(look.px(4))
        for at, fact in enumerate(self.card.facts):
            words = label(fact.label, "label")
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            cells.addWidget(words, at, 0)
            cells.addWidget(self._fact(fact), at, 1)
        cells.setColumnStretch(1, 1)
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
        return words

    def _timeline(self) -> QGridLayout:
        look = theme.current()
        cells = QGridLayout()
        cells.setContentsMargins(look.px(8), 0, look.px(8), look.px(4))
        cells.setHorizontalSpacing(look.px(12))
        cells.setVerticalSpacing(look.px(6))
        for at, line in enumerate(self.card.rows):
            when = label(line.note, "secondary")
            what = label(line.text, ROLES[line.level], wrap=True)
            what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cells.addWidget(when, at * 2, 0, Qt.AlignmentFlag.AlignTop)
            cells.addWidget(what, at * 2, 1)
            if line.detail:
                cells.addWidget(label(line.detail, "secondary", wrap=True), at * 2 + 1, 1)
        cells.setColumnStretch(1, 1)
        return cells

    def _rows(self) -> QWidget:
        self.list = CardList(self.card)
        self.list.opened.connect(lambda line: self.desk.open(line.door) if line.door is not None else None)
        return self.list

    def _add_verbs(self, layout: QVBoxLayout) -> None:
        look = theme.current()
        bar = VerbBar(self, self.desk, self.card.verbs, self._give)
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

    def _give(self, verb: Key) -> None:
        line = self.list.current() if self.list is not None else None
        subject = line.id if line is not None and line.id is not None else self.subject
        runs(verb, self.desk, *((subject,) if verb.needs_row else ()))


class EntryLine(QWidget):
    """One line to type into: Enter past its last field gives its verb."""

    def __init__(self, entry: Entry, desk: Desk, subject: Any) -> None:
        super().__init__()
        look = theme.current()
        self.entry, self.desk, self.subject = entry, desk, subject
        self.panel = FormPanel(entry.form, desk.office, desk.jobs)
        self.go = button(_(entry.verb.title), key=entry.verb.key, role="primary")
        self.go.clicked.connect(self.give)
        self.panel.submitted.connect(self.give)
        layout = row(self.panel, self.go, margins=(look.px(8), look.px(4), look.px(8), look.px(4)))
        layout.setAlignment(self.go, Qt.AlignmentFlag.AlignBottom)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def give(self) -> None:
        """Run the verb with what was typed; keep it where it was refused."""
        self.panel.take_open()
        values, problems = self.panel.collect()
        self.panel.show_problems(problems)
        if problems:
            return
        try:
            typed = self.entry.reads(values) if self.entry.reads is not None else values
        except RuleViolation as refused:
            self.panel.show_problems(refused.problems)
            return
        done: Done | None = Presenter(self.desk).run(self.entry.verb, self.subject, typed, surface=self.panel)
        if done is not None:
            self.panel.clear()
            self.panel.focus()


def _padded(words: QWidget) -> QWidget:
    look = theme.current()
    holder = QWidget()
    holder.setLayout(row(words, margins=(look.px(8), 0, look.px(8), look.px(4))))
    return holder
