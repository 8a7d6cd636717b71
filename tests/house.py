"""Reads the project's own source, so that tests can hold it to its plan: the street of rooms, files, imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOUSE = ("main.py", "models", "ui", "printing", "data")

# A room knows only those before it.
STREET = (
    "core", "days", "people", "designs", "drafts", "tasks", "products", "customers", "leads", "liabilities", "stock", "receivables",
    "contracts", "invoices", "deliveries", "receipts", "bank", "einvoices", "sale", "closing", "handover", "reports",
)


@cache
def house_files() -> tuple[Path, ...]:
    """Every Python file of the house, tests not counted."""
    found = [file for name in HOUSE for file in [ROOT / name, *(ROOT / name).rglob("*.py")]]
    return tuple(sorted(file for file in found if file.is_file()))


def own_files() -> list[Path]:
    """Every Python file of the tests."""
    return sorted((ROOT / "tests").rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    """Its parsed source."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def where(file: Path) -> str:
    """Its path from the project's root."""
    return str(file.relative_to(ROOT))


def module(file: Path) -> list[str]:
    """models/stock/commands/moves.py -> ["models", "stock", "commands", "moves"]."""
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1] if parts[-1] == "__init__" else parts


def floor(file: Path) -> str:
    """main, ui, printing, data, rooms or core."""
    parts = module(file)
    if parts[0] != "models":
        return parts[0]
    return "rooms" if len(parts) > 1 and parts[1] in STREET and parts[1] != "core" else "core"


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Dotted names a file imports, with `from a import b` given as a.b; relative ones made absolute. And the line."""
    package = list(file.relative_to(ROOT).parent.parts)
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{stem}.{alias.name}", node.lineno


def is_room_module(dotted: list[str]) -> bool:
    """Whether the dotted name lies in a room of the street."""
    return len(dotted) > 1 and dotted[0] == "models" and dotted[1] in STREET


def all_imports() -> Iterator[tuple[Path, list[str], str]]:
    """Every import of the house: the file, the name split at its dots, and a sentence for a complaint."""
    for file in house_files():
        for name, line in imports(file):
            yield file, name.split("."), f"{where(file)}:{line} imports {name}"
