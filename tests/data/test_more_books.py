"""Three more workbooks as offices keep them, none like the others: each is read without a correction by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data import imports
from data.imports.cleaned import in_short
from data.imports.values import days
from models.core.office import Office
from models.core.text import use_language
from tests.factories import an_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of every test here."""
    use_language("en")
    return an_office(tmp_path / "office")


def test_a_register_of_a_region_behind_a_cover(office: Office, tmp_path: Path) -> None:
    """Two rows of titles, ten thousands, running numbers, subtotals between, six ways of days, our own people beside theirs."""
    book = Workbook()
    cover, sheet = book.worksheets[0], book.create_sheet("经销商")
    cover["B3"], cover["B6"] = "豫东大区经销商往来单位名册", "二〇二六年三月"
    rows: list[list[Any]] = [
        ["豫东大区经销商往来单位名册（2026年第一季度）"], ["编制单位：销售内勤部", None, None, None, None, None, None, None, "单位：万元"],
        ["NO.", "所属片区", "建档日期", "单位全称", "税号", "法人/负责人", "移动电话", "固话", "赊销额度", "结算方式", "对接人（我方）", "备 注"],
        [1, "周口片", 46000, "周口市宏发饲料经营部", None, "张宏发", "１３８３９４０１２３４", "0394-8223344", 5, "月结", "李强"],
        [2, "周口片", "2025/12/1", "沈丘县老王养猪合作社", None, "王建国（老板娘：刘芳 13523456789）", 13700001111, None, "0.8", "货到付款"],
        [3, "周口片", "25年11月3日", "项城市丰收牧业有限公司", None, "曾 凡", "+86 139-3871-2222", "(0394)4321000", "叁万", "30天"],
        [None, "周口片 小计", None, 3, None, None, None, None, 8.8], [4, "商丘片", "2026-02-30", "夏邑县民生养殖场", None, "仇二", None, None, 1, "季结"],
        [None, "商丘片小计", None, 1, None, None, None, None, 1], [None, "总   计", None, 4, None, None, None, None, 9.8],
        ["审核：", None, None, "制表：王敏", None, None, None, "日期：2026.4.1"]]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    plan = imports.dry_run(office, "customers", tmp_path / "a.xlsx")
    assert [row.number for row in plan.rows] == [4, 5, 6, 8] and [one.row for one in plan.aside] == [7, 9, 10, 11]
    assert [(row.number, problem.field) for row in plan.bad_rows for problem in row.problems] == [(8, "opened_on")]
    first, other, third = (row.item.file for row in plan.accepted)
    assert (first.code, first.credit_limit, first.credit_days, first.opened_on) == ("", D(50000), 30, date(2025, 12, 9))
    assert first.salesperson_id is not None and [each.name for each in first.contacts] == ["张宏发"]
    assert [each.name for each in other.contacts] == ["王建国", "刘芳"] and other.phone == "13700001111 / 13523456789"
    assert (third.credit_limit, third.opened_on, third.phone) == (D(30000), date(2025, 11, 3), "13938712222 / 0394-4321000")


def test_an_export_in_the_national_encoding(office: Office, tmp_path: Path) -> None:
    """A title within quotes, apostrophes and shortened numbers of Excel, accounts behind the bank, a rare character."""
    (tmp_path / "a.csv").write_bytes(
        '"客户往来档案导出","","",""\n"联系手机","客户全名","欠款上限(元)","开户行及账号"\n'
        '"13525112233","鹿邑县𬭎达养殖有限公司","50,000.00","中国农业银行鹿邑支行 6228480718888888888"\n'
        '"\'0394-7223366","郸城县兴农饲料门市部","￥30,000",""\n"1.35951E+10","太康县饲料店","-",""\n"","合计","80000",""\n'.encode("gb18030"))
    plan = imports.dry_run(office, "customers", tmp_path / "a.csv")
    first, other = (row.item.file for row in plan.accepted)
    assert (first.name, first.bank, first.bank_account) == ("鹿邑县𬭎达养殖有限公司", "中国农业银行鹿邑支行", "6228480718888888888")
    assert (other.phone, other.contacts, other.credit_limit) == ("0394-7223366", (), D(30000))
    assert [(row.number, row.problems[0].code) for row in plan.bad_rows] == [(5, "import.digits")]


@pytest.mark.parametrize(("over", "unit"), [("单位：元/吨", "吨"), ("", "袋")])
def test_a_price_list_says_its_unit_once_or_by_the_bag(office: Office, tmp_path: Path, over: str, unit: str) -> None:
    """Names merged over their sizes, a group over two prices, a full-width code; without a column for the unit."""
    book = Workbook()
    cover, sheet = book.worksheets[0], book.create_sheet("报价单")
    cover.append(["价格自2026年4月1日起执行"])
    rows: list[list[Any]] = [
        ["饲料产品价格表", None, None, None, None, over], ["类别", "产品名称", "包装", "代号", "价格", None], [None, None, None, None, "出厂价", "最低限价"],
        ["猪料", "育肥猪配合饲料", "40kg/袋", "551", 3250, 3100], [None, None, "20kg/袋", "551S", 3180, 3050], ["小计"],
        ["禽料", "蛋鸡预混料(5%)", "25kg/袋", " ５３１ ", "￥8900.00", None], ["合计"]]
    for row in rows:
        sheet.append(row)
    for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "A4:A5", "B4:B5"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    plan = imports.dry_run(office, "products", tmp_path / "a.xlsx")
    assert [(row.item.file.name, row.item.file.code, row.item.file.unit, row.item.file.list_price) for row in plan.accepted] == [
        ("育肥猪配合饲料", "551", unit, D(3250)), ("育肥猪配合饲料", "551S", unit, D(3180)), ("蛋鸡预混料(5%)", "531", unit, D(8900))]
    assert not plan.duplicates and ("吨" in in_short(plan, plan.rows[0])) == bool(over)


@pytest.mark.parametrize(("said", "meant"), [("月结", 30), ("季结", 90), ("半月结", 15), ("双月结", 60)])
def test_terms_by_the_month(said: str, meant: int) -> None:
    assert days(said, "credit_days") == meant
