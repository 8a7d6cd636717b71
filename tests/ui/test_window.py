"""The window as a person uses it: tabs by key, doors, finding, printing, another language and look without a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.core.listing import Filter
from models.core.office import Office
from models.core.text import use_language
from printing.preview import Preview
from ui.kit import theme
from ui.kit.desk import MemoryStore, Palette, Services
from ui.kit.fake_prompts import FakePrompts
from ui.kit.form_page import FormPage
from ui.kit.list_page import ListPage
from ui.kit.preview import PreviewPage
from ui.kit.specs import Found, Level
from ui.kit.status import Segment
from ui.kit.tab import Door
from ui.main_window import MainWindow
from ui.tour.hands import Hands

from .demo_tabs import SLIP_PAPER, TABS, pdf
from .keys import press, write

Grab = Callable[[QWidget, str], None]


class Printers:
    """Two printers that remember."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def names(self) -> list[str]:
        return ["EPSON LQ-630K", "HP LaserJet"]

    def print(self, pdf: bytes, choice: Any, title: str) -> None:
        self.sent.append((choice.printer, choice.paper))

    def says(self, printer: str) -> str:
        return ""


def _segments() -> list[Segment]:
    return [Segment("王敏（内勤）"), Segment("2026-11-23 未日清", Level.LOOK, Door("slips")), Segment("草稿 12"),
            Segment("备份 09:02", Level.GOOD), Segment("日志 18,204")]


def make(office: Office) -> MainWindow:
    """A window over the demo trade."""
    services = Services(open_pdf=Preview, sheet_pdf=lambda sheet, choice: pdf(office, None, choice), printing=Printers(),
                        search=lambda office, text: [Palette(Found(1, "河南双汇饲料有限公司", "客户 · K0001"), Door("slips", 3))],
                        store=MemoryStore())
    return MainWindow(office, TABS, services, title="内勤台", segments=_segments, prompts=FakePrompts())


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, office: Office) -> Iterator[MainWindow]:
    """The window at its smallest promised size."""
    made = make(office)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    if theme.current() != theme.Theme():
        theme.wear(dressed, theme.Mode.LIGHT)


def _settle(window: MainWindow) -> None:
    Hands(window).rest()


def _list(window: MainWindow) -> ListPage:
    page = window.page("slips").page
    assert isinstance(page, ListPage)
    return page


def test_tabs_are_walked_by_key_and_built_on_first_visit(window: MainWindow, picture: Grab) -> None:
    _settle(window)
    assert list(window.pages) == ["today"]
    picture(window, "today-light")
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert list(window.pages) == ["today", "slips"]
    _settle(window)
    _list(window).table.selectRow(3)
    _settle(window)
    picture(window, "list-light")
    assert "managers" not in [tab.name for tab in window.tabs]


def test_a_door_shows_its_row_whatever_the_filter(window: MainWindow) -> None:
    window.open(Door("slips", filter=Filter(keyword="nothing like it")))
    _settle(window)
    assert _list(window).model.keys == [] and _list(window).empty.isVisible()
    window.open(Door("slips", 700))
    _settle(window)
    page = _list(window)
    assert page.model.keys[page.table.currentIndex().row()] == 700


