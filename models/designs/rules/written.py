"""A design as a small file to be read by people too, and back: strict about sizes and kinds, forbearing about unknown words."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, TypeVar

from models.core.errors import KnownError, Problem, RuleViolation
from models.core.text import N_
from models.designs.inputs import STANDARD, ZERO, Column, Copy, InvoiceDesign, Place
from models.designs.rules.checks import MOST_COPIES, MOST_NAME, PLACE_KINDS
from models.designs.rules.pictures import MOST_FORM, MOST_LOGO, picture_of

FORMAT, VERSION = "sales-note-design", 1
MOST_FILE = 2 * 1024 * 1024
"""Bytes of a file, its pictures included."""
_MOST_ITEMS = 64
_DAMAGED = N_("{file} is no design of a sales note, or it is damaged; export it once more")
_MOST_NUMBER = 10_000
Kept = TypeVar("Kept", Column, Place)
_LIMITS = {"logo": MOST_LOGO, "form": MOST_FORM}


@dataclass(frozen=True)
class DesignFile:
    """What a file says. pictures: by digest; unknown: words in it that mean nothing here."""

    name: str
    paper: str
    design: InvoiceDesign
    pictures: Mapping[str, bytes]
    unknown: tuple[str, ...] = ()


def written_design(name: str, paper: str, design: InvoiceDesign, pictures: Mapping[str, bytes] | None = None) -> str:
    """The design as JSON, one column, place and copy a line; pictures (by digest) stand at the end."""
    parts: dict[str, Any] = {
        "format": FORMAT, "version": VERSION, "name": name, "paper": paper, "title": design.title, "footer": design.footer,
        "text": _number(design.text), "data_only": design.data_only, "rows": design.rows, "row_height": _number(design.row_height),
        "band": design.band, "logo": design.logo, "form": design.form,
        "columns": [{"key": each.key, "caption": each.caption, "width": _number(each.width), "shown": each.shown}
                    for each in design.columns],
        "copies": [{"name": each.name, "colour": each.colour} for each in design.copies],
        "places": [{"key": each.key, "caption": each.caption, "shown": each.shown, "dx": _number(each.dx), "dy": _number(each.dy)}
                   for each in design.places],
        "pictures": {digest: base64.b64encode(data).decode("ascii") for digest, data in (pictures or {}).items()},
    }
    return "{\n" + ",\n".join(f"  {_json(key)}: {_block(value)}" for key, value in parts.items()) + "\n}\n"


def _block(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_json(each)}" for each in value) + "\n  ]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"    {_json(key)}: {_json(each)}" for key, each in value.items()) + "\n  }"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: Decimal) -> float | int:
    """At most one decimal: a float says it exactly when it is read as text."""
    return int(value) if value == value.to_integral_value() else float(value)


def read_design(text: str, file: str = "") -> DesignFile:
    """The design of a file's text. Raises KnownError naming the file where it is none; rules of paper and words are checked apart."""
    try:
        read = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
        if not isinstance(read, dict) or read.get("format") != FORMAT or not isinstance(read.get("version"), int):
            raise ValueError("format")
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise KnownError(_DAMAGED, file=file) from error
    if read["version"] > VERSION:
        raise KnownError(N_("{file} was written by a newer version of this desk; bring this one up to date first"), file=file)
    reader = _Reader()
    try:
        made = _design(read, reader)
        return DesignFile(reader.text(read, "name", MOST_NAME), reader.text(read, "paper", MOST_NAME), made, _pictures(read, made),
                          tuple(reader.unknown))
    except (ValueError, ArithmeticError, binascii.Error, RuleViolation) as error:
        raise KnownError(_DAMAGED, file=file) from error


