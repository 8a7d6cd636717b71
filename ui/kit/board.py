"""A board as data: cards with facts, rows that are doors, timelines, charts and a line to type into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.core.chart import Chart
from models.core.office import Office
from ui.kit.specs import FormSpec, Level, Values
from ui.kit.verbs import Door, Key, Verb


@dataclass(frozen=True)
class Fact:
    """One labelled value on a card. The text is already formatted and translated."""

    label: str
    text: str
    level: Level = Level.PLAIN
    door: Door | None = None
    wide: bool = False
    """Whether it takes the whole width of a card whose facts stand in columns."""


@dataclass(frozen=True)
class CardRow:
    """One line of a card: what, more about it, a figure or a day at its end. Already worded."""

    text: str
    detail: str = ""
    note: str = ""
    level: Level = Level.PLAIN
    grade: str = ""
    door: Door | None = None
    id: Any = None
    """What the card's verbs act on; without it the row only opens its door."""


@dataclass(frozen=True)
class Entry:
    """One line to type into at a card's foot. verb.run(office, subject, input); reads makes the input of the values.

    Its verb's key leads into it from anywhere on the board, and from inside it gives the verb.
    """

    form: FormSpec
    verb: Verb
    reads: Callable[[Values], Any] | None = None
    of_row: bool = False
    """Whether it is about the row under the cursor of its card; else about what the board is about."""


@dataclass(frozen=True)
class Card:
    """One block of a board. side 0 is the wide left, 1 the right. empty: what stands there when all is done."""

    title: str
    rows: tuple[CardRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    chart: Chart | None = None
    entry: Entry | None = None
    verbs: tuple[Key, ...] = ()
    door: Door | None = None
    empty: str = ""
    side: int = 0
    count: int | None = None
    timeline: bool = False
    """Rows as a log, the latest last; it scrolls by itself so that the line to type into stays in sight."""
    columns: int = 1
    """How many facts stand side by side."""
    shown: int = 8
    """How many rows are seen without scrolling."""


@dataclass(frozen=True)
class Board:
    """Cards for one glance. subject: what its entries and verbs act on."""

    cards: tuple[Card, ...]
    title: str = ""
    subject: Any = None
    verbs: tuple[Key, ...] = ()
    shares: tuple[int, int] = (3, 2)
    """How side 0 and side 1 share the width."""


@dataclass(frozen=True)
class Leaf:
    """One side of a row that is shown in full, built on a worker when it is turned to. title: a msgid."""

    title: str
    build: Callable[[Office, Any], Board]
    entry: bool = False
    """Whether the line to type into stands here: what leads to it turns to this leaf."""
