"""The schema of a version is what it was when that version was released; another one needs a number and a step."""

from __future__ import annotations

from collections.abc import Callable

from models.core.office import Office
from models.core.schema import SCHEMA_ROWS, fingerprint
from models.street import LATEST, STEPS


def test_the_schema_of_this_version_is_kept(office: Office, golden: Callable[[str, str], None]) -> None:
    """A changed table without a new version would leave every existing office behind."""
    rows = office.database.execute_sql(SCHEMA_ROWS).fetchall()
    tables = "\n".join(sorted(name for kind, name, _sql in rows if kind == "table" and not name.startswith("sqlite_")))
    golden(f"schema-{LATEST}", f"{fingerprint(rows)}\n{tables}\n")


def test_every_version_has_its_step() -> None:
    assert [step.version for step in STEPS] == list(range(2, LATEST + 1))
