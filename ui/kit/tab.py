"""A tab as data: views, verbs, papers and doors. What the window walks; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from models.core.listing import Filter, Listing
from models.core.office import Done, Office
from models.core.text import N_
from ui.kit.specs import FormSpec, Level, Values

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.kit.desk import Desk

Row = Mapping[str, Any]
"""The selected row of a list, by column key, beside its id under "id"."""


@dataclass(frozen=True)
class Door:
    """The way to a row anywhere: the listing's name and the row's id, or a whole list through a filter."""

    listing: str
    id: Any = None
    filter: Filter | None = None
    view: str = ""
    """The name of a view to go to where one listing stands in several, or a view without a listing."""


@dataclass(frozen=True)
class Verb:
    """A command that a person can give.

    run(office, subject…, answers): subject is the row's id in a list, the frozen input in a form, nothing where
    `needs_row` is False outside a form; answers are there when `asks` is. It may raise RuleViolation, ApprovalNeeded
    and KnownError.
    done: the words in the status bar, with {title} and {number}. reads: makes the frozen answers of the asked values.
    """

    title: str
    run: Callable[..., Done | None]
    key: str = ""
    icon: str = ""
    roles: tuple[str, ...] = ()
    confirm: str = ""
    asks: FormSpec | None = None
    reads: Callable[[Values], Any] | None = None
    fills: Callable[[Office, Any], Values] | None = None
    needs_row: bool = True
    many: bool = False
    when: Callable[[Row], bool] | None = None
    done: str = N_("{title}: {number}")
    primary: bool = False
    after: Callable[[Desk, Done], None] | None = None


@dataclass(frozen=True)
class Action:
    """Glue that is no command: repeat the last order, open a paper, go somewhere.

    do(desk, subject): subject is the row's id in a list, the form's panel in a form, None elsewhere.
    """

    title: str
    do: Callable[[Desk, Any], None]
    key: str = ""
    icon: str = ""
    roles: tuple[str, ...] = ()
    needs_row: bool = True
    when: Callable[[Row], bool] | None = None


Key = Verb | Action


@dataclass(frozen=True)
class PaperChoice:
    """How to print: the paper's name, the copies, the offset in mm; kept for each document kind and printer."""

    paper: str = "A4"
    copies: int = 1
    offset_x: Decimal = Decimal(0)
    offset_y: Decimal = Decimal(0)
    printer: str = ""


@dataclass(frozen=True)
class Document:
    """A paper that a row can be printed as. pdf(office, id, choice) runs on a worker and returns the PDF's bytes."""

    name: str
    title: str
    pdf: Callable[[Office, Any, PaperChoice], bytes]
    papers: tuple[str, ...] = ("A4",)
    icon: str = "print"
    key: str = ""
    printed: Callable[[Office, Any, PaperChoice], object] | None = None
    """Called once it went to the printer: counts the print."""


@dataclass(frozen=True)
class Fact:
    """One labelled value on a card. The text is already formatted and translated."""

    label: str
    text: str
    level: Level = Level.PLAIN
    door: Door | None = None


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
class Chart:
    """A small chart. kind: "bars" (values against targets), "line", or "parts" (one bar in parts, as ageing)."""

    kind: str
    labels: tuple[str, ...]
    values: tuple[Decimal, ...]
    targets: tuple[Decimal, ...] = ()
    levels: tuple[Level, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """One line to type into at a card's foot. verb.run(office, subject, input); reads makes the input of the values."""

    form: FormSpec
    verb: Verb
    reads: Callable[[Values], Any] | None = None


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


@dataclass(frozen=True)
class Board:
    """Cards for one glance. subject: what its entries and verbs act on."""

    cards: tuple[Card, ...]
    title: str = ""
    subject: Any = None
    verbs: tuple[Key, ...] = ()


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


@dataclass(frozen=True)
class ListView:
    """A listing on screen. Double click opens: `door`, else `edit`, else `board` in full, else the first document."""

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
    levels: Mapping[str, Level] = field(default_factory=dict)
    """State key → how much it matters: the shape and colour of the state's mark."""
    preset: Callable[[Office], Filter] | None = None
    period: str = "all"


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
    """Views side by side, in shares of the width."""

    title: str
    parts: tuple[FormView | ListView | BoardView | PaperView | OwnView, ...]
    shares: tuple[int, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class OwnView:
    """A view that is a widget of its own, for what the others cannot say. build(desk) makes it."""

    title: str
    build: Callable[[Desk], QWidget]
    name: str = ""


View = ListView | FormView | BoardView | PaperView | SplitView | OwnView


@dataclass(frozen=True)
class TabSpec:
    """One entry of the rail. name: its stable key (order and last view are kept by it)."""

    name: str
    title: str
    icon: str
    views: tuple[View, ...]
    roles: tuple[str, ...] = ()


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


def allowed(roles: Sequence[str], office: Office) -> bool:
    """Whether the person at the desk may; no roles named means everyone."""
    return not roles or (office.actor is not None and bool(office.actor.roles.intersection(roles)))
