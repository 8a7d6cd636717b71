"""A listing for programs: English keys, money as strings with two decimals, the same totals as on the screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

from data.grid import Grid
from data.target import replacing
from models.core.kinds import plain_of


def write_json(target: Path, grid: Grid) -> None:
    """{"listing", "rows": [{key: value}], "totals": {"count", key: sum}}. Raises KnownError when the target cannot be written."""
    with replacing(target) as making, making.open("w", encoding="utf-8", newline="\n") as file:
        put_json(file, grid)


def put_json(file: TextIO, grid: Grid) -> None:
    """The same to an open text stream, a row a line."""
    columns = [(column.key, column.kind) for column in grid.columns]
    file.write(f'{{"listing": {json.dumps(grid.head.name)},\n"rows": [')
    between = "\n"
    for row in grid.rows:
        cells = {key: plain_of(kind, value) for (key, kind), value in zip(columns, row, strict=True)}
        file.write(between + json.dumps(cells, ensure_ascii=False))
        between = ",\n"
    file.write('],\n"totals": ' + json.dumps(_totals(grid), ensure_ascii=False) + "}\n")


def _totals(grid: Grid) -> dict[str, object]:
    sums = grid.head.sums
    if sums is None:
        return {"count": grid.count}
    return {"count": sums.count, **{column.key: plain_of(column.kind, sums.sums[column.key])
                                    for column in grid.columns if column.key in sums.sums}}
