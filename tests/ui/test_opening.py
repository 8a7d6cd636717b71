"""Opening an account at the desk: what is missing, the manager's answer; the fine and its notice; receptions (duties 4, 20, 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.customers import commands, queries
from models.customers.inputs import CustomerInput
from models.liabilities.queries import open_cases
from models.people.queries import approval_row
from tests.factories import CLERK, MANAGER, SELLER, an_office, person_id
from tests.printing.reading import squeezed
from ui.kit.list_page import ListPage
from ui.kit.tab import PaperChoice
from ui.tabs import CUSTOMERS, REPORTS
from ui.tabs.customers import opening
from ui.tabs.customers.forms import alike
from ui.tabs.papers import NOTICE

from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """A dealer and a plain customer, both drafts."""
    office = an_office(tmp_path / "office")
    commands.file_customer(office, CustomerInput("河南省商水县汤庄乡新农富民养殖专业合作社", kind="dealer", phone="13800000001", territory="周口",
                                                 address="河南省南阳市宛城区工业路"))
    commands.file_customer(office, CustomerInput("沈丘某户"))
    with room(qtbot, dressed, tmp_path, CUSTOMERS, REPORTS, office=office) as made:
        made.window.resize(1280, 720)
        made.window.activateWindow()
        made.qtbot.waitUntil(made.window.isActiveWindow)
        yield made


def show(room_: Room, name: str) -> ListPage:
    """One list of the tab, in sight."""
    page = room_.tab("customers")
    place = page.place_of(name)
    assert place is not None, name
    page.show_view(place)
    room_.settle()
    assert isinstance(page.page, ListPage)
    return page.page


def test_an_account_goes_from_draft_to_open_by_keyboard(desk: Room, picture: Grab) -> None:
    page = desk.pick()
    picture(desk.window, "draft")
    desk.prompts.answers = [{"note": "年底前要货"}]
    press(page.table, KEY.Key_F8)
    desk.settle()
    assert queries.card(desk.office, 1).opening == "asked"
    row = approval_row(desk.office, 1)
    assert row is not None and row.granted is None and row.question.endswith("年底前要货")
    press(page.table, KEY.Key_O, CTRL)
    desk.settle()
    assert queries.card(desk.office, 1).opening == "approved" and len(desk.asked) == 1
    picture(desk.window, "opened")


def test_the_manager_refuses_at_the_desk_with_a_reason(desk: Room) -> None:
    page = desk.pick()
    commands.ask_opening(desk.office, 1)
    desk.settle()
    desk.prompts.answers = [{"manager": MANAGER, "reason": ""}, {"manager": CLERK, "reason": "不要"}, {"manager": MANAGER, "reason": "资信不足"}]
    for _each in range(3):
        press(page.table, KEY.Key_D, CTRL)
        desk.settle()
    assert len(desk.prompts.problems) == 2 and queries.card(desk.office, 1).opening == "refused"
    row = approval_row(desk.office, 1)
    assert row is not None and (row.granted, row.decider, row.reason) == (False, MANAGER, "资信不足")
    assert desk.office.actor is not None and desk.office.actor.name == CLERK


def test_what_is_missing_is_named_before_anybody_is_asked(desk: Room) -> None:
    told = [words for words, _level in opening.missing(desk.office, queries.card(desk.office, 1))]
    assert len(told) == 2 and "南阳" in told[-1]
    titles = [card.title for card in opening.cards(desk.office, queries.card(desk.office, 1))]
    assert len(titles) == 1


def test_the_territory_follows_the_address_until_somebody_types_another(desk: Room) -> None:
    """Duty 21: 河南, then 周口, letter by letter."""
    values: dict[str, object] = {"name": "", "territory": "", "address": ""}
    for address, told in (("河南", "河南"), ("河南省周口市", "周口"), ("河南省周口市郸城县", "周口")):
        values["address"] = address
        values |= alike(desk.office, dict(values), "address").values
        assert values["territory"] == told
    values.update(territory="豫西片", address="河南省周口市")
    assert "territory" not in alike(desk.office, dict(values), "address").values


def test_a_dealer_opened_without_approval_costs_fifty_and_the_notice_is_shown(desk: Room, picture: Grab) -> None:
    desk.pick()
    desk.prompts.answers = [{"person_id": person_id(desk.office, SELLER), "text": "先挂牌后报批", "amount": Decimal(50)}]
    desk.give("Opened without approval…")
    case, = open_cases(desk.office)
    assert (case.rule, case.amount, case.person) == ("unapproved opening", Decimal("50.00"), SELLER)
    picture(desk.window, "notice")
    said = squeezed(NOTICE.pdf(desk.office, case.id, PaperChoice()))
    assert SELLER in said and "伍拾元整" in said and "先挂牌后报批" in said


def test_who_came_in_is_written_down_in_one_line(desk: Room, picture: Grab) -> None:
    """Duty 4: F7, who, what about, what was explained."""
    page = show(desk, "receptions")
    press(page, KEY.Key_F7)
    for words in ("老单", "问育肥料价格", "起送 2 吨，次日到"):
        field = QApplication.focusWidget()
        assert field is not None
        write(field, words)
        press(field, KEY.Key_Return)
    field = QApplication.focusWidget()
    assert field is not None
    write(field, "13800000009")
    press(field, KEY.Key_Return)
    desk.settle()
    row, = desk.office.database.execute_sql("SELECT caller, about, explained, phone, person FROM reception").fetchall()
    assert row == ("老单", "问育肥料价格", "起送 2 吨，次日到", "13800000009", CLERK)
    picture(desk.window, "receptions")
