"""A tab as data: its views and papers. What the window walks; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from models.core.listing import Filter, Listing
from models.core.office import Done, Office
from ui.kit.board import Board, Card, CardRow, Entry, Fact, Leaf
from ui.kit.specs import FieldSpec, FormSpec, Level, Values
from ui.kit.verbs import Action, Door, Key, Row, Verb, allowed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.desk import Desk

__all__ = [
    "Action", "Board", "BoardView", "Card", "CardRow", "Document", "Door", "Drafts", "Entry", "Fact", "FormView", "Group",
    "Key", "Leaf", "ListView", "OwnView", "PaperChoice", "PaperView", "Row", "SavedFilters",
    "SplitView", "TabSpec", "Verb", "View", "allowed", "lists_in", "name_of", "title_of",
]


@dataclass(frozen=True)
class PaperChoice:
    """How to print: the paper's key, copies, offset and drift in mm; kept for each document kind and printer."""

    paper: str = "A4"
    copies: int = 1
    offset_x: Decimal = Decimal(0)
    offset_y: Decimal = Decimal(0)
    drift: Decimal = Decimal(0)
    data_only: bool = False
    printer: str = ""
    look: str | None = None
    """One of the document's looks by name, None the usual one."""


Step = Callable[[int, int], None]
"""step(done, whole) tells how far long work is, and ends it where the person does not want it any more."""


@dataclass(frozen=True)
class Many:
    """How a paper is printed for many rows at once; all of it runs on a worker.

    pdf(office, ids, choice): some of them as one PDF. write(office, ids, choice, path, step): all into the file, or a file each
    into the folder, and say so in the journal; returns what was written, in words. printed(office, ids, choice): counts those
    that the printer took.
    """

    pdf: Callable[[Office, Sequence[Any], PaperChoice], bytes]
    write: Callable[[Office, Sequence[Any], PaperChoice, Path, Step], str]
    printed: Callable[[Office, Sequence[Any], PaperChoice], object]
    having: Callable[[Office, Sequence[Any]], list[Any]] | None = None
    """Those rows that have this paper; where it is left out, all have."""
    asks: tuple[FieldSpec, ...] = ()
    """What is asked besides; `given` makes of the answers the Many that is meant."""
    given: Callable[[Values], Many] | None = None


@dataclass(frozen=True)
class Document:
    """A paper that a row can be printed as. pdf(office, id, choice) runs on a worker and returns the PDF's bytes.

    papers: (key, title msgid) of the sizes it can be laid out for. copies: those it starts with.
    printed(office, id, choice): called once it went to the printer, to count the print; saved(office, id, file): just before it is
    kept as a file of that name. usual(office): the size it starts with, where the office has set one.
    """

    name: str
    title: str
    pdf: Callable[[Office, Any, PaperChoice], bytes]
    papers: tuple[tuple[str, str], ...] = (("A4", "A4"),)
    copies: int = 1
    forms: bool = False
    """Whether it is also printed on pre-printed forms: the panel then offers data only."""
    feeds: bool = False
    """Whether some of its sizes are continuous forms: the panel then offers drift."""
    icon: str = "print"
    key: str = ""
    printed: Callable[[Office, Any, PaperChoice], object] | None = None
    saved: Callable[[Office, Any, str], object] | None = None
    usual: Callable[[Office], str] | None = None
    looks: Callable[[Office, str], Sequence[tuple[str | None, str]]] | None = None
    """looks(office, paper): (name, words) of how it can look on a size, the usual one (None) first; kept for each printer and size."""
    many: Many | None = None


class Drafts(Protocol):
    """Where a form's unfinished values live: durable, unjournalled."""

    def save(self, office: Office, draft: Any, values: Values) -> Any:
        """Keep the values under the draft's id (None: a new one) and return the id."""

    def drop(self, office: Office, draft: Any) -> None:
        """The draft was issued or thrown away."""

    def load(self, office: Office, draft: Any) -> Values:
        """The values as they were typed."""


@dataclass(frozen=True)
class FormView:
    """A form to fill. read makes the frozen input of the values; load(office, id) fills it for a row that is edited.

    An edited row's id comes in the values under "id". paper: what the form turns into once a verb is done.
    """

    form: FormSpec
    read: Callable[[Values], Any]
    verbs: tuple[Key, ...] = ()
    title: str = ""
    name: str = ""
    load: Callable[[Office, Any], Values] | None = None
    drafts: Drafts | None = None
    paper: Document | None = None
    stays: bool = True
    """Whether the form is left open, empty, after a verb; otherwise the list comes back."""
    topics: Sequence[str] = ()
    """What the form works out is worked out again when one of these changed."""


@dataclass(frozen=True)
class SavedFilters:
    """Filters of a list kept under names. facet: the one by which other lists offer them; here their names stand above the list."""

    names: Callable[[Office], Sequence[str]]
    read: Callable[[Office, str], Filter | None]
    save: Callable[[Office, str, Filter], Done]
    delete: Callable[[Office, str], Done]
    facet: str = ""


