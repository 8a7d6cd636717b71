"""The ledger: balances on every day, allocations that never go beyond, debts given up and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Done, Office
from models.receivables import commands, queries
from models.receivables.inputs import AllocateInput, GiveUpInput, OpeningInput, ReleaseInput, TakeUpInput
from tests.factories import MONDAY, grant
from tests.money_room import allocates, filed_customer, locked, owes, pays, releases

BEFORE, AFTER = MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)


def codes(caught: pytest.ExceptionInfo[RuleViolation]) -> list[tuple[str, str]]:
    """What is wrong, as (field, code)."""
    return [(problem.field, problem.code) for problem in caught.value.problems]


def test_a_backdated_entry_moves_every_later_day(office: Office) -> None:
    """The balance as of a date is the latest row up to it."""
    customer = filed_customer(office)
    owes(office, customer, "100", BEFORE)
    owes(office, customer, "50", AFTER)
    owes(office, customer, "7", MONDAY)
    days = [BEFORE - timedelta(days=1), BEFORE, MONDAY, AFTER, None]
    assert [str(queries.balance(office, customer, day)) for day in days] == ["0.00", "100.00", "107.00", "157.00", "157.00"]
    assert not list(queries.faults(office))


def test_debts_are_listed_oldest_due_first(office: Office) -> None:
    """The due date counts, not the date of the invoice."""
    customer = filed_customer(office)
    owes(office, customer, "10", BEFORE, due=AFTER, number="late due")
    owes(office, customer, "20", MONDAY, number="due today")
    found = [(item.number, str(item.open)) for item in queries.open_debts(office, customer)]
    assert found == [("due today", "20.00"), ("late due", "10.00")]


def test_a_void_invoice_is_no_debt(office: Office) -> None:
    """The counter-entry closes the pair; both stay in the ledger."""
    customer = filed_customer(office)
    debt = owes(office, customer, "80", source_id=4)
    owes(office, customer, "-80", kind="void", source_id=4, reverses=debt)
    assert queries.open_debts(office, customer) == [] == queries.open_credits(office, customer)
    assert queries.balance(office, customer) == 0
    assert queries.entry_of(office, "invoices", 4, "invoice") == debt


def test_an_allocated_invoice_is_not_voided(office: Office) -> None:
    """Its money must be released first."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "80"), pays(office, customer, "80")
    allocates(office, money, debt, "80")
    with pytest.raises(RuleViolation) as caught:
        owes(office, customer, "-80", kind="void", reverses=debt)
    assert codes(caught) == [("", "entry.allocated")]
    releases(office, debt)
    owes(office, customer, "-80", kind="void", reverses=debt)
    assert [item.entry_id for item in queries.open_credits(office, customer)] == [money]


def test_a_red_is_a_credit_that_settles_its_original(office: Office) -> None:
    """What was already paid stays open as an advance."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "100"), pays(office, customer, "60")
    allocates(office, money, debt, "60")
    red = owes(office, customer, "-100", kind="red", reverses=debt)
    allocates(office, red, debt, "40")
    assert queries.open_debts(office, customer) == []
    assert [(item.entry_id, str(item.open)) for item in queries.open_credits(office, customer)] == [(red, "60.00")]


@pytest.mark.parametrize(("amount", "code"), [
    ("61", "allocation.credit_open"), ("0", "number.above"), ("-1", "number.above"), ("0.001", "number.places"),
    ("1.2345", "number.places"),
    ("NaN", "number.kind"), ("sNaN", "number.kind"), ("Infinity", "number.kind"), ("1E+30", "number.range"),
])
def test_an_allocation_is_an_amount_that_is_open(office: Office, amount: str, code: str) -> None:
    """Nothing else is written."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "100"), pays(office, customer, "60")
    with pytest.raises(RuleViolation) as caught:
        allocates(office, money, debt, amount)
    assert codes(caught) == [("amount", code)]
    assert queries.allocated(office, debt) == 0


def test_an_allocation_needs_one_customer_and_the_right_sides(office: Office) -> None:
    """Money of one customer never pays for another."""
    one, other = filed_customer(office), filed_customer(office, "C002")
    debt, foreign, money = owes(office, one, "100"), owes(office, other, "100"), pays(office, one, "60")
    for credit_id, debt_id, wrong in ((money, foreign, ("debt", "allocation.customer")), (debt, money, ("credit", "allocation.credit")),
                                      (money, money, ("debt", "allocation.debt")), (money, 999, ("debt", "allocation.debt"))):
        with pytest.raises(RuleViolation) as caught:
            allocates(office, credit_id, debt_id, "1")
        assert codes(caught) == [wrong]


