"""Every kept file reads as one hand's: small, finished, said why, and about the project only."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.house import ROOT, house_files, module, own_files, tree, where

CLOCKS = {
    ("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time"),
    ("time", "localtime"), ("QDate", "currentDate"), ("QTime", "currentTime"), ("QDateTime", "currentDateTime"),
}
BROAD = {"Exception", "BaseException"}
NOTHINGS = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
WORKPLACE = re.compile(
    r"/work/|/tmp/|claude|anthropic|openai|\bLLM\b|\bAI agent|pypi\.|pythonhosted|registry\.npm|deb\.debian",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LONGEST = 300


def test_only_the_clock_asks_for_the_time() -> None:
    """date.today(), datetime.now() and their kin live in models/core/clock.py."""
    wrong = []
    for file in house_files():
        if module(file) == ["models", "core", "clock"]:
            continue
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Attribute):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if (owner, node.attr) in CLOCKS:
                    wrong.append(f"{where(file)}:{node.lineno} {owner}.{node.attr}")
    assert not wrong, "\n".join(wrong)


def test_no_broad_except_but_in_main() -> None:
    """Bugs reach the one hook."""
    wrong = []
    for file in house_files():
        if module(file) == ["main"]:
            continue
        for node in ast.walk(tree(file)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            last = node.body[-1]
            if isinstance(last, ast.Raise) and last.exc is None:        # it tidies up and lets the bug go on
                continue
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in caught):
                wrong.append(f"{where(file)}:{node.lineno}")
    assert not wrong, wrong


def test_every_module_says_why_it_exists() -> None:
    """A docstring whose first line is a sentence."""
    said = {where(file): ast.get_docstring(tree(file)) or "" for file in [*house_files(), *own_files()]}
    wrong = [name for name, docstring in said.items() if len(docstring.split("\n")[0]) < 15]
    assert not wrong, wrong


def test_files_stay_small() -> None:
    """300 lines at most: a file that grows hides a concept."""
    files = [*house_files(), *own_files()]
    lengths = {where(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_rooms_named_after_nothing() -> None:
    """No utils, helpers, managers or bases."""
    wrong = [where(file) for file in house_files() if NOTHINGS & set(module(file))]
    assert not wrong, wrong


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    """Every tracked text file, this one apart."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    here = where(Path(__file__).resolve())
    texts = []
    for name in listed.split("\0"):
        if not name or name == here or not (ROOT / name).is_file():
            continue
        content = (ROOT / name).read_bytes()
        if b"\0" not in content:
            texts.append((name, content.decode("utf-8")))
    return tuple(texts)


@pytest.mark.parametrize("pattern", (WORKPLACE, UNFINISHED), ids=("speaks of the project only", "is finished"))
def test_what_is_kept(pattern: re.Pattern[str]) -> None:
    """No word in any kept file about where or how it was made, and nothing left for later."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    wrong = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in _texts() for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)
    ]
    assert not wrong, "\n".join(wrong)
