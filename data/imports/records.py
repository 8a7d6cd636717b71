"""What an import leaves behind: its record, by which it can be undone, and how two rows of one thing become one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from data.imports.target import Work
from models.core import audit
from models.core.errors import Problem, RuleViolation
from models.core.imports import Entered, keep_record, remember_mapping
from models.core.office import Act
from models.core.text import N_

T = TypeVar("T")
NOTHING = (None, "", (), 0)


def record(act: Act, target: str, work: Work, entered: Sequence[Entered]) -> int:
    """Posting: keep what was entered under one record, and the meaning of the columns where a person corrected it."""
    if work.mapping is not None:
        remember_mapping(act, target, *work.mapping)
    act.about(work.source.file)
    return keep_record(act, target, work.source.file, work.source.sha256, work.source.rows, entered)


def combined(old: T, new: T, how: str) -> T:
    """Two inputs of one kind as one. how: "update" takes of the new one what is empty in the old, "merge" whatever it says.

    Lists of parts are joined; a part whose first field is there already stays as it is.
    """
    taken: dict[str, Any] = {}
    for item in fields(old):  # type: ignore[arg-type]  # always a dataclass
        before, after = getattr(old, item.name), getattr(new, item.name)
        if isinstance(before, tuple):
            known = {_name(part) for part in before}
            taken[item.name] = (*before, *(part for part in after if _name(part) not in known))
        elif after not in NOTHING and after != item.default and (how == "merge" or before in NOTHING):
            taken[item.name] = after
    return replace(old, **taken)  # type: ignore[type-var]  # always a dataclass


def _name(part: Any) -> object:
    return getattr(part, fields(part)[0].name)


def rewritten(row_id: int, before: T, after: T, write: Callable[[T], object], again: Callable[[], T]) -> Entered | None:
    """Posting: write what a row makes of one filed already; None where it says nothing new. again: reads it as it stands then."""
    if after == before:
        return None
    write(after)
    return Entered(row_id, audit.canonical(before), audit.canonical(again()))


def given_back(entered: Entered, name: str, now: T, write: Callable[[T], object]) -> None:
    """Posting: what an import changed says again what it said before. Raises RuleViolation where it was changed since."""
    if audit.canonical(now) != entered.after:
        raise RuleViolation([Problem("", "import.changed", N_("{name} was changed since; mend it by hand"), {"name": name})])
    write(read_back(type(now), entered.before))


def read_back(kind: type[T], text: str) -> T:
    """An input as the journal keeps it, again as an input."""
    return _made(kind, json.loads(text))


def _made(kind: Any, value: Any) -> Any:
    kinds = [each for each in get_args(kind) or (kind,) if each not in (type(None), Ellipsis)]
    if value is None:
        return None
    if isinstance(value, list):
        return tuple(_made(kinds[0], each) for each in value)
    if is_dataclass(kinds[0]):
        hints = get_type_hints(kinds[0])
        return kinds[0](**{key: _made(hints[key], each) for key, each in value.items()})  # type: ignore[operator]  # a dataclass
    if kinds[0] is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if kinds[0] is date else value
