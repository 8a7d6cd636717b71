"""A dry run as rows of a table: which enter, which repeat another, which cannot be read and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from data.imports import ImportPlan
from data.imports.carrying import reason
from data.imports.plan import Row, Twin
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.specs import Level
from ui.kit.words import SHAPES, TOKENS

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
HEADINGS = (N_("Row"), N_("Result"), N_("Name"), N_("Explanation"))


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row, and why; words as shown."""

    row: int
    level: Level
    result: str
    name: str
    why: str = ""


def verdicts(plan: ImportPlan) -> list[Verdict]:
    """Every row in order of the file."""
    twins = {twin.row: twin for twin in plan.duplicates}
    return [_verdict(plan, row, twins.get(row.number)) for row in plan.rows]


def _verdict(plan: ImportPlan, row: Row, twin: Twin | None) -> Verdict:
    like = plan.target.likeness(row.item)
    name = like.shown or like.name
    doubts = "; ".join(problem.say() for problem in row.doubts)
    if row.problems:
        return Verdict(row.number, Level.BLOCK, _("problem"), name, reason(plan, row))
    if twin is not None and twin.kind == "same":
        return Verdict(row.number, Level.PLAIN, _("left out"), name, _repeats(twin))
    if twin is not None or doubts:
        return Verdict(row.number, Level.LOOK, _("enters, look"), name, "; ".join(filter(None, (_namesake(twin), doubts))))
    return Verdict(row.number, Level.GOOD, _("enters"), name)


def _repeats(twin: Twin) -> str:
    return _("the same as row {row}").format(row=twin.of_row) if twin.of_row else _("filed already as {code}").format(code=twin.code)


def _namesake(twin: Twin | None) -> str:
    if twin is None:
        return ""
    return (_("same name as row {row}").format(row=twin.of_row) if twin.of_row
            else _("same name as {code}").format(code=twin.code))


def counts(plan: ImportPlan) -> dict[str, int]:
    """How many rows there are of each fate: all, enters, left out, problem."""
    same = sum(twin.kind == "same" for twin in plan.duplicates if twin.row not in {row.number for row in plan.bad_rows})
    return {"all": len(plan.rows), "enters": len(plan.accepted), "left out": same, "problem": len(plan.bad_rows)}


class VerdictModel(QAbstractTableModel):
    """The verdicts, or those of some levels."""

    def __init__(self) -> None:
        super().__init__()
        self._every: list[Verdict] = []
        self.rows: list[Verdict] = []

    def show_rows(self, rows: list[Verdict], levels: frozenset[Level] = frozenset()) -> None:
        """Replace the rows; no levels named means all."""
        self.beginResetModel()
        self._every = rows
        self.rows = list(self._chosen(levels))
        self.endResetModel()

    def choose(self, levels: frozenset[Level]) -> None:
        """Show only rows of these levels."""
        self.show_rows(self._every, levels)

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
            return (str(row.row), f"{SHAPES[row.level]} {row.result}", row.name, row.why)[index.column()]
        if role == Role.TextAlignmentRole:
            return _side(index.column())
        if role == Role.ForegroundRole and index.column() == 1:
            return theme.current().colour(TOKENS[row.level])
        return None

    def _chosen(self, levels: frozenset[Level]) -> Iterator[Verdict]:
        return (row for row in self._every if not levels or row.level in levels)


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column == 0 else Qt.AlignmentFlag.AlignLeft)
