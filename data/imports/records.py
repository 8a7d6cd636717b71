"""What an import leaves behind: its record, by which it can be undone, and how two rows of one thing become one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
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
    return keep_record(act, target, work.source.file, work.source.sha256, work.source.rows, list(_joined(entered)))


def _joined(entered: Sequence[Entered]) -> Iterable[Entered]:
    """What several rows made of one thing is one change of it: from before the first to after the last."""
    found: dict[int, Entered] = {}
    for row in entered:
        first = found.get(row.row_id)
        if first is not None:
            before, after = {**json.loads(row.before), **json.loads(first.before)}, {**json.loads(first.after), **json.loads(row.after)}
            row = Entered(row.row_id, _WRITE(before), _WRITE(after))
        found[row.row_id] = row
    return found.values()


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
    return changed(row_id, before, again())


def changed(row_id: int, before: object, after: object) -> Entered:
    """The record of a row that an import changed: what differs."""
    kept = fields(before)  # type: ignore[arg-type]  # always a dataclass
    names = [item.name for item in kept if getattr(before, item.name) != getattr(after, item.name)]
    return Entered(row_id, _written(before, names), _written(after, names))


def _written(of: object, names: Sequence[str]) -> str:
    return _WRITE({name: audit.plain(getattr(of, name)) for name in names})


def before_import(entered: Entered, now: T, name: str) -> T:
    """What a row said before an import changed it; what was changed elsewhere since stays.

    Raises RuleViolation where what the import wrote was changed since.
    """
    if any(getattr(now, key) != value for key, value in _read_back(type(now), entered.after).items()):
        raise RuleViolation([Problem("", "import.changed", N_("{name} was changed since; mend it by hand"), {"name": name})])
    return replace(now, **_read_back(type(now), entered.before))  # type: ignore[type-var]  # always a dataclass


def _read_back(kind: Any, text: str) -> dict[str, Any]:
    hints = _hints(kind)
    return {name: _made(hints[name], value) for name, value in json.loads(text).items()}


_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_hints = cache(get_type_hints)


@cache
def _kinds(kind: Any) -> tuple[Any, ...]:
    return tuple(each for each in get_args(kind) or (kind,) if each not in (type(None), Ellipsis))


def _made(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    first = _kinds(kind)[0]
    if isinstance(value, list):
        return tuple(_made(first, each) for each in value)
    if is_dataclass(first):
        hints = _hints(first)  # type: ignore[arg-type]  # a class has a hash
        return first(**{key: _made(hints[key], each) for key, each in value.items()})  # type: ignore[operator]  # a dataclass
    if first is Decimal:
        return Decimal(value)
    return date.fromisoformat(value) if first is date else value
