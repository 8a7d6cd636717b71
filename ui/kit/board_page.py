"""A board on screen: cards in two columns, built on a worker, built again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from models.core.chart import chart_of
from models.core.listing import Filter, Listing
from models.core.office import Office
from models.core.text import _
from ui.kit import theme
from ui.kit.cards import CardView
from ui.kit.desk import Desk
from ui.kit.page import Page, runs, shortcut
from ui.kit.tab import Board, BoardView, Card, Key, allowed
from ui.kit.verb_bar import VerbBar
from ui.kit.words import column, label, row

_NARROW = 760


def charted(listing: Listing) -> Callable[[Office, Filter], Board]:
    """What a list that carries a chart comes to: the chart of what its filter finds."""
    def summary(_office: Office, ask: Filter) -> Board:
        chart = chart_of(listing, ask)
        return Board((Card(chart.title if chart else _(listing.title), chart=chart, empty=_(listing.empty)),))
    return summary


class BoardArea(QScrollArea):
    """The cards of one board; where it is narrow the right column goes below the left. `left`: the focus has nowhere to stay."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[CardView] = []
        self.setWidgetResizable(True)
        self._board: Board | None = None
        self._wide: bool | None = None

    def show_board(self, board: Board | None) -> None:
        """Draw new cards in place of the old: at the same place of the page, with what is half typed and where the cursor was."""
        at, stays = self.verticalScrollBar().value(), board is not None and self._board is not None and board.subject == self._board.subject
        self.keep()
        place = _place(self.cards) if stays else None
        inside = self._has_focus()
        self._board, self._wide = board, self._is_wide(board)
        for old in self.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.setEnabled(False)
            old.deleteLater()
        cursors = {card.card.title: card.picked() for card in self.cards} if stays else {}
        self.cards = [CardView(card, self.desk, board.subject) for card in board.cards] if board is not None else []
        self._ready(cursors)
        self.setWidget(self._drawn(board))
        self._bound()
        if place is not None:
            _take_place(self.cards, place)
        if inside and not self._has_focus():
            self.left.emit()
        if self.hasFocus():
            self.to_first()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at if stays else 0))

    def keep(self) -> None:
        """Lay aside what is half typed in the lines of this board."""
        for card in self.cards:
            if card.line is not None:
                card.line.keep()

    def to_entry(self) -> None:
        """Put the cursor into the first line to type into."""
        line = next((card.line for card in self.cards if card.line is not None), None)
        if line is not None:
            line.panel.focus()
            self.ensureWidgetVisible(line)

    def to_first(self) -> None:
        """Put the cursor into the first rows, so that the arrows walk them at once."""
        first = next((card.list for card in self.cards if card.list is not None), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason):
            self.to_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of a card that the cursor is not in: it leads to the card's rows, and pressed again it is given."""
        pressed = QKeySequence(event.keyCombination()).toString()
        for card in self.cards:
            verb = next((verb for verb in card.card.verbs if verb.key == pressed and allowed(verb.roles, self.desk.office)), None)
            if verb is not None and card.list is not None and verb.needs_row and not card.list.hasFocus():
                card.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensureWidgetVisible(card.list)
                return
            if verb is not None:
                card.give(verb)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._board is not None and self._is_wide(self._board) != self._wide:
            QTimer.singleShot(0, self, self._fold)     # not at once: the cards that go may be in the midst of being dressed anew
        else:
            self._bound()

    def _fold(self) -> None:
        """Put the right column beside the left one or below it, as the width asks."""
        if self._board is not None and self._is_wide(self._board) != self._wide:
            self.show_board(self._board)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _ready(self, cursors: Mapping[str, tuple[Any, int]]) -> None:
        """The cursor of each list where it was, the key of each line to type into."""
        for card in self.cards:
            if card.list is not None:
                card.list.choose(*cursors.get(card.card.title, (None, 0)))
            if card.line is not None and card.line.entry.verb.key:
                shortcut(self, card.line.entry.verb.key, card.line.reach)

    def _drawn(self, board: Board | None) -> QWidget:
        look, holder = theme.current(), QWidget()
        margin = look.px(theme.MARGIN)
        outer = column(holder, spacing=look.px(8), margins=(margin, look.px(8), margin, look.px(8)))
        if board is None:
            return holder
        if board.title:
            outer.addWidget(label(board.title, "title"))
        if board.verbs:
            outer.addWidget(VerbBar(self, self.desk, board.verbs, lambda verb: runs(verb, self.desk, board.subject)))
        sides = [self._side(0), self._side(1)] if self._wide else [self._side(0, 1)]
        columns = row(spacing=look.px(12))
        for place, side in enumerate(sides):
            columns.addLayout(side, board.shares[place])
        outer.addLayout(columns)
        outer.addStretch(1)
        return holder

    def _side(self, *sides: int) -> QVBoxLayout:
        layout = column(spacing=theme.current().px(12))
        for card in self.cards:
            if card.card.side in sides:
                layout.addWidget(card)
        layout.addStretch(1)
        return layout

    def _bound(self) -> None:
        room = self.viewport().height() - theme.current().px(16)
        for card in self.cards:
            card.bound(room)

    def _has_focus(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and self.isAncestorOf(at)

    def _is_wide(self, board: Board | None) -> bool:
        two = board is not None and len({card.side for card in board.cards}) > 1
        return two and self.viewport().width() >= theme.current().px(_NARROW)


Place = tuple[str, tuple[str, int]]


def _place(cards: list[CardView]) -> Place | None:
    """The card and the field or row in it that the cursor is in."""
    for card in cards:
        if card.line is not None and (typing := card.line.place()) is not None:
            return card.card.title, typing
        if card.list is not None and card.list.hasFocus():
            return card.card.title, ("", card.list.currentRow())
    return None


def _take_place(cards: list[CardView], place: Place) -> None:
    title, (key, at) = place
    card = next((each for each in cards if each.card.title == title), None)
    if card is not None and key and card.line is not None:
        card.line.take_place((key, at))
    elif card is not None and not key and card.list is not None:
        card.list.setCurrentRow(min(at, card.list.count() - 1))
        card.list.setFocus()


class BoardPage(Page):
    """A BoardView, or one row's board shown in full."""

    def __init__(self, desk: Desk, title: str, build: Callable[[Office], Board], topics: Iterable[str],
                 verbs: tuple[Key, ...] = ()) -> None:
        super().__init__(desk, topics)
        self._build = build
        look = theme.current()
        self.area = BoardArea(desk)
        self.setAccessibleName(title)
        margin = look.px(theme.MARGIN)
        layout = column(self, spacing=look.px(8), margins=(0, look.px(8), 0, 0))
        if verbs:
            bar = VerbBar(self, desk, verbs, lambda verb: runs(verb, desk))
            layout.addLayout(row(bar, margins=(margin, 0, margin, 0)))
        layout.addWidget(self.area, 1)
        self.setFocusProxy(self.area)
        self.refresh()

    def refresh(self) -> None:
        """Build it again on a worker."""
        self.desk.jobs.start(lambda ticket: self._build(self.desk.office), self.area.show_board, lane=self)

    def leave(self) -> None:
        super().leave()
        self.area.keep()
        self.desk.jobs.drop(self)


def board_page(desk: Desk, view: BoardView) -> BoardPage:
    """The page of a BoardView."""
    return BoardPage(desk, _(view.title), view.build, view.topics, view.verbs)
