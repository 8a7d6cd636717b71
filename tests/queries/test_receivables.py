"""The ledger against a tiny plain one that adds everything up from scratch, now and as of every day."""

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
from models.receivables import queries, rules
from models.receivables.listing import AGEING, ALLOCATIONS, LEDGER, RECEIVABLES
from tests.factories import MONDAY, an_office
from tests.money_room import allocates, filed_customer, owes, pays, releases

DAYS = [MONDAY - timedelta(days=3) + timedelta(days=step) for step in range(4)]
AMOUNTS = st.integers(1, 500).map(lambda fen: Decimal(fen).scaleb(-2))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all examples; each takes a customer of its own."""
    made = an_office(tmp_path_factory.mktemp("ledger") / "office")
    yield made
    made.close()


@dataclass
class Plain:
    """A ledger as a list of rows: entries (id, day, amount, due), allocations (day, credit, debt, amount), closed pairs by day."""

    entries: dict[int, tuple[date, Decimal, date]] = field(default_factory=dict)
    allocations: list[tuple[date, int, int, Decimal]] = field(default_factory=list)
    closed: dict[int, date] = field(default_factory=dict)

    def balance(self, day: date) -> Decimal:
        """Σ of the entries by the end of a day."""
        return sum((amount for when, amount, _due in self.entries.values() if when <= day), ZERO)

    def settled(self, entry: int, day: date) -> Decimal:
        """What is allocated of an entry at the end of a day."""
        return sum((amount for when, credit, debt, amount in self.allocations if when <= day and entry in (credit, debt)), ZERO)

    def open(self, day: date) -> dict[int, Decimal]:
        """What is open of each entry at the end of a day, signed."""
        found = {}
        for entry, (when, amount, _due) in self.entries.items():
            left = abs(amount) - self.settled(entry, day)
            if when <= day and self.closed.get(entry, date.max) > day and left:
                found[entry] = left if amount > 0 else -left
        return found

    def room(self, entry: int, day: date) -> Decimal:
        """What stays open of an entry on every day from one on."""
        if entry in self.closed:
            return ZERO
        return abs(self.entries[entry][1]) - max(self.settled(entry, later) for later in [day, *(d for d in DAYS if d > day)])


STEPS = st.lists(st.tuples(st.sampled_from(["invoice", "receipt", "allocate", "allocate", "release", "void"]), st.sampled_from(DAYS),
                           st.integers(0, 30), st.integers(0, 30), AMOUNTS), max_size=25)


def play(office: Office, customer: int, plain: Plain, step: tuple[str, date, int, int, Decimal]) -> None:
    """Do one step in the office and, when the office accepts it, in the plain ledger."""
    verb, day, one, other, amount = step
    ids = list(plain.entries)
    if verb in ("invoice", "receipt"):
        due = day + timedelta(days=one - 15)
        made = owes(office, customer, str(amount), day, due=due) if verb == "invoice" else pays(office, customer, str(amount), day)
        plain.entries[made] = (day, amount if verb == "invoice" else -amount, due if verb == "invoice" else day)
    elif ids and verb == "allocate":
        credit, debt = ids[one % len(ids)], ids[other % len(ids)]
        fits = (plain.entries[credit][1] < 0 < plain.entries[debt][1] and day >= max(plain.entries[credit][0], plain.entries[debt][0])
                and amount <= min(plain.room(credit, day), plain.room(debt, day)))
        try:
            allocates(office, credit, debt, str(amount), day)
        except RuleViolation:
            assert not fits
        else:
            assert fits
            plain.allocations.append((day, credit, debt, amount))
    elif ids and verb == "release":
        entry = ids[one % len(ids)]
        releases(office, entry, day)
        undone = [item for item in plain.allocations if entry in item[1:3]]
        plain.allocations += [(max(when, day), credit, debt, -part) for when, credit, debt, part in undone]
    elif ids and verb == "void":
        entry = ids[one % len(ids)]
        when, whole, due = plain.entries[entry]
        if whole > 0 and entry not in plain.closed and plain.settled(entry, date.max) == 0:
            day = max([when, *(then for then, _credit, debt, _part in plain.allocations if debt == entry)])
            counter = owes(office, customer, str(-whole), day, kind="void", reverses=entry)
            plain.entries[counter] = (day, -whole, due)
            plain.closed |= {entry: day, counter: day}


def customer_code(customer: int) -> str:
    """A code that no other customer's contains."""
    return f"{customer:05d}"


