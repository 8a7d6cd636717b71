"""Fixtures shared by all tests. The rails of tests/rails.py hold for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.core.office import Office
from tests.factories import an_office

pytest_plugins = ("tests.rails",)

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what the tests see now")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME.txt; a missing file fails, as a differing one does."""

    def compare(name: str, text: str) -> None:
        kept = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert kept.exists(), f"{kept.name} is missing: look at the text, then run with --update-golden"
        assert text == kept.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on a Monday morning with its clerk signed in; closed at the end."""
    made = an_office(tmp_path / "office")
    yield made
    made.close()
