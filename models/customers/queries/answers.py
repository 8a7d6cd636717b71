"""What was said to early warnings: the latest snooze and the latest measure of each customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from models.core.office import Office
from models.customers.rules import Answer, Answers

NOTHING = Answers()


@dataclass(frozen=True)
class AnswerRow:
    """One answer. kind: snooze or measure."""

    date: Day
    kind: str
    text: str
    until: Day | None
    outcome: str
    person: str


def answers(database: Any) -> dict[int, Answers]:
    """The latest answers by customer, those of merged ones under the one that is kept."""
    return _read(database, "", ())


def told(office: Office, ids: Sequence[int]) -> Answers:
    """The latest answers to the warnings of one customer, filed under these ids."""
    found = _read(office.database, f"WHERE w.customer_id IN ({', '.join('?' * len(ids))}) ", ids)
    return found[next(iter(found))] if found else NOTHING


def _read(database: Any, where: str, params: Sequence[int]) -> dict[int, Answers]:
    found: dict[int, Answers] = {}
    for row in database.execute_sql(
            "SELECT COALESCE(a.kept_id, w.customer_id), w.kind, w.date, w.text, w.until, w.outcome, w.person FROM warning_answer w "
            f"LEFT JOIN customer_alias a ON a.customer_id = w.customer_id {where}ORDER BY w.id", params):
        said = Answer(Day.fromisoformat(row[2]), row[3], Day.fromisoformat(row[4]) if row[4] else None, row[5], row[6])
        before = found.get(row[0], NOTHING)
        found[row[0]] = Answers(said, before.measure) if row[1] == "snooze" else Answers(before.snooze, said)
    return found


def answers_of(database: Any, customer_id: int) -> list[AnswerRow]:
    """Everything said to the warnings of a customer, latest first."""
    rows = database.execute_sql(
        "SELECT date, kind, text, until, outcome, person FROM warning_answer WHERE customer_id = ? ORDER BY id DESC", (customer_id,))
    return [AnswerRow(Day.fromisoformat(row[0]), row[1], row[2], Day.fromisoformat(row[3]) if row[3] else None, row[4], row[5])
            for row in rows]
