"""A dry run as rows of a table: which enter, which repeat another and what becomes of them, which cannot be read and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from data.imports import APART, ImportPlan, ImportResult
from data.imports.carrying import fate_of, reason
from data.imports.cleaned import in_short
from data.imports.plan import BAD, FINE, ODD, Row, Twin
from models.core.errors import KnownError
from models.core.kinds import Kind, text_of
from models.core.text import N_, _, for_count
from ui.kit import theme
from ui.kit.specs import Level
from ui.kit.words import SHAPES, TOKENS, join

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
HEADINGS = (N_("Row"), N_("Result"), N_("Name"), N_("Explanation"))
POLICIES = {"skip": N_("leave out"), "update": N_("fill empty fields"), "merge": N_("take what the file says"),
            APART: N_("enter as another one")}
"""What may be done with a row that repeats another, in the words of a choice."""
FATES = {"skip": N_("left out"), "update": N_("fills empty fields"), "merge": N_("changes fields"), APART: N_("enters apart")}


SHOWN = ((None, N_("All rows")), (Level.BLOCK, N_("Problems only")), (Level.PLAIN, N_("Repeated rows only")),
          (Level.LOOK, N_("Worth a look only")))
COUNTED = (("all", N_("{count} row"), N_("{count} rows")), ("enters", N_("{count} enters"), N_("{count} enter")),
           ("taken in", N_("{count} completes what is there"), N_("{count} complete what is there")),
           ("left out", N_("{count} repeated, left out"), N_("{count} repeated, left out")),
           ("problem", N_("{count} with problems"), N_("{count} with problems")))
"""Words by what becomes of rows, for one and for many."""


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row. fate: of one that repeats another, a key of FATES. Its words are worked out when it is seen."""

    plan: ImportPlan
    at: int
    level: Level
    twin: Twin | None = None
    fate: str = ""

    @property
    def row(self) -> int:
        """The row's number in the sheet."""
        return self.plan.numbers[self.at]

    @property
    def source(self) -> Row:
        """The row as it was read."""
        return self.plan.rows[self.at]

    @property
    def result(self) -> str:
        """What becomes of it, in a word."""
        if self.level is Level.BLOCK:
            return _("problem")
        return _(FATES[self.fate]) if self.fate not in ("", APART) else _("enters, look") if self.level is Level.LOOK else _("enters")

    @property
    def name(self) -> str:
        """What the row is about."""
        like = self.plan.target.likeness(self.source.item)
        return like.shown or like.name

    @property
    def why(self) -> str:
        """Problems, what it repeats, doubts; of a plain row, how its cells are read."""
        if self.level is Level.BLOCK:
            return reason(self.plan, self.source)
        said = [_repeats(self.twin)] if self.twin is not None else []
        return "; ".join((*said, *(problem.say() for problem in self.source.doubts))) or in_short(self.plan, self.source)


_LEVELS = {FINE: Level.GOOD, ODD: Level.LOOK, BAD: Level.BLOCK}
_LEFT = BAD + 1
"""The mark of a row that does not enter by itself, because it repeats another."""


