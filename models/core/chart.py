"""What a chart shows, as data: read once of a listing, drawn alike on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.core.kinds import NOTHING, Kind, Value, text_of
from models.core.listing import Column, Filter, Listing, Picture, first_keys, rows_of
from models.core.text import _

LONGEST = 26
"""How long a name beside its bar may be, in Latin letters; a Hanzi counts for two."""
MOST_SUMMED = 1000
"""Rows that are read where rows of the same label are one."""
_ROW, _HIGH, _PAD = 2.1, 12.0, 0.7


class Shape(StrEnum):
    """How the figures of a chart stand. COLUMNS side by side, STACKED one upon the other; a FUNNEL narrows from row to row."""

    BARS = "bars"
    COLUMNS = "columns"
    STACKED = "stacked"
    LINE = "line"
    FUNNEL = "funnel"
    MATRIX = "matrix"


ROWED = (Shape.BARS, Shape.FUNNEL, Shape.MATRIX)
"""Shapes that are as high as they have rows; the others are as high as they like."""


@dataclass(frozen=True)
class Series:
    """One figure for each label. title: what it counts, for the legend; "" where there is one only."""

    values: tuple[Decimal, ...]
    title: str = ""


@dataclass(frozen=True)
class Chart:
    """Figures by label. kind: of the figures. targets: marks across the bars, or a second, dashed line.

    tones: how much each row matters ("plain", "good", "look", "block"). beside: words at each row's figure, as its share.
    """

    shape: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Kind = Kind.MONEY
    targets: tuple[Decimal, ...] = ()
    tones: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    note: str = ""
    title: str = ""

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The first series."""
        return self.series[0].values if self.series else ()

    def figure(self, value: Decimal) -> str:
        """A value as it is written at its bar."""
        return text_of(self.kind, int(value) if self.kind is Kind.INTEGER else value, zero="0")

    def height(self, size: float) -> float:
        """How high it is drawn with text of this size, in the same unit."""
        if self.shape not in ROWED:
            return _HIGH * size
        return ((len(self.labels) + (self.shape == Shape.MATRIX)) * _ROW + _PAD) * size

    def said(self) -> str:
        """The chart as a sentence: "November 1,204.00 / 2,000.00, …"."""
        return ", ".join(map(self.told, range(len(self.labels))))

    def told(self, at: int, between: str = " ") -> str:
        """The figures of one label. between: what parts the label and its series."""
        figures = between.join(" ".join(filter(None, (each.title, self.figure(each.values[at])))) for each in self.series)
        target = f" / {self.figure(self.targets[at])}" if at < len(self.targets) else ""
        beside = f" ({self.beside[at]})" if at < len(self.beside) and self.beside[at] else ""
        return f"{self.labels[at]}{between}{figures}{target}{beside}"


@dataclass(frozen=True)
class Ground:
    """What a chart is drawn on: how wide, in which size of text, in which colours (#RRGGBB). One unit for all lengths.

    pale: the ground that a cell of a matrix is tinted from; tones: the colour of a row by how much it matters.
    """

    width: float
    size: float
    text: str = "#000000"
    secondary: str = "#444444"
    line: str = "#BBBBBB"
    pale: str = "#FFFFFF"
    series: tuple[str, ...] = ("#1D5DA8", "#6FA0D6", "#B9D2EC", "#5E6B78")
    tones: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Area:
    """A filled polygon: its corners from the top left."""

    points: tuple[tuple[float, float], ...]
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A line through points. dashes: lengths of the strokes and gaps it is broken into."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Lettering:
    """One line of text on its baseline; anchor: start, middle or end."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: str = "start"


Mark = Area | Stroke | Lettering


def chart_of(listing: Listing, ask: Filter) -> Chart | None:
    """The chart that a listing carries, of the rows that the filter lets through; None where it carries none or nothing is counted."""
    picture = listing.picture
    if picture is None:
        return None
    rows = _rows(listing, picture, ask)
    at = {column.key: place for place, column in enumerate(listing.columns)}
    shown = [listing.column(key) for key in picture.values]
    named = [row[at[picture.label]] for row in rows]
    years = {day.year for day in named if isinstance(day, date)}
    year = years.pop() if len(years) == 1 else None
    labels = tuple(_short(_text(listing.column(picture.label), name, year)) for name in named)
    series = tuple(Series(tuple(_number(row[at[column.key]]) for row in rows), _(column.title) if len(shown) > 1 else "")
                   for column in shown)
    if not any(value for each in series for value in each.values):
        return None
    beside = tuple(_text(listing.column(picture.beside), row[at[picture.beside]]) for row in rows) if picture.beside else ()
    return Chart(picture.shape, labels, series, shown[0].kind, beside=beside, title=_(picture.title or listing.title))


def _rows(listing: Listing, picture: Picture, ask: Filter) -> Sequence[tuple[Value, ...]]:
    """By size the largest; along time the latest, oldest first; else as the listing stands."""
    order = {"size": f"-{picture.values[0]}", "time": f"-{picture.label}"}.get(picture.order, "")
    asked = replace(ask, sort=order, limit=None)
    rows: Sequence[tuple[Value, ...]] = rows_of(listing, first_keys(listing, asked, MOST_SUMMED if picture.summed else picture.most), asked)
    if picture.summed:
        rows = _summed(listing, picture, rows)[:picture.most]
    return rows[::-1] if picture.order == "time" else rows


def _summed(listing: Listing, picture: Picture, rows: Iterable[tuple[Value, ...]]) -> Sequence[tuple[Value, ...]]:
    """One row for each label, in the order in which they come; its figures are summed."""
    at = {column.key: place for place, column in enumerate(listing.columns)}
    found: dict[Value, list[tuple[Value, ...]]] = {}
    for row in rows:
        found.setdefault(row[at[picture.label]], []).append(row)
    added = {at[key] for key in picture.values}
    return [tuple(sum((_number(row[place]) for row in same), Decimal(0)) if place in added else cell for place, cell in enumerate(same[0]))
            for same in found.values()]


def _text(column: Column, value: Value, year: int | None = None) -> str:
    return text_of(column.kind, value, choices=column.choices, year=year) or NOTHING


def _short(name: str) -> str:
    """The name, cut where it is too long to stand beside a bar."""
    room = LONGEST
    for at, letter in enumerate(name):
        room -= 2 if letter >= "⺀" else 1
        if room < 0:
            return f"{name[:at - 1]}…"
    return name


def _number(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
