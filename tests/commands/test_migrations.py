"""An older office file is brought up to date on a copy: the old one is kept, and stays as it was when anything goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import IntegrityError, OperationalError

from models import street
from models.core.database import OfficeDatabase, open_database
from models.core.errors import KnownError
from models.core.migrations import Step, migrate, version_of
from models.core.office import Office
from models.street import DATABASE, KEY, LATEST, open_office
from tests.factories import CLERK, an_office

NEXT = LATEST + 1
STEP = Step(NEXT, ("ALTER TABLE person ADD COLUMN nickname TEXT NOT NULL DEFAULT ''", "UPDATE person SET nickname = substr(name, 1, 1)",
                   "UPDATE journal SET subject = upper(subject)"))
"""A column, a value in every row, and a write that only a file without triggers lets through."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office of the present version, closed."""
    made = an_office(tmp_path / "office")
    made.close()
    return made.folder


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that is one version ahead."""
    monkeypatch.setattr(street, "LATEST", NEXT)
    monkeypatch.setattr(street, "STEPS", (STEP,))
    yield


def _key(folder: Path) -> str:
    return (folder / KEY).read_text()


def _content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The whole schema, and every row of every table."""
    database = open_database(folder / DATABASE, _key(folder))
    try:
        schema = database.execute_sql("SELECT name, type, sql FROM sqlite_schema ORDER BY name").fetchall()
        rows = {name: database.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name, kind, _sql in schema if kind == "table"}
        return {**rows, "schema": schema, "version": [(version_of(database),)]}
    finally:
        database.close()


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def _triggers(database: OfficeDatabase) -> list[tuple[str, str]]:
    return sorted(database.execute_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall())


def _looked_at(path: Path, key: str) -> tuple[int, list[tuple[str, str]], list[str]]:
    database = open_database(path, key)
    try:
        columns = [row[1] for row in database.execute_sql("PRAGMA table_info(person)").fetchall()]
        return version_of(database), _triggers(database), columns
    finally:
        database.close()


def test_an_old_file_is_brought_up_to_date_and_kept(folder: Path, newer: None) -> None:
    _version, triggers, columns = _looked_at(folder / DATABASE, _key(folder))
    office = open_office(folder)
    try:
        rows = office.database.execute_sql("SELECT name, nickname FROM person ORDER BY id").fetchall()
        assert rows[0] == (CLERK, CLERK[0])
        assert version_of(office.database) == NEXT
        assert _triggers(office.database) == triggers
        with pytest.raises(IntegrityError):
            office.database.execute_sql("DELETE FROM journal")
    finally:
        office.close()
    kept = folder / f"office-v{LATEST}.db"
    assert _looked_at(kept, _key(folder)) == (LATEST, triggers, columns)
    assert _names(folder) == {DATABASE, KEY, kept.name}


def test_a_file_of_this_version_is_left_alone(folder: Path) -> None:
    before = _content(folder)
    assert migrate(folder / DATABASE, _key(folder), street.office_tables(), (), LATEST) is None
    assert _content(folder) == before and _names(folder) == {DATABASE, KEY}


def test_a_newer_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(street, "LATEST", LATEST - 1)
    before = _content(folder)
    with pytest.raises(KnownError, match="更新版本"):
        open_office(folder)
    assert _content(folder) == before


@pytest.mark.parametrize("statement", (
    "ALTER TABLE nothing ADD COLUMN x TEXT", "INSERT INTO person_role (person_id, role) VALUES (99, 'clerk')",
), ids=("a statement that fails", "a row without its parent"))
def test_a_fault_leaves_the_old_file_untouched(folder: Path, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    monkeypatch.setattr(street, "LATEST", NEXT)
    monkeypatch.setattr(street, "STEPS", (Step(NEXT, (*STEP.statements, statement)),))
    before = _content(folder)
    with pytest.raises((KnownError, OperationalError)):
        open_office(folder)
    assert _content(folder) == before
    assert _names(folder) == {DATABASE, KEY}


def test_an_office_that_is_open_elsewhere_is_not_migrated(folder: Path, newer: None) -> None:
    """Even when the other window is idle: it would go on writing into the file that was put aside."""
    other = open_database(folder / DATABASE, _key(folder))
    try:
        with pytest.raises(KnownError, match="另一个程序"):
            open_office(folder)
        assert version_of(other) == LATEST
    finally:
        other.close()
    office: Office = open_office(folder)
    assert version_of(office.database) == NEXT
    office.close()


def test_a_file_kept_earlier_is_not_overwritten(folder: Path, newer: None) -> None:
    earlier = folder / f"office-v{LATEST}.db"
    earlier.write_bytes(b"kept")
    open_office(folder).close()
    assert earlier.read_bytes() == b"kept"
    assert (folder / f"office-v{LATEST}-2.db").exists()
