"""Which lead stands for which once the same buyer filed twice was merged; pure (rules: Leads, duplicates)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.core.errors import Problem
from models.core.text import N_
from models.customers.rules import undo_in_time

Pointers = Mapping[int, int]
"""From each merged lead to the one it was merged into, which may have been merged in turn."""


@dataclass(frozen=True)
class Merging:
    """What decides whether one lead may be merged into another. state: as stored; into: the number each points to, "" for none."""

    keep_id: int
    other_id: int
    other_state: str
    keep_into: str = ""
    other_into: str = ""


def kept_for(lead_id: int, pointers: Pointers) -> int:
    """The lead that stands for this one: itself, or the end of its pointers."""
    while lead_id in pointers:
        lead_id = pointers[lead_id]
    return lead_id


def one_buyer(lead_id: int, pointers: Pointers) -> list[int]:
    """Every lead that is the same buyer, the kept one first, the others in order of filing."""
    kept = kept_for(lead_id, pointers)
    return [kept, *sorted(other for other in pointers if kept_for(other, pointers) == kept)]


def check_merge(asked: Merging) -> list[Problem]:
    """Two leads that both still stand; the one to go is neither won nor waiting for the manager."""
    if asked.keep_id == asked.other_id:
        return [Problem("other_id", "merge.same", N_("Choose two different leads"))]
    found = []
    for field, into in (("keep_id", asked.keep_into), ("other_id", asked.other_into)):
        if into:
            found.append(merged_away(into, field))
    if asked.other_state == "won":
        found.append(Problem("other_id", "merge.won", N_("The other one is a customer already: keep that one, merge this one into it")))
    elif asked.other_state == "lost asked":
        found.append(Problem("other_id", "merge.asked", N_("The manager has not answered the other one's loss yet")))
    return found


def check_undo(day: date | None, today: date) -> list[Problem]:
    """Only on the business day of the merge. day: of the merge, None when there was none."""
    if day is None:
        return [Problem("", "merge.none", N_("This lead was not merged into another"))]
    return undo_in_time(day, today)


def merged_away(into: str, field: str = "") -> Problem:
    """A lead that is written to no more."""
    return Problem(field, "lead.merged", N_("This lead was merged into {number}; go on with that one"), {"number": into})
