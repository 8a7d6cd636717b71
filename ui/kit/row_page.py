"""One row in full: the board of a list's row under the same verbs, with the same keys, as the list has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent

from models.core.listing import Filter, Listing, rows_of
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.board_page import BoardArea
from ui.kit.desk import Desk
from ui.kit.leaves import Head, LeafBar
from ui.kit.page import Page, runs
from ui.kit.print_many import print_many
from ui.kit.tab import Action, Board, Document, Key, ListView, Row, allowed
from ui.kit.verb_bar import VerbBar
from ui.kit.verbs import to_entry
from ui.kit.words import column, row


_NARROW = 860


def verbs_of(view: ListView, host: Any) -> tuple[Key, ...]:
    """New, change, the view's own verbs, its papers. host: the tab, which is asked to fill in forms."""
    new: tuple[Key, ...] = ()
    if view.create is not None:
        title = view.create.title or view.create.form.title
        new = (Action(title, lambda desk, subject: host.fill_in(view.create, None), "F2", "add", needs_row=False),)
    change: tuple[Key, ...] = ()
    if view.edit is not None:
        change = (Action(view.edit.title or N_("Change"), lambda desk, subject: host.fill_in(view.edit, subject), "F4", "edit"),)
    papers = tuple(Action(paper.title, partial(_show_paper, paper), paper.key, paper.icon) for paper in view.documents)
    many = tuple(Action(N_("Print many…"), partial(print_many, paper), "Ctrl+Shift+P", "print", needs_row=False, over_list=True)
                 for paper in view.documents if paper.many is not None)
    return new + change + view.verbs + papers + many


def _show_paper(paper: Document, desk: Desk, subject: Any) -> None:
    desk.preview(paper, subject)


def is_to_entry(verb: Key) -> bool:
    """Whether it only leads to the line to type into."""
    return isinstance(verb, Action) and verb.do is to_entry


class RowPage(Page):
    """A row's board, laid over its list until Esc; its leaves below it, where it has any. A row that is gone takes the page with it."""

    def __init__(self, desk: Desk, view: ListView, host: Any, row_id: Any) -> None:
        super().__init__(desk, (*view.listing.topics, *view.topics))
        assert view.board is not None
        self.view, self.host, self.row_id = view, host, row_id
        self._build = view.board
        look = theme.current()
        self.setAccessibleName(_(view.listing.singular or view.listing.title))
        self.area = BoardArea(desk)
        self.verbs = VerbBar(self, desk, [verb for verb in verbs_of(view, host) if verb.needs_row], self.give)
        self.verbs.suit(None)
        margin = look.px(theme.MARGIN)
        layout = column(self, spacing=look.px(4), margins=(0, look.px(8), 0, 0))
        self.head = Head(desk) if view.leaves else None
        self.leaves = LeafBar(self, view.leaves, self._turn) if view.leaves else None
        self._turned = self._types = self._narrow = False
        self._boards: list[Board] = []
        if self.head is not None and self.leaves is not None:
            self.head.left.connect(self.area.left)
            layout.addLayout(row(self.head, margins=(margin, 0, margin, 0)))
            layout.addLayout(row(self.leaves, margins=(margin - look.px(8), 0, margin, 0)))
        layout.addWidget(self.area, 1)
        layout.addLayout(row(self.verbs, margins=(margin, look.px(4), margin, look.px(8))))
        self.setFocusProxy(self.area)
        self.area.left.connect(lambda: self.area.setFocus(Qt.FocusReason.OtherFocusReason))
        self.refresh()

    def refresh(self) -> None:
        """Read the row and its boards again on a worker."""
        builds = [self._build]
        if self.leaves is not None:
            builds.append(self.view.leaves[self.leaves.currentIndex()].build)
        self.desk.jobs.start(lambda ticket: _read(self.desk.office, self.view.listing, self.row_id, builds), self._show, lane=self)

    def give(self, verb: Key) -> None:
        """Give one of the list's verbs for this row."""
        if is_to_entry(verb):
            self._to_entry()
        else:
            runs(verb, self.desk, (self.row_id,) if verb.at_once else self.row_id)

    def begin(self) -> bool:
        if self.view.create is None:
            return False
        self.host.fill_in(self.view.create, None)
        return True

    def print_out(self) -> None:
        if self.view.documents:
            self.desk.preview(self.view.documents[0], self.row_id)

    def state(self) -> dict[str, Any]:
        self.area.keep()
        return {"row": self.row_id, "leaf": self.leaves.currentIndex() if self.leaves is not None else 0}

    def restore(self, state: dict[str, Any]) -> None:
        if self.leaves is not None:
            self.leaves.setCurrentIndex(state["leaf"])

    def leave(self) -> None:
        super().leave()
        self.area.keep()
        self.desk.jobs.drop(self)

    def _turn(self, _place: int) -> None:
        self._turned = True
        self.refresh()

    def _to_entry(self) -> None:
        """Into the line to type into, on the leaf that has it."""
        place = next((at for at, leaf in enumerate(self.view.leaves) if leaf.entry), None)
        if self.leaves is None or place is None or place == self.leaves.currentIndex():
            self.area.to_entry()
        else:
            self._types = True
            self.leaves.setCurrentIndex(place)

    def _show(self, read: tuple[Row, list[Board]] | None) -> None:
        if read is None:
            self.host.step_back(self)
            return
        self.verbs.fit(read[0])
        self._boards = read[1]
        if self._turned:
            self.area.show_board(None)
        self._draw()
        if self._types:
            self.area.to_entry()
        self._turned = self._types = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the head's cards work from anywhere on the page."""
        pressed = QKeySequence(event.keyCombination()).toString()
        for card in self.head.cards if self.head is not None and not self._narrow else ():
            verb = next((verb for verb in card.card.verbs if verb.key == pressed and allowed(verb.roles, self.desk.office)), None)
            if verb is not None:
                card.give(verb)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._boards and self._is_narrow() != self._narrow:
            self._draw()

    def _is_narrow(self) -> bool:
        return self.width() < theme.current().px(_NARROW)

    def _draw(self) -> None:
        """The head above the leaf; where it is narrow the two scroll as one, so that nothing is cut off."""
        self._narrow, board = self._is_narrow(), self._boards[-1]
        if self.head is not None:
            top = self._boards[0]
            self.head.setVisible(not self._narrow)
            if self._narrow:
                cards = tuple(replace(card, columns=1, side=0) for card in top.cards)
                board = replace(board, cards=(*cards, *board.cards))
            else:
                self.head.show_board(top)
        self.area.show_board(board)


def _read(office: Office, listing: Listing, row_id: Any, builds: list[Callable[[Office, Any], Board]]) -> tuple[Row, list[Board]] | None:
    cells = rows_of(listing, [row_id], Filter())
    if not cells:
        return None
    found = {**{each.key: cell for each, cell in zip(listing.columns, cells[0], strict=True)}, "id": row_id}
    return found, [build(office, row_id) for build in builds]
