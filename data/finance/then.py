"""The words of a closed period: customers, products, warehouses and people under the names they had at its close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.finance.period import Period
from data.grid import Grid, Row
from models.core.former import words_then
from models.core.office import Office
from models.reports.queries.statements import customers_with_statements

Named = tuple[tuple[str, str], ...]
"""(table, columns that hold its words, the one that names the row first) of each kind of words in a sheet."""


def as_then(office: Office, period: Period, named: Named, grid: Grid, sort: str) -> Grid:
    """The sheet as it read at the close; an open period and a sheet of papers' own words stay as they are.

    sort: columns it is ordered by, all but the last in groups that stay where they are.
    """
    if period.stands is None:
        return grid
    at, changed, rows = {column.key: place for place, column in enumerate(grid.columns)}, False, grid.rows
    for table, columns in named:
        then = words_then(office.database, table, period.stands.journal_count)
        if then:
            rows, changed = _renamed(rows, [at[column] for column in columns.split()], then), True
    if not changed:
        return grid
    ready = list(rows)
    *groups, last = (at[column] for column in sort.split())
    seen = [{value: place for place, value in enumerate(dict.fromkeys(row[group] for row in ready))} for group in groups]
    ready.sort(key=lambda row: (*(places[row[group]] for places, group in zip(seen, groups, strict=True)), str(row[last])))
    return replace(grid, rows=ready)


def _renamed(rows: Iterable[Row], places: list[int], then: dict[str, tuple[str, ...]]) -> list[Row]:
    made = []
    for row in rows:
        words = then.get(str(row[places[0]]))
        if words is not None:
            cells = list(row)
            for place, word in zip(places, words, strict=False):
                cells[place] = word
            row = tuple(cells)
        made.append(row)
    return made


def of_the_ledger(office: Office, period: Period, grid: Grid) -> Grid:
    """Without customers who were never in the ledger by the last day: who is filed later is in no sheet of an earlier period."""
    at = [column.key for column in grid.columns].index("code")
    known = {code for _id, code, _name in customers_with_statements(office, period.end)}
    rows = [row for row in grid.rows if row[at] in known]
    sums = grid.head.sums
    return replace(grid, head=replace(grid.head, sums=None if sums is None else replace(sums, count=len(rows))), rows=rows, count=len(rows))
