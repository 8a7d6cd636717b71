"""What may be done with an import that stands: open the accounts it asks for, or take all of it back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.core.imports import last_import
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.commands import open_customers
from models.people.queries import command_of
from ui.kit.desk import Desk
from ui.kit.verbs import Verb
from ui.kit.words import button, row
from ui.tabs.importing import TAKE_BACK


class Outcome(QWidget):
    """The two ways on from an import."""

    opened = Signal()
    gone = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._approval: int | None = None
        self._import: int | None = None
        self.opens = button(_("Open the accounts now"), name="approve")
        self.opens.clicked.connect(self._open_accounts)
        self.undo = button(_("Take the import back"), name="undo")
        self.undo.clicked.connect(self._take_back)
        self.setLayout(row(self.opens, self.undo))

    def stand(self, approval: int | None) -> None:
        """The latest import stands. approval: the request that waits for the manager."""
        self._approval, self._import = approval, last_import(self._desk.office.database)
        self.opens.setVisible(approval is not None)
        self.show()
        if approval is not None:
            self.opens.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_accounts(self) -> None:
        """The approval the import asked for, decided in person; the accounts are open then."""
        approval = self._approval
        assert approval is not None

        def opened(office: Office) -> Done:
            return open_customers(office, command_of(office, approval)[1]["ids"])

        if self._desk.run(Verb(N_("Open the accounts now"), opened, needs_row=False, done=N_("The accounts are open"))) is not None:
            self._approval = None
            self.opened.emit()
            self.opens.hide()

    def _take_back(self) -> None:
        """All of it again, while nothing refers to it."""
        if self._import is not None:
            self._desk.run(replace(TAKE_BACK, after=self._is_gone), self._import)

    def _is_gone(self, _desk: Desk, done: Done) -> None:
        if done.id == self._import:
            self.hide()
            self.gone.emit()
