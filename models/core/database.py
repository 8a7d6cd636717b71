"""One encrypted SQLite file, opened so that a power cut loses nothing and a flipped bit is noticed; fails closed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import DatabaseError, IntegrityError, OperationalError
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from models.core.clock import Clock
from models.core.divisions import lies_in
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.text import N_

APPLICATION_ID = 0x4E515400
PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1), ("recursive_triggers", "ON", 1), ("journal_mode", "WAL", "wal"), ("synchronous", "FULL", 2),
    ("trusted_schema", "OFF", 0), ("cell_size_check", "ON", 1), ("secure_delete", "ON", 1), ("busy_timeout", "5000", 5000),
    ("fullfsync", "ON", 1), ("checkpoint_fullfsync", "ON", 1), ("temp_store", "MEMORY", 2), ("cache_size", "-16000", -16000),
)
"""Set on every connection and read back: a pragma that did not take refuses the file (stack: SQLite and Peewee)."""


def _lies_in(home: str, place: str, own: str) -> bool:
    """`divisions.lies_in` for queries. own: the office's territories as a JSON object."""
    return lies_in(home, place, json.loads(own))


class OfficeDatabase(SqlCipherDatabase):
    """The office's file. Connections are one a thread and never opened by themselves.

    clock: what the rows of this file are read by; the office puts its own in. rules: what a statement may ask of a room by name, as
    told('name', …); a listing that does puts the rule in as it stands before it asks.
    """

    def __init__(self, path: Path, key: str) -> None:
        super().__init__(str(path), passphrase=f"x'{key}'", autoconnect=False, timeout=5)
        self.clock = Clock()
        self.rules: dict[str, Callable[..., Any]] = {}
        self.register_function(_lies_in, "lies_in", 3)
        self.register_function(self._told, "told", -1)

    def _told(self, rule: str, *given: Any) -> Any:
        return self.rules[rule](*given)

    def _add_conn_hooks(self, conn: Any) -> None:
        super()._add_conn_hooks(conn)
        conn.execute("PRAGMA cipher_log_level = NONE")      # a damaged page is raised and said in words; no noise on stderr
        for name, value, _expected in PRAGMAS:
            conn.execute(f"PRAGMA {name} = {value}")
        for name, _value, expected in PRAGMAS:
            found = conn.execute(f"PRAGMA {name}").fetchone()[0]
            if found != expected:
                raise KnownError(N_("The disk does not keep the office safe here ({name} is {found}). "
                                    "Move the office folder to a disk of this computer"), name=name, found=str(found))

    def rollback(self) -> None:
        """Roll back where there is something to: on a full disk SQLite has rolled back already, and the cause must stay visible."""
        if self.connection().in_transaction:
            super().rollback()


@contextmanager
def immediate(database: OfficeDatabase) -> Iterator[None]:
    """The one outermost transaction: BEGIN IMMEDIATE, then COMMIT, or ROLLBACK on anything raised."""
    with known_errors():
        database.execute_sql("BEGIN IMMEDIATE")
        try:
            yield
            database.execute_sql("COMMIT")
        except BaseException:
            database.rollback()
            raise


@contextmanager
def within(database: OfficeDatabase) -> Iterator[None]:
    """A part of an open transaction that leaves nothing behind when it raises, whatever becomes of the rest."""
    with known_errors():
        database.execute_sql("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if database.connection().in_transaction:        # on a full disk SQLite has rolled back the whole already
                database.execute_sql("ROLLBACK TO part")
                database.execute_sql("RELEASE part")
            raise
        database.execute_sql("RELEASE part")


_KNOWN = (
    ("database is locked", N_("Another program holds the office file. Nothing was written; try again in a moment")),
    ("database or disk is full", N_("The disk is full. Nothing was written; free some space and try again")),
    ("disk I/O error", N_("The disk reported an error, or it is full. Nothing was written; free some space, and make a backup to "
                          "another disk now")),
    ("malformed", N_("The office file is damaged. Nothing was written; restore the last backup")),
    ("file is not a database", N_("The office file cannot be read with its key. Restore the last backup together with its key file")),
    ("attempt to write a readonly database", N_("The office folder is read-only. Nothing was written; allow writing to it")),
    ("unable to open database file", N_("The office file cannot be opened. Check that the folder exists and may be written")),
)


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what the file system and the locks can do to us into errors with a way out, and the day lock into a problem."""
    try:
        yield
    except IntegrityError as error:
        if str(error).startswith("closed day"):
            text = N_("This day is closed; choose a later date or have the day reopened")
            raise RuleViolation([Problem("date", "day.closed", text)]) from error
        raise
    except (OperationalError, DatabaseError, dbapi2.DatabaseError) as error:    # fetching rows raises unwrapped errors
        for mark, text in _KNOWN:
            if mark in str(error):
                raise KnownError(text) from error
        raise


def open_database(path: Path, key: str) -> OfficeDatabase:
    """Open the file in this thread. Raises KnownError when the key does not fit or a pragma does not read back."""
    database = OfficeDatabase(path, key)
    with known_errors():
        database.connect()
        database.execute_sql("SELECT COUNT(*) FROM sqlite_schema")
    return database
