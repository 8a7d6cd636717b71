"""What an import leaves behind: its record, by which it can be undone, and how two rows of one thing become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from data.imports.target import Work
from models.core.imports import Entered, keep_record, remember_mapping
from models.core.office import Act

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
