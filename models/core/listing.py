"""A listing is its columns, once, for screen, paper and Excel; this reads any of them, of any size, by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from peewee import Asc, Desc, Model, ModelSelect, Value

from models.core.clock import Clock
from models.core.kinds import Kind, decode
from models.core.kinds import Value as Cell
from models.core.keywords import words_of
from models.core.matching import matching

CHUNK = 500
FIRST = 200


@dataclass(frozen=True, eq=False)
class Column:
    """One column. value: an SQL expression that sorts, filters and totals.

    search: the keyword looks here (True), in another expression, which is a search text or sounds, Among another table's rows, or in
    several of these. Text is found by the pinyin it is sorted by, too.
    """

    key: str
    title: str
    value: Any
    kind: Kind = Kind.TEXT
    sort: Any = None
    total: bool = False
    search: Any = False
    choices: Mapping[str, str] = field(default_factory=dict)
    width: int = 12
    shown: bool = True

    @property
    def order(self) -> Any:
        """The expression that the heading sorts by."""
        return self.value if self.sort is None else self.sort


@dataclass(frozen=True, eq=False)
class Facet:
    """A drop-down of the filter bar: an expression and the values it may take with their words."""

    key: str
    title: str
    value: Any
    options: Callable[[], Sequence[tuple[Any, str]]]


@dataclass(frozen=True)
class Filter:
    """What the filter bar asks: keyword, a point or span of time, state, facets (duty 78)."""

    keyword: str = ""
    start: date | None = None
    end: date | None = None
    state: str = ""
    facets: tuple[tuple[str, Any], ...] = ()
    sort: str = ""
    as_of: date | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Totals:
    """Counts and sums of everything the filter lets through, not only of what is loaded."""

    count: int
    sums: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """Which columns of a listing make its chart. shape: of models.core.chart; label: names a row; values: a series each.

    order: "size" takes the `most` rows with the largest first value, "time" the latest, "" the first. beside: a column whose
    text stands at each figure. title: msgid, the listing's own where it is empty. summed: rows of the same label are one.
    """

    shape: str
    label: str
    values: tuple[str, ...]
    order: str = ""
    beside: str = ""
    title: str = ""
    most: int = 12
    summed: bool = False


@dataclass(frozen=True, eq=False)
class Listing:
    """A table of the office: where its rows come from, what identifies one, and its columns.

    rows: a query without columns for a filter (joins, as-of conditions). order: column keys, "-" for descending.
    topics: reload when one of these is published.
    """

    name: str
    title: str
    rows: Callable[[Filter], ModelSelect]
    key: Any
    columns: tuple[Column, ...]
    topics: tuple[str, ...] = ()
    date: Any = None
    state: str = ""
    order: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    empty: str = ""
    singular: str = ""
    picture: Picture | None = None

    def column(self, key: str) -> Column:
        """The column with this key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def clock_of(table: type[Model]) -> Clock:
    """The clock of the office whose file a table stands in: what a listing counts from where the filter names no day."""
    clock: Clock = table._meta.database.clock
    return clock


def selected(listing: Listing, ask: Filter, *, walked: bool = False) -> ModelSelect:
    """The listing's query with the filter's conditions, still without columns. walked: as `matching` takes it."""
    query = listing.rows(ask)
    if listing.date is not None and ask.start:
        query = query.where(listing.date >= Value(ask.start.isoformat(), converter=False))
    if listing.date is not None and ask.end:
        query = query.where(listing.date <= Value(ask.end.isoformat(), converter=False))
    if listing.state and ask.state:
        query = query.where(listing.column(listing.state).value == Value(ask.state, converter=False))
    for facet in listing.facets:
        chosen = dict(ask.facets).get(facet.key)
        if chosen is not None:
            query = query.where(facet.value == Value(chosen, converter=False))
    for word in words_of(ask.keyword):
        match = matching(listing.key, listing.columns, word, walked=walked)
        if match is not None:
            query = query.where(match)
    return query


def _ordered(listing: Listing, ask: Filter) -> ModelSelect:
    terms, seen = [], (ask.sort,) if ask.sort else listing.order
    for term in seen:
        expression = listing.column(term.lstrip("-")).order
        terms.append(Desc(expression) if term.startswith("-") else Asc(expression))
    down = bool(seen) and seen[-1].startswith("-")
    walked = bool(seen) and listing.date is not None and listing.column(seen[0].lstrip("-")).order is listing.date
    return selected(listing, ask, walked=walked).order_by(*terms, listing.key.desc() if down else listing.key.asc())


def _raw(query: ModelSelect) -> Any:
    text, params = query.sql()
    return query._database.execute_sql(text, params)


def keys_of(listing: Listing, ask: Filter) -> list[Any]:
    """Every key the filter lets through, in order: the snapshot a table scrolls over."""
    query = _ordered(listing, ask).columns(listing.key)
    return [row[0] for row in _raw(query.limit(ask.limit) if ask.limit is not None else query)]


def first_keys(listing: Listing, ask: Filter, count: int = FIRST) -> list[Any]:
    """The first keys only, at once, while the snapshot is taken."""
    return [row[0] for row in _raw(_ordered(listing, ask).columns(listing.key).limit(count))]


def rows_of(listing: Listing, keys: Sequence[Any], ask: Filter | None = None) -> list[tuple[Cell, ...]]:
    """The rows of these keys, in their order, cells decoded in the order of the columns. A key that is gone gives no row."""
    if not keys:
        return []
    query = listing.rows(ask or Filter())
    wanted = listing.key.in_([Value(key, converter=False) for key in keys])
    found = _raw(query.where(wanted).columns(listing.key, *(column.value for column in listing.columns)))
    kinds = [column.kind for column in listing.columns]
    by_key = {row[0]: tuple(decode(kind, cell) for kind, cell in zip(kinds, row[1:], strict=True)) for row in found}
    return [by_key[key] for key in keys if key in by_key]


def every_row(listing: Listing, ask: Filter) -> Iterator[tuple[Cell, ...]]:
    """All rows the filter lets through, read in chunks, for papers and workbooks."""
    keys = keys_of(listing, ask)
    for at in range(0, len(keys), CHUNK):
        yield from rows_of(listing, keys[at:at + CHUNK], ask)


def totals_of(listing: Listing, ask: Filter) -> Totals:
    """Count and sums over everything the filter lets through, computed by the database."""
    summed = [column for column in listing.columns if column.total]
    query = selected(listing, ask).columns(listing.key.alias("key"), *(column.value.alias(column.key) for column in summed))
    text, params = query.sql()
    sums = "".join(f', COALESCE(SUM(t."{column.key}"), 0)' for column in summed)
    row = query._database.execute_sql(f"SELECT COUNT(*){sums} FROM ({text}) AS t", params).fetchone()
    return Totals(row[0], {column.key: decode(column.kind, cell) for column, cell in zip(summed, row[1:], strict=True)})


def sum_rows(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Totals:
    """The same totals over rows in hand: a sheet cut by a limit, one page of a paper."""
    sums: dict[str, Cell] = {}
    for at, column in enumerate(columns):
        if column.total:
            parts = [cell for row in rows if isinstance(cell := row[at], int | Decimal)]
            sums[column.key] = sum(parts, Decimal(0)) if column.kind is not Kind.INTEGER else sum(parts)
    return Totals(len(rows), sums)