def _design(read: dict[str, Any], take: _Reader) -> InvoiceDesign:
    known = {each.name for each in fields(InvoiceDesign)} | {"format", "version", "name", "paper", "pictures"}
    take.skip(read, known)
    columns = [Column(take.text(each, "key"), take.text(each, "caption"), take.number(each, "width"), take.flag(each, "shown", True))
               for each in take.items(read, "columns", {"key", "caption", "width", "shown"})]
    named = {column.key for column in columns}
    return InvoiceDesign(
        columns=(*take.known(columns, {column.key for column in STANDARD.columns}),
                 *(Column(each.key, shown=False) for each in STANDARD.columns if each.key not in named)) if columns else STANDARD.columns,
        title=take.text(read, "title"), footer=take.text(read, "footer"), text=take.number(read, "text"),
        copies=tuple(Copy(take.text(each, "name"), take.text(each, "colour"))
                     for each in take.items(read, "copies", {"name", "colour"})[:MOST_COPIES + 1]),
        band=take.flag(read, "band"), logo=take.text(read, "logo", 64), form=take.text(read, "form", 64),
        data_only=take.flag(read, "data_only"), rows=take.whole(read, "rows"), row_height=take.number(read, "row_height"),
        places=tuple(take.known([Place(take.text(each, "key"), take.text(each, "caption"), take.flag(each, "shown", True),
                                       take.number(each, "dx"), take.number(each, "dy"))
                                 for each in take.items(read, "places", {"key", "caption", "shown", "dx", "dy"})], set(PLACE_KINDS))))


def _pictures(read: dict[str, Any], design: InvoiceDesign) -> dict[str, bytes]:
    """The pictures that the design uses and the file carries, each what its digest says."""
    held, found = read.get("pictures", {}), {}
    if not isinstance(held, dict):
        raise ValueError("pictures")
    for role, most in _LIMITS.items():
        digest = getattr(design, role)
        if digest in held:
            picture = picture_of(base64.b64decode(str(held[digest]), validate=True), most)
            if picture.sha256 != digest:
                raise RuleViolation([Problem(role, "picture.digest", _DAMAGED)])
            found[digest] = picture.data
    return found


def _refuse(word: str) -> Any:
    raise ValueError(word)


class _Reader:
    """Takes values of the kind that is wanted, and remembers the words that mean nothing here. Raises ValueError for another kind."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def skip(self, read: Mapping[str, Any], known: set[str]) -> None:
        """Remember the keys that are not known."""
        self.unknown += [key[:MOST_NAME] for key in read if key not in known][:_MOST_ITEMS]

    def items(self, read: Mapping[str, Any], key: str, known: set[str]) -> list[dict[str, Any]]:
        """A list of tables."""
        held = read.get(key, [])
        if not isinstance(held, list) or len(held) > _MOST_ITEMS or not all(isinstance(each, dict) for each in held):
            raise ValueError(key)
        for each in held:
            self.skip(each, known)
        return held

    def known(self, held: Iterable[Kept], keys: set[str]) -> list[Kept]:
        """Those of these keys, each once; the others are remembered."""
        found: dict[str, Kept] = {}
        for each in held:
            if each.key in keys:
                found.setdefault(each.key, each)
            else:
                self.unknown.append(each.key[:MOST_NAME])
        return list(found.values())

    def text(self, read: Mapping[str, Any], key: str, most: int = 1000) -> str:
        """A text, "" where nothing is said."""
        held = read.get(key, "")
        if not isinstance(held, str) or len(held) > most:
            raise ValueError(key)
        return held

    def flag(self, read: Mapping[str, Any], key: str, usual: bool = False) -> bool:
        """Yes or no."""
        held = read.get(key, usual)
        if not isinstance(held, bool):
            raise ValueError(key)
        return held

    def whole(self, read: Mapping[str, Any], key: str) -> int:
        """A whole number, 0 where nothing is said."""
        held = read.get(key, 0)
        if not isinstance(held, int) or isinstance(held, bool) or abs(held) > _MOST_NUMBER:
            raise ValueError(key)
        return held

    def number(self, read: Mapping[str, Any], key: str) -> Decimal:
        """A number with one decimal, 0 where nothing is said."""
        held = read.get(key, 0)
        if isinstance(held, Decimal) and held.is_finite() and abs(held) <= _MOST_NUMBER:
            return held.quantize(Decimal("0.1")).normalize() + ZERO
        return Decimal(self.whole(read, key))
