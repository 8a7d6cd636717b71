"""Filters kept under names, above a list: each is one key away, saved again where it was changed, and forgotten (duty 66)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QTabBar, QWidget

from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, _
from ui.kit.desk import Desk
from ui.kit.filter_bar import FilterBar
from ui.kit.page import Page, shortcut
from ui.kit.specs import FieldSpec, FormSpec, Level, Values
from ui.kit.tab import SavedFilters
from ui.kit.verbs import Verb
from ui.kit.words import row, tool

_MOST = 9


class SavedBar(QWidget):
    """The whole list first, then each saved filter; what is chosen stands in the filter bar, where it can be changed."""

    def __init__(self, page: Page, desk: Desk, bar: FilterBar, saved: SavedFilters) -> None:
        super().__init__()
        self.desk, self.bar, self.saved = desk, bar, saved
        self._names: Sequence[str] = ()
        self.tabs = QTabBar()
        self.tabs.setObjectName("subviews")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(_("Saved filters"))
        self.keep = tool(_("Save the filter…"), "filter", key="Ctrl+Shift+S")
        self.forget = tool(_("Forget the filter"), "delete", word=False)
        self.setLayout(row(self.tabs, 1, self.keep, self.forget))
        self.keep.clicked.connect(self.save)
        self.forget.clicked.connect(self.drop)
        self.tabs.currentChanged.connect(self._choose)
        self.bar.asked.connect(self._tell)
        self.bar.shown.connect(self.follow)
        page.told.connect(self.renew)
        for place in range(_MOST + 1):
            shortcut(page, f"Alt+{place}", partial(self._to, place))
        shortcut(page, "Ctrl+Shift+S", self.save)
        self.renew()

    def renew(self) -> None:
        """Read the names again; the chosen one stays chosen."""
        chosen, names = self.name(), self.saved.names(self.desk.office)
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for place, words in enumerate((_("All"), *names)):
                self.tabs.addTab(words)
                self.tabs.setTabToolTip(place, f"{words}  Alt+{place}" if place <= _MOST else words)
            self._names = names
            self.tabs.setCurrentIndex(names.index(chosen) + 1 if chosen in names else 0)
        self._tell()

    def follow(self) -> None:
        """Name the saved filter that stands in the filter bar now; where none does, the whole list."""
        now = _plain(self.bar.filter())
        at = next((place for place, name in enumerate(self._names, 1) if self.saved.read(self.desk.office, name) == now), 0)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(at)
        self._tell()

    def name(self) -> str:
        """The name of the chosen filter, "" for the whole list."""
        at = self.tabs.currentIndex()
        return self._names[at - 1] if 0 < at <= len(self._names) else ""

    def save(self) -> None:
        """Keep what the filter bar asks now, under a new name or the chosen one."""
        ask = _plain(self.bar.filter())
        if ask == Filter():
            self.desk.say(_("Choose first what the list shows, then save it"), Level.LOOK)
            return
        form = FormSpec("saved-filter", N_("Save the filter"), fields=(FieldSpec("name", N_("Name"), width=24, limit=40),),
                        intro=N_("The same name again changes what it stands for."))
        done: list[str] = []

        def keep(office: Office, values: Values) -> Done:
            made = self.saved.save(office, values["name"] or "", ask)
            done.append(made.number)
            return made

        self.desk.run(Verb(N_("Save the filter…"), keep, asks=form, fills=lambda _office: {"name": self.name()}, needs_row=False,
                           done=N_("{number} is saved")))
        if done:
            self.renew()
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(self._names.index(done[0]) + 1)
            self._tell()

    def drop(self) -> None:
        """Forget the chosen filter."""
        name = self.name()
        if name:
            self.desk.run(Verb(N_("Forget the filter"), lambda office: self.saved.delete(office, name), needs_row=False,
                               confirm=N_("Forget this filter? What it shows stays."), done=N_("{number} is forgotten")))
            self.renew()

    def _to(self, place: int) -> None:
        if place < self.tabs.count():
            self.tabs.setCurrentIndex(place)

    def _choose(self, place: int) -> None:
        ask = self.saved.read(self.desk.office, self._names[place - 1]) if place > 0 else Filter()
        self.bar.put(ask or Filter())
        self.bar.asked.emit()

    def _tell(self) -> None:
        """A star beside the chosen name while the filter bar asks for something else."""
        name, now = self.name(), _plain(self.bar.filter())
        self.forget.setEnabled(bool(name))
        self.keep.setEnabled(now != Filter())
        changed = bool(name) and now != self.saved.read(self.desk.office, name)
        for place, each in enumerate(self._names, 1):
            self.tabs.setTabText(place, f"{each} *" if changed and each == name else each)


def _plain(ask: Filter) -> Filter:
    return replace(ask, sort="", limit=None)
