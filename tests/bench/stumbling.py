"""How long the window stands still while a large workbook is brought into its office, changes it, and is taken back."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from models.core.imports import last_import
from models.core.office import Office
from tests.bench.measure import MS

RESTS, LOOKS = 300, 50
"""Milliseconds: the window rests when no work was seen so long; a look whether it does."""


def pauses(office: Office, path: Path, other: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds of the longest pause of the window's loop: (during the work, as long at rest), for new, changed, undone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.kit.desk import MemoryStore, Services
    from ui.kit.fake_prompts import FakePrompts
    from ui.main_window import MainWindow
    from ui.tabs import CUSTOMERS
    from ui.tabs.import_page import ImportPage

    app = QApplication.instance() or QApplication([])
    prompts = FakePrompts()
    window = MainWindow(office, (CUSTOMERS,), Services(store=MemoryStore()), title="bench", prompts=prompts)
    window.show()
    window.show_tab(CUSTOMERS.name)
    tab = window.pages[CUSTOMERS.name]
    tab.show_view(tab.place_of("import-customers") or 0)
    page = tab.page
    assert isinstance(page, ImportPage)

    def entered(file: Path) -> float:
        prompts.answers = [file]
        read = longest(window, page.begin)
        page.policy.put("merge")
        page.policy.edited.emit()
        return max(read, longest(window, page.enter))

    def undone() -> float:
        found = 0.0
        while last_import(office.database) is not None:
            page.outcome.stand(None)
            prompts.answers = [True]
            found = max(found, longest(window, page.outcome.undo.click))
        return found

    longest(window, lambda: None)                       # the first view settles
    start = time.perf_counter()
    made = {"new": entered(path), "changed": entered(other), "undone": undone()}
    still = longest(window, lambda: None, seconds=min(10.0, time.perf_counter() - start))
    window.jobs.close()
    window.close()
    app.processEvents()
    office.close()
    return {phase: (pause, still) for phase, pause in made.items()}


def longest(window: object, begin: Callable[[], object], seconds: float = 0.0) -> float:
    """Milliseconds of the longest pause of the loop from the start of some work until the workers rest, for `seconds` at least."""
    from PySide6.QtCore import QEventLoop, QTimer

    from ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    loop, pulse, looks = QEventLoop(), QTimer(interval=1), QTimer(interval=LOOKS)
    start = busy = time.perf_counter()
    ticks = [start]

    def look() -> None:
        nonlocal busy
        now = time.perf_counter()
        busy = now if window.jobs.busy else busy
        if now - busy > RESTS / MS and now - start > seconds:
            loop.quit()

    pulse.timeout.connect(lambda: ticks.append(time.perf_counter()))
    looks.timeout.connect(look)
    pulse.start()
    looks.start()
    begin()
    loop.exec()
    pulse.stop()
    looks.stop()
    return max(after - before for before, after in zip(ticks, ticks[1:], strict=False)) * MS