def rows_of(listing: Listing, ask: Filter) -> list[dict[str, Any]]:
    """The rows of a listing, by column."""
    return [dict(zip([column.key for column in listing.columns], row, strict=True)) for row in every_row(listing, ask)]


COUNTER = iter(range(1, 100_000))


@settings(max_examples=60)
@given(steps=STEPS)
def test_the_ledger_agrees_with_a_plain_one(desk: Office, steps: list[tuple[str, date, int, int, Decimal]]) -> None:
    """Balances, open amounts, ageing and the listings, as of every day; what one refuses the other refuses."""
    customer = filed_customer(desk, f"K{customer_code(next(COUNTER))}")
    plain = Plain()
    for step in steps:
        play(desk, customer, plain, step)
    code = desk.database.execute_sql("SELECT code FROM customer WHERE id = ?", (customer,)).fetchone()[0]
    for day in DAYS:
        still = plain.open(day)
        debts = queries.open_debts(desk, customer, day)
        assert {item.entry_id: item.open for item in debts} == {entry: left for entry, left in still.items() if left > 0}
        credits_ = {item.entry_id: -item.open for item in queries.open_credits(desk, customer, day)}
        assert credits_ == {entry: left for entry, left in still.items() if left < 0}
        assert queries.balance(desk, customer, day) == plain.balance(day) == sum(still.values(), ZERO)
        assert [item.due for item in debts] == sorted(item.due for item in debts if item.due)
        check_listings(desk, str(code), day, plain)
    assert not list(queries.faults(desk))


def check_listings(office: Office, code: str, day: date, plain: Plain) -> None:
    """The rows of one customer as of a day."""
    still = plain.open(day)
    debts = [(plain.entries[entry][2], left) for entry, left in still.items() if left > 0]
    advances = -sum((left for left in still.values() if left < 0), ZERO)
    [account] = rows_of(RECEIVABLES, Filter(keyword=code, as_of=day))
    late = rules.overdue_of(debts, advances, day)[0]
    assert (account["balance"], account["advances"], account["overdue"]) == (plain.balance(day), advances, late)
    assert account["opening"] + account["invoiced"] - account["received"] == account["balance"]
    aged = rows_of(AGEING, Filter(keyword=code, as_of=day))
    assert bool(aged) == bool(still)
    for line in aged:
        for bucket in rules.BUCKETS:
            assert line[bucket.key] == sum((left for due, left in debts if rules.bucket_of(due, day) is bucket), ZERO)
        assert line["advances"] == advances


def test_ageing_has_the_buckets_of_the_rules(office: Office) -> None:
    """Both ends of each bucket, and advances in a column of their own."""
    customer = filed_customer(office)
    ends = (0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366, 730, 731, 1095, 1096)
    for place, late in enumerate(ends):
        owes(office, customer, str(2**place), MONDAY - timedelta(days=late), number=f"{late}")
    pays(office, customer, "0.50")
    [row] = list(every_row(AGEING, Filter(as_of=MONDAY)))
    expected = [1, *(2**place + 2**(place + 1) for place in range(1, 14, 2)), 2**15, 2**16 - 1]
    assert row[2:-1] == tuple(Decimal(value) for value in [*expected, Decimal("0.50")])
    assert totals_of(AGEING, Filter(as_of=MONDAY)).sums["owed"] == 2**16 - 1


