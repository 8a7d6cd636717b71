"""The drawer is counted from shift to close; what is short is owed by a person; days open again with one approval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from models.closing import queries
from models.closing.commands import close_day, hand_over_shift, reopen_days
from models.closing.inputs import CloseInput, Pieces, ShiftInput
from models.core.errors import ApprovalNeeded
from models.core.office import Office
from models.days.queries import closed_through
from models.liabilities.queries import cases_of
from models.receipts.commands import bank_deposit, take_receipt
from models.receipts.inputs import DepositInput
from models.receipts.queries import cash_book
from models.street import faults
from tests.closed import TUESDAY, WEDNESDAY, figures, receipt, refused, reopened, with_a_drawer
from tests.factories import CLERK, MANAGER, MONDAY, SELLER, later, person_id
from tests.shop import Shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop ready to sell, with 200 in the drawer."""
    return with_a_drawer(office)


def test_what_is_short_is_owed_by_a_person_and_the_next_day_opens_with_what_was_counted(shop: Shop) -> None:
    """Duty 25: 200 expected, 120 there and a counterfeit hundred."""
    pieces = (Pieces(10000, 1, 1), Pieces(1000, 2))
    done = close_day(shop.office, CloseInput(MONDAY, pieces=pieces, at_fault_id=person_id(shop.office, SELLER)))
    cases = cases_of(shop.office, "closing", done.id)
    assert [(case.person, case.rule, case.amount, case.state) for case in cases] == [(SELLER, "counterfeit", D("100.00"), "open")]
    cash = figures(shop)["cash"]
    assert (cash["book"], cash["counted"], cash["difference"], cash["counterfeit"]) == ("200.00", "120.00", "-80.00", "100.00")
    assert cash["at_fault"] == SELLER and cash["pieces"] == [[10000, 1, 1], [1000, 2, 0]]
    assert cash_book(shop.office, TUESDAY).opening == D("120.00")
    assert list(faults(shop.office)) == []


def test_short_falls_to_the_one_at_the_desk_and_over_to_nobody(shop: Shop) -> None:
    short = close_day(shop.office, CloseInput(MONDAY, D(190)))
    cases = cases_of(shop.office, "closing", short.id)
    assert [(case.person, case.rule, case.amount) for case in cases] == [(CLERK, "cash short", D("10.00"))]
    later(shop.office, days=1)
    shop.sold()
    over = close_day(shop.office, CloseInput(TUESDAY, D(195)))
    assert cases_of(shop.office, "closing", over.id) == []
    assert figures(shop, TUESDAY)["cash"]["difference"] == "5.00" and cash_book(shop.office, WEDNESDAY).opening == D("195.00")


def test_nobody_unknown_answers_for_the_drawer(shop: Shop) -> None:
    assert refused(lambda: close_day(shop.office, CloseInput(MONDAY, D(200), at_fault_id=999))) == ["person.unknown"]


def test_a_shift_is_handed_over_and_the_close_counts_from_there(shop: Shop) -> None:
    """What the first shift lacks is the first one's; the second answers only for its own."""
    office = shop.office
    first = hand_over_shift(office, ShiftInput(MONDAY, "早班", D(195), "小刘"))
    assert [(case.person, case.amount) for case in cases_of(office, "shift", first.id)] == [(CLERK, D("5.00"))]
    take_receipt(office, receipt(shop, "100"))
    second = hand_over_shift(office, ShiftInput(MONDAY, "中班", D(295), "小王"))
    assert cases_of(office, "shift", second.id) == []
    done = close_day(office, CloseInput(MONDAY, D(285)))
    cash = figures(shop)["cash"]
    assert (cash["shifts"], cash["book"], cash["difference"], cash["closing"]) == ("-5.00", "295.00", "-10.00", "285.00")
    assert [case.amount for case in cases_of(office, "closing", done.id)] == [D("10.00")]
    assert cash_book(office, TUESDAY).opening == D("285.00") and list(faults(office)) == []


def test_a_shift_names_who_takes_over_and_is_not_of_tomorrow_week(shop: Shop) -> None:
    assert refused(lambda: hand_over_shift(shop.office, ShiftInput(MONDAY, "早班", D(200), " "))) == ["shift.person"]
    assert refused(lambda: hand_over_shift(shop.office, ShiftInput(date(2026, 12, 1), "早班", D(200), "小刘"))) == ["date.ahead"]


def test_reopening_takes_one_approval_and_opens_every_later_day(shop: Shop) -> None:
    office = shop.office
    first = close_day(office, CloseInput(MONDAY, D(190)))
    later(office, days=1)
    shop.sold()
    close_day(office, CloseInput(TUESDAY, D(190)))
    assert refused(lambda: reopen_days(office, MONDAY, " ")) == ["reopen.reason"]
    assert refused(lambda: reopen_days(office, WEDNESDAY, "x")) == ["reopen.open"]
    asked = problems_of_approval(office)
    assert [need.kind for need in asked.needs] == ["reopen day"]
    assert reopened(office, MONDAY) == [MONDAY, TUESDAY]
    assert closed_through(office) is None and queries.closing_of(office, MONDAY) is None
    assert [case.state for case in cases_of(office, "closing", first.id)] == ["withdrawn"]
    assert office.database.execute_sql("SELECT reason, approved_by FROM reopening").fetchall() == [("漏记一笔", MANAGER)]
    with pytest.raises(ApprovalNeeded):
        close_day(office, CloseInput(MONDAY, D(200)))
        reopen_days(office, MONDAY, "漏记一笔")


def problems_of_approval(office: Office) -> ApprovalNeeded:
    """What reopening Monday needs."""
    with pytest.raises(ApprovalNeeded) as asked:
        reopen_days(office, MONDAY, "漏记一笔")
    return asked.value


def test_a_new_close_supersedes_and_all_are_kept(shop: Shop) -> None:
    """The drawer was counted 190, then right: 200. Nothing is owed any more, and both sheets are there."""
    office = shop.office
    close_day(office, CloseInput(MONDAY, D(190)))
    reopened(office, MONDAY)
    shop.sold(date=MONDAY)
    second = close_day(office, CloseInput(MONDAY, D(200)))
    rows = queries.closings_of(office, MONDAY)
    assert [(row.number, row.stands, row.cash_counted) for row in rows] == [(1, False, D("190.00")), (2, True, D("200.00"))]
    assert cases_of(office, "closing", second.id) == [] and figures(shop)["numbers"]["used"] == 1
    assert queries.day_figures(office, rows[0].id)["numbers"]["used"] == 0
    assert cash_book(office, TUESDAY).opening == D("200.00") and list(faults(office)) == []


def test_money_counted_over_and_banked_since_does_not_keep_a_day_from_reopening(shop: Shop) -> None:
    office = shop.office
    close_day(office, CloseInput(MONDAY, D(230)))
    later(office, days=1)
    bank_deposit(office, DepositInput(D(230)))
    assert reopened(office, MONDAY) == [MONDAY]
    assert refused(lambda: close_day(office, CloseInput(MONDAY, D(220)))) == ["cash.short"]
    close_day(office, CloseInput(MONDAY, D(230)))
    close_day(office, CloseInput(TUESDAY, D(0)))
    assert list(faults(office)) == []
