"""Which column means what: headings matched by meaning, below titles, above blank, repeated and total rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.imports import values
from data.workbook_reader import Cell, ForeignRow, ForeignSheet
from models.core.errors import KnownError
from models.core.text import N_, _, halfwidth

LOOKED_AT = 30
"""Rows among which the headings are looked for."""


@dataclass(frozen=True)
class Field:
    """A field that a column may fill. words: what headings call it, the usual first. read: a cell to a value, or RuleViolation.

    second: the field of another column that says the same, as 手机 beside 电话.
    """

    key: str
    title: str
    words: tuple[str, ...]
    read: Callable[[Cell, str], object] = values.text
    required: bool = False
    second: str = ""


@dataclass(frozen=True)
class Matched:
    """Where the table begins and what its columns mean: column (from 0) -> field key."""

    sheet: ForeignSheet
    heading: ForeignRow
    columns: Mapping[int, str]

    def rows(self, required: Sequence[str]) -> list[ForeignRow]:
        """The rows of the table: below the heading, without repeated headings, totals and notes at the foot."""
        named = [column for column, key in self.columns.items() if key in required]
        return [row for row in self.sheet.rows if row.number > self.heading.number and row.cells != self.heading.cells
                and not is_total(row, named) and not is_note(row, named)]


def plain(heading: Cell) -> str:
    """A heading without what does not change its meaning: brackets, stars, spaces, letter case."""
    words = halfwidth(str(heading or "")).lower()
    return re.sub(r"[\s*:：_\-/、.]|\(.*?\)|【.*?】|\[.*?\]", "", words)


def match_row(row: ForeignRow, fields: Sequence[Field]) -> dict[int, str]:
    """Column -> field key. Exact words win over words contained in a longer heading; no field is filled twice."""
    meant = {plain(word): field.key for field in reversed(fields) for word in field.words}
    second = {field.key: field.second for field in fields}
    found: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        key = meant.get(plain(cell), "") if isinstance(cell, str) else ""
        if key in found.values():
            key = second[key]
        if key and key not in found.values():
            found[column] = key
    for column, cell in enumerate(row.cells):
        if column in found or not isinstance(cell, str) or len(plain(cell)) > 12:
            continue
        inside = [word for word in meant if len(word) > 1 and word in plain(cell) and meant[word] not in found.values()]
        if inside:
            found[column] = meant[max(inside, key=len)]
    return found


def shape_of(heading: ForeignRow) -> str:
    """By which files with the same headings are known again."""
    return hashlib.sha256("\n".join(plain(cell) for cell in heading.cells).encode()).hexdigest()


def _headings(sheet: ForeignSheet, fields: Sequence[Field]) -> Iterator[tuple[int, ForeignRow]]:
    """Every row that may name the columns, then every two that may do so together, as a group of headings over its parts."""
    rows = sheet.rows[:LOOKED_AT]
    words = {plain(word) for field in fields for word in field.words}
    yield from enumerate(rows)
    for at, (upper, lower) in enumerate(zip(rows, rows[1:], strict=False)):
        named = [cell for cell in lower.cells if cell is not None]
        if lower.number == upper.number + 1 and sum(isinstance(cell, str) and plain(cell) in words for cell in named) * 2 > len(named):
            width = max(len(upper.cells), len(lower.cells))
            cells = tuple(upper.cell(column) if lower.cell(column) is None else lower.cell(column) for column in range(width))
            yield at, ForeignRow(lower.number, cells)


def match(sheets: Sequence[ForeignSheet], fields: Sequence[Field], mapping: Mapping[int, str] | None = None,
          named: Sequence[str] = (), known: Mapping[str, Mapping[int, str]] | None = None) -> Matched:
    """The sheet and row whose headings say most. mapping: what the person corrected, column -> key, "" for a column to leave out.

    known: what was corrected before, by the shape of the file; taken where nothing is corrected now.

    Raises KnownError when a required field, or every field by which a row is named, has no column.
    """
    required = {field.key for field in fields if field.required}
    best: tuple[tuple[bool, int, int], Matched] | None = None
    for sheet in sheets:
        for at, row in _headings(sheet, fields):
            columns = match_row(row, fields)
            score = (required <= set(columns.values()), len(columns), -at)
            if columns and (best is None or score > best[0]):
                best = score, Matched(sheet, row, columns)
    if best is None:
        raise KnownError(N_("No headings were recognised; the first row of the table must name its columns"))
    found = best[1]
    shape = shape_of(found.heading)
    if mapping is None and known and shape in known:
        return Matched(found.sheet, found.heading, known[shape])
    if mapping:
        kept = {column: key for column, key in found.columns.items() if column not in mapping and key not in mapping.values()}
        found = Matched(found.sheet, found.heading, dict(sorted({**kept, **{c: key for c, key in mapping.items() if key}}.items())))
    there = set(found.columns.values())
    lacking = [_(field.title) for field in fields if field.required and field.key not in there]
    if not lacking and named and not there & set(named):
        lacking = [_(field.title) for field in fields if field.key in named][:1]
    if lacking:
        raise KnownError(N_("There is no column for: {fields}. Name it in the heading row"), fields="、".join(lacking))
    return found


_TOTAL = re.compile(r"(本页|本月|累计|全部|以上)?(合计|总计|小计|共计|汇总|总数|合)(金额|数量|户数)?[:：]?|(grand)?(sub)?totals?:?")
_NOTE = re.compile(r"(制表人?|填表人?|审核人?|复核人?|批准|经办人?|负责人|打印|日期|备注|说明|注)[:：].*")


def is_total(row: ForeignRow, named: Sequence[int]) -> bool:
    """A row that begins with 合计 and names nobody, or says 合计 where a name should be."""
    for column, cell in enumerate(row.cells):
        if isinstance(cell, str) and _TOTAL.fullmatch(re.sub(r"\s", "", halfwidth(cell)).lower()):
            return column in named or not any(isinstance(row.cell(other), str) for other in named)
    return False


def is_note(row: ForeignRow, named: Sequence[int]) -> bool:
    """A line at the foot such as 制表：王敏 审核：张经理."""
    said = [column for column, cell in enumerate(row.cells) if cell is not None]
    first = str(row.cell(said[0])) if said else ""
    return bool(_NOTE.fullmatch(re.sub(r"\s", "", first))) and not any(column in named for column in said[1:])
