"""The import as a view; the readers of workbooks load when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from models.core.office import Done, Office
from models.core.text import N_
from models.reports.listing import IMPORTS
from ui.kit.desk import Desk
from ui.kit.specs import Level
from ui.kit.tab import ListView, OwnView
from ui.kit.verbs import Verb


def _take_back(office: Office, import_id: int, step: Callable[[int, int], None]) -> Done:
    from data.imports.beside import undo_import

    return undo_import(office, import_id, step)


TAKE_BACK = Verb(N_("Take the import back"), _take_back, "Ctrl+Backspace", "undo", when=lambda row: row["state"] == "standing",
                 confirm=N_("Take back everything this import entered?"), done=N_("{number} is taken back"), long=True)
PAST_IMPORTS = ListView(IMPORTS, (TAKE_BACK,), levels={"standing": Level.GOOD, "undone": Level.PLAIN})
"""What was brought in, and the way back while nothing refers to it."""


def import_view(name: str, targets: Sequence[str]) -> OwnView:
    """A view that brings in some of the targets of data.imports."""
    def build(desk: Desk) -> QWidget:
        from ui.tabs.import_page import ImportPage

        return ImportPage(desk, targets)
    return OwnView(N_("Import"), build, name)
