"""The customers tab at the desk, over a shop whose customer has gone quiet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories import a_customer, an_office, later
from tests.shop import Shop, a_shop
from ui.tabs import CUSTOMERS as TAB

from .desk_room import Room, room
from .keys import press

ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def a_quiet_shop(folder: Path) -> Shop:
    """A customer that bought every five days, five times, then not for nine; another that never did."""
    made = a_shop(an_office(folder / "office"))
    for _time in range(5):
        made.sold(made.line("1"))
        later(made.office, days=5)
    later(made.office, days=4)
    a_customer(made.office, "周口双汇", phone="13911112222")
    return made


@contextmanager
def customers_desk(qtbot: QtBot, app: QApplication, folder: Path, shop: Shop) -> Iterator[Room]:
    """The customers tab over that shop."""
    with room(qtbot, app, folder, TAB, office=shop.office) as made:
        yield made


def show(room_: Room, view: str) -> Any:
    """A view of the tab by its name, with the detail of its first row where it has any."""
    tab = room_.tab("customers")
    place = tab.place_of(view)
    assert place is not None
    tab.show_view(place)
    room_.settle()
    page: Any = room_.page
    if getattr(page, "detail", None) is not None and page.model.keys:
        room_.qtbot.waitUntil(lambda: bool(page.detail.cards))
    return page


def in_full(room_: Room) -> Any:
    """The first customer in full."""
    press(room_.pick(0).table, ENTER)
    room_.settle()
    return room_.page
