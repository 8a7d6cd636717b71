"""Money comes in, settles what is oldest due, is paid back, banked and spent; a wrong paper is countered, never edited."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from models.core.errors import RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.receipts import commands, queries, rules
from models.receipts.inputs import DepositInput, PettyInput, ReceiptInput, RefundInput, ReverseInput
from models.receivables import queries as ledger
from tests.factories import MONDAY, later
from tests.money_room import AFTER, BEFORE, codes, filed_customer, invoiced, locked, owes, sound, taken


def test_a_receipt_settles_the_oldest_due_first_and_the_rest_is_an_advance(office: Office) -> None:
    customer = filed_customer(office)
    newer = invoiced(office, customer, "50", MONDAY)
    older = invoiced(office, customer, "30", MONDAY, due=BEFORE)
    paper = queries.receipt(office, taken(office, customer, "100"))
    assert paper is not None
    assert [(item.number, str(item.amount)) for item in paper.allocations] == [("XS00001", "50.00"), ("XS00002", "30.00")]
    assert (newer, older) == (1, 2)
    assert [str(item.open) for item in ledger.open_credits(office, customer)] == ["20.00"]
    assert paper.number == "SK20261100001" and str(paper.balance) == "-20.00"
    assert sound(office)


def test_too_little_money_settles_the_oldest_due_alone(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "50", MONDAY)
    older = invoiced(office, customer, "30", MONDAY, due=BEFORE)
    taken(office, customer, "20")
    assert [(item.source_id, str(item.open)) for item in ledger.open_debts(office, customer)] == [(older, "10.00"), (1, "50.00")]


def test_the_invoice_it_was_taken_with_comes_first(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "30", BEFORE)
    now = invoiced(office, customer, "50", MONDAY)
    receipt = taken(office, customer, "50", invoice_id=now)
    assert [item.source_id for item in ledger.open_debts(office, customer)] == [1]
    assert queries.taken_with(office, now) == [receipt]
    commands.reverse_receipt(office, ReverseInput(receipt, "票开错"))
    assert queries.taken_with(office, now) == []


def test_a_person_may_choose_invoices_or_none(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "30", BEFORE)
    chosen = invoiced(office, customer, "50", MONDAY)
    taken(office, customer, "60", allocate=((chosen, Decimal("45")),))
    taken(office, customer, "5", allocate=())
    assert [str(item.open) for item in ledger.open_debts(office, customer)] == ["30.00", "5.00"]
    assert [str(item.open) for item in ledger.open_credits(office, customer)] == ["15.00", "5.00"]


def test_a_person_may_choose_debts_that_are_no_invoices(office: Office) -> None:
    customer, other = filed_customer(office), filed_customer(office, "C002")
    opening = owes(office, customer, "40", kind="opening", number="QC1")
    invoiced(office, customer, "30", MONDAY, due=BEFORE)
    invoice = ledger.open_debts(office, customer)[0].entry_id
    paper = queries.receipt(office, taken(office, customer, "50", debts=((invoice, Decimal(0)), (opening, Decimal(35)))))
    assert paper is not None and [(item.number, str(item.amount)) for item in paper.allocations] == [("QC1", "35.00")]
    with pytest.raises(RuleViolation) as caught:
        taken(office, other, "50", debts=((invoice, Decimal(0)), (opening, Decimal(5))))
    assert codes(caught) == [("allocate.1.invoice", "receipt.invoice")]
    assert sound(office)


def test_a_backdated_receipt_settles_only_what_stood_then(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "30", MONDAY)
    taken(office, customer, "30", date=BEFORE)
    assert [str(item.open) for item in ledger.open_debts(office, customer)] == ["30.00"]
    assert sound(office)


def test_every_wrong_line_of_an_allocation_is_named(office: Office) -> None:
    """Another customer's invoice, a void one, one of a later day, more than is open, no amount."""
    customer, other = filed_customer(office), filed_customer(office, "C002")
    mine, foreign = invoiced(office, customer, "50"), invoiced(office, other, "50")
    void = invoiced(office, customer, "50")
    debt = ledger.entry_of(office, "invoices", void, "invoice")
    owes(office, customer, "-50", kind="void", source_id=void, reverses=debt)
    tomorrow = invoiced(office, customer, "50", AFTER)
    lines = [(foreign, "1"), (void, "1"), (999, "1"), (tomorrow, "1"), (mine, "50.01"), (mine, "0"), (mine, "NaN")]
    with pytest.raises(RuleViolation) as caught:
        taken(office, customer, "1000", allocate=tuple((invoice, Decimal(amount)) for invoice, amount in lines))
    assert codes(caught) == [
        ("allocate.0.invoice", "receipt.invoice"), ("allocate.1.invoice", "receipt.invoice"), ("allocate.2.invoice", "receipt.invoice"),
        ("allocate.3.invoice", "date.early"), ("allocate.4.amount", "allocation.debt_open"), ("allocate.5.amount", "number.above"),
        ("allocate.6.amount", "number.kind")]


