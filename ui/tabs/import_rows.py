"""A dry run as rows of a table: which enter, which repeat another and what becomes of them, which cannot be read and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from data.imports import APART, ImportPlan
from data.imports.carrying import reason
from data.imports.cleaned import in_short
from data.imports.plan import Row, Twin
from models.core.errors import KnownError
from models.core.kinds import Kind, text_of
from models.core.text import N_, _
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
COUNTED = (("all", N_("{count} rows")), ("enters", N_("{count} enter")), ("taken in", N_("{count} complete what is there")),
            ("left out", N_("{count} repeated, left out")), ("problem", N_("{count} with problems")))


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row. fate: of one that repeats another, a key of FATES. Its words are worked out when it is seen."""

    source: Row
    level: Level
    twin: Twin | None = None
    fate: str = ""

    @property
    def row(self) -> int:
        """The row's number in the sheet."""
        return self.source.number

    @property
    def result(self) -> str:
        """What becomes of it, in a word."""
        if self.level is Level.BLOCK:
            return _("problem")
        return _(FATES[self.fate]) if self.fate not in ("", APART) else _("enters, look") if self.level is Level.LOOK else _("enters")

    def name(self, plan: ImportPlan) -> str:
        """What the row is about."""
        like = plan.target.likeness(self.source.item)
        return like.shown or like.name

    def why(self, plan: ImportPlan) -> str:
        """Problems, what it repeats, doubts; of a plain row, how its cells are read."""
        if self.level is Level.BLOCK:
            return reason(plan, self.source)
        said = [_repeats(self.twin)] if self.twin is not None else []
        return "; ".join((*said, *(problem.say() for problem in self.source.doubts))) or in_short(plan, self.source)


def fate_of(twin: Twin, policy: str, rows: Mapping[int, str]) -> str:
    """What becomes of a row that repeats another: its own choice, else that for all; a namesake enters."""
    return rows.get(twin.row, policy if twin.kind == "same" else APART)


def verdicts(plan: ImportPlan, policy: str = "skip", rows: Mapping[int, str] | None = None) -> list[Verdict]:
    """Every row in order of the file."""
    twins = {twin.row: twin for twin in plan.duplicates}
    return [_verdict(row, twins.get(row.number), policy, rows or {}) for row in plan.rows]


def judged(read: Callable[[], ImportPlan]) -> tuple[ImportPlan, list[Verdict]] | KnownError:
    """The plan and what becomes of its rows, or why there is none."""
    try:
        plan = read()
    except KnownError as fault:
        return fault
    return plan, verdicts(plan)


def _verdict(row: Row, twin: Twin | None, policy: str, rows: Mapping[int, str]) -> Verdict:
    if row.problems:
        return Verdict(row, Level.BLOCK)
    fate = fate_of(twin, policy, rows) if twin is not None else ""
    if fate not in ("", APART):
        return Verdict(row, Level.PLAIN, twin, fate)
    return Verdict(row, Level.LOOK if twin is not None or row.doubts else Level.GOOD, twin, fate)


def _repeats(twin: Twin) -> str:
    if twin.kind == "same":
        return _("the same as row {row}").format(row=twin.of_row) if twin.of_row else _("filed already as {code}").format(code=twin.code)
    return (_("same name as row {row}").format(row=twin.of_row) if twin.of_row
            else _("same name as {code}").format(code=twin.code))


def counts(plan: ImportPlan, policy: str = "skip", rows: Mapping[int, str] | None = None) -> dict[str, int]:
    """How many rows there are of each fate: all, enters, left out, taken in (into another row or one filed already), problem."""
    bad = {row.number for row in plan.bad_rows}
    fates = [fate_of(twin, policy, rows or {}) for twin in plan.duplicates if twin.row not in bad]
    left, taken = fates.count("skip"), fates.count("update") + fates.count("merge")
    return {"all": len(plan.rows), "enters": len(plan.rows) - len(bad) - left - taken, "left out": left, "taken in": taken,
            "problem": len(bad), "repeated": sum(twin.kind == "same" and twin.row not in bad for twin in plan.duplicates)}


def counted(plan: ImportPlan, many: Mapping[str, int]) -> str:
    """The counts of a dry run in one line."""
    return join(plan.source.file, plan.matched.sheet.name, *(
        _(words).format(count=text_of(Kind.INTEGER, many[key])) for key, words in COUNTED if many[key] or key in ("all", "enters")))


class VerdictModel(QAbstractTableModel):
    """The verdicts, or those of some levels."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._every: list[Verdict] = []
        self.rows: list[Verdict] = []

    def show_rows(self, rows: list[Verdict], plan: ImportPlan | None = None, levels: frozenset[Level] = frozenset()) -> None:
        """Replace the rows; no levels named means all."""
        self.beginResetModel()
        self._every, self._plan = rows, plan
        self.rows = list(self._chosen(levels))
        self.endResetModel()

    def choose(self, levels: frozenset[Level]) -> None:
        """Show only rows of these levels."""
        self.show_rows(self._every, self._plan, levels)

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
        if column < 2 or self._plan is None:
            return f"{SHAPES[row.level]} {row.result}" if column else str(row.row)
        return row.name(self._plan) if column == 2 else row.why(self._plan)

    def _chosen(self, levels: frozenset[Level]) -> Iterator[Verdict]:
        return (row for row in self._every if not levels or row.level in levels)


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft)
