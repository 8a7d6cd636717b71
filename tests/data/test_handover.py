"""Hand-overs: numbered, signed for, written again the same, answered in their own workbook, with what changed since."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from data.finance import hand_over, write_batch
from data.finance.answered import read_answers
from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.core.errors import KnownError, RuleViolation
from models.core.listing import Filter, totals_of
from models.core.office import Office
from models.handover.commands import record_answers, resolve, sign
from models.handover.inputs import AnswersInput, HandoverInput, ResolveInput
from models.handover.listing import HANDOVER_DIFFERENCES, HANDOVERS
from models.handover.queries import BatchRow, batch, waiting
from models.street import faults
from tests.closed import a_day, reopened, with_a_drawer
from tests.factories import MONDAY, later
from tests.shop import Shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop whose Monday is closed, on Tuesday."""
    shop = with_a_drawer(office)
    a_day(shop)
    close_day(office, CloseInput(MONDAY, D(450)))
    later(office, days=1)
    return shop


def made(shop: Shop, recipient: str = "finance") -> BatchRow:
    """A hand-over of Monday."""
    found = batch(shop.office, hand_over(shop.office, HandoverInput(recipient, MONDAY, MONDAY)).id)
    assert found is not None
    return found


def cells(path: Path) -> dict[str, list[list[Any]]]:
    """Every sheet as an independent reader sees it."""
    with load_workbook_(path) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


load_workbook_ = calamine


def answered(path: Path, **answers: tuple[str, object]) -> None:
    """Type answers beside control totals, as finance does: figure -> (answer, their figure)."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "贵方意见（相符／不符）" for cell in row))
    at = {cell.value: cell.column for cell in heading}
    for row in sheet.iter_rows(min_row=heading[0].row + 1):
        figure = f"{row[0].value or ''}/{row[1].value or ''}"
        if figure in answers:
            sheet.cell(row[0].row, at["贵方意见（相符／不符）"]).value = answers[figure][0]
            sheet.cell(row[0].row, at["贵方金额"]).value = answers[figure][1]
    book.save(path)


def test_a_batch_keeps_its_control_totals_and_waits_for_an_answer(shop: Shop) -> None:
    found = made(shop)
    assert found.number.startswith("JJ") and found.due > MONDAY and found.state == "handed"
    assert any(amount == D(1280) for _sheet, _figure, _rows, amount, _quantity in found.controls)
    assert [each[1] for each in waiting(shop.office)] == [found.number]
    sign(shop.office, found.id, "财务小刘")
    with pytest.raises(RuleViolation):
        sign(shop.office, found.id, "财务小刘")
    assert totals_of(HANDOVERS, Filter(state="signed")).count == 1
    assert not list(faults(shop.office))


def test_the_workbook_is_the_same_whenever_it_is_written(shop: Shop, tmp_path: Path) -> None:
    found = made(shop)
    first = cells(write_batch(shop.office, found.id, tmp_path / "a.xlsx"))
    later(shop.office, days=3)
    shop.sold(shop.line("1"))
    assert cells(write_batch(shop.office, found.id, tmp_path / "b.xlsx")) == first


def test_the_trade_department_gets_goods_and_no_money(shop: Shop, tmp_path: Path) -> None:
    names = set(cells(write_batch(shop.office, made(shop, "trade").id, tmp_path / "a.xlsx")))
    assert {"销售单", "出入库明细"} <= names and not {"收款", "账龄分析"} & names


def test_an_answer_in_the_workbook_accepts_or_names_differences(shop: Shop, tmp_path: Path) -> None:
    found = made(shop)
    path = write_batch(shop.office, found.id, tmp_path / "a.xlsx")
    sheet, figure = next((sheet, figure) for sheet, figure, _rows, amount, _quantity in found.controls if amount == D(1280) and figure)
    answered(path, **{f"{sheet}/{figure}": ("", 1270)})
    record_answers(shop.office, read_answers(shop.office, path, "刘会计"))
    again = batch(shop.office, found.id)
    assert again is not None and again.state == "differs" and waiting(shop.office) == []
    (difference,) = [each for each in again.answers if each.open]
    assert (difference.ours, difference.theirs) == (D(1280), D(1270))
    assert totals_of(HANDOVER_DIFFERENCES, Filter(state="differs")).count == 1
    resolve(shop.office, ResolveInput(difference.id, "财务漏记一张"))
    last = batch(shop.office, found.id)
    assert last is not None and last.state == "accepted"


def test_agreeing_to_all_of_it_accepts_the_batch(shop: Shop, tmp_path: Path) -> None:
    found = made(shop)
    path = write_batch(shop.office, found.id, tmp_path / "a.xlsx")
    with pytest.raises(RuleViolation):
        record_answers(shop.office, read_answers(shop.office, path))
    answered(path, **{"/全部": ("相符", None)})
    record_answers(shop.office, read_answers(shop.office, path))
    again = batch(shop.office, found.id)
    assert again is not None and again.state == "accepted"


def test_what_changed_since_stands_in_the_next_hand_over(shop: Shop, tmp_path: Path) -> None:
    made(shop)
    later(shop.office, minutes=5)
    reopened(shop.office, MONDAY)
    late = shop.sold(shop.line("2"), date=MONDAY)
    close_day(shop.office, CloseInput(MONDAY, D(450)))
    later(shop.office, minutes=5)
    again = hand_over(shop.office, HandoverInput("finance", MONDAY, MONDAY + timedelta(days=1)))
    book = cells(write_batch(shop.office, again.id, tmp_path / "a.xlsx"))
    changed = next(rows for name, rows in book.items() if name.startswith("上次交接后"))
    text = [str(cell) for row in changed for cell in row]
    assert late.number in text and "重开" in "".join(text)


def test_another_workbook_and_a_wrong_period_are_refused(shop: Shop, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["甲", "乙"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(KnownError):
        read_answers(shop.office, tmp_path / "x.xlsx")
    with pytest.raises(RuleViolation) as why:
        hand_over(shop.office, HandoverInput("nobody", MONDAY + timedelta(days=9), MONDAY))
    assert {problem.field for problem in why.value.problems} == {"recipient", "end"}
    with pytest.raises(RuleViolation):
        record_answers(shop.office, AnswersInput(99))


def test_an_answer_that_comes_twice_says_nothing_new_and_a_later_one_ends_it(shop: Shop, tmp_path: Path) -> None:
    found = made(shop)
    path = write_batch(shop.office, found.id, tmp_path / "a.xlsx")
    named = [(f"{sheet}/{figure}", amount, quantity) for sheet, figure, _rows, amount, quantity in found.controls if figure]
    money = next(name for name, amount, _quantity in named if amount == D(1280))
    goods, quantity = next((name, quantity) for name, amount, quantity in named if amount is None and quantity)
    answered(path, **{money: ("", 1270), goods: ("", float(quantity or 0))})
    for _time in range(2):
        record_answers(shop.office, read_answers(shop.office, path))
    assert _open(shop, found.id) == [D(1270)]
    answered(path, **{money: ("", 1275)})
    record_answers(shop.office, read_answers(shop.office, path))
    assert _open(shop, found.id) == [D(1275)]
    answered(path, **{money: ("核对无误。", None)})
    record_answers(shop.office, read_answers(shop.office, path))
    last = batch(shop.office, found.id)
    assert last is not None and last.state == "accepted" and _open(shop, found.id) == []


def _open(shop: Shop, batch_id: int) -> list[D | None]:
    row = batch(shop.office, batch_id)
    return [] if row is None else [each.theirs for each in row.answers if each.open]
