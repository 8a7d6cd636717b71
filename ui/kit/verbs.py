"""What a person can do, as data: a verb is a command, an action is glue, a door leads to a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.core.listing import Filter, Listing
from models.core.office import Done, Office
from models.core.text import N_
from ui.kit.specs import FormSpec, Values

if TYPE_CHECKING:
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
    fills: Callable[..., Values] | None = None
    needs_row: bool = True
    many: bool = False
    at_once: bool = False
    """With `many`: one command for all selected rows; the subject is the tuple of their ids, what it asks is asked once."""
    when: Callable[[Row], bool] | None = None
    done: str = N_("{title}: {number}")
    primary: bool = False
    prints: bool = False
    """Whether the paper that a form turns into goes to the printer at once."""
    after: Callable[[Desk, Done], None] | None = None
    long: bool = False
    """Whether it runs on a worker, with progress and a button to stop: run(office, subject…, step). It may ask for no approval."""


@dataclass(frozen=True)
class Chosen:
    """A list as it stands on screen: the ids of its selected rows, and the listing and filter that give all of them."""

    keys: tuple[Any, ...]
    listing: Listing
    filter: Filter


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
    at_once: bool = False
    """One action for all selected rows; the subject is the tuple of their ids."""
    over_list: bool = False
    """An action for the list as it stands; the subject is Chosen."""
    when: Callable[[Row], bool] | None = None


Key = Verb | Action


def to_entry(desk: Desk, subject: Any) -> None:
    """For an Action that leads to the line to type into, below or beside the list: the page in sight does it."""


def allowed(roles: Sequence[str], office: Office) -> bool:
    """Whether the person at the desk may; no roles named means everyone."""
    return not roles or (office.actor is not None and bool(office.actor.roles.intersection(roles)))
