"""A listing of any size as a table model: a worker's snapshot of keys, pages read by key, totals of everything filtered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from models.core.kinds import NOTHING, Kind, Value, is_number, plain_of, text_of
from models.core.listing import Filter, Listing, Totals, first_keys, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.text import _
from ui.kit import theme
from ui.kit.jobs import Jobs
from ui.kit.specs import Level
from ui.kit.words import SHAPES, TOKENS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PAGE = 200
_KEPT = 24
_SERVED = frozenset({Role.DisplayRole, Role.TextAlignmentRole, Role.ForegroundRole, Role.ToolTipRole,
                     Role.AccessibleTextRole})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class TableModel(QAbstractTableModel):
    """Rows are keys; cells come in pages of 200. `loaded` tells that the snapshot stands, `totalled` the totals."""

    loaded = Signal()
    totalled = Signal(object)

    def __init__(self, listing: Listing, office: Office, jobs: Jobs, levels: Mapping[str, Level]) -> None:
        super().__init__()
        self.listing, self.office, self.jobs = listing, office, jobs
        self.keys: Sequence[Any] = ()
        self.filter = Filter()
        self.complete = False
        self._pages: OrderedDict[int, list[tuple[Value, ...] | None]] = OrderedDict()
        self._levels = {key: SHAPES[level] for key, level in levels.items()}
        look = theme.current()
        self._inks = {key: look.colour(TOKENS[level]) for key, level in levels.items()}
        self._red, self._muted = look.colour("red"), look.colour("secondary")
        self._kinds = [column.kind for column in listing.columns]
        self._sides = [_RIGHT if is_number(kind) else _CENTRE if kind is Kind.GRADE else _LEFT for kind in self._kinds]

    def ask(self, ask: Filter) -> None:
        """Read anew for this filter: the first page at once, then the snapshot and the totals.

        The same filter again is a refresh: the old rows stand until the new snapshot is there, so that nobody loses the place.
        """
        listing, fresh = self.listing, ask != self.filter or not len(self.keys)
        self.filter, self.complete = ask, False
        if fresh:
            self.jobs.start(lambda ticket: first_keys(listing, ask, PAGE), self._begin, lane=(self, "first"))
        self.jobs.start(lambda ticket: keys_of(listing, ask), self._settle, lane=(self, "keys"))
        self.jobs.start(lambda ticket: totals_of(listing, ask), self._total, lane=(self, "totals"))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._kinds)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role in (Role.DisplayRole, Role.ToolTipRole):
                return _(self.listing.columns[section].title)
            if role == Role.TextAlignmentRole:
                return self._sides[section]
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _SERVED:
            return None
        at = index.column()
        if role == Role.TextAlignmentRole:
            return self._sides[at]
        row = self.row(index.row())
        if row is None:
            return None
        if role == Role.ForegroundRole:
            return self._ink(at, row[at])
        return self._text(at, row[at])

    def row(self, number: int) -> tuple[Value, ...] | None:
        """The values of a row, None for one that is gone since the snapshot."""
        page = number // PAGE
        cells = self._pages.get(page)
        if cells is None:
            cells = self._pages[page] = self._read(self.keys[page * PAGE:(page + 1) * PAGE])
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        elif number % PAGE == 0:
            self._pages.move_to_end(page)
        return cells[number % PAGE]

    def values(self, number: int) -> dict[str, Any]:
        """A row by column key, with its id: what a verb's `when` looks at."""
        row = self.row(number)
        named = {} if row is None else {c.key: v for c, v in zip(self.listing.columns, row, strict=True)}
        return {**named, "id": self.keys[number]}

    def plain(self, number: int, columns: Sequence[int]) -> list[str]:
        """Cells as a workbook takes them from the clipboard: plain numbers, ISO days, words."""
        row = self.row(number) or (None,) * len(self._kinds)
        cells = []
        for at in columns:
            kind = self._kinds[at]
            bare = is_number(kind) or kind is Kind.DATE
            text = plain_of(kind, row[at]) if bare else text_of(kind, row[at], choices=self.listing.columns[at].choices)
            cells.append(" ".join(str("" if text is None else text).split()))
        return cells

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask again in another order; -1 is the listing's own."""
        down = "-" if order is Qt.SortOrder.DescendingOrder else ""
        wanted = "" if column < 0 else down + self.listing.columns[column].key
        if wanted != self.filter.sort:
            self.ask(Filter(**{**self.filter.__dict__, "sort": wanted}))

    def _begin(self, keys: Sequence[Any]) -> None:
        if not self.complete:
            self._reset(keys)

    def _settle(self, keys: Sequence[Any]) -> None:
        self.complete = True
        self.jobs.drop((self, "first"))
        self._reset(keys)
        self.loaded.emit()

    def _reset(self, keys: Sequence[Any]) -> None:
        self.beginResetModel()
        self.keys = keys
        self._pages.clear()
        self.endResetModel()

    def _total(self, totals: Totals) -> None:
        self.totalled.emit(totals)

    def _read(self, keys: Sequence[Any]) -> list[tuple[Value, ...] | None]:
        """The rows of a page; where some are gone since the snapshot, each row is read alone to keep its place."""
        rows: list[tuple[Value, ...] | None] = list(rows_of(self.listing, keys, self.filter))
        if len(rows) == len(keys):
            return rows
        read = partial(rows_of, self.listing, ask=self.filter)
        return [next(iter(read([key])), None) for key in keys]

    def _text(self, at: int, value: Value) -> str:
        kind = self._kinds[at]
        text = text_of(kind, value, choices=self.listing.columns[at].choices, year=self.office.clock.today().year)
        if kind is Kind.STATE and text and self._is_state(at, value):
            return f"{self._levels.get(str(value), SHAPES[Level.PLAIN])} {text}"
        return NOTHING if kind is Kind.INTEGER and value == 0 else text

    def _is_state(self, at: int, value: Value) -> bool:
        """Whether a choice is the state of its row, which wears a mark, and not merely one of a few words."""
        return self.listing.columns[at].key == self.listing.state or str(value) in self._levels

    def _ink(self, at: int, value: Value) -> QColor | None:
        kind = self._kinds[at]
        if kind is Kind.STATE and self._is_state(at, value):
            return self._inks.get(str(value), self._muted)
        if isinstance(value, int | Decimal) and value < 0:
            return self._red
        return None
