"""What a form or another room says of a thing to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class TaskInput:
    """A thing to do by a day. owner: who does it; helper: who helps (duty 90); source: the room and row that filed it."""

    title: str
    due: date | None
    owner_id: int | None = None
    source: str = ""
    source_id: int = 0
    helper: str = ""
    remark: str = ""

    @classmethod
    def from_form(cls, values: Mapping[str, Any]) -> TaskInput:
        """From a form's values."""
        return cls(values.get("title") or "", values.get("due"), values.get("owner_id"), helper=values.get("helper") or "",
                   remark=values.get("remark") or "")
