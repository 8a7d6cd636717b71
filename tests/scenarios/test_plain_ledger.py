"""Hundreds of things done in any order, and every listing agrees with books kept in plain Python, to the fen and the thousandth."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from peewee import IntegrityError

from models.core.errors import ApprovalNeeded, RuleViolation
from models.street import faults
from tests.factories import an_office
from tests.scenarios.comparing import compare_accounts, compare_ageing, compare_postings, compare_statements
from tests.scenarios.comparing_contracts import compare_contracts
from tests.scenarios.comparing_goods import compare_goods, compare_kept, compare_papers
from tests.scenarios.dealer import Dealer
from tests.scenarios.keeper import DAY

FAILURES = (AssertionError, RuleViolation, ApprovalNeeded, IntegrityError)
REPLAYED = 20_000
"""The most steps done again to shorten a list that fails."""


def compare(desk: Dealer, dice: Random) -> None:
    """Everything, now and as of days by chance."""
    since, upto = sorted(desk.opened + DAY * dice.randint(0, (desk.today - desk.opened).days) for _end in range(2))
    compare_accounts(desk, since, upto)
    compare_ageing(desk, since)
    compare_postings(desk, upto)
    compare_statements(desk, since, upto)
    compare_papers(desk)
    compare_goods(desk, since)
    compare_kept(desk)
    compare_contracts(desk, upto)
    found = list(faults(desk.office))
    assert not found, found[:5]


def live(folder: Path, seed: int, steps: Sequence[int], every: int, reached: list[int]) -> Dealer:
    """The steps of these numbers, compared after every few. reached: the numbers of those that were begun."""
    folder = Path(tempfile.mkdtemp(dir=folder))
    office = an_office(folder)
    try:
        desk = Dealer(office, seed)
        for at, step in enumerate(steps, 1):
            reached.append(step)
            desk.step(step)
            if at % every == 0 or at == len(steps):
                compare(desk, Random(f"{seed}={step}"))
    finally:
        office.close()
        shutil.rmtree(folder)
    return desk


def agree(folder: Path, seed: int, count: int, every: int) -> Dealer:
    """So many steps; when they fail, says the shortest list of them found in little time that fails in the same way."""
    reached: list[int] = []
    try:
        return live(folder, seed, range(count), every, reached)
    except FAILURES as error:
        said = f"{type(error).__name__}: {error}"
        short = shortest(folder, seed, reached, type(error))
        desk = Dealer(an_office(folder / "named"), seed)
        names = ", ".join(f"{step} {desk.thing(step).__name__}" for step in short)
        desk.office.close()
        raise AssertionError(f"seed {seed} fails after {len(reached)} steps, also with {len(short)}: {names}\n{said}") from error


def shortest(folder: Path, seed: int, steps: list[int], kind: type[Exception]) -> list[int]:
    """Leaves out as much as it can, in ever smaller pieces, for a bounded number of steps."""
    piece, left = len(steps) // 2, REPLAYED
    while piece and left > 0:
        at = 0
        while at < len(steps) - 1 and left > 0:
            fewer, reached = steps[:at] + steps[at + piece:], list[int]()
            left -= len(fewer)
            try:
                live(folder, seed, fewer, len(fewer) or 1, reached)
                at += piece
            except kind:
                steps = reached
            except FAILURES:
                at += piece
        piece //= 2
    return steps


@pytest.mark.parametrize("seed", (10, 11, 12))
def test_listings_and_closings_agree_with_plain_books(seed: int, tmp_path: Path) -> None:
    done = agree(tmp_path, seed, 500, 50).done
    assert {"sell", "receive", "red", "void", "reverse", "refund", "close", "undo", "count", "settle", "give_up", "take_up", "use_advance",
            "release", "accept", "draft", "change", "order", "pay_contract", "refused amount", "refused lines"} <= set(done)


@pytest.mark.soak
@pytest.mark.parametrize("seed", (100, 101, 102))
def test_ten_thousand_things_agree_with_plain_books(seed: int, tmp_path: Path) -> None:
    agree(tmp_path, seed, 10_000, 500)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(110, 130))
def test_many_lives_agree_with_plain_books(seed: int, tmp_path: Path) -> None:
    agree(tmp_path, seed, 1000, 100)
