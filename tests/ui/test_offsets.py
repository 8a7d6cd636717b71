"""Offset papers and acceptances at the desk: filed, taken against, too much said before it is asked, refused by the bank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.receivables import queries as ledger
from models.receivables.commands import set_opening_receivable
from models.receivables.inputs import OpeningInput

from .trade import Shop, a_shop

Grab = Callable[[QWidget, str], None]
F9 = Qt.Key.Key_F9


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop whose customer owes 2,000.00."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        set_opening_receivable(made.office, OpeningInput(made.customer, Decimal(2000), date(2026, 9, 1), date(2026, 10, 1)))
        yield made


def view(shop: Shop, name: str) -> None:
    """A view of the money tab."""
    tab = shop.room.tab("receipts")
    place = tab.place_of(name)
    assert place is not None
    tab.show_view(place)
    shop.room.settle()


def filed(shop: Shop, amount: str, number: str = "贸顶118") -> None:
    """A paper of the trade department."""
    view(shop, "offset_papers")
    day = shop.office.clock.today()
    shop.room.prompts.answers.append({"number": number, "customer": shop.customer, "amount": Decimal(amount), "starts": day, "ends": day})
    shop.room.give("File an offset paper…")


def test_an_offset_names_its_paper_and_too_much_is_said_while_typing(shop: Shop, picture: Grab) -> None:
    filed(shop, "800")
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("900")
    page.panel.put({"method": "offset"})
    words = page.panel.fields["offset"].words.text()
    assert "剩余 800.00" in words and "超出 100.00" in words
    picture(shop.room.window, "offset-beyond")
    shop.hands.key(F9)
    shop.room.settle()
    assert [need.kind for asked in shop.room.asked for need in asked.needs] == ["offset quota"]
    assert ledger.balance(shop.office, shop.customer) == 1100
    view(shop, "offset_papers")
    assert shop.room.pick(0).model.values(0)["state"] == "beyond"
    picture(shop.room.window, "offset-papers")


def test_a_customer_without_a_paper_is_told_at_once(shop: Shop) -> None:
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("100")
    page.panel.put({"method": "offset"})
    assert "没有可用的顶账单" in page.panel.fields["offset"].words.text()
    shop.hands.key(F9)
    shop.room.settle()
    assert shop.rows("SELECT COUNT(*) FROM receipt") == [(0,)]


def test_an_acceptance_the_bank_refuses_is_owed_again(shop: Shop, picture: Grab) -> None:
    page = shop.form("receipts")
    shop.hands.enter("hnsh").type("500")
    page.panel.put({"method": "acceptance", "due": date(2026, 12, 31), "bank": "工行", "reference": "1305 0001"})
    shop.hands.key(F9)
    shop.room.settle()
    view(shop, "acceptances")
    shop.room.pick(0)
    picture(shop.room.window, "acceptances")
    shop.room.prompts.answers.append({"reason": "拒付"})
    shop.room.give("The bank refuses it")
    assert ledger.balance(shop.office, shop.customer) == 2000
    assert [shop.room.page.model.values(row)["state"] for row in range(1)] == ["reversed"]
