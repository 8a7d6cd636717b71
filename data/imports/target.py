"""What can be brought in: the fields of a target, how a row becomes an input, what is the same one twice, how all enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from data.imports.headings import Field
from models.core.errors import Problem
from models.core.office import Office


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

    def read(self, office: Office, values: Mapping[str, Any]) -> tuple[Any, list[Problem]]:
        """The input that a row's values make, and what its own rules say of it."""

    def doubts(self, office: Office, item: Any) -> list[Problem]:
        """What looks odd without forbidding it."""

    def likeness(self, item: Any) -> Likeness:
        """By what the row is compared with others."""

    def filed(self, office: Office, item: Any) -> list[FiledAlready]:
        """Who in the office is the same or has the same name."""

    def enter(self, office: Office, items: Sequence[Any], source: Source) -> int | None:
        """Write them all, inside the open batch, as one journal entry `import.NAME`; returns the approval asked for, if any."""
