"""A customer filed twice is merged by a pointer; undone the same day nothing but the journal knows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal as D
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.contracts.commands import file_contract
from models.contracts.inputs import ContractInput, LineInput
from models.core.errors import RuleViolation
from models.core.listing import Filter, every_row, keys_of, rows_of
from models.core.office import Office
from models.customers import commands, queries
from models.customers.inputs import (
    ContactInput, CustomerInput, MeasureInput, MergeInput, NoteInput, ReceptionInput, SnoozeInput)
from models.customers.listing import CUSTOMERS
from models.leads import commands as leads
from models.leads.inputs import LeadInput, OwnedGradeInput, PlanVisitInput, StopInput, VisitInput
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.receivables import commands as receivables
from models.receivables import queries as ledger
from models.receivables.inputs import AllocateInput, MergeAccountsInput, TransferInput
from models.reports.listing import EARLY_WARNINGS, SALES_BY_CUSTOMER
from models.reports.queries import merge_preview
from models.street import faults
from models.tasks.commands import add_task
from models.tasks.inputs import TaskInput
from tests.factories import MONDAY, SELLER, a_customer, a_product, an_office, later, person_id
from tests.money_room import owes, pays
from tests.shop import Shop, a_shop


def refused(call: Callable[[], object]) -> list[str]:
    """The codes of the problems a call raises."""
    with pytest.raises(RuleViolation) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop that sold to a customer under two names."""
    return a_shop(office)


@pytest.fixture
def double(shop: Shop) -> int:
    """The second name: an invoice of 640 in it."""
    other = a_customer(shop.office, "周口双汇", phone="13911112222")
    shop.sold(shop.line("10"))
    shop.sold(shop.line("5"), customer_id=other)
    return other


def test_a_merged_customer_is_found_as_the_one_that_is_kept(shop: Shop, double: int) -> None:
    office = shop.office
    commands.merge_customers(office, MergeInput(double, shop.customer, "同一家"))
    for word in ("周口双汇", "C00002", "13911112222", "zksh"):
        assert [hit.id for hit in queries.find(office, word)] == [shop.customer], word
    alias = queries.alias_of(office, double)
    assert alias is not None and (alias.kept_code, alias.reason, alias.date) == ("C00001", "同一家", MONDAY)
    assert queries.family(office, double) == queries.family(office, shop.customer) == (shop.customer, double)


def test_what_a_merged_name_paid_last_is_offered_to_the_kept_one(shop: Shop, double: int) -> None:
    """The later price of the two, and its own again once they are parted. The preview counts what was planned there, too."""
    office = shop.office
    later(office, days=1)
    shop.sold(shop.line("1", "119"), customer_id=double)
    price = partial(queries.price_for, office, shop.customer, shop.feed, "袋", D(1))
    assert price().price == D("128")
    leads.plan_visits(office, PlanVisitInput(office.clock.today(), (StopInput(customer_id=double),), person_id(office, SELLER)))
    assert merge_preview(office, double, shop.customer).merged.counts["visit_plan"] == 1
    commands.merge_customers(office, MergeInput(double, shop.customer))
    assert (price().price, price().source) == (D("119"), "last")
    commands.undo_merge(office, double)
    assert price().price == D("128")


def test_new_papers_go_to_the_kept_one_only_and_sales_stand_there(shop: Shop, double: int) -> None:
    """What was issued keeps its name."""
    office = shop.office
    commands.merge_customers(office, MergeInput(double, shop.customer))
    assert refused(lambda: shop.sold(customer_id=double)) == ["invoice.inactive"]
    assert refused(lambda: commands.set_active(office, double, True)) == ["merge.inactive"]
    assert [row[:2] + row[7:8] for row in rows_of(SALES_BY_CUSTOMER, keys_of(SALES_BY_CUSTOMER, Filter()))] == [
        ("C00001", "河南双汇饲料有限公司", D("1920.00"))]
    names = office.database.execute_sql("SELECT customer_name FROM invoice ORDER BY id").fetchall()
    assert names == [("河南双汇饲料有限公司",), ("周口双汇",)]


def test_who_was_merged_is_not_merged_again(shop: Shop, double: int) -> None:
    office, third = shop.office, a_customer(shop.office, "双汇三")
    commands.merge_customers(office, MergeInput(double, shop.customer))
    for one, onto, code in ((double, third, "merge.twice"), (third, double, "merge.kept"), (third, third, "merge.kept"),
                            (shop.customer, third, "merge.chain"), (99, third, "customer.unknown"), (third, 99, "merge.kept")):
        with pytest.raises(RuleViolation) as caught:
            commands.merge_customers(office, MergeInput(one, onto))
        assert [problem.code for problem in caught.value.problems] == [code]
    assert refused(lambda: commands.undo_merge(office, third)) == ["merge.none"]


