"""A sheet whose rows are read only while they are written, so that a million of them need no memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from models.core.kinds import Kind, Value, text_of
from models.core.listing import Column, Filter, Listing, every_row, totals_of
from models.core.office import Office
from models.core.sheet import Sheet, note_of
from models.core.text import _, language, speaking

Row = tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """One table on its way out. head: title, note, columns, headings, sums and language (its own rows are not read).

    count: how many rows there will be.
    """

    head: Sheet
    rows: Iterable[Row]
    count: int

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of the cells."""
        return self.head.columns


def grid_of(sheet: Sheet) -> Grid:
    """A sheet in hand."""
    return Grid(sheet, sheet.rows, len(sheet.rows))


def stream(listing: Listing, ask: Filter | None = None, *, language_code: str = "", columns: Iterable[str] = ()) -> Grid:
    """A listing of any size, read in chunks while it is written; take it inside `snapshot`.

    columns: keys to take, in order; none given takes all.
    """
    ask = ask or Filter()
    spoken = language_code or language()
    sums = totals_of(listing, ask)
    keys = list(columns) or [column.key for column in listing.columns]
    places = [[column.key for column in listing.columns].index(key) for key in keys]
    chosen = tuple(listing.columns[at] for at in places)
    with speaking(spoken):
        headings = tuple(_(column.title) for column in chosen)
        head = Sheet(listing.name, _(listing.title), note_of(listing, ask), chosen, headings, (), sums, spoken)
    rows = every_row(listing, ask)
    return Grid(head, rows if not columns else (tuple(row[at] for at in places) for row in rows), sums.count)


@contextmanager
def snapshot(office: Office) -> Iterator[None]:
    """Read everything inside as of one moment, whatever another window writes meanwhile."""
    if office.database.in_transaction():
        yield
        return
    with office.reading():
        office.database.execute_sql("BEGIN")
        try:
            yield
        finally:
            office.database.rollback()


def worded(kind: Kind, choices: Mapping[str, str]) -> Callable[[Value], str]:
    """How a state, grade or flag of this column is said, each value looked up once. Call it in the grid's language."""
    said: dict[Value, str] = {None: "", "": ""}

    def say(value: Value) -> str:
        text = said.get(value)
        if text is None:
            text = said[value] = text_of(kind, value, choices=choices)
        return text

    return say


def is_worded(column: Column) -> bool:
    """Whether cells of the column are words of a small set."""
    return column.kind in (Kind.STATE, Kind.GRADE, Kind.FLAG) or bool(column.choices)
