"""Contracts at the desk: quoted, drafted, reviewed, approved, invoiced and paid in few keys; one contract on one board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.contracts import commands, queries
from models.contracts.inputs import EventInput, InstalmentInput, LineInput, QuoteInput
from models.contracts.rules import CLAUSES
from models.core.office import Office
from models.customers import queries as customers
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput
from models.invoices.inputs import LineInput as Sold
from models.invoices.queries import contract_facts
from models.receipts.queries import received_of
from tests.contract_room import Yard, a_yard, approve, granted, thirds
from tests.data.books import a_book
from ui.kit.board import Board
from ui.tabs import CONTRACTS as TAB
from ui.tabs import INVOICES, RECEIPTS
from ui.tabs.contracts.board import contract_board, quote_board
from ui.tabs.import_outcome import gone_words

from .desk_room import Room, room
from .keys import press, write

Grab = Callable[[QWidget, str], None]
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)


@pytest.fixture
def desk_of_contracts(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[tuple[Room, Yard]]:
    """The tab beside invoices and receipts, over a yard."""
    with room(qtbot, dressed, tmp_path, TAB, INVOICES, RECEIPTS) as made:
        yard = a_yard(made.office)
        made.settle()
        yield made, yard


def view(room_: Room, name: str) -> None:
    """Go to a view of the tab."""
    from ui.kit.tab import name_of

    page = room_.tab("contracts")
    page.show_view(next(at for at, each in enumerate(page.spec.views) if name_of(each) == name))
    room_.settle()


def said(board: Board) -> str:
    """Everything a board says."""
    return " ".join([*(f"{fact.label} {fact.text}" for card in board.cards for fact in card.facts),
                     *(f"{row.text} {row.detail} {row.note}" for card in board.cards for row in card.rows)])


def test_a_contract_is_drafted_by_keyboard_with_instalments(desk_of_contracts: tuple[Room, Yard], picture: Grab) -> None:
    room_, yard = desk_of_contracts
    view(room_, "contracts")
    press(room_.window, Qt.Key.Key_F2)
    panel = room_.page.panel
    panel.put({"customer": None})
    write(panel.fields["customer"].widget, "C00001")
    room_.settle()
    press(panel.fields["customer"].widget, ENTER)
    grid = panel.grids["lines"]
    panel.put({"lines": [{"product": None}]})
    panel.focus("lines.0.product")
    write(grid.view.focusWidget(), "F-1204")
    room_.settle()
    press(grid.view.focusWidget(), ENTER)
    write(grid.view.focusWidget(), "100")
    press(grid.view.focusWidget(), ENTER)
    assert panel.values()["total"] is None or panel.values()["lines"][0]["price"] == D("128")
    panel.put({"ends": JANUARY, "instalments": [{"due": DECEMBER, "amount": D(3000), "kind": "deposit"}]})
    assert "9,800.00" in panel.fields["planned"].words.text()
    picture(room_.window, "contract-new")
    room_.give("Save")
    row = queries.contract_numbered(room_.office, "HT20261100001")
    assert row is not None and row.total == D("12800.00") and row.state == "draft" and row.instalments[0].amount == D(3000)
    picture(room_.window, "contract-list")


def test_from_draft_to_approved_with_every_clause_looked_at(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    contract = yard.draft("100", instalments=thirds("12800", DECEMBER, JANUARY))
    view(room_, "contracts")
    room_.pick()
    named: tuple[str, ...] = room_.office.settings[CLAUSES]
    clauses = [{"clause": clause, "words": clause, "ok": at > 0, "note": ""} for at, clause in enumerate(named)]
    room_.prompts.answers = [{"lines": clauses}, {"lines": [{**each, "note": "自提"} for each in clauses]}]
    room_.give("Send to review…")
    assert yard.row(contract).state == "draft" and len(room_.prompts.problems) == 1
    room_.give("Send to review…")
    assert yard.row(contract).state == "review"
    room_.pick()
    room_.give("Approve")
    assert [need.kind for need in room_.asked[0].needs] == ["contract"] and yard.row(contract).state == "approved"
    room_.pick()
    assert room_.can("Write the invoice") and not room_.can("Send to review…")


def test_a_quote_becomes_a_contract_and_an_invoice_in_a_few_keys(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    quote = commands.give_quote(room_.office, QuoteInput(yard.customer, (LineInput(yard.feed, D(20), D(125)),)))
    view(room_, "quotes")
    room_.pick()
    press(room_.page.table, Qt.Key.Key_T, CONTROL)
    room_.settle()
    press(room_.window, Qt.Key.Key_F9)
    room_.settle()
    row = queries.contract_numbered(room_.office, "HT20261100001")
    assert row is not None and row.quote_id == quote.id and row.total == D("2500.00")
    approve(room_.office, row.id)
    view(room_, "contracts")
    room_.pick()
    press(room_.page.table, Qt.Key.Key_I, CONTROL)
    room_.settle()
    values = room_.page.panel.values()
    assert (values["contract"], values["customer"], values["lines"][0]["quantity"], values["lines"][0]["price"]) == (
        row.id, yard.customer, D(20), D(125))
    press(room_.window, Qt.Key.Key_F9)
    room_.settle()
    facts = contract_facts(room_.office, row.id)
    assert facts is not None and [line.left for line in facts.lines.values()] == [D(0)]


def test_a_quote_is_invoiced_at_once(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    quote = commands.give_quote(room_.office, QuoteInput(yard.customer, (LineInput(yard.feed, D(20), D(125)),)))
    view(room_, "quotes")
    room_.pick()
    room_.give("Write the invoice")
    assert room_.page.panel.values()["quote"] == quote.id
    press(room_.window, Qt.Key.Key_F9)
    room_.settle()
    row = queries.quote(room_.office, quote.id)
    assert row is not None and row.state == "invoice"


def test_choosing_a_contract_in_the_invoice_form_brings_its_customer_and_what_is_left(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    contract = yard.approved("100")
    issue_invoice(room_.office, InvoiceInput(yard.customer, (Sold(yard.feed, D(30), D(128)),), contract_id=contract))
    room_.tab("invoices")
    room_.window.fill("invoice", {})
    panel = room_.page.panel
    panel.fields["contract"].show_asked(True)
    write(panel.fields["contract"].widget, "HT2026")
    room_.settle()
    press(panel.fields["contract"].widget, ENTER)
    room_.settle()
    values = panel.values()
    assert (values["customer"], values["lines"][0]["quantity"], values["lines"][0]["name"]) == (yard.customer, D(70), "育肥猪配合饲料")
    panel.put({"lines": [{**values["lines"][0], "product": panel.plain()["lines"][0]["product"], "quantity": D(71)}]})
    assert "71 > 70" in str(panel.grids["lines"].model.marks)


def test_money_is_taken_for_an_instalment(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    contract = yard.approved("100", instalments=(InstalmentInput(DECEMBER, D(3000), "deposit"),))
    view(room_, "instalments")
    room_.pick()
    press(room_.page.table, Qt.Key.Key_R, CONTROL)
    room_.settle()
    press(room_.window, Qt.Key.Key_F9)
    room_.settle()
    assert received_of(room_.office, contract) == D(3000)
    view(room_, "instalments")
    assert not room_.can("Receive money")


def test_a_supplement_is_typed_beside_what_was_agreed(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    contract = yard.approved("100", instalments=thirds("12800", DECEMBER, JANUARY))
    first, parts = yard.row(contract).lines[0], yard.row(contract).instalments
    view(room_, "contracts")
    room_.pick()
    line = {"changes": first.id, "product": None, "name": "", "unit": "袋", "price": D(128), "quantity": D(-101)}
    less = {"changes": parts[1].id, "due": JANUARY, "kind": "balance", "title": "", "amount": D(-5120)}
    answer = {"text": "减订", "instalments": [{"changes": parts[0].id, "due": DECEMBER, "amount": None}, less], "lines": [line]}
    room_.prompts.answers = [answer, {**answer, "lines": [{**line, "quantity": D(-40)}]}]
    room_.give("Supplement…")
    assert room_.prompts.problems and yard.row(contract).total == D("12800.00")
    room_.give("Supplement…")
    assert yard.row(contract).total == D("7680.00") and [one.amount for one in yard.row(contract).instalments] == [D(6400), D(1280)]


def test_service_is_noted_attachments_are_kept_and_events_written_down(desk_of_contracts: tuple[Room, Yard], tmp_path: Path) -> None:
    room_, yard = desk_of_contracts
    maid = LineInput(None, D(26), D(400), "天", "月嫂服务", "6")
    contract = yard.draft(kind="service", lines=(maid,), placed="刘桂芳", starts=DECEMBER, ends=date(2026, 12, 26))
    approve(room_.office, contract)
    scan = tmp_path / "身份证.jpg"
    scan.write_bytes(b"jpg")
    view(room_, "contracts")
    room_.pick()
    room_.prompts.answers = [{"lines": [{"line": 1, "quantity": D(3)}], "text": "", "date": None}, {"kind": "note", "text": "客户满意"}, scan]
    room_.give("Service performed…")
    room_.give("What happened…")
    room_.give("Attach a file…")
    words = said(contract_board(room_.office, contract))
    for each in ("刘桂芳", "1,200.00", "12%", "客户满意", "身份证.jpg", "待交 23 天"):
        assert each in words, each


def test_the_board_of_a_contract_says_what_became_of_it(desk_of_contracts: tuple[Room, Yard], picture: Grab) -> None:
    room_, yard = desk_of_contracts
    contract = yard.approved("100", instalments=thirds("12800", DECEMBER, JANUARY), ends=date(2026, 12, 10), deliver_by=DECEMBER)
    x = InvoiceInput(yard.customer, (Sold(yard.feed, D(101), D(128)),), contract_id=contract)
    done = granted(room_.office, lambda: issue_invoice(room_.office, x))
    commands.note_event(room_.office, EventInput(contract, "breach theirs", "首付迟延"))
    words = said(contract_board(room_.office, contract))
    for each in ("待交 100 袋，待开票 -1 袋", "12,928.00", "101%", done.number, "对方违约", "首付迟延", "还剩 17 天", "定金", "张经理", "违约责任"):
        assert each in words, each
    view(room_, "contracts")
    room_.pick()
    picture(room_.window, "contract-board")
    for name in ("fulfilment", "instalments", "fulfilment_lines", "fulfilment_by_month", "contract_lines", "contract_templates"):
        view(room_, name)
        picture(room_.window, f"contract-{name}")


def test_contracts_brought_in_and_taken_back_are_said_to_end(desk_of_contracts: tuple[Room, Yard], tmp_path: Path) -> None:
    """Their numbers stay used, so the page does not say that nothing is left."""
    room_, yard = desk_of_contracts
    view(room_, "import-contracts")
    page, name = room_.page, customers.card(room_.office, yard.customer).name
    room_.prompts.answers = [a_book(tmp_path / "a.xlsx", [["合同编号", "客户名称", "签订日期", "合同金额"], ["旧-1", name, "2026-01-05", 12000]])]
    page.file.click()
    room_.settle()
    page.go.click()
    room_.settle()
    room_.prompts.answers = [True]
    page.outcome.undo.click()
    room_.settle()
    assert page.said.text() == gone_words("contracts") != gone_words("customers")
    assert [row[-1] for row in queries.contracts_of(room_.office, yard.customer)] == ["ended"]


def test_a_quotes_board_shows_its_other_versions(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, yard = desk_of_contracts
    first = commands.give_quote(room_.office, QuoteInput(yard.customer, (LineInput(yard.feed, D(20), D(125)),), terms="款到发货"))
    view(room_, "quotes")
    room_.pick()
    press(room_.page.table, Qt.Key.Key_F4)
    room_.settle()
    press(room_.window, Qt.Key.Key_F9)
    room_.settle()
    words = said(quote_board(room_.office, first.id))
    assert "BJ20261100001-2" in words and "已被取代" in words and "款到发货" in words


def test_the_office_says_which_clauses_it_looks_at(desk_of_contracts: tuple[Room, Yard]) -> None:
    room_, _yard = desk_of_contracts
    view(room_, "contract_templates")
    room_.prompts.answers = [{"clauses": "价格\n\n交货 \n价格"}]
    room_.give("Clauses to look at…")
    assert room_.office.settings[CLAUSES] == ("价格", "交货")


def test_a_wording_is_filed_and_taken_for_a_contract(desk_of_contracts: tuple[Room, Yard], office: Office) -> None:
    room_, yard = desk_of_contracts
    view(room_, "contract_templates")
    press(room_.window, Qt.Key.Key_F2)
    panel = room_.page.panel
    panel.put({"name": "饲料供货", "kind": "goods", "text": "甲方【客户】购料"})
    room_.give("Save")
    assert queries.templates(room_.office, "goods")[0][1] == "饲料供货"
    room_.window.fill("contract-new", {})
    panel = room_.page.panel
    write(panel.fields["customer"].widget, "C00001")
    room_.settle()
    press(panel.fields["customer"].widget, ENTER)
    box = panel.fields["template"].widget
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert panel.values()["text"] == "甲方河南双汇饲料有限公司购料"
