"""The filter bar that every list wears: keyword, period, state, facets (duty 78), and what can be done with the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from models.core.listing import Filter, Listing
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.fields import ChoiceEdit, TypedEdit
from ui.kit.flow import FlowLayout
from ui.kit.entry import Unreadable
from ui.kit.periods import PERIODS, period_of
from ui.kit.specs import FieldKind, FieldSpec
from ui.kit.words import tool

_DELAY_MS = 200
_KEYWORD, _SLIM = 220, 140
_ANY = None


class FilterBar(QWidget):
    """Asks a Filter; `asked` is emitted when it changed, quickly after the last key, `shown` when another was put in."""

    asked = Signal()
    shown = Signal()
    columns_wanted = Signal()

    def __init__(self, listing: Listing, office: Office, period: str = "all", *, as_of: bool = False,
                 without: str = "") -> None:
        super().__init__()
        self.setObjectName("filterbar")
        self.listing, self.office = listing, office
        look = theme.current()
        self._flow = FlowLayout(self, look.px(8))
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self.asked)
        self._limit: int | None = None
        self._sort = ""
        self.keyword = QLineEdit()
        self.keyword.setPlaceholderText(_("Keyword or pinyin"))
        self.keyword.setToolTip(_("Keyword or pinyin") + "  F3")
        self.keyword.setAccessibleName(_("Keyword"))
        self.keyword.setFixedWidth(look.px(_KEYWORD))
        self.keyword.textChanged.connect(lambda _text: self._timer.start())
        self._flow.addWidget(self.keyword)
        self.period = self._choice(N_("Period"), [(each.key, _(each.title)) for each in PERIODS]) if listing.date is not None else None
        self.start, self.end = self._day(N_("From")), self._day(N_("To"))
        self.as_of = self._day(N_("As of")) if as_of else None
        if self.period is not None:
            self.period.put(period)
        self.state: ChoiceEdit | None = None
        if listing.state:
            column = listing.column(listing.state)
            self.state = self._choice(column.title, [(key, _(title)) for key, title in column.choices.items()], _("All states"))
        self.facets: dict[str, ChoiceEdit] = {}
        self._offered = [facet for facet in listing.facets if facet.key != without]
        for facet in self._offered:
            every = _("{title}: all").format(title=_(facet.title))
            self.facets[facet.key] = self._choice(facet.title, list(facet.options()), every)
        self._flow.push()
        self.refresh = self._tool(N_("Refresh"), "refresh", "F5")
        self.columns = self._tool(N_("Columns"), "columns", "")
        self.excel = self._tool(N_("Excel"), "excel", "Ctrl+E", word=True)
        self.print = self._tool(N_("Print"), "print", "Ctrl+P", word=True)
        self._custom()

    def filter(self) -> Filter:
        """What is asked now."""
        start, end = period_of(self.period.value()).span(self.office.clock.today()) if self.period is not None else (None, None)
        if self.period is not None and self.period.value() == "custom":
            start, end = _value(self.start), _value(self.end)
        chosen = tuple((key, box.value()) for key, box in self.facets.items() if box.value() is not None)
        return Filter(self.keyword.text().strip(), start, end, (self.state.value() or "") if self.state is not None else "", chosen,
                      self._sort, _value(self.as_of) if self.as_of is not None else None, self._limit)

    def put(self, ask: Filter) -> None:
        """Show a filter, as a door asks for it."""
        self.keyword.setText(ask.keyword)
        if self.period is not None:
            today = self.office.clock.today()
            key = next((each.key for each in PERIODS if each.key != "custom" and each.span(today) == (ask.start, ask.end)), "custom")
            self.period.put(key)
            self.start.put(ask.start)
            self.end.put(ask.end)
            self._custom()
        if self.state is not None:
            self.state.put(ask.state or None)
        for key, box in self.facets.items():
            box.put(dict(ask.facets).get(key))
        if self.as_of is not None:
            self.as_of.put(ask.as_of)
        self._sort, self._limit = ask.sort, ask.limit
        self._timer.stop()
        self.shown.emit()

    def renew(self) -> None:
        """Offer the facets' values as they are now."""
        for facet in self._offered:
            self.facets[facet.key].offer([(_ANY, _("{title}: all").format(title=_(facet.title))), *facet.options()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit(self.width())

    def sort_by(self, sort: str) -> None:
        """Keep the order that the headings ask for."""
        self._sort = sort

    def _choice(self, title: str, choices: Sequence[tuple[Any, str]], every: str = "") -> ChoiceEdit:
        box = ChoiceEdit()
        box.offer([*([(_ANY, every)] if every else []), *choices])
        box.setAccessibleName(_(title))
        box.setToolTip(_(title))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(theme.current().px(220))
        box.edited.connect(self._chosen)
        self._flow.addWidget(box)
        return box

    def _day(self, title: str) -> TypedEdit:
        edit = TypedEdit(FieldSpec(title, title, FieldKind.DATE, width=10), self.office)
        edit.setPlaceholderText(_(title))
        edit.setAccessibleName(_(title))
        edit.setFixedWidth(theme.current().px(96))
        edit.editingFinished.connect(self._timer.start)
        self._flow.addWidget(edit)
        return edit

    def _tool(self, title: str, icon: str, key: str, *, word: bool = False) -> QToolButton:
        made = tool(_(title), icon, key=key, word=word)
        self._flow.addWidget(made)
        return made

    def _fit(self, width: int) -> None:
        """Where all does not fit in one row, first the words beside the icons give way, then a part of the keyword's room."""
        wide, slim = (theme.current().px(each) for each in (_KEYWORD, _SLIM))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for keyword, words in ((wide, True), (wide, False), (slim, False)):
            self.keyword.setFixedWidth(keyword)
            for each in (self.excel, self.print):
                each.setToolButtonStyle(style if words else Qt.ToolButtonStyle.ToolButtonIconOnly)
            if self._flow.whole_width() <= width:
                return
        self.keyword.setFixedWidth(wide)

    def _chosen(self) -> None:
        self._custom()
        self._timer.start(0)

    def _custom(self) -> None:
        own = self.period is not None and self.period.value() == "custom"
        self.start.setVisible(own)
        self.end.setVisible(own)
        self._fit(self.width())


def _value(edit: TypedEdit) -> Any:
    try:
        return edit.value()
    except Unreadable:
        return None
