"""How well a row's search text answers what was typed: exact before beginning, written before sounding, own before its people's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from models.core.search import CALLED, PERSON, SOUND, START, fold
from models.core.spelling import INITIALS, pieces, units

LONGEST, MOST_WORDS = 60, 8
"""Characters of a question that are read, and words that are looked for."""


class Grade(IntEnum):
    """What a word matched, the best first; a question's grade is the sum over its words."""

    CODE = 0
    EXACT = 1
    BEGINS = 2
    PERSON = 3
    SOUNDS = 4
    SOUNDS_BEGINNING = 5
    PERSON_BEGINS = 6
    TAIL = 7
    INSIDE = 8
    SOUNDS_INSIDE = 9
    SCATTERED = 10
    NOT = 99


def asked_words(text: str) -> tuple[str, ...]:
    """The folded words of a question; spaces and hyphens inside a phone number do not part it."""
    found: list[str] = []
    for word in filter(None, map(fold, text[:LONGEST].split())):
        if found and found[-1].isdecimal() and word.isdecimal() and len(found[-1]) + len(word) <= 11 and len(found[-1]) >= 3:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found[:MOST_WORDS])


def grade_of(search: str, words: Sequence[str]) -> int:
    """The grade of a search text, Grade.NOT or more where a word is not in it."""
    held = f" {search} "
    total = 0
    for word in words:
        grade = _plain(held, word)
        if grade is Grade.NOT:
            grade = _mixed(held, word)
        if grade is Grade.NOT:
            return Grade.NOT
        total += grade
    return total


def _plain(held: str, word: str) -> Grade:
    """A word as it stands."""
    whole = word + " "
    if START + word in held:
        return Grade.CODE if held.startswith(f" {START}{whole}") else Grade.EXACT if START + whole in held else Grade.BEGINS
    if PERSON + whole in held:
        return Grade.PERSON
    if SOUND + word in held:
        return Grade.SOUNDS if SOUND + whole in held else Grade.SOUNDS_BEGINNING
    if PERSON + word in held or CALLED + word in held:
        return Grade.PERSON_BEGINS
    if word not in held or (len(word) == 1 and word.isascii()):
        return Grade.NOT
    if word[-1].isdecimal() and whole in held:
        return Grade.TAIL
    return Grade.SOUNDS_INSIDE if word.isascii() and word.isalpha() else Grade.INSIDE


def _mixed(held: str, word: str) -> Grade:
    """A word of Hanzi, syllables, initials and digits together: in the order of a name, else each part somewhere."""
    parts = pieces(word)
    if len(parts) == 1:
        return _spelt(held, word) if word.isascii() and word.isalpha() else Grade.NOT
    if not all(part in held or any(_has(held, way) for way in units(part)) for part in parts):
        return Grade.NOT
    return min((_aligned(held, shape) for shape in shapes(tuple(parts))), default=Grade.SCATTERED)


def _spelt(held: str, word: str) -> Grade:
    """Latin letters that mix syllables and initials."""
    best = Grade.NOT
    for way in units(word):
        initials = initials_of(way)
        if initials in held and _has(held, way):
            best = min(best, Grade.SOUNDS_BEGINNING if SOUND + initials in held else Grade.PERSON_BEGINS if CALLED + initials in held
                       else Grade.SOUNDS_INSIDE)
    return best


@lru_cache(maxsize=256)
def initials_of(way: tuple[str, ...]) -> str:
    """zheng, zhou, f, y: zzfy."""
    return "".join(unit[0] for unit in way)


def _has(held: str, way: tuple[str, ...]) -> bool:
    return initials_of(way) in held and all(run in held for run in syllable_runs(way))


@lru_cache(maxsize=256)
def syllable_runs(way: tuple[str, ...]) -> tuple[str, ...]:
    """Syllables that follow each other, with the letter after them: zheng, zhou, f, y gives zhengzhouf."""
    made, run = [], ""
    for unit in way:
        run += unit
        if len(unit) == 1 or unit in INITIALS:
            made.append(run)
            run = ""
    return tuple(run for run in (*made, run) if len(run) > 1)


@lru_cache(maxsize=64)
def shapes(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(what is written, how it begins to sound) of mixed parts, character by character; "?" where either says nothing."""
    made = [("", "")]
    for part in parts:
        if not part.isascii():
            options = [(part, "?" * len(part))]
        elif part.isdecimal():
            options = [(part, part)]
        else:
            options = [("?" * len(sounds), sounds) for sounds in (part, *map(initials_of, units(part)))]
        made = [(written + more, sounding + sound) for written, sounding in made for more, sound in options][:16]
    return tuple(made)


_FIXED = re.compile(r"[^?]+")


def place_of(written: str, sounding: str, shape: tuple[str, str]) -> int:
    """Where a shape fits a word and its initials, which run side by side; -1 nowhere."""
    seen, heard = shape
    if len(written) != len(sounding):
        return -1
    fixed, text = _FIXED.search(seen), written
    if fixed is None:
        fixed, text = _FIXED.search(heard), sounding
    first, run = (fixed.start(), fixed.group()) if fixed is not None else (0, "")
    at = text.find(run, first) - first
    while 0 <= at <= len(written) - len(seen):
        if _fits(written, seen, at) and _fits(sounding, heard, at):
            return at
        at = text.find(run, at + first + 1) - first
    return -1


def _fits(text: str, shape: str, at: int) -> bool:
    return all(one in ("?", text[at + step]) for step, one in enumerate(shape))


def _aligned(held: str, shape: tuple[str, str]) -> Grade:
    best, words = Grade.SCATTERED, held.split()
    for written_by, heard_by, beginning in ((START, SOUND, Grade.SOUNDS_BEGINNING), (PERSON, CALLED, Grade.PERSON_BEGINS)):
        sounds = [word for word in words if word[0] == heard_by]
        for word in words:
            if word[0] == written_by:
                places = [place_of(word[1:], sound[1:], shape) for sound in sounds if len(sound) == len(word)]
                for place in places:
                    best = min(best, beginning if place == 0 else Grade.INSIDE if place > 0 else best)
    return best
