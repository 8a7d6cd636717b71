"""The bar that leads to a tab's views: one row of words, or two where views stand in groups, so that twenty-five find room."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from models.core.text import _
from ui.kit import theme
from ui.kit.tab import TabSpec, title_of
from ui.kit.words import column


class ViewBar(QWidget):
    """Views by their place in the tab, whatever group they stand in. Going back to a group shows the view last seen in it."""

    currentChanged = Signal(int)

    def __init__(self, spec: TabSpec) -> None:
        super().__init__()
        look = theme.current()
        self._titles = [title_of(view) for view in spec.views]
        sizes = [len(group.views) for group in spec.groups]
        self._firsts = [0, *accumulate(sizes)][:-1]
        self._seen = list(self._firsts)
        self._sizes, self._at = sizes, 0
        self.top = _bar(_(spec.title), "Ctrl+PgDown")
        self.below = _bar(_(spec.title), "Ctrl+Tab")
        if len(sizes) > 1:
            self.below.setObjectName("subviews")
        for group in spec.groups:
            self.top.addTab(_(group.title))
        layout = column(self, spacing=0, margins=(look.px(8), look.px(4), look.px(8), 0))
        layout.addWidget(self.top)
        layout.addWidget(self.below)
        self.top.currentChanged.connect(lambda group: self.setCurrentIndex(self._seen[group]))
        self.below.currentChanged.connect(lambda place: self.setCurrentIndex(self._firsts[self.top.currentIndex()] + place))
        self._below(0)
        if len(sizes) == 1:
            self.top.hide()
        if len(self._titles) < 2:
            self.hide()

    def count(self) -> int:
        """How many views there are."""
        return len(self._titles)

    def currentIndex(self) -> int:
        """The place of the view that is shown."""
        return self._at

    def setCurrentIndex(self, place: int) -> None:
        """Show that this view is in sight; tells when it was another before."""
        group = self._group_of(place)
        if place == self._at and group == self.top.currentIndex():
            return
        self._seen[group] = self._at = place
        with QSignalBlocker(self.top), QSignalBlocker(self.below):
            turned = self.top.currentIndex() != group or self.below.count() != (self._sizes[group] if self._sizes[group] > 1 else 0)
            self.top.setCurrentIndex(group)
            if turned:
                self._below(group)
            self.below.setCurrentIndex(place - self._firsts[group])
        self.currentChanged.emit(place)

    def turn(self, by: int) -> None:
        """The next view, from the last on to the first."""
        self.setCurrentIndex((self._at + by) % self.count())

    def turn_group(self, by: int) -> None:
        """The next group, at the view last seen in it; the next view where there are no groups."""
        if len(self._sizes) == 1:
            self.turn(by)
        else:
            self.setCurrentIndex(self._seen[(self.top.currentIndex() + by) % len(self._sizes)])

    def _group_of(self, place: int) -> int:
        return max(at for at, first in enumerate(self._firsts) if first <= place)

    def _below(self, group: int) -> None:
        """The second row: the views of a group, nothing where it has only one."""
        first, size = self._firsts[group], self._sizes[group]
        with QSignalBlocker(self.below):
            while self.below.count():
                self.below.removeTab(0)
            for title in self._titles[first:first + size] if size > 1 else ():
                self.below.addTab(_(title))
        if len(self._sizes) > 1:
            self.below.setAccessibleName(self.top.tabText(group))
        self.below.setVisible(size > 1)


def _bar(name: str, key: str) -> QTabBar:
    made = QTabBar()
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    made.setUsesScrollButtons(True)
    made.setAccessibleName(name)
    made.setToolTip(key)
    return made
