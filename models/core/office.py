"""The office: its folder, file, clock, settings and the person at the desk; `command` is the only way to write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from models.core import audit
from models.core.changes import Changes
from models.core.clock import Clock
from models.core.database import OfficeDatabase, immediate, known_errors, within
from models.core.sealing import Seals
from models.core.settings import Settings
from models.core.table import Table


@dataclass(frozen=True)
class Actor:
    """The person who acts."""

    id: int
    name: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Done:
    """What a command made: the row's id and its number, if it has one."""

    id: int
    number: str = ""


class Act:
    """One command under way: who, when, what; collects what changed and what the journal says."""

    def __init__(self, office: Office, verb: str, content: object) -> None:
        self.office, self.verb, self.content = office, verb, content
        self.actor = office.actor
        self.moment: datetime = office.clock.moment()
        self.today: date = office.clock.today()
        self.topics: set[str] = set()
        self.subject = ""
        self.facts: dict[str, object] = {}
        self.approvals: list[int] = []
        self.went: dict[str, list[int]] = {}

    @property
    def person(self) -> str:
        """The name that is stored with what this command makes."""
        return self.actor.name if self.actor else ""

    @property
    def person_id(self) -> int | None:
        """The id of the person who acts."""
        return self.actor.id if self.actor else None

    @property
    def digest(self) -> str:
        """What an approval of exactly this command, with exactly this input, binds to."""
        return audit.digest([self.verb, self.content])

    def changed(self, *topics: str) -> Act:
        """Say what changed; told to the screens after the commit."""
        self.topics.update(topics)
        return self

    def about(self, subject: str) -> Act:
        """Say what the journal entry is about: a number, a code, a date."""
        self.subject = subject
        return self

    def gone(self, table: str, ids: Iterable[int]) -> Act:
        """Say which rows of a sealed table this command took back, as only one that `goes_when` names may."""
        self.went.setdefault(table, []).extend(ids)
        return self

    def note(self, **facts: object) -> Act:
        """Add facts to the journal entry beside the input."""
        self.facts.update(facts)
        return self


class _Under(threading.local):
    """What a thread is in the middle of: a batch and its topics, a command. Another thread's transaction is its own."""

    batch: set[str] | None = None
    acting = False


class Office:
    """One office in one folder, open in this process.

    followers: the postings that topics call for before the journal's entry, of rooms that keep what these topics change.
    """

    def __init__(self, folder: Path, database: OfficeDatabase, clock: Clock, tables: Sequence[type[Table]]) -> None:
        self.folder, self.database = folder, database
        self.clock = clock
        self.tables = tuple(tables)
        self.settings, self._seals = Settings(self), Seals(database, tables)
        self.changes = Changes()
        self.followers: Callable[[frozenset[str]], Iterable[Callable[[Act], None]]] = lambda topics: ()
        self.actor: Actor | None = None
        self._under = _Under()
        self._version = self._data_version()
        self._count = audit.head(self.database)[0]

    @property
    def clock(self) -> Clock:
        """What commands date by and listings count from: one clock for the office and its file."""
        return self.database.clock

    @clock.setter
    def clock(self, clock: Clock) -> None:
        self.database.clock = clock

    def close(self) -> None:
        """Close this thread's connection; the file stands by itself."""
        if not self.database.is_closed():
            self.database.close()

    @contextmanager
    def command(self, verb: str, content: object = None) -> Iterator[Act]:
        """One verb of the office: one transaction, one journal entry, one set of topics told after the commit.

        content: the frozen input, as the journal keeps it. Leaving with an exception rolls everything back.
        """
        if self._under.acting:
            raise RuntimeError(f"{verb}: a verb inside a verb; call a posting that takes the open act")
        act = Act(self, verb, content)
        self._under.acting = True
        try:
            with immediate(self.database) if self._under.batch is None else within(self.database), self._journalled(act):
                yield act
        finally:
            self._under.acting = False
            self.settings.forget()
        if self._under.batch is None:
            self.changes.publish(act.topics)
        else:
            self._under.batch |= act.topics

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Group commands in one transaction, each with its own journal entry; an exception undoes them all. One inside another joins it."""
        if self._under.batch is not None:
            yield
            return
        told = self._under.batch = set()
        try:
            with immediate(self.database):
                yield
        finally:
            self._under.batch = None
            self.settings.forget()
        self.changes.publish(told)

    @contextmanager
    def reading(self, *, kept: bool = False) -> Iterator[None]:
        """A worker's own connection for the length of a task; the thread that opened the office already has one.

        kept: it stays open, with the pages it has read, until the thread calls `leave`.
        """
        mine = self.database.is_closed()
        with known_errors():
            if mine:
                self.database.connect()
            try:
                yield
            finally:
                if mine and not kept:
                    self.database.close()

    def leave(self) -> None:
        """Close the connection that this thread kept."""
        self.database.close()

    def poll(self) -> bool:
        """Whether another process gave a command since the last look; if so every screen is told to read again.

        What is written without a command is seen by nobody yet, as the rows that an import brings ahead.
        """
        version = self._data_version()
        if version == self._version:
            return False
        self._version = version
        self.settings.forget()
        count, before = audit.head(self.database)[0], self._count
        self._count = count
        if count == before:
            return False
        self.changes.publish({"everything"})
        return True

    def _data_version(self) -> int:
        return int(self.database.execute_sql("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _journalled(self, act: Act) -> Iterator[None]:
        marks = self._seals.marks()
        yield
        for posting in self.followers(frozenset(act.topics)):
            posting(act)
        person = (act.person_id, act.person)
        content = {"input": act.content, **act.facts} if act.facts else act.content
        audit.write(self.database, act.moment, person, act.verb, act.subject, content, self._seals.said(marks, act.went))
