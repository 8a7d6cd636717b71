"""Large workbooks are read, entered and taken back by a process beside the window's, so that the window never waits for it.

One Python process runs one thread at a time: fifty thousand rows worked on by a thread of the window's own make it stumble for a
second and more, however often they yield (docs/decisions/0004-imports-beside.md). What is small is done here at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from data import imports
from data.imports.carrying import ImportResult
from data.imports.headings import Unnamed
from data.imports.memory import uncollected
from data.imports.plan import ImportPlan, Place, Progress, Twin
from data.imports.serving import STOP, serve
from data.imports.sliced import Sliced
from models.core.errors import KnownError, RuleViolation
from models.core.imports import record_of
from models.core.office import Done, Office
from models.core.text import N_, language

LARGE_FILE = 40_000
"""Bytes from which a file is read beside: some 800 rows."""
LARGE_IMPORT = 500
"""Rows from which an import is taken back beside."""
LOOKS = 0.05
"""Seconds between two looks whether the person wants to stop."""


class Beside:
    """A process that answers for this office, as the person who sits here. It ends when nobody holds this any more."""

    def __init__(self, office: Office) -> None:
        spawn = get_context("spawn")                    # a fork would take the window's threads and connections along half-alive
        self._pipe, there = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(there, office.folder, office.clock, office.actor), daemon=True)
        self._process.start()
        there.close()

    def ask(self, question: str, values: tuple[Any, ...], progress: Progress | None = None) -> Iterator[tuple[str, Any]]:
        """What it tells, `done` last. What progress raises stops the work, and is raised here when it has stopped.

        Raises KnownError and RuleViolation as the work itself would, KnownError when the process was killed, RuntimeError on a bug.
        """
        messages = self._messages(question, values)
        for kind, value in messages:
            if kind in _FAULTS:
                raise _FAULTS[kind](value)
            if kind not in ("", "step"):
                yield kind, value
            elif progress is not None:
                try:
                    progress(*value)
                except BaseException:
                    self._stop(question, messages)
                    raise

    def end(self) -> None:
        """End it, whatever it does; what it wrote and did not finish is undone at once or at the next open."""
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def _messages(self, question: str, values: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
        """Each message, and between them, with no kind, the last progress again: a chance to stop."""
        last = (0, 0)
        try:
            self._pipe.send((question, language(), values))
            kind = ""
            while kind not in _LAST:
                kind, value = self._pipe.recv() if self._pipe.poll(LOOKS) else ("", last)
                last = value if kind == "step" else last
                yield kind, value
        except (EOFError, ConnectionError) as error:
            self.end()                                  # gone for good, its locks too, before anybody looks at what it left
            raise KnownError(N_("The import was ended from outside, or memory ran out. Nothing was changed; choose the file and start "
                                "again")) from error

    def _stop(self, question: str, messages: Iterator[tuple[str, Any]]) -> None:
        """Reading is broken off; writing goes back to where nothing of it is left, or to its end where that was reached."""
        if question == "read":
            self.end()
        else:
            self._pipe.send(STOP)
            deque(messages, 0)


def _bug(trace: str) -> RuntimeError:
    return RuntimeError(f"in the process beside:\n{trace}")


_FAULTS: Mapping[str, Callable[[Any], Exception]] = {
    "known": lambda said: KnownError(said[0], **said[1]), "unnamed": lambda said: Unnamed(*said), "refused": RuleViolation, "bug": _bug}
_LAST = {"done", "stopped", *_FAULTS}


@dataclass(frozen=True, eq=False)
class PlanBeside(ImportPlan):
    """A dry run whose rows are held by another process too, which can carry it out."""

    beside: Beside | None = None


def dry_run(office: Office, target: str, path: Path, mapping: Mapping[int, str] | None = None, progress: Progress | None = None,
            place: Place | None = None) -> ImportPlan:
    """`imports.dry_run`, beside the window where the file is large."""
    if not path.is_file() or path.stat().st_size < LARGE_FILE:
        return imports.dry_run(office, target, path, mapping, progress, place)
    beside, twins, slices, rest = Beside(office), list[Twin](), list[bytes](), dict[str, Any]()
    with uncollected():
        for kind, value in beside.ask("read", (target, path, mapping, place), progress):
            if kind == "twins":
                twins += value
            elif kind == "rows":
                slices.append(value)
            else:
                rest = value
    return PlanBeside(imports.TARGETS[target], rows=Sliced(slices, len(rest["numbers"])), duplicates=tuple(twins), beside=beside, **rest)


def carry(office: Office, plan: ImportPlan, problems_to: Path | None = None, progress: Progress | None = None,
          duplicates: str = "skip", rows: Mapping[int, str] | None = None) -> ImportResult:
    """`imports.carry`, by the process that made the dry run."""
    if not isinstance(plan, PlanBeside) or plan.beside is None:
        return imports.carry(office, plan, problems_to, progress, duplicates, rows)
    _kind, (done, topics) = list(plan.beside.ask("carry", (problems_to, duplicates, dict(rows or {})), progress))[-1]
    office.changes.publish(topics)
    return ImportResult(plan, *done)


def undo_import(office: Office, import_id: int, progress: Progress | None = None) -> Done:
    """`imports.undo_import`, beside the window where many rows go."""
    record = record_of(office.database, import_id)
    if record is None or record.entered < LARGE_IMPORT:
        return imports.undo_import(office, import_id)
    _kind, (done, topics) = list(Beside(office).ask("undo", (import_id,), progress))[-1]
    office.changes.publish(topics)
    assert isinstance(done, Done)
    return done
