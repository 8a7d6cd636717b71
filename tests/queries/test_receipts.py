"""Money in and out against a plain list of papers: the drawer on every day, and how a day's receipts split."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.listing import Filter, Listing, every_row, totals_of
from models.core.money import ZERO
from models.core.office import Office
from models.receipts import commands, queries
from models.receipts.inputs import DepositInput, OpeningCashInput, PettyInput, ReceiptInput, RefundInput, ReverseInput
from models.receipts.listing import CASH_BOOK, RECEIPTS
from models.receivables import queries as ledger
from tests.factories import MONDAY, an_office, an_offset, later
from tests.money_room import filed_customer, invoiced, owes

METHODS = ("cash", "cash", "transfer")
Step = tuple[str, int, int, str, Decimal]


@dataclass
class Plain:
    """A week of money as lists: papers (day, kind, method, amount), what is owed, which papers may be reversed."""

    today: date
    papers: dict[int, tuple[date, str, str, Decimal]] = field(default_factory=dict)
    owed: list[tuple[date, Decimal]] = field(default_factory=list)
    open: set[int] = field(default_factory=set)

    @property
    def days(self) -> list[date]:
        """The days of the week on which something may happen."""
        return [self.today - timedelta(days=step) for step in (3, 2, 1, 0)]

    def cash(self, day: date) -> Decimal:
        """What the drawer holds at the end of a day."""
        return sum((amount if kind == "receipt" else -amount for when, kind, method, amount in self.papers.values()
                    if when <= day and method == "cash"), ZERO)

    def balance(self, day: date) -> Decimal:
        """What the customer owes at the end of a day."""
        moved = {"receipt": -1, "refund": 1, "deposit": 0, "petty": 0}
        return (sum((amount for when, amount in self.owed if when <= day), ZERO)
                + sum((moved[kind] * amount for when, kind, _method, amount in self.papers.values() if when <= day), ZERO))

    def least(self, day: date) -> Decimal:
        """The least the drawer holds from a day on."""
        return min(self.cash(step) for step in self.days if step >= day)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all examples; each has a customer and a week of its own, begun with an empty drawer."""
    made = an_office(tmp_path_factory.mktemp("money") / "office")
    yield made
    made.close()


STEPS = st.lists(st.tuples(st.sampled_from(["invoice", "receipt", "receipt", "refund", "deposit", "petty", "reverse"]), st.integers(0, 3),
                           st.integers(0, 20), st.sampled_from(METHODS), st.integers(1, 300).map(lambda fen: Decimal(fen).scaleb(-2))),
                 max_size=20)
SERIAL = iter(range(1, 100_000))


def paper(office: Office, customer: int, step: Step, plain: Plain) -> int:
    """Do one step that makes a paper."""
    verb, place, pick, method, amount = step
    day = plain.days[place]
    if verb == "receipt":
        return commands.take_receipt(office, ReceiptInput(customer, method, amount, day)).id
    if verb == "refund":
        return commands.refund(office, RefundInput(customer, method, amount, day)).id
    if verb == "deposit":
        return commands.bank_deposit(office, DepositInput(amount, day)).id
    if verb == "petty":
        return commands.petty_payment(office, PettyInput(amount, "邮费", day)).id
    candidates = sorted(plain.papers)
    return commands.reverse_receipt(office, ReverseInput(candidates[pick % len(candidates)] if candidates else 0, "错", day)).id


def expected(step: Step, plain: Plain, office: Office, customer: int) -> tuple[bool, tuple[date, str, str, Decimal] | None]:
    """Whether a step is right, and the paper it should make."""
    verb, place, pick, method, amount = step
    day = plain.days[place]
    if verb == "reverse":
        candidates = sorted(plain.papers)
        if not candidates:
            return False, None
        chosen = candidates[pick % len(candidates)]
        when, kind, way, value = plain.papers[chosen]
        change = -value if kind == "receipt" else value
        fits = chosen in plain.open and day >= when and (way != "cash" or plain.least(day) + min(change, ZERO) >= 0)
        return fits, (day, kind, way, -value)
    way = "cash" if verb in ("deposit", "petty") else method
    if verb == "receipt":
        return True, (day, verb, way, amount)
    fits = way != "cash" or plain.least(day) >= amount
    if verb == "refund":
        fits = fits and amount <= queries.advance(office, customer, day)
    return fits, (day, verb, way, amount)


