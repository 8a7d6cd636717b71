"""What a form or an import says about a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonInput:
    """A person of the office. roles: keys of ROLES."""

    name: str
    roles: frozenset[str]
    phone: str = ""
    active: bool = True
