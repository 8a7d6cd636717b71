"""The early warnings of a whole office agree with a plain reading of the rule, however its invoices lie (rules: Leads, early warning)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.reports.queries.warnings import _found

DAY = date(2026, 11, 23)
TABLES = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, active INTEGER);
CREATE TABLE customer_alias (customer_id INTEGER, kept_id INTEGER);
CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer_id INTEGER, date TEXT, total INTEGER, kind TEXT, original_id INTEGER);
CREATE TABLE invoice_void (invoice_id INTEGER);
CREATE TABLE setting (key TEXT, value TEXT);
CREATE TABLE warning_answer (id INTEGER PRIMARY KEY, customer_id INTEGER, date TEXT, kind TEXT, text TEXT, until TEXT, outcome TEXT,
    person TEXT);
INSERT INTO customer VALUES (1, 1), (2, 1), (3, 1), (4, 0);
INSERT INTO customer_alias VALUES (4, 3);
"""


class Plain:
    """A connection of its own, asked as the office's is."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(TABLES)

    def execute_sql(self, sql: str, params: Any = ()) -> sqlite3.Cursor:
        return self.database.execute(sql, params)


@dataclass(frozen=True)
class Paper:
    """An invoice: whose, how many days ago, yuan, red or void."""

    customer: int
    ago: int
    yuan: int
    red: bool
    void: bool


@dataclass(frozen=True)
class Said:
    """An answer to a warning, so many days ago. holds: days a snooze lasts; outcome "" is a snooze."""

    customer: int
    ago: int
    holds: int
    outcome: str


PAPERS = st.lists(st.builds(Paper, st.integers(1, 4), st.integers(0, 420), st.integers(1, 5000), st.booleans(),
                            st.integers(0, 5).map(lambda one: one == 0)), max_size=40)
ANSWERS = st.lists(st.builds(Said, st.integers(1, 4), st.integers(0, 60), st.integers(1, 80),
                             st.sampled_from(["", "working", "back", "explained", "lost"])), max_size=6)


def whose(customer: int) -> int:
    return 3 if customer == 4 else customer


def plain_state(customer: int, papers: Sequence[Paper], answers: Sequence[Said]) -> str | None:
    """Counted on one's fingers: 1.5 and 2.5 times the middle gap of 400 days, 90 days against the 90 before."""
    own = [paper for paper in papers if whose(paper.customer) == customer and not paper.void]
    bought = sorted({-paper.ago for paper in own if not paper.red and paper.ago <= 400})
    silence = ""
    if len(bought) >= 4:
        middle = median(after - before for before, after in zip(bought, bought[1:], strict=False))
        since = -bought[-1]
        if since > 3 and since > 1.5 * middle:
            silence = "lost" if since > 2.5 * middle else "quiet"
    value = [(paper.ago, -paper.yuan if paper.red else paper.yuan) for paper in own]
    now = sum(yuan for ago, yuan in value if ago < 90)
    before = sum(yuan for ago, yuan in value if 90 <= ago < 180)
    state = silence or ("falling" if before > 0 and 2 * now < before else "")
    if not state:
        return None
    last = min(paper.ago for paper in own if not paper.red and (paper.ago <= 400 if silence else paper.ago < 180))
    mine = [said for said in answers if whose(said.customer) == customer]
    measure = next((said for said in reversed(mine) if said.outcome), None)
    snooze = next((said for said in reversed(mine) if not said.outcome), None)
    if measure is not None and measure.outcome in ("explained", "lost") and measure.ago <= last:
        return "answered"
    return "snoozed" if snooze is not None and snooze.holds >= snooze.ago else state


def filed(papers: Sequence[Paper], answers: Sequence[Said]) -> Plain:
    """An office that knows nothing but these."""
    office = Plain()
    for number, paper in enumerate(papers, 1):
        kind, sign = ("red", -100) if paper.red else ("sale", 100)
        office.execute_sql("INSERT INTO invoice VALUES (?, ?, ?, ?, ?, ?)", (
            number, paper.customer, (DAY - timedelta(paper.ago)).isoformat(), sign * paper.yuan, kind, 1 if paper.red else None))
        if paper.void:
            office.execute_sql("INSERT INTO invoice_void VALUES (?)", (number,))
    for said in answers:
        day = DAY - timedelta(said.ago)
        office.execute_sql(
            "INSERT INTO warning_answer (customer_id, date, kind, text, until, outcome, person) VALUES (?, ?, ?, '', ?, ?, '')",
            (said.customer, day.isoformat(), "measure" if said.outcome else "snooze",
             None if said.outcome else (day + timedelta(said.holds)).isoformat(), said.outcome))
    return office


@given(PAPERS, ANSWERS)
def test_every_warning_agrees_with_a_plain_reference(papers: list[Paper], answers: list[Said]) -> None:
    """Reds take off sales and are no purchase, void papers are nothing, a merged customer buys for the one that is kept."""
    told = {warning.customer_id: warning.state for warning in _found(filed(papers, answers), DAY)}
    for customer in (1, 2, 3):
        assert told.get(customer) == plain_state(customer, papers, answers), customer
    assert 4 not in told


def test_sums_are_held_to_the_fen() -> None:
    """Exactly half is not under half."""
    papers = [Paper(1, 100, 1000, False, False), Paper(1, 10, 500, False, False)]
    assert _found(filed(papers, []), DAY) == []
    less = filed(papers, [])
    less.execute_sql("UPDATE invoice SET total = 49999 WHERE id = 2")
    warning, = _found(less, DAY)
    assert warning.fall is not None and warning.fall.now == Decimal("499.99")
