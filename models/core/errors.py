"""What can go wrong, as data: problems bound to fields, approvals that are needed, faults with a known way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as declared
from datetime import date
from decimal import Decimal

from models.core.text import _


def _shown(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _worded(text: str, params: Mapping[str, object]) -> str:
    return _(text).format(**{name: _shown(value) for name, value in params.items()})


@dataclass(frozen=True)
class Problem:
    """One thing to mend, bound to its field.

    field: a path like "customer" or "lines.0.quantity"; "" is the whole. code: a stable short name.
    text: a msgid that says what to do, with {named} params.
    """

    field: str
    code: str
    text: str
    params: Mapping[str, object] = declared(default_factory=dict)

    def say(self) -> str:
        """The sentence in the language spoken now."""
        return _worded(self.text, self.params)

    def under(self, prefix: str) -> Problem:
        """The same problem, its field inside a larger form."""
        path = f"{prefix}.{self.field}" if self.field else prefix
        return Problem(path, self.code, self.text, self.params)


@dataclass(frozen=True)
class Need:
    """One approval that a verb needs (rules: Approvals and journal). amount: what it is about, in yuan."""

    kind: str
    text: str
    params: Mapping[str, object] = declared(default_factory=dict)
    amount: Decimal | None = None
    field: str = ""

    def say(self) -> str:
        """The question to the manager, in the language spoken now."""
        return _worded(self.text, self.params)


class RuleViolation(Exception):
    """The input breaks rules of the office; nothing was written. Shown beside its fields, never logged."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.field}: {problem.say()}" for problem in self.problems))


class ApprovalNeeded(Exception):
    """The verb would be done with a manager's approval; nothing was written. Ask, then run the same command again."""

    def __init__(self, needs: Iterable[Need], verb: str, digest: str, content: object) -> None:
        self.needs = tuple(needs)
        self.verb, self.digest, self.content = verb, digest, content
        super().__init__("; ".join(need.say() for need in self.needs))


class KnownError(Exception):
    """Disk full, file open in Excel, printer gone, database locked or damaged: says what is safe and what to do."""

    def __init__(self, text: str, **params: object) -> None:
        self.text, self.params = text, params
        super().__init__(text)

    def say(self) -> str:
        """The sentence in the language spoken now."""
        return _worded(self.text, self.params)

    def __str__(self) -> str:
        return self.say()


def require(problems: Iterable[Problem]) -> None:
    """Raise RuleViolation with all problems at once, or pass."""
    found = tuple(problems)
    if found:
        raise RuleViolation(found)
