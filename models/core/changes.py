"""What changed, told once after commit: the only signal that crosses from one screen to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Topics = frozenset[str]
Listener = Callable[[Topics], None]


class Changes:
    """Topics published after a commit, to whoever subscribed to one of them."""

    def __init__(self) -> None:
        self._listeners: list[tuple[Topics, Listener]] = []

    def subscribe(self, topics: Iterable[str], listener: Listener) -> Callable[[], None]:
        """Call the listener with the topics it asked for (none given: all). Returns the way to unsubscribe."""
        entry = (frozenset(topics), listener)
        self._listeners.append(entry)
        return lambda: self._listeners.remove(entry) if entry in self._listeners else None

    def publish(self, topics: Iterable[str]) -> None:
        """Tell the listeners; called by the office after a commit, never inside one."""
        told = frozenset(topics)
        for wanted, listener in tuple(self._listeners):
            hit = told & wanted if wanted else told
            if hit:
                listener(hit)