def test_an_allocation_is_not_before_either_paper(office: Office) -> None:
    """Dated on or after both."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "100", MONDAY), pays(office, customer, "60", BEFORE)
    with pytest.raises(RuleViolation) as caught:
        allocates(office, money, debt, "1", BEFORE)
    assert codes(caught) == [("date", "date.early")]


def test_what_is_released_and_used_anew_on_one_day_counts_as_it_stands_at_its_end(office: Office) -> None:
    """The order within a day is no day of its own."""
    customer = filed_customer(office)
    small, money = owes(office, customer, "30", BEFORE), pays(office, customer, "100", BEFORE)
    debt = owes(office, customer, "60", BEFORE)
    allocates(office, money, debt, "60", BEFORE)
    releases(office, money, MONDAY)
    allocates(office, money, small, "30", MONDAY)
    side = queries.side(office, money, BEFORE)
    assert side is not None and side.room == Decimal("40.00")


def test_a_backdated_allocation_leaves_room_for_what_was_released_later(office: Office) -> None:
    """On no day may more be allocated than there is."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "100", BEFORE), pays(office, customer, "100", BEFORE)
    allocates(office, money, debt, "70", BEFORE)
    releases(office, money, AFTER)
    with pytest.raises(RuleViolation):
        allocates(office, money, debt, "31", MONDAY)
    allocates(office, money, debt, "30", MONDAY)
    allocates(office, money, debt, "70", AFTER)
    assert not list(queries.faults(office))


def test_a_backdated_release_undoes_later_allocations_on_their_own_days(office: Office) -> None:
    """From its day on nothing is allocated, and never less than nothing."""
    customer = filed_customer(office)
    debt, money = owes(office, customer, "100", BEFORE), pays(office, customer, "100", BEFORE)
    allocates(office, money, debt, "40", BEFORE)
    allocates(office, money, debt, "60", AFTER)
    releases(office, money, MONDAY)
    assert [str(queries.open_debts(office, customer, day)[0].open) for day in (BEFORE, MONDAY, AFTER)] == ["60.00", "100.00", "100.00"]
    assert not list(queries.faults(office))


def test_an_opening_said_again_posts_the_difference(office: Office) -> None:
    """Until the first close; a lower figure leaves one open debt of what is left."""
    customer = filed_customer(office, credit_days=30)
    for amount, left in (("1000", "1000.00"), ("1500", "1500.00"), ("400", "400.00")):
        commands.set_opening_receivable(office, OpeningInput(customer, Decimal(amount), MONDAY))
        assert str(queries.balance(office, customer)) == left == str(sum(item.open for item in queries.open_debts(office, customer)))
        assert queries.open_credits(office, customer) == []
    assert {item.due for item in queries.open_debts(office, customer)} == {MONDAY + timedelta(days=30)}
    assert not list(queries.faults(office))


def test_an_opening_may_move_to_another_day_and_turn_into_an_advance(office: Office) -> None:
    """A negative opening is an advance (预收)."""
    customer = filed_customer(office)
    commands.set_opening_receivable(office, OpeningInput(customer, Decimal("1000"), MONDAY))
    commands.set_opening_receivable(office, OpeningInput(customer, Decimal("-300"), BEFORE))
    assert [str(queries.balance(office, customer, day)) for day in (BEFORE, MONDAY)] == ["-300.00", "-300.00"]
    assert [str(item.open) for item in queries.open_credits(office, customer)] == ["300.00"]
    assert queries.open_debts(office, customer) == []
    assert not list(queries.faults(office))


def test_an_opening_stands_once_a_day_is_closed(office: Office) -> None:
    """After the first close it is refused."""
    customer = filed_customer(office)
    locked(office, BEFORE)
    with pytest.raises(RuleViolation) as caught:
        commands.set_opening_receivable(office, OpeningInput(customer, Decimal("1000"), MONDAY))
    assert codes(caught) == [("", "opening.closed")]


