"""A form's typed state as JSON keeps it: what a draft stores and takes back, unreadable text included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from ui.kit.entry import Unreadable
from ui.kit.specs import Found


def plain_value(value: Any) -> Any:
    """Decimals and days as strings, a find as its parts."""
    if isinstance(value, Found):
        return {key: held for key, held in asdict(value).items() if key != "spans"}
    return str(value) if isinstance(value, Decimal | date) else value


def plain_values(row: Any, editors: Mapping[str, Any], grids: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The state of a whole form. row: the id that is edited, if any."""
    values: dict[str, Any] = {} if row is None else {"id": row}
    for key, editor in editors.items():
        found = getattr(editor, "found", None)
        try:
            values[key] = plain_value(found if isinstance(found, Found) else editor.value())
        except Unreadable:
            values[key] = editor.text()
    return {**values, **grids}


class Raw:
    """Typed text that means nothing, kept until it is mended."""

    def __init__(self, text: str, bad: Unreadable) -> None:
        self.text, self.bad = text, bad

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raw) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)
