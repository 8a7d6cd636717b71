"""One tab on screen: its views, built when first seen, and what lies over them until Esc takes it away."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.board_page import board_page
from ui.kit.desk import Desk
from ui.kit.form_page import FormPage
from ui.kit.list_page import ListPage
from ui.kit.page import Page
from ui.kit.preview import PreviewPage
from ui.kit.row_page import RowPage
from ui.kit.tab import (BoardView, Document, Door, FormView, ListView, OwnView, PaperView, SplitView, TabSpec, View, lists_in, name_of)
from ui.kit.view_bar import ViewBar
from ui.kit.words import button, column, label, row

_REST_MS = 300


class TabPage(QWidget):
    """A TabSpec. Its pages ask it to fill in forms, show rows and papers; they lie over the view, the latest on top."""

    def __init__(self, desk: Desk, spec: TabSpec) -> None:
        super().__init__()
        look = theme.current()
        self.desk, self.spec = desk, spec
        self.pages: dict[int, Page] = {}
        self.over: list[Page] = []
        self.bar = ViewBar(spec)
        self.back_button = button(_("Back"), key="Esc", name="left")
        self.back_button.clicked.connect(self.back)
        self.title = label("", "title")
        self.stack = QStackedWidget()
        self.head = QWidget()
        self.head.setLayout(row(self.back_button, self.title, 1, spacing=look.px(12), margins=(look.px(16), look.px(8), look.px(16), 0)))
        layout = column(self, spacing=0)
        layout.addWidget(self.bar)
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self.show_view)
        self.show_view(0)
        if spec.ahead is not None:
            QTimer.singleShot(_REST_MS, self, partial(desk.jobs.start, spec.ahead, lambda _loaded: None))

    @property
    def page(self) -> Page:
        """What the person sees."""
        return self.over[-1] if self.over else self.pages[self.bar.currentIndex()]

    def show_view(self, place: int) -> None:
        """Go to a view, building it at the first visit; what lay over the old one is taken away."""
        for page in tuple(self.over):
            self._drop(page)
        if place not in self.pages:
            page = self.pages[place] = make_page(self.desk, self.spec.views[place], self)
            self.stack.addWidget(page)
        if self.bar.currentIndex() != place:
            self.bar.setCurrentIndex(place)
        self._show()

    def place_of(self, name: str) -> int | None:
        """The place of the view with this name."""
        return next((place for place, view in enumerate(self.spec.views) if name_of(view) == name), None)

    def open(self, door: Door) -> bool:
        """Go through a door, if it leads into this tab."""
        place = self.place_of(door.view or door.listing)
        if place is None:
            place = next((at for at, view in enumerate(self.spec.views)
                          if door.listing in [each.listing.name for each in lists_in(view)]), None)
        if place is None:
            return False
        self.show_view(place)
        page = self.pages[place]
        if isinstance(page, SplitPage):
            page = page.list_of(door.listing)
        if isinstance(page, ListPage) and door.filter is not None:
            page.show_filter(door.filter)
        if door.id is not None:
            self._enter(page, door.id)
        return True

    def fill_in(self, view: FormView, row_id: Any) -> None:
        """Open a form: the tab's own view of that name, or one laid over the list."""
        place = self.place_of(name_of(view))
        if place is None:
            self.lay_over(FormPage(self.desk, view, self, row_id))
            return
        self.show_view(place)
        page = self.pages[place]
        if row_id is not None:
            page.goto(row_id)
        else:
            page.begin()

    def show_row(self, view: ListView, row_id: Any) -> None:
        """One row's board in full."""
        if view.board is not None:
            self.lay_over(RowPage(self.desk, view, self, row_id))

    def show_paper(self, document: Document, row_id: Any, *, at_once: bool = False) -> None:
        """A paper as it prints; at once: it goes to the printer without another key."""
        self.lay_over(PreviewPage(self.desk, document, row_id, at_once=at_once))

    def lay_over(self, page: Page) -> None:
        """Put a page over the view until Esc."""
        self.over.append(page)
        self.stack.addWidget(page)
        self._show()

    def step_back(self, page: Page, row_id: Any = None) -> None:
        """The page is done with. row_id: the row it made, on which the list below puts its cursor."""
        if page in self.over:
            self._drop(page)
            self._show()
            if row_id is not None and isinstance(self.page, ListPage):
                self.page.prefer(row_id)
        else:
            self.show_view(0)

    def prefer(self, paper: Document, row_id: Any) -> None:
        """The lists that this paper belongs to put their cursor on the row, which was just made."""
        for page in self.pages.values():
            if isinstance(page, ListPage) and paper in page.view.documents:
                page.prefer(row_id)

    def back(self) -> None:
        """Esc: inside the page first, then the page itself, then to the first view."""
        page = self.page
        if page.back():
            return
        if self.over:
            self._drop(page)
            self._show()
        elif self.bar.currentIndex():
            self.show_view(0)

    def begin(self) -> None:
        """F2: a new one, wherever this tab makes one."""
        if self.page.begin():
            return
        for place, view in enumerate(self.spec.views):
            if isinstance(view, FormView):
                self.show_view(place)
                self.pages[place].begin()
                return

    def begin_with(self, values: dict[str, Any]) -> None:
        """A new one that holds what was typed elsewhere already."""
        self.begin()
        if isinstance(self.page, FormPage):
            self.page.fill(values)

    def state(self) -> dict[str, Any]:
        """What a rebuilt window brings back: the view and what every page holds."""
        over = [(page.view, page.state()) for page in self.over if isinstance(page, FormPage | RowPage)]
        return {"view": self.bar.currentIndex(), "pages": {place: page.state() for place, page in self.pages.items()}, "over": over}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring it back."""
        for place, kept in state["pages"].items():
            self.show_view(place)
            if kept:
                self.pages[place].restore(kept)
        self.show_view(state["view"])
        for view, kept in state["over"]:
            if isinstance(view, ListView):
                self.show_row(view, kept["row"])
                self.page.restore(kept)
                continue
            page = FormPage(self.desk, view, self)
            page.restore(kept)
            self.lay_over(page)

    def leave(self) -> None:
        """The tab goes away for good."""
        for page in (*self.over, *self.pages.values()):
            page.leave()

    def _enter(self, page: Page, row_id: Any) -> None:
        page.goto(row_id)
        if isinstance(page, ListPage) and page.view.board is not None:
            self.show_row(page.view, row_id)

    def _drop(self, page: Page) -> None:
        self.over.remove(page)
        page.leave()
        self.stack.removeWidget(page)
        page.deleteLater()

    def _show(self) -> None:
        page = self.page
        self.stack.setCurrentWidget(page)
        self.head.setVisible(bool(self.over))
        self.title.setText(page.accessibleName())
        if self.isVisible():
            page.setFocus()


class SplitPage(Page):
    """Views side by side."""

    def __init__(self, desk: Desk, view: SplitView, host: TabPage) -> None:
        super().__init__(desk)
        self.parts = [make_page(desk, part, host, beside=False) for part in view.parts]
        self.setAccessibleName(_(view.title))
        split = QSplitter(Qt.Orientation.Vertical if view.down else Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for place, part in enumerate(self.parts):
            split.addWidget(part)
            split.setStretchFactor(place, view.shares[place] if view.shares else 1)
        if view.shares:
            split.setSizes([share * 1000 for share in view.shares])
        self.setLayout(row(split))
        self.setFocusProxy(self.parts[view.first])

    def list_of(self, listing: str) -> Page:
        """The part that shows this listing, else the first."""
        return next((part for part in self.parts if isinstance(part, ListPage) and part.view.listing.name == listing), self.parts[0])

    def refresh(self) -> None:
        for part in self.parts:
            part.refresh()

    def seek(self) -> None:
        self.parts[0].seek()

    def begin(self) -> bool:
        return any(part.begin() for part in self.parts if not isinstance(part, FormPage))

    def back(self) -> bool:
        return any(part.back() for part in self.parts)

    def print_out(self) -> None:
        for part in self.parts:
            if isinstance(part, PreviewPage):
                part.print_out()

    def state(self) -> dict[str, Any]:
        states = [part.state() for part in self.parts]
        return {"parts": states, "dirty": any(state.get("dirty") for state in states)}

    def restore(self, state: dict[str, Any]) -> None:
        for part, kept in zip(self.parts, state["parts"], strict=True):
            if kept:
                part.restore(kept)

    def leave(self) -> None:
        for part in self.parts:
            part.leave()
        super().leave()


class OwnPage(Page):
    """A plain widget of a tab's own; one that is a page stands by itself."""

    def __init__(self, desk: Desk, view: OwnView, widget: QWidget) -> None:
        super().__init__(desk)
        self.setAccessibleName(_(view.title))
        self.setLayout(row(widget))


class PaperPage(PreviewPage):
    """A PaperView: the paper of a subject that is found when it is shown."""

    def __init__(self, desk: Desk, view: PaperView, *, beside: bool) -> None:
        self._find = view.subject
        super().__init__(desk, view.document, view.subject(desk.office), beside=beside)
        wanted = (*view.topics, "everything") if view.topics else ()
        self._unsubscribe = desk.office.changes.subscribe(wanted, lambda _topics: self.told.emit()) if wanted else None

    def refresh(self) -> None:
        self.subject = self._find(self.desk.office)
        super().refresh()


def make_page(desk: Desk, view: View, host: TabPage, *, beside: bool = True) -> Page:
    """The page that shows a view."""
    if isinstance(view, ListView):
        return ListPage(desk, view, host)
    if isinstance(view, FormView):
        return FormPage(desk, view, host)
    if isinstance(view, BoardView):
        return board_page(desk, view)
    if isinstance(view, PaperView):
        return PaperPage(desk, view, beside=beside)
    if isinstance(view, SplitView):
        return SplitPage(desk, view, host)
    widget = view.build(desk)
    return widget if isinstance(widget, Page) else OwnPage(desk, view, widget)
