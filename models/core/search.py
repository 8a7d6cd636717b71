"""Find rows by any part of a name, code, phone or pinyin within a frame of the screen, however many there are.

A row's search text is words with an anchor in front: START before what is written, SOUND before how it sounds. An FTS5
table holds the text's runs of one to three characters and the words' beginnings, so that a part of a word, or with its
anchor a beginning, is a look-up; only longer ones are compared with the rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from models.core.pinyin import readings

START, SOUND = "‹", "«"
LONGEST_RUN, LONGEST_START, MOST_ASKED = 3, 9, 60
MOST_SPELT = 4


def index_of(table: str) -> str:
    """The statement that makes the index of a table whose rows have `id` and `search`; its name is TABLE_search."""
    return (f'CREATE VIRTUAL TABLE "{table}_search" USING fts5(runs, content=\'\', contentless_delete=1, detail=\'none\', '
            "tokenize='ascii')")


def fold(text: str) -> str:
    """A text as it is compared: letters and digits only, lower case, full-width made plain."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def indexed_text(written: Iterable[str], sounding: Iterable[str] = ()) -> str:
    """The search text of a row. written: codes, names, phones; sounding: those of them that are also found by pinyin."""
    words = [START + fold(text) for text in written]
    for name in sounding:
        if not name.isascii():
            fulls, initials = readings(name)
            words += [SOUND + sound for sound in (*initials, *fulls[:MOST_SPELT])]
    return " ".join(dict.fromkeys(word for word in words if len(word) > 1))


def _runs(text: str) -> str:
    found: dict[str, None] = {}
    for word in text.split():
        for length in range(1, LONGEST_RUN + 1):
            for at in range(len(word) - length + 1):
                found[word[at:at + length]] = None
        found.update((word[:length], None) for length in range(LONGEST_RUN + 1, min(len(word), LONGEST_START) + 1))
    return " ".join(run for run in found if len(run) > 1 or not run.isascii())


def runs_of(text: str) -> str:
    """What is indexed of a search text, worked out ahead of a transaction that indexes many."""
    return _runs(text)


def put_many(database: Any, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Index new rows: (id, what `runs_of` gave). Part of the command that wrote them."""
    database.cursor().executemany(f'INSERT INTO "{table}_search" (rowid, runs) VALUES (?, ?)', rows)


def put(database: Any, table: str, row_id: int, text: str) -> None:
    """Index a row's search text, in place of what was indexed before. Part of the command that wrote the row."""
    database.execute_sql(f'INSERT OR REPLACE INTO "{table}_search" (rowid, runs) VALUES (?, ?)', (row_id, _runs(text)))


def drop(database: Any, table: str, row_id: int) -> None:
    """Forget a row."""
    database.execute_sql(f'DELETE FROM "{table}_search" WHERE rowid = ?', (row_id,))


def _asked(word: str) -> list[str]:
    """The runs that a text with this word has; one is enough where it is the whole word."""
    longest = _known(word)
    runs = [word[:longest]] + [word[at:at + LONGEST_RUN] for at in range(1, len(word) - LONGEST_RUN + 1)]
    return runs[:1] if len(word) <= longest else list(dict.fromkeys(runs))


def _known(word: str) -> int:
    """How much of a word the index answers by itself."""
    return LONGEST_START if word[0] in START + SOUND else LONGEST_RUN


def found(database: Any, table: str, text: str, limit: int, condition: str = "1") -> list[int]:
    """Ids of rows that hold every word of the text: those beginning with the first, then sounding so, then any; latest first.

    condition: SQL over the row `t`, such as "t.active = 1".
    """
    words = [word for word in map(fold, text[:MOST_ASKED].split()) if word]
    if not words:
        return []
    ids: dict[int, None] = {}
    for anchor in (START, SOUND, ""):
        first = anchor + words[0]
        if len(first) == 1 and first.isascii():
            continue
        parts = [first, *(word if len(word) > 1 or not word.isascii() else START + word for word in words[1:])]
        match = " ".join(f'"{run}"' for part in parts for run in _asked(part))
        whole = [part for part in parts if len(part) > _known(part)]
        check = "".join(" AND instr(t.search, ?)" for _part in whole)
        rows = database.execute_sql(
            f'SELECT t.id FROM "{table}_search" AS s JOIN "{table}" AS t ON t.id = s.rowid '
            f'WHERE s."{table}_search" MATCH ? AND {condition}{check} ORDER BY s.rowid DESC LIMIT ?', (match, *whole, limit))
        ids.update(dict.fromkeys(row[0] for row in rows))
        if len(ids) >= limit:
            break
    return list(ids)[:limit]


def faults(database: Any, table: str) -> Iterator[str]:
    """Name the rows that the index lacks, and what it holds of rows that are gone."""
    for first, second, says in ((f'"{table}"', f'"{table}_search"', "is not in the search index"),
                                (f'"{table}_search"', f'"{table}"', "is in the search index only")):
        for row_id, in database.execute_sql(f"SELECT rowid FROM {first} EXCEPT SELECT rowid FROM {second}"):
            yield f"{table}: row {row_id} {says}"
