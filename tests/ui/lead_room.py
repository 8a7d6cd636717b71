"""The leads desk, over two leads that may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.leads import commands
from models.leads.inputs import LeadInput
from ui.tabs import CUSTOMERS, LEADS, TODAY

from .desk_room import Room, room

Grab = Callable[[QWidget, str], None]
KEY = Qt.Key
ALT, CONTROL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@contextmanager
def leads_desk(qtbot: QtBot, app: QApplication, folder: Path) -> Iterator[Room]:
    """Leads, customers and today over an office with two leads that may be one."""
    with room(qtbot, app, folder, TODAY, LEADS, CUSTOMERS) as made:
        office = made.office
        for name, phone, grade in (("周口牧原养殖场", "13800000001", "A"), ("周口牧源养殖场", "13800000002", "H")):
            commands.file_lead(office, LeadInput(name, phone, grade=grade, need="育肥猪料 10 吨"))
        made.window.resize(1280, 720)
        made.tab("leads")
        made.settle()
        yield made


def show(desk: Room, view: str) -> Any:
    """A view of the leads' tab, in sight."""
    tab = desk.tab("leads")
    place = tab.place_of(view)
    assert place is not None
    tab.show_view(place)
    desk.settle()
    return desk.page


def line_of(desk: Room) -> Any:
    """The line above the list in sight."""
    return desk.page.line
