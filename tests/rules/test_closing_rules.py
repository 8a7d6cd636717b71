"""Runs of numbers, counts of the drawer, the identities of a day, and what blocks a close."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal as D

import pytest

from models.closing.inputs import CloseInput, Pieces, ShiftInput, counted_of, counterfeit_of
from models.closing.rules import Check, Count, DayStanding, check_cash, check_close, check_come, runs_of, unbalanced
from models.core.text import speaking
from tests.factories import MONDAY

OPEN = DayStanding(date(2026, 11, 22), MONDAY, None)
BALANCED = {
    "sales": {"gross": D(1500), "received": D(900), "advance": D(100), "credit": D(400), "settled_by_red": D(60), "discount": D(40)},
    "receivables": {"opening": D(1000), "opening_entries": D(0), "invoices": D(1440), "received": D(900), "refunded": D(50),
                    "given_up": D(40), "moved": D(550), "closing": D(1550)},
    "cash": {"opening": D(200), "received": D(900), "banked": D(500), "paid": D(30), "refunded": D(50), "shifts": D(-5), "book": D(515)},
}


def codes(close: CloseInput, standing: DayStanding = OPEN, *checks: Check) -> list[str]:
    """What is wrong with a close."""
    return [problem.code for problem in check_close(close, standing, checks)]


def test_numbers_read_as_unbroken_runs() -> None:
    assert runs_of(["XS20261100003", "XS20261100001", "XS20261100002"]) == [("XS20261100001", "XS20261100003", 3)]
    assert runs_of(["XS20261100001", "XS20261100003", "XS20261100004"]) == [
        ("XS20261100001", "XS20261100001", 1), ("XS20261100003", "XS20261100004", 2)]
    assert runs_of([]) == []


def test_two_months_or_two_prefixes_are_two_runs() -> None:
    assert len(runs_of(["XS20261000099", "XS20261100001"])) == 2
    assert len(runs_of(["XS20261100001", "KP20261100002"])) == 2


def test_a_number_without_digits_is_a_run_of_its_own() -> None:
    assert runs_of(["A", "B"]) == [("A", "A", 1), ("B", "B", 1)]


def test_pieces_come_to_a_sum_and_counterfeit_ones_do_not() -> None:
    pieces = (Pieces(10000, 3, 1), Pieces(50, 1))
    assert counted_of(pieces) == D("300.50") and counterfeit_of(pieces) == D("100.00")
    assert CloseInput(MONDAY, pieces=pieces).counted == D("300.50")
    assert CloseInput(MONDAY).counted is None


def test_forms_leave_out_denominations_nobody_counted() -> None:
    lines = [{"denomination": 10000, "pieces": 2, "counterfeit": None}, {"denomination": 5000, "pieces": 0}]
    close = CloseInput.from_form({"date": MONDAY, "cash_counted": None, "pieces": lines})
    assert close.pieces == (Pieces(10000, 2),) and close.cash_counted == D("200.00")
    shift = ShiftInput.from_form({"date": MONDAY, "shift": "早班", "taken_over_by": "小刘", "cash_counted": D("12.5")})
    assert shift.cash_counted == D("12.5") and shift.pieces == ()


@pytest.mark.parametrize(("counted", "pieces", "code"), [
    ("-1", (), "number.range"), ("1.234", (), "number.places"), ("100", (Pieces(10000, 2),), "cash.sum"),
    ("1", (Pieces(100, -1),), "cash.pieces"), ("7", (Pieces(700, 1),), "cash.pieces")])
def test_a_count_must_agree_with_itself(counted: str, pieces: tuple[Pieces, ...], code: str) -> None:
    assert [problem.code for problem in check_cash(D(counted), pieces)] == [code]


def test_what_is_short_beside_counterfeit_notes_is_a_case_of_its_own() -> None:
    """Duty 25: 300 expected, 180 genuine in the drawer and a counterfeit hundred."""
    count = Count(D(300), D(180), D(100))
    assert count.difference == D(-120) and count.cases == [("counterfeit", D(100)), ("cash short", D(20))]
    assert Count(D(300), D(310)).cases == []
    assert Count(D(300), D(300), D(50)).cases == [("counterfeit", D(50))]


def test_days_close_in_sequence() -> None:
    assert codes(CloseInput(MONDAY)) == []
    assert codes(CloseInput(date(2026, 11, 22))) == ["close.closed"]
    assert codes(CloseInput(MONDAY), DayStanding(None, MONDAY, date(2026, 11, 20))) == ["close.sequence"]
    assert [problem.code for problem in check_come(CloseInput(date(2026, 11, 24)), OPEN)] == ["close.ahead"]
    assert check_come(CloseInput(MONDAY), OPEN) == []


def test_some_findings_block_and_others_are_named_only() -> None:
    drafts, gap = Check("drafts", "Drafts not issued", ("王敏 双汇",)), Check("gaps", "…", ("XS202611: 3 / 4",))
    assert not drafts.blocks and gap.blocks and Check("gaps", "…").fine
    assert codes(CloseInput(MONDAY), OPEN, drafts) == []
    assert codes(CloseInput(MONDAY), OPEN, drafts, gap) == ["close.gaps"]
    with speaking("en"):
        assert check_close(CloseInput(MONDAY), OPEN, [gap])[0].say() == "Numbers are missing from a series: XS202611: 3 / 4"


def test_a_balanced_day_balances() -> None:
    assert unbalanced(BALANCED) == []


@pytest.mark.parametrize(("part", "figure", "says"), [
    ("sales", "credit", "sales"), ("receivables", "received", "opening + invoices"), ("receivables", "moved", "balances"),
    ("cash", "banked", "cash"), ("cash", "shifts", "cash")])
def test_a_fen_too_much_anywhere_is_found(part: str, figure: str, says: str) -> None:
    figures = deepcopy(BALANCED)
    figures[part][figure] += D("0.01")
    with speaking("en"):
        found = unbalanced(figures)
    assert len(found) == 1 and says in found[0] and "≠" in found[0]
