"""Contracts in force are found however a name is typed, in the finder and in the lists; the best match stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.contracts import queries
from models.contracts.listing import CONTRACTS
from models.core.listing import Filter, keys_of
from models.core.office import Office
from tests.contract_room import Yard, a_yard, thirds
from tests.factories import a_customer

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 20)


@pytest.fixture
def yard(office: Office) -> Yard:
    """Two contracts in force: an older one of 重庆牧原, whose title is 饲料年约, and a younger one whose title only speaks of 重庆."""
    yard = a_yard(office)
    other = a_customer(office, "重庆牧原有限公司", phone="13911112222")
    replace(yard, customer=other).approved(title="饲料年约", date=date(2026, 11, 20), instalments=thirds("12800", FIRST, LAST))
    yard.approved(title="运往重庆的麸皮")
    return yard


@pytest.mark.parametrize("typed", ["重庆牧原", "chongqingmuyuan", "cqmy", "重庆my", "牧原 年约", "slny", "13911112222", "2222"])
def test_a_contract_is_found_however_it_is_typed(yard: Yard, typed: str) -> None:
    """By the customer as a finder of customers hears it, by the title as it sounds."""
    assert [row[2] for row in queries.find(yard.office, typed)][0] == "饲料年约"
    assert [(number[-1], row.due) for number, row in queries.find_instalments(yard.office, typed)] == [("1", FIRST), ("1", LAST)]


def test_the_best_match_stands_before_the_latest(yard: Yard) -> None:
    assert [row[2] for row in queries.find(yard.office, "")] == ["运往重庆的麸皮", "饲料年约"]
    assert [row[2] for row in queries.find(yard.office, "重庆")] == ["饲料年约", "运往重庆的麸皮"]
    assert queries.find(yard.office, "南京") == [] and queries.find_instalments(yard.office, "南京") == []


@pytest.mark.parametrize("typed", ["重庆牧原", "chongqing", "muyuan", "cqmy", "重庆my"])
def test_the_list_hears_the_customer_as_the_finder_does(yard: Yard, typed: str) -> None:
    assert len(keys_of(CONTRACTS, Filter(keyword=typed))) == 1