def test_the_preview_counts_what_stands_under_each_name(shop: Shop, double: int) -> None:
    seen = merge_preview(shop.office, double, shop.customer)
    assert (seen.merged.counts, seen.merged.balance, seen.kept.balance) == (
        {"invoice": 1, "last_price": 1, "ledger_entry": 1}, D("640.00"), D("1280.00"))
    assert seen.differ["phone"] == ("13911112222", "13800000000") and "territory" not in seen.differ


def test_what_is_open_goes_over_with_number_and_due_date(shop: Shop, double: int) -> None:
    """A pair of entries for each open item; the ageing is that of both."""
    office = shop.office
    take_receipt(office, ReceiptInput(double, "cash", D(40)))
    assert refused(lambda: receivables.transfer_balance(office, TransferInput(double))) == ["transfer.merge"]
    commands.merge_customers(office, MergeInput(double, shop.customer))
    receivables.transfer_balance(office, TransferInput(double))
    assert (ledger.balance(office, double), ledger.balance(office, shop.customer)) == (D(0), D("1880.00"))
    assert [(item.number, item.open) for item in ledger.open_debts(office, shop.customer)] == [
        ("XS20261100001", D("1280.00")), ("XS20261100002", D("600.00"))]
    assert ledger.open_debts(office, double) == [] and list(faults(office)) == []
    assert refused(lambda: receivables.transfer_balance(office, TransferInput(double))) == ["transfer.nothing"]
    receivables.transfer_back(office, TransferInput(double))
    assert (ledger.balance(office, double), ledger.balance(office, shop.customer)) == (D("600.00"), D("1280.00"))
    assert refused(lambda: receivables.transfer_back(office, TransferInput(double))) == ["transfer.nothing"]
    receivables.transfer_balance(office, TransferInput(double))
    assert ledger.balance(office, shop.customer) == D("1880.00") and list(faults(office)) == []


def test_an_advance_goes_over_and_stays_where_it_was_used(shop: Shop, double: int) -> None:
    office = shop.office
    take_receipt(office, ReceiptInput(double, "transfer", D(1000)))
    commands.merge_customers(office, MergeInput(double, shop.customer))
    receivables.transfer_balance(office, TransferInput(double))
    assert ledger.balance(office, shop.customer) == D("920.00")
    credit, = ledger.open_credits(office, shop.customer)
    debt, = ledger.open_debts(office, shop.customer)
    receivables.allocate_advance(office, AllocateInput(credit.entry_id, debt.entry_id))
    assert refused(lambda: receivables.transfer_back(office, TransferInput(double))) == ["entry.allocated"]
    assert list(faults(office)) == []


