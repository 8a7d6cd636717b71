"""A list on screen: filter bar, table, totals, verbs, and the detail of the row under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QScrollArea, QSplitter, QWidget

from models.core.listing import Filter
from models.core.sheet import Sheet, sheet_of
from models.core.text import _
from ui.kit import theme
from ui.kit.board_page import BoardArea, charted
from ui.kit.desk import Desk
from ui.kit.entry_line import EntryLine
from ui.kit.filter_bar import FilterBar
from ui.kit.page import Page, runs, shortcut
from ui.kit.row_page import is_to_entry, verbs_of
from ui.kit.saved_bar import SavedBar
from ui.kit.tab import Action, Document, Key, ListView, Row, Verb, name_of
from ui.kit.table import Table, TotalsRow
from ui.kit.table_model import TableModel
from ui.kit.verb_bar import VerbBar
from ui.kit.verbs import Chosen
from ui.kit.words import column, label, row

_DETAIL_MS = 120


class ListPage(Page):
    """A ListView. What it opens and creates is asked of `host`, the tab it stands in."""

    def __init__(self, desk: Desk, view: ListView, host: Any) -> None:
        super().__init__(desk, view.listing.topics)
        self.view, self.host = view, host
        self.setAccessibleName(_(view.title or view.listing.title))
        self.model = TableModel(view.listing, desk.office, desk.jobs, view.levels)
        self.bar = FilterBar(view.listing, desk.office, view.period, as_of=view.as_of, without=view.saved.facet if view.saved else "")
        self.table = Table(self.model, desk.services.store, view.columns)
        self.totals = TotalsRow(self.table)
        self.empty = label(_(view.listing.empty) or _("Nothing here for this filter"), "empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verbs = VerbBar(self, desk, verbs_of(view, host), self.give)
        self.summary = view.summary or (charted(view.listing) if view.listing.picture is not None and view.detail is None else None)
        self.line = EntryLine(view.entry, desk, None) if view.entry is not None else None
        self.saved = SavedBar(self, desk, self.bar, view.saved) if view.saved is not None else None
        self.detail = BoardArea(desk) if view.detail is not None or self.summary is not None else None
        self._wanted: Any = None
        self._yields = True
        self._liked: Any = None
        self._timer = QTimer(self, singleShot=True, interval=_DETAIL_MS)
        self._timer.timeout.connect(self._read_detail)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        if view.preset is not None:
            self.bar.put(view.preset(desk.office))
        self._opening = self.bar.filter()
        self.refresh()

    def refresh(self) -> None:
        """Read again with the filter that stands in the bar."""
        ask, summary, detail = self.bar.filter(), self.summary, self.detail
        self.model.ask(ask)
        if summary is not None and detail is not None:
            self.desk.jobs.start(lambda ticket: summary(self.desk.office, ask), detail.show_board, lane=(self, "detail"))

    def show_filter(self, ask: Filter) -> None:
        """Show what a door asks for."""
        self.bar.put(ask)
        self.refresh()

    def seek(self) -> None:
        self.bar.keyword.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.keyword.selectAll()

    def begin(self) -> bool:
        if self.view.create is None:
            return False
        self.host.fill_in(self.view.create, None)
        return True

    def back(self) -> bool:
        if self.bar.keyword.text():
            self.bar.keyword.clear()
            return True
        return False

    def goto(self, row: Any) -> None:
        """Put the cursor on a row, once its key is there; where the filter hides it, the filter yields."""
        self._wanted, self._yields = row, True
        if self.model.complete:
            self._find_wanted()

    def prefer(self, row: Any) -> None:
        """Put the cursor on a row that was just made or changed, if the filter shows it."""
        self._liked = row

    def export(self) -> None:
        """The whole list as Excel, with the columns and the order on screen."""
        path = self.desk.prompts.save_file(_("Excel"), f"{_(self.view.listing.title)}.xlsx", "Excel (*.xlsx)")
        if path is not None:
            write, read = self.desk.services.write_excel, self._reader()
            self.desk.jobs.start(lambda ticket: write(read(), path), lambda _written: self.desk.say(
                _("Written: {file}").format(file=path.name)), lane=(self, "excel"))

    def print_out(self) -> None:
        """The list as a paper."""
        make, read, listing = self.desk.services.sheet_pdf, self._reader(), self.view.listing
        self.desk.preview(Document(f"list.{listing.name}", listing.title, lambda office, subject, choice: make(read(), choice),
                                   papers=self.desk.services.sheet_sizes, feeds=True), None)

    def give(self, verb: Key) -> None:
        """Give a verb for the selected row, or for each selected row where it takes many."""
        rows = self.table.chosen_rows()
        keys = [self.model.keys[each] for each in rows]
        if isinstance(verb, Action) and verb.over_list:
            runs(verb, self.desk, Chosen(tuple(keys), self.view.listing, self.model.filter))
        elif not verb.needs_row:
            runs(verb, self.desk)
        elif is_to_entry(verb) and self.detail is not None:
            self.detail.to_entry()
        elif verb.at_once:
            runs(verb, self.desk, tuple(keys))
        elif isinstance(verb, Verb) and verb.many:
            for key in keys:
                runs(verb, self.desk, key)
        elif rows:
            runs(verb, self.desk, self.model.keys[self.table.currentIndex().row()])

    def state(self) -> dict[str, Any]:
        at = self.table.currentIndex().row()
        return {"filter": self.bar.filter(), "row": self.model.keys[at] if 0 <= at < len(self.model.keys) else None,
                "period": self.bar.period.value() if self.bar.period is not None else None}

    def restore(self, state: dict[str, Any]) -> None:
        self.show_filter(state["filter"])
        if state["row"] is not None:
            self._wanted, self._yields = state["row"], False

    def leave(self) -> None:
        super().leave()
        self._timer.stop()
        for lane in ("first", "keys", "totals"):
            self.desk.jobs.drop((self.model, lane))
        self.desk.jobs.drop((self, "detail"))
        if self.detail is not None:
            self.detail.keep()
        if self.line is not None:
            self.line.keep()

    def open_row(self, number: int) -> None:
        """Double click or Enter."""
        view, key = self.view, self.model.keys[number]
        if view.door is not None:
            self.desk.open(view.door(key))
        elif view.board is not None:
            self.host.show_row(view, key)
        elif view.edit is not None:
            self.host.fill_in(view.edit, key)
        elif view.documents:
            self.desk.preview(view.documents[0], key)

    def _lay_out(self) -> None:
        look = theme.current()
        margin = look.px(theme.MARGIN)
        column(self.table.viewport(), margins=(margin,) * 4).addWidget(self.empty)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty.hide()
        self._body = body = QWidget()
        self._inner = inner = column(body, spacing=0, margins=(margin, look.px(8), margin, look.px(8)))
        for part in (each for each in (self.bar, self.saved) if each is not None):
            inner.addWidget(part)
        inner.addSpacing(look.px(8 if self.saved is None else 4))
        if self.line is not None:
            inner.addWidget(self.line.at_the_edge())
            self.line.given.connect(lambda done: self.prefer(done.id))
            shortcut(self, self.line.entry.verb.key, self.line.reach)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.totals)
        if self.verbs.verbs:
            inner.addSpacing(look.px(8))
            inner.addWidget(self.verbs)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(body)
        body.installEventFilter(self)
        if self.detail is not None:
            self.detail.setMinimumHeight(look.px(96))
            self.detail.left.connect(self.table.setFocus)
            split.addWidget(self.detail)
            share = int(self.desk.services.store.value(self._split, 0) or 0)
            split.setSizes([look.px(430), look.px(share or (306 if self.summary is not None else 220))])
            split.setStretchFactor(0, 1)
            split.splitterMoved.connect(lambda *_moved: self.desk.services.store.setValue(
                self._split, round(split.sizes()[1] * 100 / look.scale)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(split)
        self.setLayout(row(area))

    @property
    def _split(self) -> str:
        return f"split/{name_of(self.view)}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The filter bar needs more rows where it is narrow, the line more where it warns: the body tells the scroll area so."""
        if watched is self._body and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._body.setMinimumHeight(self._inner.totalMinimumHeightForWidth(self._body.width()))
        return False

    def _connect(self) -> None:
        self.told.connect(self.bar.renew)
        self.bar.asked.connect(self.refresh)
        self.bar.refresh.clicked.connect(self.refresh)
        self.bar.columns.clicked.connect(lambda: self.table.choose_columns(QPoint(0, 0)))
        self.bar.excel.clicked.connect(self.export)
        self.bar.print.clicked.connect(self.print_out)
        self.model.totalled.connect(self.totals.show_totals)
        self.model.loaded.connect(self._loaded)
        self.model.modelReset.connect(lambda: self.bar.sort_by(self.model.filter.sort))
        self.table.opened.connect(self.open_row)
        self.table.picked.connect(self._picked)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.verbs.suit(None)

    def _loaded(self) -> None:
        self.empty.setVisible(not len(self.model.keys))
        self.empty.setText(self._nothing())
        if self._liked is not None and self._liked in self.model.keys:
            self._wanted = self._liked
        self._liked = None
        if self._wanted is not None:
            self._find_wanted()
        elif len(self.model.keys) and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _nothing(self) -> str:
        """What stands in an empty table: what would be here and how to make the first one, or that the filter hides it."""
        ask, view = self.bar.filter(), self.view
        if replace(ask, sort="") not in (Filter(), replace(self._opening, sort="")):
            said = _("Nothing here for this filter")
        else:
            said = _(view.listing.empty) or _("Nothing here yet")
        if view.create is None:
            return said
        return "\n".join((said, _("F2: {verb}").format(verb=_(view.create.title or view.create.form.title))))

    def _find_wanted(self) -> None:
        keys = list(self.model.keys)
        if self._wanted in keys:
            place = keys.index(self._wanted)
            self._wanted = None
            self.table.selectRow(place)
            self.table.scrollTo(self.model.index(place, 0))
        elif self._yields and self.bar.filter() != replace(Filter(), sort=self.bar.filter().sort):
            self.show_filter(Filter())
        else:
            self._wanted = None

    def _row(self) -> Row | None:
        at = self.table.currentIndex().row()
        return self.model.values(at) if 0 <= at < len(self.model.keys) and self.table.chosen_rows() else None

    def _picked(self, number: int) -> None:
        self.verbs.suit(self._row())
        if self.view.detail is not None:
            self._timer.start()

    def _read_detail(self) -> None:
        at, detail, read = self.table.currentIndex().row(), self.detail, self.view.detail
        if detail is None or read is None:
            return
        if not 0 <= at < len(self.model.keys):
            detail.show_board(None)
            return
        key = self.model.keys[at]
        self.desk.jobs.start(lambda ticket: read(self.desk.office, key), detail.show_board, lane=(self, "detail"))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy") + "\tCtrl+C", self.table.copy)
        menu.addSeparator()
        for place, verb in enumerate(self.verbs.verbs):
            action = menu.addAction(f"{_(verb.title)}\t{verb.key}", partial(self.give, verb))
            action.setEnabled(self.verbs.buttons[place].isEnabled())
        menu.exec(self.table.viewport().mapToGlobal(at))

    def _reader(self) -> Callable[[], Sheet]:
        """Reads the list as it stands on screen now; called on a worker."""
        columns = [self.view.listing.columns[at].key for at in self.table.shown_columns()]
        return partial(sheet_of, self.view.listing, self.model.filter, columns=columns)