def play(office: Office, customer: int, step: Step, plain: Plain) -> None:
    """One step in both; what one refuses the other refuses."""
    verb, place, pick, _method, amount = step
    if verb == "invoice":
        owes(office, customer, str(amount), plain.days[place])
        plain.owed.append((plain.days[place], amount))
        return
    fits, made = expected(step, plain, office, customer)
    chosen = sorted(plain.papers)[pick % len(plain.papers)] if plain.papers else 0
    try:
        done = paper(office, customer, step, plain)
    except RuleViolation:
        assert not fits
        return
    assert fits and made
    plain.papers[done] = made
    if verb == "reverse":
        plain.open.discard(chosen)
    else:
        plain.open.add(done)


@settings(max_examples=40)
@given(steps=STEPS)
def test_the_money_agrees_with_a_plain_list(desk: Office, steps: list[Step]) -> None:
    """The drawer, the balance and the split of the day's receipts, after any order of papers on any days."""
    later(desk, weeks=1)
    customer, plain = filed_customer(desk, f"M{next(SERIAL):05d}"), Plain(desk.clock.today())
    left = queries.drawer(desk, plain.days[0])
    if left:
        commands.bank_deposit(desk, DepositInput(left, plain.days[0] - timedelta(days=1)))
    for step in steps:
        play(desk, customer, step, plain)
    for day in plain.days:
        check_day(desk, customer, plain, day)
    week = Filter(start=plain.days[0])
    drawer = rows_of_total(CASH_BOOK, week)
    assert drawer["received"] - drawer["paid"] == plain.cash(date.max)
    assert rows_of_total(RECEIPTS, week)["amount"] == sum((amount for _day, amount in plain.owed), ZERO) - plain.balance(date.max)
    assert not [*queries.faults(desk), *ledger.faults(desk)]


def check_day(office: Office, customer: int, plain: Plain, day: date) -> None:
    """One day of both."""
    book = queries.cash_book(office, day)
    assert book.closing == plain.cash(day) == queries.drawer(office, day)
    assert book.opening == plain.cash(day - timedelta(days=1))
    assert book.book == book.opening + book.received - book.banked - book.paid - book.refunded
    assert ledger.balance(office, customer, day) == plain.balance(day)
    for row in queries.day_receipts(office, day):
        taken = [amount for when, kind, way, amount in plain.papers.values() if (when, kind, way) == (day, "receipt", row.method)]
        assert row.amount == sum(taken, ZERO) == row.goods + row.old + row.advance


def rows_of_total(listing: Listing, ask: Filter) -> dict[str, Any]:
    """The sums of a listing."""
    return dict(totals_of(listing, ask).sums)


def rows_of(listing: Listing, ask: Filter) -> list[dict[str, Any]]:
    """The rows of a listing, by column."""
    return [dict(zip([column.key for column in listing.columns], row, strict=True)) for row in every_row(listing, ask)]


def taken(office: Office, customer: int, amount: str, method: str = "cash", day: date = MONDAY, **more: Any) -> int:
    """Take a receipt; returns its id."""
    return commands.take_receipt(office, ReceiptInput(customer, method, Decimal(amount), day, **more)).id


def split_of(office: Office, day: date) -> list[tuple[str, ...]]:
    """(method, count, amount, today's goods, old debts, advance, rounding)."""
    return [(row.method, str(row.count), *map(str, (row.amount, row.goods, row.old, row.advance, row.rounding)))
            for row in queries.day_receipts(office, day)]


def test_a_days_receipts_are_goods_old_debts_and_advance(office: Office) -> None:
    """By method, in the order of the methods (rules: Closing)."""
    customer = filed_customer(office)
    invoiced(office, customer, "40", MONDAY - timedelta(days=1))
    today = invoiced(office, customer, "100.50", MONDAY)
    taken(office, customer, "90")
    taken(office, customer, "50", rounding=Decimal("0.50"), allocate=((today, Decimal("50.50")),))
    taken(office, customer, "7", "wechat")
    assert split_of(office, MONDAY) == [("cash", "2", "140.00", "100.00", "40.00", "0.00", "0.50"),
                                        ("wechat", "1", "7.00", "0.00", "0.00", "7.00", "0.00")]


