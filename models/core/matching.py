"""Which rows of a listing hold a word: each text is looked for where it is stored, through an index where it has one.

What a listing's own table holds is looked for in that table alone, so that an index over its texts answers without its rows; what the
rows of another table are called is asked of that table's search index, and the rows that name it are looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_
from typing import Any

from peewee import OP, SQL, Expression, Field, ForeignKeyField, NodeList, Value, fn

from models.core.keywords import sounding_ways, written_ways
from models.core.kinds import Kind
from models.core.search import LONGEST_RUN, fold


@dataclass(frozen=True, eq=False)
class Among:
    """A keyword looks among the rows of another table: those whose search text holds it. key: which of them a row of the listing names."""

    key: Any
    text: Any


def matching(key: Any, columns: Iterable[Any], word: str, *, walked: bool = False) -> Any:
    """The condition that holds for rows with a word in one of these columns; None where no column is looked into. key: of the listing.

    walked: the rows are met in the order of an index and asked one by one, so that those before the first page are not read; else the
    rows found lead.
    """
    hits: list[tuple[Any, Any]] = []
    looked = False
    for column in columns:
        if column.search is not False:
            looked = True
            hits += _hits(column, word)
    if not hits:
        return Value(0) == 1 if looked else None
    texts: list[Any] = []
    names: list[Any] = []
    others: list[Any] = []
    for place, hit in hits:
        (others if not _is_own(key, place) else names if isinstance(place, ForeignKeyField) else texts).append(hit)
    if texts or names:
        apart = [key.model.select(key).where(reduce(or_, same)) for same in (texts, names) if same]
        found = reduce(add, apart)                              # all of both: telling them apart would read the rows in their order
        others.append(Expression(NodeList((SQL("+"), key), glue="") if walked else key, OP.IN, found))
    return reduce(or_, others)


def _is_own(key: Any, place: Any) -> bool:
    """Whether a listing's own table stores a text, or the key of whom it names."""
    return isinstance(place, Field) and isinstance(key, Field) and place.model is key.model


def _hits(column: Any, word: str) -> Iterator[tuple[Any, Any]]:
    """(what is looked into, the condition), of which one makes a row match a word in a column."""
    for place in column.search if isinstance(column.search, tuple) else (column.search,):
        if place is True:
            yield from ((column.value, _holds(column.value, way)) for way in written_ways(word))
            if column.sort is not None and column.kind is Kind.TEXT:
                yield column.sort, _holds(column.sort, word)
        elif isinstance(place, Among):
            yield from ((place.key, place.key.in_(found)) for found in _among(place.text, word))
        elif isinstance(place, Field) and _has_index(place.model):
            yield from ((None, place.model.id.in_(found)) for found in _among(place, word))
        elif place is not False:
            yield from ((place, hit) for hit in _sounding(place, word))


def _among(text: Any, word: str) -> Iterator[Any]:
    """The keys of the rows of a table whose search text holds a word, by each way it may stand there."""
    table = text.model
    for parts in sounding_ways(word):
        holds = reduce(and_, (_holds(text, part) for part in parts))
        index = _indexed(table, parts)
        if index is None:
            yield table.select(table.id).where(holds)
        elif all(len(part) <= LONGEST_RUN for part in parts):
            yield index                                         # the index holds every run of that length
        else:
            yield table.select(table.id).where(table.id.in_(index), holds)


def _indexed(table: Any, parts: Iterable[str]) -> Any:
    """The keys that a table's search index finds for parts which must all be there; None where it has no answer."""
    if not _has_index(table) or not all(map(_is_run, parts)):
        return None
    name = f"{table._meta.table_name}_search"
    runs = " AND ".join(f'"{run}"' for run in dict.fromkeys(run for part in parts for run in _runs(part)))
    return SQL(f'(SELECT rowid FROM "{name}" WHERE "{name}" MATCH ?)', [runs])


def _has_index(table: Any) -> bool:
    return any(f'"{table._meta.table_name}_search"' in sql for sql in getattr(table, "extra_sql", ()))


def _is_run(part: str) -> bool:
    """Whether a part is something that is indexed: no sign between, and more than one letter."""
    return fold(part) == part and (len(part) > 1 or not part.isascii())


def _runs(part: str) -> list[str]:
    """Runs that cover a part, each as long as every word's are."""
    last = max(0, len(part) - LONGEST_RUN)
    return [part[at:at + LONGEST_RUN] for at in (*range(0, last, LONGEST_RUN), last)]


def _sounding(value: Any, word: str) -> Iterator[Any]:
    for parts in sounding_ways(word):
        yield reduce(and_, (_holds(value, part) for part in parts))


def _like(text: str) -> str:
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _holds(value: Any, part: str) -> Any:
    return fn.LIKE(_like(part), value, "\\")
