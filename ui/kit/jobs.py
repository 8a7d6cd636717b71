"""Long work off the window: a worker with its own connection, progress and cancel; what comes too late is dropped."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier, Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from models.core.errors import KnownError, RuleViolation
from models.core.office import Office
from models.core.text import language, speaking

T = TypeVar("T")
Failed = Callable[[KnownError | RuleViolation], None]


class Cancelled(Exception):
    """The person, a newer question or the closing window made this work pointless."""


class Ticket:
    """What the work holds: it says how far it is, and asks whether it should go on."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._stop.is_set()

    def step(self, done: int, whole: int = 0) -> None:
        """Say how far the work is (whole 0: unknown). Raises Cancelled when it should stop."""
        if self.cancelled:
            raise Cancelled
        self._tell(done, whole)


class Job(QObject, Generic[T]):
    """One piece of work under way. Its signals arrive on the window's thread."""

    progress = Signal(int, int)
    finished = Signal()
    _ended = Signal(object)

    def __init__(self, then: Callable[[T], None], failed: Failed) -> None:
        super().__init__()
        self.ticket = Ticket(self.progress.emit)
        self.over = False
        self._then, self._failed = then, failed
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)      # also of work that was done before anybody listens

    def cancel(self) -> None:
        """Drop the work: neither `then` nor `failed` will be called."""
        self.ticket.cancel()

    def done(self, future: Future[T]) -> None:
        """Called on the worker's thread, or at once where the work was quicker than this; carries the outcome over to the window's."""
        self._ended.emit(future)

    def _end(self, future: Future[T]) -> None:
        self.over = True
        try:
            if not self.ticket.cancelled and not future.cancelled():
                self._deliver(future)
        finally:
            self.finished.emit()

    def _deliver(self, future: Future[T]) -> None:
        try:
            value = future.result()
        except Cancelled:
            return
        except (KnownError, RuleViolation) as error:
            self._failed(error)
            return
        self._then(value)


class Jobs:
    """The workers of one window. A bug in the work is raised on the window's thread, where the one hook sees it."""

    def __init__(self, office: Office, failed: Failed, workers: int = 2) -> None:
        self.office = office
        self._failed = failed
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, "desk")
        self._running: set[Job[Any]] = set()
        self._lanes: dict[Hashable, Job[Any]] = {}
        self.closed = False

    def start(self, work: Callable[[Ticket], T], then: Callable[[T], None], *, lane: Hashable = None,
              failed: Failed | None = None) -> Job[T]:
        """Run work(ticket) inside office.reading(), then then(value) here. A lane's earlier work is dropped."""
        job: Job[T] = Job(then, failed or self._failed)
        if self.closed:
            job.cancel()
            return job
        if lane is not None:
            self.drop(lane)
            self._lanes[lane] = job
        self._running.add(job)
        job.finished.connect(lambda: self._forget(job, lane))
        future = self._pool.submit(copy_context().run, self._work, work, job.ticket, language())
        future.add_done_callback(job.done)
        return job

    def drop(self, lane: Hashable) -> None:
        """What this lane was doing is no longer wanted."""
        if lane in self._lanes:
            self._lanes.pop(lane).cancel()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Cancel everything and wait until no thread is left, each with its connection closed."""
        if self.closed:
            return
        self.closed = True
        for job in self._running:
            job.cancel()
        last = Barrier(self._workers)
        for _worker in range(self._workers):
            self._pool.submit(self._leave, last)
        self._pool.shutdown(wait=True)
        self._running.clear()
        self._lanes.clear()

    def _work(self, work: Callable[[Ticket], T], ticket: Ticket, code: str) -> T:
        if ticket.cancelled:
            raise Cancelled
        with speaking(code), self.office.reading(kept=True):
            return work(ticket)

    def _leave(self, last: Barrier) -> None:
        """The last work of each thread: none takes a second one, because all wait for each other."""
        last.wait()
        self.office.leave()

    def _forget(self, job: Job[Any], lane: Hashable) -> None:
        self._running.discard(job)
        if self._lanes.get(lane) is job:
            del self._lanes[lane]
