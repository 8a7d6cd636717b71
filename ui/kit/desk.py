"""What a tab's glue may reach for: the office, the prompts, the workers, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from models.core.chart import Chart, Ground, Mark
from models.core.errors import ApprovalNeeded, KnownError
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import N_
from ui.kit.jobs import Jobs, Ticket
from ui.kit.prompts import Prompts
from ui.kit.specs import Found, Level
from ui.kit.tab import Document, Door, PaperChoice, Verb


class Store(Protocol):
    """Where widths, orders and last choices are kept; QSettings is one."""

    def value(self, key: str, default: Any = None) -> Any: ...

    def setValue(self, key: str, value: Any) -> None: ...


class MemoryStore(dict[str, Any]):
    """A store that forgets at the end: for tests and for an office opened only to look."""

    def value(self, key: str, default: Any = None) -> Any:
        """What was kept, or the default."""
        return self.get(key, default)

    def setValue(self, key: str, value: Any) -> None:
        """Keep a value."""
        self[key] = value


class PageImage(Protocol):
    """One page as pixels: RGBA rows without padding."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def pixels(self) -> bytes: ...


class Pages(Protocol):
    """A PDF held open to be drawn."""

    def __len__(self) -> int: ...

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in mm."""

    def image(self, page: int, zoom: float) -> PageImage:
        """A page at zoom × 72 dots an inch."""

    @property
    def title(self) -> str:
        """What the paper calls itself, with its number; "" where it says nothing."""

    def close(self) -> None: ...


class Printing(Protocol):
    """The printers of this machine."""

    def names(self) -> Sequence[str]:
        """Their names, the system's default first."""

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        """Hand a paper to the spooler. Raises KnownError when the printer is gone or refuses: nothing was printed then."""

    def says(self, printer: str) -> str:
        """What a printer reports of itself, in words: out of paper, switched off; "" where nothing is wrong."""


@dataclass(frozen=True)
class Palette:
    """One row of Ctrl+K: where it leads."""

    found: Found
    door: Door


def _nothing(*_ignored: object) -> Any:
    raise KnownError(N_("This is not set up in this office"))


@dataclass(frozen=True)
class Services:
    """What the composition root plugs in, because the kit knows neither papers, nor Excel, nor approvals."""

    approve: Callable[[Desk, ApprovalNeeded], bool] = _nothing
    """Ask a manager in person; True once the approval is stored and the same command may run again."""
    write_excel: Callable[[Sheet, Path], object] = _nothing
    sheet_pdf: Callable[[Sheet, PaperChoice], bytes] = _nothing
    sheet_sizes: tuple[tuple[str, str], ...] = (("A4", "A4"),)
    """(key, title msgid) of the papers a list comes out on."""
    file_name: Callable[[str, str], str] = lambda title, suffix: title + suffix
    """A name that every system takes, from words and a suffix."""
    write_file: Callable[[bytes, Path], object] = _nothing
    """Write a file whole or not at all. Raises KnownError in words."""
    open_pdf: Callable[[bytes], Pages] = _nothing
    marks: Callable[[Chart, Ground], Sequence[Mark]] = lambda chart, ground: ()
    """A chart laid out on its ground, ready to be painted."""
    printing: Printing | None = None
    search: Callable[[Office, str], Sequence[Palette]] = lambda office, text: ()
    store: Store = field(default_factory=MemoryStore)
    restore: Callable[[Path], object] = _nothing
    """Put a backup in the office's place: this window closes, the office opens anew."""


class Desk(Protocol):
    """The window, as the screens see it."""

    office: Office
    prompts: Prompts
    jobs: Jobs
    services: Services

    def open(self, door: Door) -> None:
        """Go to a row or a list anywhere."""

    def fill(self, view: str, values: dict[str, Any]) -> None:
        """Go to the form view of that name and put values into it, as a copy of an earlier order."""

    def say(self, text: str, level: Level = Level.GOOD) -> None:
        """A line in the status bar, already worded."""

    def preview(self, document: Document, subject: Any) -> None:
        """Show a paper as it prints; Enter prints it."""

    def run(self, verb: Verb, *subject: Any) -> object:
        """Give a command as if its button was pressed: asks, approvals, problems and all."""

    def renew(self) -> None:
        """Build every screen again, once what runs now is over: another person sits here."""

    def work(self, title: str, work: Callable[[Ticket], Any], then: Callable[[Any], None], ended: Callable[[], None] | None = None) -> None:
        """Long work on a worker, its progress and a stop button in the status line; then(result) on the window's thread.

        ended: called last, however the work came to its end: done, stopped or refused.
        """
