"""Which characters of a title answer what was typed, so that the eye finds them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.core.ranking import initials_of, place_of, shapes
from models.core.search import CALLED, SOUND, fold
from models.core.spelling import pieces, units

Span = tuple[int, int]
"""(first character, number of characters) of a text as it is shown."""


def spans_of(title: str, words: Sequence[str], search: str = "") -> tuple[Span, ...]:
    """The parts of a title that folded words stand for, in order. search: the row's search text, for what is found by its sound."""
    signs = [(sign, at) for at, shown in enumerate(title) for sign in (shown if "一" <= shown <= "龥" else fold(shown))]
    written = "".join(sign for sign, _at in signs)
    sounds = [word[1:] for word in search.split() if word[0] in SOUND + CALLED and len(word) == len(written) + 1]
    places = {at for word in words for first, count in _places(word, written, sounds) for _sign, at in signs[first:first + count]}
    return tuple(_joined(sorted(places)))


def _places(word: str, written: str, sounds: Sequence[str]) -> Iterator[Span]:
    """Where a word stands in the folded title: as it is, else by how it sounds, else its parts."""
    at = written.find(word)
    if at >= 0:
        yield at, len(word)
        return
    parts = pieces(word)
    tried = shapes(tuple(parts)) if len(parts) > 1 else [("?" * len(text), text) for text in (word, *map(initials_of, units(word)))]
    for shape in tried:
        for sound in sounds:
            at = place_of(written, sound, shape)
            if at >= 0:
                yield at, len(shape[0])
                return
    for part in parts if len(parts) > 1 else ():
        yield from _places(part, written, sounds)


def _joined(places: Sequence[int]) -> Iterator[Span]:
    first = last = -2
    for at in places:
        if at != last + 1:
            if last >= 0:
                yield first, last - first + 1
            first = at
        last = at
    if last >= 0:
        yield first, last - first + 1
