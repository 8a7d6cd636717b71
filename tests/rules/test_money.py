"""Money: integer fen, half up once, parts that sum to the whole."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.core.money import fen, round_money, share, split_tax, yuan

VECTORS = Path(__file__).parents[1] / "vectors"
AMOUNTS = st.decimals(Decimal("-9999999.99"), Decimal("9999999.99"), places=2)


SPLITS = list(csv.DictReader((VECTORS / "tax_split.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", SPLITS, ids=lambda row: f"{row['gross']}@{row['rate']}")
def test_tax_splits_as_the_vectors_say(row: dict[str, str]) -> None:
    assert split_tax(Decimal(row["gross"]), Decimal(row["rate"])) == (Decimal(row["net"]), Decimal(row["tax"]))


@given(AMOUNTS, st.sampled_from([Decimal("0.13"), Decimal("0.09"), Decimal("0.06"), Decimal("0.03"), Decimal("0.01"), Decimal(0)]))
def test_net_and_tax_make_the_gross(gross: Decimal, rate: Decimal) -> None:
    net, tax = split_tax(gross, rate)
    assert net + tax == gross


@given(AMOUNTS)
def test_fen_come_back_as_the_same_yuan(amount: Decimal) -> None:
    assert yuan(fen(amount)) == amount


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity"])
def test_a_part_of_a_fen_is_no_money(amount: str) -> None:
    with pytest.raises(ValueError):
        fen(Decimal(amount))


def test_half_a_fen_rounds_away_from_zero() -> None:
    assert [round_money(Decimal(text)) for text in ("0.005", "-0.005", "1.0049")] == [Decimal("0.01"), Decimal("-0.01"), Decimal("1.00")]


@given(AMOUNTS, st.lists(st.decimals(0, 10000, places=2), min_size=1, max_size=30))
def test_shares_sum_to_the_whole_to_the_fen(whole: Decimal, weights: list[Decimal]) -> None:
    assert sum(share(whole, weights), Decimal(0)) == whole
