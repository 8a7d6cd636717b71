"""Many papers into a folder, a file each, named safely by what they are about (papers: 500 invoices to one PDF or one file each)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import chain, count
from pathlib import Path

from data.target import file_name, replacing
from models.core.errors import KnownError
from models.core.text import N_


def write_each(folder: Path, papers: Iterable[tuple[str, bytes]]) -> int:
    """Write (name, PDF) pairs, taken one at a time; returns how many. No file is overwritten: a name that is taken gets a number.

    Raises KnownError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.name.casefold() for path in folder.iterdir()}
    except OSError as error:
        raise KnownError(N_("{name} is not a folder that can be written; choose another"), name=folder.name) from error
    written = 0
    for name, pdf in papers:
        free = _free(file_name(name, ""), taken)
        taken.add(free.casefold())
        with replacing(folder / free) as making:
            making.write_bytes(pdf)
        written += 1
    return written


def _free(name: str, taken: Container[str]) -> str:
    """The name as a file that is not there yet, on a disk that tells no capitals too."""
    every = chain([f"{name}.pdf"], (f"{name} ({at}).pdf" for at in count(2)))
    return next(each for each in every if each.casefold() not in taken)
