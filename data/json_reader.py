"""JSON as other programs hand it in: read exactly (no floats), each wrong value a problem at its path."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from models.core.errors import KnownError, Problem
from models.core.text import N_, halfwidth

MOST_BYTES = 20 * 1024 * 1024
MOST_DIGITS = 40
"""A number that stands where a text belongs is read as its digits, up to so many."""


_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,4})?", re.ASCII)
"""Digits, with commas between thousands only: 1,5 is no number that everybody reads alike."""


def _refuse(name: str) -> Any:
    raise ValueError(name)


class Pairs(dict[str, Any]):
    """One JSON object; twice: the names that stand in it more than once, of which no reader may choose one."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _value in pairs]
        self.twice = {name for name in names if names.count(name) > 1} if len(names) > len(self) else set()


def read_json(path: Path) -> Any:
    """The file's data, numbers as Decimal, objects as Pairs. Raises KnownError where there is no such file, or it is not JSON."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise KnownError(N_("{name} is larger than 20 MB; split it"), name=path.name)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KnownError(N_("{name} cannot be read; check the name of the file"), name=path.name) from error
    except UnicodeDecodeError as error:
        raise KnownError(N_("{name} is not a JSON file in UTF-8"), name=path.name) from error
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse, object_pairs_hook=Pairs)
    except (ValueError, RecursionError) as error:
        raise KnownError(N_("{name} is not a JSON file in UTF-8"), name=path.name) from error


def _is_broken(text: str) -> bool:
    """Whether a text holds half a character (a lone surrogate), which no file and no screen can hold."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)


class Entry:
    """One JSON object being read: `take` each known key, then ask for the problems, unknown keys among them."""

    def __init__(self, data: object, path: str = "") -> None:
        self.data: dict[str, Any] = dict(data) if isinstance(data, Mapping) else {}
        self.path = path
        self.problems: list[Problem] = []
        self._left = set(self.data)
        for key in sorted(getattr(data, "twice", ())):
            self._wrong(key, "json.twice", N_("This value stands here twice; leave one of them"))
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
            if not _is_broken(value):
                return value
            self._wrong(key, "text.control", N_("Remove the hidden characters; type the text again by hand"))
            return ""
        if isinstance(value, Decimal) and -MOST_DIGITS <= value.as_tuple().exponent <= MOST_DIGITS:  # type: ignore[operator]  # finite
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
            typed = halfwidth(value).strip()
            try:
                return Decimal(typed.replace(",", "") if _NUMBER.fullmatch(typed) else "?")
            except InvalidOperation:
                pass
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
