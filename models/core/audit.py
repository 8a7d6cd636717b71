"""The journal: one entry a command, in the command's own transaction, each holding the hash of the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import rfc8785
from peewee import Database

from models.core.clock import stamp, unstamp

GENESIS = "0" * 64
NOTHING = "{}"
"""What an entry tells of sealed rows when it wrote none itself."""
_COLUMNS = ("sequence", "moment", "person_id", "person", "verb", "subject", "content", "written", "previous", "hash")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM journal"


def plain(value: object) -> Any:
    """A frozen input as plain JSON data: decimals and dates as strings, since RFC 8785 takes neither."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    raise TypeError(f"no place in the journal for {type(value).__name__}")


def canonical(value: object) -> str:
    """The canonical bytes (RFC 8785) of plain data, as text."""
    return rfc8785.dumps(plain(value)).decode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hex: what an approval binds to."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _hash(row: tuple[Any, ...]) -> str:
    named = dict(zip(_COLUMNS, row, strict=False))
    if not named["written"]:                                    # as it was before entries told of it
        del named["written"]
    return digest(named)


def head(database: Database) -> tuple[int, str]:
    """(count, hash) of the journal's last entry; (0, zeros) of an empty one."""
    row = database.execute_sql("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, GENESIS)


@dataclass(frozen=True)
class Said:
    """One entry as a history shows it. content: canonical JSON."""

    moment: datetime
    person: str
    verb: str
    content: str


def about(database: Database, subject: str, limit: int = 50) -> list[Said]:
    """The latest entries about a subject (a number, a code), oldest first."""
    rows = database.execute_sql("SELECT moment, person, verb, content FROM journal WHERE subject = ? ORDER BY sequence DESC LIMIT ?",
                                (subject, limit)).fetchall()
    return [Said(unstamp(row[0]), *row[1:]) for row in reversed(rows)]


def last_moment(database: Database) -> str:
    """The stamp of the last entry, "" for an empty journal."""
    row = database.execute_sql("SELECT moment FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def write(database: Database, moment: datetime, person: tuple[int | None, str], verb: str, subject: str, content: object,
          written: str) -> int:
    """Append one entry inside the open transaction and return its sequence number."""
    count, previous = head(database)
    row = (count + 1, stamp(moment), person[0], person[1], verb, subject, canonical(content), written, previous)
    marks = ", ".join("?" * len(_COLUMNS))
    database.execute_sql(f"INSERT INTO journal ({', '.join(_COLUMNS)}) VALUES ({marks})", (*row, _hash(row)))
    return count + 1


def faults(database: Database) -> Iterator[str]:
    """Walk the chain and name each entry that does not follow from the one before."""
    expected, previous = 1, GENESIS
    for row in database.execute_sql(f"{_SELECT} ORDER BY sequence"):
        if row[0] != expected:
            yield f"journal: entry {expected} is missing before {row[0]}"
        if row[-2] != previous or _hash(row[:-1]) != row[-1]:
            yield f"journal: entry {row[0]} was changed"
        expected, previous = row[0] + 1, row[-1]
