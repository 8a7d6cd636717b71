"""Ask the search index: a bounded number of candidates, ranked by how they match, then by when they were last used."""

from __future__ import annotations

from bisect import bisect, bisect_left
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
    graded = _graded(database, table, words, limit, condition, use)
    if not graded and not all(word.isascii() for word in words):
        heard = _graded(database, table, _sounding(words), limit, condition, use)
        graded = {each: grade + Grade.SCATTERED for each, grade in heard.items()}
    return _ordered(database, table, graded, limit, use)


def ending(database: Any, table: str, tail: str, limit: int) -> list[int]:
    """Ids of rows with a number that ends in these digits, at least three, the latest filed first; a look-up, however many rows there are.

    Rows that hold the digits elsewhere may be among them.
    """
    rows = database.execute_sql(
        f'SELECT t.id FROM "{table}_search" AS s JOIN "{table}" AS t ON t.id = s.rowid '
        f'WHERE s."{table}_search" MATCH ? AND instr(t.search, ?) ORDER BY s.rowid DESC LIMIT ?',
        (" AND ".join(map(_quoted, (tail[-LONGEST_RUN:] + TAIL, *runs_asked(tail)))), tail, limit)).fetchall()
    return [row[0] for row in rows]


def _graded(database: Any, table: str, words: Sequence[str], limit: int, condition: str, use: Use) -> dict[int, int]:
    """Candidates by grade. What could only be worse than the `limit` rows in hand is not asked.

    Nor is a single word taken apart that begins something as it stands.
    """
    graded: dict[int, int] = {}

    def enough(worst: int, texts: Sequence[tuple[int, str]]) -> bool:
        graded.update((row_id, grade_of(text, words)) for row_id, text in texts if row_id not in graded)
        grades = sorted(graded.values())
        return bisect(grades, worst) >= limit or bisect_left(grades, Grade.NOT) >= MOST

    begins = full = False
    if use.recent:
        marks = ", ".join("?" * len(use.recent))
        enough(-1, database.execute_sql(f'SELECT t.id, t.search FROM "{table}" AS t WHERE t.id IN ({marks}) AND {condition}',
                                        use.recent).fetchall())
    for worst, match, whole in _lookups(words):
        texts = _read(database, table, match, whole, condition)
        begins = begins or bool(texts and worst >= 0)
        full = enough(worst, texts)
        if full:
            break
    for worst, match in _mixed(words) if not (begins or full) else ():
        if enough(worst, _read(database, table, match, (), condition)):
            break
    most = Grade.SCATTERED if begins else Grade.NOT
    return {row_id: grade for row_id, grade in graded.items() if grade < most}


def _sounding(words: Sequence[str]) -> list[str]:
    """The words in Latin letters: 鄭州 and 政州 are heard as 郑州 is."""
    from models.core.pinyin import pinyin_of

    return [pinyin_of(word) or word for word in words]


def _read(database: Any, table: str, match: str, whole: Sequence[str], condition: str) -> list[tuple[int, str]]:
    """Ids and texts of what the index finds, the latest filed first. whole: what is compared besides."""
    check = "".join(" AND instr(t.search, ?)" for _part in whole)
    found: list[tuple[int, str]] = database.execute_sql(
        f'SELECT t.id, t.search FROM "{table}_search" AS s JOIN "{table}" AS t ON t.id = s.rowid '
        f'WHERE s."{table}_search" MATCH ? AND {condition}{check} ORDER BY s.rowid DESC LIMIT ?', (match, *whole, MOST)).fetchall()
    return found


_BEGINNINGS = ((START, Grade.BEGINS), (PERSON, Grade.BEGINS), (SOUND, Grade.SOUNDS_BEGINNING), (CALLED, Grade.PERSON_BEGINS))


def _lookups(words: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """(grade of which no more will follow, what is asked of the index, what is compared besides): beginnings, tails, parts.

    Of several words no grade is complete before the end.
    """
    first, others = words[0], words[1:]
    rest = [_any_start(word) if _is_letter(word) else _all(word) for word in others]
    long = [word for word in others if len(word) > known(word)]

    def lookup(worst: int, part: str, *more: str) -> tuple[int, str, list[str]]:
        return worst if not others else -1, " AND ".join([_all(part), *more, *rest]), [part] * (len(part) > known(part)) + long

    for anchor, worst in _BEGINNINGS:
        yield lookup(worst, anchor + first)
    if first.isdecimal() and len(first) >= LONGEST_RUN:
        yield lookup(-1, first, _quoted(first[-LONGEST_RUN:] + TAIL))
    if not _is_letter(first):
        yield lookup(-1, first)


def _mixed(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What is asked when words have to be taken apart: beginnings, then any part."""
    if any(len(pieces(word)) > 1 or units(word) for word in words):
        yield Grade.SOUNDS_BEGINNING if len(words) == 1 else -1, " AND ".join([_wide(words[0], begins=True), *map(_wide, words[1:])])
        yield -1, " AND ".join(map(_wide, words))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _quoted(run: str) -> str:
    return f'"{run}"'


def _all(word: str) -> str:
    return "(" + " AND ".join(map(_quoted, runs_asked(word))) + ")"


def _any_start(letter: str) -> str:
    return "(" + " OR ".join(_quoted(anchor + letter) for anchor in (START, SOUND, PERSON, CALLED)) + ")"


def _wide(word: str, *, begins: bool = False) -> str:
    """Every way a word may be in a text: as it stands, its parts, its syllables as initials. begins: of a name."""
    options = [_any_start(word) if _is_letter(word) else _all(word)]
    first, *others = pieces(word)
    wanted = [] if _is_letter(first) else [_piece(first, begins=begins)]
    wanted += [_piece(part) for part in others if not _is_letter(part)]
    if wanted and (others or units(word)):
        options.append("(" + " AND ".join(wanted) + ")")
    return "(" + " OR ".join(options) + ")"


def _piece(part: str, *, begins: bool = False) -> str:
    """Hanzi or digits as they stand, letters also as the initials of the syllables they may be."""
    if not (part.isascii() and part.isalpha()):
        return _all(START * begins + part)
    return "(" + " OR ".join(_all(SOUND * begins + sound) for sound in (part, *map(initials_of, units(part)))) + ")"


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
