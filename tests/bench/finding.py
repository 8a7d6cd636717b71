"""Finding among a hundred thousand customers, by how people type; each the best of three runs beside a bare indexed look-up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import TypeVar

from models.core.clock import stamp
from models.core.database import immediate
from models.core.office import Office
from models.core.pinyin import readings
from models.core.listing import Filter, first_keys
from models.core.search import put_many, runs_of
from models.invoices.listing import INVOICES
from models.receipts.listing import RECEIPTS
from models.reports.queries import find_anything, find_customers
from tests.bench.measure import MS, Figure, at, compare, times_of

ASKED, RUNS = 120, 3
BARE = "SELECT id, code, name, phone FROM customer WHERE code >= ? ORDER BY code LIMIT 20"
T = TypeVar("T")
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


def as_many_leads(office: Office) -> None:
    """A lead for each customer, of its name and phone, once; filed long ago, by no verb."""
    run = office.database.execute_sql
    if run("SELECT COUNT(*) FROM lead").fetchone()[0]:
        return
    with immediate(office.database):
        run("INSERT INTO lead (number, name, pinyin, alike, search, phone, source, grade, filed, touched, latest, patience, created, "
            "contact, tax_number, need, interest, state, on_day_off, address, territory, remark) "
            "SELECT 'QK' || code, name, pinyin, alike, search, phone, 'platform', 'C', '2026-01-05', '2026-01-05', '2026-02-04', 90, ?, "
            "'', '', '', '', 'open', 0, '', '', '' FROM customer", (stamp(office.clock.moment()),))
        for first in range(0, 10**7, 5000):
            rows = run("SELECT id, search FROM lead WHERE id > ? AND id <= ?", (first, first + 5000)).fetchall()
            if not rows:
                break
            put_many(office.database, "lead", [(row_id, runs_of(text)) for row_id, text in rows])


def doubles(office: Office) -> Iterator[Figure]:
    """Who is filed already, asked at each key of a line and of a card, among as many leads as customers; on the window's thread."""
    from ui.tabs.leads.doubles import new_alike
    from ui.tabs.leads.quick import QUICK

    as_many_leads(office)
    rows = office.database.execute_sql("SELECT name, phone FROM customer ORDER BY id DESC LIMIT 20000").fetchall()
    dice, live = Random("doubles"), QUICK.form.live
    assert live is not None
    asked = [(dice.choice(rows), dice.randint(1, 24)) for _each in range(ASKED)]
    lines = [f"{name} {phone} 育肥料5吨"[:length] for (name, phone), length in asked]
    cards = [(name, phone[:max(4, length % 12)]) for (name, phone), length in asked]
    live(office, {"line": lines[0], "source": "phone", "salesperson_id": None}, "line")
    yield _best("doubles at each key of a line (200,000 filed)", office,
                lambda text: live(office, {"line": text, "source": "phone", "salesperson_id": None}, "line"), lines)
    yield _best("doubles at each key of a card's phone", office,
                lambda card: new_alike(office, {"name": card[0], "phone": card[1], "tax_number": ""}, "phone"), cards)


def listed(office: Office) -> Iterator[Figure]:
    """The first page of a list that a keyword lets through, beside reading as many numbers one after the other."""
    rows = office.database.execute_sql("SELECT customer_name, number FROM invoice ORDER BY id LIMIT 20000").fetchall()
    dice = Random("lists")
    asked = [dice.choice((name[:2], _initials(dice, name, ""), number[-4:], f"{name[2:4]} {number[-3:]}"))
             for name, number in (dice.choice(rows) for _each in range(ASKED // 3))]
    for listing in (INVOICES, RECEIPTS):
        table = listing.key.model._meta.table_name
        ours = sorted(taken for text in asked for taken in times_of(partial(first_keys, listing, Filter(keyword=text)), 1))
        raw = times_of(lambda name=table: office.database.execute_sql(  # type: ignore[misc]  # a default binds the loop's name
            f"SELECT id FROM {name} WHERE number LIKE '%9999999%'").fetchall(), RUNS)
        yield compare(f"a keyword over all {listing.name}, first page", ours, "every number compared, one after the other", raw)


def _best(name: str, office: Office, ask: Callable[[T], object], asked: list[T]) -> Figure:
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
