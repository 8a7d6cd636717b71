"""Ask the search index: a bounded number of candidates, ranked by how they match, then by when they were last used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.core.ranking import Grade, asked_words, grade_of, initials_of
from models.core.search import CALLED, LONGEST_RUN, PERSON, SOUND, START, TAIL, known, runs_asked
from models.core.spelling import pieces, units

MOST = 200
"""Candidates that are ranked, besides those used last: what a frame of the screen allows at 100,000 rows."""


@dataclass(frozen=True)
class Use:
    """What a room's rows were used for. recent: ids, the last used first, always among the candidates.

    when: SQL over the row `t` that gives the day of its last use as ISO text.
    """

    recent: tuple[int, ...] = ()
    when: str = "t.created"


NO_USE = Use()


def found(database: Any, table: str, text: str, limit: int, condition: str = "1", use: Use = NO_USE) -> list[int]:
    """Ids of rows that hold every word of the text, as `ranked` puts them."""
    return [row_id for row_id, _grade in ranked(database, table, text, limit, condition, use)]


def ranked(database: Any, table: str, text: str, limit: int, condition: str = "1", use: Use = NO_USE) -> list[tuple[int, int]]:
    """(id, grade) of rows that hold every word of the text, best first: by grade, then the day of last use, then the latest filed.

    condition: SQL over the row `t`, such as "t.active = 1". A word of Hanzi that nobody has is asked by its sound.
    """
    words = asked_words(text)
    if not words:
        return []
    graded = _graded(database, table, words, condition, use)
    if not graded and not all(word.isascii() for word in words):
        graded = {each: grade + Grade.SCATTERED for each, grade in _graded(database, table, _sounding(words), condition, use).items()}
    return _ordered(database, table, graded, limit, use)


def _graded(database: Any, table: str, words: Sequence[str], condition: str, use: Use) -> dict[int, int]:
    graded: dict[int, int] = {}
    for texts in _read(database, table, words, condition, use):
        for row_id, text in texts:
            if row_id not in graded:
                graded[row_id] = grade_of(text, words)
        if sum(grade < Grade.NOT for grade in graded.values()) >= MOST:
            break
    return {row_id: grade for row_id, grade in graded.items() if grade < Grade.NOT}


def _sounding(words: Sequence[str]) -> list[str]:
    """The words in Latin letters: 鄭州 and 政州 are heard as 郑州 is."""
    from models.core.pinyin import pinyin_of

    return [pinyin_of(word) or word for word in words]


def _read(database: Any, table: str, words: Sequence[str], condition: str, use: Use) -> Iterator[list[tuple[int, str]]]:
    """Ids and texts of candidates: those used last, then look-up after look-up, each the latest filed first."""
    if use.recent:
        marks = ", ".join("?" * len(use.recent))
        yield database.execute_sql(f'SELECT t.id, t.search FROM "{table}" AS t WHERE t.id IN ({marks}) AND {condition}',
                                   use.recent).fetchall()
    for match, whole in _lookups(words):
        check = "".join(" AND instr(t.search, ?)" for _part in whole)
        yield database.execute_sql(
            f'SELECT t.id, t.search FROM "{table}_search" AS s JOIN "{table}" AS t ON t.id = s.rowid '
            f'WHERE s."{table}_search" MATCH ? AND {condition}{check} ORDER BY s.rowid DESC LIMIT ?', (match, *whole, MOST)).fetchall()


def _lookups(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """(what is asked of the index, what is compared besides): beginnings, people, tails, parts, then mixed words."""
    first, others = words[0], words[1:]
    rest = [_any_start(word) if _is_letter(word) else _all(word) for word in others]
    long = [word for word in others if len(word) > LONGEST_RUN]
    for anchor in (START, SOUND, PERSON, CALLED):
        part = anchor + first
        yield " AND ".join([_all(part), *rest]), ([part] if len(part) > known(part) else []) + long
    if first.isdecimal() and len(first) >= LONGEST_RUN:
        yield " AND ".join([_all(first), _quoted(first[-LONGEST_RUN:] + TAIL), *rest]), [first, *long]
    if not _is_letter(first):
        yield " AND ".join([_all(first), *rest]), ([first] if len(first) > LONGEST_RUN else []) + long
    if any(_mixes(word) for word in words):
        yield " AND ".join([_wide(first, SOUND), *(_wide(word) for word in others)]), []
        yield " AND ".join(_wide(word) for word in words), []


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _mixes(word: str) -> bool:
    return len(pieces(word)) > 1 or bool(units(word))


def _quoted(run: str) -> str:
    return f'"{run}"'


def _all(word: str) -> str:
    return "(" + " AND ".join(map(_quoted, runs_asked(word))) + ")"


def _any_start(letter: str) -> str:
    return "(" + " OR ".join(_quoted(anchor + letter) for anchor in (START, SOUND, PERSON, CALLED)) + ")"


def _wide(word: str, anchor: str = "") -> str:
    """Every way a word may be in a text: as it stands, its parts, its syllables as initials."""
    options = [_all(word)] if not _is_letter(word) else [_any_start(word)]
    parts = pieces(word)
    if len(parts) > 1:
        wanted = [_piece(part) for part in parts if not _is_letter(part)]
        options += ["(" + " AND ".join(wanted) + ")"] if wanted else []
    else:
        options += [_all(anchor + initials_of(way)) for way in units(word)]
    return "(" + " OR ".join(options) + ")"


def _piece(part: str) -> str:
    ways = units(part) if part.isascii() and part.isalpha() else ()
    return "(" + " OR ".join([_all(part), *(_all(initials_of(way)) for way in ways)]) + ")"


def _ordered(database: Any, table: str, graded: dict[int, int], limit: int, use: Use) -> list[tuple[int, int]]:
    """Best grade first; only where it decides who is shown are the days of last use read."""
    ids = sorted(graded, key=lambda row_id: (graded[row_id], -row_id))
    if len(ids) > limit:
        worst = graded[ids[limit - 1]]
        ids = [row_id for row_id in ids if graded[row_id] <= worst]
    marks = ", ".join("?" * len(ids))
    days = dict(database.execute_sql(f'SELECT t.id, substr({use.when}, 1, 10) FROM "{table}" AS t WHERE t.id IN ({marks})', ids).fetchall())
    places = {row_id: place for place, row_id in enumerate(use.recent)}
    ids.sort(key=lambda row_id: places.get(row_id, len(places)))
    ids.sort(key=lambda row_id: str(days.get(row_id) or ""), reverse=True)
    return [(row_id, graded[row_id]) for row_id in sorted(ids, key=lambda row_id: graded[row_id])[:limit]]