@pytest.mark.parametrize("amount", ["NaN", "-Infinity", "1E+40", "-1E+40", "0.001"])
def test_an_opening_is_an_amount_of_a_known_customer(office: Office, amount: str) -> None:
    """Both problems are shown at once."""
    with pytest.raises(RuleViolation) as caught:
        commands.set_opening_receivable(office, OpeningInput(999, Decimal(amount)))
    assert [field for field, _code in codes(caught)] == ["amount", "customer"]


def test_an_advance_is_used_as_far_as_both_sides_allow(office: Office) -> None:
    """No amount given takes what is open; a second time there is nothing left."""
    customer = filed_customer(office)
    money, debt = pays(office, customer, "60"), owes(office, customer, "100")
    commands.allocate_advance(office, AllocateInput(money, debt))
    assert queries.allocated(office, money) == 60 == queries.allocated(office, debt)
    with pytest.raises(RuleViolation):
        commands.allocate_advance(office, AllocateInput(money, debt))
    commands.release(office, ReleaseInput(debt))
    assert queries.allocated(office, money) == 0
    with pytest.raises(RuleViolation) as caught:
        commands.release(office, ReleaseInput(debt))
    assert codes(caught) == [("", "release.nothing")]


def test_nothing_is_allocated_in_a_closed_day(office: Office) -> None:
    """By the verb's own check, and by the table's trigger for a posting."""
    customer = filed_customer(office)
    money, debt = pays(office, customer, "60", BEFORE), owes(office, customer, "100", BEFORE)
    locked(office, BEFORE)
    with pytest.raises(RuleViolation) as caught:
        commands.allocate_advance(office, AllocateInput(money, debt, date=BEFORE))
    assert codes(caught) == [("date", "day.closed")]
    with pytest.raises(RuleViolation):
        allocates(office, money, debt, "1", BEFORE)
    with pytest.raises(RuleViolation):
        owes(office, customer, "1", BEFORE)


@pytest.mark.parametrize("verb", [commands.write_off, commands.settle_discount])
def test_a_debt_is_given_up_with_approval_and_taken_up_again(office: Office, verb: Callable[[Office, GiveUpInput], Done]) -> None:
    """The write-off is an entry of its own, allocated to the debt; its counter-entry opens the debt again."""
    customer = filed_customer(office)
    debt = owes(office, customer, "100", number="XS1")
    given = GiveUpInput(debt, "客户倒闭", Decimal("100"))
    with pytest.raises(ApprovalNeeded) as asked:
        verb(office, given)
    assert [(need.kind, need.amount) for need in asked.value.needs] == [("write off", Decimal(100))]
    grant(office, asked.value)
    done = verb(office, given)
    assert queries.balance(office, customer) == 0 and queries.open_debts(office, customer) == []
    commands.take_up_again(office, TakeUpInput(done.id, "又付款"))
    assert [str(item.open) for item in queries.open_debts(office, customer)] == ["100.00"]
    with pytest.raises(RuleViolation) as caught:
        commands.take_up_again(office, TakeUpInput(done.id, "又付款"))
    assert codes(caught) == [("", "take_up.twice")]
    assert not list(queries.faults(office))


def test_no_more_is_given_up_than_is_owed(office: Office) -> None:
    """Problems come before the question to the manager."""
    customer = filed_customer(office)
    debt = owes(office, customer, "100")
    with pytest.raises(RuleViolation) as caught:
        commands.write_off(office, GiveUpInput(debt, "", Decimal("100.01")))
    assert codes(caught) == [("reason", "reason.missing"), ("amount", "allocation.debt_open")]
    with pytest.raises(RuleViolation) as caught:
        commands.write_off(office, GiveUpInput(pays(office, customer, "5"), "x"))
    assert codes(caught) == [("debt", "allocation.debt")]


def test_an_entry_of_the_wrong_sign_is_a_bug(office: Office) -> None:
    """A room that posts nonsense is stopped."""
    customer = filed_customer(office)
    for kind, amount in (("invoice", "-1"), ("red", "1"), ("receipt", "1")):
        with pytest.raises(ValueError, match="wrong sign"):
            owes(office, customer, amount, date(2026, 11, 23), kind=kind)
    with pytest.raises(ValueError, match="does not counter"):
        owes(office, customer, "-1", kind="void", reverses=None)
