"""JSON as other programs hand it in: read exactly (no floats), each wrong value a problem at its path."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from models.core.errors import KnownError, Problem
from models.core.text import N_, halfwidth

MOST_BYTES = 20 * 1024 * 1024


def _refuse(name: str) -> Any:
    raise ValueError(name)


def read_json(path: Path) -> Any:
    """The file's data, numbers as Decimal. Raises KnownError where there is no such file, or it is not JSON."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise KnownError(N_("{name} is larger than 20 MB; split it"), name=path.name)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnownError(N_("{name} cannot be read; check the name of the file"), name=path.name) from error
    except UnicodeDecodeError as error:
        raise KnownError(N_("{name} is not a JSON file in UTF-8"), name=path.name) from error
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise KnownError(N_("{name} is not a JSON file in UTF-8"), name=path.name) from error


class Entry:
    """One JSON object being read: `take` each known key, then ask for the problems, unknown keys among them."""

    def __init__(self, data: object, path: str = "") -> None:
        self.data: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}
        self.path = path
        self.problems: list[Problem] = []
        self._left = set(self.data)
        if not isinstance(data, Mapping):
            self._wrong("", "json.object", N_("Give an object with named values here"))

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def _wrong(self, key: str, code: str, text: str, **params: object) -> None:
        self.problems.append(Problem(self.at(key), code, text, params))

    def _value(self, key: str) -> Any:
        self._left.discard(key)
        return self.data.get(key)

    def text(self, key: str) -> str:
        """A text, "" when left out."""
        value = self._value(key)
        if isinstance(value, str):
            return value
        if isinstance(value, Decimal):
            return f"{value:f}"
        if value is not None:
            self._wrong(key, "json.text", N_("Give a text here"))
        return ""

    def flag(self, key: str) -> bool:
        """Yes or no, no when left out."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "json.flag", N_("Give true or false here"))
        return value is True

    def number(self, key: str, *, required: bool = False) -> Decimal | None:
        """A number, written as text or as a number."""
        value = self._value(key)
        if isinstance(value, Decimal):
            return value
        if isinstance(value, str) and value.strip():
            try:
                number = Decimal(halfwidth(value).replace(",", "").strip())
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
            self._wrong(key, "number.wrong", N_("Enter a number such as 1280.50"))
        elif value is not None and value != "":
            self._wrong(key, "number.wrong", N_("Enter a number such as 1280.50"))
        elif required:
            self._wrong(key, "number.missing", N_("Enter a number"))
        return None

    def day(self, key: str) -> date | None:
        """A date such as 2026-11-23."""
        value = self._value(key)
        if value is None or value == "":
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self._wrong(key, "date.wrong", N_("Write the date as 2026-11-23"))
            return None

    def entries(self, key: str) -> list[Entry] | None:
        """A list of objects; None when left out."""
        value = self._value(key)
        if value is None:
            return None
        if not isinstance(value, Sequence) or isinstance(value, str):
            self._wrong(key, "json.list", N_("Give a list here"))
            return []
        return [Entry(item, self.at(f"{key}.{at}")) for at, item in enumerate(value)]

    def done(self, *inner: Entry) -> list[Problem]:
        """All problems of this object and of those inside it; a key nobody took is one."""
        for key in sorted(self._left):
            self._wrong(key, "json.unknown", N_("There is no value of this name; take it out"))
        return self.problems + [problem for entry in inner for problem in entry.done()]
