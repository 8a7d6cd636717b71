"""A form as data: its fields, its lines and what is worked out while the person types. Words are msgids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.core.office import Office

Values = dict[str, Any]
"""What a form holds, by field key: Decimal, date, bool, str, a choice's or find's id, None; lines as a list of such."""

Choices = Sequence[tuple[Any, str]] | Callable[[Office], Sequence[tuple[Any, str]]]
"""(value, title) pairs. The titles of a sequence are msgids, those of a callable are shown as they come."""


class FieldKind(StrEnum):
    """How a field is typed and what it yields."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    PHONE = "phone"
    PASSWORD = "password"
    MONEY = "money"
    QUANTITY = "quantity"
    PRICE = "price"
    RATE = "rate"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"
    FINDER = "finder"
    FLAG = "flag"
    FACT = "fact"
    """Worked out, never typed: a text or number that `live` supplies."""

    @property
    def numeric(self) -> bool:
        """Right-aligned, tabular figures."""
        return self in (FieldKind.MONEY, FieldKind.QUANTITY, FieldKind.PRICE, FieldKind.RATE, FieldKind.INTEGER)


class Level(StrEnum):
    """How much a mark matters; shown by a shape and a word, never by colour alone."""

    PLAIN = "plain"
    GOOD = "good"
    LOOK = "look"
    BLOCK = "block"


@dataclass(frozen=True)
class Mark:
    """Words beside a value: "short by 40 bags". Already translated, because they carry figures."""

    text: str
    level: Level = Level.LOOK


@dataclass(frozen=True)
class Found:
    """One row a finder offers, and the value that a finder field holds. note: what speaks for or against it.

    spans: (first, count) of the title's characters that answer what was typed.
    """

    id: Any
    title: str
    detail: str = ""
    note: str = ""
    spans: tuple[tuple[int, int], ...] = field(default=(), compare=False)


Finder = Callable[[Office, str], Sequence[Found]]


@dataclass(frozen=True)
class FilesIn:
    """A finder whose rows are filed by the form of a listing: F2 leads there with what was typed."""

    listing: str
    find: Finder

    def __call__(self, office: Office, text: str) -> Sequence[Found]:
        return self.find(office, text)


@dataclass(frozen=True)
class FieldSpec:
    """One field. width: characters it is made for. limit: most characters. initial: a value, or callable(office)."""

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    width: int = 20
    hint: str = ""
    choices: Choices = ()
    finder: Finder | None = None
    read_only: bool = False
    initial: Any = None
    limit: int = 200
    rows: int = 3
    """Of a long text: the lines that show."""
    passed: bool = False
    """In a grid: Enter passes this cell by when it is filled already, as a suggested price is."""
    aside: bool = False
    """Enter always passes it by; Tab, the arrows and the mouse reach it."""
    asked: bool = False
    """Out of sight until `Live.asks` names it, or a line holds it; Enter stops only at the cells that are asked for."""
    ruled: bool = False
    """Required, but it is the command that says so: an empty one is told together with all else that is wrong."""
    role: str = ""
    """Shown as words, not typed: "sum" for a figure that matters, "figure" for bold, "fact" for plain."""

    @property
    def computed(self) -> bool:
        """Whether the person never types here."""
        return self.read_only or self.kind is FieldKind.FACT or bool(self.role)


@dataclass(frozen=True)
class Section:
    """Fields under an optional heading, `columns` of them side by side."""

    fields: tuple[FieldSpec, ...]
    title: str = ""
    columns: int = 1
    inline: bool = False
    """All in one line without labels, the widest takes the room: a line to type into."""


@dataclass(frozen=True)
class LinesSpec:
    """A grid of lines. growing: Enter past the last cell adds a line; otherwise the lines are those that were set.

    ordered: their order matters; Alt+Up and Alt+Down move a line.
    """

    key: str
    columns: tuple[FieldSpec, ...]
    title: str = ""
    growing: bool = True
    ordered: bool = False
    whole: bool = False
    """All of `rows` always show: the form scrolls, not the grid."""
    rows: int = 8
    """Lines that show without scrolling, at 100 %."""


@dataclass(frozen=True)
class Near:
    """Something filed already that may be what is typed. choices: (words, do(desk, panel)) of what can be done instead, already worded."""

    text: str
    detail: str = ""
    choices: tuple[tuple[str, Callable[[Any, Any], None]], ...] = ()


@dataclass(frozen=True)
class Live:
    """What follows from what was typed, by path ("total", "lines.0.amount").

    values: figures for facts and computed columns, or suggestions for empty fields; under the key of a grid, all its lines
    anew. marks: words beside a field; a plain mark in a grid stands inside its cell. choices: new choices for a field or a
    cell. asks: the fields and cells on demand that are wanted now. Only what is named changes; marks, asks and the choices
    of cells are replaced as a whole. near: what is filed already, offered where the form stands by itself, not in a dialog.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    choices: Mapping[str, Sequence[tuple[Any, str]]] = field(default_factory=dict)
    asks: Collection[str] = ()
    near: tuple[Near, ...] = ()


@dataclass(frozen=True)
class FormSpec:
    """A form. parts stand one under the other; `fields` is short for a single section.

    live(office, values, path) runs after each change, on the window's thread: pure sums and one quick read.
    path is what changed, "" at the start.
    """

    name: str
    title: str
    fields: tuple[FieldSpec, ...] = ()
    parts: tuple[Section | LinesSpec, ...] = ()
    columns: int = 1
    live: Callable[[Office, Values, str], Live] | None = None
    intro: str = ""

    def layout(self) -> tuple[Section | LinesSpec, ...]:
        """The parts in order."""
        return ((Section(self.fields, columns=self.columns),) if self.fields else ()) + self.parts

    def every(self) -> tuple[FieldSpec, ...]:
        """The fields outside the lines."""
        return tuple(spec for part in self.layout() if isinstance(part, Section) for spec in part.fields)

    def grids(self) -> tuple[LinesSpec, ...]:
        """The line grids."""
        return tuple(part for part in self.layout() if isinstance(part, LinesSpec))