def test_a_verb_asks_runs_and_refreshes(window: MainWindow) -> None:
    prompts = window.prompts
    assert isinstance(prompts, FakePrompts)
    window.open(Door("slips", 3))
    _settle(window)
    page = _list(window)
    prompts.answers = [{"reason": "x"}, {"reason": "wrong price"}]
    press(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert prompts.problems == ["Say more"]
    press(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    _settle(window)
    assert page.model.values(page.table.currentIndex().row())["state"] == "void"
    assert not page.verbs.buttons[0].isEnabled()
    assert "#3" in window.status.message.text()


def test_the_form_counts_its_problems_and_clears_when_done(window: MainWindow, picture: Grab) -> None:
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_F2)
    page = window.page("slips").page
    assert isinstance(page, FormPage)
    press(page, Qt.Key.Key_F9)
    assert "1" in page.verbs.buttons[0].text()
    customer = page.panel.fields["customer"].widget
    assert customer.hasFocus()
    write(customer, "牧原")
    press(customer, Qt.Key.Key_Return)
    assert page.panel.values()["customer"] == 1
    press(page, Qt.Key.Key_F9)
    picture(window, "form-light")
    assert any("A slip needs goods" in each.text() for each in page.findChildren(QLabel) if each.isVisible())
    page.panel.put({"lines": [{"goods": Found(1, "料"), "quantity": 2}]})
    press(page, Qt.Key.Key_F9)
    assert "S-9" in window.status.message.text() and page.panel.values()["customer"] is None


def test_ctrl_k_finds_rows_and_commands(qtbot: QtBot, window: MainWindow, picture: Grab) -> None:
    box = window.find_anything()
    write(box.edit, "shuanghui")
    qtbot.waitUntil(lambda: box.list.count() == 1)
    picture(window, "palette")
    press(box.edit, Qt.Key.Key_Return)
    _settle(window)
    assert _list(window).model.values(_list(window).table.currentIndex().row())["id"] == 3
    box = window.find_anything()
    write(box.edit, "red")
    press(box.edit, Qt.Key.Key_Down)
    press(box.edit, Qt.Key.Key_Return)
    _settle(window)
    assert _list(window).view.name == "red"


def test_a_paper_is_previewed_and_enter_prints_it(window: MainWindow, picture: Grab) -> None:
    window.preview(SLIP_PAPER, 3)
    _settle(window)
    page = window.page("today").page
    assert isinstance(page, PreviewPage) and page.view.sheet.pages is not None
    picture(window, "preview-light")
    page.panel.put({"printer": "HP LaserJet", "paper": "A4"})
    press(page.go, Qt.Key.Key_Space)
    _settle(window)
    printing = window.services.printing
    assert isinstance(printing, Printers) and printing.sent == [("HP LaserJet", "A4")]
    press(window, Qt.Key.Key_Escape)
    window.preview(SLIP_PAPER, 4)
    again = window.page("today").page
    assert isinstance(again, PreviewPage)
    assert (again.choice().printer, again.choice().paper, again.choice().copies) == ("HP LaserJet", "A4", 3)


def test_language_and_look_change_without_losing_a_character(window: MainWindow, picture: Grab) -> None:
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    _settle(window)
    _list(window).bar.put(Filter(keyword="双汇"))
    window.page("slips").show_view(2)
    page = window.page("slips").page
    assert isinstance(page, FormPage)
    write(page.panel.fields["remark"].widget, "half a sen")
    window.wear(theme.Mode.DARK, 100)
    window.speak("en")
    _settle(window)
    page = window.page("slips").page
    assert isinstance(page, FormPage)
    assert page.panel.values()["remark"] == "half a sen" and page.panel.dirty
    assert theme.current().dark
    picture(window, "form-dark")
    window.page("slips").show_view(0)
    _settle(window)
    assert _list(window).bar.keyword.text() == "双汇"
    _list(window).table.selectRow(1)
    _settle(window)
    picture(window, "list-dark-en")
    window.show_tab("today")
    _settle(window)
    picture(window, "today-dark-en")
    window.page("slips").pages[2].panel.dirty = False  # type: ignore[attr-defined]  # the form page above
    use_language("zh_CN")


def test_pages_go_before_another_look_is_put_on_but_not_from_under_a_dialog(window: MainWindow) -> None:
    """Screens that are dropped are not dressed once more; one whose dialog waits for an answer stays until that came."""
    first = window.page("slips")
    window._wear()
    assert not isValid(first)
    waiting, box = window.page("slips"), QMessageBox(window)
    box.open()
    window._wear()
    assert isValid(waiting)
    box.close()
    _settle(window)
    assert not isValid(waiting)


def test_double_the_size_still_fits_the_screen(window: MainWindow, picture: Grab) -> None:
    window.wear(theme.Mode.LIGHT, 200)
    _settle(window)
    picture(window, "today-200")
    for place in range(3):
        window.show_tab("slips")
        window.page("slips").show_view(place)
        _settle(window)
        assert window.minimumSizeHint().width() <= 1280 and window.minimumSizeHint().height() <= 720
        picture(window, f"slips-200-{place}")
    assert (window.width(), window.height()) == (1280, 720)


def test_nothing_guesses_markup_and_everything_has_a_name(window: MainWindow) -> None:
    for tab in window.tabs:
        window.show_tab(tab.name)
        for place in range(len(tab.views)):
            window.page(tab.name).show_view(place)
            _settle(window)
    labels = [each for each in window.findChildren(QLabel) if type(each).__module__.startswith("ui") or each.text()]
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)
    nameless = [each for each in window.findChildren(QWidget)
                if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and not (each.accessibleName() or _own_words(each))]
    assert [f"{type(each).__name__} in {type(each.parentWidget()).__name__}" for each in nameless] == []


def _own_words(widget: QWidget) -> str:
    return str(getattr(widget, "text", lambda: "")()) if not isinstance(widget, QMessageBox) else ""


class Watcher(QObject):
    """Sees every window that is shown, however briefly."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_flashes_up_as_a_window_of_its_own(dressed: QApplication, window: MainWindow) -> None:
    """A part shown before it has a parent takes the focus away from the person."""
    watcher = Watcher()
    dressed.installEventFilter(watcher)
    for tab in window.tabs:
        window.show_tab(tab.name)
        for place in range(len(tab.views)):
            window.page(tab.name).show_view(place)
            _settle(window)
    window.preview(SLIP_PAPER, 1)
    _settle(window)
    dressed.removeEventFilter(watcher)
    assert watcher.shown == []


def test_closing_leaves_no_thread(qtbot: QtBot, dressed: QApplication, office: Office) -> None:
    import threading

    made = make(office)
    made.show()
    qtbot.wait(20)
    made.close()
    assert not [each for each in threading.enumerate() if each.name.startswith("desk")]
    made.deleteLater()
