"""The rows of a dry run that was made by another process: they stay packed until one is looked at, fifty thousand of them too."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, overload

from data.imports.plan import Row

SLICE = 200
"""Rows that are packed together: unpacked in some three milliseconds."""
KEPT = 8
"""Slices that stay unpacked: what a table shows and a little around it."""


def packed(rows: Sequence[Row]) -> Iterator[bytes]:
    """The rows in slices, as they go from one process to another."""
    for at in range(0, len(rows), SLICE):
        yield pickle.dumps(tuple(rows[at:at + SLICE]), pickle.HIGHEST_PROTOCOL)


class Sliced(Sequence[Row]):
    """Packed rows of this house's own process, read like a tuple."""

    def __init__(self, slices: Iterable[bytes], count: int) -> None:
        self._slices, self._count = tuple(slices), count
        self._unpacked = lru_cache(KEPT)(self._unpack)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(self._count)))
        place = at + self._count if at < 0 else at
        if not 0 <= place < self._count:
            raise IndexError(at)
        return self._unpacked(place // SLICE)[place % SLICE]

    def _unpack(self, place: int) -> Any:
        return pickle.loads(self._slices[place])
