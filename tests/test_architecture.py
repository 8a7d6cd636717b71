"""The house keeps its shape: floors, the street of rooms, one writer a table."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from models.street import ROOMS
from tests.house import ROOT, STREET, all_imports, floor, house_files, is_room_module, module, tree, where

ROOM_FILES = {"__init__", "tables", "inputs", "rules", "commands", "queries", "listing"}

# What each floor may import from outside the standard library, and which floors of the house it may name.
OUTSIDE = {
    "main": {"PySide6"},
    "ui": {"PySide6", "shiboken6"},
    "printing": {"reportlab", "pypdfium2"},
    "data": {"openpyxl", "python_calamine", "defusedxml", "pathvalidate"},
    "rooms": {"peewee", "chinese_calendar"},
    "core": {"peewee", "playhouse", "sqlcipher3", "pypinyin", "rfc8785", "platformdirs"},
}
BELOW = {
    "main": {"main", "ui", "printing", "data", "models"},
    "ui": {"ui", "printing", "data", "models"},
    "printing": {"printing", "models"},
    "data": {"data", "models"},
    "rooms": {"models"},
    "core": {"models"},
}
WRITES = {
    "create", "insert", "insert_many", "insert_from", "update", "delete", "save", "bulk_create", "bulk_update",
    "replace", "replace_many", "delete_by_id", "delete_instance", "set_by_id", "get_or_create",
}
SLOW = ("openpyxl", "python_calamine", "reportlab", "pypdfium2")        # loaded when first used


def test_arrows_point_downwards_and_outside_packages_stay_on_their_floor() -> None:
    """The floors' table."""
    wrong = []
    for file, name, says in all_imports():
        home, top = floor(file), name[0]
        if top in {"main", "ui", "printing", "data", "models", "tests"}:
            allowed = top in BELOW[home]
        else:
            allowed = top in sys.stdlib_module_names or top in OUTSIDE[home]
        if not allowed:
            wrong.append(f"{says}: not for {home}")
    assert not wrong, "\n".join(wrong)


def test_the_kit_knows_nothing_of_the_office() -> None:
    """ui/kit reaches models only through core."""
    wrong = [
        says for file, name, says in all_imports()
        if module(file)[:2] == ["ui", "kit"] and name[0] in {"ui", "printing", "data", "models"}
        and name[:2] not in (["ui", "kit"], ["models", "core"])
    ]
    assert not wrong, "\n".join(wrong)


def test_a_room_knows_only_the_rooms_to_its_left() -> None:
    """The street; core knows no room at all, and migrations none either."""
    wrong = []
    for file, name, says in all_imports():
        here = module(file)
        if here[0] != "models" or not is_room_module(name):
            continue
        room = here[1] if len(here) > 1 else ""
        if room in STREET:
            if STREET.index(name[1]) > STREET.index(room):
                wrong.append(f"{says}: it stands to the right")
        elif name[1] != "core":
            wrong.append(says)
    assert not wrong, "\n".join(wrong)


def test_no_room_stands_outside_the_street() -> None:
    """A new area takes its place in the line of ARCHITECTURE.md, in models/street.py and in tests/house.py."""
    assert ROOMS == STREET[1:]
    found = {folder.name for folder in (ROOT / "models").iterdir() if folder.is_dir() and list(folder.glob("*.py"))}
    assert found <= set(STREET) | {"migrations"}


def test_a_room_has_the_six_files_only() -> None:
    """A file that grew becomes a folder of the same name."""
    wrong = [where(file) for file in house_files()
             if floor(file) == "rooms" and len(module(file)) > 2 and module(file)[2] not in ROOM_FILES]
    assert not wrong, wrong


def test_tables_are_named_by_rooms_only_and_those_of_others_by_readers_only() -> None:
    """Nothing above models names a table; a room's commands and rules name their own alone."""
    wrong = []
    for file, name, says in all_imports():
        if not (is_room_module(name) and name[1] != "core" and "tables" in name[2:3]):
            continue
        here = module(file)
        if here[0] != "models":
            wrong.append(f"{says}: use queries or commands")
        elif here[1] != name[1] and (len(here) < 3 or here[2] not in {"tables", "queries", "listing"}):
            wrong.append(f"{says}: another room's table")
    assert not wrong, "\n".join(wrong)


def _written_tables(file: Path) -> Iterator[str]:
    """Calls that write, on names imported from some tables module: Invoice.create(...), tables.Invoice.update(...)."""
    tables = {alias.asname or alias.name for node in ast.walk(tree(file)) if isinstance(node, ast.ImportFrom)
              for alias in node.names if "tables" in (node.module or "").split(".") or alias.name == "tables"}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = node.func.value
            while isinstance(owner, ast.Attribute):
                owner = owner.value
            if isinstance(owner, ast.Name) and owner.id in tables:
                yield f"{where(file)}:{node.lineno} {owner.id}.{node.func.attr}"


def test_only_a_rooms_commands_write_its_tables() -> None:
    """queries, listing, rules and tables read or declare."""
    readers = [file for file in house_files() if floor(file) == "rooms" and module(file)[2:3] != ["commands"]]
    wrong = [call for file in readers for call in _written_tables(file)]
    assert not wrong, "\n".join(wrong)


def test_rules_are_pure() -> None:
    """rules and inputs name no table, query, command, database or clock."""
    impure = {"tables", "queries", "commands", "listing", "office", "database", "clock"}
    wrong = [
        says for file, name, says in all_imports()
        if floor(file) == "rooms" and module(file)[2:3] in (["rules"], ["inputs"])
        and (name[0] == "peewee" or (name[0] == "models" and impure & set(name[2:3])))
    ]
    assert not wrong, "\n".join(wrong)


def test_the_window_opens_without_papers_and_excel() -> None:
    """Importing every screen loads neither reportlab nor openpyxl: a cold start would take twice as long."""
    screens = [".".join(module(file)) for file in house_files() if module(file)[0] in {"main", "ui"}]
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    python = [sys.executable, "-c", script, *screens]
    loaded = subprocess.run(python, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    assert not set(SLOW) & set(loaded.stdout.split())
