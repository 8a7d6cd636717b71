"""Reports at the desk: sales that follow the filter, doors into the papers, approvals, liabilities, tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.listing import Filter
from models.customers.commands import ask_opening
from models.invoices.inputs import InvoiceInput, LineInput
from models.liabilities.queries import open_cases
from models.people.commands import ask_approval
from models.tasks.queries import due_tasks
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, a_customer, a_product, a_warehouse, later, person_id, stocked
from tests.shop import approved_issue
from ui.kit.list_page import ListPage
from ui.tabs import CUSTOMERS, INVOICES, REPORTS

from .desk_room import Room, room
from .hands import Hands

Grab = Callable[[QWidget, str], None]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Office:
    """Two customers who bought on two days; hands on the keyboard."""

    def __init__(self, made: Room) -> None:
        self.room, self.office, self.hands = made, made.office, Hands(made.window)
        place, feed = a_warehouse(made.office), a_product(made.office)
        stocked(made.office, place, feed, "900")
        self.customers = [a_customer(made.office), a_customer(made.office, "喆堃农牧", territory="商丘")]
        for at, quantity in ((0, "10"), (1, "30")):
            line = LineInput(feed, Decimal(quantity))
            approved_issue(made.office, InvoiceInput(self.customers[at], (line,), salesperson_id=person_id(made.office, SELLER)))
            later(made.office, days=1)
        made.window.resize(1280, 720)

    def view(self, name: str) -> ListPage:
        page = self.room.tab("reports")
        place = page.place_of(name)
        assert place is not None, name
        page.show_view(place)
        self.room.settle()
        self.room.window.activateWindow()
        self.room.qtbot.waitUntil(self.room.window.isActiveWindow)
        page.page.setFocus()
        assert isinstance(page.page, ListPage)
        return page.page


@pytest.fixture
def office_(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Office]:
    """The reports tab beside customers and invoices."""
    with room(qtbot, dressed, tmp_path, REPORTS, CUSTOMERS, INVOICES) as made:
        yield Office(made)


def _chart(page: ListPage) -> list[tuple[str, Decimal]]:
    assert page.detail is not None
    chart = page.detail.cards[0].card.chart
    return [] if chart is None else list(zip(chart.labels, chart.values, strict=True))


def test_the_chart_follows_the_filter(office_: Office, picture: Grab) -> None:
    page = office_.view("sales_by_customer")
    assert _chart(page) == [("喆堃农牧", Decimal("3840.00")), ("河南双汇饲料有限公司", Decimal("1280.00"))]
    picture(office_.room.window, "sales-by-customer")
    page.show_filter(Filter(start=MONDAY, end=MONDAY))
    office_.room.settle()
    assert _chart(page) == [("河南双汇饲料有限公司", Decimal("1280.00"))]


def test_a_day_leads_to_its_invoices_and_a_customer_to_its_file(office_: Office, picture: Grab) -> None:
    page = office_.view("sales_by_day")
    assert [value for _day, value in _chart(page)] == [Decimal("1280.00"), Decimal("3840.00")]
    picture(office_.room.window, "sales-by-day")
    office_.room.pick(1)
    office_.hands.key(KEY.Key_Return)
    office_.room.settle()
    invoices = office_.room.page
    assert isinstance(invoices, ListPage) and invoices.bar.filter().start == MONDAY and invoices.model.rowCount() == 1
    office_.view("sales_by_customer")
    office_.room.pick(0)
    office_.hands.key(KEY.Key_Return)
    office_.room.settle()
    assert office_.room.window._shown == "customers"


def test_a_salesperson_leads_to_what_was_sold_by_her(office_: Office) -> None:
    office_.view("sales_by_salesperson")
    office_.room.pick(0)
    office_.hands.key(KEY.Key_Return)
    office_.room.settle()
    page = office_.room.page
    assert isinstance(page, ListPage) and page.view.listing.name == "sales_by_customer"
    assert dict(page.bar.filter().facets) == {"salesperson": person_id(office_.office, SELLER)}


def test_a_granted_opening_is_carried_out_at_once(office_: Office, picture: Grab) -> None:
    from models.core.errors import ApprovalNeeded
    from models.customers.commands import open_customer

    new = a_customer(office_.office, "新客户", opened=False)
    ask_opening(office_.office, new)
    with pytest.raises(ApprovalNeeded) as needed:
        open_customer(office_.office, new)
    ask_approval(office_.office, needed.value)
    page = office_.view("approvals")
    assert page.bar.filter().state == "asked" and page.model.rowCount() == 1
    office_.room.pick(0)
    picture(office_.room.window, "approvals")
    office_.room.prompts.answers = [{"manager": MANAGER, "reason": ""}]
    office_.hands.key(KEY.Key_F10)
    office_.room.settle()
    row = office_.office.database.execute_sql("SELECT opening FROM customer WHERE id = ?", (new,)).fetchone()
    assert row == ("approved",)
    assert office_.office.actor is not None and office_.office.actor.name == CLERK


def test_a_refused_opening_ends_with_its_reason(office_: Office) -> None:
    """Duty 20: the account is refused with the request, never without a reason."""
    new = a_customer(office_.office, "新客户", opened=False)
    ask_opening(office_.office, new)
    office_.view("approvals")
    office_.room.pick(0)
    office_.room.prompts.answers = [{"manager": MANAGER, "reason": ""}, {"manager": MANAGER, "reason": "资信不足"}]
    office_.hands.key(KEY.Key_D, CTRL)
    assert office_.room.prompts.problems
    office_.hands.key(KEY.Key_D, CTRL)
    office_.room.settle()
    row = office_.office.database.execute_sql("SELECT c.opening, d.granted, d.reason FROM customer c, approval_decision d WHERE c.id = ? "
                                              "ORDER BY d.approval_id DESC", (new,)).fetchone()
    assert row == ("refused", 0, "资信不足")


def test_a_clerk_cannot_grant_what_she_asked_for(office_: Office) -> None:
    from models.core.errors import ApprovalNeeded
    from models.customers.commands import open_customer

    new = a_customer(office_.office, "新客户", opened=False)
    ask_opening(office_.office, new)
    with pytest.raises(ApprovalNeeded) as needed:
        open_customer(office_.office, new)
    ask_approval(office_.office, needed.value)
    office_.view("approvals")
    office_.room.pick(0)
    office_.room.prompts.answers = [{"manager": CLERK, "reason": ""}]
    office_.hands.key(KEY.Key_F10)
    assert office_.room.prompts.problems, "refused in words"


def test_a_liability_is_filed_and_settled(office_: Office, picture: Grab) -> None:
    office_.view("liabilities")
    office_.hands.key(KEY.Key_F2)
    office_.room.settle()
    page = office_.room.window.pages["reports"].page
    office_.hands.key(KEY.Key_Down).key(KEY.Key_Return).enter()
    office_.hands.enter("50").type("未批先开户").key(KEY.Key_F9)
    picture(office_.room.window, "liability")
    assert page is not None
    office_.room.settle()
    assert [(case.rule, case.amount) for case in open_cases(office_.office)] == [("unapproved opening", Decimal("50.00"))]
    office_.room.pick(0)
    office_.room.prompts.answers = [{"outcome": "paid", "reason": ""}]
    office_.hands.key(KEY.Key_F6)
    office_.room.settle()
    assert open_cases(office_.office) == []


def test_a_task_is_written_changed_and_done(office_: Office, picture: Grab) -> None:
    office_.view("tasks")
    office_.hands.key(KEY.Key_F2).enter("寄样品").enter("+1").key(KEY.Key_F9)
    office_.room.settle()
    office_.room.pick(0)
    office_.hands.key(KEY.Key_F4).enter("（两份）").key(KEY.Key_F9)
    office_.room.settle()
    day = office_.office.clock.today()
    assert [row.title for row in due_tasks(office_.office, day.replace(month=12))] != []
    office_.room.pick(0)
    picture(office_.room.window, "tasks")
    office_.hands.key(KEY.Key_F8)
    office_.room.settle()
    assert due_tasks(office_.office, day.replace(month=12, day=31)) == []


def test_every_view_stands_in_an_empty_office(qtbot: QtBot, dressed: QApplication, tmp_path: Path, picture: Grab) -> None:
    with room(qtbot, dressed, tmp_path, REPORTS) as made:
        page = made.tab("reports")
        for place in range(page.bar.count()):
            page.show_view(place)
            made.settle()
        page.show_view(0)
        made.settle()
        picture(made.window, "reports-empty")
