"""Money at the desk: what it settles is suggested and may be changed, refunds and the drawer, accounts and what is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.receipts.commands import set_opening_cash
from models.receipts.inputs import OpeningCashInput
from models.receivables import queries as ledger
from models.receivables.commands import set_opening_receivable
from models.receivables.inputs import OpeningInput
from ui.kit.form_page import FormPage
from ui.kit.specs import Level
from ui.tabs.receipts.account import account_board, receipt_board

from .trade import Shop, a_shop

Grab = Callable[[QWidget, str], None]
F9 = Qt.Key.Key_F9


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop whose customer owes 2,000.00 from before and 967.00 of today."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        set_opening_receivable(made.office, OpeningInput(made.customer, Decimal(2000), date(2026, 9, 1), date(2026, 10, 1)))
        set_opening_cash(made.office, OpeningCashInput(Decimal(500), date(2026, 11, 1)))
        made.sold((0, "10"), (3, "4"))
        yield made


def accounts(shop: Shop) -> None:
    """The list of what customers owe."""
    tab = shop.room.tab("receipts")
    place = tab.place_of("receivables")
    assert place is not None
    tab.show_view(place)


def _settles(page: FormPage) -> list[Decimal | None]:
    return [line["amount"] for line in page.panel.values()["allocate"]]


def test_money_settles_the_oldest_due_with_each_key(shop: Shop, picture: Grab) -> None:
    page = shop.form("receipts")
    shop.hands.count = 0
    shop.hands.enter("hnsh")
    assert shop.room.window.focusWidget() is page.panel.fields["amount"].widget
    shop.hands.type("2500")
    assert _settles(page) == [Decimal(2000), Decimal(500)]
    assert page.panel.fields["owed_after"].widget.text() == "467.00"  # type: ignore[attr-defined]  # a label
    picture(shop.room.window, "receipt-form")
    shop.hands.key(F9)
    shop.room.settle()
    assert shop.hands.count == 10
    assert ledger.balance(shop.office, shop.customer) == Decimal("467.00")
    assert page.panel.values()["customer"] is None, "ready for the next one"


def test_a_line_changed_by_hand_stays_and_opening_debts_may_be_left_out(shop: Shop) -> None:
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("600")
    grid = page.panel.grids["allocate"]
    last = len(grid.spec.columns) - 1
    grid.model.setData(grid.model.index(0, last), "")
    grid.model.setData(grid.model.index(1, last), "600")
    page.panel.fields["amount"].widget.setFocus()
    page.panel.fields["amount"].widget.selectAll()  # type: ignore[attr-defined]  # a line edit
    shop.hands.type("700")
    assert _settles(page) == [None, Decimal(600)]
    assert page.panel.fields["advance"].widget.text() == "100.00"  # type: ignore[attr-defined]  # a label
    shop.hands.key(F9)
    shop.room.settle()
    assert [str(item.open) for item in ledger.open_debts(shop.office, shop.customer)] == ["2000.00", "367.00"]
    assert [str(item.open) for item in ledger.open_credits(shop.office, shop.customer)] == ["100.00"]


def test_too_much_on_a_line_is_said_at_the_line(shop: Shop, picture: Grab) -> None:
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("3000")
    grid = page.panel.grids["allocate"]
    grid.model.setData(grid.model.index(0, len(grid.spec.columns) - 1), "2500")
    assert "未清只有 2,000.00" in grid.words[Level.LOOK].text()
    shop.hands.key(F9)
    assert "0.amount" in grid.model.marks and grid.words[Level.BLOCK].isVisible()
    picture(shop.room.window, "receipt-problems")
    assert shop.rows("SELECT COUNT(*) FROM receipt WHERE kind = 'receipt'") == [(0,)]


def test_an_acceptance_asks_for_its_day_and_reference(shop: Shop) -> None:
    page = shop.form("receipts")
    page.panel.put({"method": "acceptance"})
    assert not page.panel.fields["due"].isHidden() and not page.panel.fields["reference"].isHidden()
    page.panel.put({"method": "cash"})
    assert page.panel.fields["due"].isHidden() and page.panel.fields["reference"].isHidden()


def test_a_receipt_is_countered_from_the_list(shop: Shop, picture: Grab) -> None:
    shop.form("receipts")
    shop.hands.enter("hnsh").type("100").key(F9)
    shop.room.settle()
    shop.room.tab("receipts").show_view(0)
    shop.room.settle()
    page = shop.room.pick(0)
    board = receipt_board(shop.office, page.model.keys[0])
    assert [row.note for row in board.cards[0].rows] == ["100.00"]
    picture(shop.room.window, "receipt-list")
    shop.room.prompts.answers.append({"reason": "打错客户"})
    shop.room.give("Counter-entry")
    assert ledger.balance(shop.office, shop.customer) == Decimal("2967.00")
    assert not any(shop.room.page.model.values(row)["state"] == "received" for row in range(2))


def test_the_drawer_is_banked_and_spent(shop: Shop) -> None:
    shop.room.tab("receipts")
    shop.room.settle()
    shop.room.prompts.answers += [{"amount": Decimal(200), "reference": "工行"}, {"amount": Decimal(30), "purpose": "买打印纸"}]
    shop.room.give("Bank deposit")
    shop.room.give("Petty payment")
    assert shop.rows("SELECT balance FROM cash_day ORDER BY date DESC LIMIT 1") == [(27000,)]
    shop.room.prompts.answers.append({"amount": Decimal(9000), "purpose": "太多"})
    shop.room.give("Petty payment")
    assert "270.00" in shop.room.prompts.problems[-1]


def test_an_advance_is_refunded(shop: Shop) -> None:
    shop.form("receipts")
    shop.hands.enter("zkn").type("300").key(F9)
    shop.room.settle()
    shop.room.tab("receipts").show_view(0)
    shop.room.settle()
    shop.room.prompts.answers.append({"customer": shop.other, "amount": Decimal(120), "method": "cash"})
    shop.room.give("Refund")
    assert ledger.balance(shop.office, shop.other) == Decimal("-180.00")


def test_an_account_shows_what_is_open_and_leads_to_a_receipt(shop: Shop, picture: Grab) -> None:
    board = account_board(shop.office, shop.customer)
    assert [row.note for row in board.cards[0].rows] == ["2,000.00", "967.00"] and board.cards[0].rows[0].level is Level.BLOCK
    accounts(shop)
    shop.room.settle()
    page = shop.room.page
    place = list(page.model.keys).index(shop.customer)
    shop.room.pick(place)
    picture(shop.room.window, "receivables")
    shop.room.give("Receive money")
    assert shop.room.page.panel.values()["customer"] == shop.customer and len(_settles(shop.room.page)) == 2


def test_a_debt_is_written_off_with_a_managers_approval_and_stands_again(shop: Shop) -> None:
    accounts(shop)
    shop.room.settle()
    page = shop.room.page
    shop.room.pick(list(page.model.keys).index(shop.customer))
    debt = ledger.open_debts(shop.office, shop.customer)[0].entry_id
    shop.room.prompts.answers.append({"debt": debt, "reason": "倒闭"})
    shop.room.give("Write off")
    assert shop.room.asked and ledger.balance(shop.office, shop.customer) == Decimal("967.00")


def test_an_advance_is_set_against_a_debt(shop: Shop) -> None:
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("100")
    grid = page.panel.grids["allocate"]
    grid.model.setData(grid.model.index(0, len(grid.spec.columns) - 1), "")
    shop.hands.key(F9)
    shop.room.settle()
    assert [str(item.open) for item in ledger.open_credits(shop.office, shop.customer)] == ["100.00"]
    accounts(shop)
    shop.room.settle()
    shop.room.pick(list(shop.room.page.model.keys).index(shop.customer))
    credit, debt = ledger.open_credits(shop.office, shop.customer)[0], ledger.open_debts(shop.office, shop.customer)[0]
    shop.room.prompts.answers.append({"credit": credit.entry_id, "debt": debt.entry_id})
    shop.room.give("Use an advance")
    assert not ledger.open_credits(shop.office, shop.customer)


def test_every_list_of_money_is_read(shop: Shop) -> None:
    tab = shop.room.tab("receipts")
    for place in range(len(tab.spec.views)):
        tab.show_view(place)
        shop.room.settle()
    assert shop.room.prompts.asked == []
