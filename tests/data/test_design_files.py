"""A design as a file: what was exported comes back in another office; what is no design is told plainly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.designs import export_design, import_design
from models.core.errors import KnownError
from models.core.office import Office
from models.designs import queries
from models.designs.commands import keep_design
from models.designs.inputs import DesignInput
from models.designs.rules import MOST_FILE, MOST_LOGO, picture_of
from tests.designing import measured, png, stock
from tests.factories import an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office without designs."""
    made = an_office(tmp_path / "office")
    yield made
    made.close()


def test_a_design_goes_to_another_office_with_its_logo(office: Office, tmp_path: Path) -> None:
    logo = picture_of(png(), MOST_LOGO)
    design = replace(measured(), logo=logo.sha256)
    keep_design(office, DesignInput("三联", stock(), design), [logo.data])
    read = import_design(export_design(tmp_path / "三联.json", "三联", "pin2", queries.design_named("pin2", "三联")))
    other = an_office(tmp_path / "other")
    keep_design(other, DesignInput(read.name, stock(read.paper), read.design), read.pictures.values())
    assert queries.design_named("pin2", "三联") == design and queries.picture(logo.sha256) == logo.data
    other.close()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"x" * (MOST_FILE + 1)])
def test_what_is_no_design_is_told_by_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "某文件.json"
    path.write_bytes(content)
    with pytest.raises(KnownError) as told:
        import_design(path)
    assert "某文件.json" in told.value.say()
    with pytest.raises(KnownError):
        import_design(tmp_path / "missing.json")
