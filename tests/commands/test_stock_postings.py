"""Goods move and are reserved on their days, also backwards; the figures of every day stay what the movements say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.core.errors import RuleViolation
from models.core.office import Office
from models.stock import commands as stock
from models.stock import queries
from models.stock.commands import Move
from tests.factories import MONDAY, a_product, a_warehouse, an_office
from tests.stock_room import close

D = Decimal


@pytest.fixture
def goods(office: Office) -> tuple[Office, int, int]:
    """An office with one warehouse and one product."""
    return office, a_warehouse(office), a_product(office)


def put(office: Office, warehouse: int, product: int, quantity: str, day: date = MONDAY, kind: str = "in") -> None:
    """A movement, in a command of its own."""
    with office.command("test") as act:
        stock.move(act, [Move(day, warehouse, product, D(quantity), kind)])


def test_goods_in_and_out_give_what_is_on_hand(goods: tuple[Office, int, int]) -> None:
    """On hand = Σ movements (rules: Stock)."""
    office, warehouse, product = goods
    put(office, warehouse, product, "100")
    put(office, warehouse, product, "-30.5", kind="out")
    assert queries.standings(office, warehouse, [product])[product].on_hand == D("69.5")


def test_a_backdated_movement_shifts_every_later_day(goods: tuple[Office, int, int]) -> None:
    """Yesterday's forgotten goods in is in today's figure too, and not in the day before."""
    office, warehouse, product = goods
    put(office, warehouse, product, "100", MONDAY - timedelta(2))
    put(office, warehouse, product, "-60", MONDAY, "out")
    put(office, warehouse, product, "5", MONDAY - timedelta(1))
    days = [queries.standings(office, warehouse, [product], day=MONDAY - timedelta(back))[product].on_hand for back in (3, 2, 1, 0)]
    assert days == [0, 100, 105, 45]
    assert not list(queries.faults(office))


def test_the_lowest_later_figure_warns_a_backdated_paper(goods: tuple[Office, int, int]) -> None:
    """What was free yesterday is no use when it is sold today."""
    office, warehouse, product = goods
    put(office, warehouse, product, "100", MONDAY - timedelta(1))
    put(office, warehouse, product, "-90", MONDAY, "out")
    then = queries.standings(office, warehouse, [product], day=MONDAY - timedelta(1))[product]
    assert [then.available, then.lowest_later, then.least_on_hand] == [100, 10, 10]


def test_what_is_reserved_is_not_available_until_it_is_released(goods: tuple[Office, int, int]) -> None:
    """Issue reserves; leaving or cancelling frees."""
    office, warehouse, product = goods
    put(office, warehouse, product, "100")
    with office.command("test") as act:
        stock.reserve(act, MONDAY, warehouse, [(7, product, D(40))])
    assert queries.standings(office, warehouse, [product])[product].available == 60
    with office.command("test") as act:
        stock.release(act, MONDAY, warehouse, [(7, product, D(15))])
    assert queries.standings(office, warehouse, [product])[product].reserved == 25
    assert not list(queries.faults(office))


def test_more_than_was_reserved_cannot_be_released(goods: tuple[Office, int, int]) -> None:
    """A caller that counts wrongly is stopped, and nothing is written."""
    office, warehouse, product = goods
    with office.command("test") as act:
        stock.reserve(act, MONDAY, warehouse, [(7, product, D(4))])
    with pytest.raises(ValueError, match="more than is reserved"), office.command("test") as act:
        stock.release(act, MONDAY, warehouse, [(7, product, D(5))])
    assert queries.standings(office, warehouse, [product])[product].reserved == 4


def test_what_left_is_known_by_line(goods: tuple[Office, int, int]) -> None:
    """A mistaken pick-up taken back counts against it; a line nothing left for stands with 0."""
    office, warehouse, product = goods
    put(office, warehouse, product, "100")
    with office.command("test") as act:
        stock.move(act, [Move(MONDAY, warehouse, product, D(-9), "out", "invoice line", 5),
                         Move(MONDAY, warehouse, product, D(2), "out", "invoice line", 5)])
    assert queries.moved(office, [5, 6]) == {5: 7, 6: 0}


def test_no_movement_reaches_into_a_closed_day(goods: tuple[Office, int, int]) -> None:
    """The database refuses, whoever asks."""
    office, warehouse, product = goods
    close(office, MONDAY)
    with pytest.raises(RuleViolation, match="closed|日"):
        put(office, warehouse, product, "1", MONDAY)


@pytest.mark.parametrize(("quantity", "kind"), [("0.0001", "in"), ("NaN", "in"), ("Infinity", "in"), ("1", "theft")])
def test_a_movement_of_no_sense_is_a_bug_of_the_caller(goods: tuple[Office, int, int], quantity: str, kind: str) -> None:
    """Verbs check what is typed; postings only guard the tables."""
    office, warehouse, product = goods
    with pytest.raises(ValueError):
        put(office, warehouse, product, quantity, kind=kind)


Step = tuple[int, int, int, int, bool]
STEPS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 9), st.integers(-5000, 5000), st.booleans()), max_size=25)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, list[int], list[int]]]:
    """One office for all examples: each adds to what the earlier ones left, which must hold too."""
    folder: Path = tmp_path_factory.mktemp("ground") / "office"
    office = an_office(folder)
    yield office, [a_warehouse(office, "东库"), a_warehouse(office, "西库")], [a_product(office, "P1", "甲"), a_product(office, "P2", "乙")]
    office.close()


@given(steps=STEPS)
@settings(max_examples=25)
def test_any_order_of_days_gives_what_a_recomputation_gives(ground: tuple[Office, list[int], list[int]], steps: list[Step]) -> None:
    """Movements and reservations on any days, backdated ones among them."""
    office, warehouses, products = ground
    line = office.database.execute_sql("SELECT COALESCE(MAX(source_id), 0) FROM reservation").fetchone()[0]
    with office.command("test") as act:
        for number, (warehouse, product, back, parts, reserving) in enumerate(steps, line + 1):
            day, quantity = MONDAY - timedelta(back), D(parts).scaleb(-3)
            if reserving:
                stock.reserve(act, day, warehouses[warehouse], [(number, products[product], abs(quantity))])
            else:
                stock.move(act, [Move(day, warehouses[warehouse], products[product], quantity, "adjust")])
    assert list(queries.faults(office)) == []
