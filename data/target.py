"""Files that leave the office appear whole or not at all: written beside the target, made durable, then renamed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.core.errors import KnownError
from models.core.migrations import sync_folder
from models.core.text import N_


LONGEST = 200
"""Bytes of a name: most file systems take 255, and a number, the suffix and the marks of a file being made come to it."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a path beside the target to write to; on leaving it takes the target's name, on an exception it is removed.

    Raises KnownError in words where the target is open in another program, cannot be written, or the disk is full.
    """
    try:
        making = _beside(target)
        try:
            yield making
            sync_file(making)
            os.replace(making, target)
            sync_folder(target.parent)
        finally:
            making.unlink(missing_ok=True)
    except OSError as error:
        raise known(error, target) from error


def writable(target: Path) -> None:
    """Raise KnownError where no file can be written, before what the file is about is recorded for good."""
    try:
        making = _beside(target)
        making.touch()
        making.unlink()
    except OSError as error:
        raise known(error, target) from error


def _beside(target: Path) -> Path:
    if target.is_dir():
        raise KnownError(N_("{name} is a folder; choose a file name"), name=target.name)
    return target.with_name(f".{target.name}.{os.getpid()}.making")


def sync_file(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def known(error: OSError, target: Path) -> KnownError:
    """What the file system refused, with the way out."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return KnownError(N_("The disk is full. {name} was not written; free some space and try again"), name=target.name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return KnownError(N_("There is no folder {folder}; make it first or choose another"), folder=str(target.parent))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EROFS):
        return KnownError(N_("{name} cannot be written. If it is open in Excel or WPS, close it there; else choose another folder"),
                          name=target.name)
    if error.errno == errno.ENAMETOOLONG:
        return KnownError(N_("The file name is too long; choose a shorter one"))
    reason = error.strerror or str(error)
    return KnownError(N_("{name} could not be written ({reason}). Choose another folder"), name=target.name, reason=reason)


def file_name(title: str, suffix: str) -> str:
    """A file name from words, without what Windows or another system forbids, no longer than any takes; suffix: ".xlsx"."""
    from pathvalidate import sanitize_filename  # loaded when a file is first named

    safe = str(sanitize_filename(title.strip(), replacement_text=" ", max_len=120)).strip(" .")
    return (safe.encode()[:LONGEST].decode(errors="ignore").strip(" .") or "neiqin") + suffix
