"""The schema as declared by the tables, and its fingerprint: a dropped trigger or a foreign column shows at open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from peewee import Context

from models.core.table import Table, triggers_of


def _sql(context: Context) -> str:
    text, params = context.query()
    if params:
        raise ValueError(f"a schema statement with parameters: {text}")
    return str(text)


def declared(tables: Sequence[type[Table]]) -> list[str]:
    """The statements that make the tables, their indexes and triggers. The tables must be bound to a database."""
    made: list[str] = []
    for table in tables:
        schema: Any = table._schema
        made.append(_sql(schema._create_table(safe=False)))
        made += [_sql(index) for index in schema._create_indexes(safe=False)]
        made += triggers_of(table)
        made += table.extra_sql
    return made


def fingerprint(rows: Sequence[tuple[str, str, str]]) -> str:
    """SHA-256 over (type, name, sql) rows of sqlite_schema, white space and SQLite's own tables aside."""
    kept = sorted((kind, name, re.sub(r"\s+", " ", sql).strip()) for kind, name, sql in rows if sql and not name.startswith("sqlite_"))
    return hashlib.sha256(repr(kept).encode()).hexdigest()


SCHEMA_ROWS = "SELECT type, name, sql FROM sqlite_schema"