class Verdicts(Sequence[Verdict]):
    """What becomes of every row in order of the file, or of those of one level; each is made when it is seen."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        places = dict(zip(plan.numbers, range(len(plan.numbers)), strict=True)) if plan.duplicates else {}
        twins = {places[twin.row]: twin for twin in plan.duplicates}
        self._twins = {at: twin for at, twin in twins.items() if plan.marks[at] != BAD}
        self._kinds = {kind: [at for at, twin in self._twins.items() if twin.kind == kind] for kind in ("same", "part", "namesake")}
        self._places = {number: at for number, at in places.items() if at in self._twins}
        self._decide("skip", {})

    def again(self, policy: str, rows: Mapping[int, str]) -> Verdicts:
        """The same rows, otherwise decided: fifty thousand of them within a frame."""
        made = copy(self)
        made._decide(policy, rows)
        return made

    def _decide(self, policy: str, rows: Mapping[int, str]) -> None:
        self._policy, self._rows = policy, dict(rows)
        marks = bytearray(self.plan.marks)
        fates = Counter[str]()
        for places in self._kinds.values():
            if places:
                fate = fate_of(self._twins[places[0]], policy, {})
                fates[fate] += len(places)
                mark = ODD if fate == APART else _LEFT
                for at in places:
                    marks[at] = mark
        for number, fate in rows.items():
            at = self._places[number]
            fates[fate_of(self._twins[at], policy, {})] -= 1
            fates[fate] += 1
            marks[at] = ODD if fate == APART else _LEFT
        self._marks = bytes(marks)
        self._shown: Sequence[int] = range(len(marks))
        bad, left, taken = self.plan.bad, fates["skip"], fates["update"] + fates["merge"]
        self.counts = {"all": len(marks), "enters": len(marks) - bad - left - taken, "left out": left, "taken in": taken,
                       "problem": bad, "repeated": len(self._kinds["same"])}
        """How many rows there are of each fate: all, enters, left out, taken in (into another row or one filed already), problem."""

    def of(self, level: Level | None) -> Verdicts:
        """Those of one level; None: all."""
        made = copy(self)
        wanted = next((mark for mark, its in _LEVELS.items() if its == level), _LEFT)
        made._shown = range(len(self._marks)) if level is None else [at for at, mark in enumerate(self._marks) if mark == wanted]
        return made

    def __len__(self) -> int:
        return len(self._shown)

    @overload
    def __getitem__(self, at: int) -> Verdict: ...

    @overload
    def __getitem__(self, at: slice) -> list[Verdict]: ...

    def __getitem__(self, at: int | slice) -> Verdict | list[Verdict]:
        if isinstance(at, slice):
            return [self._made(each) for each in self._shown[at]]
        return self._made(self._shown[at])

    def _made(self, at: int) -> Verdict:
        twin = self._twins.get(at)
        fate = fate_of(twin, self._policy, self._rows) if twin is not None else ""
        return Verdict(self.plan, at, _LEVELS.get(self._marks[at], Level.PLAIN), twin, fate)


def judged(read: Callable[[], ImportPlan]) -> Verdicts | KnownError:
    """What becomes of the rows that are read, or why there are none."""
    try:
        return Verdicts(read())
    except KnownError as fault:
        return fault


def _repeats(twin: Twin) -> str:
    if twin.kind == "part":
        return _("more of row {row}: one cell names both").format(row=twin.of_row)
    if twin.kind == "same":
        return _("the same as row {row}").format(row=twin.of_row) if twin.of_row else _("filed already as {code}").format(code=twin.code)
    return (_("same name as row {row}").format(row=twin.of_row) if twin.of_row
            else _("same name as {code}").format(code=twin.code))


def counted(rows: Verdicts) -> str:
    """The counts of a dry run in one line."""
    many, plan = rows.counts, rows.plan
    return join(plan.source.file, plan.matched.sheet.name, *(
        for_count(many[key], one, more).format(count=text_of(Kind.INTEGER, many[key]))
        for key, one, more in COUNTED if many[key] or key in ("all", "enters")))


def enter_words(rows: Verdicts) -> str:
    """What the button that enters them says."""
    count, bad = rows.counts["enters"] + rows.counts["taken in"], rows.counts["problem"]
    words = for_count(count, N_("Enter {count} row"), N_("Enter {count} rows"))
    if rows.plan.bad:
        words = for_count(count, N_("Enter {count} row, problem rows into a file: {problems}"),
                          N_("Enter {count} rows, problem rows into a file: {problems}"))
    return words.format(count=text_of(Kind.INTEGER, count), problems=text_of(Kind.INTEGER, bad))


def came_of(result: ImportResult, problems_to: Path | None) -> list[str]:
    """What an import did, in words: rows that entered, that completed what was there, that went to a file."""
    entered = for_count(result.entered, N_("{count} row entered from {file}"), N_("{count} rows entered from {file}"))
    words = [entered.format(count=text_of(Kind.INTEGER, result.entered), file=result.plan.source.file)]
    if result.changed:
        words.append(_("{count} completed").format(count=text_of(Kind.INTEGER, result.changed)))
    if problems_to is not None:
        problems = for_count(result.plan.bad, N_("{count} problem row is in {file}"), N_("{count} problem rows are in {file}"))
        words.append(problems.format(count=result.plan.bad, file=problems_to))
    return words


class VerdictModel(QAbstractTableModel):
    """The verdicts, or those of some levels."""

    def __init__(self) -> None:
        super().__init__()
        self._every: Verdicts | None = None
        self.rows: Sequence[Verdict] = ()

    def show_rows(self, rows: Verdicts | None, level: Level | None = None) -> None:
        """Replace the rows; no level named means all."""
        self.beginResetModel()
        self._every = rows
        self.rows = rows.of(level) if rows is not None else ()
        self.endResetModel()

    def choose(self, level: Level | None) -> None:
        """Show only rows of this level."""
        self.show_rows(self._every, level)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return _(HEADINGS[section])
        if role == Role.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._words(row, index.column())
        if role == Role.TextAlignmentRole:
            return _side(index.column())
        if role == Role.ForegroundRole and index.column() == 1:
            return theme.current().colour(TOKENS[row.level])
        return None

    def _words(self, row: Verdict, column: int) -> str:
        if column < 2:
            return f"{SHAPES[row.level]} {row.result}" if column else str(row.row)
        return row.name if column == 2 else row.why


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft)
