"""Reads of drafts: one with what was typed, how many there are, the one of a paper that is being rewritten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.core.clock import unstamp
from models.core.office import Office


@dataclass(frozen=True)
class DraftRow:
    """A draft with the plain values of its form."""

    id: int
    form: str
    title: str
    payload: dict[str, Any]
    person: str
    saved: datetime


def draft(office: Office, draft_id: int) -> DraftRow | None:
    """One draft, None when it is gone."""
    return _read(office, "id = ?", draft_id)


def draft_of(office: Office, form: str, row_id: int) -> DraftRow | None:
    """What is being typed over a row that is rewritten, the latest; None when nothing is."""
    return _read(office, "form = ? AND json_extract(payload, '$.id') = ? ORDER BY saved DESC, id DESC LIMIT 1", form, row_id)


def _read(office: Office, where: str, *values: object) -> DraftRow | None:
    row = office.database.execute_sql(f"SELECT id, form, title, payload, person, saved FROM draft WHERE {where}", values).fetchone()
    return DraftRow(row[0], row[1], row[2], json.loads(row[3]), row[4], unstamp(row[5])) if row else None


def draft_count(office: Office) -> int:
    """How many drafts there are."""
    return int(office.database.execute_sql("SELECT COUNT(*) FROM draft").fetchone()[0])


def draft_forms(office: Office) -> list[str]:
    """The forms that have drafts."""
    return [row[0] for row in office.database.execute_sql("SELECT DISTINCT form FROM draft ORDER BY form").fetchall()]