@dataclass(frozen=True)
class ListView:
    """A listing on screen. Double click opens: `door`, else `board` in full, else `edit`, else the first document."""

    listing: Listing
    verbs: tuple[Key, ...] = ()
    documents: tuple[Document, ...] = ()
    title: str = ""
    name: str = ""
    create: FormView | None = None
    edit: FormView | None = None
    door: Callable[[Any], Door] | None = None
    detail: Callable[[Office, Any], Board] | None = None
    board: Callable[[Office, Any], Board] | None = None
    topics: tuple[str, ...] = ()
    """What else its rows, shown in full, follow beside the topics of the list."""
    leaves: tuple[Leaf, ...] = ()
    """The sides of a row shown in full: `board` then stays in sight above them, and Alt+1, Alt+2 … turn to them."""
    summary: Callable[[Office, Filter], Board] | None = None
    """What the whole list comes to, as charts below it; follows the filter. In place of `detail`."""
    entry: Entry | None = None
    """A line above the table that files the next row; its verb's key leads into it and, from inside, gives it."""
    levels: Mapping[str, Level] = field(default_factory=dict)
    """State key → how much it matters: the shape and colour of the state's mark."""
    columns: tuple[str, ...] = ()
    """Keys of the columns that stand at first, in their order; none named means as the listing has them."""
    preset: Callable[[Office], Filter] | None = None
    period: str = "all"
    """The span it opens with: all, today, yesterday, week, month, last_month, year."""
    saved: SavedFilters | None = None
    as_of: bool = False
    """Whether the filter bar asks for a day that the figures are as of (duty 75)."""


@dataclass(frozen=True)
class BoardView:
    """Cards built on a worker and built again when one of the topics changed."""

    title: str
    build: Callable[[Office], Board]
    topics: Sequence[str] = ()
    name: str = ""
    verbs: tuple[Key, ...] = ()


@dataclass(frozen=True)
class PaperView:
    """One paper shown as it prints. subject(office): what it is about."""

    title: str
    document: Document
    subject: Callable[[Office], Any]
    topics: Sequence[str] = ()
    name: str = ""


@dataclass(frozen=True)
class SplitView:
    """Views side by side, or one below the other, in shares of the room. first: the part that takes the keyboard."""

    title: str
    parts: tuple[FormView | ListView | BoardView | PaperView | OwnView | SplitView, ...]
    shares: tuple[int, ...] = ()
    name: str = ""
    down: bool = False
    first: int = 0


@dataclass(frozen=True)
class OwnView:
    """A view that is a widget of its own, for what the others cannot say. build(desk) makes it."""

    title: str
    build: Callable[[Desk], QWidget]
    name: str = ""


View = ListView | FormView | BoardView | PaperView | SplitView | OwnView


@dataclass(frozen=True)
class Group:
    """Views that stand behind one word of the bar; a second row then names each of them."""

    title: str
    views: tuple[View, ...]


class TabSpec:
    """One entry of the rail. name: its stable key (order and last view are kept by it).

    views: the views and groups of views, or the name of the module whose VIEWS they are, read when the tab is first asked for them.
    """

    def __init__(self, name: str, title: str, icon: str, views: tuple[View | Group, ...] | str, roles: tuple[str, ...] = ()) -> None:
        self.name, self.title, self.icon, self.roles = name, title, icon, roles
        self._views = views

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """What stands in the bar's first row. Views that are in no group are one of their own; all of them, where there is no group."""
        given: tuple[View | Group, ...] = self._views if isinstance(self._views, tuple) else tuple(import_module(self._views).VIEWS)
        views = tuple(each for each in given if not isinstance(each, Group))
        if len(views) == len(given):
            return (Group(self.title, views),)
        return tuple(each if isinstance(each, Group) else Group(title_of(each), (each,)) for each in given)

    @cached_property
    def ahead(self) -> Callable[[object], None] | None:
        """Work that loads what the first keys typed in this tab need: the AHEAD of the views' module, if it has one."""
        module = import_module(self._views) if isinstance(self._views, str) else None
        given: Callable[[object], None] | None = getattr(module, "AHEAD", None)
        return given

    @cached_property
    def views(self) -> tuple[View, ...]:
        """Every view, in the order of the bar."""
        return tuple(view for group in self.groups for view in group.views)


def title_of(view: View) -> str:
    """The msgid that names a view."""
    if isinstance(view, ListView):
        return view.title or view.listing.title
    return view.title or view.form.title if isinstance(view, FormView) else view.title


def name_of(view: View) -> str:
    """The stable key of a view."""
    if view.name:
        return view.name
    if isinstance(view, ListView):
        return view.listing.name
    return view.form.name if isinstance(view, FormView) else view.title


def lists_in(view: View) -> list[ListView]:
    """The lists that a view shows."""
    if isinstance(view, SplitView):
        return [found for part in view.parts for found in lists_in(part)]
    return [view] if isinstance(view, ListView) else []
