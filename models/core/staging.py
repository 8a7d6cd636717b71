"""Thousands of rows that appear at once: kept aside first, indexed ahead in short transactions, shown by one statement a table.

What was indexed ahead belongs to rows that do not exist yet, so nobody finds it. Should the work end before they do, however it
ends, it is swept away; `ImportAhead` says what there is to sweep.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from models.core import numbering, search
from models.core.database import immediate
from models.core.errors import KnownError
from models.core.holding import alone
from models.core.imports import BATCH
from models.core.office import Act, Office
from models.core.rows import insert_rows
from models.core.table import Table
from models.core.text import N_

LOCK = "import.lock"
_ANNOUNCE = "INSERT INTO import_ahead (of_table, first_id, last_id, series, period, number_before, number_after)"
ROOM = 10_000
"""Ids left free for what others file while many rows are on their way."""


class Stage:
    """Rows on their way into a searched table and its parts. first: the id of the first of them.

    codes: how many of them take the next number of the series for their code; taken: codes that are not free.
    """

    def __init__(self, office: Office, table: type[Table], count: int, codes: int, series: numbering.Series,
                 taken: Container[str]) -> None:
        self.office, self.database, self._taken = office, office.database, taken
        self._name = _name(table)
        self._many = count > BATCH
        self._indexed: list[tuple[int, str]] = []
        self._kept: dict[str, list[str]] = {}
        self._codes, self._series, self._ahead = codes, series, 0
        self._numbers: list[str] = []
        last = self.database.execute_sql(f'SELECT COALESCE(MAX(id), 0) FROM "{self._name}"').fetchone()[0]
        self.first = last + 1 + (ROOM if self._many else 0)
        if self._many:
            with immediate(self.database):
                self._announce(count)

    def _announce(self, count: int) -> None:
        before = numbering.standing(self.office, self._series)
        self._take()
        after = numbering.standing(self.office, self._series)
        self._ahead = int(self.database.execute_sql(
            f"{_ANNOUNCE} VALUES (?, ?, ?, ?, ?, ?, ?)", (self._name, self.first, self.first + count - 1, self._series.key, after[0],
                                                          before[1] if before[0] == after[0] else 0, after[1])).lastrowid)

    def numbers(self) -> list[str]:
        """The codes: of many rows taken ahead, of few taken now, inside the command."""
        self._take()
        return self._numbers

    def _take(self) -> None:
        while len(self._numbers) < self._codes:
            more = numbering.take_many(self.office, self._series, self.office.clock.today(), self._codes - len(self._numbers))
            self._numbers += [number for number in more if number not in self._taken]

    def keep(self, table: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep rows aside; what one holds, all of this table hold."""
        if not rows:
            return
        name = _name(table)
        if name not in self._kept:
            self.database.execute_sql(f'CREATE TEMP TABLE "staged_{name}" AS SELECT * FROM "{name}" WHERE 0')
            self._kept[name] = []
        self._kept[name] = insert_rows(self.database, table, rows, into=f'temp"."staged_{name}')

    def index(self, rows: Sequence[tuple[int, str]]) -> None:
        """Index a batch: (id, what `runs_of` gave). Of many rows at once, of few with the rest."""
        if not self._many:
            self._indexed += rows
            return
        with immediate(self.database):
            search.put_many(self.database, self._name, rows)

    def land(self) -> None:
        """Inside the command: the rows stand from now on."""
        for name, columns in self._kept.items():
            these = ", ".join(f'"{column}"' for column in columns)
            self.database.execute_sql(f'INSERT INTO "{name}" ({these}) SELECT {these} FROM temp."staged_{name}" ORDER BY rowid')
        search.put_many(self.database, self._name, self._indexed)
        self.database.execute_sql("DELETE FROM import_ahead WHERE id = ?", (self._ahead,))

    def drop(self) -> None:
        """Forget what is kept aside."""
        for name in self._kept:
            self.database.execute_sql(f'DROP TABLE IF EXISTS temp."staged_{name}"')


@contextmanager
def staged(office: Office, table: type[Table], count: int, codes: int, series: numbering.Series,
           taken: Container[str] = ()) -> Iterator[Stage]:
    """A stage for so many rows, of which so many take the next free number of a series for their code.

    Raises KnownError while another import is under way. What did not land when the block ends is swept away.
    """
    with alone(office.folder / LOCK) as mine:
        if not mine:
            raise KnownError(N_("Another import is under way in this office. Wait until it is done, then try again"))
        _sweep(office)
        stage = Stage(office, table, count, codes, series, taken)
        try:
            yield stage
        finally:
            stage.drop()
            _sweep(office)


def sweep(office: Office) -> None:
    """Take away what an import left that never came to its end, unless one is under way."""
    if _left(office):
        with alone(office.folder / LOCK) as mine:
            if mine:
                _sweep(office)


def leave_index(act: Act, table: type[Table], first: int, last: int) -> None:
    """Posting: rows of this span are gone; what is indexed of them is swept after the command."""
    act.office.database.execute_sql(
        f"{_ANNOUNCE} VALUES (?, ?, ?, '', '', 0, 0)", (_name(table), first, last))


def _left(office: Office) -> list[tuple[Any, ...]]:
    return list(office.database.execute_sql(
        "SELECT id, of_table, first_id, last_id, series, period, number_before, number_after FROM import_ahead"))


def _sweep(office: Office) -> None:
    run = office.database.execute_sql
    for ahead, name, first, last, series, period, before, after in _left(office):
        with immediate(office.database):            # in one go: each commit rewrites the marks of what was deleted before
            run(f'DELETE FROM "{name}_search" WHERE rowid BETWEEN ? AND ? AND rowid NOT IN (SELECT id FROM "{name}")', (first, last))
            run("UPDATE number_series SET last = ? WHERE series = ? AND period = ? AND last = ?", (before, series, period, after))
            run("DELETE FROM import_ahead WHERE id = ?", (ahead,))


def _name(table: type[Table]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)
