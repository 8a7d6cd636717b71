"""A real window over a real office, for tests of the tabs: scripted prompts, workers awaited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.core.errors import ApprovalNeeded
from models.core.office import Office
from printing.figures import marks_of
from printing.preview import Preview
from tests.factories import an_office, grant
from ui.kit.desk import Desk, MemoryStore, Services
from ui.kit.fake_prompts import FakePrompts
from ui.kit.list_page import ListPage
from ui.kit.tab import PaperChoice, TabSpec
from ui.kit.tab_page import TabPage
from ui.main_window import MainWindow
from ui.services import write_file
from ui.tour.hands import Hands


class Printers:
    """One printer that remembers what it was sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def names(self) -> list[str]:
        return ["EPSON LQ-630K"]

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        self.sent.append(f"{title} {choice.paper}")

    def says(self, printer: str) -> str:
        return ""


class Room:
    """A window, its office and what was answered in it."""

    def __init__(self, qtbot: QtBot, office: Office, tabs: tuple[TabSpec, ...]) -> None:
        self.qtbot, self.office = qtbot, office
        self.prompts = FakePrompts()
        self.asked: list[ApprovalNeeded] = []
        self.printers = Printers()
        services = Services(approve=self._approve, store=MemoryStore(), open_pdf=Preview, marks=marks_of, printing=self.printers,
                            write_file=write_file)
        self.window = MainWindow(office, tabs, services, title="test", prompts=self.prompts)
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.prompts.answers.extend([True] * 9))     # typed text may go
        self.window.show()
        self.settle()

    def _approve(self, desk: Desk, needed: ApprovalNeeded) -> bool:
        self.asked.append(needed)
        grant(desk.office, needed)
        return True

    def settle(self) -> None:
        """Until the workers rest and the detail of the row under the cursor is drawn."""
        Hands(self.window).rest()

    def tab(self, name: str) -> TabPage:
        """One tab's page, shown."""
        self.window.show_tab(name)
        return self.window.pages[name]

    @property
    def page(self) -> Any:
        """What the person sees."""
        return self.window.pages[self.window._shown].page

    def pick(self, row: int = 0) -> ListPage:
        """Put the cursor on a row of the list in sight."""
        page = self.page
        assert isinstance(page, ListPage)
        page.table.selectRow(row)
        self.settle()
        return page

    def give(self, title: str) -> None:
        """Press the button of a verb of the page in sight."""
        verbs = self.page.verbs
        place = next(at for at, verb in enumerate(verbs.verbs) if verb.title == title)
        assert verbs.buttons[place].isEnabled(), title
        verbs.buttons[place].click()
        self.settle()

    def can(self, title: str) -> bool:
        """Whether a verb's button can be pressed now."""
        verbs = self.page.verbs
        return bool(verbs.buttons[next(at for at, verb in enumerate(verbs.verbs) if verb.title == title)].isEnabled())


@contextmanager
def room(qtbot: QtBot, app: QApplication, folder: Path, *tabs: TabSpec, office: Office | None = None) -> Iterator[Room]:
    """A window over a new office (or this one), closed at the end."""
    opened = office or an_office(folder / "office")
    made = Room(qtbot, opened, tabs)
    try:
        yield made
    finally:
        made.window.jobs.close()
        opened.close()
