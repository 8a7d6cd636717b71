"""Contracts of before from a clerk's workbook: by line or by contract, approved once for the file, told apart, taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from data import imports
from data.approvals import carry_out
from data.imports import ImportResult, summary
from models.contracts import queries
from models.contracts.queries import ContractRow
from models.core.errors import RuleViolation
from models.core.office import Office
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from models.people.commands import decide, sign_in
from models.street import faults
from models.tasks.queries import open_tasks_of
from tests.data.books import a_book
from tests.factories import CLERK, MANAGER, a_customer, a_product, a_warehouse, stocked

HEADS = ["合同编号", "甲方", "签订日期", "起始日期", "终止日期", "负责人", "品名", "数量", "单位", "单价", "合同金额", "备注"]


@pytest.fixture
def yard(office: Office) -> Office:
    """Two customers and feed by the bag."""
    feed = a_product(office, price="128")
    stocked(office, a_warehouse(office), feed)
    a_customer(office, "河南双汇饲料有限公司", code="K1")
    a_customer(office, "喆堃农牧", code="K2", phone="13900000002")
    return office


def bring_in(office: Office, path: Path, **more: Any) -> ImportResult:
    return imports.carry(office, imports.dry_run(office, "contracts", path), **more)


def a_list(folder: Path, *rows: list[Any]) -> Path:
    return a_book(folder / "合同台账.xlsx", [["2026 年合同台账"], HEADS, *rows])


FEED = ["旧-2026-01", "河南双汇饲料有限公司", "2026.1.5", "2026-01-05", "2026/12/31", "李强", "育肥猪配合饲料", 100, "袋", 120, 12000, ""]
CARE = ["旧-2026-01", "河南双汇饲料有限公司", "2026.1.5", None, None, "李强", "送货到场", 12, "次", 50, 600, ""]
WHOLE = [None, "喆堃农牧", date(2026, 3, 1), None, date(2027, 2, 28), "某人", None, None, None, None, "3.5万", "年度供货"]


def all_of(office: Office) -> list[ContractRow]:
    return [queries.found_contract(office, row[0]) for row in office.database.execute_sql("SELECT id FROM contract ORDER BY id").fetchall()]


def granted(office: Office, result: ImportResult) -> None:
    """The manager approves what the import asked for."""
    assert result.approval is not None
    sign_in(office, MANAGER)
    decide(office, result.approval, granted=True, reason="")
    sign_in(office, CLERK)
    carry_out(office, result.approval)


def test_rows_of_one_number_are_one_contract_and_an_amount_alone_is_one_line(yard: Office, tmp_path: Path) -> None:
    plan = imports.dry_run(yard, "contracts", a_list(tmp_path, FEED, CARE, WHOLE))
    told = summary(plan)
    assert (told["accepted"], told["problems"], all_of(yard)) == (3, [], [])
    assert {each["field"] for each in told["warnings"]} == {"product", "salesperson"}
    granted(yard, imports.carry(yard, plan))
    first, second = all_of(yard)
    assert (first.their_number, first.state, first.total, first.starts, first.ends) == (
        "旧-2026-01", "approved", D("12600.00"), date(2026, 1, 5), date(2026, 12, 31))
    assert [(line.name, line.product_id is not None, line.unit, line.quantity) for line in first.lines] == [
        ("育肥猪配合饲料", True, "袋", D(100)), ("送货到场", False, "次", D(12))]
    assert (second.customer_name, second.total, second.date, second.remark) == ("喆堃农牧", D("35000.00"), date(2026, 3, 1), "年度供货")
    assert [task.due for task in open_tasks_of(yard, "contracts", first.id)] and list(faults(yard)) == []


def test_until_the_manager_answers_they_are_drafts(yard: Office, tmp_path: Path) -> None:
    result = bring_in(yard, a_list(tmp_path, FEED))
    assert result.written and result.approval is not None and [row.state for row in all_of(yard)] == ["draft"]


def test_what_is_wrong_is_said_row_by_row_and_nothing_enters(yard: Office, tmp_path: Path) -> None:
    ends_early = [*FEED[:4], "2025-01-01", *FEED[5:]]
    nothing = ["旧-9", "喆堃农牧", *[None] * 10]
    path = a_list(tmp_path, FEED, ["旧-8", "没有这家", *FEED[2:]], ends_early, nothing)
    result = bring_in(yard, path)
    told = summary(result)
    assert not told["written"] and all_of(yard) == []
    assert [(each["row"], each["field"]) for each in told["problems"]] == [(4, "customer"), (5, "ends"), (6, "amount")]


def test_a_contract_that_is_there_does_not_enter_twice(yard: Office, tmp_path: Path) -> None:
    granted(yard, bring_in(yard, a_list(tmp_path, FEED, CARE)))
    told = summary(imports.dry_run(yard, "contracts", a_list(tmp_path, FEED, CARE, WHOLE)))
    assert [(twin["row"], twin["code"], twin["kind"]) for twin in told["duplicates"]] == [
        (row, all_of(yard)[0].number, "same") for row in (3, 4)]
    assert told["accepted"] == 1


def test_taken_back_they_end_and_may_come_again(yard: Office, tmp_path: Path) -> None:
    granted(yard, bring_in(yard, a_list(tmp_path, FEED, CARE)))
    imports.undo_import(yard, 1)
    [row] = all_of(yard)
    assert row.state == "ended" and open_tasks_of(yard, "contracts", row.id) == [] and list(faults(yard)) == []
    assert summary(imports.dry_run(yard, "contracts", a_list(tmp_path, FEED, CARE)))["duplicates"] == []


def test_one_that_was_invoiced_stays(yard: Office, tmp_path: Path) -> None:
    granted(yard, bring_in(yard, a_list(tmp_path, FEED)))
    [row] = all_of(yard)
    issue_invoice(yard, InvoiceInput(row.customer_id, (LineInput(row.lines[0].product_id or 0, D(1), D(120)),), contract_id=row.id))
    with pytest.raises(RuleViolation) as caught:
        imports.undo_import(yard, 1)
    assert [problem.code for problem in caught.value.problems] == ["import.used"] and row.number in str(caught.value)


def test_headings_of_a_ledger_with_a_running_number(yard: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "台账.xlsx", [
        ["序号", "合同号", "购货单位", "签约日期", "合同期限起", "合同期限止", "产品名称", "数量", "单位", "单价", "合同总额", "经办人"],
        [1, "NX-1", "喆堃农牧", "2026年3月5日", None, "2027-03-04", "育肥猪配合饲料", 5, "袋", 100, 500, "李强"],
        ["合计", *[None] * 9, 500, None]])
    told = summary(imports.dry_run(yard, "contracts", path))
    assert (told["accepted"], told["left_out"], len(told["aside"]), told["warnings"]) == (1, ["序号"], 1, [])
    assert told["columns"]["合同号"] == "number" and told["columns"]["合同期限止"] == "ends"
