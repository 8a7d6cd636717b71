"""Customers at the desk: the file with its lines, doubles and doubtful numbers, opening, notes, licences, the import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.text import _
from models.customers import commands, queries
from models.customers.inputs import ContactInput, CustomerInput, LicenceInput, NoteInput
from models.leads import commands as leads
from models.leads import queries as lead_queries
from models.leads.inputs import LeadInput
from tests.data.books import a_book
from tests.factories import a_customer
from ui.kit.specs import Level
from ui.tabs import CUSTOMERS as TAB
from ui.tabs.customers.board import customer_board
from ui.tabs.import_page import ImportPage
from ui.tabs.import_rows import Verdicts

from .customer_room import show
from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
ENTER = Qt.Key.Key_Return
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture
def desk_of_customers(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Room]:
    """The tab over an office with one open account and one draft."""
    with room(qtbot, dressed, tmp_path, TAB) as made:
        a_customer(made.office, "河南双汇饲料有限公司")
        a_customer(made.office, "周口牧原养殖场", opened=False, phone="13911112222")
        made.settle()
        yield made


def test_a_file_is_typed_by_keyboard_with_its_people(desk_of_customers: Room, picture: Grab) -> None:
    room_ = desk_of_customers
    press(room_.window, Qt.Key.Key_F2)
    panel = room_.page.panel
    name = panel.fields["name"].widget
    write(name, "商丘大北农")
    press(name, ENTER)
    write(panel.fields["phone"].widget, "13911112222")
    assert "C00002" in panel.fields["phone"].words.text()
    panel.fields["tax_number"].widget.setFocus()
    write(panel.fields["tax_number"].widget, "91410100C171H49D4X")
    assert panel.fields["tax_number"].words.isHidden(), "not while it is being typed"
    press(panel.fields["tax_number"].widget, ENTER)
    write(panel.fields["segment"].widget, "A")
    assert "校验位" in panel.fields["tax_number"].words.text()
    grid = panel.grids["contacts"]
    grid.focus_cell("")
    write(grid.view.focusWidget(), "刘明")
    press(grid.view.focusWidget(), ENTER)
    write(grid.view.focusWidget(), "负责人")
    press(grid.view.focusWidget(), ENTER)
    write(grid.view.focusWidget(), "13700000000")
    press(grid.view.focusWidget(), ENTER)
    picture(room_.window, "customer-new")
    room_.give("Save")
    row = queries.by_name(room_.office, "商丘大北农")
    assert row is not None and row.code == "C00003" and row.tax_number == "91410100C171H49D4X"
    assert [(each.name, each.role, each.phone) for each in row.contacts] == [("刘明", "负责人", "13700000000")]
    assert room_.page.model.keys[room_.page.table.currentIndex().row()] == row.id


def test_every_problem_of_a_file_is_shown_at_its_place(desk_of_customers: Room, picture: Grab) -> None:
    room_ = desk_of_customers
    press(room_.window, Qt.Key.Key_F2)
    panel = room_.page.panel
    panel.put({"contacts": [{"role": "司机"}], "licences": [{"number": "123"}]})
    room_.give("Save")
    assert panel.fields["name"].words.isVisible()
    marks = panel.grids["contacts"].model.marks, panel.grids["licences"].model.marks
    assert list(marks[0]) == ["0.name"] and list(marks[1]) == ["0.name"]
    picture(room_.window, "customer-problems")


def test_a_changed_file_keeps_what_was_not_touched(desk_of_customers: Room) -> None:
    room_ = desk_of_customers
    full = CustomerInput("信阳鸿兴合作社", phone="13800000001 / 0394-7382745", territory="信阳", credit_days=15,
                         contacts=(ContactInput("张三", birthday=date(1980, 2, 29)),),
                         licences=(LicenceInput("营业执照", "4116", date(2027, 1, 1)),))
    filed = commands.file_customer(room_.office, full).id
    room_.settle()
    before = queries.card(room_.office, filed)
    room_.pick(2)
    press(room_.page.table, Qt.Key.Key_F4)
    panel = room_.page.panel
    panel.fields["short_name"].widget.setFocus()
    write(panel.fields["short_name"].widget, "鸿兴")
    room_.give("Save")
    after = queries.card(room_.office, filed)
    for key in ("phone", "territory", "credit_days", "salesperson_id", "credit_limit", "price_list", "opening"):
        assert getattr(after, key) == getattr(before, key), key
    assert after.short_name == "鸿兴" and after.contacts[0].birthday == date(1980, 2, 29) and after.licences[0].expires == date(2027, 1, 1)


def test_an_account_is_asked_for_opened_with_approval_and_rested(desk_of_customers: Room) -> None:
    room_ = desk_of_customers
    room_.pick(1)
    assert not room_.can("Write an invoice")
    room_.prompts.answers = [{"note": "老客户介绍"}]
    room_.give("Ask for opening…")
    room_.give("Open the account")
    assert [need.kind for need in room_.asked[0].needs] == ["account opening"] and queries.card(room_.office, 2).opening == "approved"
    room_.prompts.answers = [{"reason": "欠款不还"}]
    assert room_.can("Write an invoice")
    room_.give("Deactivate…")
    assert not queries.card(room_.office, 2).active and not room_.can("Write an invoice")
    room_.give("Activate")
    assert queries.card(room_.office, 2).active


def test_many_accounts_are_opened_with_one_approval(desk_of_customers: Room) -> None:
    room_ = desk_of_customers
    commands.file_customer(room_.office, CustomerInput("甲"))
    room_.settle()
    page = room_.pick(1)
    page.table.selectionModel().select(page.model.index(2, 0), page.table.selectionModel().SelectionFlag.Select
                                       | page.table.selectionModel().SelectionFlag.Rows)
    room_.give("Open the account")
    assert len(room_.asked) == 1 and {queries.card(room_.office, each).opening for each in (2, 3)} == {"approved"}


def test_a_draft_is_thrown_away_from_its_full_page(desk_of_customers: Room) -> None:
    """The page goes with it."""
    room_ = desk_of_customers
    page = room_.pick(1)
    press(page.table, ENTER)
    room_.settle()
    room_.prompts.answers = [True]
    room_.give("Delete the draft")
    assert room_.page is page and not queries.is_filed(room_.office, 2)


def test_a_note_is_written_in_one_line(desk_of_customers: Room) -> None:
    room_ = desk_of_customers
    room_.pick(0)
    room_.give("Note")
    card = next(each for each in room_.page.detail.cards if each.line is not None)
    fields = card.line.panel.fields
    press(fields["kind"].widget, ENTER)
    write(fields["text"].widget, "要 20kg 小包装")
    press(fields["text"].widget, ENTER)
    press(fields["date"].widget, ENTER)
    room_.settle()
    note = queries.notes(room_.office, 1)[0]
    assert (note.kind, note.text, note.date) == ("demand", "要 20kg 小包装", date(2026, 11, 23))


def test_the_board_marks_licences_birthdays_and_where_the_customer_came_from(desk_of_customers: Room) -> None:
    office = desk_of_customers.office
    lead = leads.file_lead(office, LeadInput("驻马店正大", "13800000009"))
    file = lead_queries.customer_of(office, lead.id)
    made = leads.convert(office, lead.id, CustomerInput(
        file.name, tax_number="91410100C171H49D4X", contacts=(ContactInput("李", birthday=date(1990, 11, 25)), ContactInput("王")),
        licences=(LicenceInput("饲料生产许可证", expires=date(2026, 11, 1)), LicenceInput("营业执照", expires=date(2026, 12, 1)),
                  LicenceInput("兽药经营许可证", expires=date(2029, 1, 1)), LicenceInput("长期"))))
    cards = {card.title: card for card in customer_board(office, made.id).cards}
    assert [row.level for row in cards["证照"].rows] == [Level.BLOCK, Level.LOOK, Level.PLAIN, Level.PLAIN]
    assert [row.level for row in cards["联系人"].rows] == [Level.LOOK, Level.PLAIN]
    assert cards["来自潜客"].rows[0].text == "驻马店正大"
    assert any(fact.level is Level.LOOK and "91410100" in fact.text for fact in cards["驻马店正大"].facts)


def test_a_contact_and_a_note_lead_to_their_customer(desk_of_customers: Room) -> None:
    room_ = desk_of_customers
    commands.change_customer(room_.office, 2, CustomerInput("周口牧原养殖场", contacts=(ContactInput("孙经理", phone="13512345678"),)))
    commands.add_note(room_.office, NoteInput(2, "opinion", "嫌价格高"))
    for view in ("contacts", "customer_notes"):
        show(room_, view)
        page = room_.pick(0)
        press(page.table, ENTER)
        room_.settle()
        assert room_.page.head.cards[0].card.title == "周口牧原养殖场"
        press(room_.window, Qt.Key.Key_Escape)


def test_a_workbook_is_looked_at_corrected_and_entered(desk_of_customers: Room, tmp_path: Path, picture: Grab) -> None:
    """Nothing is written before the button; problem rows go where the person says; the accounts are opened in one go."""
    room_ = desk_of_customers
    show(room_, "import-customers")
    page = room_.page
    assert isinstance(page, ImportPage)
    room_.prompts.answers = [SAMPLES / "customers.xlsx", tmp_path / "problems.xlsx"]
    press(room_.window, Qt.Key.Key_F2)
    room_.settle()
    assert page.plan is not None and Verdicts(page.plan).counts == {
        "all": 120, "enters": 96, "left out": 4, "taken in": 0, "problem": 20, "repeated": 4}
    assert page.model.rowCount() == 20 and "96" in page.go.text() and "20" in page.go.text()
    assert queries.by_code(room_.office, "00001") is None
    picture(room_.window, "import-rows")
    room_.window.resize(800, 520)
    assert page.rows.height() >= 100, "in a small window the page scrolls, its tables do not shrink away"
    page.shown.put(Level.PLAIN)
    page.shown.edited.emit()
    assert page.model.rowCount() == 4
    page.go.click()
    room_.settle()
    assert queries.by_code(room_.office, "00001") is not None and (tmp_path / "problems.xlsx").exists()
    assert page.outcome.opens.isVisible() and not page.go.isVisible()
    page.outcome.opens.click()
    room_.settle()
    row = queries.by_code(room_.office, "00001")
    assert row is not None and row.opening == "approved" and len(room_.asked) == 1 and not page.outcome.opens.isVisible()


def test_a_heading_is_given_another_meaning(desk_of_customers: Room, tmp_path: Path) -> None:
    room_ = desk_of_customers
    show(room_, "import-customers")
    page = room_.page
    room_.prompts.answers = [a_book(tmp_path / "a.xlsx", [["单位", "公司", "电话"], ["袋", "戊公司", "13800000005"]])]
    page.file.click()
    room_.settle()
    assert page.columns.lines is not None
    model = page.columns.lines.model
    lines = {line["heading"]: at for at, line in enumerate(model.lines)}
    assert not page.again.isEnabled()
    model.choose(model.index(lines["公司"], 2), "name")
    model.choose(model.index(lines["单位"], 2), "")
    page.again.click()
    room_.settle()
    assert page.plan is not None and page.plan.accepted[0].item.file.name == "戊公司"


def test_repeated_rows_are_settled_one_by_one_or_all_at_once(desk_of_customers: Room, tmp_path: Path) -> None:
    """Fill, take over, leave out or enter apart; then all of it is taken back where it was made."""
    room_ = desk_of_customers
    show(room_, "import-customers")
    page = room_.page
    heads: list[Any] = ["客户名称", "电话", "地址"]
    rows: list[list[Any]] = [["新公司", "13800000001", None], ["新公司", "13800000001", "东街"],
                             ["另公司", "13800000002", "西街"], ["另公司", "13800000002", None]]
    room_.prompts.answers = [a_book(tmp_path / "a.xlsx", [heads, *rows])]
    page.file.click()
    room_.settle()
    assert page.policy.isVisible() and [verdict.result for verdict in page.model.rows][1::2] == [_("left out")] * 2
    page.policy.put("update")
    page.policy.edited.emit()
    assert [verdict.result for verdict in page.model.rows][1::2] == [_("fills empty fields")] * 2
    page.rows.setCurrentIndex(page.model.index(3, 0))
    assert page.one.fate.isVisible() and page.one.fate.value() == "update"
    page.one.fate.put("apart")
    page.one.fate.edited.emit()
    assert page.rows.currentIndex().row() == 3 and page.fates == {5: "apart"}
    page.go.click()
    room_.settle()
    assert len(queries.find(room_.office, "另公司")) == 2 and len(queries.find(room_.office, "新公司")) == 1
    row = queries.by_name(room_.office, "新公司")
    assert row is not None and row.address == "东街"
    room_.prompts.answers = [True]
    page.outcome.undo.click()
    room_.settle()
    assert queries.find(room_.office, "新公司") == [] and not page.outcome.isVisible()


def test_a_table_is_found_elsewhere_by_hand(desk_of_customers: Room, tmp_path: Path) -> None:
    """The page asks for the column that lacks; another row of headings is read at once."""
    room_ = desk_of_customers
    show(room_, "import-customers")
    page = room_.page
    room_.prompts.answers = [a_book(tmp_path / "a.xlsx", [["电话", "地址"], ["客户甲", "13800000005"], ["客户名称", "电话"], ["戊公司", "139"]])]
    page.file.click()
    room_.settle()
    assert page.place.heading.value() == 3 and page.plan is not None
    page.place.heading.setValue(1)
    page.place.heading.editingFinished.emit()
    room_.settle()
    assert page.plan is None and page.said.text().startswith("■") and page.columns.lines is not None
    model = page.columns.lines.model
    model.choose(model.index(0, 2), "name")
    room_.window.activateWindow()
    press(room_.window, Qt.Key.Key_F5)
    room_.settle()
    assert page.plan is not None and page.plan.rows[0].item.file.name == "客户甲"


def test_an_unreadable_file_is_told_and_nothing_hangs(desk_of_customers: Room, tmp_path: Path) -> None:
    room_ = desk_of_customers
    show(room_, "import-customers")
    (tmp_path / "a.xlsx").write_bytes(b"not a workbook")
    room_.prompts.answers = [tmp_path / "a.xlsx"]
    room_.page.file.click()
    room_.settle()
    assert room_.page.plan is None and room_.page.said.text().startswith("■"), "the page says why"
    assert not room_.page.body.isVisible() and room_.page.file.isEnabled()
