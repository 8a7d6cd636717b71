"""The dry run: every row of a foreign table as what it would become, what is wrong with it, and whom it repeats."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from data.imports.aside import Aside
from data.imports.dates import day, is_day_first, odd_day
from data.imports.headings import Field, Matched, match, shape_of
from data.imports.target import FiledAlready, Likeness, Source, Target
from data.workbook_reader import ForeignRow, read_workbook
from models.core.errors import Problem, RuleViolation
from models.core.imports import remembered
from models.core.office import Office
from models.core.text import N_, _


Progress = Callable[[int, int], object]
"""Told (rows done, rows in all); what it raises ends the work."""
STEP = 100
"""Rows after which the progress is told."""
FINE, ODD, BAD = range(3)
"""Marks of a row: nothing to say, worth a look, with problems."""


@dataclass(frozen=True)
class Row:
    """One row. item: the input it makes; None where a cell could not be read. doubts never keep it out. values: by field, as read.

    merged: fields whose value comes from a cell above that reaches over this row.
    """

    foreign: ForeignRow
    item: Any
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    merged: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """The row's number in its sheet."""
        return self.foreign.number


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where the person says the table is: the name of the sheet, the number of the row of headings (None: found by itself)."""

    sheet: str
    heading: int | None = None


@dataclass(frozen=True)
class Twin:
    """A row that repeats another of the file (of_row) or of the office (code). kind: "same" is not entered twice, "namesake" is.

    A "part" completes the row of_row: both stand beside one merged cell that names them.
    """

    row: int
    name: str
    kind: str
    of_row: int | None = None
    code: str = ""


@dataclass(frozen=True, eq=False)
class ImportPlan:
    """What an import would do; nothing is written yet. shape: a hash of its headings; corrected: a person said what columns mean.

    aside: rows below the headings that are totals or notes; sheets: names of the file's sheets that hold something. marks: FINE, ODD or
    BAD for each row; numbers: where each stands in its sheet. The rows themselves may lie packed: ask for those that are wanted.
    """

    target: Target
    source: Source
    matched: Matched
    rows: Sequence[Row]
    duplicates: Sequence[Twin]
    shape: str = ""
    corrected: bool = False
    aside: tuple[Aside, ...] = ()
    sheets: tuple[str, ...] = ()
    marks: bytes = b""
    numbers: Sequence[int] = ()

    @property
    def bad(self) -> int:
        """How many rows have problems."""
        return self.marks.count(BAD)

    @property
    def bad_rows(self) -> list[Row]:
        """Rows with problems, in order."""
        return [self.rows[at] for at, mark in enumerate(self.marks) if mark == BAD]

    @property
    def problems(self) -> list[tuple[int, Problem]]:
        """(row number, problem), in order."""
        return [(row.number, problem) for row in self.rows for problem in row.problems]

    @property
    def accepted(self) -> list[Row]:
        """Rows that would enter: without problems, and not the same one a second time."""
        repeated = {twin.row for twin in self.duplicates if twin.kind != "namesake"}
        return [row for row in self.rows if not row.problems and row.number not in repeated]

    def title_of(self, field: str) -> str:
        """What the file calls a field; else what the desk calls it."""
        key = field.split(".")[0]
        for column, matched in self.matched.columns.items():
            if matched == key:
                return str(self.matched.heading.cell(column) or "").strip()
        return next((_(each.title) for each in self.target.fields if each.key == key), "")


def make_plan(office: Office, target: Target, path: Path, mapping: Mapping[int, str] | None = None,
              progress: Progress | None = None, place: Place | None = None) -> ImportPlan:
    """Read a file for a target. mapping: corrections by the person, column (from 0) -> field key; None takes those remembered.

    place: where the person says the table is. progress is told (rows read, rows in all) and may stop the reading by raising.
    Raises KnownError for a file that cannot be read or whose headings say too little.
    """
    sheets, known = read_workbook(path), remembered(office.database, target.name)
    looked_at = [sheet for sheet in sheets if place is None or sheet.name == place.sheet] or sheets
    matched = match(looked_at, target.fields, mapping, target.named, known, place.heading if place else None)
    foreign, aside = matched.rows(target.named)
    read = _reader(office, target, matched, foreign)
    rows = []
    for at, row in enumerate(foreign):
        if progress is not None and at % STEP == 0:
            progress(at, len(foreign))
        rows.append(read(row))
    rows, twins = _compare(office, target, rows)
    source = Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), len(rows))
    return ImportPlan(target, source, matched, tuple(rows), tuple(twins), shape_of(matched.heading), mapping is not None, tuple(aside),
                      tuple(sheet.name for sheet in sheets), bytes(map(_mark, rows)), array("q", (row.number for row in rows)))


def _mark(row: Row) -> int:
    return BAD if row.problems else ODD if row.doubts else FINE


@dataclass(frozen=True)
class _Column:
    """How the cells of a column are read, and what may look odd in one."""

    field: Field
    read: Callable[..., object]
    odd: Callable[..., Problem | None] | None = None


def _columns(matched: Matched, target: Target, foreign: Sequence[ForeignRow]) -> dict[int, _Column]:
    fields, found = {each.key: each for each in target.fields}, {}
    for column, key in matched.columns.items():
        one = fields[key]
        if one.day:
            first = is_day_first(row.cell(column) for row in foreign)
            found[column] = _Column(one, partial(day, day_first=first), partial(odd_day, day_first=first))
        else:
            unit = matched.unit(column, one.units) if one.units else 1
            found[column] = _Column(one, partial(one.read, unit=unit) if unit != 1 else one.read)
    return found


def _reader(office: Office, target: Target, matched: Matched, foreign: Sequence[ForeignRow]) -> Callable[[ForeignRow], Row]:
    """What reads one row of this table."""
    columns, meant = _columns(matched, target, foreign), target.reader(office)

    def read(row: ForeignRow) -> Row:
        values: dict[str, Any] = dict(matched.implied)
        problems: list[Problem] = []
        odd: list[Problem] = []
        for at, column in columns.items():
            try:
                values[column.field.key] = _value(column, row, at)
                seen = column.odd(row.cell(at), column.field.key) if column.odd is not None else None
                odd += [seen] if seen else []
            except RuleViolation as refused:
                problems += refused.problems
        unread = {problem.field for problem in problems}
        item, wrong, doubts = meant(values)
        problems += [problem for problem in wrong if problem.field.split(".")[0] not in unread]
        merged = frozenset(columns[at].field.key for at in row.merged if at in columns) if row.merged else _NONE
        return Row(row, item, tuple(problems), () if problems else (*odd, *doubts), values, merged)

    return read


def _value(column: _Column, row: ForeignRow, at: int) -> object:
    key = column.field.key
    if at in row.unknown:
        raise RuleViolation([Problem(key, "import.formula", N_("The formula in this cell has no result; type the value, "
                                                               "or open the file in Excel and save it again"))])
    return column.read(row.cell(at), key)


def _compare(office: Office, target: Target, rows: Sequence[Row]) -> tuple[list[Row], list[Twin]]:
    """Find repeated rows. Rows without problems are compared first, so that a bad row never keeps a good one out."""
    seen: dict[str, list[tuple[Row, Likeness]]] = defaultdict(list)
    codes: dict[str, int] = {}
    marked: dict[str, tuple[int, Likeness]] = {}
    twins: list[Twin] = []
    checked: dict[int, Row] = {}
    filed = target.finder(office)
    parts = _parts(target, rows)
    for row in sorted(rows, key=lambda each: (bool(each.problems), each.number)):
        like = target.likeness(row.item)
        if row.number in parts:
            twins.append(Twin(row.number, like.shown or like.name, "part", of_row=parts[row.number].number))
            checked[row.number] = _part(row, parts[row.number])
            continue
        twin = _twin(filed(row.item), row, like, seen[like.name]) if like.name else None
        if twin is not None:
            twins.append(twin)
        if not row.problems and (twin is None or twin.kind == "namesake"):
            if like.code in codes:
                row = replace(row, problems=(Problem(like.field, "import.code", N_("Row {row} has the code {code} already"),
                                                     {"row": codes[like.code], "code": like.code}),))
            elif like.code:
                codes[like.code] = row.number
        if not row.problems and (twin is None or twin.kind == "namesake"):
            row = replace(row, doubts=(*row.doubts, *_shared(row.number, like, marked)))
        seen[like.name].append((row, like))
        checked[row.number] = row
    return [checked[row.number] for row in rows], sorted(twins, key=lambda twin: twin.row)


def _parts(target: Target, rows: Sequence[Row]) -> dict[int, Row]:
    """Rows that say more of an earlier one, by number: the cell that names both reaches over both."""
    named = set(target.named) if "update" in target.policies else set()
    found: dict[int, Row] = {}
    first: Row | None = None
    for row in rows:
        name = target.likeness(row.item).name if row.merged & named else ""
        if first is not None and name and target.likeness(first.item).name == name:
            found[row.number] = first
        else:
            first = row
    return found


def _part(row: Row, first: Row) -> Row:
    """A row enters with the first one of its name, or waits with it."""
    if row.problems or not first.problems:
        return row
    return replace(row, problems=(Problem("", "import.part", N_("It belongs to row {row}, which has problems"), {"row": first.number}),))


def _shared(number: int, like: Likeness, marked: dict[str, tuple[int, Likeness]]) -> list[Problem]:
    """Who else in the file has the same phone or tax number under another name: one owner of two firms, or one firm written twice."""
    found = []
    for mark in sorted(like.marks - {like.code}):
        other, its = marked.setdefault(mark, (number, like))
        if its.name != like.name:
            found.append(Problem("phone", "import.shared", N_("Row {row}, {name}, has {mark} too"),
                                 {"row": other, "name": its.shown, "mark": mark}))
    return found


def _twin(filed: Sequence[FiledAlready], row: Row, like: Likeness, earlier: Sequence[tuple[Row, Likeness]]) -> Twin | None:
    name = like.shown or like.name
    for kind in ("same", "namesake"):
        for other, its in earlier:
            if its.is_same(like) == (kind == "same"):
                return Twin(row.number, name, kind, of_row=other.number)
        for one in filed:
            if one.same == (kind == "same"):
                return Twin(row.number, name, kind, code=one.code)
    return None
