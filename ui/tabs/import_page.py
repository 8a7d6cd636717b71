"""Bringing in a workbook at the desk: what each row would become, columns to correct, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QTableView, QWidget

from data.imports import TARGETS, ImportPlan, ImportResult, carry, dry_run
from models.core.errors import KnownError
from models.core.kinds import Kind, text_of
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.commands import open_customers
from models.people.queries import command_of
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.fields import ChoiceEdit
from ui.kit.lines import LinesEdit
from ui.kit.page import Page, shortcut
from ui.kit.specs import FieldKind, FieldSpec, Level, LinesSpec
from ui.kit.verbs import Verb
from ui.kit.words import SHAPES, button, column, join, label, row
from ui.tabs.import_rows import VerdictModel, counts, verdicts

KINDS = "Excel, CSV (*.xlsx *.xlsm *.xls *.csv *.txt)"
_SHOWN = ((None, N_("All rows")), (Level.BLOCK, N_("Problems only")), (Level.PLAIN, N_("Left out only")),
          (Level.LOOK, N_("Worth a look only")))
_LEAVE_OUT = ""
_LOOKED_AT = 20


class ImportPage(Page):
    """Choose a file, look, enter. Nothing is written before the button that says how many rows it enters."""

    def __init__(self, desk: Desk, targets: Sequence[str]) -> None:
        super().__init__(desk)
        look = theme.current()
        self.plan: ImportPlan | None = None
        self.path: Path | None = None
        self._gone = False
        self._approval: int | None = None
        self.setAccessibleName(_("Import"))
        self.target = ChoiceEdit()
        self.target.offer([(name, _(TARGETS[name].title)) for name in targets])
        self.target.setAccessibleName(_("What to import"))
        self.target.edited.connect(self._forget)
        self.target.setHidden(len(targets) < 2)
        self.file = button(_("Choose a file…"), key="F2", name="import")
        self.file.clicked.connect(self.begin)
        self.said = label(_("Choose a workbook. Nothing is written before you have seen what each row becomes."), wrap=True)
        self.model = VerdictModel()
        self.rows = _table(self.model)
        self.shown = ChoiceEdit()
        self.shown.offer([(level, _(title)) for level, title in _SHOWN])
        self.shown.setAccessibleName(_("Rows shown"))
        self.shown.edited.connect(self._choose_rows)
        self.columns: LinesEdit | None = None
        self.again = button(_("Read again"), name="refresh")
        self.again.clicked.connect(lambda: self._read(self._mapping()))
        self.go = button(_("Enter"), key="Ctrl+S", role="primary")
        self.go.clicked.connect(self.enter)
        shortcut(self, "Ctrl+S", self.enter)
        self.opens = button(_("Open the accounts now"), name="approve")
        self.opens.clicked.connect(self._open_accounts)
        self._right = column(spacing=look.px(8))
        self._lay_out()
        self.setFocusProxy(self.file)
        self._forget()

    def begin(self) -> bool:
        """Choose a file and read it on a worker."""
        path = self.desk.prompts.open_file(_("Choose a workbook"), KINDS)
        if path is not None:
            self.path = path
            self._read(None)
        return True

    def enter(self) -> None:
        """Enter the rows; problem rows go to a file that the person chooses."""
        plan, problems_to = self.plan, None
        if plan is None or not plan.accepted or not self.go.isEnabled():
            return
        if plan.bad_rows:
            words = _("problem rows")
            name = f"{Path(plan.source.file).stem} {words}.xlsx"
            problems_to = self.desk.prompts.save_file(_("Where the problem rows go"), name, "Excel (*.xlsx)")
            if problems_to is None:
                return
        self.go.setEnabled(False)
        self.desk.work(_("Importing"), lambda ticket: carry(self.desk.office, plan, problems_to, ticket.step),
                       lambda result: self._entered(result, problems_to))

    def leave(self) -> None:
        """What is still being read is not wanted any more."""
        super().leave()
        self._gone = True

    def _lay_out(self) -> None:
        look = theme.current()
        margin = look.px(theme.MARGIN)
        whole = column(self, spacing=look.px(8), margins=(margin, look.px(12), margin, look.px(8)))
        whole.addLayout(row(self.target, self.file, 1))
        whole.addWidget(self.said)
        left, right = QWidget(), QWidget()
        rows = column(left, spacing=look.px(8))
        rows.addLayout(row(self.shown, 1))
        rows.addWidget(self.rows, 1)
        self._right.setContentsMargins(look.px(8), 0, 0, 0)
        self._right.addLayout(row(label(_("Columns of the file"), "heading"), 1, self.again))
        right.setLayout(self._right)
        self.body = QSplitter()
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(left)
        self.body.addWidget(right)
        self.body.setSizes([look.px(680), look.px(380)])
        whole.addWidget(self.body, 1)
        self._space = QWidget()
        whole.addWidget(self._space, 1)
        whole.addLayout(row(self.go, self.opens, 1))

    def _forget(self) -> None:
        """Nothing is read: only the choice of a file is there."""
        self.plan = None
        for part in (self.body, self.go, self.opens):
            part.hide()
        self._space.show()

    def _read(self, mapping: dict[int, str] | None) -> None:
        path, target = self.path, self.target.value()
        if path is not None:
            self._forget()
            self.said.setText(_("Reading {file} …").format(file=path.name))
            read = partial(dry_run, self.desk.office, target, path, mapping)
            self.desk.work(_("Reading"), lambda ticket: _tried(partial(read, ticket.step)), self._show)

    def _refused(self, fault: KnownError) -> None:
        """A file that cannot be read: its words stay on the page."""
        self.said.setText(f"{SHAPES[Level.BLOCK]} {fault.say()}")
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, plan: ImportPlan | KnownError) -> None:
        if self._gone:
            return
        if isinstance(plan, KnownError):
            self._refused(plan)
            return
        self.plan = plan
        many = counts(plan)
        self.said.setText(join(plan.source.file, plan.matched.sheet.name, *(
            _(words).format(count=text_of(Kind.INTEGER, many[key])) for key, words in (
                ("all", N_("{count} rows")), ("enters", N_("{count} enter")), ("left out", N_("{count} repeated, left out")),
                ("problem", N_("{count} with problems"))) if many[key] or key in ("all", "enters"))))
        self.model.show_rows(verdicts(plan))
        self.shown.put(Level.BLOCK if plan.bad_rows else None)
        self._choose_rows()
        self._show_columns(plan)
        words = _("Enter {count} rows, the {problems} problem rows into a file") if plan.bad_rows else _("Enter {count} rows")
        self.go.setText(f"{words.format(count=many['enters'], problems=many['problem'])}  Ctrl+S")
        self.go.setEnabled(bool(many["enters"]))
        self._space.hide()
        self.body.show()
        self.go.show()
        (self.go if many["enters"] else self.file).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_columns(self, plan: ImportPlan) -> None:
        """The headings, what stands below them, what they are taken to mean."""
        if self.columns is not None:
            self._right.removeWidget(self.columns)
            self.columns.deleteLater()
        meanings = ((_LEAVE_OUT, N_("– left out –")), *((field.key, field.title) for field in plan.target.fields))
        self.columns = LinesEdit(LinesSpec("columns", (
            FieldSpec("heading", N_("In the file"), read_only=True, width=14),
            FieldSpec("sample", N_("Such as"), read_only=True, width=16),
            FieldSpec("meaning", N_("Means"), FieldKind.CHOICE, choices=meanings, width=14),
        ), title=N_("Columns of the file"), growing=False), self.desk.office, self.desk.jobs)
        heading, taken = plan.matched.heading, plan.matched.columns
        below = [each.foreign for each in plan.rows[:_LOOKED_AT]]
        self.columns.put([{"column": at, "heading": str(cell or ""), "meaning": taken.get(at, _LEAVE_OUT),
                           "sample": next((str(each.cell(at)) for each in below if each.cell(at) is not None), "")}
                          for at, cell in enumerate(heading.cells) if cell is not None or at in taken])
        self.again.setEnabled(False)
        self.columns.changed.connect(lambda _path: self.again.setEnabled(True))
        self._right.addWidget(self.columns, 1)

    def _mapping(self) -> dict[int, str]:
        lines: list[dict[str, Any]] = self.columns.model.lines if self.columns is not None else []
        return {line["column"]: line["meaning"] for line in lines}

    def _choose_rows(self) -> None:
        level = self.shown.value()
        self.model.choose(frozenset({level} if level is not None else ()))

    def _entered(self, result: ImportResult, problems_to: Path | None) -> None:
        """Say what came of it; the accounts of imported customers may be opened at once by the manager."""
        if self._gone:
            return
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self._forget()
        count = len(result.plan.accepted)
        words = [_("{count} rows entered from {file}").format(count=count, file=result.plan.source.file)]
        if problems_to is not None:
            words.append(_("{count} problem rows are in {file}").format(count=len(result.plan.bad_rows), file=problems_to))
        self._approval = result.approval
        if result.approval is not None:
            words.append(_("the accounts wait for the manager's approval"))
            self.opens.show()
            self.opens.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.setText(join(*words))
        self.desk.say(words[0])

    def _open_accounts(self) -> None:
        """The approval the import asked for, decided in person; the accounts are open then."""
        approval = self._approval
        assert approval is not None

        def opened(office: Office) -> Done:
            return open_customers(office, command_of(office, approval)[1]["ids"])

        if self.desk.run(Verb(N_("Open the accounts now"), opened, needs_row=False, done=N_("The accounts are open"))) is not None:
            self._approval = None
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
            self.opens.hide()
            self.said.setText(self.said.text().replace(_("the accounts wait for the manager's approval"), _("The accounts are open")))


def _tried(read: Callable[[], ImportPlan]) -> ImportPlan | KnownError:
    """The plan, or why there is none."""
    try:
        return read()
    except KnownError as fault:
        return fault


def _table(model: VerdictModel) -> QTableView:
    look, made = theme.current(), QTableView()
    made.setModel(model)
    made.setAccessibleName(_("Rows of the file"))
    made.setAlternatingRowColors(True)
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.verticalHeader().hide()
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    made.verticalHeader().setDefaultSectionSize(look.px(theme.ROW))
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setHighlightSections(False)
    for at, width in enumerate((56, 104, 180)):
        made.setColumnWidth(at, look.px(width))
    return made
