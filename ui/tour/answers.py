"""The person of the tour: answers the desk's questions in the real dialogs, by keys, and lets each be pictured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QMessageBox

from ui.kit.form_dialog import FormDialog
from ui.kit.prompts import QtPrompts, Submit
from ui.kit.specs import FormSpec, Values
from ui.tour.camera import Camera
from ui.tour.hands import Hands, Stuck, pause

Answer = Callable[[FormDialog], object]


class TourPrompts(QtPrompts):
    """forms: what is typed into a dialog, by the name of its form; one nobody named is taken as it stands. files: where to save."""

    def __init__(self, hands: Hands, camera: Camera) -> None:
        super().__init__(hands.window, hands.window)
        self.hands, self.camera = hands, camera
        self.forms: dict[str, Answer] = {}
        self.files: list[Path] = []
        self.told: list[str] = []

    def message(self, title: str, text: str) -> None:
        """Nothing of the day should have to be told."""
        self.told.append(f"{title}: {text}")

    def confirm(self, title: str, text: str, yes: str = "") -> bool:
        """Yes, after a picture."""
        box = self._box(title, text)
        box.addButton(yes or title, QMessageBox.ButtonRole.AcceptRole)
        box.show()
        pause(60)
        self.camera.take(box, "20-confirm")
        box.close()
        box.deleteLater()
        self.hands.front()
        return True

    def form(self, spec: FormSpec, submit: Submit, values: Values | None = None, verb: str = "") -> bool:
        """The real dialog, filled by keys."""
        dialog = FormDialog(self.hands.window, spec, self.hands.window.office, self.hands.window.jobs, submit, verb)
        if values:
            dialog.panel.put(values)
        dialog.show()
        dialog.activateWindow()
        pause(60)
        if spec.name in self.forms:
            self.forms[spec.name](dialog)
        pause(60)
        self.camera.take(dialog, f"21-{spec.name.replace('_', '-')}")
        self.hands.press(dialog.go)
        taken = dialog.result() == QDialog.DialogCode.Accepted
        problems = [] if taken else dialog.panel.collect()[1]
        dialog.close()
        dialog.deleteLater()
        self.hands.front()
        if not taken:
            raise Stuck(f"the form {spec.name} was not taken {[problem.say() for problem in problems]}")
        return True

    def choose(self, title: str, text: str, options: Sequence[tuple[Any, str]]) -> Any:
        """The first."""
        return options[0][0] if options else None

    def open_file(self, title: str, kinds: str) -> Path | None:
        """Nothing is opened on the tour."""
        return None

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        """The next place."""
        if not self.files:
            raise Stuck(f"nobody said where to save {name}")
        return self.files.pop(0)
