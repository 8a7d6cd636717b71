"""Reads about liabilities: one case, what a person still bears."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import JOIN, ModelSelect, Value

from models.core.fields import from_scaled
from models.core.listing import Filter
from models.core.office import Office
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people.tables import Person


@dataclass(frozen=True)
class CaseRow:
    """A case. words: the rule as it stood when it was filed; state: open, or how it ended."""

    id: int
    date: datetime.date
    person_id: int
    person: str
    rule: str
    words: str
    amount: Decimal
    text: str
    source: str
    source_id: int
    filed_by: str
    state: str
    reason: str


_CASE = ("SELECT c.id, c.date, c.person_id, p.name, c.rule, c.words, c.amount, c.text, c.source, c.source_id, c.filed_by, "
         "COALESCE(s.outcome, 'open'), COALESCE(s.reason, '') FROM liability_case c JOIN person p ON p.id = c.person_id "
         "LEFT JOIN liability_settlement s ON s.case_id = c.id")


def _row(row: Any) -> CaseRow:
    return CaseRow(row[0], datetime.date.fromisoformat(row[1]), row[2], row[3], row[4], row[5], from_scaled(row[6], 2), row[7], row[8],
                   row[9], row[10], row[11], row[12])


def case(office: Office, case_id: int) -> CaseRow | None:
    """One case with how it ended."""
    row = office.database.execute_sql(f"{_CASE} WHERE c.id = ?", (case_id,)).fetchone()
    return None if row is None else _row(row)


def cases_of(office: Office, source: str, source_id: int) -> list[CaseRow]:
    """The cases that a row of another room filed."""
    rows = office.database.execute_sql(f"{_CASE} WHERE c.source = ? AND c.source_id = ? ORDER BY c.id", (source, source_id))
    return [_row(row) for row in rows]


def open_cases(office: Office, person_id: int | None = None) -> list[CaseRow]:
    """What is not settled yet, of one person if given, the oldest first."""
    rows = office.database.execute_sql(f"{_CASE} WHERE s.case_id IS NULL AND (? IS NULL OR c.person_id = ?) ORDER BY c.date, c.id",
                                       (person_id, person_id))
    return [_row(row) for row in rows]


def liabilities(_ask: Filter) -> ModelSelect:
    """Every case with its person and how it ended."""
    return (LiabilityCase.select().join(Person).join_from(LiabilityCase, LiabilitySettlement, JOIN.LEFT_OUTER,
                                                          on=LiabilitySettlement.case == LiabilityCase.id))


def by_person(ask: Filter) -> ModelSelect:
    """The cases of a span, a row a person; withdrawn ones left out."""
    query = liabilities(ask).where(LiabilitySettlement.outcome.is_null() | (LiabilitySettlement.outcome != "withdrawn")).group_by(Person.id)
    if ask.start:
        query = query.where(LiabilityCase.date >= Value(ask.start.isoformat(), converter=False))
    if ask.end:
        query = query.where(LiabilityCase.date <= Value(ask.end.isoformat(), converter=False))
    return query