def test_accounts_merged_with_what_is_open_part_again_as_they_were(shop: Shop, double: int) -> None:
    """One command each; a pair of entries for each item, and a pair back."""
    office = shop.office
    owed = {each: ledger.open_debts(office, each) for each in (shop.customer, double)}
    receivables.merge_accounts(office, MergeAccountsInput(MergeInput(double, shop.customer, "同一家")))
    assert (ledger.balance(office, double), ledger.balance(office, shop.customer)) == (D(0), D("1920.00"))
    last = office.database.execute_sql("SELECT verb, subject FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    assert last == ("customers.merge", "C00002")
    receivables.part_accounts(office, double)
    assert queries.alias_of(office, double) is None and list(faults(office)) == []
    now = {each: ledger.open_debts(office, each) for each in owed}
    assert [[(item.number, item.open, item.due) for item in items] for items in now.values()] == [
        [(item.number, item.open, item.due) for item in items] for items in owed.values()]


def test_accounts_stay_merged_where_something_moved_is_settled_since(shop: Shop, double: int) -> None:
    office = shop.office
    receivables.merge_accounts(office, MergeAccountsInput(MergeInput(double, shop.customer)))
    take_receipt(office, ReceiptInput(shop.customer, "cash", D(1920)))
    assert refused(lambda: receivables.part_accounts(office, double)) == ["entry.allocated"]
    assert queries.alias_of(office, double) is not None


def test_accounts_may_be_merged_while_each_keeps_its_balance(shop: Shop, double: int) -> None:
    office = shop.office
    receivables.merge_accounts(office, MergeAccountsInput(MergeInput(double, shop.customer), move_balance=False))
    assert ledger.balance(office, double) == D("640.00")
    receivables.part_accounts(office, double)
    assert refused(lambda: receivables.part_accounts(office, double)) == ["merge.none"]


def offered(office: Office) -> list[tuple[Any, bool]]:
    """Merged customers, and whether the list offers to undo their merge."""
    rows = [dict(zip((column.key for column in CUSTOMERS.columns), row, strict=True)) for row in every_row(CUSTOMERS, Filter())]
    return [(row["code"], bool(row["parts"])) for row in rows if row["merged_into"]]


def test_a_merge_is_undone_on_the_same_day_only_as_with_leads(shop: Shop, double: int) -> None:
    office = shop.office
    commands.merge_customers(office, MergeInput(double, shop.customer))
    later(office, hours=9)
    commands.undo_merge(office, double)
    assert queries.card(office, double).active and queries.family(office, double) == (double,)
    shop.sold(customer_id=double)
    receivables.merge_accounts(office, MergeAccountsInput(MergeInput(double, shop.customer)))
    assert offered(office) == [("C00002", True)]
    later(office, days=1)
    assert offered(office) == [("C00002", False)]
    assert refused(lambda: commands.undo_merge(office, double)) == ["merge.late"]
    assert refused(lambda: receivables.part_accounts(office, double)) == ["merge.late"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all examples; each files customers of its own."""
    made = an_office(tmp_path_factory.mktemp("merging") / "office")
    a_product(made)
    yield made
    made.close()


def everything(office: Office) -> dict[str, list[Any]]:
    """Every row of every table but the journal, and the search index."""
    names = [row[0] for row in office.database.execute_sql(
        "SELECT name FROM sqlite_schema "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'journal' AND name NOT LIKE '%search%'")]
    found = {name: list(office.database.execute_sql(f'SELECT rowid, * FROM "{name}"')) for name in names}
    shown = Filter(as_of=MONDAY)
    for listing in (CUSTOMERS, EARLY_WARNINGS):
        found[f"shown {listing.name}"] = list(rows_of(listing, keys_of(listing, shown), shown))
    found["found"] = [row[0] for row in office.database.execute_sql("SELECT rowid FROM customer_search ORDER BY rowid")]
    return found


FILE = st.builds(
    CustomerInput, name=st.text("双汇牧原周口饲料", min_size=1, max_size=6), phone=st.sampled_from(["", "13800000000"]),
    territory=st.sampled_from(["", "周口"]), credit_limit=st.one_of(st.none(), st.integers(0, 9).map(D)),
    contacts=st.lists(st.builds(ContactInput, name=st.sampled_from(["单志强", "李老板"])), max_size=2).map(tuple))
SUMS = st.lists(st.integers(-500, 500).filter(bool), max_size=4)
HAPPENED: dict[str, Callable[[Office, int], object]] = {
    "note": lambda office, whose: commands.add_note(office, NoteInput(whose, "demand", "要预混料", date(2026, 11, 20))),
    "snooze": lambda office, whose: commands.snooze_warning(office, SnoozeInput(whose, "停产检修", date(2026, 12, 20))),
    "measure": lambda office, whose: commands.answer_warning(office, MeasureInput(whose, "上门谈过", "working")),
    "reception": lambda office, whose: commands.receive(office, ReceptionInput("问到货时间", customer_id=whose)),
    "receipt": lambda office, whose: take_receipt(office, ReceiptInput(whose, "cash", D(40))),
    "contract": lambda office, whose: file_contract(
        office, ContractInput("goods", whose, lines=(LineInput(1, D(10), D(128)),), date=MONDAY)),
    "plan": lambda office, whose: leads.plan_visits(office, PlanVisitInput(
        MONDAY, (StopInput(customer_id=whose),), person_id(office, SELLER))),
    "visit": lambda office, whose: leads.log_visit(office, VisitInput(whose, "看过库存", owned="配合料")),
    "grade": lambda office, whose: leads.grade_owned(office, OwnedGradeInput(whose, "B")),
    "lead": lambda office, whose: leads.join_customer(office, leads.file_lead(office, LeadInput("场", phone=str(whose))).id, whose),
    "task": lambda office, whose: add_task(office, TaskInput("回访", MONDAY, source="customers", source_id=whose)),
}
"""What may have happened to a customer."""
EVENTS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(sorted(HAPPENED))), max_size=8)


@settings(max_examples=12, deadline=None)
@given(FILE, FILE, SUMS, st.booleans(), EVENTS)
def test_a_merge_undone_the_same_day_leaves_every_row_as_it_was(kept: Office, one: CustomerInput, other: CustomerInput, sums: list[int],
                                                               active: bool, events: list[tuple[int, str]]) -> None:
    """Whatever was filed, owed, agreed, noted, planned and put off; the journal alone grows."""
    ids = [commands.file_customer(kept, each).id for each in (one, other)]
    for place, event in events:
        with suppress(RuleViolation):                       # a visit planned twice for a day
            HAPPENED[event](kept, ids[place])
    commands.set_active(kept, ids[0], active)
    for amount in sums:
        (owes if amount > 0 else pays)(kept, ids[0], str(abs(amount)))
    before = everything(kept)
    commands.merge_customers(kept, MergeInput(ids[0], ids[1], "重复"))
    assert everything(kept) != before
    commands.undo_merge(kept, ids[0])
    assert everything(kept) == before
