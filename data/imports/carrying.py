"""Carrying a dry run out: everything in one transaction, the problem rows in a file of their own, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.grid import Grid
from data.imports.memory import uncollected
from data.imports.plan import STEP, ImportPlan, Progress, Row, Twin
from data.imports.target import Change, Work
from data.writers import write
from models.core.kinds import Kind, Value
from models.core.listing import Column
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import N_, _, language


APART = "apart"
"""The policy by which a row enters beside the one it resembles."""
AHEAD = 2
"""Steps of a row: it is worked out, then it is on its way."""


@dataclass(frozen=True, eq=False)
class ImportResult:
    """What came of it. approval: the request that waits for the manager; entered, changed: how many rows became new, changed old ones."""

    plan: ImportPlan
    written: bool
    approval: int | None = None
    entered: int = 0
    changed: int = 0


def carry(office: Office, plan: ImportPlan, problems_to: Path | None = None, progress: Progress | None = None,
          duplicates: str = "skip", rows: Mapping[int, str] | None = None) -> ImportResult:
    """Enter the accepted rows, all or none. With problem rows nothing is written unless they go to a file (rules of Import).

    duplicates: what becomes of rows that repeat another (skip, update, merge, apart: a policy of the target); rows: row number ->
    otherwise. progress is told (rows done, rows in all); should it raise, nothing is entered.
    Raises KnownError when that file cannot be written, RuleViolation when the office changed meanwhile; nothing is entered then.
    """
    if plan.bad:
        if problems_to is None:
            return ImportResult(plan, False)
        write_problems(plan, problems_to)
    items, changes = chosen(plan, duplicates, rows or {})
    if not items and not changes:
        return ImportResult(plan, False)
    ready, seen = [], hashlib.sha256()
    rows_in_all, steps = len(items) + len(changes), AHEAD * len(items) + len(changes)
    told = -1

    def tell(done: int) -> None:
        nonlocal told
        if progress is not None and done // STEP != told:
            told = done // STEP
            progress(done * rows_in_all // steps, rows_in_all)

    with uncollected():
        for at, item in enumerate(items):
            tell(at)
            seen.update(repr(item).encode())
            ready.append(plan.target.prepare(office, item))
        for change in changes:
            seen.update(repr((change.code, change.how, change.item)).encode())
        work = Work(plan.source, ready, changes, seen.hexdigest(), lambda done: tell(len(items) + done),
                    (plan.shape, plan.matched.columns) if plan.corrected else None)
        return ImportResult(plan, True, plan.target.enter(office, work), len(items), len(changes))


def fate_of(twin: Twin, policy: str, rows: Mapping[int, str]) -> str:
    """What becomes of a row that repeats another: its own choice, else that for all; a namesake enters, a part completes its first row."""
    return rows.get(twin.row) or (policy if twin.kind == "same" else APART if twin.kind == "namesake" else "update")


def chosen(plan: ImportPlan, duplicates: str, rows: Mapping[int, str]) -> tuple[list[Any], list[Change]]:
    """The items to enter, rows that repeat them taken in, and the changes of what is filed already.

    duplicates: what becomes of rows that are the same; rows: of single ones otherwise.
    Raises ValueError for a policy that the target does not have.
    """
    sound = {row.number: row.item for row in plan.rows if not row.problems}
    items, changes, led = dict(sound), [], dict[int, int]()
    for twin in plan.duplicates:
        how = fate_of(twin, duplicates, rows)
        if how != APART and how not in plan.target.policies:
            raise ValueError(f"no such policy: {how}")
        if twin.row not in sound:
            continue
        if how == APART:
            items[twin.row] = plan.target.apart(sound[twin.row]) if twin.kind != "namesake" else sound[twin.row]
            continue
        del items[twin.row]
        if twin.of_row:
            led[twin.row] = twin.of_row
    by_row = {twin.row: twin for twin in plan.duplicates}
    for twin in plan.duplicates:
        how = fate_of(twin, duplicates, rows)
        if twin.row not in sound or how in (APART, "skip"):
            continue
        first = twin.row
        while first in led:
            first = led[first]
        if first in items:
            items[first] = plan.target.combined(items[first], sound[twin.row], how)
        elif first in by_row and by_row[first].code:
            changes.append(Change(by_row[first].code, sound[twin.row], how))
    return list(items.values()), changes


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
        "aside": [{"row": row.row, "why": row.why} for row in plan.aside],
        "sheet": plan.matched.sheet.name, "other_sheets": [name for name in plan.sheets if name != plan.matched.sheet.name],
        "heading_row": plan.matched.heading.number, "remembered": plan.matched.remembered,
        "columns_cut": plan.matched.sheet.is_cut,
        "left_out": [str(cell).strip() for at, cell in enumerate(plan.matched.heading.cells)
                     if cell is not None and at not in plan.matched.columns],
        "columns": {str(plan.matched.heading.cell(column)): key for column, key in plan.matched.columns.items()},
        "approval": result.approval, "written": result.written,
        "entered": result.entered, "changed": result.changed,
    }
