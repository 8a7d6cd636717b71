"""What a keyword above a list may stand for: the same words, sounds and numbers that a finder understands, as parts to look for."""

from __future__ import annotations

from models.core.ranking import initials_of, syllable_runs
from models.core.search import ANCHORS, fold
from models.core.spelling import pieces, units
from models.core.text import halfwidth

MOST_WORDS, MOST_WAYS = 40, 3
"""Words of a keyword that are looked for, and ways to hear one; each is a condition more, and a database takes only so many."""


def words_of(keyword: str) -> list[str]:
    """The words of a keyword, each once; a phone number typed with spaces is one."""
    found: list[str] = []
    for word in halfwidth(keyword).split():
        if found and found[-1].isdecimal() and word.isdecimal() and 3 <= len(found[-1]) <= 11 - len(word):
            found[-1] += word
        else:
            found.append(word)
    return list(dict.fromkeys(found))[:MOST_WORDS]


def written_ways(word: str) -> list[str]:
    """A word as it may stand in plain text: as typed, and without the signs inside a number."""
    bare = fold(word)
    return [word, bare] if bare and bare != word.lower() and any(sign.isdecimal() for sign in bare) else [word]


def sounding_ways(word: str) -> list[tuple[str, ...]]:
    """A word as it may stand in a search text: each way is parts that must all be there. 郑州fy: both; zhengzhoufy: zzfy and zhengzhouf."""
    bare = fold(word)
    if not bare:
        return [] if set(word) & set(ANCHORS) else [(word,)]
    ways: list[tuple[str, ...]] = [(bare,)]
    parts = pieces(bare)
    if len(parts) > 1:
        ways.append(tuple(parts))
        heard = [(initials_of(way[0]), *syllable_runs(way[0])) if (way := units(part)) else (part,) for part in parts]
        ways.append(tuple(run for part in heard for run in part))
    else:
        ways += [(initials_of(way), *syllable_runs(way)) for way in units(bare)]
    return list(dict.fromkeys(ways))[:MOST_WAYS]


def condition_of(text: str, keyword: str) -> tuple[str, list[str]]:
    """(SQL, parameters) that hold where a search text has every word of a keyword. text: an SQL expression in lower case."""
    tests, parts = ["1"], []
    for word in words_of(keyword):
        ways = sounding_ways(word) or [(word,)]
        tests.append("(" + " OR ".join("(" + " AND ".join(f"instr({text}, ?)" for _part in way) + ")" for way in ways) + ")")
        parts += [part for way in ways for part in way]
    return " AND ".join(tests), parts
