"""Many papers into a folder, a file each, named safely by what they are about (papers: 500 invoices to one PDF or one file each)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from data.target import file_name, replacing
from models.core.errors import KnownError
from models.core.text import N_


def write_each(folder: Path, papers: Iterable[tuple[str, bytes]]) -> int:
    """Write (name, PDF) pairs; a name that comes twice gets a number. Returns how many. They are taken one at a time.

    A file of the same name from before is replaced whole. Raises KnownError where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(N_("{name} is not a folder that can be written; choose another"), name=folder.name) from error
    seen: dict[str, int] = {}
    for name, pdf in papers:
        safe = file_name(name, "")
        again = seen[safe.casefold()] = seen.get(safe.casefold(), 0) + 1
        with replacing(folder / (f"{safe}.pdf" if again == 1 else f"{safe} ({again}).pdf")) as making:
            making.write_bytes(pdf)
    return sum(seen.values())
