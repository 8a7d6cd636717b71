"""A small form in a dialog: what a verb asks besides its row. It stays open until the input is taken or turned back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from models.core.errors import RuleViolation
from models.core.office import Office
from models.core.text import N_, _
from ui.kit import theme
from ui.kit.form import FormPanel
from ui.kit.form_area import FormArea
from ui.kit.jobs import Jobs
from ui.kit.specs import FormSpec, Values
from ui.kit.words import button, column, label, row


class FormDialog(QDialog):
    """Enter goes from field to field and past the last one submits; Esc turns back."""

    def __init__(self, window: QWidget, spec: FormSpec, office: Office, jobs: Jobs,
                 submit: Callable[[Values], bool], verb: str = "") -> None:
        super().__init__(window)
        look = theme.current()
        self._submit = submit
        self._verb = verb or _(N_("OK"))
        self.setWindowTitle(_(spec.title))
        self.setAccessibleName(_(spec.title))
        self.panel = FormPanel(spec, office, jobs)
        self.go = button(self._verb, role="primary")
        self.go.setAutoDefault(False)
        self.go.clicked.connect(self.submit)
        back = button(_("Back"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        layout = column(self, spacing=look.px(12), margins=(look.px(theme.MARGIN),) * 4)
        layout.addWidget(label(_(spec.title), "title"))
        layout.addWidget(FormArea(self.panel), 1)
        layout.addLayout(row(1, self.go, back))
        self.panel.submitted.connect(lambda: self.go.setFocus(Qt.FocusReason.TabFocusReason))
        self.panel.changed.connect(self._touched)
        self._room = window.size()
        self._fit()
        quick = QShortcut(QKeySequence("Ctrl+Return"), self)
        quick.activated.connect(self.submit)
        self.go.setToolTip(f"{self._verb}  Ctrl+Enter")
        self.panel.focus()

    def showEvent(self, event: QShowEvent) -> None:
        """The cursor stands in the first field of what was filled in meanwhile."""
        super().showEvent(event)
        if not event.spontaneous():
            self._fit()
            self.panel.focus()

    def _touched(self, _path: str) -> None:
        """What follows from it may need more room, so that a preview is seen whole; the dialog never shrinks under the fingers."""
        self.go.setText(self._verb)
        if self.isVisible():
            self._fit(least=self.size())

    def _fit(self, least: QSize = QSize(0, 0)) -> None:
        """As large as the form is with what was filled in, within the window; its middle stays where it is."""
        look, room, wanted, before = theme.current(), self._room, self.panel.sizeHint(), self.size()
        self.resize(max(least.width(), min(wanted.width() + look.px(72), max(room.width() - 40, 320))),
                    max(least.height(), min(wanted.height() + look.px(128), max(room.height() - 40, 240))))
        if self.isVisible() and self.size() != before:
            self.move(self.x() - (self.width() - before.width()) // 2, self.y() - (self.height() - before.height()) // 2)

    def submit(self) -> None:
        """Hand the values over; problems stay in the form."""
        self.panel.take_open()
        values, problems = self.panel.collect()
        if not problems:
            self.panel.show_problems(())
            try:
                if self._submit(values):
                    self.accept()
                return
            except RuleViolation as refused:
                problems = list(refused.problems)
        self.panel.show_problems(problems)
        self.go.setText(_("{verb} ({count} to mend)").format(verb=self._verb, count=len(problems)))