def test_an_invoice_named_twice_is_settled_once(office: Office) -> None:
    customer = filed_customer(office)
    mine = invoiced(office, customer, "50")
    with pytest.raises(RuleViolation) as caught:
        taken(office, customer, "100", allocate=((mine, Decimal("30")), (mine, Decimal("30"))))
    assert codes(caught) == [("allocate.1.amount", "allocation.debt_open")]
    taken(office, customer, "100", allocate=((mine, Decimal("30")), (mine, Decimal("20"))))
    assert ledger.open_debts(office, customer) == []


def test_no_more_is_allocated_than_came_in(office: Office) -> None:
    customer = filed_customer(office)
    mine = invoiced(office, customer, "50")
    with pytest.raises(RuleViolation) as caught:
        taken(office, customer, "40", allocate=((mine, Decimal("50")),))
    assert codes(caught) == [("allocate", "receipt.beyond")]


@pytest.mark.parametrize(("amount", "code"), [
    ("0", "number.above"), ("-5", "number.above"), ("1.2345", "number.places"), ("NaN", "number.kind"), ("-Infinity", "number.kind"),
    ("1E+400", "number.range"), ("99999999999.995", "number.range"),
])
def test_an_amount_is_money(office: Office, amount: str, code: str) -> None:
    """Whatever kind of paper; nothing is written and no number is taken."""
    customer = filed_customer(office)
    for paper in (lambda: taken(office, customer, amount), lambda: commands.bank_deposit(office, DepositInput(Decimal(amount))),
                  lambda: commands.petty_payment(office, PettyInput(Decimal(amount), "邮费")),
                  lambda: commands.refund(office, RefundInput(customer, "cash", Decimal(amount)))):
        with pytest.raises(RuleViolation) as caught:
            paper()
        assert codes(caught) == [("amount", code)]
    assert office.database.execute_sql("SELECT COUNT(*) FROM number_series WHERE series <> 'customer'").fetchone()[0] == 0


def test_all_problems_of_a_receipt_show_at_once(office: Office) -> None:
    locked(office, BEFORE)
    with pytest.raises(RuleViolation) as caught:
        taken(office, 999, "0", "gold", date=BEFORE, rounding=Decimal("NaN"), payer="x" * 61, remark="a\0b")
    assert codes(caught) == [("date", "day.closed"), ("amount", "number.above"), ("payer", "text.long"), ("remark", "text.control"),
                             ("method", "receipt.method"), ("rounding", "number.kind"), ("customer", "customer.unknown")]


def test_an_acceptance_stands_apart_until_due(office: Office) -> None:
    """It settles the invoice, and counts against the limit until the bank pays."""
    customer = filed_customer(office, limit="1000")
    invoiced(office, customer, "900")
    for due, code in ((None, "receipt.due"), (BEFORE, "receipt.due_past")):
        with pytest.raises(RuleViolation) as caught:
            taken(office, customer, "900", "acceptance", due=due)
        assert codes(caught) == [("due", code)]
    receipt = taken(office, customer, "900", "acceptance", due=MONDAY + timedelta(days=90))
    assert ledger.credit_standing(office, customer, MONDAY).acceptances_not_due == 900
    commands.reverse_receipt(office, ReverseInput(receipt, "银行拒付"))
    standing = ledger.credit_standing(office, customer, MONDAY)
    assert [standing.acceptances_not_due, standing.balance] == [Decimal(0), Decimal(900)]


