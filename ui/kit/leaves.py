"""A row shown in full with more sides than one screen holds: what always stays in sight, and the bar that turns between the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.board import Board, Leaf
from ui.kit.cards import CardView
from ui.kit.desk import Desk
from ui.kit.page import shortcut
from ui.kit.words import column, row


class Head(QWidget):
    """The cards of a board side by side, as high as they need; they do not scroll. `left`: the focus has nowhere to stay."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.cards: list[CardView] = []
        self._cards = column(self, spacing=0)

    def show_board(self, board: Board) -> None:
        """Draw new cards in place of the old."""
        at, held = QApplication.focusWidget(), self._cards.takeAt(0)
        if held is not None and (old := held.widget()) is not None:
            inside = at is not None and old.isAncestorOf(at)
            old.hide()
            old.deleteLater()
            if inside:
                self.left.emit()
        self.cards = [CardView(card, self.desk, board.subject) for card in board.cards]
        holder = QWidget()
        holder.setLayout(row(*self.cards, spacing=theme.current().px(12)))
        self._cards.addWidget(holder)


class LeafBar(QTabBar):
    """The leaves by name; the arrows walk them, Alt+1, Alt+2 … lead to each from anywhere on the page."""

    def __init__(self, page: QWidget, leaves: Sequence[Leaf], turned: Callable[[int], Any]) -> None:
        super().__init__()
        self.setObjectName("subviews")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        for place, leaf in enumerate(leaves):
            key = f"Alt+{place + 1}"
            self.addTab(_(leaf.title))
            self.setTabToolTip(place, f"{_(leaf.title)}  {key}")
            shortcut(page, key, partial(self.setCurrentIndex, place))
        shortcut(page, "Alt+Right", lambda: self.setCurrentIndex((self.currentIndex() + 1) % self.count()))
        shortcut(page, "Alt+Left", lambda: self.setCurrentIndex((self.currentIndex() - 1) % self.count()))
        self.currentChanged.connect(turned)
