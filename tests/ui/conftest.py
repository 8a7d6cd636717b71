"""A desk to sit at in tests: an office with slips, scripted prompts, and pictures on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from models.core.office import Office
from ui.kit import theme
from ui.kit.desk import Services
from ui.kit.fake_prompts import FakePrompts
from ui.kit.jobs import Jobs
from ui.kit.prompts import Prompts
from ui.kit.specs import Level

from .demo import demo_office


class StubDesk:
    """A desk without a window: it remembers what it was told."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.prompts: Prompts = FakePrompts()
        self.faults: list[str] = []
        self.jobs = Jobs(office, lambda error: self.faults.append(str(error)))
        self.services = Services()
        self.said: list[str] = []
        self.opened: list[Any] = []

    def open(self, door: Any) -> None:
        self.opened.append(door)

    def fill(self, view: str, values: dict[str, Any]) -> None:
        self.opened.append((view, values))

    def say(self, text: str, level: Level = Level.GOOD) -> None:
        self.said.append(text)

    def preview(self, document: Any, subject: Any) -> None:
        self.opened.append((document, subject))

    def renew(self) -> None:
        self.opened.append("renew")

    def work(self, title: str, work: Any, then: Any, ended: Any = None) -> None:
        job = self.jobs.start(work, then)
        if ended is not None:
            job.finished.connect(ended)

    def run(self, verb: Any, *subject: Any) -> object:
        from ui.kit.presenter import Presenter

        return Presenter(self).run(verb, *subject)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its light look."""
    if theme.current() != theme.Theme() or not qapp.styleSheet():
        theme.wear(qapp, theme.Mode.LIGHT)
    return qapp


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with 1,000 slips."""
    with demo_office(tmp_path, 1000) as opened:
        yield opened


@pytest.fixture
def desk(dressed: QApplication, office: Office) -> Iterator[StubDesk]:
    """The stub, its workers closed at the end."""
    made = StubDesk(office)
    yield made
    made.jobs.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[QWidget, str], None]:
    """Grab a widget into the folder of --pictures, if it was given."""
    folder = request.config.getoption("--pictures", default=None)

    def grab(widget: QWidget, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            QTest.qWait(60)
            assert widget.grab().save(str(Path(folder) / f"{name}.png"))

    return grab


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pictures FOLDER` keeps what the screens look like."""
    parser.addoption("--pictures", default=None, help="keep pictures of the screens in this folder")
