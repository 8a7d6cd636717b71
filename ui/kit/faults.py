"""The last net under every slot: what no screen expected is logged by the hook that was there, and told once in words."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer

from models.core.errors import KnownError, RuleViolation
from models.core.text import N_, _

LOG = logging.getLogger("neiqin")
UNEXPECTED = N_("An unexpected fault: {error}\n\nNothing was half-written, and what is typed stays. Try again; if it comes back, "
                "send the file {log} from the office folder to support")
MOST_LINES = 12
Tell = Callable[[str, str], None]
"""tell(title, words) shows one message."""


def words_of(error: KnownError | RuleViolation) -> str:
    """What is wrong and what to do, a line each; of a file with hundreds of bad rows the first that fit a message."""
    if isinstance(error, KnownError):
        return error.say()
    said = list(dict.fromkeys(problem.say() for problem in error.problems))
    more = [_("… and {count} more").format(count=len(said) - MOST_LINES)] if len(said) > MOST_LINES else []
    return "\n".join(said[:MOST_LINES] + more)


class Once:
    """Tells each thing once: what is said already, and not read yet, is not said again."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._open: set[str] = set()

    def say(self, title: str, words: str) -> None:
        """Show the message, unless the same one is on screen."""
        if words in self._open:
            return
        self._open.add(words)
        try:
            self._tell(title, words)
        finally:
            self._open.discard(words)

    def fault(self, error: KnownError | RuleViolation) -> None:
        """A fault with a way out: logged and told."""
        LOG.info("told: %r", error)
        self.say(_("This did not work"), words_of(error))


def catch_faults(once: Once, log: str) -> Callable[[], None]:
    """Tell what comes out of a slot. log: the name of the log file. Returns what puts the old hook back."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KnownError | RuleViolation):
            QTimer.singleShot(0, lambda: once.fault(error))
            return
        if isinstance(error, KeyboardInterrupt):                # Ctrl+C in the terminal that started the desk
            QCoreApplication.quit()
            return
        before(kind, error, trace)
        if isinstance(error, Exception):
            words = _(UNEXPECTED).format(error=f"{kind.__name__}: {error}", log=log)
            QTimer.singleShot(0, lambda: once.say(_("Unexpected fault"), words))

    def put_back() -> None:
        sys.excepthook = before
    sys.excepthook = hook
    return put_back
