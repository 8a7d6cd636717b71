"""Whom to remind, and ageing by salesperson: the same open items as the accounts, with when the oldest fell due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

from models.core.listing import Filter, keys_of, rows_of, totals_of
from models.core.office import Office
from models.receivables.listing import AGEING, AGEING_BY_SALESPERSON, DUNNING
from tests.factories import MONDAY
from tests.money_room import filed_customer, owes, pays


def due(days_ago: int) -> date:
    return MONDAY - timedelta(days=days_ago)


def test_whom_to_remind_and_salespeople_add_up_to_the_accounts(office: Office) -> None:
    """Rules: Receivables, Ageing; a bad debt is marked after 90 days, advances pay the oldest first."""
    late, some, fresh = (filed_customer(office, code) for code in ("K-1", "K-2", "K-3"))
    owes(office, late, "100", due(145), due=due(145))
    owes(office, late, "50", due(22), due=due(22))
    owes(office, some, "80", due(100), due=due(100))
    owes(office, some, "20", due(40), due=due(40))
    pays(office, some, "85", due(10))
    owes(office, fresh, "30", due(1), due=MONDAY)
    found = rows_of(DUNNING, keys_of(DUNNING, Filter()), Filter())
    rows = {row[0]: dict(zip((column.key for column in DUNNING.columns), row, strict=True)) for row in found}
    assert {code: (row["overdue"], row["days"], row["state"]) for code, row in rows.items()} == {
        "K-1": (D(150), 145, "bad"), "K-2": (D(15), 40, "chase")}
    assert [totals_of(DUNNING, Filter(state=state)).count for state in ("bad", "chase", "late")] == [1, 1, 0]
    by_customer, by_person = totals_of(AGEING, Filter()).sums, totals_of(AGEING_BY_SALESPERSON, Filter()).sums
    assert by_customer == {key: by_person[key] for key in by_customer}
