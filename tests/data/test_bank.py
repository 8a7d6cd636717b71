"""Bank statements of four banks' programs: what came in is read, whatever the headings are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as D
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.bank import read_statement
from models.bank.commands import bring_in
from models.bank.inputs import BankLineInput
from models.bank.queries import open_lines
from models.core.errors import KnownError, RuleViolation
from models.core.office import Office
from tests.factories import MONDAY


def book(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of one sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(list(row))
    made.save(path)
    return path


SPLIT = (("中国农业银行账户明细",), ("账号：4105", None, "起止日期：20261101-20261130"),
         ("交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "交易流水号"),
         ("20261102", None, "1,280.00", "5,000.00", "河南双汇饲料有限公司", "6217000012345678901", "货款", "000123"),
         ("20261103", "300.00", None, "4,700.00", "供电公司", "41", "电费", "000124"),
         ("合计", "300.00", "1,280.00"))
SIGNED = (("交易时间", "交易金额", "对方名称", "附言"), ("2026-11-02 10:20:33", 640, "张三", "XS20261100002"), ("2026-11-02 11:00:00", -20, "银行", "手续费"))
TIMED = (("招商银行 账户交易明细",), ("交易日", "交易时间", "起息日", "借方金额", "贷方金额", "余额", "摘要", "流水号", "收(付)方名称", "收(付)方账号"),
         ("20261102", "09:12:11", "20261103", None, "4,400.00", "1", "货款", "C1", "王五", "6217000000001"),
         ("20261102", "09:20:11", "20261102", "500.00", None, "2", "手续费", "C2", "招商银行", None))
SIDED = (("记账日期", "借贷标志", "发生额", "对方单位名称", "用途"), ("2026年11月2日", "贷", "88.80", "李四店", "货款"), ("2026年11月2日", "借", "9", "甲", "费"))
ENGLISH = (("Date", "Description", "Money in", "Money out", "Counterparty"), (date(2026, 11, 2), "goods", 50, None, "Wang"))


@pytest.mark.parametrize(("rows", "amounts", "outgoing"), [
    (SPLIT, [D(1280)], 1), (SIGNED, [D(640)], 1), (TIMED, [D(4400)], 1), (SIDED, [D("88.80")], 1), (ENGLISH, [D(50)], 0)])
def test_what_came_in_is_read(tmp_path: Path, rows: Sequence[Sequence[object]], amounts: list[D], outgoing: int) -> None:
    made = read_statement(book(tmp_path / "s.xlsx", rows))
    assert [line.amount for line in made.lines] == amounts and made.outgoing == outgoing and made.problems == ()
    assert {line.date for line in made.lines} == {date(2026, 11, 2)}
    assert all(line.payer for line in made.lines)


def test_numbers_of_accounts_keep_every_digit(tmp_path: Path) -> None:
    (line,) = read_statement(book(tmp_path / "s.xlsx", SPLIT)).lines
    assert (line.account, line.reference, line.text) == ("6217000012345678901", "000123", "货款")


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    made = read_statement(book(tmp_path / "s.xlsx", (*SIGNED, ("someday", 5, "甲", ""))))
    assert [row for row, _problem in made.problems] == [4]


def test_a_file_without_amounts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        read_statement(book(tmp_path / "s.xlsx", (("交易日期", "对方户名"), ("20261102", "甲"))))


def test_a_list_of_the_office_itself_is_no_bank_statement(tmp_path: Path) -> None:
    """The workbook for finance has dates and amounts too; taken for the bank's it would bring every receipt in once more."""
    ours = ("单号", "日期", "类别", "编码", "客户", "收付方式", "金额", "付款人/收款人", "凭证号", "备注")
    with pytest.raises(KnownError, match="收款记录"):
        read_statement(book(tmp_path / "s.xlsx", (ours, ("SK1", date(2026, 11, 2), "收款", "C1", "甲", "现金", 5, "甲", "", ""))))


def test_what_cannot_be_filed_is_named_with_its_row(tmp_path: Path) -> None:
    rows = (*SIGNED, ("2026-11-02", "5.555", "甲", ""), ("2026-11-02", 5, "甲\x7f乙", ""), ("2026-11-02", "99999999999999", "甲", ""))
    problems = read_statement(book(tmp_path / "s.xlsx", rows)).problems
    assert [(row, problem.field) for row, problem in problems] == [(4, "amount"), (5, "payer"), (6, "amount")]


def test_money_of_a_day_to_come_is_not_filed(office: Office) -> None:
    for day, code in ((MONDAY + timedelta(days=1), "date.ahead"), (date(1900, 11, 2), "date.early")):
        with pytest.raises(RuleViolation) as refused:
            bring_in(office, [BankLineInput(day, D(5), "甲")], "s.xlsx")
        assert [(each.field, each.code) for each in refused.value.problems] == [("lines.0.date", code)]
    assert open_lines(office) == []
