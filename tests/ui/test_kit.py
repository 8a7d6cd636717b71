"""The smaller parts: workers, verbs with approvals, drafts, dialogs, one window an office, printers, periods."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import ApprovalNeeded, KnownError, Problem, RuleViolation
from models.core.office import Done, Office
from ui.kit.cups import command_of
from ui.kit.desk import Services
from ui.kit.fake_prompts import FakePrompts
from ui.kit.form_dialog import FormDialog
from ui.kit.form_page import FormPage
from ui.kit.jobs import Ticket
from ui.kit.periods import period_of
from ui.kit.presenter import Presenter
from ui.kit.prompts import QtPrompts
from ui.kit.single import Single
from ui.kit.specs import Values
from ui.kit.tab import FormView, Verb

from .conftest import StubDesk
from .demo import FORM, NEED
from .demo_tabs import REASON
from .keys import press, write

Grab = Callable[[QWidget, str], None]


def test_only_the_latest_answer_of_a_lane_arrives(qtbot: QtBot, desk: StubDesk) -> None:
    gate, seen = Event(), list[int]()
    desk.jobs.start(lambda ticket: gate.wait(5) and 1, seen.append, lane="x")
    desk.jobs.start(lambda ticket: 2, seen.append, lane="x")
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert seen == [2]


class AtOnce(ThreadPoolExecutor):
    """A worker that is done before anybody can listen."""

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        future = super().submit(call, *given, **named)
        wait([future])
        return future


def test_work_that_is_done_at_once_still_ends_after_it_was_begun(qtbot: QtBot, desk: StubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else who listens for its end hears nothing: a button stays locked, a progress bar stands for ever."""
    seen: list[str] = []
    with monkeypatch.context() as quick, AtOnce(1) as pool:
        quick.setattr(desk.jobs, "_pool", pool)
        job = desk.jobs.start(lambda ticket: "done", seen.append)
        pool.submit(desk.office.leave)
    job.finished.connect(lambda: seen.append("ended"))
    assert seen == []
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert seen == ["done", "ended"]


def test_long_work_tells_its_progress_and_stops(qtbot: QtBot, desk: StubDesk) -> None:
    heard, begun, steps = Event(), Event(), list[tuple[int, int]]()

    def work(ticket: Ticket) -> int:
        heard.wait(5)
        for step in range(10_000):
            ticket.step(step, 10_000)
            begun.set()
            Event().wait(0.001)
        return 1

    job = desk.jobs.start(work, lambda value: pytest.fail("it was stopped"))
    job.progress.connect(lambda done, whole: steps.append((done, whole)))
    heard.set()
    qtbot.waitUntil(lambda: begun.is_set() and bool(steps))
    job.cancel()
    with qtbot.waitSignal(job.finished, timeout=5000):
        pass
    assert steps[0] == (0, 10_000) and len(steps) < 9_000


