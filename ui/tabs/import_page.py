"""Bringing in a workbook at the desk: what each row would become, what to correct, then all of it or nothing, and back again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from data.imports import TARGETS, ImportPlan, ImportResult, Place
from data.imports.beside import carry, dry_run
from data.imports.headings import Matched, Unnamed
from models.core.errors import KnownError
from models.core.imports import last_import
from models.core.text import _
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.fields import ChoiceEdit
from ui.kit.form_area import FormArea
from ui.kit.page import Page, shortcut
from ui.kit.specs import Level
from ui.kit.words import SHAPES, button, column, join, label, row
from ui.tabs.import_outcome import Outcome, words_of
from ui.tabs.import_parts import Columns, OneRow, notes_of, rows_table
from ui.tabs.import_parts import Place as PlaceEdit
from ui.tabs.import_rows import POLICIES, SHOWN, Verdict, VerdictModel, Verdicts, came_of, counted, enter_words, judged

KINDS = "Excel, CSV (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"


class ImportPage(Page):
    """Choose a file, look, enter. Nothing is written before the button that says how many rows it enters."""

    def __init__(self, desk: Desk, targets: Sequence[str]) -> None:
        super().__init__(desk)
        self.plan: ImportPlan | None = None
        self._verdicts: Verdicts | None = None
        self.path: Path | None = None
        self.fates: dict[int, str] = {}
        self._gone = False
        self._entering: tuple[int | None] | None = None
        self.setAccessibleName(_("Import"))
        self.target = ChoiceEdit()
        self.target.offer([(name, _(TARGETS[name].title)) for name in targets])
        self.target.setAccessibleName(_("What to import"))
        self.target.edited.connect(self._retarget)
        self.file = button(_("Choose a file…"), key="F2", name="import")
        self.file.clicked.connect(self.begin)
        self.place = PlaceEdit()
        self.place.moved.connect(self._move)
        self.said = label(_("Choose a workbook. Nothing is written before you have seen what each row becomes."), wrap=True)
        self.notes = label("", "secondary", wrap=True)
        self.model = VerdictModel()
        self.rows = rows_table(self.model)
        self.rows.selectionModel().currentRowChanged.connect(self._show_row)
        self.one = OneRow()
        self.one.chosen.connect(self._decide)
        self.shown = ChoiceEdit()
        self.shown.offer([(level, _(title)) for level, title in SHOWN])
        self.shown.setAccessibleName(_("Rows shown"))
        self.shown.edited.connect(self._choose_rows)
        self.policy_words = label(_("rows that repeat another:"), "secondary")
        self.policy = ChoiceEdit()
        self.policy.setAccessibleName(_("What becomes of rows that repeat another"))
        self.policy.edited.connect(self._judge)
        self.columns = Columns(desk.office, desk.jobs)
        self.again = button(_("Read again"), key="F5", name="refresh")
        self.columns.changed.connect(lambda: self.again.setEnabled(True))
        self.again.clicked.connect(self.refresh)
        self.go = button(_("Import"), key="Ctrl+S", role="primary")
        self.go.clicked.connect(self.enter)
        shortcut(self, "Ctrl+S", self.enter)
        self.outcome = Outcome(desk)
        self.outcome.approved.connect(self._approved)
        self.outcome.gone.connect(self._undone)
        self._lay_out()
        self.target.setHidden(len(targets) < 2)         # a widget without a parent would become a window
        self.setFocusProxy(self.file)
        self._forget()

    def begin(self) -> bool:
        """Choose a file and read it on a worker."""
        path = self.desk.prompts.open_file(_("Choose a workbook"), KINDS)
        if path is not None:
            self.path = path
            self._read(None)
        return True

    def refresh(self) -> None:
        """Read again with the meanings as they stand."""
        if self.path is not None and self.columns.lines is not None and self.again.isEnabled():
            self._read(self.columns.mapping(), Place(*self.place.value()))

    def enter(self) -> None:
        """Enter the rows; problem rows go to a file that the person chooses."""
        plan, problems_to = self.plan, None
        if plan is None or not self.go.isEnabled():
            return
        if plan.bad:
            name = "{} {}.xlsx".format(Path(plan.source.file).stem, _("problem rows"))
            problems_to = self.desk.prompts.save_file(_("Where the problem rows go"), name, "Excel (*.xlsx)")
            if problems_to is None:
                return
        self._hold(True)
        self._entering = (last_import(self.desk.office.database),)
        policy, fates = self.policy.value(), dict(self.fates)
        self.desk.work(_("Importing"), lambda ticket: carry(self.desk.office, plan, problems_to, ticket.step, policy, fates),
                       lambda result: self._entered(result, problems_to), self._ended)

    def leave(self) -> None:
        """What is still being read is not wanted any more."""
        super().leave()
        self._gone = True

    def _lay_out(self) -> None:
        look = theme.current()
        margin = look.px(theme.MARGIN)
        whole = column(self, spacing=look.px(8), margins=(margin, look.px(12), margin, look.px(8)))
        whole.addLayout(row(self.target, self.file, self.place, 1))
        whole.addWidget(self.said)
        whole.addWidget(self.notes)
        upper, left, right = QWidget(), QSplitter(Qt.Orientation.Vertical), QWidget()
        rows = column(upper, spacing=look.px(8))
        rows.addLayout(row(self.shown, 1, self.policy_words, self.policy))
        rows.addWidget(self.rows, 1)
        meanings = column(right, spacing=look.px(8))
        meanings.setContentsMargins(look.px(8), 0, 0, 0)
        meanings.addLayout(row(label(_("Columns of the file"), "heading"), 1, self.again))
        meanings.addWidget(self.columns, 1)
        for part, lines in ((self.rows, 5), (self.one, 4), (self.columns, 6)):      # large letters scroll, nothing shrinks away
            part.setMinimumHeight(look.px(theme.ROW) * lines)
        both = QSplitter()
        for split, parts, sizes in ((left, (upper, self.one), (330, 190)), (both, (left, right), (700, 360))):
            split.setChildrenCollapsible(False)
            for each in parts:
                split.addWidget(each)
            split.setSizes([look.px(size) for size in sizes])
        self.body = FormArea(both)
        whole.addWidget(self.body, 1)
        self._space = QWidget()
        whole.addWidget(self._space, 1)
        whole.addLayout(row(self.go, self.outcome, 1))

    def _forget(self) -> None:
        """Nothing is read: only the choice of a file is there."""
        self.plan = self._verdicts = None
        self._hold(False)
        self.model.show_rows(None)
        for part in (self.body, self.go, self.outcome, self.place, self.notes):
            part.hide()
        self._space.show()

    def _retarget(self) -> None:
        """The same file, read as something else."""
        if self.plan is not None or self.columns.lines is not None:
            self._read(None)

    def _move(self) -> None:
        """The table stands elsewhere: its columns are matched anew."""
        self._read(None, Place(*self.place.value()))

    def _read(self, mapping: dict[int, str] | None, place: Place | None = None) -> None:
        path, target = self.path, self.target.value()
        if path is not None:
            self._forget()
            self.fates = {}
            self.said.setText(_("Reading {file} …").format(file=path.name))
            read = partial(dry_run, self.desk.office, target, path, mapping)
            self.desk.work(_("Reading"), lambda ticket: judged(partial(read, ticket.step, place)), self._show, self._ended)

    def _refused(self, fault: KnownError) -> None:
        """A file that cannot be read: its words stay on the page. Where only a column lacks, the person may point to it."""
        self.said.setText(f"{SHAPES[Level.BLOCK]} {fault.say()}")
        if isinstance(fault, Unnamed):
            self.model.show_rows(None)
            for part in (self.one, self.shown, self.policy, self.policy_words):
                part.hide()
            self._show_columns(fault.matched, (fault.matched.sheet.name,))
        else:
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Verdicts | KnownError) -> None:
        if self._gone:
            return
        if isinstance(found, KnownError):
            self._refused(found)
            return
        self.plan, self._verdicts = found.plan, found
        plan = found.plan
        repeated = bool(found.counts["repeated"]) and len(plan.target.policies) > 1
        self.policy.offer([(policy, _(POLICIES[policy])) for policy in plan.target.policies])
        self.policy.put(plan.target.policies[0])
        for part in (self.policy, self.policy_words):
            part.setVisible(repeated)
        self.one.offer(plan.target)
        self.one.show()
        self.shown.show()
        notes = notes_of(plan)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        self.shown.put(Level.BLOCK if plan.bad else None)
        self._show_columns(plan.matched, plan.sheets)
        self._say_what_becomes(found)
        self.go.show()
        (self.go if found.counts["enters"] else self.file).setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold(self, held: bool) -> None:
        """While rows are on their way nothing about them can be chosen otherwise."""
        self.go.setEnabled(False)
        for part in (self.file, self.target, self.place, self.body):
            part.setEnabled(not held)

    def _judge(self) -> None:
        """What becomes of every row, as things are chosen now."""
        if self._verdicts is not None:
            self._say_what_becomes(self._verdicts.again(self.policy.value(), self.fates))

    def _say_what_becomes(self, judged: Verdicts) -> None:
        many = judged.counts
        self.said.setText(counted(judged))
        at = self.rows.currentIndex().row()
        self.model.show_rows(judged)
        self._choose_rows(at)
        self.go.setText(f"{enter_words(judged)}  Ctrl+S")
        self.go.setEnabled(bool(many["enters"] + many["taken in"]))

    def _show_columns(self, matched: Matched, sheets: tuple[str, ...]) -> None:
        self.columns.show_columns(TARGETS[self.target.value()], matched)
        self.place.show_place(sheets, matched)
        self.place.show()
        self.again.setEnabled(False)
        self._space.hide()
        self.body.show()

    def _choose_rows(self, at: int = 0) -> None:
        level = self.shown.value()
        self.model.choose(level)
        if self.model.rows:
            self.rows.setCurrentIndex(self.model.index(max(0, min(at, len(self.model.rows) - 1)), 0))
        self._show_row()

    def _current(self) -> Verdict | None:
        at = self.rows.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _show_row(self, *_indexes: QModelIndex) -> None:
        verdict = self._current()
        if self.plan is not None:
            self.one.show_row(self.plan, verdict)

    def _decide(self, number: int, fate: str) -> None:
        """One row otherwise than all."""
        self.fates[number] = fate
        self._judge()

    def _entered(self, result: ImportResult, problems_to: Path | None) -> None:
        """Say what came of it; what waits for the manager may be approved at once, all of it taken back."""
        if self._gone:
            return
        words = came_of(result, problems_to)
        if result.approval is not None:
            words.append(_(words_of(self.desk.office, result.approval)[2]))
        self._stands(join(*words), result.approval)
        self.desk.say(words[0])

    def _ended(self) -> None:
        """Work that was stopped or refused leaves the page as it was before."""
        if self._gone:
            return
        before, self._entering = self._entering, None
        if self.plan is not None and before is not None:
            self._hold(False)
            if (last_import(self.desk.office.database),) != before:
                self._stands(_("The import was done before it could be stopped"))
            else:
                self._judge()
        elif self.plan is None and self.path is not None and self.said.text() == _("Reading {file} …").format(file=self.path.name):
            self.said.setText(_("Reading was stopped. Choose a workbook."))

    def _stands(self, words: str, approval: int | None = None) -> None:
        """An import stands: it may be taken back here, or later in the list of imports."""
        self._forget()
        self.said.setText(words)
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self.outcome.stand(approval)

    def _approved(self, before: str, now: str) -> None:
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.setText(self.said.text().replace(before, now))

    def _undone(self, words: str) -> None:
        self._forget()
        self.said.setText(words)
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
