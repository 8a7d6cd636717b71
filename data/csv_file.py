"""CSV that a spreadsheet shows as it is meant: UTF-8 with its mark, and no text that runs as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from data.grid import Grid, is_worded, worded
from data.target import replacing
from models.core.kinds import Value, is_number, plain_of
from models.core.listing import Column
from models.core.text import speaking

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that starts with one of these gets a leading apostrophe (rules: What typed and imported text gets)."""


def write_csv(target: Path, grid: Grid) -> None:
    """Headings and rows; no totals row, so that a program may read it. Raises KnownError when the target cannot be written."""
    with replacing(target) as making, making.open("w", encoding="utf-8-sig", newline="") as file:
        put_csv(file, grid)


def put_csv(file: TextIO, grid: Grid) -> None:
    """The same to an open text stream."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in grid.head.headings])
    with speaking(grid.head.spoken):
        say = [_teller(column) for column in grid.columns]
        for row in grid.rows:
            writer.writerow([tell(value) for tell, value in zip(say, row, strict=True)])


def harmless(text: str) -> str:
    """Text as a CSV cell holds it; a number is left as it is, so that −12.00 stays one."""
    return "'" + text if text.startswith(STARTS) else text


def _teller(column: Column) -> Callable[[Value], object]:
    """Numbers and dates as programs read them, states in words, the rest as harmless text."""
    if is_worded(column):
        say = worded(column.kind, column.choices)
        return lambda value: harmless(say(value))
    kind = column.kind
    if is_number(kind):
        return lambda value: harmless(value) if isinstance(value, str) else plain_of(kind, value)
    return lambda value: harmless(str(plain_of(kind, value))) if value is not None else ""
