"""An import is taken back whole, while nothing refers to its rows; what is append-only is countered."""

from __future__ import annotations

from collections.abc import Mapping

from data.imports.target import Target
from models.core.errors import Problem, RuleViolation
from models.core.imports import entered_of, mark_undone, record_of
from models.core.office import Done, Office
from models.core.text import N_


def undo(office: Office, import_id: int, targets: Mapping[str, Target]) -> Done:
    """Undo one import in one command. Raises RuleViolation for one that is unknown, was undone, or whose rows are in use."""
    with office.command("import.undo", {"id": import_id}) as act:
        found = record_of(office.database, import_id)
        if found is None:
            raise RuleViolation([Problem("id", "import.unknown", N_("There is no import {id}"), {"id": import_id})])
        if found.undone:
            raise RuleViolation([Problem("id", "import.undone", N_("This import was taken back already"))])
        act.about(found.file).note(target=found.target)
        targets[found.target].take_back(office, act, import_id, entered_of(office.database, import_id))
        mark_undone(act, import_id)
    return Done(import_id, found.file)
