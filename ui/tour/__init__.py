"""The tour: one scripted day through the real window, every paper it makes, a picture of every screen in each look."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QCursor

from models.core.clock import Clock
from models.core.errors import KnownError, RuleViolation
from models.core.office import Office
from models.core.text import use_language
from models.people.commands import take_seat
from models.people.queries import names
from models.street import has_office, make_office, open_office
from ui.kit import theme
from ui.kit.desk import MemoryStore
from ui.kit.faults import words_of
from ui.main_window import dress
from ui.services import services_of_nothing
from ui.session import copy_of_today, window_of
from ui.tour.answers import TourPrompts
from ui.tour.camera import Camera
from ui.tour.day import Day
from ui.tour.gallery import gallery
from ui.tour.hands import Hands, Stuck

Step = Callable[[Day], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("a lead is filed", Day.file_a_lead), ("a customer is opened with approval", Day.open_a_customer),
    ("the keeper is asked and answers", Day.ask_the_keeper), ("an invoice is typed, issued and printed", Day.write_an_invoice),
    ("money is taken", Day.take_money), ("goods leave", Day.let_goods_leave), ("a list is written", Day.write_a_list),
    ("every screen is pictured in each look", gallery), ("the day is closed", Day.close_the_day),
    ("finance gets its workbook", Day.hand_over_to_finance),
)


def tour(out: Path, folder: Path | None, clock: Clock) -> int:
    """Walk through the day. folder: an office to work on a copy of; None, or a folder without one, takes a sample office.

    Writes PDF, Excel and PNG files into `out`, prints what it wrote; returns 1 when a step failed, else 0.
    """
    from ui.app import application

    out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(_hear_qt)
    app, store = application(), MemoryStore()
    use_language("zh_CN")
    store.setValue("look/mode", theme.Mode.LIGHT.value)
    dress(app, services_of_nothing(store))
    with TemporaryDirectory(prefix="neiqin-tour-") as kept, _office(Path(kept), folder, clock) as office, _bugs() as bugs:
        window = window_of(office, store)
        window.show()
        window.activateWindow()
        QCursor.setPos(window.mapToGlobal(window.rect().bottomRight()))        # nothing lights up below it
        copy_of_today(window)
        hands, camera = Hands(window), Camera(out)
        prompts = TourPrompts(hands, camera)
        window.prompts = prompts
        try:
            return _walk(Day(hands, camera, prompts, out), bugs)
        finally:
            window.jobs.close()
            for page in window.pages.values():
                page.leave()
            window.deleteLater()


def _hear_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt says, but for what a screen that nobody sees cannot do."""
    if not message.startswith("This plugin does not support"):
        print(f"Qt: {message}", file=sys.stderr)


def _walk(day: Day, bugs: list[str]) -> int:
    """Step after step; the first that fails ends the tour."""
    began = perf_counter()
    day.hands.rest()
    for words, step in STEPS:
        try:
            step(day)
            wrong = [*day.prompts.told, *bugs]
        except Stuck as stuck:
            wrong = [*day.prompts.told, *bugs, str(stuck)]
        except (KnownError, RuleViolation) as refused:
            wrong = [*day.prompts.told, *bugs, words_of(refused)]
        if wrong:
            print(f"failed: {words}", *wrong, sep="\n  ", file=sys.stderr)
            return 1
        print(f"{perf_counter() - began:6.1f} s  {words}", flush=True)
    for path in sorted(day.out.iterdir()):
        print(f"wrote {path}")
    return 0


@contextmanager
def _office(kept: Path, folder: Path | None, clock: Clock) -> Iterator[Office]:
    """A sample office, or a copy of one that stands somewhere: the tour writes nothing into an office that is in use."""
    if folder is not None and has_office(folder):
        from data.backup import backup, restore

        original = open_office(folder, clock)
        try:
            copy = backup(original, kept / "original.db")
        finally:
            original.close()
        restore(kept / "office", copy, clock)
        office = open_office(kept / "office", clock)
    else:
        from data.demo import make_sample

        office = make_office(kept / "office" if folder is None else folder, clock)
        make_sample(office)
    try:
        take_seat(office, next(iter(names(office, "clerk") or names(office))))
        yield office
    finally:
        office.close()


@contextmanager
def _bugs() -> Iterator[list[str]]:
    """What comes out of a slot unexpected, in words; it fails the step."""
    found: list[str] = []
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        before(kind, error, trace)
        found.append(f"{kind.__name__}: {error}")
    sys.excepthook = hook
    try:
        yield found
    finally:
        sys.excepthook = before


__all__ = ["tour"]
