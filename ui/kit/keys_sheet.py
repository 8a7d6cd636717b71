"""F1: every shortcut of the desk, read off the specs, so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from models.core.text import N_, _
from ui.kit import theme
from ui.kit.tab import FormView, ListView, SplitView, TabSpec, View
from ui.kit.verbs import Key
from ui.kit.words import button, column, label, row

GENERAL = (
    ("Ctrl+1 … Ctrl+9", N_("Go to a tab")), ("Ctrl+Tab", N_("Next view of the tab")), ("Ctrl+PgDown", N_("Next group of views")),
    ("Ctrl+K", N_("Find anything")),
    ("F2", N_("New")), ("F3", N_("Find in the list")), ("F5", N_("Refresh")), ("Enter", N_("Next field, open the row, print")),
    ("Esc", N_("Back")),
    ("Alt+1 … Alt+9", N_("Turn to a side of the row, choose a saved filter")),
    ("Alt+A, Alt+S …", N_("Open what is filed already, or take it instead")),
    ("Ctrl+P", N_("Print")), ("Ctrl+E", N_("Excel")), ("F4", N_("Change")), ("Ctrl+C", N_("Copy")),
    ("Ctrl+S", N_("Save the draft")), ("Ctrl+Delete", N_("Remove the line")),
    ("Alt+↑ Alt+↓", N_("Move the line, where its order matters")), ("Ctrl+,", N_("Settings")), ("F1", N_("Shortcuts")),
)


def keys_of(view: View) -> Iterator[Key]:
    """Every verb of a view that has a key."""
    if isinstance(view, SplitView):
        for part in view.parts:
            yield from keys_of(part)
        return
    verbs: Sequence[Key] = getattr(view, "verbs", ())
    yield from (verb for verb in verbs if verb.key)
    if isinstance(view, ListView):
        if view.entry is not None and view.entry.verb.key:
            yield view.entry.verb
        for form in (view.create, view.edit):
            if isinstance(form, FormView):
                yield from keys_of(form)


def sheet_of_keys(tabs: Sequence[TabSpec]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(key, words)]) for the whole desk and for each tab that has keys of its own."""
    found = [(_("Everywhere"), [(key, _(words)) for key, words in GENERAL])]
    for tab in tabs:
        seen = dict.fromkeys((verb.key, _(verb.title)) for view in tab.views for verb in keys_of(view))
        if seen:
            found.append((_(tab.title), list(seen)))
    return found


class KeysSheet(QDialog):
    """The list in a window; any of Esc, Enter and F1 closes it."""

    def __init__(self, window: QWidget, tabs: Sequence[TabSpec]) -> None:
        super().__init__(window)
        look = theme.current()
        self.setWindowTitle(_("Shortcuts"))
        self.setAccessibleName(_("Shortcuts"))
        cells = QGridLayout()
        cells.setHorizontalSpacing(look.px(16))
        cells.setVerticalSpacing(look.px(4))
        at = 0
        for heading, keys in sheet_of_keys(tabs):
            cells.addWidget(label(heading, "heading"), at, 0, 1, 2)
            for key, words in keys:
                at += 1
                name = label(key, "figure")
                name.setAlignment(Qt.AlignmentFlag.AlignRight)
                cells.addWidget(name, at, 0)
                cells.addWidget(label(words), at, 1)
            at += 1
        cells.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setLayout(cells)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Shortcuts"))
        area.setWidget(holder)
        close = button(_("Close"), key="Esc")
        close.clicked.connect(self.accept)
        layout = column(self, spacing=look.px(12), margins=(look.px(16),) * 4)
        layout.addWidget(area, 1)
        layout.addLayout(row(1, close))
        self.resize(min(look.px(460), window.width() - 40), min(holder.sizeHint().height() + look.px(90), window.height() - 40))
