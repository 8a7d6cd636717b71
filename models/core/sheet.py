"""A listing and its rows as one grid in one language: what screen copy, paper and workbook all draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from models.core.chart import Chart, chart_of
from models.core.kinds import Value, native_of, text_of
from models.core.listing import Column, Filter, Listing, Totals, every_row, sum_rows, totals_of
from models.core.text import N_, _, for_count, language, speaking


@dataclass(frozen=True, eq=False)
class Sheet:
    """Headings, rows and totals. `cells` are the texts a person reads, `natives` what Excel gets."""

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    sums: Totals | None
    spoken: str
    chart: Chart | None = None
    """What the rows come to at a glance; on paper it stands above them."""

    @cached_property
    def cells(self) -> list[tuple[str, ...]]:
        """Every row as texts."""
        with speaking(self.spoken):
            return [self.texts(row) for row in self.rows]

    @cached_property
    def natives(self) -> list[tuple[Value, ...]]:
        """Every row as typed cells."""
        with speaking(self.spoken):
            return [tuple(native_of(c.kind, v, c.choices) for c, v in zip(self.columns, row, strict=True)) for row in self.rows]

    def texts(self, row: tuple[Value, ...]) -> tuple[str, ...]:
        """One row as texts, in the language spoken now."""
        return tuple(text_of(c.kind, v, choices=c.choices) for c, v in zip(self.columns, row, strict=True))

    def part(self, first: int, end: int) -> Sheet:
        """Rows first:end with sums of their own: one page of a paper."""
        rows = self.rows[first:end]
        return replace(self, rows=rows, sums=sum_rows(self.columns, rows))

    @property
    def native_totals(self) -> tuple[Value, ...] | None:
        """The totals row as typed cells: the count's words first, sums under their columns."""
        if self.sums is None or not any(column.total for column in self.columns):
            return None
        with speaking(self.spoken):
            first = for_count(self.sums.count, N_("Total of {count} row"), N_("Total of {count} rows")).format(count=self.sums.count)
        sums = self.sums.sums
        return tuple(sums.get(column.key) if column.total else first if at == 0 else None for at, column in enumerate(self.columns))

    @property
    def totals(self) -> tuple[str, ...] | None:
        """The totals row as texts."""
        row = self.native_totals
        if row is None:
            return None
        return tuple(cell if isinstance(cell, str) else text_of(c.kind, cell, zero="") for c, cell in zip(self.columns, row, strict=True))


def note_of(listing: Listing, ask: Filter) -> str:
    """The line that says which rows these are: period, state, salesperson and the like, keyword, as-of date."""
    said = []
    if ask.start or (ask.end and ask.end != ask.as_of):
        said.append(_(N_("from {start} to {end}")).format(start=ask.start or "…", end=ask.end or "…"))
    if ask.keyword:
        said.append(_(N_("containing “{keyword}”")).format(keyword=ask.keyword))
    if ask.state:
        said.append(_(N_("state: {state}")).format(state=_(listing.column(listing.state).choices.get(ask.state, "")) or ask.state))
    for facet in listing.facets:
        chosen = dict(ask.facets).get(facet.key)
        if chosen is not None:
            said.append(_(N_("{label}: ")).format(label=_(facet.title)) + str(dict(facet.options()).get(chosen, chosen)))
    if ask.as_of:
        said.append(_(N_("as of {day}")).format(day=ask.as_of))
    return " · ".join(said)


def sheet_of(listing: Listing, ask: Filter | None = None, *, language_code: str = "", columns: Iterable[str] = ()) -> Sheet:
    """Read a listing into a sheet. columns: keys to take, in order; none given takes all that are shown by default or not."""
    ask = ask or Filter()
    spoken = language_code or language()
    keys = list(columns) or [column.key for column in listing.columns]
    places = [next(at for at, column in enumerate(listing.columns) if column.key == key) for key in keys]
    chosen = tuple(listing.columns[at] for at in places)
    with speaking(spoken):      # from the first row on: some rows are worded while they are read
        whole = list(every_row(listing, ask))
        sums = sum_rows(listing.columns, whole) if ask.limit is not None else totals_of(listing, ask)
        rows = whole if keys == [column.key for column in listing.columns] else [tuple(row[at] for at in places) for row in whole]
        return Sheet(listing.name, _(listing.title), note_of(listing, ask), chosen, tuple(_(column.title) for column in chosen), rows, sums,
                     spoken, chart_of(listing, ask))
