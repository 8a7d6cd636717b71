"""Goods that leave the territory at the desk: told while typing, worked out by F7, approved, listed, borne (duties 21, 24)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.settings import set_option
from models.customers.inputs import LicenceInput
from models.customers.rules import EXPIRED_LICENCE
from models.invoices.inputs import InvoiceInput, LineInput
from models.liabilities.queries import open_cases
from tests.factories import SELLER, a_customer, an_office, later, person_id
from tests.printing.reading import squeezed
from tests.shop import approved_issue
from ui.kit.list_page import ListPage
from ui.kit.specs import Level
from ui.kit.tab import PaperChoice
from ui.kit.words import SHAPES
from ui.tabs import INVOICES, REPORTS
from ui.tabs.finders import customer
from ui.tabs.papers import SLIP
from ui.tabs.reports.territory import VIEW

from .desk_room import room
from .trade import Shop

Grab = Callable[[QWidget, str], None]
F7, F9 = Qt.Key.Key_F7, Qt.Key.Key_F9


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop with invoices and reports in sight."""
    with room(qtbot, dressed, tmp_path, INVOICES, REPORTS, office=an_office(tmp_path / "office")) as made:
        made.window.resize(1280, 720)
        yield Shop(made)


def test_an_address_elsewhere_is_told_and_its_cost_goes_to_the_manager(shop: Shop, picture: Grab) -> None:
    page = shop.form()
    shop.hands.enter("hnsh").enter("1200").enter("30")
    field = page.panel.fields["delivery_address"]
    field.widget.setText("河南省南阳市宛城区工业路 8 号")     # type: ignore[attr-defined]  # a line to type into
    field.widget.textEdited.emit("")                          # type: ignore[attr-defined]
    shop.room.settle()
    assert page.panel.values()["territory"] == "南阳" and page.panel.fields["subsidy"].isVisible()
    picture(shop.room.window, "territory-form")
    shop.room.prompts.answers = [{"freight": Decimal(120), "lines": [{"gap": Decimal("3.5"), "quantity": Decimal(30)}]}]
    shop.hands.key(F7)
    assert page.panel.values()["subsidy"] == Decimal("225.00")
    picture(shop.room.window, "territory-sum")
    shop.hands.key(F9)
    shop.room.settle()
    need = next(each for each in shop.room.asked[-1].needs if each.kind == "off territory")
    assert "225.00" in need.say() and shop.rows("SELECT territory FROM invoice ORDER BY id DESC LIMIT 1") == [("南阳",)]


def test_an_expired_licence_that_only_warns_stands_at_the_customer(shop: Shop) -> None:
    late = a_customer(shop.office, "商水兽药", licences=(LicenceInput("兽药经营许可证", "1", date(2026, 11, 20)),))
    page = shop.form()
    for how, level in (("block", Level.BLOCK), ("warn", Level.LOOK)):
        set_option(shop.office, EXPIRED_LICENCE, how)
        page.fill({"customer": customer(shop.office, late)})
        words = page.panel.fields["customer"].words
        assert "兽药经营许可证" in words.text() and words.text().startswith(SHAPES[level])


def listed(shop: Shop) -> ListPage:
    """The list of off-territory sales, its first row under the cursor."""
    page = shop.room.tab("reports")
    place = page.place_of("off_territory_sales")
    assert place is not None
    page.show_view(place)
    shop.room.settle()
    shop.room.window.activateWindow()
    shop.room.qtbot.waitUntil(shop.room.window.isActiveWindow)
    page.page.setFocus()
    return shop.room.pick(0)


def test_goods_found_elsewhere_are_filed_from_the_invoice_and_listed(shop: Shop, picture: Grab) -> None:
    shop.sold((0, "30"))
    shop.room.tab("invoices")
    shop.room.settle()
    shop.room.pick(0)
    shop.room.prompts.answers = [{"person_id": person_id(shop.office, SELLER), "place": "驻马店", "freight": Decimal(80),
                                  "lines": [{"gap": Decimal(2), "quantity": Decimal(30)}]}]
    shop.room.give("Found outside the territory…")
    case, = open_cases(shop.office)
    assert (case.amount, case.rule) == (Decimal("140.00"), "off territory") and case.text.startswith("驻马店")
    listed(shop)
    assert not shop.room.can("File the liability…"), "once a sale"
    picture(shop.room.window, "territory-list")


def test_an_approved_sale_is_listed_with_its_slip_and_costs_nobody(shop: Shop) -> None:
    x = InvoiceInput(shop.customer, (LineInput(shop.products[0], Decimal(30)),), delivery_address="南阳市宛城区", subsidy=Decimal("225.00"))
    later(shop.office, minutes=1)
    made = approved_issue(shop.office, x)
    listed(shop)
    assert not shop.room.can("File the liability…")
    pdf = VIEW.documents[0].pdf(shop.office, made.id, PaperChoice("A5L"))
    assert "225.00" in squeezed(pdf) and squeezed(SLIP.pdf(shop.office, 3, PaperChoice("A5L"))) == squeezed(pdf)
