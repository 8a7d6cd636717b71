"""A finder keeps up with fast fingers, never shows an older answer, and says what to do where there is nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.office import Office
from models.core.text import _
from models.customers import commands as customers
from models.customers.inputs import ContactInput, CustomerInput
from ui.kit.finder import FinderEdit
from ui.kit.form_page import FormPage
from ui.kit.found_list import FOUND
from ui.kit.specs import Found
from ui.services import search
from ui.tabs import CUSTOMERS, RECEIPTS

from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
NAMES = ("郑州飞越饲料有限公司", "郑州广源农牧", "新郑飞越商行", *(f"商丘牧原第{number}养殖专业合作社联合社有限责任公司" for number in range(24)))


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """A desk with customers, one of them with a contact."""
    with room(qtbot, dressed, tmp_path, RECEIPTS, CUSTOMERS) as made:
        for name in NAMES:
            customers.file_customer(made.office, CustomerInput(name, contacts=(ContactInput("单志强", phone="13812345678"),)
                                                               if name == NAMES[0] else ()))
        yield made


def field(desk: Room) -> FinderEdit:
    """The customer's field of a new receipt, with the focus."""
    tab = desk.tab("receipts")
    tab.begin()
    desk.settle()
    edit = tab.page.panel.fields["customer"].widget  # type: ignore[attr-defined]  # a form
    edit.setFocus()
    desk.qtbot.waitUntil(edit.hasFocus)
    return edit


def shown(edit: FinderEdit) -> list[Found]:
    """The rows of its popup."""
    popup = edit.suggest._popup
    return [] if popup is None or not popup.isVisible() else [popup.list.item(at).data(FOUND) for at in range(popup.list.count())]


def foot(edit: FinderEdit) -> str:
    """The popup's last line."""
    popup = edit.suggest._popup
    return popup.foot.text() if popup is not None and popup.isVisible() else ""


def test_mixed_words_find_and_what_was_typed_is_marked(desk: Room, picture: Grab) -> None:
    edit = field(desk)
    write(edit, "郑州fy")
    desk.settle()
    assert [(found.title, found.spans) for found in shown(edit)] == [(NAMES[0], ((0, 4),))] and foot(edit) == ""
    picture(desk.window, "finder-mixed")
    press(edit, Qt.Key.Key_Return)
    assert edit.text() == NAMES[0]


def test_who_was_found_by_a_contact_says_so(desk: Room) -> None:
    edit = field(desk)
    write(edit, "szq")
    desk.settle()
    assert [(found.title, found.note) for found in shown(edit)] == [(NAMES[0], _("contact {who}").format(who="单志强 13812345678"))]


def test_many_rows_say_how_many_and_stay_in_the_window(desk: Room, picture: Grab) -> None:
    edit = field(desk)
    write(edit, "sqmy")
    desk.settle()
    assert len(shown(edit)) == 24 and foot(edit) == _("{count} rows shown; type more to narrow them").format(count=24)
    popup = edit.suggest._popup
    assert popup is not None and desk.window.rect().contains(popup.geometry())
    picture(desk.window, "finder-many")
    press(edit, Qt.Key.Key_Escape)
    assert not shown(edit) and edit.text() == "sqmy"


def test_nobody_found_leads_to_filing_with_what_was_typed(desk: Room, picture: Grab) -> None:
    edit = field(desk)
    write(edit, "洛阳新客户")
    desk.settle()
    assert foot(edit) == _("Nothing found for “{text}”. F2 files it anew.").format(text="洛阳新客户")
    picture(desk.window, "finder-nobody")
    desk.window._begin()
    desk.settle()
    assert isinstance(desk.page, FormPage) and desk.page.view.form.name.startswith("customer")
    assert desk.page.values()["name"] == "洛阳新客户"
    desk.window.show_tab("receipts")
    assert edit.text() == "洛阳新客户"


def test_an_older_answer_never_replaces_a_newer_one(desk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first letters may take longest to find; whatever comes late is dropped."""
    edit, asked = field(desk), []

    def slow(office: Office, text: str) -> Sequence[Found]:
        asked.append(text)
        time.sleep(0.3 if len(text) < 3 else 0)
        return [Found(text, text)]
    monkeypatch.setattr(edit.suggest, "finder", slow)
    seen: list[str] = []
    watch = QTimer(interval=5)
    watch.timeout.connect(lambda: seen.extend(found.title for found in shown(edit)))
    watch.start()
    write(edit, "z")
    desk.qtbot.wait(100)
    write(edit, "z")
    desk.qtbot.wait(100)
    write(edit, "f")
    desk.qtbot.waitUntil(lambda: "zzf" in seen, timeout=3000)
    desk.settle()
    watch.stop()
    assert set(seen) == {"zzf"} and asked[-1] == "zzf"


def test_the_window_stays_alive_while_fingers_are_fast(desk: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow search runs on a worker: the longest the window does not answer stays far below what a search takes."""
    edit = field(desk)

    def slow(office: Office, text: str) -> Sequence[Any]:
        time.sleep(0.25)
        return []
    monkeypatch.setattr(edit.suggest, "finder", slow)
    ticks: list[float] = []
    pulse = QTimer(interval=2)
    pulse.timeout.connect(lambda: ticks.append(time.perf_counter()))
    pulse.start()
    for letter in "zhengzhou":
        write(edit, letter)
        desk.qtbot.wait(90)
    pulse.stop()
    assert max(after - before for before, after in zip(ticks, ticks[1:], strict=False)) < 0.15
    assert edit.text() == "zhengzhou"


def test_ctrl_k_marks_what_was_typed_and_says_when_there_is_nothing(desk: Room, picture: Grab) -> None:
    desk.window.services = replace(desk.window.services, search=search)
    box = desk.window.find_anything()
    write(box.edit, "广源")
    desk.settle()
    chosen = box.list.chosen()
    assert chosen is not None and (chosen.title, chosen.spans) == (NAMES[1], ((2, 2),)) and not box.foot.isVisible()
    box.edit.clear()
    write(box.edit, "不存在的")
    desk.settle()
    assert box.list.count() == 0 and box.foot.isVisible()
    picture(desk.window, "palette-nothing")
    box.leave()
