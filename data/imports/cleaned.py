"""What became of each cell: what the file says beside what is entered, where the two differ; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from data.imports.plan import ImportPlan, Row
from data.imports.values import text
from models.core.errors import Problem
from models.core.kinds import Kind, text_of, trimmed


@dataclass(frozen=True)
class CellRead:
    """One cell of a row that has a meaning. before: as the file says it; after: as it is entered, "" where it cannot be read."""

    heading: str
    before: str
    after: str
    problem: Problem | None = None
    doubt: Problem | None = None

    @property
    def is_cleaned(self) -> bool:
        """Whether more than blanks was changed."""
        return bool(self.after) and _bare(self.before) != _bare(self.after)


def _bare(text: str) -> str:
    return re.sub(r"[\s,]|\.0+$", "", text)


def cells_of(plan: ImportPlan, row: Row) -> Iterator[CellRead]:
    """The cells of a row in order of the columns, those that say nothing left out unless something is wrong there."""
    wrong = {problem.field.split(".")[0]: problem for problem in reversed(row.problems)}
    odd = {problem.field.split(".")[0]: problem for problem in reversed(row.doubts)}
    for column, key in plan.matched.columns.items():
        cell = row.foreign.cell(column)
        before = row.foreign.unknown.get(column) or (trimmed(cell) if isinstance(cell, Decimal) else text(cell, key))
        if column in row.foreign.merged:
            before = f"↑ {before}"                      # what stands there comes from a cell above that reaches over this one
        if before or key in wrong:
            yield CellRead(plan.title_of(key), before, "" if key in wrong else _entered(row.values.get(key)), wrong.pop(key, None),
                           odd.pop(key, None))
    for key, value in plan.matched.implied.items():
        if value:
            yield CellRead(plan.title_of(key), "", value, wrong.pop(key, None))
    for key, problem in wrong.items():
        yield CellRead(plan.title_of(key), "", "", problem)


def _entered(value: object) -> str:
    if isinstance(value, Decimal):
        return text_of(Kind.PRICE, value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def in_short(plan: ImportPlan, row: Row) -> str:
    """The cells of a row that are entered otherwise than the file says them, in one line."""
    return "; ".join(f"{cell.heading} {cell.before} → {cell.after}" for cell in cells_of(plan, row) if cell.is_cleaned)
