"""The rails every test runs between: an unexpected log record or Qt message fails it, wherever it came from.

A test that makes a message on purpose says so: `@pytest.mark.expects_log("disk is full")`; the message must then come.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterator

import hypothesis
import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from models.core.text import use_language

# What may be said without failing a test: (regular expression, why).
TOLERATED = (
    (r"This plugin does not support (propagateSizeHints|raise|grabbing|setting window)", "offscreen has no desktop"),
    (r"QStandardPaths: (XDG_RUNTIME_DIR not set|runtime directory)", "a bare machine has no login session"),
    (r"Populating font family aliases took", "first font look-up on a slow machine"),
)

hypothesis.settings.register_profile(
    "desk",
    deadline=None,                                      # the machine is shared: a slow second is not a bug
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    print_blob=True,
)


class Rail(logging.Handler):
    """Gathers what loggers (WARNING and above) and Qt (all but debug) say while a test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        cause = f" ({record.exc_info[1]!r})" if record.exc_info and record.exc_info[1] else ""
        self.said.append(f"{record.name} {record.levelname}: {record.getMessage()}{cause}")

    def hear_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """The handler Qt calls."""
        if kind != QtMsgType.QtDebugMsg:
            self.said.append(f"Qt {kind.name}: {message}")

    def judge(self, expected: list[str]) -> list[str]:
        """The sentences against what was said: unexpected messages, and expected ones that never came. Starts anew."""
        said, self.said = self.said, []
        allowed = [pattern for pattern, _why in TOLERATED] + expected
        wrong = [f"unexpected: {line}" for line in said if not any(re.search(each, line) for each in allowed)]
        wrong += [f"never said: {each}" for each in expected if not any(re.search(each, line) for line in said)]
        return wrong


RAIL = pytest.StashKey[Rail]()


def _expected(item: pytest.Item) -> list[str]:
    return [mark.args[0] for mark in item.iter_markers("expects_log")]


def pytest_configure(config: pytest.Config) -> None:
    """Pin what the machine would otherwise decide: screen, time zone, compiled modules, Hypothesis profile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "Asia/Shanghai"
    time.tzset()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)     # a verb in a process of its own starts from compiled modules, as installed
    hypothesis.settings.load_profile("desk")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Qt must not call into Python once the interpreter goes."""
    qInstallMessageHandler(None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail the test itself for what was said up to its last line."""
    yield
    wrong = item.stash[RAIL].judge(_expected(item)) if RAIL in item.stash else []
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.fixture(autouse=True)
def _rail(request: pytest.FixtureRequest) -> Iterator[None]:
    """Listen before any other fixture and until after all of them; what tidying up says counts as well."""
    rail = request.node.stash[RAIL] = Rail()
    logging.getLogger().addHandler(rail)
    before = qInstallMessageHandler(rail.hear_qt)
    use_language("zh_CN")
    yield
    qInstallMessageHandler(before)
    logging.getLogger().removeHandler(rail)
    wrong = [line for line in rail.judge(_expected(request.node)) if line.startswith("unexpected")]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
