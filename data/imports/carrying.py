"""Carrying a dry run out: everything in one transaction, the problem rows in a file of their own, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.grid import Grid
from data.imports.plan import ImportPlan, Progress, Row
from data.writers import write
from models.core.kinds import Kind, Value
from models.core.listing import Column
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import N_, _, language


@dataclass(frozen=True, eq=False)
class ImportResult:
    """What came of it. approval: the request that waits for the manager."""

    plan: ImportPlan
    written: bool
    approval: int | None = None


class _Told(list[Any]):
    """Items that tell how far one is each time they are gone through."""

    def __init__(self, items: Iterable[Any], progress: Progress) -> None:
        super().__init__(items)
        self._progress = progress

    def __iter__(self) -> Iterator[Any]:
        for at, item in enumerate(super().__iter__()):
            self._progress(at, len(self))
            yield item


def carry(office: Office, plan: ImportPlan, problems_to: Path | None = None, progress: Progress | None = None) -> ImportResult:
    """Enter the accepted rows, all or none. With problem rows nothing is written unless they go to a file (rules of Import).

    progress is told (rows done, rows in all); should it raise, nothing is entered.
    Raises KnownError when that file cannot be written, RuleViolation when the office changed meanwhile; nothing is entered then.
    """
    if plan.bad_rows:
        if problems_to is None:
            return ImportResult(plan, False)
        write_problems(plan, problems_to)
    items = [row.item for row in plan.accepted]
    if progress is not None:
        items = _Told(items, progress)
    if not items:
        return ImportResult(plan, False)
    with office.batch():
        approval = plan.target.enter(office, items, plan.source)
    return ImportResult(plan, True, approval)


def write_problems(plan: ImportPlan, target: Path) -> None:
    """The problem rows as they came, under the same headings, with the reason in a last column."""
    heading = plan.matched.heading.cells
    width = max(len(heading), *(len(row.foreign.cells) for row in plan.bad_rows))
    titles = [*(str(heading[at] or "") if at < len(heading) else "" for at in range(width)), _(N_("Reason"))]
    columns = tuple(Column(f"c{at}", title, None, Kind.CODE, width=14 if at < width else 60) for at, title in enumerate(titles))
    head = Sheet("problems", _(N_("Problem rows")), plan.source.file, columns, tuple(titles), (), None, language())
    rows = [(*_cells(row, width), reason(plan, row)) for row in plan.bad_rows]
    write(Grid(head, rows, len(rows)), target=target)


def _cells(row: Row, width: int) -> list[Value]:
    return [row.foreign.unknown.get(at, row.foreign.cell(at)) for at in range(width)]


def reason(plan: ImportPlan, row: Row) -> str:
    """Why a row was not taken: each problem under its heading."""
    said = [(plan.title_of(problem.field), problem.say()) for problem in row.problems]
    return "; ".join(f"{title}: {text}" if title else text for title, text in said)


def summary(done: ImportPlan | ImportResult) -> dict[str, Any]:
    """What a program is told: counts, duplicates, problems, doubts, the approval asked for."""
    plan = done if isinstance(done, ImportPlan) else done.plan
    result = done if isinstance(done, ImportResult) else ImportResult(plan, False)
    return {
        "rows": len(plan.rows), "accepted": len(plan.accepted),
        "duplicates": [{"row": twin.row, **({"of_row": twin.of_row} if twin.of_row else {"code": twin.code}), "name": twin.name,
                        "kind": twin.kind} for twin in plan.duplicates],
        "problems": [{"row": number, "field": problem.field, "message": problem.say()} for number, problem in plan.problems],
        "warnings": [{"row": row.number, "field": problem.field, "message": problem.say()} for row in plan.rows for problem in row.doubts],
        "columns": {str(plan.matched.heading.cell(column)): key for column, key in plan.matched.columns.items()},
        "approval": result.approval, "written": result.written,
    }