def test_every_customer_has_opening_and_closing(office: Office) -> None:
    """With or without movement (rules: Receivables)."""
    quiet, busy = filed_customer(office, "C001"), filed_customer(office, "C002")
    owes(office, busy, "100", DAYS[0])
    owes(office, busy, "40", DAYS[1])
    pays(office, busy, "15", DAYS[1])
    owes(office, busy, "7", DAYS[3])
    rows = [row[:7] for row in every_row(RECEIVABLES, Filter(start=DAYS[1], end=DAYS[2]))]
    assert [tuple(map(str, row[2:])) for row in rows] == [("0.00",) * 5, ("100.00", "40.00", "15.00", "0.00", "125.00")]
    assert queries.balance(office, quiet) == 0
    assert [row[-1] for row in every_row(RECEIVABLES, Filter(as_of=DAYS[3]))] == ["settled", "overdue"]
    assert totals_of(RECEIVABLES, Filter(state="overdue", as_of=DAYS[3])).count == 1


def test_the_ledger_runs_a_balance(office: Office) -> None:
    """Of each customer, in order of day and posting; and says what is open of each entry."""
    one, other = filed_customer(office, "C001"), filed_customer(office, "C002")
    debt = owes(office, one, "100", DAYS[1], number="XS1")
    owes(office, other, "5", DAYS[1], number="XS2")
    money = pays(office, one, "30", DAYS[0])
    allocates(office, money, debt, "30", DAYS[1])
    rows = rows_of(LEDGER, Filter(sort="date"))
    shown = [(row["code"], str(row["debit"]), str(row["credit"]), str(row["balance"]), str(row["open"])) for row in rows]
    assert shown == [("C001", "0.00", "30.00", "-30.00", "0.00"), ("C001", "100.00", "0.00", "70.00", "70.00"),
                     ("C002", "5.00", "0.00", "5.00", "5.00")]
    assert [row[-1] for row in every_row(ALLOCATIONS, Filter(keyword="XS1"))] == [Decimal(30)]
    assert totals_of(LEDGER, Filter(facets=(("kind", "invoice"),))).sums["debit"] == 105


def test_advances_are_netted_against_the_oldest_debts_first(office: Office) -> None:
    """Allocated or not: who has paid in advance is not overdue."""
    customer = filed_customer(office, limit="1000")
    owes(office, customer, "100", DAYS[0])
    owes(office, customer, "50", DAYS[2])
    pays(office, customer, "100", DAYS[3])
    assert queries.overdue(office, customer, MONDAY) == (Decimal("50.00"), (MONDAY - DAYS[2]).days)
    assert queries.overdue(office, customer, DAYS[0]) == (ZERO, 0)


def test_an_acceptance_counts_against_the_limit_until_the_bank_pays(office: Office) -> None:
    """Apart until due (rules: Receivables)."""
    customer = filed_customer(office, limit="1000")
    owes(office, customer, "900")
    pays(office, customer, "900", due=MONDAY + timedelta(days=90))
    standing = queries.credit_standing(office, customer, MONDAY)
    assert [standing.limit, standing.balance, standing.acceptances_not_due] == [Decimal(1000), ZERO, Decimal(900)]
    assert rules.beyond_credit(standing, Decimal("100")) == 0
    assert rules.beyond_credit(standing, Decimal("100.01")) == Decimal("0.01")
    assert queries.credit_standing(office, customer, MONDAY + timedelta(days=90)).acceptances_not_due == 0


def test_a_tampered_balance_is_found(office: Office) -> None:
    """Balances are recomputed from the entries."""
    customer = filed_customer(office)
    owes(office, customer, "100")
    office.database.execute_sql("UPDATE customer_day SET balance = 1")
    assert len(list(queries.faults(office))) == 1
    office.database.execute_sql("DELETE FROM customer_day")
    assert len(list(queries.faults(office))) == 1
