"""The process beside the window: it opens the office by itself, reads, checks, writes and takes back, and tells how far it is.

It serves one window over one pipe. When the pipe breaks, whatever it was doing is undone as by a power cut, and it ends.
"""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data import imports
from data.imports import ImportPlan, Place
from data.imports.headings import DEEPEST, LOOKED_AT, Matched, Unnamed
from data.imports.sliced import packed
from models.core.clock import Clock
from models.core.errors import KnownError, RuleViolation
from models.core.office import Actor, Office
from models.core.text import speaking
from models.street import open_office

STOP = "stop"
TOLD_EVERY = 0.05
"""Seconds."""
TWINS = 500
"""Repeated rows that are told together."""


class Stopped(Exception):
    """The window does not want this any more."""


class Desk:
    """What is asked is a method by the name of the question; what it tells is a kind and a value, the last one `done`."""

    def __init__(self, office: Office, pipe: Connection) -> None:
        self.office, self._pipe = office, pipe
        self._plan: ImportPlan | None = None
        self._told = 0.0
        self._topics: set[str] = set()
        office.changes.subscribe((), self._topics.update)

    def read(self, target: str, path: Path, mapping: Mapping[int, str] | None, place: Place | None) -> object:
        """A dry run: its repeated rows and its rows in slices, then all else of it. It is kept here to be carried out."""
        self._plan = plan = imports.dry_run(self.office, target, path, mapping, self._step, place)
        for at in range(0, len(plan.duplicates), TWINS):
            self._say("twins", tuple(plan.duplicates[at:at + TWINS]))
        for each in packed(plan.rows):
            self._say("rows", each)
        return {"source": plan.source, "matched": shown(plan.matched), "shape": plan.shape, "corrected": plan.corrected,
                "aside": plan.aside, "sheets": plan.sheets, "marks": plan.marks, "numbers": plan.numbers}

    def carry(self, problems_to: Path | None, duplicates: str, rows: Mapping[int, str]) -> object:
        """Enter what was read."""
        assert self._plan is not None
        done = imports.carry(self.office, self._plan, problems_to, self._step, duplicates, rows)
        return (done.written, done.approval, done.entered, done.changed), tuple(self._topics)

    def undo(self, import_id: int) -> object:
        """Take an import back."""
        return imports.undo_import(self.office, import_id), tuple(self._topics)

    def answer(self, question: str, language: str, values: tuple[Any, ...]) -> None:
        """Answer one question, with a refusal where it is refused. A bug is told too, and ends this process."""
        asked: Mapping[str, Callable[..., object]] = {"read": self.read, "carry": self.carry, "undo": self.undo}
        self._topics.clear()
        try:
            with speaking(language):
                self._say("done", asked[question](*values))
        except Stopped:
            self._say("stopped", None)
        except Unnamed as fault:
            self._say("unnamed", (fault.text, shown(fault.matched), fault.params["fields"]))
        except KnownError as fault:
            self._say("known", (fault.text, fault.params))
        except RuleViolation as refused:
            self._say("refused", refused.problems)
        except OSError:
            raise
        except BaseException:
            self._say("bug", traceback.format_exc())
            raise

    def _say(self, kind: str, value: object) -> None:
        self._pipe.send((kind, value))

    def _step(self, done: int, whole: int) -> None:
        """Progress, said twenty times a second; and a look whether to stop."""
        if self._pipe.poll() and self._pipe.recv() == STOP:
            raise Stopped
        if time.monotonic() - self._told >= TOLD_EVERY:
            self._told = time.monotonic()
            self._say("step", (done, whole))


def shown(matched: Matched) -> Matched:
    """What a screen needs of the sheet: its first rows."""
    first = next(at for at, row in enumerate(matched.sheet.rows) if row.number >= matched.heading.number)
    return replace(matched, sheet=replace(matched.sheet, rows=matched.sheet.rows[:first + DEEPEST + LOOKED_AT]))


def serve(pipe: Connection, folder: Path, clock: Clock, actor: Actor | None) -> None:
    """Answer the window's questions until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # Ctrl+C in a terminal is for the window, which ends this one by hanging up
    office = open_office(folder, clock)
    office.actor = actor
    try:
        desk = Desk(office, pipe)
        with suppress(EOFError, ConnectionError):       # the window hung up
            while True:
                desk.answer(*pipe.recv())
    finally:
        office.close()
