"""What a command wrote for good: its journal entry holds a digest of its rows in sealed tables, so that a changed remark or name shows.

Triggers keep a sealed row from being rewritten through any connection; who has the key can drop them, change a row and put them back.
The digest is in the chain of the journal, and the closing prints the journal's head: the paper tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import AutoField, Database

from models.core.table import Table

Run = tuple[int, int]
"""Keys from the first to the last, both within."""
Marks = tuple[int, ...]
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True)
class _Shape:
    """What is read of a sealed table."""

    name: str
    key: str
    columns: tuple[str, ...]
    select: str


def shapes(tables: Sequence[type[Table]]) -> dict[str, _Shape]:
    """The sealed tables of the office by name, the journal aside, which seals itself. Raises TypeError for one without a counted key."""
    found = {}
    for table in tables:
        meta: Any = table._meta
        if table.sealed and meta.table_name != "journal":
            key = meta.primary_key
            if not isinstance(key, AutoField):
                raise TypeError(f"{meta.table_name}: a sealed table is keyed by a number that counts up")
            columns = tuple(each.column_name for each in meta.sorted_fields if each is not key)
            named = ", ".join(f'"{column}"' for column in (key.column_name, *columns))
            found[meta.table_name] = _Shape(meta.table_name, key.column_name, columns, f'SELECT {named} FROM "{meta.table_name}"')
    return found


class Seals:
    """What one command after another writes into the sealed tables, whose keys are given in order and never taken from a row."""

    def __init__(self, database: Database, tables: Sequence[type[Table]]) -> None:
        self._database, self._shapes = database, shapes(tables)
        self._last = "SELECT " + ", ".join(f'(SELECT MAX("{each.key}") FROM "{each.name}")' for each in self._shapes.values())

    def marks(self) -> Marks:
        """The last key of each sealed table; to be asked for inside the transaction, when the command begins."""
        return tuple(last or 0 for last in self._run(self._last).fetchone())

    def said(self, before: Marks, gone: Mapping[str, Sequence[int]]) -> str:
        """What was written since, for the journal: {table: [keys, SHA-256 of the rows, keys of rows that went, if any did]} as JSON."""
        told: dict[str, list[str]] = {}
        for shape, last, now in zip(self._shapes.values(), before, self.marks(), strict=True):
            if now > last or shape.name in gone:
                rows = self._run(f'{shape.select} WHERE "{shape.key}" > ? ORDER BY 1', (last,)).fetchall()
                told[shape.name] = [_spell(row[0] for row in rows), _digest(rows) if rows else ""]
            if shape.name in gone:
                told[shape.name].append(_spell(sorted(gone[shape.name])))
        return _ENCODE(told)

    def _run(self, sql: str, values: Sequence[object] = ()) -> Any:
        return self._database.connection().execute(sql, values)


def _said(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as what is hashed. Columns at the end that hold nothing are left out, so that one may be added to a table."""
    return (_ENCODE([row if row[-1] is not None else _filled(row) for row in rows])[1:-1] + ",").encode()


def _filled(row: Sequence[Any]) -> Sequence[Any]:
    end = len(row)
    while row[end - 1] is None:
        end -= 1
    return row[:end]


def _digest(rows: Sequence[Sequence[Any]]) -> str:
    return hashlib.sha256(_said(rows)).hexdigest()


def _runs(keys: Iterable[int]) -> list[Run]:
    """Keys in order as runs without a gap."""
    made: list[Run] = []
    for key in keys:
        if made and key == made[-1][1] + 1:
            made[-1] = (made[-1][0], key)
        else:
            made.append((key, key))
    return made


def _spell(keys: Iterable[int]) -> str:
    return ",".join(f"{first}" if first == last else f"{first}:{last}" for first, last in _runs(keys))


def _spelt(text: str) -> list[Run]:
    parts = (part.partition(":") for part in text.split(",") if part)
    return [(int(first), int(last or first)) for first, _colon, last in parts]


@dataclass
class _Entry:
    """One command's rows of one table, as it told of them. left: how many are still to be seen; thinned: some went since, lawfully."""

    sequence: int
    verb: str
    digest: str
    left: int
    thinned: bool = False
    total: Any = field(default_factory=hashlib.sha256)

    def fault(self, name: str) -> Iterator[str]:
        """What is wrong with its rows now that all of them were looked for."""
        if self.left:
            yield f"journal: {self.left} of the rows of {name} that entry {self.sequence} ({self.verb}) wrote are missing"
        elif not self.thinned and self.total.hexdigest() != self.digest:
            yield f"journal: rows of {name} are not as entry {self.sequence} ({self.verb}) wrote them"


Span = tuple[int, int, _Entry]


def faults(database: Database, tables: Sequence[type[Table]]) -> Iterator[str]:
    """Each table and command whose sealed rows are not those the journal tells of: changed, missing, or added beside the commands.

    Entries made before rows were sealed tell of none, and what was written before the first that does is taken as it is.
    """
    run = database.execute_sql
    first = run("SELECT written FROM journal ORDER BY sequence LIMIT 1").fetchone()
    spans: dict[str, list[Span]] = {}
    for sequence, verb, text in run("SELECT sequence, verb, written FROM journal WHERE length(written) > 2 ORDER BY sequence"):
        for name, (keys, digest, *gone) in json.loads(text).items():
            mine = spans.setdefault(name, [])
            for span in _spelt(gone[0]) if gone else ():
                mine[:] = _without(mine, span)
            entry = _Entry(sequence, verb, digest, 0)
            for low, high in _spelt(keys):
                entry.left += high - low + 1
                mine.append((low, high, entry))
    for name, shape in shapes(tables).items():
        told = sorted(spans.get(name, ()), key=lambda span: span[:2])
        least = 0 if first is None or first[0] else told[0][0] if told else None
        yield from _table_faults(database, shape, told, least)


def _without(spans: list[Span], gone: Run) -> list[Span]:
    """The spans less the rows that went."""
    kept: list[Span] = []
    for low, high, entry in spans:
        parts = [(low, min(high, gone[0] - 1)), (max(low, gone[1] + 1), high)] if low <= gone[1] and gone[0] <= high else [(low, high)]
        parts = [(start, end) for start, end in parts if start <= end]
        if parts != [(low, high)]:
            entry.thinned = True
            entry.left -= high - low + 1 - sum(end - start + 1 for start, end in parts)
        kept += [(start, end, entry) for start, end in parts]
    return kept


def _table_faults(database: Database, shape: _Shape, told: list[Span], least: int | None) -> Iterator[str]:
    """Walk a table beside what is told of it. least: the key from which a row that nobody tells of was added; None: nobody can say."""
    place, added = 0, []
    for row in database.execute_sql(f"{shape.select} ORDER BY 1"):
        while place < len(told) and told[place][1] < row[0]:
            place += 1
        if place < len(told) and told[place][0] <= row[0]:
            entry = told[place][2]
            entry.left -= 1
            entry.total.update(_said([row]))
        elif least is not None and row[0] >= least:
            added.append(row[0])
    if added:
        yield f"journal: no entry tells of {len(added)} rows of {shape.name}: {_spell(added)[:80]}"
    for entry in {id(span[2]): span[2] for span in told}.values():
        yield from entry.fault(shape.name)
