"""What can be brought in: the fields of a target, how a row becomes an input, what is the same one twice, how all enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from data.imports.headings import Field
from models.core.errors import Problem
from models.core.imports import Entered
from models.core.office import Act, Office


@dataclass(frozen=True)
class Likeness:
    """By what two rows are compared. name: without spaces; marks: phones, tax number, by which two of one name are the same.

    code: what no two rows may share; field: where it stands; shown: how the row is called.
    """

    name: str
    marks: frozenset[str] = frozenset()
    code: str = ""
    field: str = "code"
    shown: str = ""

    def is_same(self, other: Likeness) -> bool:
        """Whether this is the same one twice, and not merely a namesake."""
        return self.name == other.name and bool(self.marks & other.marks or not (self.marks or other.marks))


@dataclass(frozen=True)
class FiledAlready:
    """One in the office that a row repeats (same) or shares its name with."""

    code: str
    name: str
    same: bool


@dataclass(frozen=True)
class Source:
    """Where an import comes from, for the journal: file name, SHA-256 of its bytes, rows in it."""

    file: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Change:
    """A row that repeats one in the office. how: "update" fills what is empty there, "merge" takes what the row says over it."""

    code: str
    item: Any
    how: str


@dataclass(frozen=True, eq=False)
class Work:
    """What is to be entered. ready: what `prepare` made of each row; digest: of the rows, for the journal.

    tell: called with the rows on their way; what it raises undoes everything. mapping: (shape, columns) to remember, if a person
    corrected it.
    """

    source: Source
    ready: Sequence[Any]
    changes: Sequence[Change]
    digest: str
    tell: Callable[[int], object]
    mapping: tuple[str, Mapping[int, str]] | None = None

    @property
    def content(self) -> dict[str, object]:
        """What the journal keeps of it."""
        return {"source": self.source, "rows": len(self.ready) + len(self.changes), "digest": self.digest}


Reader = Callable[[Mapping[str, Any]], tuple[Any, list[Problem], list[Problem]]]
Finder = Callable[[Any], Sequence[FiledAlready]]


class Target(Protocol):
    """One kind of thing that can be brought in."""

    @property
    def name(self) -> str:
        """The key by which verbs and screens know it."""

    @property
    def title(self) -> str:
        """What the desk calls it, a msgid."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What its columns may hold."""

    @property
    def named(self) -> tuple[str, ...]:
        """Fields by which a row is named; a heading row must have one of them."""

    def reader(self, office: Office) -> Reader:
        """What makes of a row's values the input, the problems by its own rules, and what looks odd without forbidding it."""

    def likeness(self, item: Any) -> Likeness:
        """By what the row is compared with others."""

    def finder(self, office: Office) -> Finder:
        """What tells of an item who in the office is the same or has the same name."""

    @property
    def policies(self) -> tuple[str, ...]:
        """What may be done with rows that repeat one in the office: skip, update, merge, apart (entered as another)."""

    def combined(self, first: Any, other: Any, how: str) -> Any:
        """One item of two rows of the file that mean the same."""

    def apart(self, item: Any) -> Any:
        """An item that is entered beside the one it repeats, without what must not be twice."""

    def prepare(self, office: Office, item: Any) -> Any:
        """What can be worked out of an item before the transaction begins."""

    def enter(self, office: Office, work: Work) -> int | None:
        """Write it all in one batch, as one journal entry `import.NAME` with its record; returns the approval asked for."""

    def restored(self, office: Office, entered: Sequence[Entered]) -> Any:
        """What taking changed rows back needs, worked out ahead. entered: those rows. Raises RuleViolation where one was changed since."""

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: Any) -> None:
        """Posting: undo what an import entered. Raises RuleViolation where it is in use already."""
