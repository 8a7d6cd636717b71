"""Bring an older office file to the present schema: on a copy, verified, then swapped in; the old file is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from models.core.database import APPLICATION_ID, OfficeDatabase, known_errors, open_database
from models.core.errors import KnownError
from models.core.schema import SCHEMA_ROWS, declared, fingerprint
from models.core.table import Table
from models.core.text import N_


@dataclass(frozen=True)
class Step:
    """The statements that lead to one schema version. Triggers are recreated after each, as the tables declare them."""

    version: int
    statements: tuple[str, ...]


def version_of(database: OfficeDatabase) -> int:
    """The schema version in the file. Raises KnownError when the file is not an office's."""
    if database.execute_sql("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise KnownError(N_("This file is not an office of this program"))
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def make_schema(database: OfficeDatabase, tables: Sequence[type[Table]], version: int) -> None:
    """Make every table in an empty file, in one transaction."""
    with database.bind_ctx(tables, bind_refs=False, bind_backrefs=False):
        statements = declared(tables)
    with known_errors():
        database.execute_sql("BEGIN IMMEDIATE")
        for statement in statements:
            database.execute_sql(statement)
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute_sql(f"PRAGMA user_version = {version}")
        database.execute_sql("INSERT INTO setting (key, value) VALUES ('schema.fingerprint', ?)", (f'"{schema_print(database)}"',))
        database.execute_sql("COMMIT")


def schema_print(database: OfficeDatabase) -> str:
    """The fingerprint of the schema as the file has it."""
    return fingerprint(database.execute_sql(SCHEMA_ROWS).fetchall())


def check_schema(database: OfficeDatabase) -> None:
    """Raise KnownError when a table, an index or a trigger is not as this program made it."""
    row = database.execute_sql("SELECT value FROM setting WHERE key = 'schema.fingerprint'").fetchone()
    if row is None or row[0] != f'"{schema_print(database)}"':
        raise KnownError(N_("The office file was altered by another program. Nothing was opened; restore the last backup"))


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def settle(database: OfficeDatabase) -> None:
    """Leave one file alone: move the log into the file and close. Raises KnownError while anybody else has it open, even idle."""
    try:
        with known_errors():
            database.execute_sql("PRAGMA busy_timeout = 500")
            database.execute_sql("PRAGMA journal_mode = DELETE")       # takes the file for itself alone, or is refused
    finally:
        database.close()


def migrate(path: Path, key: str, tables: Sequence[type[Table]], steps: Sequence[Step], latest: int) -> Path | None:
    """Run the steps the file lacks. Returns the kept old file, or None when the file was up to date.

    Raises KnownError for a newer file, one open elsewhere, or when the copy does not come out whole; the old file is then untouched.
    """
    database = open_database(path, key)
    try:
        version = version_of(database)
        if version > latest:
            raise KnownError(N_("This office was kept by a newer version of the program. Install that version"))
        if version < latest:
            settle(database)
    finally:
        database.close()
    if version == latest:
        return None
    copy, kept = path.with_suffix(".migrating"), _free(path.with_name(f"{path.stem}-v{version}{path.suffix}"))
    try:
        shutil.copyfile(path, copy)
        work = open_database(copy, key)
        try:
            _run(work, [step for step in steps if step.version > version], tables, latest)
            settle(work)
        finally:
            work.close()
        _keep(path, kept)
        os.replace(copy, path)
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + rest).unlink(missing_ok=True)
    sync_folder(path.parent)
    return kept


def _free(path: Path) -> Path:
    """A name that nothing has: an old file that was kept earlier stays."""
    names = (path.with_stem(f"{path.stem}-{place}") if place > 1 else path for place in count(1))
    return next(name for name in names if not name.exists())


def _keep(path: Path, kept: Path) -> None:
    """Give the old file a second name, so that the swap is one rename and an office stands there at every moment."""
    try:
        os.link(path, kept)
    except OSError:                                             # a disk without hard links
        shutil.copyfile(path, kept)


def _run(work: OfficeDatabase, steps: Sequence[Step], tables: Sequence[type[Table]], latest: int) -> None:
    work.execute_sql("PRAGMA foreign_keys = OFF")
    work.execute_sql("BEGIN IMMEDIATE")
    for name, in work.execute_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        work.execute_sql(f'DROP TRIGGER "{name}"')
    for step in steps:
        for statement in step.statements:
            work.execute_sql(statement)
    with work.bind_ctx(tables, bind_refs=False, bind_backrefs=False):
        wanted = [statement for statement in declared(tables)]
    for statement in wanted:
        if statement.startswith("CREATE TRIGGER"):
            work.execute_sql(statement)
    faults = work.execute_sql("PRAGMA foreign_key_check").fetchall() + [
        row for row in work.execute_sql("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    if faults:
        raise KnownError(N_("The office could not be brought to this version; the old file is untouched. Send the log to support"))
    work.execute_sql(f"PRAGMA user_version = {latest}")
    work.execute_sql("UPDATE setting SET value = ? WHERE key = 'schema.fingerprint'", (f'"{schema_print(work)}"',))
    work.execute_sql("COMMIT")
    work.execute_sql("PRAGMA foreign_keys = ON")
