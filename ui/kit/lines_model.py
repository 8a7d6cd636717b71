"""The lines of a form as a table model: typed values, raw text where it means nothing, computed columns, marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from models.core.errors import Problem
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.entry import Unreadable
from ui.kit.fields import choices_of, read_text, show_value
from ui.kit.plain import Raw, plain_value
from ui.kit.specs import FieldKind, FieldSpec, Found, Level, LinesSpec, Mark

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_SERVED = frozenset({Role.DisplayRole, Role.EditRole, Role.TextAlignmentRole, Role.ForegroundRole, Role.ToolTipRole,
                     Role.AccessibleTextRole, Role.CheckStateRole})
Line = dict[str, Any]


class LinesModel(QAbstractTableModel):
    """Lines to type into. A path is "line.column", the line counted without empty ones."""

    typed = Signal(str)

    def __init__(self, spec: LinesSpec, office: Office) -> None:
        super().__init__()
        self.spec, self.office = spec, office
        self.lines: list[Line] = []
        self.marks: Mapping[str, Mark] = {}
        self.asks: Collection[str] = ()
        self.offers: Mapping[str, Sequence[tuple[Any, str]]] = {}
        self._places: list[int] | None = None
        self._choices = {each.key: dict(choices_of(each, office)) for each in spec.columns if each.choices}
        self._grow()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.spec.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Role.DisplayRole else None
        column = self.spec.columns[section]
        if role == Role.DisplayRole:
            return _(column.label)
        if role == Role.TextAlignmentRole:
            return self._side(column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        column = self.spec.columns[index.column()]
        base = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if column.kind is FieldKind.FLAG:
            return base | Qt.ItemFlag.ItemIsUserCheckable
        return base if column.computed else base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in _SERVED:
            return None
        column = self.spec.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return self._side(column)
        if role == Role.CheckStateRole:
            return self._ticked(index.row(), column)
        if role in (Role.DisplayRole, Role.EditRole):
            return self.text(index.row(), column)
        mark = self.mark_at(index)
        if role == Role.ForegroundRole:
            return self._ink(self.lines[index.row()].get(column.key), column, mark)
        if role == Role.AccessibleTextRole:
            return f"{_(column.label)} {self.text(index.row(), column) or ''} {mark.text if mark else ''}".strip()
        return mark.text if mark is not None else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        column, line = self.spec.columns[index.column()], self.lines[index.row()]
        if role == Role.CheckStateRole:
            value = Qt.CheckState(value) is Qt.CheckState.Checked
        elif isinstance(value, str):
            value = self._read(value, column)
        if line.get(column.key) == value:
            return False
        self.choose(index, value)
        return True

    def text(self, row: int, column: FieldSpec) -> str | None:
        """What stands in a cell."""
        value = self.lines[row].get(column.key)
        if column.kind is FieldKind.FLAG:
            return None
        if isinstance(value, Raw):
            return value.text
        if isinstance(value, Found):
            return value.title
        if column.key in self._choices:
            return self._choices[column.key].get(value, "")
        if column.kind is FieldKind.CHOICE:
            return dict(self.offers.get(f"{self.place(row)}.{column.key}", ())).get(value, str(value or ""))
        return show_value(value, column, self.office.clock.today())

    def mark_at(self, index: Index) -> Mark | None:
        """The mark of a cell."""
        if not self.marks:
            return None
        return self.marks.get(f"{self.place(index.row())}.{self.spec.columns[index.column()].key}")

    def put(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self._places = None
        self.lines = [{key: self._thaw(key, value) for key, value in line.items()} for line in lines]
        self.marks = {}
        self.endResetModel()
        self._grow()

    def collect(self, key: str) -> tuple[list[Line], list[Problem]]:
        """The lines that hold something, and what in them is unreadable or missing."""
        lines: list[Line] = []
        problems: list[Problem] = []
        for line in self._filled():
            path = f"{key}.{len(lines)}"
            made = {extra: value for extra, value in line.items() if extra not in self._keys()}
            for column in self.spec.columns:
                value = line.get(column.key)
                if isinstance(value, Raw):
                    problems.append(value.bad.problem(f"{path}.{column.key}"))
                elif column.required and value in (None, ""):
                    problems.append(Problem(f"{path}.{column.key}", "entry.required", N_("Fill this in")))
                made[column.key] = None if isinstance(value, Raw) else value.id if isinstance(value, Found) else value
            lines.append(made)
        return lines, problems

    def plain(self, typing: Mapping[int, Line] = MappingProxyType({})) -> list[Line]:
        """The lines as JSON keeps them. typing: text by row and column that no cell has taken yet."""
        lines = [{**line, **typing.get(row, {})} for row, line in enumerate(self.lines) if row in typing or not self._skipped(row)]
        return [{key: value.text if isinstance(value, Raw) else plain_value(value) for key, value in line.items()} for line in lines]

    def work_out(self, values: Mapping[str, Any]) -> None:
        """Set computed or suggested values by path; drawn with the next `show_marks`."""
        filled = self._filled()
        self._places = None
        for path, value in values.items():
            place, _dot, key = path.partition(".")
            if int(place) < len(filled):
                filled[int(place)][key] = value

    def choices_at(self, index: Index) -> Sequence[tuple[Any, str]]:
        """What a choice in this cell offers."""
        key = self.spec.columns[index.column()].key
        return tuple(self._choices.get(key, {}).items()) or self.offers.get(f"{self.place(index.row())}.{key}", ())

    def is_shown(self, at: int) -> bool:
        """Whether a column is in sight: one on demand only when a line asks for it or holds it."""
        spec = self.spec.columns[at]
        return not spec.asked or any(ask.partition(".")[2] == spec.key for ask in self.asks) \
            or any(line.get(spec.key) not in (None, "", False) for line in self.lines)

    def show_marks(self, marks: Mapping[str, Mark]) -> None:
        """Replace the marks and draw everything that was worked out."""
        self.marks = marks
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.spec.columns) - 1))

    def remove(self, row: int) -> None:
        """Take a line out."""
        if not self.spec.growing or self.is_empty(row):
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        self._places = None
        del self.lines[row]
        self.endRemoveRows()
        self._grow()
        self.typed.emit("")

    def swap(self, row: int, other: int) -> None:
        """Let two lines change places."""
        self.lines[row], self.lines[other] = self.lines[other], self.lines[row]
        self._places = None
        self.typed.emit("")

    def is_empty(self, row: int) -> bool:
        """Whether nothing was typed in this line."""
        line = self.lines[row]
        return all(line.get(column.key) in (None, "", False) for column in self.spec.columns if not column.computed)

    def place(self, row: int) -> int:
        """A row's number in paths: empty lines above it do not count."""
        if self._places is None or row >= len(self._places):
            self._places = [0]
            for each in range(len(self.lines)):
                self._places.append(self._places[-1] + (not self._skipped(each)))
        return self._places[row]

    def row_of(self, place: int) -> int:
        """The row that a path's number means."""
        rows = [row for row in range(len(self.lines)) if not self._skipped(row)]
        return rows[place] if place < len(rows) else len(self.lines) - 1

    def wants(self, row: int, at: int) -> bool:
        """Whether Enter stops at this cell."""
        spec = self.spec.columns[at]
        filled = self.lines[row].get(spec.key) not in (None, "")
        if spec.computed or spec.aside or (spec.passed and filled):
            return False
        return not spec.asked or f"{self.place(row)}.{spec.key}" in self.asks

    def open_cell(self) -> tuple[int, int] | None:
        """The first cell that a line begun or given still lacks: where a sheet is to be filled in."""
        typed = [at for at, spec in enumerate(self.spec.columns) if not (spec.computed or spec.aside or spec.passed)]
        return next(((row, at) for row in range(len(self.lines)) if not self.is_empty(row) for at in typed
                     if self.lines[row].get(self.spec.columns[at].key) in (None, "") and self.wants(row, at)), None)

    def is_unread(self, row: int, at: int) -> bool:
        """Whether the cell holds text that means nothing."""
        return isinstance(self.lines[row].get(self.spec.columns[at].key), Raw)

    def choose(self, index: Index, value: Any) -> None:
        """Set the value of a choice or a find, as it is."""
        line, key = self.lines[index.row()], self.spec.columns[index.column()].key
        if line.get(key) != value:
            line[key] = value
            self._places = None
            self._grow()
            self.typed.emit(f"{self.place(index.row())}.{key}")

    def paste(self, row: int, at: int, rows: Sequence[Sequence[str]]) -> None:
        """Cells of another table from this cell on, over the typed columns; a find takes the first that fits."""
        places = [place for place in range(at, len(self.spec.columns)) if not self.spec.columns[place].computed]
        for down, cells in enumerate(rows):
            if row + down < len(self.lines):
                for place, text in zip(places, cells, strict=False):
                    value = self._pasted(text.strip(), self.spec.columns[place])
                    self.choose(self.index(row + down, place), value)

    def _pasted(self, text: str, spec: FieldSpec) -> Any:
        if spec.key in self._choices:
            return next((value for value, title in self._choices[spec.key].items() if title == text), spec.initial)
        if spec.finder is not None and text:
            return next(iter(spec.finder(self.office, text)), None) or self._read(text, spec)
        return self._read(text, spec)

    def _skipped(self, row: int) -> bool:
        return self.spec.growing and self.is_empty(row)

    def _filled(self) -> list[Line]:
        return [line for row, line in enumerate(self.lines) if not self._skipped(row)]

    def _keys(self) -> set[str]:
        return {column.key for column in self.spec.columns}

    def _grow(self) -> None:
        if self.spec.growing and (not self.lines or not self.is_empty(len(self.lines) - 1)):
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines))
            self._places = None
            self.lines.append({column.key: column.initial for column in self.spec.columns
                               if column.initial is not None and column.computed})
            self.endInsertRows()

    def _read(self, text: str, column: FieldSpec) -> Any:
        if column.kind is FieldKind.FINDER:
            return Raw(text, Unreadable("entry.choose", N_("Choose one from the list"))) if text.strip() else None
        try:
            return read_text(text, column, self.office)
        except Unreadable as bad:
            return Raw(text, bad)

    def _thaw(self, key: str, value: Any) -> Any:
        column = next((each for each in self.spec.columns if each.key == key), None)
        if column is None or column.kind is FieldKind.CHOICE:
            return value
        if column.kind is FieldKind.FINDER and isinstance(value, dict):
            return Found(**value)
        return self._read(value, column) if isinstance(value, str) and not column.computed else value

    def _ticked(self, row: int, column: FieldSpec) -> Qt.CheckState | None:
        if column.kind is not FieldKind.FLAG:
            return None
        return Qt.CheckState.Checked if self.lines[row].get(column.key) else Qt.CheckState.Unchecked

    @staticmethod
    def _side(column: FieldSpec) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column.kind.numeric
                                                else Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _ink(value: Any, column: FieldSpec, mark: Mark | None) -> QColor:
        look = theme.current()
        if mark is not None and mark.level in (Level.BLOCK, Level.LOOK):
            return look.colour("red" if mark.level is Level.BLOCK else "amber")
        negative = column.kind.numeric and not isinstance(value, (Raw, str)) and value is not None and value < 0
        return look.colour("red" if negative else "secondary" if column.computed else "text")
