"""Bringing in workbooks: a dry run that shows every row, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.imports.carrying import APART, ImportResult, carry, summary
from data.imports.contracts import Contracts
from data.imports.customers import Customers
from data.imports.leads import Leads
from data.imports.memory import uncollected
from data.imports.plan import ImportPlan, Place, Progress, make_plan
from data.imports.products import Products
from data.imports.receivables import Receivables
from data.imports.target import Target
from data.imports.undoing import undo
from models.core.office import Done, Office

TARGETS: dict[str, Target] = {target.name: target for target in (Customers(), Leads(), Products(), Receivables(), Contracts())}
"""What can be brought in, by the name that verbs and screens use."""


def dry_run(office: Office, target: str, path: Path, mapping: Mapping[int, str] | None = None,
            progress: Progress | None = None, place: Place | None = None) -> ImportPlan:
    """What bringing in this file would do; nothing is written.

    target: a key of TARGETS. mapping: column (from 0) -> field key as the person corrected it, "" to leave a column out.
    place: the sheet and the row of headings, where the person says so.
    Raises KnownError for a file that cannot be read or says too little in its headings.
    """
    with uncollected():
        return make_plan(office, TARGETS[target], path, mapping, progress, place)


def undo_import(office: Office, import_id: int) -> Done:
    """Take an import back while nothing refers to its rows; its record stays, marked. Raises RuleViolation with what is in use."""
    return undo(office, import_id, TARGETS)


__all__ = ["APART", "TARGETS", "ImportPlan", "ImportResult", "Place", "carry", "dry_run", "summary", "undo_import"]
