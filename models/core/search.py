"""Find rows by any part of a name, code, phone or pinyin within a frame of the screen, however many there are.

A row's search text is words with an anchor in front: START before what is written, SOUND before how it sounds, PERSON and
CALLED before the same of people who belong to it. The code comes first. An FTS5 table holds the text's runs of one to three
characters (four of letters), the words' beginnings and the tails of numbers, so that a part of a word, or with its anchor a beginning, is a
look-up; only longer ones are compared with the rows. What is read that way is ranked in `models/core/asking.py`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from models.core.pinyin import readings, turns

START, SOUND, PERSON, CALLED, TAIL = "‹", "«", "›", "»", "¦"
ANCHORS = START + SOUND + PERSON + CALLED
LONGEST_RUN, LONGEST_SOUND, LONGEST_START = 3, 4, 9
MOST_SPELT = 4
GATHERED = 16 * 2**20
"""Bytes."""


def index_of(table: str) -> str:
    """The statement that makes the index of a table whose rows have `id` and `search`; its name is TABLE_search."""
    return (f'CREATE VIRTUAL TABLE "{table}_search" USING fts5(runs, content=\'\', contentless_delete=1, detail=\'none\', '
            "tokenize='ascii')")


def fold(text: str) -> str:
    """A text as it is compared: letters and digits only, lower case, full-width made plain, ü typed as v."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("ü", "v")
    return plain if plain.isalnum() else "".join(sign for sign in plain if sign.isalnum())


def _sounds(name: str, anchor: str) -> list[str]:
    """How a name sounds: its initials in every reading, the likeliest spellings, then what else is heard in a part of it."""
    if name.isascii():
        return []
    fulls, initials = readings(name)
    kept = fulls[:MOST_SPELT]
    return [*(anchor + sound for sound in (*initials, *kept)), *(part for part in turns(name) if not any(part in full for full in kept))]


def indexed_text(written: Iterable[str], sounding: Iterable[str] = (), people: Iterable[str] = ()) -> str:
    """The search text of a row. written: code first, names, phones; sounding: those of them that are also found by pinyin.

    people: names and phones of those who belong to the row; their names sound as well. Spells each name, so it is worked out
    ahead of a transaction that writes many.
    """
    called = list(people)
    words = [START + fold(text) for text in written] + [PERSON + fold(text) for text in called]
    for name in sounding:
        words += _sounds(name, SOUND)
    for name in called:
        words += _sounds(name, CALLED)
    return " ".join(dict.fromkeys(word for word in words if len(word) > 1))


def runs_of(text: str) -> str:
    """What is indexed of a search text, worked out ahead of a transaction that indexes many."""
    found: set[str] = set()
    for word in text.split():
        if len(word) > 2:
            found.update(_parts(len(word), _longest(word))(word))
        else:
            found.add(word)
        if word[0] in START + PERSON and len(word) > LONGEST_RUN and word[-1].isdecimal():
            found.add(word[-LONGEST_RUN:] + TAIL)
    found.update(sign for sign in set(text) if not sign.isascii())
    return " ".join(sorted(found))


@lru_cache(maxsize=256)
def _parts(length: int, longest: int) -> Callable[[str], Sequence[str]]:
    """What takes every run of two signs and more, and the longer beginnings, out of a word of this length: one call for all."""
    runs = [slice(at, at + run) for run in range(2, longest + 1) for at in range(length - run + 1)]
    runs += [slice(run) for run in range(LONGEST_RUN + 1, min(length, LONGEST_START) + 1)]
    return itemgetter(slice(2), slice(2), *runs)        # two at least, so that it gives a tuple


def _longest(word: str) -> int:
    """Letters are few and alike, so that sounds are indexed in longer runs."""
    letters = word.lstrip(ANCHORS)
    return LONGEST_SOUND if letters.isascii() and letters.isalpha() else LONGEST_RUN


def put_many(database: Any, table: str, rows: Sequence[tuple[int, str]]) -> None:
    """Index new rows: (id, what `runs_of` gave), best in order of id and a thousand at a time. Part of the command that wrote them.

    The index gathers 16 MB before it writes a segment, which saves a fifth of the time of many batches in one transaction.
    """
    database.execute_sql(f'INSERT INTO "{table}_search" ("{table}_search", rank) VALUES (\'hashsize\', {GATHERED})')
    database.cursor().executemany(f'INSERT INTO "{table}_search" (rowid, runs) VALUES (?, ?)', rows)


def put(database: Any, table: str, row_id: int, text: str) -> None:
    """Index a row's search text, in place of what was indexed before. Part of the command that wrote the row."""
    database.execute_sql(f'INSERT OR REPLACE INTO "{table}_search" (rowid, runs) VALUES (?, ?)', (row_id, runs_of(text)))


def drop(database: Any, table: str, row_id: int) -> None:
    """Forget a row."""
    database.execute_sql(f'DELETE FROM "{table}_search" WHERE rowid = ?', (row_id,))


def runs_asked(word: str) -> list[str]:
    """Runs that cover the word; one is enough where it is the whole word."""
    longest, step = known(word), _longest(word)
    if len(word) <= longest:
        return [word]
    places = [*range(longest, len(word) - step, step), len(word) - step]
    return list(dict.fromkeys([word[:longest], *(word[at:at + step] for at in places)]))


def known(word: str) -> int:
    """How much of a word the index answers by itself."""
    return LONGEST_START if word[0] in ANCHORS else _longest(word)


def faults(database: Any, table: str) -> Iterator[str]:
    """Name the rows that the index lacks, and what it holds of rows that are gone."""
    for first, second, says in ((f'"{table}"', f'"{table}_search"', "is not in the search index"),
                                (f'"{table}_search"', f'"{table}"', "is in the search index only")):
        for row_id, in database.execute_sql(f"SELECT rowid FROM {first} EXCEPT SELECT rowid FROM {second}"):
            yield f"{table}: row {row_id} {says}"
