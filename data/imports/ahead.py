"""What a transaction needs is worked out before it begins, so that nobody waits for it; what is already sure need not be asked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from models.core import audit
from models.core.office import Office

T = TypeVar("T")


class Ahead(Generic[T]):
    """Something read and worked out of the office before a command."""

    def __init__(self, office: Office, work: Callable[[], T]) -> None:
        self._office, self._work = office, work
        self._head = audit.head(office.database)
        self._made = work()

    def now(self) -> T:
        """Inside the command: as it was worked out, or worked out again where somebody gave a command meanwhile."""
        return self._made if audit.head(self._office.database) == self._head else self._work()
