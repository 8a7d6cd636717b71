"""Copies of the office that are known to be good: copied at one moment, opened again with their key, verified, then put in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.grid import snapshot
from data.target import known, replacing, sync_file
from models.contracts.queries import ATTACHMENTS
from models.core import audit
from models.core.clock import Clock
from models.core.database import OfficeDatabase, known_errors, open_database
from models.core.errors import KnownError
from models.core.migrations import check_schema, settle, sync_folder, version_of
from models.core.office import Office
from models.core.text import N_
from models.street import DATABASE, KEY, LATEST, key_of

FOLDER = "backups"
KEPT_DAYS = 14
"""Daily copies kept in the office's own folder."""

BUSY = N_("Another window or program has this office open. Nothing was changed; close it and try again")
LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it writes."""


def key_beside(path: Path) -> Path:
    """Where the key of a backup lies."""
    return path.with_name(path.name + ".key")


def backup(office: Office, target: Path) -> Path:
    """Copy the office to a file (in a folder: under a name with the time), verify the copy; returns its path. The key lies beside it.

    Raises KnownError when the target cannot be written or the copy is not sound; an older backup of that name then stands.
    """
    if target.is_dir():
        target = target / f"neiqin-{office.clock.local(office.clock.moment()):%Y%m%d-%H%M%S}.db"
    if target.resolve() in ((office.folder / DATABASE).resolve(), (office.folder / KEY).resolve()):
        raise KnownError(N_("A backup cannot take the place of the office itself; choose another name"))
    if not target.parent.is_dir():
        raise KnownError(N_("There is no folder {folder}; make it first or choose another"), folder=str(target.parent))
    key, key_file = key_of(office.folder), key_beside(target)
    if target.exists() and key_file.exists() and key_file.read_text().strip() != key:
        raise KnownError(N_("{name} is the backup of another office; choose another name"), name=target.name)
    with replacing(target) as making, _without_rest(making):
        head = _copy(office, making, key)
        with _opened(making, key) as copy:
            _verify(copy)
            if audit.head(copy) != head:
                raise KnownError(N_("The copy does not hold what the office holds; nothing was replaced. Try again"))
        with replacing(key_file) as making_key:
            making_key.write_text(key)
            making_key.chmod(0o600)
    if office.folder.resolve() not in target.resolve().parents:
        _bring_files(office.folder, target.parent)
    return target


def _bring_files(source: Path, folder: Path) -> None:
    """Copy attachments that are not there yet beside a backup or an office; each is named by its digest and never changes."""
    try:
        for place in sorted((source / ATTACHMENTS).glob("[0-9a-f]*")):
            kept = folder / ATTACHMENTS / place.name
            if place.is_file() and not kept.exists():
                kept.parent.mkdir(exist_ok=True)
                with replacing(kept) as making:
                    shutil.copyfile(place, making)
    except OSError as error:
        raise known(error, folder / ATTACHMENTS) from error


def _copy(office: Office, making: Path, key: str) -> tuple[int, str]:
    """Copy every page as of one moment, whoever writes meanwhile; returns the journal's head at that moment."""
    with snapshot(office), known_errors():
        head = audit.head(office.database)
        made = open_database(making, key)
        try:
            office.database.connection().backup(made.connection())
        finally:
            made.close()
    return head


@contextmanager
def _without_rest(path: Path) -> Iterator[None]:
    """Leaves no log beside a file that is being made, also where the disk was full."""
    try:
        yield
    finally:
        for rest in LOGS:
            path.with_name(path.name + rest).unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, key: str) -> Iterator[OfficeDatabase]:
    """A copy opened by itself; closing leaves one file without a log beside it."""
    database = open_database(path, key)
    try:
        yield database
        with known_errors():
            database.execute_sql("PRAGMA journal_mode = DELETE")
    finally:
        database.close()
        for rest in LOGS:
            path.with_name(path.name + rest).unlink(missing_ok=True)


