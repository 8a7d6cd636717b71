"""What may be done with an import that stands: have approved what it asks for, or take all of it back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from data.approvals import carry_out
from models.core.imports import last_import, record_of
from models.core.office import Done, Office
from models.core.text import N_, _
from models.people.queries import command_of
from ui.kit.desk import Desk
from ui.kit.verbs import Verb
from ui.kit.words import button, row
from ui.tabs.importing import TAKE_BACK

_WORDS = {
    "customers.open_many": (N_("Open the accounts now"), N_("The accounts are open"), N_("the accounts wait for the manager's approval")),
    "contract.adopt": (N_("Approve the contracts now"), N_("The contracts are approved"),
                       N_("the contracts wait for the manager's approval")),
}
"""By the verb that asked: what the button says, what is said once it is done, and before."""

_NOTHING = N_("The import is taken back; nothing of it is left.")
_LEFT = {"contracts": N_("The import is taken back: its contracts are ended and stay to be read; their numbers are not given again."),
         "receivables": N_("The import is taken back; the opening figures are what they were before.")}
"""What is left where not all of it goes, by target."""


def gone_words(target: str) -> str:
    """What is left of an import that was taken back. target: a key of data.imports.TARGETS."""
    return _(_LEFT.get(target, _NOTHING))


def words_of(office: Office, approval: int) -> tuple[str, str, str]:
    """What is to be done with what an import asked for, that it is done, and that it waits, in words."""
    return _WORDS[command_of(office, approval)[0]]


class Outcome(QWidget):
    """The two ways on from an import."""

    approved = Signal(str, str)
    """What was said before, and what is to be said now."""
    gone = Signal(str)
    """What is left of the import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._approval: int | None = None
        self._import: int | None = None
        self.opens = button(_("Open the accounts now"), name="approve")
        self.opens.clicked.connect(self._go_on)
        self.undo = button(_("Take the import back"), name="undo")
        self.undo.clicked.connect(self._take_back)
        self.setLayout(row(self.opens, self.undo))

    def stand(self, approval: int | None) -> None:
        """The latest import stands. approval: the request that waits for the manager."""
        self._approval, self._import = approval, last_import(self._desk.office.database)
        self.opens.setVisible(approval is not None)
        if approval is not None:
            self.opens.setText(_(words_of(self._desk.office, approval)[0]))
        self.show()
        if approval is not None:
            self.opens.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        """The approval the import asked for, decided in person; what waited for it is done then."""
        approval = self._approval
        assert approval is not None

        def run(office: Office) -> Done:
            carry_out(office, approval)
            return Done(approval)

        words, done, waits = words_of(self._desk.office, approval)
        if self._desk.run(Verb(words, run, needs_row=False, done=done)) is not None:
            self._approval = None
            self.approved.emit(_(waits), _(done))
            self.opens.hide()

    def _take_back(self) -> None:
        """All of it again, while nothing refers to it."""
        if self._import is not None:
            self._desk.run(replace(TAKE_BACK, after=self._is_gone), self._import)

    def _is_gone(self, _desk: Desk, done: Done) -> None:
        if done.id == self._import:
            self.hide()
            record = record_of(self._desk.office.database, done.id)
            self.gone.emit(gone_words(record.target if record is not None else ""))