def test_only_an_acceptance_has_a_due_date(office: Office) -> None:
    customer = filed_customer(office)
    with pytest.raises(RuleViolation) as caught:
        taken(office, customer, "5", "transfer", due=AFTER)
    assert codes(caught) == [("due", "receipt.due_other")]
    form = {"customer": customer, "method": "transfer", "amount": Decimal("5"), "due": AFTER, "allocate": [{"invoice": 1, "amount": None}]}
    assert ReceiptInput.from_form(form) == ReceiptInput(customer, "transfer", Decimal("5"), allocate=())


def test_only_cash_moves_the_drawer(office: Office) -> None:
    """An offset moves the receivable, never cash (rules: Receivables)."""
    customer = filed_customer(office)
    for method in rules.METHODS:
        taken(office, customer, "10", method, due=AFTER if method == "acceptance" else None)
    assert queries.cash_book(office, MONDAY).book == 10
    assert ledger.balance(office, customer) == -10 * len(rules.METHODS)


def test_rounding_off_is_a_discount_that_settles(office: Office) -> None:
    """1000.30 owed, 1000 paid, 0.30 given up."""
    customer = filed_customer(office)
    invoiced(office, customer, "1000.30")
    receipt = taken(office, customer, "1000", rounding=Decimal("0.30"))
    assert ledger.open_debts(office, customer) == [] == ledger.open_credits(office, customer)
    assert queries.drawer(office, MONDAY) == 1000
    commands.reverse_receipt(office, ReverseInput(receipt, "多记"))
    assert [str(item.open) for item in ledger.open_debts(office, customer)] == ["1000.30"]
    assert queries.drawer(office, MONDAY) == 0
    assert sound(office)


def test_rounding_off_is_small_and_never_becomes_an_advance(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "100")
    for amount, rounding, code in (("80", "10.01", "receipt.rounding"), ("95", "5.01", "receipt.rounding_open")):
        with pytest.raises(RuleViolation) as caught:
            taken(office, customer, amount, rounding=Decimal(rounding))
        assert codes(caught) == [("rounding", code)]
    set_option(office, rules.ROUNDING_MOST, Decimal("20.00"))
    taken(office, customer, "80", rounding=Decimal("20"))
    assert ledger.balance(office, customer) == 0


def test_a_reversed_receipt_keeps_its_number_and_opens_the_debt(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "100")
    receipt = taken(office, customer, "100", "transfer")
    later(office, days=1)
    done = commands.reverse_receipt(office, ReverseInput(receipt, "汇错户"))
    first, second = queries.receipt(office, receipt), queries.receipt_numbered(office, done.number)
    assert first is not None and second is not None
    assert (first.number, first.state, first.reversed_by) == ("SK20261100001", "reversed", "SK20261100002")
    assert (second.state, second.reverses, second.amount, second.date) == ("counter-entry", first.number, Decimal(-100), AFTER)
    assert [str(ledger.balance(office, customer, day)) for day in (MONDAY, AFTER)] == ["0.00", "100.00"]
    assert [str(item.open) for item in ledger.open_debts(office, customer)] == ["100.00"]
    for receipt_id, code in ((receipt, "reverse.twice"), (done.id, "reverse.kind"), (999, "reverse.kind")):
        with pytest.raises(RuleViolation) as caught:
            commands.reverse_receipt(office, ReverseInput(receipt_id, "again"))
        assert codes(caught) == [("", code)]
    assert sound(office)


def test_a_counter_entry_needs_a_reason_and_an_open_day_not_before_the_paper(office: Office) -> None:
    receipt = taken(office, filed_customer(office), "5", "wechat")
    with pytest.raises(RuleViolation) as caught:
        commands.reverse_receipt(office, ReverseInput(receipt, " ", BEFORE))
    assert codes(caught) == [("reason", "reason.missing"), ("date", "date.early")]
