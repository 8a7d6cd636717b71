"""Designs of the invoice are kept by paper and name, one is the usual one, and their pictures come and go with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.core import audit
from models.core.errors import RuleViolation
from models.core.office import Office
from models.designs import queries
from models.designs.commands import drop_design, keep_design, use_design
from models.designs.inputs import STANDARD, DesignInput, InvoiceDesign
from models.designs.rules import MOST_LOGO, picture_of
from tests.designing import measured, png, stock
from tests.factories import an_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office without designs."""
    made = an_office(tmp_path / "office")
    yield made
    made.close()


def kept(office: Office, name: str, design: InvoiceDesign = STANDARD, *, usual: bool = False, paper: str = "pin2",
         pictures: tuple[bytes, ...] = ()) -> None:
    """A design of this name."""
    keep_design(office, DesignInput(name, stock(paper), design, usual), pictures)


def test_a_design_is_kept_by_paper_and_name_and_journalled(office: Office) -> None:
    told: list[frozenset[str]] = []
    office.changes.subscribe(("designs",), told.append)
    before = audit.head(office.database)[0]
    kept(office, " 三联 ", measured())
    assert queries.design_named("pin2", "三联") == measured() and audit.head(office.database)[0] == before + 1 and told
    assert [row.name for row in queries.designs("pin2")] == ["三联"] and not queries.designs("A4")
    kept(office, "三联", STANDARD)
    assert queries.design_named("pin2", "三联") == STANDARD and len(queries.designs("pin2")) == 1


def test_one_design_of_a_paper_is_the_usual_one(office: Office) -> None:
    kept(office, "甲", usual=True)
    kept(office, "乙", usual=True)
    kept(office, "丙", usual=True, paper="A4")
    assert (queries.usual_design("pin2"), queries.usual_design("A4"), queries.usual_design("A5")) == ("乙", "丙", "")
    assert queries.names("pin2") == ("乙", "", "甲")
    use_design(office, "pin2", "甲")
    assert queries.usual_design("pin2") == "甲"
    kept(office, "甲", usual=False)
    assert queries.usual_design("pin2") == ""
    use_design(office, "pin2", "乙")
    drop_design(office, "pin2", "乙")
    assert queries.usual_design("pin2") == "" and queries.names("pin2") == ("", "甲")


def test_pictures_are_kept_once_and_go_with_the_last_design_that_names_them(office: Office) -> None:
    logo = picture_of(png(), MOST_LOGO)
    design = replace(STANDARD, logo=logo.sha256)
    with pytest.raises(RuleViolation):
        kept(office, "甲", design)
    kept(office, "甲", design, pictures=(logo.data,))
    kept(office, "乙", design)
    drop_design(office, "pin2", "甲")
    assert queries.picture(logo.sha256) == logo.data and queries.pictures_of(design) == {logo.sha256: logo.data}
    kept(office, "乙", STANDARD)
    assert queries.picture(logo.sha256) == b""


def test_what_breaks_a_rule_is_not_kept(office: Office) -> None:
    for name, design in (("", STANDARD), ("三联", replace(STANDARD, title="发票", columns=()))):
        with pytest.raises(RuleViolation) as told:
            kept(office, name, design)
        assert told.value.problems
    with pytest.raises(RuleViolation):
        kept(office, "三联", pictures=(b"no picture",))
    for name in ("三联", "四联"):
        with pytest.raises(RuleViolation):
            use_design(office, "pin2", name)
        with pytest.raises(RuleViolation):
            drop_design(office, "pin2", name)
    assert not queries.designs("pin2")