def test_a_counter_entry_takes_off_what_its_receipt_had_settled(office: Office) -> None:
    """On its own day; the day of the receipt stays as it was printed."""
    customer, tomorrow = filed_customer(office), MONDAY + timedelta(days=1)
    invoiced(office, customer, "40", MONDAY)
    receipt = taken(office, customer, "60")
    before = split_of(office, MONDAY)
    later(office, days=1)
    commands.reverse_receipt(office, ReverseInput(receipt, "假币"))
    assert split_of(office, MONDAY) == before == [("cash", "1", "60.00", "40.00", "0.00", "20.00", "0.00")]
    assert split_of(office, tomorrow) == [("cash", "-1", "-60.00", "0.00", "-40.00", "-20.00", "0.00")]


def test_an_advance_paid_back_the_same_day_paid_for_no_goods(office: Office) -> None:
    customer = filed_customer(office)
    taken(office, customer, "60")
    commands.refund(office, RefundInput(customer, "cash", Decimal("60")))
    assert split_of(office, MONDAY) == [("cash", "1", "60.00", "0.00", "0.00", "60.00", "0.00")]


def test_an_opening_debt_of_the_day_is_an_old_debt(office: Office) -> None:
    customer = filed_customer(office)
    owes(office, customer, "40", kind="opening")
    taken(office, customer, "60")
    assert split_of(office, MONDAY) == [("cash", "1", "60.00", "0.00", "40.00", "20.00", "0.00")]


def test_a_receipt_reversed_the_same_day_leaves_nothing(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "40", MONDAY)
    commands.reverse_receipt(office, ReverseInput(taken(office, customer, "60"), "错"))
    assert split_of(office, MONDAY) == [("cash", "0", "0.00", "0.00", "0.00", "0.00", "0.00")]


def test_the_cash_book_runs_a_balance(office: Office) -> None:
    customer = filed_customer(office)
    commands.set_opening_cash(office, OpeningCashInput(Decimal("20"), MONDAY - timedelta(days=1)))
    taken(office, customer, "100")
    taken(office, customer, "55", "transfer")
    done = commands.petty_payment(office, PettyInput(Decimal("30"), "运费"))
    commands.refund(office, RefundInput(customer, "cash", Decimal("10")))
    commands.reverse_receipt(office, ReverseInput(done.id, "重复"))
    keys = ("kind", "received", "paid", "balance", "state")
    shown = [tuple(str(row[key]) for key in keys) for row in rows_of(CASH_BOOK, Filter())]
    assert shown == [("opening", "20.00", "0.00", "20.00", "received"), ("receipt", "100.00", "0.00", "120.00", "received"),
                     ("petty", "0.00", "30.00", "90.00", "reversed"), ("refund", "0.00", "10.00", "80.00", "received"),
                     ("petty", "30.00", "0.00", "110.00", "counter-entry")]
    assert totals_of(CASH_BOOK, Filter(facets=(("kind", "petty"),))).count == 2


def test_receipts_show_what_they_settle_and_what_stands(office: Office) -> None:
    customer = filed_customer(office)
    invoiced(office, customer, "40", MONDAY)
    taken(office, customer, "60")
    taken(office, customer, "5", "offset", reference="顶账001", offset_id=an_offset(office, customer))
    commands.refund(office, RefundInput(customer, "cash", Decimal("10")))
    rows = {row["number"]: row for row in rows_of(RECEIPTS, Filter())}
    first = rows["SK20261100001"]
    assert [str(first[key]) for key in ("amount", "allocated", "advance")] == ["60.00", "50.00", "10.00"]
    assert [row["number"] for row in rows_of(RECEIPTS, Filter(keyword="顶账001"))] == ["SK20261100002"]
    assert totals_of(RECEIPTS, Filter(state="received")).sums["amount"] == Decimal("55.00")
    assert totals_of(RECEIPTS, Filter(facets=(("method", "offset"),))).count == 1


def test_a_tampered_drawer_is_found(office: Office) -> None:
    taken(office, filed_customer(office), "60")
    office.database.execute_sql("UPDATE cash_day SET balance = -1")
    assert len(list(queries.faults(office))) == 2
