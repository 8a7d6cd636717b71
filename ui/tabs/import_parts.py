"""The parts of the import page: what the columns mean, what became of each cell of a row, where the table stands in the file."""

from __future__ import annotations

from itertools import islice
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSpinBox, QTableView, QTableWidget, QTableWidgetItem, QWidget

from data.imports import ImportPlan
from data.imports.cleaned import CellRead, cells_of
from data.imports.headings import Matched
from data.imports.target import Target
from data.workbook_reader import MOST_COLUMNS
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.fields import ChoiceEdit
from ui.kit.jobs import Jobs
from ui.kit.lines import LinesEdit
from ui.kit.specs import FieldKind, FieldSpec, Level, LinesSpec
from ui.kit.words import SHAPES, TOKENS, column, label, row
from ui.tabs.import_rows import POLICIES, Verdict, VerdictModel

LEAVE_OUT = ""
_LOOKED_AT = 20
_CELLS = (N_("Heading"), N_("As it stands"), N_("Entered as"), N_("Explanation"))


class Columns(QWidget):
    """The headings, what stands below them, what they are taken to mean; each meaning can be corrected."""

    changed = Signal()

    def __init__(self, office: Office, jobs: Jobs) -> None:
        super().__init__()
        self._office, self._jobs = office, jobs
        self._layout = column(self, spacing=theme.current().px(4))
        self.lines: LinesEdit | None = None

    def show_columns(self, target: Target, matched: Matched) -> None:
        """Replace the headings by those of another file."""
        if self.lines is not None:
            self._layout.removeWidget(self.lines)
            self.lines.deleteLater()
        meanings = ((LEAVE_OUT, N_("– left out –")), *((field.key, field.title) for field in target.fields))
        self.lines = LinesEdit(LinesSpec("columns", (
            FieldSpec("heading", N_("In the file"), read_only=True, width=14),
            FieldSpec("sample", N_("Such as"), read_only=True, width=16),
            FieldSpec("meaning", N_("Means"), FieldKind.CHOICE, choices=meanings, width=14),
        ), title=N_("Columns of the file"), growing=False), self._office, self._jobs)
        heading, taken = matched.heading, matched.columns
        below = list(islice((each for each in matched.sheet.rows if each.number > heading.number), _LOOKED_AT))
        cells = [(at, heading.cell(at)) for at in range(max(len(heading.cells), *(len(each.cells) for each in below), 1))]
        samples = {at: next((str(each.cell(at)) for each in below if each.cell(at) is not None), "") for at, _cell in cells}
        self.lines.put([{"column": at, "heading": str(cell or "").replace("\n", ""), "sample": samples[at],
                         "meaning": taken.get(at, LEAVE_OUT)} for at, cell in cells if cell is not None or at in taken or samples[at]])
        self.lines.changed.connect(lambda _path: self.changed.emit())
        self._layout.addWidget(self.lines, 1)

    def mapping(self) -> dict[int, str]:
        """Column -> meaning, as the person left it."""
        lines: list[dict[str, Any]] = self.lines.model.lines if self.lines is not None else []
        return {line["column"]: line["meaning"] for line in lines}


