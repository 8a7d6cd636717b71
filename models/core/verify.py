"""Whether the file is whole: pages, foreign keys, triggers, journal. Balances are checked by the rooms that keep them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.core import audit, sealing
from models.core.office import Office
from models.core.schema import SCHEMA_ROWS, declared, fingerprint
from models.core.tables import Journal, Setting


def file_faults(office: Office) -> Iterator[str]:
    """Each fault of the file in words; nothing for a sound one."""
    run = office.database.execute_sql
    yield from (f"file: {row[0]}" for row in run("PRAGMA cipher_integrity_check").fetchall())
    yield from (f"file: {row[0]}" for row in run("PRAGMA integrity_check").fetchall() if row[0] != "ok")
    yield from (f"foreign keys: row {row[1]} of {row[0]} points to a missing row of {row[2]}"
                for row in run("PRAGMA foreign_key_check").fetchall())
    yield from _schema_faults(office)
    yield from audit.faults(office.database)
    yield from sealing.faults(office.database, office.tables)
    yield from _unheard_of(office)


def _schema_faults(office: Office) -> Iterator[str]:
    rows = office.database.execute_sql(SCHEMA_ROWS).fetchall()
    there = {name for _kind, name, _sql in rows}
    for statement in declared(office.tables):
        name = statement.split('"')[1]
        if name not in there:
            yield f"schema: {name} is missing"
    stored = Setting.get_or_none(Setting.key == "schema.fingerprint")
    if stored is None or stored.value != f'"{fingerprint(rows)}"':
        yield "schema: tables, indexes or triggers are not as this program made them"


def _unheard_of(office: Office) -> Iterator[str]:
    """Sealed rows of a moment at which the journal tells of nothing: a row beside the commands, or a journal cut short."""
    for table in office.tables:
        meta: Any = table._meta
        if not table.sealed or "moment" not in meta.fields or table is Journal:
            continue
        name = meta.table_name
        for moment, in office.database.execute_sql(f'SELECT moment FROM "{name}" EXCEPT SELECT moment FROM journal LIMIT 20').fetchall():
            yield f"journal: nothing is told of {moment}, when a row of {name} was written"
