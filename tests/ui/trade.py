"""A shop behind a real window: goods on the shelf, customers with names that are typed by their initials, invoices of before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.core.office import Office
from models.invoices.inputs import InvoiceInput, LineInput
from models.products.inputs import UnitInput
from tests.factories import SELLER, a_customer, a_product, a_warehouse, an_office, person_id, stocked
from tests.shop import approved_issue
from ui.kit.form_page import FormPage
from ui.tabs import INVOICES, RECEIPTS

from .desk_room import Room, room
from .hands import Hands

NAMES = ("育肥猪配合饲料", "仔猪教槽料", "蛋鸡预混料", "母猪哺乳期高能量复合预混合饲料（颗粒型）", "肉鸭全价料", "麸皮", "豆粕", "玉米蛋白粉", "鱼粉",
         "小苏打", "酵母培养物", "育成料")
FIRST = date(2026, 11, 1)


class Shop:
    """The window over the shop, hands on its keyboard."""

    def __init__(self, made: Room) -> None:
        self.room, self.office = made, made.office
        self.hands = Hands(made.window)
        self.warehouse = a_warehouse(made.office)
        self.products = [self._product(at, name) for at, name in enumerate(NAMES)]
        more: dict[str, Any] = {"credit_limit": Decimal(100000), "credit_days": 30, "salesperson_id": person_id(made.office, SELLER)}
        self.customer = a_customer(made.office, **more)
        self.other = a_customer(made.office, "喆堃农牧", territory="商丘")

    def _product(self, at: int, name: str) -> int:
        own: dict[int, dict[str, Any]] = {0: {"units": (UnitInput("吨", 25),)}, 11: {"asks_batch": True, "asks_expiry": True}}
        made = a_product(self.office, f"F-{1200 + at}", name, price=f"{60 + 10 * at}.50", **own.get(at, {}))
        if at != 11:
            stocked(self.office, self.warehouse, made, "640", FIRST)
        return made

    def sold(self, *lines: tuple[int, str], customer: int | None = None, day: date | None = None) -> int:
        """An invoice of (place of the product, quantity), issued before; returns its id."""
        made = tuple(LineInput(self.products[at], Decimal(quantity)) for at, quantity in lines)
        return approved_issue(self.office, InvoiceInput(customer or self.customer, made, day, vehicle="豫P·A1234")).id

    def form(self, tab: str = "invoices") -> FormPage:
        """The empty form, its first field under the cursor."""
        self.room.tab(tab).begin()
        self.room.settle()
        self.room.window.activateWindow()
        self.room.qtbot.waitUntil(self.room.window.isActiveWindow)
        page = self.room.page
        assert isinstance(page, FormPage)
        page.panel.focus()
        return page

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the office has written."""
        return list(self.office.database.execute_sql(sql).fetchall())


@contextmanager
def a_shop(qtbot: QtBot, app: QApplication, folder: Path, office: Office | None = None) -> Iterator[Shop]:
    """A shop with the tabs for invoices and money."""
    with room(qtbot, app, folder, INVOICES, RECEIPTS, office=office or an_office(folder / "office")) as made:
        made.window.resize(1280, 720)
        yield Shop(made)
