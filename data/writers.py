"""Any table to any file: the format by its name, to a file or, where it is text, to the standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from data.csv_file import put_csv, write_csv
from data.excel import write_workbook
from data.grid import Grid, grid_of
from data.json_file import put_json, write_json
from models.core.errors import KnownError
from models.core.sheet import Sheet
from models.core.text import N_

FILES: dict[str, Callable[[Path, Grid], None]] = {
    "xlsx": lambda target, grid: write_workbook(target, [grid]), "csv": write_csv, "json": write_json,
}
STREAMS: dict[str, Callable[[TextIO, Grid], None]] = {"csv": put_csv, "json": put_json}


def write(table: Sheet | Grid, form: str = "", target: Path | None = None) -> int:
    """Write a sheet or a grid; returns 0, the exit code. form: a key of FILES; "" takes the target's suffix.

    Without a target, csv and json go to the standard output. Raises KnownError for another form or an unwritable target.
    """
    grid = grid_of(table) if isinstance(table, Sheet) else table
    form = form or (target.suffix.lower().lstrip(".") if target else "json")
    if form not in (STREAMS if target is None else FILES):
        raise KnownError(N_("Choose a file name that ends in .xlsx, .csv or .json"))
    if target is None:
        STREAMS[form](sys.stdout, grid)
    else:
        FILES[form](target, grid)
    return 0
