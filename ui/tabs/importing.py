"""The import as a view; the readers of workbooks load when it is first seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.core.text import N_
from ui.kit.desk import Desk
from ui.kit.tab import OwnView


def import_view(name: str, targets: Sequence[str]) -> OwnView:
    """A view that brings in some of the targets of data.imports."""
    def build(desk: Desk) -> QWidget:
        from ui.tabs.import_page import ImportPage

        return ImportPage(desk, targets)
    return OwnView(N_("Import"), build, name)
