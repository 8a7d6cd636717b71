"""A board on screen: cards in two columns, built on a worker, built again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from models.core.office import Office
from models.core.text import _
from ui.kit import theme
from ui.kit.cards import CardView
from ui.kit.desk import Desk
from ui.kit.page import Page, VerbBar, runs
from ui.kit.tab import Board, BoardView, Key
from ui.kit.words import column, label, row

_NARROW = 760


class BoardArea(QScrollArea):
    """The cards of one board; where it is narrow the right column goes below the left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[CardView] = []
        self.setWidgetResizable(True)
        self._board: Board | None = None
        self._wide: bool | None = None

    def show_board(self, board: Board | None) -> None:
        """Draw new cards in place of the old, at the same place of the page."""
        at = self.verticalScrollBar().value()
        self._board, self._wide = board, self._is_wide()
        look = theme.current()
        self.cards = [CardView(card, self.desk, board.subject) for card in board.cards] if board is not None else []
        holder = QWidget()
        margin = look.px(theme.MARGIN)
        outer = column(holder, spacing=look.px(8), margins=(margin, look.px(8), margin, look.px(8)))
        if board is not None and board.title:
            outer.addWidget(label(board.title, "title"))
        if board is not None and board.verbs:
            subject = board.subject
            outer.addWidget(VerbBar(self, self.desk, board.verbs, lambda verb: runs(verb, self.desk, subject)))
        sides = [self._side(0), self._side(1)] if self._wide else [self._side(0, 1)]
        columns = row(spacing=look.px(12))
        for place, side in enumerate(sides):
            columns.addLayout(side, 3 - place)
        outer.addLayout(columns)
        outer.addStretch(1)
        self.setWidget(holder)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(at))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._board is not None and self._is_wide() != self._wide:
            self.show_board(self._board)

    def _side(self, *sides: int) -> QVBoxLayout:
        layout = column(spacing=theme.current().px(12))
        for card in self.cards:
            if card.card.side in sides:
                layout.addWidget(card)
        layout.addStretch(1)
        return layout

    def _is_wide(self) -> bool:
        two = self._board is not None and len({card.side for card in self._board.cards}) > 1
        return two and self.viewport().width() >= theme.current().px(_NARROW)


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
        self.desk.jobs.drop(self)


def board_page(desk: Desk, view: BoardView) -> BoardPage:
    """The page of a BoardView."""
    return BoardPage(desk, _(view.title), view.build, view.topics, view.verbs)
