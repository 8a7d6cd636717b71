"""Settings: each declared once by the room that reads it, stored as JSON, changed by a journalled command."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from models.core.errors import Problem, require
from models.core.text import N_, clean

if TYPE_CHECKING:
    from models.core.office import Office

T = TypeVar("T")
OPTIONS: dict[str, Option[Any]] = {}


@dataclass(frozen=True, eq=False)
class Option(Generic[T]):
    """A setting: its key, default (whose type is the setting's type), the words that name it, and the choices if it has them.

    shape: a regular expression that a text has to match; example: a text that does.
    """

    key: str
    default: T
    title: str
    group: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    shape: str = ""
    example: str = ""

    def __post_init__(self) -> None:
        OPTIONS[self.key] = self

    def read(self, text: str) -> T:
        """The value that `set_option` stored. Decimals travel as strings."""
        value = json.loads(text)
        kept = Decimal(value) if isinstance(self.default, Decimal) else tuple(value) if isinstance(self.default, tuple) else value
        return cast(T, kept)


class Settings:
    """The settings as they stand, read once and again after each change."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stored: dict[str, str] | None = None

    def __getitem__(self, option: Option[T]) -> T:
        if self._stored is None:
            self._stored = dict(self._office.database.execute_sql("SELECT key, value FROM setting").fetchall())
        text = self._stored.get(option.key)
        return option.default if text is None else option.read(text)

    def forget(self) -> None:
        """Read again at the next question."""
        self._stored = None


def option(database: Any, asked: Option[T]) -> T:
    """A setting as it stands in an office's file, for queries that have only that."""
    row = database.execute_sql("SELECT value FROM setting WHERE key = ?", (asked.key,)).fetchone()
    return asked.read(row[0]) if row else asked.default


def check_option(option: Option[Any], value: object) -> list[Problem]:
    """Whether a value suits the setting."""
    if type(value) is not type(option.default):
        return [Problem(option.key, "setting.kind", N_("This setting takes another kind of value"))]
    if option.choices and value not in option.choices:
        return [Problem(option.key, "setting.choice", N_("Choose one of the values offered"))]
    if option.shape and not re.fullmatch(option.shape, str(value)):
        return [Problem(option.key, "setting.shape", N_("Type it like {example}"), {"example": option.example})]
    if isinstance(value, int) and not isinstance(value, bool):
        least, most = option.least, option.most
        if (least is not None and value < least) or (most is not None and value > most):
            return [Problem(option.key, "setting.range", N_("Enter a number from {least} to {most}"), {"least": least, "most": most})]
    return []


def set_option(office: Office, option: Option[T], value: T) -> None:
    """Change a setting. Raises RuleViolation when the value does not suit it."""
    set_options(office, {option: value})


def set_options(office: Office, values: Mapping[Option[Any], Any]) -> None:
    """Change several settings in one journalled command."""
    kept = {option: clean(value, option.key, 500) if isinstance(value, str) else value for option, value in values.items()}
    require(problem for option, value in kept.items() for problem in check_option(option, value))
    with office.command("settings.change", {option.key: value for option, value in kept.items()}) as act:
        for option, value in kept.items():
            text = json.dumps(str(value) if isinstance(value, Decimal) else value, ensure_ascii=False)
            act.office.database.execute_sql(
                "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (option.key, text))
        act.changed("settings").about(", ".join(sorted(option.key for option in kept)))
