"""Designs of the sales note as files: written whole or not at all, read only up to their bound."""

from __future__ import annotations

from pathlib import Path

from data.target import replacing
from models.core.errors import KnownError
from models.core.text import N_
from models.designs.inputs import InvoiceDesign
from models.designs.queries import pictures_of
from models.designs.rules import MOST_FILE, DesignFile, read_design, written_design


def export_design(target: Path, name: str, paper: str, design: InvoiceDesign, pictures: dict[str, bytes] | None = None) -> Path:
    """Write a design with its pictures. pictures: by digest, those not kept in the office yet. Raises KnownError."""
    text = written_design(name, paper, design, {**pictures_of(design), **(pictures or {})})
    with replacing(target) as making:
        making.write_text(text, encoding="utf-8")
    return target


def import_design(path: Path) -> DesignFile:
    """Read a design. Raises KnownError where the file cannot be read, is too large, or is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE + 1)
    except OSError as error:
        raise KnownError(N_("{file} cannot be read ({reason})"), file=path.name, reason=error.strerror or str(error)) from error
    if len(data) > MOST_FILE:
        raise KnownError(N_("{file} is larger than {most} MB; a design is a small file"), file=path.name, most=MOST_FILE // 1024 // 1024)
    return read_design(data.decode("utf-8-sig", "replace"), path.name)
