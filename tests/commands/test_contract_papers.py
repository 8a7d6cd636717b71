"""Invoices and receipts of a contract: what is left, what goes beyond, what comes back, and the supplements between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from data.orders import invoice_input, receipt_input
from models.contracts import commands as contracts
from models.contracts import queries
from models.contracts.inputs import InstalmentInput, LineInput, QuoteInput, StepInput, SupplementInput
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Done, Office
from models.invoices.commands import issue_invoice, red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, RedInput, VoidInput
from models.invoices.inputs import LineInput as Sold
from models.invoices.queries import contract_facts, invoice
from models.receipts.commands import refund, reverse_receipt, take_receipt
from models.receipts.inputs import ReceiptInput, RefundInput, ReverseInput
from models.receipts.queries import instalments_paid, received_of
from models.receivables.queries import open_debts
from models.sale.commands import supplement_contract, void_and_redo
from models.street import faults
from models.tasks.queries import tasks_between
from tests.contract_room import Yard, a_yard, granted, thirds
from tests.factories import a_customer

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)


@pytest.fixture
def yard(office: Office) -> Yard:
    """A yard."""
    return a_yard(office)


def order(yard: Yard, contract: int | None, quantity: str, product: int = 0, **more: object) -> InvoiceInput:
    """An invoice of feed under a contract."""
    facts: dict[str, object] = {"contract_id": contract, **more}
    line = Sold(product or yard.feed, D(quantity), D(128))
    return InvoiceInput(yard.customer, (line,), **facts)  # type: ignore[arg-type]  # facts by name


def left(yard: Yard, contract: int) -> list[D]:
    """What is left of each line."""
    facts = contract_facts(yard.office, contract)
    assert facts is not None
    return [line.left for line in facts.lines.values()]


def needs(asked: pytest.ExceptionInfo[ApprovalNeeded]) -> list[str]:
    """What was asked."""
    return [need.kind for need in asked.value.needs]


def test_an_invoice_takes_from_the_line_of_its_product_and_begins_the_contract(yard: Yard) -> None:
    contract = yard.approved("100")
    done = issue_invoice(yard.office, order(yard, contract, "30"))
    row = invoice(yard.office, done.id)
    assert row is not None and row.contract_id == contract and row.lines[0].contract_line_id == yard.row(contract).lines[0].id
    assert left(yard, contract) == [D(70)] and yard.row(contract).state == "performing"


def test_what_goes_beyond_is_asked_once_with_the_other_needs(yard: Yard) -> None:
    contract = yard.approved("100")
    dear = order(yard, contract, "101", territory="郑州")
    with pytest.raises(ApprovalNeeded) as asked:
        issue_invoice(yard.office, dear)
    assert sorted(needs(asked)) == ["off territory", "over contract"]
    granted(yard.office, lambda: issue_invoice(yard.office, dear))
    assert left(yard, contract) == [D(-1)]
    with pytest.raises(ApprovalNeeded) as again:
        issue_invoice(yard.office, order(yard, contract, "1"))
    assert needs(again) == ["over contract"]


def test_two_lines_of_one_product_count_together_and_other_goods_are_beyond(yard: Yard) -> None:
    contract = yard.approved("100")
    twice = InvoiceInput(yard.customer, (Sold(yard.feed, D(60), D(128)), Sold(yard.feed, D(41), D(128))), contract_id=contract)
    with pytest.raises(ApprovalNeeded) as asked:
        issue_invoice(yard.office, twice)
    assert asked.value.needs[0].field == "lines.1.quantity" and "101 > 100" in asked.value.needs[0].say()
    with pytest.raises(ApprovalNeeded) as other:
        issue_invoice(yard.office, order(yard, contract, "1", yard.bran))
    assert needs(other) == ["over contract"]


def test_red_and_void_give_back(yard: Yard) -> None:
    contract = yard.approved("100")
    first = issue_invoice(yard.office, order(yard, contract, "60"))
    second = issue_invoice(yard.office, order(yard, contract, "40"))
    void_invoice(yard.office, VoidInput(second.id, "错开"))
    assert left(yard, contract) == [D(40)]
    red_invoice(yard.office, RedInput(first.id, "不要了", None))
    assert left(yard, contract) == [D(100)]
    issue_invoice(yard.office, order(yard, contract, "100"))
    assert list(faults(yard.office)) == []


def test_void_and_redo_stays_with_the_contract(yard: Yard) -> None:
    contract = yard.approved("100")
    first = issue_invoice(yard.office, order(yard, contract, "60"))
    draft = void_and_redo(yard.office, VoidInput(first.id, "错开"))
    payload = yard.office.database.execute_sql("SELECT payload FROM draft WHERE id = ?", (draft.id,)).fetchone()[0]
    assert f'"contract": {{"id": {contract}, "title": "{yard.row(contract).number}"' in payload


def test_a_contract_of_somebody_else_or_not_in_force_is_refused(yard: Yard) -> None:
    other, contract = a_customer(yard.office, "周口牧原"), yard.draft("100")
    with pytest.raises(RuleViolation) as refused:
        issue_invoice(yard.office, order(yard, contract, "1"))
    assert [problem.code for problem in refused.value.problems] == ["invoice.contract_state"]
    with pytest.raises(RuleViolation) as foreign:
        issue_invoice(yard.office, replace(order(yard, yard.approved("5"), "1"), customer_id=other))
    assert [problem.code for problem in foreign.value.problems][0] == "invoice.contract"
    with pytest.raises(RuleViolation):
        issue_invoice(yard.office, order(yard, 99, "1"))


def test_a_framework_has_no_bound(yard: Yard) -> None:
    contract = yard.approved(kind="framework", lines=(LineInput(yard.feed, D(0), D(128)),), starts=DECEMBER, ends=JANUARY)
    issue_invoice(yard.office, order(yard, contract, "900"))
    empty = yard.approved(kind="framework", lines=(), starts=DECEMBER, ends=JANUARY)
    issue_invoice(yard.office, order(yard, empty, "900"))


def test_a_quote_is_invoiced_once(yard: Yard) -> None:
    quote = contracts.give_quote(yard.office, QuoteInput(yard.customer, (LineInput(yard.feed, D(4), D(128)),)))
    done = issue_invoice(yard.office, order(yard, None, "4", quote_id=quote.id))
    row = queries.quote(yard.office, quote.id)
    assert row is not None and (row.state, row.led_to) == ("invoice", done.number)
    with pytest.raises(RuleViolation):
        issue_invoice(yard.office, order(yard, None, "4", quote_id=quote.id))


def test_a_supplement_adds_below_the_first_lines_and_needs_approval(yard: Yard) -> None:
    contract = yard.approved("100", instalments=thirds("12800", DECEMBER, JANUARY), ends=JANUARY)
    issue_invoice(yard.office, order(yard, contract, "60"))
    first, parts = yard.row(contract).lines[0], yard.row(contract).instalments
    more = SupplementInput(contract, "加订 50 袋并加麸皮", (LineInput(None, D(50), changes=first.id), LineInput(yard.bran, D(100), D("2.5"))),
                           (InstalmentInput(JANUARY, D(6650), changes=parts[1].id, kind="balance"),), ends=date(2027, 3, 31))
    with pytest.raises(ApprovalNeeded) as asked:
        supplement_contract(yard.office, more)
    assert [(need.kind, need.amount) for need in asked.value.needs] == [("contract", D("6650.00"))]
    done = granted(yard.office, lambda: supplement_contract(yard.office, more))
    row = yard.row(contract)
    assert done.number == f"{row.number}-B1" and row.total == D("19450.00") and row.first_total == D("12800.00")
    assert [(line.quantity, line.supplement) for line in row.lines] == [(D(150), ""), (D(100), done.number)]
    assert [one.amount for one in row.instalments] == [D("6400.00"), D("13050.00")] and row.ends == date(2027, 3, 31)
    assert left(yard, contract) == [D(90), D(100)] and list(faults(yard.office)) == []
    below = SupplementInput(contract, "减", (LineInput(None, D(-91), changes=first.id),))
    with pytest.raises(RuleViolation) as refused:
        supplement_contract(yard.office, below)
    assert [problem.code for problem in refused.value.problems] == ["supplement.below"]
    all_left = SupplementInput(contract, "减", (LineInput(None, D(-90), changes=first.id),))
    granted(yard.office, lambda: supplement_contract(yard.office, all_left))
    assert left(yard, contract)[0] == 0


def test_a_line_taken_back_in_parts_comes_to_nothing_and_not_to_a_fen_less(yard: Yard) -> None:
    contract = yard.approved(lines=(LineInput(yard.feed, D("0.010"), D("1.25")),))
    first = yard.row(contract).lines[0]
    for part in ("-0.005", "-0.005"):
        x = SupplementInput(contract, "减", (LineInput(None, D(part), changes=first.id),))
        granted(yard.office, lambda: supplement_contract(yard.office, x))
    line = yard.row(contract).lines[0]
    assert (first.amount, line.quantity, line.amount, line.net, line.tax) == (D("0.01"), D(0), D(0), D(0), D(0))
    assert not list(faults(yard.office))


def test_a_draft_takes_no_supplement(yard: Yard) -> None:
    with pytest.raises(RuleViolation):
        supplement_contract(yard.office, SupplementInput(yard.draft(), "x"))


def take(yard: Yard, contract: int | None, amount: str, **more: object) -> Done:
    """Money for a contract."""
    x = ReceiptInput(yard.customer, "transfer", D(amount), contract_id=contract, **more)  # type: ignore[arg-type]  # facts by name
    return take_receipt(yard.office, x)


def test_money_for_a_contract_waits_for_its_invoices_and_pays_no_other_debt(yard: Yard) -> None:
    issue_invoice(yard.office, order(yard, None, "10"))
    contract = yard.approved("100")
    take(yard, contract, "5000")
    assert received_of(yard.office, contract) == D(5000) and open_debts(yard.office, yard.customer)[0].open == D(1280)
    own = issue_invoice(yard.office, order(yard, contract, "20"))
    take(yard, contract, "1000")
    row = invoice(yard.office, own.id)
    assert row is not None and row.received == D(1000) and received_of(yard.office, contract) == D(6000)


def test_money_that_settles_a_contracts_invoice_counts_wherever_it_came_from_and_once(yard: Yard) -> None:
    contract = yard.approved("100")
    own = issue_invoice(yard.office, order(yard, contract, "20"))
    plain = take(yard, None, "560", allocate=((own.id, D(560)),))
    linked = take(yard, contract, "2500")
    assert received_of(yard.office, contract) == D(3060)
    reverse_receipt(yard.office, ReverseInput(plain.id, "入错"))
    assert received_of(yard.office, contract) == D(2500)
    reverse_receipt(yard.office, ReverseInput(linked.id, "入错"))
    assert received_of(yard.office, contract) == 0 and list(faults(yard.office)) == []


def test_a_refund_takes_off_what_was_ahead(yard: Yard) -> None:
    contract = yard.approved("100")
    take(yard, contract, "5000")
    refund(yard.office, RefundInput(yard.customer, "transfer", D(2000)))
    assert received_of(yard.office, contract) == D(3000)


def test_more_money_than_the_contract_needs_approval(yard: Yard) -> None:
    contract = yard.approved("100")
    with pytest.raises(ApprovalNeeded) as asked:
        take(yard, contract, "12800.01")
    assert [(need.kind, need.amount) for need in asked.value.needs] == [("over contract", D("0.01"))]
    take(yard, contract, "12800")
    granted(yard.office, lambda: take(yard, contract, "1"))
    assert received_of(yard.office, contract) == D(12801)


def test_an_instalment_that_is_paid_needs_no_reminder(yard: Yard) -> None:
    contract = yard.approved("100", instalments=thirds("12800", DECEMBER, JANUARY))
    deposit, balance = yard.row(contract).instalments
    take(yard, contract, "6000", instalment_id=deposit.id)
    assert len(tasks_between(yard.office, date(2026, 1, 1), date(2028, 1, 1))) == 2
    take(yard, contract, "400")
    assert instalments_paid(yard.office, yard.row(contract)) == {deposit.id: D(6400), balance.id: D(0)}
    assert ["尾款" in task.title for task in tasks_between(yard.office, date(2026, 1, 1), date(2028, 1, 1))] == [True]


def test_money_that_only_names_the_invoice_ends_the_reminder_too_and_taken_back_it_comes_again(yard: Yard) -> None:
    contract = yard.approved("100", instalments=thirds("12800", DECEMBER, JANUARY))
    issue_invoice(yard.office, order(yard, contract, "60"))
    paid = take_receipt(yard.office, ReceiptInput(yard.customer, "transfer", D(6400)))

    def waiting() -> list[bool]:
        return ["尾款" in task.title for task in tasks_between(yard.office, date(2026, 1, 1), date(2028, 1, 1))]
    assert waiting() == [True]
    reverse_receipt(yard.office, ReverseInput(paid.id, "记错"))
    assert waiting() == [False, True]


def test_money_for_a_draft_or_a_foreign_instalment_is_refused(yard: Yard) -> None:
    with pytest.raises(RuleViolation):
        take(yard, yard.draft(), "1")
    one, other = yard.approved("1", instalments=thirds("128", DECEMBER, JANUARY)), yard.approved("1")
    with pytest.raises(RuleViolation) as refused:
        take(yard, other, "1", instalment_id=yard.row(one).instalments[0].id)
    assert [problem.field for problem in refused.value.problems] == ["instalment"]
    contracts.finish_contract(yard.office, StepInput(other))
    take(yard, other, "1")


def test_another_program_names_the_contract_by_its_number(yard: Yard) -> None:
    contract = yard.approved("100")
    number = yard.row(contract).number
    order_of = {"customer": "C00001", "contract": number, "lines": [{"product": "F-1204", "quantity": "3"}]}
    done = issue_invoice(yard.office, invoice_input(yard.office, order_of))
    assert left(yard, contract) == [D(97)] and done.number
    take_receipt(yard.office, receipt_input(yard.office, {"customer": "C00001", "contract": number, "method": "cash", "amount": "10"}))
    assert received_of(yard.office, contract) == D(10)
    with pytest.raises(RuleViolation) as refused:
        invoice_input(yard.office, {**order_of, "contract": "HT9"})
    assert [problem.field for problem in refused.value.problems] == ["contract"]


def test_check_finds_an_invoice_that_fulfils_a_foreign_contract(yard: Yard) -> None:
    contract, other = yard.approved("100"), yard.approved("100")
    issue_invoice(yard.office, order(yard, contract, "1"))
    yard.office.database.execute_sql("DROP TRIGGER invoice_sealed_update")
    yard.office.database.execute_sql("UPDATE invoice SET contract_id = ?", (other,))
    assert [one for one in faults(yard.office) if "not of its contract" in one]
