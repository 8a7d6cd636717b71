"""Which column means what: headings matched by meaning, below titles, above blank, repeated and total rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from data.imports import values
from data.imports.aside import Aside, table_rows
from data.workbook_reader import Cell, ForeignRow, ForeignSheet
from models.core.errors import KnownError
from models.core.text import N_, _, halfwidth

LOOKED_AT = 30
"""Rows among which the headings are looked for."""
DEEPEST = 3
"""Rows that the headings of one table may take."""
LONGEST = 16
"""A longer text is no heading that merely contains a known word."""
MONEY_UNITS: Mapping[str, int] = {"亿元": 10**8, "万元": 10_000, "万": 10_000, "千元": 1000, "百元": 100, "k": 1000}
DAY_UNITS: Mapping[str, int] = {"个月": 30, "月": 30, "months": 30, "周": 7, "weeks": 7}


@dataclass(frozen=True)
class Field:
    """A field that a column may fill. words: what headings call it, the surest first. read: a cell to a value, or RuleViolation.

    faint: words that mean it where nothing else is better. second: the field of another column that says the same, as 手机 beside 电话.
    units: by what a heading may multiply its cells. form: what its cells look like, by which a column with a heading nobody knows is told.
    day: whether it holds days, whose order of day and month is told from the whole column.
    implied: what the field is in every row where it has no column, told from the words over the table, of its headings and first rows;
    "" where each row says it elsewhere, None where nothing does.
    """

    key: str
    title: str
    words: tuple[str, ...]
    read: Callable[..., object] = values.text
    required: bool = False
    faint: tuple[str, ...] = ()
    second: str = ""
    units: Mapping[str, int] = field(default_factory=dict)
    day: bool = False
    form: str = ""
    implied: Callable[[Sequence[str]], str | None] | None = None


@dataclass(frozen=True)
class Matched:
    """Where the table begins and what its columns mean: column (from 0) -> field key. above: what stands over the headings."""

    sheet: ForeignSheet
    heading: ForeignRow
    columns: Mapping[int, str]
    above: tuple[str, ...] = ()
    remembered: bool = False
    implied: Mapping[str, str] = field(default_factory=dict)

    def rows(self, required: Sequence[str]) -> tuple[list[ForeignRow], list[Aside]]:
        """The rows of the table, and those below the heading that are none: repeated headings, totals, notes."""
        named = [column for column, key in self.columns.items() if key in required]
        return table_rows([row.filled(named) for row in self.sheet.rows if row.number > self.heading.number], self.heading, named)

    def unit(self, column: int, units: Mapping[str, int]) -> int:
        """By what the heading, or a remark over the table such as 单位：万元, multiplies the cells of a column."""
        own = re.findall(r"[(【\[](.*?)[)】\]]", halfwidth(str(self.heading.cell(column) or "")).lower())
        said = [re.sub(r"单位[:：]?|以|计|人民币|\s", "", text) for text in own]
        if not any("元" in text for text in said):
            said += [found[1] for text in self.above if (found := re.search(r"单位[:：]?(?:人民币)?([亿万千百]?元)", text))]
        return next((units[text] for text in said if text in units), 1)


_REMARK = re.compile(r"\s*单\s*位\s*[:：]\s*\S")
"""单位：万元 over a table is no heading."""


@lru_cache(maxsize=4096, typed=True)
def plain(heading: Cell) -> str:
    """A heading without what does not change its meaning: brackets, stars, spaces, letter case."""
    words = re.sub(r"(.*?)\((我方|我司|本公司|本司|内部)\)", r"我方\1", halfwidth(str(heading or "")).lower())
    return re.sub(r"[\s*:：_\-/、.&#?？]|\(.*?\)|【.*?】|\[.*?\]", "", words)


@lru_cache(maxsize=4096, typed=True)
def _tokens(heading: Cell) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z]+", re.sub(r"\(.*?\)|\[.*?\]", " ", halfwidth(str(heading or "")).lower())))


def _has(tokens: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(tokens[at:at + len(part)] == part for at in range(len(tokens) - len(part) + 1))


def _scores(cell: Cell, fields: Sequence[Field], group: str = "") -> dict[str, float]:
    """Field key -> how surely a heading means it: exact words over words within, words before others as the field lists them."""
    if not isinstance(cell, str) or _REMARK.match(cell):
        return {}
    text, tokens = plain(cell), _tokens(cell)
    found: dict[str, float] = {}
    stem = re.sub(r"[\d一二三]+$", "", text)
    for each in fields:
        for at, word in enumerate(each.words):
            alias, score = plain(word), 0.0
            if group and text and alias != text and alias.endswith(text) and alias[:-len(text)] in group and alias[:-len(text)]:
                score = 2000 - at
            elif alias == text or alias == stem:
                score = (1000 if alias == text else 900) - at
            elif alias.isascii():
                score = 100 * len(alias) / max(len(text), 1) if len(alias) > 2 and _has(tokens, _tokens(word)) else 0
            elif len(alias) > 1 and len(text) <= LONGEST and alias in text:
                score = 100 * len(alias) / len(text) + (30 if text.endswith(alias) else 0)
            if score > found.get(each.key, 0):
                found[each.key] = score
        if text in each.faint:
            found[each.key] = max(found.get(each.key, 0), 800)
    return found


def match_row(row: ForeignRow, fields: Sequence[Field], groups: Sequence[str] = ()) -> dict[int, str]:
    """Column -> field key, the surest pairs first; no field is filled twice. groups: the headings over the headings, by column."""
    second = {each.key: each.second for each in fields}
    offers: list[tuple[float, int, str]] = []
    for column, cell in enumerate(row.cells):
        group = groups[column] if column < len(groups) else ""
        for key, score in _scores(cell, fields, group).items():
            offers.append((score, column, key))
            if second[key]:
                offers.append((score - 0.5 if score >= 900 else score / 2, column, second[key]))
    found: dict[int, str] = {}
    for _score, column, key in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        if column not in found and key not in found.values():
            found[column] = key
    return dict(sorted(found.items()))


def shape_of(heading: ForeignRow) -> str:
    """By which files with the same headings are known again."""
    return hashlib.sha256("\n".join(plain(cell) for cell in heading.cells).encode()).hexdigest()


def _headings(sheet: ForeignSheet, fields: Sequence[Field]) -> Iterator[tuple[int, ForeignRow, list[str]]]:
    """Every row that may name the columns, then runs of two and three that do so together, as groups of headings over their parts."""
    rows = sheet.rows[:LOOKED_AT]
    yield from ((at, row, []) for at, row in enumerate(rows))
    for deep in range(2, DEEPEST + 1):
        for at in range(len(rows) - deep + 1):
            run = rows[at:at + deep]
            if all(below.number == above.number + 1 and _is_part(below, fields) for above, below in zip(run, run[1:], strict=False)):
                width = max(len(row.cells) for row in run)
                cells = tuple(next((row.cell(column) for row in reversed(run) if row.cell(column) is not None), None)
                              for column in range(width))
                yield at, ForeignRow(run[-1].number, cells), _groups(run, width)


def _is_content(row: ForeignRow) -> bool:
    """Whether a row is one of the table, not over it: it holds a day, or digits as of a phone, or mostly numbers."""
    said = [cell for cell in row.cells if cell is not None]
    numbers = sum(isinstance(cell, (int, Decimal)) for cell in said)
    return (numbers * 2 > len(said) or any(isinstance(cell, date) for cell in said)
            or any(re.search(r"\d{7}", plain(cell)) for cell in said if isinstance(cell, str)))


def _by_form(found: Matched, fields: Sequence[Field]) -> Matched:
    """With the columns that no heading names but most of whose cells look like one field only."""
    columns = dict(found.columns)
    below = [row for row in found.sheet.rows if row.number > found.heading.number][:LOOKED_AT]
    for each in fields:
        if each.form and each.key not in columns.values():
            for column in range(max((len(row.cells) for row in below), default=0)):
                said = [text for row in below if (text := halfwidth(str(row.cell(column) or "")).strip())]
                alike = sum(bool(re.fullmatch(each.form, re.sub(r"[\s-]|\.0$", "", text))) for text in said)
                if column not in columns and alike > 1 and alike * 2 > len(said):
                    columns[column] = each.key
                    break
    return replace(found, columns=dict(sorted(columns.items())))


def _is_part(row: ForeignRow, fields: Sequence[Field]) -> bool:
    """Whether a row may be the lower part of a heading: short words only, most of them known."""
    said = [cell for cell in row.cells if cell is not None]
    if not said or not all(isinstance(cell, str) and len(plain(cell)) <= LONGEST and not re.search(r"\d{3}", cell) for cell in said):
        return False
    known = sum(max(_scores(cell, fields).values(), default=0) >= 60 for cell in said)
    return known * 2 > len(said) or known * 2 == len(said) and len(said) > 1


def _groups(run: Sequence[ForeignRow], width: int) -> list[str]:
    """What stands over each column of the lowest row; a group reaches right until the next."""
    made = [""] * width
    for row in run[:-1]:
        last = ""
        for column in range(width):
            last = plain(row.cell(column)) or last
            made[column] += last
    return made


def match(sheets: Sequence[ForeignSheet], fields: Sequence[Field], mapping: Mapping[int, str] | None = None,
          named: Sequence[str] = (), known: Mapping[str, Mapping[int, str]] | None = None, heading: int | None = None) -> Matched:
    """The sheet and row whose headings say most. mapping: what the person corrected, column -> key, "" for a column to leave out.

    known: what was corrected before, by the shape of the file; taken where nothing is corrected now. heading: the row's number, where
    the person said so.

    Raises KnownError when a required field, or every field by which a row is named, has no column, and for a form about one.
    """
    found = _best(sheets, fields, heading)
    shape = shape_of(found.heading)
    if mapping is None and known and shape in known:
        return Matched(found.sheet, found.heading, known[shape], found.above, True)
    if mapping is None:
        found = _uncounted(_by_form(found, fields))
    if mapping:
        kept = {column: key for column, key in found.columns.items() if column not in mapping and key not in mapping.values()}
        columns = dict(sorted({**kept, **{c: key for c, key in mapping.items() if key}}.items()))
        found = Matched(found.sheet, found.heading, columns, found.above)
    found = _with_implied(found, fields)
    there = {*found.columns.values(), *found.implied}
    lacking = [_(each.title) for each in fields if each.required and each.key not in there]
    if not lacking and named and not there & set(named):
        lacking = [_(each.title) for each in fields if each.key in named][:1]
    if lacking:
        raise Unnamed(N_("There is no column for: {fields}. Name it in the heading row"), found, "、".join(lacking))
    if mapping is None and _is_form(found, fields, named):
        raise KnownError(N_("This sheet is a form about one, with what is asked at its left; bring in a table with a row for each"))
    return found


def _is_form(found: Matched, fields: Sequence[Field], named: Sequence[str]) -> bool:
    """Whether what stands under the names is mostly headings itself: 联系人, 电话, 地址 below one another."""
    words = {plain(word) for each in fields for word in each.words}
    below = [row for row in found.sheet.rows if row.number > found.heading.number][:LOOKED_AT]
    said = [plain(cell) for row in below for column, key in found.columns.items() if key in named and (cell := row.cell(column))]
    return len(said) > 1 and 2 * sum(cell in words for cell in said) >= len(said)


def _with_implied(found: Matched, fields: Sequence[Field]) -> Matched:
    """With what is said once for all rows, or elsewhere in each."""
    said = [*found.above, *(str(cell) for row in found.sheet.rows if row.number >= found.heading.number for cell in row.cells
                            if isinstance(cell, str))][:len(found.above) + LOOKED_AT * len(found.heading.cells)]
    implied = {each.key: value for each in fields if each.implied is not None and each.key not in found.columns.values()
               and (value := each.implied(said)) is not None}
    return replace(found, implied=implied)


_COUNTED = frozenset({"no", "id", "nr", "number", "号", "item"})


def _uncounted(found: Matched) -> Matched:
    """Without a column of codes that merely counts the rows 1, 2, 3 under a heading such as NO."""
    for column, key in found.columns.items():
        if key == "code" and plain(found.heading.cell(column)) in _COUNTED:
            said = [str(row.cell(column)).removesuffix(".") for row in found.sheet.rows if row.number > found.heading.number][:LOOKED_AT]
            counted = [one for one in said if one.isdecimal()]
            if len(counted) > 1 and counted == [str(at) for at in range(1, len(counted) + 1)]:
                return replace(found, columns={other: name for other, name in found.columns.items() if other != column})
    return found


class Unnamed(KnownError):
    """The headings found leave out what a row must say; the person may point to the columns. matched: what was found."""

    def __init__(self, text: str, matched: Matched, fields: str) -> None:
        super().__init__(text, fields=fields)
        self.matched = matched


def _best(sheets: Sequence[ForeignSheet], fields: Sequence[Field], heading: int | None) -> Matched:
    required = {each.key for each in fields if each.required}
    best: tuple[tuple[bool, bool, int, int], Matched] | None = None
    for sheet in sheets:
        for at, row, groups in _headings(sheet, fields):
            if heading is not None and row.number != heading:
                continue
            columns = match_row(row, fields, groups)
            score = (not _is_content(row), required <= set(columns.values()), len(columns), -at)
            if (columns or heading is not None) and (best is None or score > best[0]):
                above = tuple(str(cell) for each in sheet.rows if each.number < row.number for cell in each.cells if isinstance(cell, str))
                best = score, Matched(sheet, row, columns, above)
    if best is None:
        raise KnownError(N_("No headings were recognised; the first row of the table must name its columns"))
    return best[1]
