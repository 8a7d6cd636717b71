"""What things were called: words that change are kept, so that what was closed and handed over reads the same ever after."""

from __future__ import annotations

import json

from peewee import Database

WORDS = {"customer": ("code", "name"), "product": ("code", "name", "specification", "unit"), "warehouse": ("name",), "person": ("name",)}
"""Tables whose words stand in lists of what was posted, and which they are; the first one is how a list names the row."""


def remembered(table: str) -> str:
    """SQL: a trigger that keeps the words of a row before they change, with the journal's last entry by then."""
    words = WORDS[table]
    changed = " OR ".join(f'OLD."{word}" <> NEW."{word}"' for word in words)
    kept = ", ".join(f'OLD."{word}"' for word in words)
    return (f'CREATE TRIGGER "{table}_remembered" AFTER UPDATE OF {", ".join(words)} ON "{table}" WHEN {changed} BEGIN '
            "INSERT INTO former_name (kind, row_id, sequence, words) VALUES "
            f"('{table}', OLD.id, COALESCE((SELECT MAX(sequence) FROM journal), 0), json_array({kept})); END")


_THEN = """
SELECT t.{first}, f.words FROM former_name f JOIN "{table}" t ON t.id = f.row_id WHERE f.id IN
    (SELECT MIN(id) FROM former_name WHERE kind = ? AND sequence > ? GROUP BY row_id)"""


def words_then(database: Database, table: str, entries: int) -> dict[str, tuple[str, ...]]:
    """How a list names a row today → its words when the journal held so many entries; only of rows that were renamed since."""
    found = database.execute_sql(_THEN.format(first=WORDS[table][0], table=table), (table, entries)).fetchall()
    return {now: tuple(json.loads(words)) for now, words in found}
