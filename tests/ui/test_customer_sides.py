"""One customer from every side by keyboard: what stays in sight, the log, people, papers, contracts (duties 4, 34, 68)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.contracts import commands as contracts
from models.contracts.inputs import LineInput, QuoteInput
from models.core.prints import record_print
from models.core.text import speaking
from models.customers import commands, queries
from models.customers.inputs import ContactInput, CustomerInput, MergeInput, NoteInput
from models.reports.queries import service
from printing.office_papers import KINDS
from tests.contract_room import a_yard
from tests.factories import an_office
from tests.shop import Shop
from ui.kit.preview import PreviewPage
from ui.kit.row_page import RowPage
from ui.kit.verbs import Door
from ui.tabs.customers.trade import PRINTED, contracts_board

from .customer_room import ALT, CTRL, ENTER, SHIFT, a_quiet_shop, customers_desk, in_full, show
from .desk_room import Room
from .keys import press, write

Grab = Callable[[QWidget, str], None]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """Its customer is quiet."""
    return a_quiet_shop(tmp_path)


@pytest.fixture
def desk_of(qtbot: QtBot, dressed: QApplication, tmp_path: Path, shop: Shop) -> Iterator[Room]:
    """The desk over it."""
    with customers_desk(qtbot, dressed, tmp_path, shop) as made:
        yield made


def test_alt_and_a_figure_turn_to_each_side(desk_of: Room, picture: Grab) -> None:
    page = in_full(desk_of)
    facts = {fact.label: fact.text for fact in page.head.cards[0].card.facts}
    assert "12-13" in facts["最近一单"] and "5" in facts["购货规律"] and "9" in facts["流失预警"]
    seen = []
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9):
        press(page, Qt.Key(key), ALT)
        desk_of.settle()
        seen.append(page.area.cards[0].card.title)
        picture(desk_of.window, f"customer-side-{len(seen)}")
    assert seen == ["客户档案", "联系人", "往来记录", "在途货物", "未清欠款", "最近成交价", "合同", "打印记录"]
    press(page, Qt.Key.Key_Right, ALT)
    desk_of.settle()
    assert page.leaves.currentIndex() == 0


def test_the_note_key_turns_to_the_log_and_writes_into_it(desk_of: Room) -> None:
    page = in_full(desk_of)
    press(page, Qt.Key.Key_F7)
    desk_of.settle()
    assert page.leaves.currentIndex() == 2
    line = page.area.cards[0].line
    assert line.isAncestorOf(QApplication.focusWidget())
    write(line.panel.fields["text"].widget, "下月要加量")
    line.panel.fields["date"].widget.setFocus()
    press(line.panel.fields["date"].widget, ENTER)
    desk_of.settle()
    assert [note.text for note in queries.notes(desk_of.office, 1)] == ["下月要加量"]
    assert page.area.cards[0].card.rows[-1].text == "下月要加量"


def test_the_log_tells_of_everybody_the_customer_stands_for(desk_of: Room) -> None:
    office = desk_of.office
    commands.add_note(office, NoteInput(2, "complaint", "破包两袋"))
    commands.merge_customers(office, MergeInput(2, 1, "同一家"))
    page = in_full(desk_of)
    press(page, Qt.Key.Key_3, ALT)
    desk_of.settle()
    texts = [row.text for row in page.area.cards[0].card.rows]
    assert "破包两袋" in texts and any("C00002" in text for text in texts)
    press(page, Qt.Key.Key_1, ALT)
    desk_of.settle()
    assert any(card.card.title == "同一客户" for card in page.area.cards)


def test_a_contact_is_filed_in_one_line(desk_of: Room) -> None:
    page = in_full(desk_of)
    press(page, Qt.Key.Key_2, ALT)
    desk_of.settle()
    line = page.area.cards[0].line
    write(line.panel.fields["name"].widget, "刘梅")
    write(line.panel.fields["role"].widget, "采购")
    write(line.panel.fields["birthday"].widget, "1990-11-25")
    line.panel.fields["remark"].widget.setFocus()
    press(line.panel.fields["remark"].widget, ENTER)
    desk_of.settle()
    assert [(each.name, each.role, str(each.birthday)) for each in queries.card(desk_of.office, 1).contacts] == [("刘梅", "采购", "1990-11-25")]
    assert page.area.cards[0].card.rows[0].text == "刘梅"


def test_a_contact_leads_to_the_customer_from_every_side_and_stays_while_another_is_filed(desk_of: Room) -> None:
    office = desk_of.office
    commands.change_customer(office, 1, CustomerInput("河南双汇饲料有限公司", contacts=(ContactInput("刘梅", "采购"), ContactInput("老张"))))
    before = [each.id for each in queries.card(office, 1).contacts]
    page = show(desk_of, "contacts")
    press(page.table, ENTER)
    desk_of.settle()
    page = desk_of.page
    assert page.head.cards[0].card.title == "河南双汇饲料有限公司"
    press(page, Qt.Key.Key_2, ALT)
    desk_of.settle()
    line = page.area.cards[0].line
    write(line.panel.fields["name"].widget, "小王")
    line.panel.fields["remark"].widget.setFocus()
    press(line.panel.fields["remark"].widget, ENTER)
    desk_of.settle()
    assert desk_of.page is page and [row.text for row in page.area.cards[0].card.rows] == ["刘梅", "老张", "小王"]
    assert [each.id for each in queries.card(office, 1).contacts][:2] == before


def test_forty_contacts_leave_the_line_to_type_in_sight(desk_of: Room, picture: Grab) -> None:
    people = tuple(ContactInput(f"联系人{at}", "负责生产与采购的副厂长", f"139{at:08}") for at in range(40))
    commands.change_customer(desk_of.office, 1, CustomerInput("河南省周口市淮阳区鸿运畜牧养殖农民专业合作社联合社豫东第三分社", contacts=people))
    desk_of.settle()
    page = in_full(desk_of)
    press(page, Qt.Key.Key_2, ALT)
    desk_of.settle()
    assert page.area.cards[0].list.count() == 40 and not page.area.verticalScrollBar().isVisible()
    picture(desk_of.window, "customer-forty-contacts")


def test_a_paper_is_printed_again_from_the_customer(desk_of: Room) -> None:
    record_print(desk_of.office, "invoice", "XS20261100001")
    page = in_full(desk_of)
    press(page, Qt.Key.Key_8, ALT)
    desk_of.settle()
    press(page.area.cards[0].list, Qt.Key.Key_P, CTRL | SHIFT)
    desk_of.settle()
    assert isinstance(desk_of.page, PreviewPage) and desk_of.page.subject == "XS20261100001"


def test_who_comes_is_received_on_the_service_side(desk_of: Room) -> None:
    """Duty 4: what was explained stands in the log of everything."""
    page = in_full(desk_of)
    press(page, Qt.Key.Key_4, ALT)
    desk_of.settle()
    line = next(card.line for card in page.area.cards if card.card.title == "接待与解释")
    write(line.panel.fields["about"].widget, "来问破包怎么换")
    write(line.panel.fields["explained"].widget, "验收签字后次日补发")
    line.panel.fields["way"].widget.setFocus()
    press(line.panel.fields["way"].widget, ENTER)
    desk_of.settle()
    card = next(card.card for card in page.area.cards if card.card.title == "接待与解释")
    assert [row.text for row in card.rows] == ["来问破包怎么换"] and "验收签字后次日补发" in card.rows[0].detail


def test_a_rebuilt_window_comes_back_to_the_same_side(desk_of: Room) -> None:
    press(in_full(desk_of), Qt.Key.Key_4, ALT)
    desk_of.settle()
    desk_of.window.rebuild()
    desk_of.settle()
    assert isinstance(desk_of.page, RowPage) and desk_of.page.state() == {"row": 1, "leaf": 3}


def test_the_contracts_side_tells_of_contracts_and_the_last_version_of_quotes(tmp_path: Path) -> None:
    yard = a_yard(an_office(tmp_path / "yard"))
    approved = yard.row(yard.approved())
    line = (LineInput(yard.feed, Decimal(4), Decimal(125)),)
    first = contracts.give_quote(yard.office, QuoteInput(yard.customer, line))
    second = contracts.revise_quote(yard.office, first.id, QuoteInput(yard.customer, line))
    with speaking("zh_CN"):
        agreed, offered = contracts_board(yard.office, yard.customer).cards
    assert [(row.text, row.note, row.door) for row in agreed.rows] == [(approved.number, "12,800.00", Door("contracts", approved.id))]
    assert [(row.text, row.note, row.door) for row in offered.rows] == [(second.number, "500.00", Door("quotes", second.id))]
    yard.office.close()


def test_every_paper_of_a_customer_can_be_printed_again() -> None:
    assert set(service.PAPERS) == set(PRINTED) <= set(KINDS)


def test_where_it_is_narrow_the_head_scrolls_with_the_side(desk_of: Room) -> None:
    """At 200 % nothing is cut off."""
    page = in_full(desk_of)
    assert page.head.isVisible() and page.area.cards[0].card.title == "客户档案"
    desk_of.window.resize(900, 600)
    desk_of.settle()
    assert not page.head.isVisible() and [card.card.title for card in page.area.cards[:2]] == ["河南双汇饲料有限公司", "客户档案"]
    desk_of.window.resize(1280, 720)
    desk_of.settle()
    assert page.head.isVisible() and page.area.cards[0].card.title == "客户档案"
