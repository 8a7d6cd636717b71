"""The record of what was brought in from foreign files, so that it can be taken back, and what their columns meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.core.clock import stamp
from models.core.errors import Problem
from models.core.office import Act
from models.core.table import Table
from models.core.text import N_

BATCH = 1000
"""Rows written by one statement."""
MADE = "SELECT row_id FROM imported_row WHERE import_id = ? AND before = ''"
"""The rows that an import made, as against those it changed."""


@dataclass(frozen=True)
class Entered:
    """A row that an import made, or changed: then before and after say, as JSON, what it held."""

    row_id: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class RecordRow:
    """One import."""

    id: int
    target: str
    file: str
    rows: int
    entered: int
    undone: bool


def keep_record(act: Act, target: str, file: str, sha256: str, rows: int, entered: Sequence[Entered]) -> int:
    """Posting: what an import entered, under one record; returns its id."""
    run = act.office.database.execute_sql
    made = run("INSERT INTO import_record (moment, person, target, file, sha256, rows, entered) VALUES (?, ?, ?, ?, ?, ?, ?)",
               (stamp(act.moment), act.person, target, file, sha256, rows, len(entered))).lastrowid
    many(act.office.database, "INSERT INTO imported_row (import_id, row_id, before, after) VALUES (?, ?, ?, ?)",
         [(made, row.row_id, row.before, row.after) for row in entered])
    act.changed("imports").note(import_id=made)
    return int(made)


def many(database: Any, sql: str, rows: Sequence[Sequence[object]]) -> None:
    """Run one statement for many rows, inside the open transaction."""
    database.cursor().executemany(sql, rows)


def record_of(database: Any, import_id: int) -> RecordRow | None:
    """One import, None for an unknown id."""
    row = database.execute_sql("SELECT id, target, file, rows, entered, undone IS NOT NULL FROM import_record WHERE id = ?",
                               (import_id,)).fetchone()
    return None if row is None else RecordRow(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def entered_of(database: Any, import_id: int) -> list[Entered]:
    """What an import made and changed."""
    rows = database.execute_sql("SELECT row_id, before, after FROM imported_row WHERE import_id = ? ORDER BY row_id", (import_id,))
    return [Entered(*row) for row in rows]


def mark_undone(act: Act, import_id: int) -> None:
    """Posting: the import was taken back."""
    act.office.database.execute_sql("UPDATE import_record SET undone = ? WHERE id = ?", (stamp(act.moment), import_id))
    act.changed("imports")


def uses(database: Any, tables: Iterable[type[Table]], target: type[Table], import_id: int, own: Iterable[str], named: str = "name"
         ) -> list[Problem]:
    """What refers to rows that an import made, table by table, its `own` parts (table names) aside: then they cannot be taken back.

    Each names the table, how many rows it holds fast, and the first of them by the column `named`.
    """
    found, aside, at_home = [], set(own), _name(target)
    first, last = database.execute_sql(f"SELECT MIN(row_id), MAX(row_id) FROM ({MADE})", (import_id,)).fetchone()
    for table in tables:
        meta: Any = table._meta
        for field in meta.refs if meta.table_name not in aside else ():
            if field.rel_model is target and _is_named(database, meta.table_name, field.column_name, first, last):
                source = (f'FROM "{at_home}" n WHERE n.id IN ({MADE}) '
                          f'AND EXISTS (SELECT 1 FROM "{meta.table_name}" t WHERE t."{field.column_name}" = n.id)')
                count = database.execute_sql(f"SELECT COUNT(*) {source}", (import_id,)).fetchone()[0]
                if count:
                    names = [row[0] for row in database.execute_sql(f"SELECT n.{named} {source} ORDER BY n.id LIMIT 3", (import_id,))]
                    found.append(Problem("", "import.used", N_("{count} of these rows are in use ({where}): {names}"),
                                         {"count": count, "where": meta.table_name, "names": ", ".join(names)}))
    return found


def _is_named(database: Any, table: str, column: str, first: int, last: int) -> bool:
    """Whether a table names any row of a span; nearly all name none, which one look into its index tells."""
    return database.execute_sql(f'SELECT 1 FROM "{table}" WHERE "{column}" BETWEEN ? AND ? LIMIT 1', (first, last)).fetchone() is not None


def _name(table: type[Table]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)


def remember_mapping(act: Act, target: str, shape: str, columns: Mapping[int, str]) -> None:
    """Posting: files of this shape are read like this from now on."""
    act.office.database.execute_sql(
        "INSERT INTO import_mapping (target, shape, columns) VALUES (?, ?, ?) ON CONFLICT (target, shape) DO UPDATE "
        "SET columns = excluded.columns", (target, shape, json.dumps({str(column): key for column, key in columns.items()})))


def remembered(database: Any, target: str) -> dict[str, dict[int, str]]:
    """Shape -> column -> field key, as persons corrected it before."""
    rows = database.execute_sql("SELECT shape, columns FROM import_mapping WHERE target = ?", (target,))
    return {shape: {int(column): key for column, key in json.loads(columns).items()} for shape, columns in rows}


def last_import(database: Any) -> int | None:
    """The id of the latest import that stands, None when there is none."""
    row = database.execute_sql("SELECT MAX(id) FROM import_record WHERE undone IS NULL").fetchone()
    return None if row[0] is None else int(row[0])
