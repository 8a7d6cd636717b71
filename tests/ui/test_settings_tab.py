"""The settings tab by keys: what is typed is kept, problems stand at their fields, people, calendar, copies, journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from data.backup import daily_copy
from models.core import audit
from models.core.company import COPIES, NAME, TAX_NUMBER
from models.core.numbering import SERIES
from models.core.office import Office
from models.core.settings import OPTIONS
from models.customers.rules import TERRITORIES
from models.days.queries import is_work_day
from models.leads.rules import WINDOWS
from models.people import queries as crew
from tests.factories import MANAGER, SELLER, an_office
from tests.shop import a_shop
from ui.kit.desk import MemoryStore
from ui.kit.fake_prompts import FakePrompts
from ui.kit.form_page import FormPage
from ui.kit.list_page import ListPage
from ui.main_window import MainWindow
from ui.session import window_of
from ui.tabs.settings.rules import ELSEWHERE, GROUPS
from ui.tour.hands import Hands

from .keys import press, write

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of four people, one customer and an invoice."""
    made = an_office(tmp_path / "office")
    a_shop(made).sold()
    yield made
    made.close()


@pytest.fixture
def restored() -> list[Path]:
    """What was asked to be restored."""
    return []


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, office: Office, restored: list[Path]) -> Iterator[MainWindow]:
    """The window at its settings."""
    made = window_of(office, MemoryStore(), FakePrompts(), restored.append)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    press(made, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    yield made
    made.close()
    made.deleteLater()


def settle(window: MainWindow) -> None:
    """Until every worker is idle."""
    Hands(window).rest()


def view(window: MainWindow, name: str) -> Any:
    """Go to a view of the tab."""
    tab = window.page("settings")
    place = tab.place_of(name)
    assert place is not None, name
    tab.show_view(place)
    settle(window)
    return tab.page


def answer(window: MainWindow, *answers: Any) -> FakePrompts:
    """Script what the person says next."""
    assert isinstance(window.prompts, FakePrompts)
    window.prompts.answers = list(answers)
    return window.prompts


def problems(page: FormPage) -> list[str]:
    """The problems in sight."""
    return [label.text() for label in page.findChildren(QLabel) if label.property("role") == "problem" and label.isVisible()]


def test_the_company_is_typed_and_stands_in_the_title(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "company")
    assert isinstance(page, FormPage)
    press(page, Qt.Key.Key_F9)
    assert len(problems(page)) == 1
    write(page.panel.fields["company_name"].widget, "河南金穗饲料有限公司")
    number = page.panel.fields["company_tax_number"]
    write(number.widget, "911100000000000000")
    assert number.words.isVisible()
    picture(window, "settings-company")
    before = audit.head(office.database)[0]
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert (office.settings[NAME], office.settings[TAX_NUMBER]) == ("河南金穗饲料有限公司", "911100000000000000")
    assert window.windowTitle().startswith("河南金穗饲料有限公司")
    assert page.panel.values()["company_name"] == "河南金穗饲料有限公司"
    press(page, Qt.Key.Key_F9)
    assert audit.head(office.database)[0] == before + 1


def test_papers_name_their_copies(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "papers")
    picture(window, "settings-papers")
    assert [line["copy"] for line in page.panel.values()["papers_copies"]] == list(COPIES.default)
    page.panel.put({"papers_copies": [{"copy": "存根(白)"}, {"copy": "客户(红)"}]})
    press(page, Qt.Key.Key_F9)
    assert office.settings[COPIES] == ("存根(白)", "客户(红)")
    page.panel.put({"papers_copies": [{"copy": f"第 {at} 联"} for at in range(9)]})
    press(page, Qt.Key.Key_F9)
    assert len(problems(page)) == 1 or page.verbs.buttons[0].text().count("1")
    assert office.settings[COPIES] == ("存根(白)", "客户(红)")


def test_territories_of_our_own_are_named_with_their_places(window: MainWindow, office: Office, picture: Grab) -> None:
    """Duty 21: a place no division is called is marked; a line without a name or places is told at its cell."""
    page = view(window, "territories")
    page.fill({"customers_territories": [{"name": "豫东", "places": "周口、商丘 亳州"}, {"name": "豫西", "places": ""},
                                         {"name": "", "places": "洛阳"}]})
    press(page, Qt.Key.Key_F9)
    assert problems(page) and office.settings[TERRITORIES] == ()
    page.fill({"customers_territories": [{"name": "豫东", "places": "周口、商丘 亳州"}, {"name": "豫西", "places": "洛阳 某某镇"}]})
    settle(window)
    picture(window, "territories")
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert office.settings[TERRITORIES] == ("豫东: 周口 商丘 亳州", "豫西: 洛阳 某某镇")


def test_numbers_get_another_shape_and_never_the_same_prefix(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "numbering")
    picture(window, "settings-numbering")
    lines = page.panel.values()["series"]
    at = [line["key"] for line in lines].index("invoice")
    assert lines[at]["example"] == "XS20261100001" and lines[at]["last"] == "XS20261100001"
    lines[at].update(prefix="SK", width=12)
    page.panel.put({"series": lines})
    press(page, Qt.Key.Key_F9)
    assert office.settings[SERIES["invoice"].prefix] == "XS"
    lines[at].update(prefix="ZX", width=6)
    page.panel.put({"series": lines})
    press(page, Qt.Key.Key_F9)
    assert (office.settings[SERIES["invoice"].prefix], office.settings[SERIES["invoice"].width]) == ("ZX", 6)
    assert page.panel.values()["series"][at]["example"] == "ZX202611000001"


def test_rules_are_numbers_within_bounds_and_leads_have_presets(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "rules")
    picture(window, "settings-rules")
    field = page.panel.fields["leads_window_A"]
    field.widget.clear()
    write(field.widget, "99999")
    press(page, Qt.Key.Key_F9)
    assert len(problems(page)) == 1 and field.widget.hasFocus()
    answer(window, {"preset": "dealer"})
    page.give(page.view.verbs[1])
    assert office.settings[WINDOWS["A"]] == 30 and page.panel.values()["leads_window_A"] == 30


def test_people_are_filed_changed_and_put_out_of_use(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "people")
    assert isinstance(page, ListPage)
    picture(window, "settings-people")
    press(window, Qt.Key.Key_F2)
    form = window.page("settings").page
    assert isinstance(form, FormPage)
    write(form.panel.fields["name"].widget, "赵财务")
    form.panel.put({"name": "赵财务", "active": True, "role_clerk": False})
    press(form, Qt.Key.Key_F9)
    picture(window, "settings-person-problem")
    assert "赵财务" not in crew.names(office)
    form.panel.put({"role_finance": True})
    press(form, Qt.Key.Key_F9)
    settle(window)
    assert crew.names(office, "finance") == ["赵财务"]
    names = [page.model.values(place)["name"] for place in range(len(page.model.keys))]
    page.table.selectRow(names.index(SELLER))
    press(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert SELLER not in crew.names(office)


def test_another_person_sits_down(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "person")
    picture(window, "settings-person")
    page.panel.put({"person": MANAGER})
    press(page, Qt.Key.Key_F9)
    settle(window)
    assert office.actor is not None and office.actor.name == MANAGER
    page = view(window, "person")
    assert page.panel.values()["now"] == MANAGER
    assert audit.about(office.database, MANAGER)[-1].verb == "people.sign_in"


def test_days_of_our_own(window: MainWindow, office: Office, picture: Grab) -> None:
    page = view(window, "calendar")
    press(window, Qt.Key.Key_F2)
    form = window.page("settings").page
    assert isinstance(form, FormPage)
    write(form.panel.fields["until"].widget, "11-24")
    write(form.panel.fields["reason"].widget, "停电")
    press(form, Qt.Key.Key_F9)
    settle(window)
    assert len(page.model.keys) == 2
    picture(window, "settings-calendar")
    page.table.selectAll()
    press(page.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert page.model.keys == []


def test_a_public_holiday_is_worked_in_our_office(window: MainWindow, office: Office, picture: Grab) -> None:
    """Duty 79: the published days are there to be looked at; F6 says what this office does instead."""
    page = view(window, "public_days")
    page.table.selectRow(0)
    answer(window, {"until": None, "reason": "元旦值班"})
    press(page.table, Qt.Key.Key_F6)
    settle(window)
    picture(window, "settings-public-days")
    assert is_work_day(office, date(2026, 1, 1))


def test_a_copy_is_made_checked_and_restored(window: MainWindow, tmp_path: Path, restored: list[Path], picture: Grab) -> None:
    daily_copy(window.office)
    page = view(window, "backup")
    picture(window, "settings-backup")
    verbs = {verb.title: verb for card in page.area.cards for verb in card.card.verbs}
    prompts = answer(window, tmp_path / "kept.db")
    verbs["Back up now…"].do(window, None)
    settle(window)
    assert (tmp_path / "kept.db").exists() and (tmp_path / "kept.db.key").exists()
    verbs["Check the office"].do(window, None)
    settle(window)
    assert len(prompts.asked) == 2
    answer(window, tmp_path / "kept.db", False)
    verbs["Restore a backup…"].do(window, None)
    assert restored == []
    answer(window, True)
    verbs["Restore this copy…"].do(window, str(tmp_path / "kept.db"))
    assert restored == [tmp_path / "kept.db"]


def test_the_journal_shows_what_was_said(window: MainWindow, picture: Grab) -> None:
    page = view(window, "journal")
    page.table.selectRow(0)
    settle(window)
    picture(window, "settings-journal")
    assert page.detail is not None and len(page.detail.cards) == 2


def test_every_group_of_rules_has_a_title_in_words() -> None:
    """A room that brings settings along says what they are called."""
    assert {option.group for option in OPTIONS.values()} <= {*GROUPS, *ELSEWHERE}
