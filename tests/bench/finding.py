"""Finding among a hundred thousand customers, by how people type; each the best of three runs beside a bare indexed look-up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from models.core.office import Office
from models.core.pinyin import readings
from models.reports.queries import find_anything, find_customers
from tests.bench.measure import MS, Figure, at, compare, times_of

ASKED, RUNS = 120, 3
BARE = "SELECT id, code, name, phone FROM customer WHERE code >= ? ORDER BY code LIMIT 20"
Typed = Callable[[Random, str, str], str]


def _hanzi(dice: Random, name: str, phone: str) -> str:
    length, first = dice.randint(1, 6), dice.randint(0, 4)
    return name[first:first + length]


def _pinyin(dice: Random, name: str, phone: str) -> str:
    return readings(name[dice.choice((0, 2)):8])[0][0][:dice.randint(1, 6)]


def _syllables(dice: Random, name: str, phone: str) -> str:
    return readings(name[:dice.randint(2, 4)])[0][0]


def _initials(dice: Random, name: str, phone: str) -> str:
    return readings(name[dice.choice((0, 2)):8])[1][0][:dice.randint(1, 6)]


def _tail(dice: Random, name: str, phone: str) -> str:
    return phone[-dice.randint(3, 11):]


def _mixed(dice: Random, name: str, phone: str) -> str:
    fulls, initials = readings(name[2:4])
    return dice.choice((name[:2] + initials[0], readings(name[:2])[1][0] + name[2:4], readings(name[:2])[0][0] + initials[0],
                        f"{name[2:4]} {phone[-4:]}", initials[0] + name[4:6]))


HOW: tuple[tuple[str, Typed], ...] = (
    ("Hanzi, 1–6 of them", _hanzi), ("pinyin, 1–6 letters", _pinyin), ("pinyin of 2–4 syllables", _syllables),
    ("initials, 1–6", _initials), ("tail of a phone, 3–11 digits", _tail), ("Hanzi, syllables and initials mixed", _mixed))


def find(office: Office) -> Iterator[Figure]:
    """Each way of typing, every question a different one."""
    rows = office.database.execute_sql("SELECT name, phone FROM customer ORDER BY id LIMIT 20000").fetchall()
    for how, typed in HOW:
        dice = Random(how)
        asked = [typed(dice, *dice.choice(rows)) for _each in range(ASKED)]
        yield _best(f"find a customer by {how}", office, partial(find_customers, office), asked)
    yield _best("find anything (Ctrl+K), initials", office, partial(find_anything, office),
                [_initials(Random(place), *rows[place]) for place in range(ASKED)])


def _best(name: str, office: Office, ask: Callable[[str], object], asked: list[str]) -> Figure:
    run = office.database.execute_sql
    figures = []
    for _run in range(RUNS):
        ours = sorted(taken for text in asked for taken in times_of(partial(ask, text), 1))
        raw = sorted(taken for place in range(ASKED) for taken in times_of(
            lambda code=f"K{place * 800:06d}": run(BARE, (code,)).fetchall(), 1))  # type: ignore[misc]  # a default binds the loop's code
        figures.append(compare(name, ours, "bare indexed SELECT of 20 rows", raw))
    return min(figures, key=lambda figure: figure.p99)


def typing(office: Office) -> Iterator[Figure]:
    """The longest the window does not answer while nine letters are typed fast, beside the same keys in a bare field."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    from ui.kit.finder import Suggest
    from ui.kit.jobs import Jobs
    from ui.tabs.finders import find_customers as finder

    app = QApplication.instance() or QApplication([])
    jobs = Jobs(office, lambda error: None)

    def gaps(found: bool) -> list[float]:
        window = QWidget()
        edit = QLineEdit(window)
        window.show()
        edit.setFocus()
        if found:
            Suggest(edit, office, jobs, finder)
        ticks: list[float] = []
        pulse = QTimer(interval=1)
        pulse.timeout.connect(lambda: ticks.append(time.perf_counter()))
        pulse.start()
        loop = QEventLoop()
        for letter in "zhoukoumy":
            QTest.keyClicks(edit, letter)
            QTimer.singleShot(90, loop.quit)
            loop.exec()
        pulse.stop()
        window.close()
        return sorted((after - before) * MS for before, after in zip(ticks, ticks[1:], strict=False))
    gaps(True)
    ours, raw = (min((gaps(found) for _run in range(RUNS)), key=lambda each: each[-1]) for found in (True, False))
    yield Figure("the window's pauses while typing fast (p99 = longest)", at(ours, 0.5), ours[-1], "the same keys in a bare field",
                 at(raw, 0.5), raw[-1])
    jobs.close()
    app.processEvents()
