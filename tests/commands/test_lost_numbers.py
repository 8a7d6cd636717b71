"""After a restore: numbers that stand on paper but in no row are journalled as lost, never given again, and are no gap."""

from __future__ import annotations

import json

import pytest
from peewee import IntegrityError

from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.core import audit
from models.core.errors import RuleViolation
from models.core.numbering import SERIES, last_number, note_lost_numbers
from models.core.office import Office
from models.street import faults
from tests.factories import MONDAY
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """One invoice is in the copy that was restored."""
    made = a_shop(office)
    assert made.sold().number == "XS20261100001"
    return made


def test_the_missing_ones_are_journalled_and_never_given_again(shop: Shop) -> None:
    office = shop.office
    assert last_number(office, SERIES["invoice"]) == "XS20261100001"
    assert note_lost_numbers(office, {"invoice": " ＸＳ20261100004 ", "receipt": ""}) == [f"XS2026110000{place}" for place in (2, 3, 4)]
    said = audit.about(office.database, "XS20261100004")[-1]
    assert (said.verb, json.loads(said.content)["lost"]) == ("numbers.lost", ["XS20261100002", "XS20261100003", "XS20261100004"])
    assert shop.sold().number == "XS20261100005"
    with pytest.raises(IntegrityError):
        office.database.execute_sql("DELETE FROM lost_number")


def test_they_are_no_gap_for_the_check_and_the_close(shop: Shop) -> None:
    note_lost_numbers(shop.office, {"invoice": "XS20261100003"})
    shop.sold()
    assert list(faults(shop.office)) == []
    close_day(shop.office, CloseInput(MONDAY))
    assert list(faults(shop.office)) == []


@pytest.mark.parametrize("typed", ("", "XS20261100001"))
def test_nothing_is_lost_when_the_copy_holds_the_last_one(shop: Shop, typed: str) -> None:
    before = audit.head(shop.office.database)
    assert note_lost_numbers(shop.office, {"invoice": typed}) == []
    assert audit.head(shop.office.database) == before


@pytest.mark.parametrize(("typed", "code"), (
    ("SK20261100002", "number.series"), ("XS", "number.series"), ("XS2026110000x", "number.series"), ("00002", "number.series"),
    ("XS20261199999", "number.far"),
))
def test_what_is_no_number_of_the_series_is_refused_at_its_field(shop: Shop, typed: str, code: str) -> None:
    before = audit.head(shop.office.database)
    with pytest.raises(RuleViolation) as refused:
        note_lost_numbers(shop.office, {"invoice": typed, "receipt": "?"})
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("invoice", code), ("receipt", "number.series")]
    assert audit.head(shop.office.database) == before


def test_a_month_that_the_copy_does_not_know_is_lost_from_its_first_number(shop: Shop) -> None:
    assert note_lost_numbers(shop.office, {"invoice": "XS20261200002"}) == ["XS20261200001", "XS20261200002"]
    assert shop.sold().number == "XS20261100002"
