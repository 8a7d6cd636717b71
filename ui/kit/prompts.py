"""The only way to ask a person. Screens hold `Prompts`; tests and the tour hold scripted answers instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from models.core.text import _
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Values

if TYPE_CHECKING:
    from ui.kit.desk import Desk

_LAST_FOLDER = "files/folder"
Submit = Callable[[Values], bool]
"""Takes the typed values; True closes the form. It may raise RuleViolation, which is shown in the form."""


class Prompts(Protocol):
    """Questions to the person. All words arrive translated."""

    def message(self, title: str, text: str) -> None:
        """Say something that must be read."""

    def confirm(self, title: str, text: str, yes: str = "") -> bool:
        """Whether to go on; the safe answer is the default."""

    def choose(self, title: str, text: str, options: Sequence[tuple[Any, str]]) -> Any:
        """One of (value, words), None when the person turned back."""

    def text(self, title: str, text: str, *, long: bool = False) -> str | None:
        """A line or several of words, None when the person turned back."""

    def form(self, spec: FormSpec, submit: Submit, values: Values | None = None, verb: str = "") -> bool:
        """A small form; True once `submit` took it. verb: the words on its button."""

    def open_file(self, title: str, kinds: str) -> Path | None:
        """An existing file. kinds: "Excel (*.xlsx)"."""

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write; the person has agreed to replace what stands there."""

    def folder(self, title: str) -> Path | None:
        """A folder."""


class QtPrompts:
    """The real ones, in front of the window. Before an office is open there is no desk: messages and files only."""

    def __init__(self, window: QWidget | None, desk: Desk | None) -> None:
        self.window, self.desk = window, desk

    def message(self, title: str, text: str) -> None:
        """Say something that must be read."""
        box = self._box(title, text)
        box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def confirm(self, title: str, text: str, yes: str = "") -> bool:
        """Whether to go on; Enter and Esc both turn back."""
        box = self._box(title, text)
        go = box.addButton(yes or title, QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(_("Back"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is go

    def choose(self, title: str, text: str, options: Sequence[tuple[Any, str]]) -> Any:
        """One of the options."""
        chosen: list[Any] = []
        field = FieldSpec("choice", text, FieldKind.CHOICE, choices=lambda office: options, width=30)

        def take(values: Values) -> bool:
            chosen.append(values["choice"])
            return True

        self.form(FormSpec("choose", title, (field,)), take)
        return chosen[0] if chosen else None

    def text(self, title: str, text: str, *, long: bool = False) -> str | None:
        """Words."""
        typed: list[str] = []
        kind = FieldKind.LONG_TEXT if long else FieldKind.TEXT
        field = FieldSpec("text", text, kind, required=True, width=40)

        def take(values: Values) -> bool:
            typed.append(values["text"])
            return True

        self.form(FormSpec("text", title, (field,)), take)
        return typed[0] if typed else None

    def form(self, spec: FormSpec, submit: Submit, values: Values | None = None, verb: str = "") -> bool:
        """A small form in a dialog."""
        from ui.kit.form_dialog import FormDialog

        assert self.window is not None and self.desk is not None
        dialog = FormDialog(self.window, spec, self.desk.office, self.desk.jobs, submit, verb)
        if values:
            dialog.panel.put(values)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def open_file(self, title: str, kinds: str) -> Path | None:
        """An existing file."""
        name, _kind = QFileDialog.getOpenFileName(self.window, title, str(self._beside()), kinds)
        return self._kept(name)

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write."""
        chosen, _kind = QFileDialog.getSaveFileName(self.window, title, str(self._beside() / name), kinds)
        return self._kept(chosen)

    def folder(self, title: str) -> Path | None:
        """A folder."""
        return self._kept(QFileDialog.getExistingDirectory(self.window, title, str(self._beside())))

    def _beside(self) -> Path:
        """The folder of the file that was chosen last, else the person's documents."""
        last = str(self.desk.services.store.value(_LAST_FOLDER, "") or "") if self.desk is not None else ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((folder for folder in map(Path, filter(None, (last, documents))) if folder.is_dir()), Path.home())

    def _kept(self, name: str) -> Path | None:
        if name and self.desk is not None:
            path = Path(name)
            self.desk.services.store.setValue(_LAST_FOLDER, str(path if path.is_dir() else path.parent))
        return Path(name) if name else None

    def _box(self, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self.window) if self.window is not None else QMessageBox()
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setAccessibleName(title)
        return box
