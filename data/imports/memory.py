"""Fifty thousand rows in memory make no pauses: the collector would walk them again and again and stop every thread meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold no collection meanwhile, and none of what is there afterwards: rows hold no circles, they go when nobody needs them."""
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
