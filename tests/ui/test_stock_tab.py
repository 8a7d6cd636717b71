"""Goods at the desk: taken in by keyboard, asked for, promised, handed out, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.deliveries.queries import open_differences
from models.liabilities.queries import open_cases
from models.stock import queries as stock
from models.stock.commands import answer as answer_keeper
from models.stock.commands import ask_keeper
from models.stock.inputs import AnswerInput, CheckInput
from tests.factories import KEEPER, MONDAY, a_customer, a_product, a_warehouse, later, person_id, stocked
from tests.shop import approved_issue
from ui.kit.form_page import FormPage
from ui.kit.list_page import ListPage
from ui.tabs import INVOICES, STOCK
from ui.tabs.invoices import parts
from ui.tabs.stock.asking import kept_until
from ui.tabs.stock.places import ONE_PLACE
from ui.tabs.stock.trips import FROM_CHECK

from .desk_room import Room, room
from .hands import Hands

Grab = Callable[[QWidget, str], None]
F2, F4, F6, F8, F9 = Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9


class Store:
    """A warehouse with feed on its shelf, a customer, hands on the keyboard."""

    def __init__(self, made: Room) -> None:
        self.room, self.office, self.hands = made, made.office, Hands(made.window)
        self.place = a_warehouse(made.office)
        self.feed = a_product(made.office)
        self.vaccine = a_product(made.office, "V-1", "猪瘟疫苗", price="30.00", asks_batch=True, asks_expiry=True)
        stocked(made.office, self.place, self.feed, "100")
        self.customer = a_customer(made.office)
        made.window.resize(1280, 720)

    def view(self, name: str) -> None:
        """One view of the tab."""
        page = self.room.tab("stock")
        place = page.place_of(name)
        assert place is not None, name
        page.show_view(place)
        self.room.settle()
        self.room.window.activateWindow()
        self.room.qtbot.waitUntil(self.room.window.isActiveWindow)

    def on_hand(self, product: int) -> Decimal:
        return stock.standings(self.office, self.place, [product])[product].on_hand

    def said(self) -> str:
        return self.room.window.status.message.text()

    def sold(self, quantity: str) -> int:
        from models.invoices.inputs import InvoiceInput, LineInput

        return approved_issue(self.office, InvoiceInput(self.customer, (LineInput(self.feed, Decimal(quantity)),))).id


@pytest.fixture
def store(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Store]:
    """The stock tab of a small store."""
    with room(qtbot, dressed, tmp_path, STOCK, INVOICES) as made:
        yield Store(made)


def test_goods_are_taken_in_by_keyboard_alone(store: Store, picture: Grab) -> None:
    store.view("stock")
    store.hands.key(F2)
    page = store.room.page
    assert isinstance(page, FormPage)
    store.hands.enter().enter("正大")
    store.hands.enter("F-1204").enter("40")                                     # the last cost stands there and is passed by
    store.hands.enter("V-1").enter("10").enter("25.5").enter("B7").enter("2027-11-01")
    picture(store.room.window, "goods-in")
    assert page.values()["total"] == Decimal("3855.00")
    store.hands.key(F9)
    store.room.settle()
    assert (store.on_hand(store.feed), store.on_hand(store.vaccine)) == (Decimal(140), Decimal(10))
    assert page.values()["lines"] == []


def test_a_missing_batch_is_named_at_its_line(store: Store) -> None:
    store.view("goods_in")
    page = store.room.page
    assert isinstance(page, FormPage)
    store.hands.enter().enter().enter("V-1").enter("10").enter("25")
    store.hands.key(F9)
    assert {"0.batch", "0.expiry"} <= set(page.panel.grids["lines"].model.marks)
    assert store.on_hand(store.vaccine) == 0


def test_a_row_shows_for_whom_goods_are_kept(store: Store, picture: Grab) -> None:
    store.sold("30")
    store.view("stock")
    page = store.room.pick(0)
    assert page.detail is not None
    kept = next(card for card in page.detail.cards if card.card.count == 1)
    assert (kept.card.rows[0].text, kept.card.rows[0].note) == ("河南双汇饲料有限公司", "30 袋")
    picture(store.room.window, "stock")


def test_the_keeper_is_asked_and_an_answer_unlike_the_books_opens_a_count(store: Store, picture: Grab) -> None:
    store.view("stock")
    store.room.pick(0)
    store.room.prompts.answers = [{"product": store.feed, "customer": store.customer, "quantity": Decimal(20)}]
    store.hands.key(F8)
    store.room.settle()
    asked = stock.unanswered(store.office)
    assert [(each.product_id, each.customer_id, each.quantity) for each in asked] == [(store.feed, store.customer, Decimal(20))]
    store.view("checks")
    picture(store.room.window, "checks")
    store.room.pick(0)
    store.room.prompts.answers = [{"quantity": Decimal(90)}]
    store.hands.key(F9)
    store.room.settle()
    assert "PD202611" in store.said()
    assert [(each.customer_id, each.quantity) for each in stock.live_promises(store.office)] == [(store.customer, Decimal(20))]
    assert len(stock.open_counts(store.office)) == 1


def test_in_the_evening_goods_are_kept_until_the_end_of_the_next_day(store: Store) -> None:
    assert kept_until(store.office) == MONDAY
    later(store.office, hours=8, minutes=30)
    assert kept_until(store.office) == MONDAY + timedelta(days=1)


def test_a_time_that_is_none_is_said(store: Store) -> None:
    store.view("stock")
    store.room.pick(0)
    store.room.prompts.answers = [{"customer": store.customer, "quantity": Decimal(5), "until_time": "half past"}]
    store.hands.key(F6)
    assert store.room.prompts.problems == ["请输入时刻，如 17:30"]


def test_goods_are_handed_out_where_invoice_and_goods_differ(store: Store, picture: Grab) -> None:
    invoice = store.sold("30")
    store.view("differences")
    store.room.pick(0)
    picture(store.room.window, "differences")
    lines = parts.fill_pick_up(store.office, invoice)["lines"]
    store.room.prompts.answers = [{"lines": [{**lines[0], "quantity": Decimal(12)}], "vehicle": "豫P·A1"}]
    store.hands.key(F6)
    store.room.settle()
    assert [each.quantity for each in open_differences(store.office)] == [Decimal(18)]
    store.room.pick(0)
    store.room.prompts.answers = [{"reason": "客户下周来拉"}]
    store.hands.key(F8)
    store.room.settle()
    assert open_differences(store.office) == []


def test_a_stocktake_from_sheet_to_books(store: Store, picture: Grab) -> None:
    store.view("counts")
    store.hands.key(F2)
    store.hands.enter().enter().enter().key(F9)
    store.room.settle()
    page = store.room.page
    assert isinstance(page, ListPage) and page.model.rowCount() == 1, "the list stands there, the cursor on the new sheet"
    store.hands.key(F4)
    store.hands.enter("97").enter("破包")
    form = store.room.page
    assert isinstance(form, FormPage)
    picture(store.room.window, "counted")
    assert form.values()["lines"][0]["difference"] == Decimal(-3)
    store.hands.key(F9)
    store.room.settle()
    store.room.pick(0)
    picture(store.room.window, "counts")
    store.room.prompts.answers = [True]
    store.hands.key(F6)
    store.room.settle()
    assert store.on_hand(store.feed) == Decimal(97)
    assert [need.kind for need in store.room.asked[-1].needs] == ["stock adjustment"]


def test_the_cursor_passes_reasons_that_nobody_asks_for(store: Store) -> None:
    store.view("counts")
    store.hands.key(F2)
    store.hands.enter().enter().enter().key(F9)
    store.room.settle()
    store.hands.key(F4)
    store.hands.enter("100")
    page = store.room.page
    assert isinstance(page, FormPage)
    assert page.panel.grids["lines"].view.isColumnHidden(6), "no difference, no reason"


def test_a_failed_trip_is_charged(store: Store, picture: Grab) -> None:
    store.view("failed_trips")
    store.hands.key(F2)
    store.hands.enter("hnsh").enter("豫P·A1").enter("没有货").enter("260")
    picture(store.room.window, "failed-trip")
    store.hands.key(Qt.Key.Key_Down).key(F9)
    store.room.settle()
    rows = store.office.database.execute_sql("SELECT rule, amount FROM liability_case").fetchall()
    assert rows == [("empty truck", 26000)]


def test_a_trip_that_failed_after_a_question_leads_to_who_answers_for_it(store: Store, picture: Grab) -> None:
    """Duty 27: from the stock check, with the customer and the question filled in; the person is named later."""
    check = ask_keeper(store.office, CheckInput(store.feed, store.place, a_customer(store.office, "淮阳某店"), Decimal(20), KEEPER, "")).id
    answer_keeper(store.office, AnswerInput(check, Decimal(20)))
    store.view("checks")
    store.room.pick(0)
    shown = FROM_CHECK.fills(store.office, check) if FROM_CHECK.fills is not None else {}
    assert (shown["customer"].title, shown["check"], shown["at_fault"]) == ("淮阳某店", check, person_id(store.office, KEEPER))
    store.room.prompts.answers = [{"customer": shown["customer"].id, "reason": "库里没有", "freight": Decimal("180.00"), "at_fault": None}]
    store.hands.key(F8)
    store.room.settle()
    store.view("failed_trips")
    store.room.pick(0)
    picture(store.room.window, "failed-trips")
    store.room.prompts.answers = [{"at_fault": person_id(store.office, KEEPER)}]
    store.room.give("Who answers for it…")
    case, = open_cases(store.office)
    assert (case.rule, case.amount, case.person) == ("empty truck", Decimal("180.00"), KEEPER) and case.text == "淮阳某店: 库里没有"
    assert not store.room.can("Who answers for it…"), "once a trip"


def test_a_warehouse_is_added_and_changed(store: Store) -> None:
    store.view("warehouses")
    store.hands.key(F2)
    store.hands.enter("W2").enter("二号库").key(F9)
    store.room.settle()
    assert [row.name for row in stock.warehouses(store.office)] == ["二号库", "一号库"]
    store.room.pick(0)
    store.hands.key(F4)
    page = store.room.page
    assert isinstance(page, FormPage) and page.values()["name"] == "二号库"


def test_every_view_stands_in_an_office_without_goods(qtbot: QtBot, dressed: QApplication, tmp_path: Path, picture: Grab) -> None:
    with room(qtbot, dressed, tmp_path, STOCK) as made:
        page = made.tab("stock")
        for place in range(page.bar.count()):
            page.show_view(place)
            made.settle()
        page.show_view(0)
        picture(made.window, "stock-empty")


def test_a_row_of_the_list_is_a_product_in_a_place(store: Store) -> None:
    store.view("stock")
    page = store.room.pick(0)
    assert list(page.model.keys) == [store.feed * ONE_PLACE + store.place]
