"""Money that leaves the drawer, what the drawer holds, and what a closed day keeps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.days import commands as days
from models.receipts import commands, queries
from models.receipts.inputs import DepositInput, PettyInput, RefundInput, ReverseInput
from models.receivables import queries as ledger
from tests.factories import MONDAY
from tests.money_room import BEFORE, allocates, codes, filed_customer, invoiced, locked, owes, pays, sound, taken, with_cash


def test_an_advance_is_refunded_and_no_more(office: Office) -> None:
    customer = filed_customer(office)
    taken(office, customer, "100")
    with pytest.raises(RuleViolation) as caught:
        commands.refund(office, RefundInput(customer, "transfer", Decimal("100.01")))
    assert codes(caught) == [("amount", "refund.advance")]
    done = commands.refund(office, RefundInput(customer, "cash", Decimal("60"), payee="王五", remark="退预收"))
    assert done.number == "TK20261100001"
    assert [str(item.open) for item in ledger.open_credits(office, customer)] == ["40.00"]
    assert queries.cash_book(office, MONDAY) == queries.Cash(*map(Decimal, ("0", "100", "0", "0", "60", "40")))
    commands.reverse_receipt(office, ReverseInput(done.id, "未领取"))
    assert queries.advance(office, customer, MONDAY) == 100 == queries.drawer(office, MONDAY)
    assert sound(office)


def test_who_owes_more_than_she_paid_ahead_gets_nothing_back(office: Office) -> None:
    customer = filed_customer(office)
    taken(office, customer, "100", "transfer")
    owes(office, customer, "130")
    with pytest.raises(RuleViolation) as caught:
        commands.refund(office, RefundInput(customer, "offset", Decimal("1")))
    assert codes(caught) == [("method", "refund.method")]
    with pytest.raises(RuleViolation) as caught:
        commands.refund(office, RefundInput(customer, "transfer", Decimal("1")))
    assert codes(caught) == [("amount", "refund.advance")]


def test_a_backdated_refund_leaves_what_was_used_later(office: Office) -> None:
    customer = filed_customer(office)
    money = pays(office, customer, "100", BEFORE)
    invoice = invoiced(office, customer, "80", MONDAY)
    debt = ledger.entry_of(office, "invoices", invoice, "invoice")
    assert debt is not None
    allocates(office, money, debt, "80")
    with pytest.raises(RuleViolation):
        commands.refund(office, RefundInput(customer, "transfer", Decimal("20.01"), BEFORE))
    commands.refund(office, RefundInput(customer, "transfer", Decimal("20"), BEFORE))
    assert not list(ledger.faults(office))


def test_reversing_a_refunded_receipt_leaves_the_refund_owed(office: Office) -> None:
    customer = filed_customer(office)
    receipt = taken(office, customer, "100", "transfer")
    commands.refund(office, RefundInput(customer, "transfer", Decimal("100")))
    commands.reverse_receipt(office, ReverseInput(receipt, "退票"))
    assert [(item.kind, str(item.open)) for item in ledger.open_debts(office, customer)] == [("refund", "100.00")]
    assert sound(office)


def test_the_drawer_never_pays_what_it_does_not_hold(office: Office) -> None:
    """On that day, and on any later day."""
    customer = filed_customer(office)
    with_cash(office, "100", BEFORE)
    receipt = taken(office, customer, "50")
    commands.bank_deposit(office, DepositInput(Decimal("120")))
    for pay in (lambda: commands.petty_payment(office, PettyInput(Decimal("30.01"), "运费")),
                lambda: commands.petty_payment(office, PettyInput(Decimal("30.01"), "运费", BEFORE)),
                lambda: commands.bank_deposit(office, DepositInput(Decimal("30.01"))),
                lambda: commands.refund(office, RefundInput(customer, "cash", Decimal("50"))),
                lambda: commands.reverse_receipt(office, ReverseInput(receipt, "错")),
                lambda: with_cash(office, "69.99", BEFORE)):
        with pytest.raises(RuleViolation) as caught:
            pay()
        assert {code for _field, code in codes(caught)} == {"cash.short"}
    commands.petty_payment(office, PettyInput(Decimal("30"), "运费", BEFORE))
    assert queries.drawer(office, MONDAY) == 0
    assert sound(office)


def test_a_petty_payment_says_what_for(office: Office) -> None:
    with_cash(office, "100")
    with pytest.raises(RuleViolation) as caught:
        commands.petty_payment(office, PettyInput(Decimal("5"), "  "))
    assert codes(caught) == [("purpose", "text.missing")]
    done = commands.petty_payment(office, PettyInput(Decimal("5"), "买打印纸", payee="文具店"))
    paper = queries.receipt(office, done.id)
    assert paper is not None and (paper.number, paper.remark, paper.payer) == ("ZC20261100001", "买打印纸", "文具店")


def test_opening_cash_changes_until_the_first_close(office: Office) -> None:
    with_cash(office, "100")
    with_cash(office, "80.50")
    assert queries.cash_book(office, MONDAY).opening == Decimal("80.50")
    with_cash(office, "70", BEFORE)
    assert [str(queries.drawer(office, day)) for day in (BEFORE, MONDAY)] == ["70.00", "70.00"]
    for amount in ("-1", "NaN", "0.001", "1E+99"):
        with pytest.raises(RuleViolation):
            with_cash(office, amount)
    locked(office, BEFORE)
    with pytest.raises(RuleViolation) as caught:
        with_cash(office, "10")
    assert codes(caught) == [("", "opening.closed")]
    assert sound(office)


def test_the_next_day_opens_with_what_was_counted(office: Office) -> None:
    """A count that differs is posted once, however often a day is closed again."""
    with_cash(office, "100", BEFORE)
    for counted, closing in (("98", "98.00"), ("98", "98.00"), ("103", "103.00"), ("100", "100.00")):
        with office.command("test.close") as act:
            commands.correct_cash(act, BEFORE, Decimal(counted) - queries.cash_book(office, BEFORE).book, "盘点")
            days.lock_day(act, BEFORE)
        assert queries.cash_book(office, BEFORE).book == 100
        assert str(queries.cash_book(office, BEFORE).closing) == closing == str(queries.cash_book(office, MONDAY).opening)
        with office.command("test.reopen") as act:
            days.unlock_from(act, BEFORE)
    kinds = office.database.execute_sql("SELECT kind, amount FROM receipt WHERE kind IN ('over', 'short') ORDER BY id").fetchall()
    assert kinds == [("short", 200), ("over", 500), ("short", 300)]
    assert sound(office)


def test_nothing_is_written_into_a_closed_day(office: Office) -> None:
    customer = filed_customer(office)
    with_cash(office, "100", BEFORE)
    locked(office, BEFORE)
    for write in (lambda: taken(office, customer, "5", date=BEFORE),
                  lambda: commands.bank_deposit(office, DepositInput(Decimal("5"), BEFORE)),
                  lambda: commands.petty_payment(office, PettyInput(Decimal("5"), "邮费", BEFORE)),
                  lambda: commands.refund(office, RefundInput(customer, "cash", Decimal("5"), BEFORE))):
        with pytest.raises(RuleViolation) as caught:
            write()
        assert codes(caught)[0] == ("date", "day.closed")


def test_an_unknown_invoice_is_a_problem_at_its_field(office: Office) -> None:
    with pytest.raises(RuleViolation) as caught:
        taken(office, filed_customer(office), "5", invoice_id=77)
    assert codes(caught) == [("invoice", "receipt.invoice")]