def test_faults_of_workers_are_told_and_bugs_reach_the_one_hook(qtbot: QtBot, desk: StubDesk) -> None:
    def gone(ticket: Ticket) -> int:
        raise KnownError("The disk is full")

    desk.jobs.start(gone, lambda value: None)
    qtbot.waitUntil(lambda: desk.faults == ["The disk is full"])
    with qtbot.captureExceptions() as bugs:
        desk.jobs.start(lambda ticket: 1 // 0, lambda value: None)
        qtbot.waitUntil(lambda: len(bugs) == 1)
    assert bugs[0][0] is ZeroDivisionError


def test_an_approval_is_asked_and_the_same_command_runs_again(desk: StubDesk) -> None:
    runs: list[str] = []
    asked: list[ApprovalNeeded] = []

    def command(office: Office, row: int) -> Done:
        runs.append("run")
        if len(runs) == 1:
            raise ApprovalNeeded([NEED], "slip.write", "digest", {})
        return Done(row, "S-1")

    desk.services = Services(approve=lambda desk, needed: not asked.append(needed))  # type: ignore[func-returns-value]  # append gives None
    done = Presenter(desk).run(Verb("Issue", command), 7)
    assert done == Done(7, "S-1") and len(runs) == 2 and asked[0].digest == "digest"
    assert desk.said == ["Issue：S-1"] or "S-1" in desk.said[0]


def test_a_refused_approval_writes_nothing_and_says_nothing(desk: StubDesk) -> None:
    def command(office: Office) -> Done:
        raise ApprovalNeeded([NEED], "slip.write", "digest", {})

    desk.services = Services(approve=lambda desk, needed: False)
    assert Presenter(desk).run(Verb("Issue", command, needs_row=False)) is None and desk.said == []


def test_faults_and_problems_without_a_form_become_one_message(desk: StubDesk) -> None:
    prompts = desk.prompts
    assert isinstance(prompts, FakePrompts)

    def refuse(office: Office) -> Done:
        raise RuleViolation([Problem("a", "a", "First"), Problem("b", "b", "Second")])

    def fail(office: Office) -> Done:
        raise KnownError("The printer is gone")

    prompts.answers = [True, False]
    assert Presenter(desk).run(Verb("Void", refuse, confirm="Really?")) is None
    assert Presenter(desk).run(Verb("Void", refuse, confirm="Really?")) is None
    Presenter(desk).run(Verb("Void", fail))
    assert prompts.asked == ["Really?", "First\nSecond", "Really?", "The printer is gone"]


class Shelf:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[int, Values] = {}

    def save(self, office: Office, draft: Any, values: Values) -> Any:
        draft = draft or len(self.kept) + 1
        self.kept[draft] = values
        return draft

    def drop(self, office: Office, draft: Any) -> None:
        del self.kept[draft]

    def load(self, office: Office, draft: Any) -> Values:
        return {**self.kept[draft], "draft": draft}


def test_a_draft_saves_itself_comes_back_and_ends_with_the_verb(qtbot: QtBot, desk: StubDesk) -> None:
    shelf = Shelf()
    verb = Verb("Issue", lambda office, values: Done(1, "S-1"), "F9", primary=True)
    view = FormView(FORM, lambda values: values, (verb,), load=shelf.load, drafts=shelf)
    page = FormPage(desk, view, None)
    qtbot.addWidget(page)
    page.show()
    write(page.panel.fields["remark"].widget, "half a")
    qtbot.waitUntil(lambda: bool(shelf.kept), timeout=3000)
    assert shelf.kept[1]["remark"] == "half a"
    again = FormPage(desk, view, None, 1)
    qtbot.addWidget(again)
    assert again.values()["remark"] == "half a"
    again.panel.put({"customer": {"id": 2, "title": "商丘大北农"}})
    again.give(verb)
    assert shelf.kept == {} and again.values()["remark"] == ""


def test_a_dialog_keeps_refused_words_and_says_how_many(qtbot: QtBot, desk: StubDesk, picture: Grab) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    taken: list[Values] = []

    def submit(values: Values) -> bool:
        if len(values["reason"]) < 3:
            raise RuleViolation([Problem("reason", "short", "Say more")])
        taken.append(values)
        return True

    dialog = FormDialog(window, REASON, desk.office, desk.jobs, submit, "Void")
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog.go, Qt.Key.Key_Space)
    assert "1" in dialog.go.text() and dialog.panel.fields["reason"].words.isVisible()
    write(dialog.panel.fields["reason"].widget, "ab")
    press(dialog.go, Qt.Key.Key_Space)
    assert "Say more" in dialog.panel.fields["reason"].words.text()
    picture(dialog, "dialog")
    write(dialog.panel.fields["reason"].widget, "c")
    press(dialog.go, Qt.Key.Key_Space)
    assert taken == [{"reason": "abc"}] and not dialog.isVisible()


def test_real_message_boxes_are_plain_text(qtbot: QtBot, desk: StubDesk) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QtPrompts(window, desk)._box("Title", "<b>name</b>")
    assert box.textFormat() is Qt.TextFormat.PlainText and box.text() == "<b>name</b>"


def test_nobody_asks_what_was_not_scripted() -> None:
    with pytest.raises(AssertionError, match="nobody scripted"):
        FakePrompts().confirm("Void", "Really?")


def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    raised: list[bool] = []
    first, second = Single(tmp_path), Single(tmp_path)
    assert first.first(lambda: raised.append(True))
    assert not second.first(lambda: raised.append(False))
    qtbot.waitUntil(lambda: raised == [True])
    assert Single(tmp_path / "other").first(lambda: None)
    first.release()
    assert second.first(lambda: None)
    second.release()


def test_cups_is_told_the_exact_height() -> None:
    command = command_of("lp", "LQ", "Invoice", (241.0, 139.7))
    assert "media=Custom.683.05x396.05" in command and command[-1] == "-"


@pytest.mark.parametrize("key, first, last", [
    ("today", "2026-03-01", "2026-03-01"), ("yesterday", "2026-02-28", "2026-02-28"), ("week", "2026-02-23", "2026-03-01"),
    ("month", "2026-03-01", "2026-03-31"), ("last_month", "2026-02-01", "2026-02-28"), ("year", "2026-01-01", "2026-12-31"),
])
def test_periods_count_first_and_last_day(key: str, first: str, last: str) -> None:
    assert tuple(map(str, period_of(key).span(date(2026, 3, 1)))) == (first, last)
