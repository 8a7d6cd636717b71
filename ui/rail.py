"""The rail at the left: tabs by icon and word, Ctrl+1…9, in the order the person likes; in a narrow window by icon alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QScrollArea, QSizePolicy, QToolButton, QWidget

from models.core.text import N_, _
from ui.kit import icons, theme
from ui.kit.desk import Store
from ui.kit.tab import TabSpec
from ui.kit.words import ToolButton, column, icon_size, tool, widest

_ORDER = "rail/order"
_NARROW = 1100
"""The width of a window, at the usual size of letters, below which the words give their room to the page."""


def ordered(tabs: Sequence[TabSpec], store: Store) -> list[TabSpec]:
    """The tabs as the person ordered them; new ones stand at the end."""
    kept = str(store.value(_ORDER, "") or "").split(",")
    return sorted(tabs, key=lambda tab: (kept.index(tab.name) if tab.name in kept else len(kept)))


class Rail(QFrame):
    """`chosen` carries a tab's name, `looks` asks for the menu of looks at a point, `moved` tells that the order changed."""

    chosen = Signal(str)
    looks = Signal(QPoint)
    helped = Signal()
    moved = Signal()

    def __init__(self, tabs: Sequence[TabSpec], store: Store) -> None:
        super().__init__()
        self.setObjectName("rail")
        look = theme.current()
        self._tabs, self._store = list(tabs), store
        self.buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._feet: list[QToolButton] = []
        holder = QWidget()
        holder.setObjectName("tabs")
        inner = column(holder, spacing=0, margins=(0, look.px(8), 0, look.px(8)))
        for place, tab in enumerate(self._tabs):
            inner.addWidget(self._button(tab, f"Ctrl+{place + 1}" if place < 9 else "Ctrl+," if tab.name == "settings" else ""))
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = column(self, spacing=0)
        layout.addWidget(area, 1)
        for title, name, key, signal in ((N_("Look and language"), "language", "", None), (N_("Shortcuts"), "keyboard", "F1", self.helped)):
            made = tool(_(title), name, key=key)
            made.setText(f" {_(title)}")
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            layout.addWidget(made)
            self._feet.append(made)
            if signal is None:
                made.clicked.connect(lambda _on=False, made=made: self.looks.emit(made.mapToGlobal(QPoint(made.width(), 0))))
            else:
                made.clicked.connect(signal)
        self.fit(look.px(_NARROW))

    def fit(self, width: int) -> None:
        """Show the words where a window of that many pixels has room for them."""
        look = theme.current()
        wordy = width >= look.px(_NARROW)
        words = [tab.title for tab in self._tabs] + ["Look and language"]
        self.setFixedWidth(min(max(look.px(132), widest(words) + look.px(64)), look.px(190)) if wordy else look.px(52))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wordy else Qt.ToolButtonStyle.ToolButtonIconOnly
        for each in (*self.buttons.values(), *self._feet):
            each.setToolButtonStyle(style)

    def show_chosen(self, name: str) -> None:
        """Mark the tab that is shown."""
        self.buttons[name].setChecked(True)

    def _button(self, tab: TabSpec, key: str) -> QToolButton:
        made = ToolButton()
        made.setText(f" {_(tab.title)}")
        made.setIcon(icons.icon(tab.icon))
        made.setIconSize(icon_size(18))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setCheckable(True)
        made.setAccessibleName(_(tab.title))
        made.setToolTip(f"{_(tab.title)}  {key}".strip())
        made.clicked.connect(lambda: self.chosen.emit(tab.name))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda at: self._menu(tab, made.mapToGlobal(at)))
        self._group.addButton(made)
        self.buttons[tab.name] = made
        return made

    def _menu(self, tab: TabSpec, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Move up"), lambda: self._move(tab, -1))
        menu.addAction(_("Move down"), lambda: self._move(tab, 1))
        menu.exec(at)

    def _move(self, tab: TabSpec, by: int) -> None:
        names = [each.name for each in self._tabs]
        place = names.index(tab.name)
        names.insert(min(max(place + by, 0), len(names) - 1), names.pop(place))
        self._store.setValue(_ORDER, ",".join(names))
        self.moved.emit()