def _verify(copy: OfficeDatabase) -> None:
    """Raise KnownError unless pages, keys, schema and the whole journal are sound."""
    version = version_of(copy)
    if version > LATEST:
        raise KnownError(N_("This office was kept by a newer version of the program. Install that version"))
    if version == LATEST:
        check_schema(copy)
    with known_errors():
        faults = [row for row in copy.execute_sql("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        faults += copy.execute_sql("PRAGMA cipher_integrity_check").fetchall()
        faults += copy.execute_sql("PRAGMA foreign_key_check").fetchall()
        broken = next(audit.faults(copy), None)
    if faults or broken:
        raise KnownError(N_("This copy is damaged and was not used. Take an older one"))


def daily_copy(office: Office, keep: int = KEPT_DAYS) -> Path | None:
    """The automatic copy: once a day into the office's folder, the oldest beyond `keep` removed. None when today's is there."""
    folder = office.folder / FOLDER
    target = folder / f"neiqin-{office.clock.today():%Y%m%d}.db"
    if target.exists():
        return None
    folder.mkdir(exist_ok=True)
    made = backup(office, target)
    rotate(folder, keep)
    return made


def last_copy(office: Office) -> datetime | None:
    """When the last automatic copy was made, in local time; None before the first."""
    copies = daily_copies(office.folder)
    return office.clock.local(datetime.fromtimestamp(copies[-1].stat().st_mtime, UTC)) if copies else None


def daily_copies(folder: Path) -> list[Path]:
    """The automatic copies of the office in this folder, oldest first."""
    return sorted((folder / FOLDER).glob("neiqin-????????.db"))


def rotate(folder: Path, keep: int) -> None:
    """Remove the oldest daily copies beyond `keep`, their keys with them; other files stay."""
    copies = sorted(folder.glob("neiqin-????????.db"))
    for old in copies[:-keep] if keep else copies:
        old.unlink()
        key_beside(old).unlink(missing_ok=True)


def restore(folder: Path, source: Path, clock: Clock | None = None) -> Path:
    """Put a backup in the office's place, after verifying a copy of it; returns where the replaced office is kept (or the office).

    The office must be closed. Raises KnownError, and then nothing was changed: no key, wrong or damaged file, office open elsewhere.
    """
    clock = clock or Clock()
    place = folder / DATABASE
    key = _key_for(folder, source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(folder / f"{DATABASE}.restored") as making:
            _bring(source, making)
            _examine(making, key, source.name)
            own = _own_key(folder)
            if own and own != key:
                _change_key(making, key, own)
        ready = folder / f"{DATABASE}.restored"
        try:
            kept = _make_way(folder, own, f"{clock.local(clock.moment()):%Y%m%d-%H%M%S}")
            if not own:
                _keep_key(folder, key)
            os.replace(ready, place)
        finally:
            ready.unlink(missing_ok=True)
        sync_folder(folder)
        _bring_files(source.parent, folder)
    except OSError as error:
        raise known(error, place) from error
    return kept or place


def _examine(copy: Path, key: str, name: str) -> None:
    try:
        with _opened(copy, key) as database:
            _verify(database)
    except KnownError as error:
        if error.__cause__ is None:
            raise
        raise KnownError(N_("{name} is not a sound backup, or its key does not fit. Nothing was changed; take another one"),
                         name=name) from error


def _key_for(folder: Path, source: Path) -> str:
    """The key beside the backup, else the folder's own."""
    beside = key_beside(source)
    key = beside.read_text(errors="replace").strip() if beside.is_file() else _own_key(folder)
    if len(key) != 64 or set(key) - set("0123456789abcdef"):
        raise KnownError(N_("The key of this backup is missing: put {name} beside it"), name=beside.name)
    return key


def _own_key(folder: Path) -> str:
    try:
        return key_of(folder)
    except KnownError:
        return ""


def _bring(source: Path, making: Path) -> None:
    """Copy the source, with its log if it is an office that was not closed."""
    if not source.is_file():
        raise KnownError(N_("There is no file {name}"), name=source.name)
    shutil.copyfile(source, making)
    log = source.with_name(source.name + "-wal")
    if log.is_file():
        shutil.copyfile(log, making.with_name(making.name + "-wal"))


def _change_key(path: Path, old: str, new: str) -> None:
    """Let the copy open with the key that is in the folder, so that one rename is all that swaps the office."""
    with _opened(path, old) as database, known_errors():
        database.execute_sql("PRAGMA journal_mode = DELETE")
        database.execute_sql(f"PRAGMA rekey = \"x'{new}'\"")
    with _opened(path, new) as database:
        _verify(database)


def _make_way(folder: Path, key: str, time: str) -> Path | None:
    """Close the log of the office that stands here and keep it under another name; it stays in place until the swap."""
    place = folder / DATABASE
    if not place.exists():
        return None
    _settle(place, key)
    kept = folder / f"{place.stem}-replaced-{time}{place.suffix}"
    for rest in ("-wal", "-shm", "-journal"):                 # left only by an office that cannot be opened
        log = place.with_name(place.name + rest)
        if log.exists():
            log.rename(kept.with_name(kept.name + rest))
    try:
        os.link(place, kept)
    except OSError:                                             # a disk without hard links
        shutil.copyfile(place, kept)
        sync_file(kept)
    return kept


def _settle(place: Path, key: str) -> None:
    """Move the log into the file. Raises KnownError when somebody else has it open; passes over a file that cannot be read."""
    if not key:
        return
    try:
        settle(open_database(place, key))
    except KnownError as error:
        if "locked" in str(error.__cause__):
            raise KnownError(BUSY) from error


def _keep_key(folder: Path, key: str) -> None:
    with replacing(folder / KEY) as making:
        making.write_text(key)
        making.chmod(0o600)
