"""The verbs of a view as buttons in one row; what finds no room there stands behind the last button, with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from models.core.text import _
from ui.kit import icons, theme
from ui.kit.desk import Desk
from ui.kit.page import WINDOW_KEYS, shortcut, suits
from ui.kit.specs import Level
from ui.kit.tab import Key, Row, Verb, allowed
from ui.kit.words import button

MORE = "F11"


class VerbBar(QWidget):
    """Each verb is a button with its key; `run` is told which was given. F11 opens those behind the last button."""

    def __init__(self, page: QWidget, desk: Desk, verbs: Sequence[Key], run: Callable[[Key], object]) -> None:
        super().__init__()
        self.setObjectName("verbs")
        self.verbs = tuple(verb for verb in verbs if allowed(verb.roles, desk.office))
        self.buttons: dict[int, QPushButton] = {}
        self._run, self._desk, self._has_row = run, desk, False
        self._wanted = set(range(len(self.verbs)))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().px(8))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for at, verb in enumerate(self.verbs):
            role = "primary" if isinstance(verb, Verb) and verb.primary else ""
            made = button(_(verb.title), key=verb.key, name=verb.icon, role=role)
            made.clicked.connect(partial(self._press, at))
            made.setAutoDefault(False)
            self.buttons[at] = made
            self._row.addWidget(made)
            if verb.key and verb.key not in WINDOW_KEYS:
                shortcut(page, verb.key, partial(self._press, at))
        self.more = button(_("More"), key=MORE, name="more")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.show_more)
        self.more.hide()
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        if self.verbs:
            shortcut(page, MORE, self.show_more)
        else:
            self.hide()

    def suit(self, row: Row | None) -> None:
        """Enable what can be done with this row (None: no row)."""
        self._has_row = row is not None
        for at, verb in enumerate(self.verbs):
            self.buttons[at].setEnabled(suits(verb, row))

    def fit(self, row: Row) -> None:
        """Show only what can be done with the one row that the page is about."""
        self.suit(row)
        self._wanted = {at for at, verb in enumerate(self.verbs) if suits(verb, row)}
        self._share_room()

    def count(self, problems: int) -> None:
        """The primary button says how much there is to mend."""
        for at, verb in enumerate(self.verbs):
            if isinstance(verb, Verb) and verb.primary:
                words = _("{verb} ({count} to mend)").format(verb=_(verb.title), count=problems) if problems else _(verb.title)
                self.buttons[at].setText(f"{words}  {verb.key}" if verb.key else words)
        self._share_room()

    def primary(self) -> QPushButton | None:
        """The button that Enter leads to."""
        found = [self.buttons[at] for at, verb in enumerate(self.verbs) if isinstance(verb, Verb) and verb.primary]
        return found[0] if found else self.buttons.get(0)

    def behind(self) -> list[int]:
        """The places of the verbs that stand behind the last button now."""
        return [at for at in sorted(self._wanted) if self.buttons[at].isHidden()]

    def menu(self) -> QMenu:
        """What stands behind the last button: each verb with its key, those that do not suit the row greyed."""
        menu = QMenu(self)
        for at in self.behind():
            verb = self.verbs[at]
            action = menu.addAction(f"{_(verb.title)}\t{verb.key}" if verb.key else _(verb.title), partial(self._press, at))
            if verb.icon:
                action.setIcon(icons.icon(verb.icon))
            action.setEnabled(self.buttons[at].isEnabled())
        return menu

    def show_more(self) -> None:
        """Open the menu above the button."""
        if self.more.isHidden():
            return
        menu = self.menu()
        corner = self.more.mapToGlobal(self.more.rect().topLeft())
        menu.exec(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        """Share the room anew once a button asks for another width: dressed, translated, in a larger type."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_room()
        return done

    def _share_room(self) -> None:
        """Verbs stand in their order while there is room; a primary one always does."""
        gap, room = self._row.spacing(), self.width()
        wanted = sorted(self._wanted, key=lambda at: (not self._is_primary(at), at))
        widths = {at: self.buttons[at].sizeHint().width() for at in wanted}
        if sum(widths.values()) + gap * len(wanted) <= room:
            shown = set(wanted)
        else:
            left, shown = room - self.more.sizeHint().width() - gap, set[int]()
            for at in wanted:
                left -= widths[at] + gap
                if left < 0:
                    break
                shown.add(at)
        for at, made in self.buttons.items():
            made.setVisible(at in shown)
        self.more.setVisible(len(shown) < len(wanted))

    def _is_primary(self, at: int) -> bool:
        verb = self.verbs[at]
        return isinstance(verb, Verb) and verb.primary

    def _press(self, at: int, _on: bool = False) -> None:
        if self.buttons[at].isEnabled():
            self._run(self.verbs[at])
        else:
            words = _("{verb}: not for this row") if self._has_row else _("{verb}: choose a row first")
            self._desk.say(words.format(verb=_(self.verbs[at].title)), Level.LOOK)