class OneRow(QWidget):
    """One row of the file, cell by cell, and what becomes of it where it repeats another."""

    chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._row = 0
        self.title = label("", "heading")
        self.words = label(_("this row:"), "secondary")
        self.fate = ChoiceEdit()
        self.fate.setAccessibleName(_("What becomes of this row"))
        self.fate.edited.connect(lambda: self.chosen.emit(self._row, self.fate.value()))
        self.cells = QTableWidget(0, len(_CELLS))
        self.cells.setAccessibleName(_("Cells of the row"))
        self.cells.setHorizontalHeaderLabels([_(text) for text in _CELLS])
        dress(self.cells, (110, 170, 170))
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        layout = column(self, spacing=look.px(4))
        layout.addLayout(row(self.title, 1, self.words, self.fate))
        layout.addWidget(self.cells, 1)

    def offer(self, target: Target) -> None:
        """The fates that rows of this kind may have."""
        self.fate.offer([(policy, _(POLICIES[policy])) for policy in target.policies])

    def show_row(self, plan: ImportPlan, verdict: Verdict | None) -> None:
        """The cells of a row; those that are entered as they stand come after those that are not."""
        repeats = verdict is not None and verdict.twin is not None and len(plan.target.policies) > 1
        for part in (self.words, self.fate):
            part.setVisible(repeats)
        if verdict is None:
            self.title.setText("")
            self.cells.setRowCount(0)
            return
        self._row = verdict.row
        self.fate.put(verdict.fate)
        self.title.setText(_("Row {row}: {name}").format(row=verdict.row, name=verdict.name))
        cells = sorted(cells_of(plan, verdict.source), key=lambda cell: (cell.problem is None, cell.doubt is None, not cell.is_cleaned))
        self.cells.setRowCount(len(cells))
        for at, cell in enumerate(cells):
            self._put(at, cell)

    def _put(self, at: int, cell: CellRead) -> None:
        said = cell.problem or cell.doubt
        level = Level.BLOCK if cell.problem else Level.LOOK if cell.doubt else Level.GOOD if cell.is_cleaned else Level.PLAIN
        after = f"→ {cell.after}" if cell.is_cleaned else cell.after
        for place, text in enumerate((cell.heading, cell.before, after, f"{SHAPES[level]} {said.say()}" if said else "")):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if place >= 2 and level is not Level.PLAIN:
                item.setForeground(theme.current().colour(TOKENS[level]))
            self.cells.setItem(at, place, item)


class Place(QWidget):
    """The sheet and the row of headings, found by itself and put right by hand."""

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sheet = ChoiceEdit()
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.edited.connect(self._of_sheet)
        self.heading = QSpinBox()
        self.heading.setRange(1, 9999)
        self.heading.setAccessibleName(_("Row of the headings"))
        self.heading.editingFinished.connect(self._of_heading)
        self._shown = (0, "")
        layout = row(label(_("Sheet"), "secondary"), self.sheet, label(_("Headings in row"), "secondary"), self.heading)
        self.setLayout(layout)

    def show_place(self, sheets: tuple[str, ...], matched: Matched) -> None:
        """Where the table was found."""
        self.sheet.offer([(name, name) for name in sheets])
        self.sheet.put(matched.sheet.name)
        self.heading.setValue(matched.heading.number)
        self._shown = (matched.heading.number, matched.sheet.name)

    def value(self) -> tuple[str, int | None]:
        """(sheet, row of headings); the row is found anew on another sheet."""
        same = self.sheet.value() == self._shown[1]
        return self.sheet.value(), self.heading.value() if same else None

    def _of_sheet(self) -> None:
        if self.sheet.value() != self._shown[1]:
            self.moved.emit()

    def _of_heading(self) -> None:
        if self.heading.value() != self._shown[0]:
            self.moved.emit()


def dress(table: QTableView, widths: tuple[int, ...]) -> None:
    """A quiet table of rows: no grid, the last column takes the rest, Tab leaves it."""
    look = theme.current()
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(look.px(theme.ROW))
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, width in enumerate(widths):
        table.setColumnWidth(at, look.px(width))


def rows_table(model: VerdictModel) -> QTableView:
    """The rows of the file."""
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName(_("Rows of the file"))
    dress(made, (56, 128, 190))
    return made


def notes_of(plan: ImportPlan) -> str:
    """What was left aside and what was remembered, in a line; "" when there is nothing to say."""
    said = []
    if plan.aside:
        rows = ", ".join(str(each.row) for each in plan.aside[:6]) + (" …" if len(plan.aside) > 6 else "")
        said.append(_("totals, notes and repeated headings left aside: row {rows}").format(rows=rows))
    others = [name for name in plan.sheets if name != plan.matched.sheet.name]
    if others:
        said.append(_("other sheets in the file: {names}").format(names="、".join(others)))
    if plan.matched.sheet.is_cut:
        said.append(_("The sheet holds values beyond column {most}; only the first {most} columns are read").format(most=MOST_COLUMNS))
    if plan.matched.remembered:
        said.append(_("columns as you corrected them for files of this shape"))
    return " · ".join(said)
