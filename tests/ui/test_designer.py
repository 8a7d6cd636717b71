"""The designer by keys: columns move and change, the note follows, what is wrong stands at its field, files come and go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import KnownError
from models.core.office import Office
from models.designs import queries
from models.designs.commands import drop_design, keep_design
from models.designs.inputs import DesignInput, InvoiceDesign
from models.designs.rules import MOST_FORM, MOST_LOGO
from printing.stock import stock_of
from tests.factories import an_office
from tests.printing.reading import squeezed
from tests.shop import a_shop
from ui.kit.desk import MemoryStore
from ui.kit.fake_prompts import FakePrompts
from ui.kit.paper_choice import keep_choice, kept_choice
from ui.kit.preview import PreviewPage
from ui.main_window import MainWindow
from ui.session import window_of
from ui.tabs.invoices.views import SALES_NOTE
from ui.tabs.settings.designer import DesignerPage
from ui.tabs.settings.pictures import form_of, logo_of
from ui.tour.hands import Hands

from .keys import press, write

Grab = Callable[[QWidget, str], None]
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one invoice."""
    made = an_office(tmp_path / "office")
    a_shop(made).sold()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, office: Office) -> Iterator[MainWindow]:
    """The window at the designer."""
    made = window_of(office, MemoryStore(), FakePrompts(), lambda _path: None)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    press(made, Qt.Key.Key_Comma, CONTROL)
    tab = made.page("settings")
    place = tab.place_of("design")
    assert place is not None
    tab.show_view(place)
    settle(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> DesignerPage:
    """The designer."""
    found: Any = window.page("settings").page
    assert isinstance(found, DesignerPage)
    return found


def settle(window: MainWindow) -> None:
    """Until every worker is idle and what waits was drawn."""
    found = window.page("settings").page
    if isinstance(found, DesignerPage) and found._timer.isActive():
        found._timer.stop()
        found.draw()
    Hands(window).rest()


def answer(window: MainWindow, *answers: Any) -> FakePrompts:
    """Script what the person says next."""
    assert isinstance(window.prompts, FakePrompts)
    window.prompts.answers = list(answers)
    return window.prompts


def keys_of(page: DesignerPage) -> list[str]:
    """The columns in their order."""
    return [line["key"] for line in page.panel.values()["columns"]]


def words_of(page: DesignerPage) -> str:
    """What the preview shows of one note, without spaces."""
    from printing.office_papers.designs import design_pdf

    return squeezed(design_pdf(page.desk.office, page.design, page.panel.values()["paper"], page.panel.values()["seen"] or ""))


def a_scan(folder: Path, width: int = 3000, height: int = 1700) -> Path:
    """A scan of a form."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ddeeff"))
    path = folder / "scan.png"
    image.save(str(path))
    return path


def test_a_column_moves_by_keys_and_the_note_follows(window: MainWindow, page: DesignerPage, picture: Grab) -> None:
    grid = page.panel.grids["columns"]
    before = keys_of(page)
    grid.view.setFocus()
    grid.view.setCurrentIndex(grid.model.index(2, 2))
    press(grid.view, Qt.Key.Key_Up, ALT)
    press(grid.view, Qt.Key.Key_Up, ALT)
    press(grid.view, Qt.Key.Key_Up, ALT)
    assert keys_of(page)[:3] == ["name", "position", "code"] and grid.view.currentIndex().row() == 0
    press(grid.view, Qt.Key.Key_Down, ALT)
    assert keys_of(page)[:3] == ["position", "name", "code"]
    grid.model.setData(grid.model.index(1, 2), "货物名称")
    grid.model.setData(grid.model.index(1, 3), "80")
    settle(window)
    assert "货物名称" in words_of(page) and len(keys_of(page)) == len(before)
    assert str(page.panel.values()["columns"][1]["now"]) == "80"
    picture(window, "designer")


def test_a_design_is_saved_and_is_the_usual_one(window: MainWindow, office: Office, page: DesignerPage) -> None:
    press(page, Qt.Key.Key_F9)
    assert "1" in page.verbs.buttons[0].text() and not queries.designs("pin2")
    write(page.panel.fields["name"].widget, "三联")
    write(page.panel.fields["title"].widget, "送货单")
    page.panel.fields["usual"].widget.click()  # type: ignore[attr-defined]  # a tick
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert queries.usual_design("pin2") == "三联" and queries.design_named("pin2", "三联").title == "送货单"
    assert queries.design_named("pin2", "三联").places == () and queries.design_named("pin2", "三联").copies == ()
    assert page.panel.values()["design"] == "三联" and not page.typed


def test_what_is_wrong_stands_at_its_field_while_it_is_typed(window: MainWindow, page: DesignerPage) -> None:
    grid = page.panel.grids["columns"]
    grid.model.setData(grid.model.index(2, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    grid.model.setData(grid.model.index(7, 3), "3")
    assert {"2.shown", "7.width"} <= set(grid.model.marks)
    shown = page.view.sheet.pages
    settle(window)
    assert page.view.sheet.pages is shown


def test_on_a_printed_form_the_widths_are_filled_in_and_the_scan_lies_under_the_data(
        window: MainWindow, office: Office, page: DesignerPage, tmp_path: Path, picture: Grab) -> None:
    answer(window, a_scan(tmp_path))
    press(page, Qt.Key.Key_G, CONTROL)
    settle(window)
    page.panel.fields["data_only"].widget.click()  # type: ignore[attr-defined]  # a tick
    settle(window)
    assert all(line["width"] for line in page.panel.values()["columns"] if line["shown"])
    grid = page.panel.grids["places"]
    assert not grid.view.isColumnHidden(3)
    grid.model.setData(grid.model.index(3, 3), "4.5")
    picture(window, "designer-form")
    write(page.panel.fields["name"].widget, "套打")
    press(page, Qt.Key.Key_F9)
    settle(window)
    kept = queries.design_named("pin2", "套打")
    assert kept.data_only and kept.form and queries.picture(kept.form) and [place.key for place in kept.places] == ["customer"]
    answer(window, "none")
    press(page, Qt.Key.Key_G, CONTROL)
    assert not page.design.form


def test_a_design_goes_out_and_comes_in_as_a_file(window: MainWindow, office: Office, page: DesignerPage, tmp_path: Path) -> None:
    write(page.panel.fields["name"].widget, "三联")
    write(page.panel.fields["footer"].widget, "货物当面点清。")
    answer(window, a_scan(tmp_path, 300, 200), tmp_path / "三联.json")
    press(page, Qt.Key.Key_L, CONTROL)
    settle(window)
    press(window, Qt.Key.Key_E, CONTROL)
    settle(window)
    text = (tmp_path / "三联.json").read_text(encoding="utf-8")
    (tmp_path / "三联.json").write_text(text.replace('"band"', '"scent": 1, "band"'), encoding="utf-8")
    answer(window, True, tmp_path / "三联.json", True)
    press(page, Qt.Key.Key_R, CONTROL)
    assert page.design.footer == "" and not page.design.logo
    answer(window, tmp_path / "三联.json", True)
    press(page, Qt.Key.Key_I, CONTROL)
    settle(window)
    assert page.design.footer == "货物当面点清。" and page.design.logo and page.panel.values()["name"] == "三联"
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert queries.design_named("pin2", "三联").footer == "货物当面点清。"


def test_another_design_is_opened_only_when_what_was_typed_may_go(window: MainWindow, office: Office, page: DesignerPage) -> None:
    write(page.panel.fields["footer"].widget, "甲")
    answer(window, False)
    assert page.begin() and page.design.footer == "甲"
    answer(window, True)
    assert page.begin() and page.design.footer == "" and not page.typed
    write(page.panel.fields["name"].widget, "三联")
    press(page, Qt.Key.Key_F9)
    settle(window)
    answer(window, True)
    press(page, Qt.Key.Key_Delete, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(window)
    assert not queries.designs("pin2") and page.panel.values()["design"] == ""


def test_a_column_is_left_out_by_the_space_key_and_a_design_is_carried_to_another_size(
        window: MainWindow, office: Office, page: DesignerPage) -> None:
    grid = page.panel.grids["columns"]
    grid.view.setFocus()
    grid.view.setCurrentIndex(grid.model.index(3, 0))
    press(grid.view, Qt.Key.Key_Space)
    assert "specification" not in [column.key for column in page.design.shown]
    write(page.panel.fields["name"].widget, "无规格")
    answer(window, "A5")
    press(page, Qt.Key.Key_D, CONTROL)
    settle(window)
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert not queries.designs("pin2")
    assert "specification" not in [column.key for column in queries.design_named("A5", "无规格").shown]


def test_it_is_seen_on_an_invoice_of_the_office_and_tried_on_paper(window: MainWindow, office: Office, page: DesignerPage) -> None:
    from ui.tabs.settings.design_form import find_invoices

    found = find_invoices(office, "")
    assert len(found) == 1
    page.panel.put({"seen": found[0]})
    assert found[0].id in words_of(page)
    page.print_out()
    settle(window)
    assert window.page("settings").page is not page


def test_pictures_are_taken_small_and_upright_and_nothing_else_is(dressed: QApplication, tmp_path: Path) -> None:
    logo, form = logo_of(a_scan(tmp_path)), form_of(a_scan(tmp_path))
    assert len(logo.data) <= MOST_LOGO and max(logo.width, logo.height) == 800
    assert len(form.data) <= MOST_FORM and max(form.width, form.height) == 1754
    noise = tmp_path / "noise.png"
    QImage(os.urandom(500 * 500 * 4), 500, 500, QImage.Format.Format_RGB32).save(str(noise))
    assert len(logo_of(noise).data) <= MOST_LOGO
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    for path in (bad, tmp_path / "missing.png"):
        with pytest.raises(KnownError):
            logo_of(path)


def test_an_invoice_is_printed_in_the_design_chosen_for_printer_and_size(window: MainWindow, office: Office, page: DesignerPage) -> None:
    """The usual one at first; what was chosen is kept with the printer and the size, and forgotten when the design is gone."""
    stock = stock_of("pin2")
    for name, title, usual in (("甲", "送货单", True), ("乙", "出库单", False)):
        keep_design(office, DesignInput(name, stock, InvoiceDesign(title=title), usual))
    window.preview(SALES_NOTE, 1)
    shown: Any = window.page("settings").page
    assert isinstance(shown, PreviewPage)
    settle(window)
    assert shown.choice().look is None and "送货单" in squeezed(shown.pdf or b"")
    looks: Any = shown.panel.fields["look"].widget
    assert [looks.itemData(at) for at in range(looks.count())] == [None, "甲", "", "乙"]
    looks.put("乙")
    shown.refresh()
    settle(window)
    assert "出库单" in squeezed(shown.pdf or b"")
    keep_choice(window.services.store, SALES_NOTE, shown.choice())
    assert kept_choice(window, SALES_NOTE, "").look == "乙" and kept_choice(window, SALES_NOTE, "", "A4").look is None
    drop_design(office, "pin2", "乙")
    assert kept_choice(window, SALES_NOTE, "").look is None
