"""Workbooks of other offices: other headings, other orders, other languages; each read without a correction by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data import imports
from data.imports import ImportPlan, Place, summary
from data.imports.cleaned import cells_of, in_short
from data.imports.headings import Unnamed
from models.core.errors import KnownError
from models.core.office import Office
from models.core.text import use_language
from models.customers import queries as customers
from tests.data.books import a_book
from tests.factories import a_customer, an_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of every test here."""
    use_language("en")
    return an_office(tmp_path / "office")


def read(office: Office, path: Path, target: str = "customers", **more: Any) -> ImportPlan:
    return imports.dry_run(office, target, path, **more)


def files(plan: ImportPlan) -> dict[str, Any]:
    """The customers of a plan by name."""
    return {row.item.file.name: row.item.file for row in plan.rows}


def test_a_registration_form_under_three_rows_of_headings_in_ten_thousands(office: Office, tmp_path: Path) -> None:
    """A cover sheet, a title, a unit over the table, groups over parts, a total, notes and signatures at the foot."""
    book = Workbook()
    cover, sheet = book.worksheets[0], book.create_sheet("客户")
    cover.append(["填表说明：请如实填写客户名称、电话"])
    for line in (
            ["河南某某饲料有限公司客户档案登记表"], ["填表日期：2026年3月5日", None, None, None, None, None, "单位：万元"],
            ["序号", "客户信息", None, None, None, "财务信息", None, None, "其他"],
            [None, "往来单位名称", "联系人及电话", None, "所在市县", "授信额度", "账期(月)", "开户时间", "跟单业务员"],
            [None, None, "姓名", "手机/座机"],
            [1, "周口牧原养殖场", "张三、李四", "13812345678/0394-8123456 转 802", "周口川汇区", 5, 1, "2026.3.5", "李强"],
            [2, "商丘农户", "赵六", "（0370）2345678", "商丘", "3万", "现款", 20260305, "钱七"],
            [3, "洛阳农牧", "周九 0379-65432100-8001", None, "洛阳", "1,2", "半年", "13/5/2026", None],
            ["合 计", None, None, None, None, 8], ["注：以上资料由业务员提供，如有变动请及时更新。"], ["制表人：王敏", None, "审核："]):
        sheet.append(line)
    sheet.merge_cells("A1:I1")
    book.save(tmp_path / "a.xlsx")
    plan = read(office, tmp_path / "a.xlsx")
    one, other, third = (files(plan)[name] for name in ("周口牧原养殖场", "商丘农户", "洛阳农牧"))
    assert (plan.matched.sheet.name, plan.matched.heading.number, plan.matched.columns[2]) == ("客户", 5, "contact")
    assert [(person.name, person.phone) for person in one.contacts] == [("张三", "13812345678"), ("李四", "0394-8123456转802")]
    assert (one.credit_limit, one.credit_days, str(one.opened_on), one.territory) == (D(50000), 30, "2026-03-05", "周口川汇区")
    assert (other.phone, other.credit_limit, other.credit_days, other.salesperson_id) == ("0370-2345678", D(30000), 0, None)
    assert (third.phone, third.credit_days, str(third.opened_on)) == ("0379-65432100转8001", 180, "2026-05-13")
    assert [(row.number, problem.field) for row in plan.bad_rows for problem in row.problems] == [(8, "credit_limit")]
    told = summary(plan)
    assert [each["why"] for each in told["aside"]] == ["total", "note", "note"] and told["other_sheets"] == ["Sheet"]
    assert [(each["row"], each["field"]) for each in told["warnings"]] == [(7, "salesperson")]


def test_an_english_list_with_blank_columns_and_a_header_further_down(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", [
        ["CLIENT MASTER LIST"], [], ["As of 5 March 2026"], [],
        [None, "Client Name", None, "Contact Name", "Mobile Phone", "Office Phone", "E-mail", "City / Region", "Credit Limit (CNY)",
         "Payment Terms (days)", "Since", "Sales Rep.", "VAT No."],
        [None, "Zhengzhou Feed Ltd", None, "Mr. Wang", "+86-138-0000-1111", "0371-6000 1111 ext. 12", "a@b.c", "Zhengzhou", "50,000.00", 30,
         "5 Mar 2026", None, "91410100C171H49D4D"],
        [None, "Luoyang Farm Co", None, "Ms Li", 13900002222, None, None, "Luoyang", "80k", "Net 45", "Mar 5, 2026"],
        [None, "Kaifeng Agri", None, None, "139 0000 3333; 137 0000 4444", None, None, None, "N/A", "COD", "05-Mar-26"],
        ["Grand Total", None, None, None, None, None, None, None, 130000], ["Prepared by: Wang Min"]])
    plan = read(office, path)
    found = files(plan)
    assert not plan.problems and [each.row for each in plan.aside] == [9, 10] and summary(plan)["left_out"] == ["E-mail"]
    assert found["Zhengzhou Feed Ltd"].phone == "13800001111 / 0371-60001111转12"
    assert found["Zhengzhou Feed Ltd"].tax_number == "91410100C171H49D4D" and found["Zhengzhou Feed Ltd"].territory == "Zhengzhou"
    assert [(file.credit_limit, file.credit_days) for file in found.values()] == [(D(50000), 30), (D(80000), 45), (None, 0)]
    assert {str(file.opened_on) for file in found.values()} == {"2026-03-05"} and found["Kaifeng Agri"].phone == "13900003333 / 13700004444"


@pytest.mark.parametrize("encoding", ("gb18030", "utf-8-sig"))
def test_an_export_of_another_program_with_its_marks_against_excel(office: Office, tmp_path: Path, encoding: str) -> None:
    """Names and phones in one cell, ="…" around numbers, two short headings of the same kind."""
    (tmp_path / "a.csv").write_bytes((
        "公司/个人名称*,联系方式1,联系方式2,省,市,开户行及账号,信用额度,建档日\r\n"
        "\"牧业A\",李四13812340001,张三 13812340002,河南,周口,工行郑州支行 6222020200001234567,约5万,2026年3月5日\r\n"
        "\"牧业B\",\"=\"\"0394-8123456\"\"\",,河南,漯河,,五万,26.3.5\r\n合计:,,,,,,100000,\r\n").encode(encoding))
    plan = read(office, tmp_path / "a.csv")
    one, other = files(plan).values()
    assert [(person.name, person.phone) for person in one.contacts] == [("李四", "13812340001"), ("张三", "13812340002")]
    assert (one.bank, one.bank_account, one.territory) == ("工行郑州支行", "6222020200001234567", "周口")
    assert (one.credit_limit, other.credit_limit, other.phone, str(other.opened_on)) == (D(50000), D(50000), "0394-8123456", "2026-03-05")
    assert [(row.number, row.doubts[0].field) for row in plan.rows if row.doubts] == [(3, "opened_on")]


def test_what_became_of_a_cell_stands_beside_it(office: Office, tmp_path: Path) -> None:
    """Only what was changed is said; what cannot be read says why at its cell."""
    path = a_book(tmp_path / "a.xlsx", [["客户名称", "电话", "额度(万元)", "账期"], ["甲 公司 ", "１３８-0000-0001", 5, "月底"]])
    plan = read(office, path)
    cells = {cell.heading: cell for cell in cells_of(plan, plan.rows[0])}
    assert in_short(plan, plan.rows[0]) == "电话 １３８-0000-0001 → 13800000001; 额度(万元) 5 → 50,000.00"
    assert not cells["客户名称"].is_cleaned and cells["账期"].problem is not None and cells["账期"].before == "月底"


def test_one_phone_under_two_names_is_worth_a_look(office: Office, tmp_path: Path) -> None:
    """Both enter: one owner may have two firms."""
    path = a_book(tmp_path / "a.xlsx", [["客户名称", "电话"], ["甲公司", "13800000001"], ["甲饲料厂", "138 0000 0001"]])
    plan = read(office, path)
    assert len(plan.accepted) == 2 and [problem.say() for problem in plan.rows[1].doubts] == ["Row 2, 甲公司, has 13800000001 too"]


def test_the_person_says_where_the_table_is(office: Office, tmp_path: Path) -> None:
    """Another sheet, another row; a file without a known heading can still be pointed at."""
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("二区")
    for sheet, name in ((first, "甲公司"), (second, "乙公司")):
        for line in (["客户名称", "电话", "地址"], [name, "13800000001", "东街"]):
            sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    assert list(files(read(office, tmp_path / "a.xlsx"))) == ["甲公司"]
    assert list(files(read(office, tmp_path / "a.xlsx", place=Place("二区")))) == ["乙公司"]
    path = a_book(tmp_path / "b.xlsx", [["甲", "乙"], ["丙公司", "13800000003"]])
    plan = read(office, path, mapping={0: "name", 1: "phone"}, place=Place("Sheet1", 1))
    assert files(plan)["丙公司"].phone == "13800000003"
    with pytest.raises(Unnamed) as caught:
        read(office, a_book(tmp_path / "c.xlsx", [["电话", "地址"], ["1", "2"]]))
    assert caught.value.matched.columns == {0: "phone", 1: "address"}


def test_a_price_list_with_units_in_its_headings(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", [
        ["2026年春季产品报价单"], ["货品代码", "货品", "规格/型号", "计价单位", "含税出厂价(元/吨)", "增值税", "现库存(吨)"],
        ["A01", "猪料", "40kg/袋", "吨", "3,200元", 0.09, 12.5], ["A02", "鸭料", None, "吨", "面议", "免", None],
        ["总计", None, None, None, None, None, 12.5]])
    plan = read(office, path, "products")
    assert [(row.item.file.list_price, row.item.file.rate, row.item.stock) for row in plan.rows] == [
        (D(3200), "9", D("12.5")), (None, "exempt", None)] and not plan.problems


def test_a_directory_of_who_may_buy(office: Office, tmp_path: Path) -> None:
    """Duty 59: sources and grades in the words of clerks; who is filed already is told apart from namesakes."""
    a_customer(office, "甲公司", opened=False)
    path = a_book(tmp_path / "a.xlsx", [
        ["潜在客户名录"], ["企业名称", "联系人", "手机", "客户来源", "意向级别", "意向产品", "需求描述", "跟进人", "下次跟进"],
        ["乙牧业", "张三", "13800000001", "慧聪网", "A级", "猪料", "每月20吨", "李强", "2026-12-01"],
        ["丙牧业", "李四", "13800000002", "老客户介绍", "高", None, None, None, "2026-01-01"],
        ["丁牧业", None, None, "某某", "Z", None, None, None, None]])
    plan = read(office, path, "leads")
    assert [(row.item.name, row.item.source, row.item.grade) for row in plan.rows] == [
        ("乙牧业", "platform", "A"), ("丙牧业", "referral", "A"), ("丁牧业", "other", "N")]
    assert [(problem.field, row) for row, problem in plan.problems] == [("phone", 5)]
    assert [problem.field for problem in plan.rows[1].doubts] == ["next_date"]


def test_headings_as_people_speak_and_columns_told_by_what_stands_in_them(office: Office, tmp_path: Path) -> None:
    """No row of the table passes for its headings, though it says 客户; a column whose heading nobody knows is known by its cells."""
    path = a_book(tmp_path / "c.xlsx", [
        ["咨询日期", "称呼", "怎么找他", "想要什么", "从哪来", "意向程度", "归谁跟", "所在县"],
        *([date(2026, 3, day), f"查{day}老板", f"1550000{day:04}", "客户要一车麸皮", "老客户介绍", "热", "李强", "淮阳"] for day in range(1, 6))])
    plan = read(office, path, "leads")
    assert plan.matched.heading.number == 1
    assert list(plan.matched.columns.values()) == ["filed", "name", "phone", "need", "source", "grade", "salesperson", "territory"]
    assert [(row.item.name, row.item.phone, row.item.source, row.item.grade) for row in plan.rows][0] == (
        "查1老板", "15500000001", "referral", "A")


def test_one_cell_over_several_rows_names_them_all(office: Office, tmp_path: Path) -> None:
    """The people of one customer under one merged name, a place merged over two customers, a limit that stands once."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["客户名称", "联系人", "电话", "片区", "信用额度"], ["甲公司", "张三", "13800000001", "川汇区", 50000],
                 [None, "李四", "13800000002"], ["乙公司", "王五", "13800000003", None, 100], ["丙公司", "赵六", "13800000004", "淮阳", "面议"],
                 [None, "钱七", "13800000005"]):
        sheet.append(line)
    for cells in ("A2:A3", "E2:E3", "D2:D4", "A5:A6", "D5:D6"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    plan = read(office, tmp_path / "a.xlsx")
    assert [(twin.row, twin.of_row, twin.kind) for twin in plan.duplicates] == [(3, 2, "part"), (6, 5, "part")]
    assert [(row.number, row.problems[0].code) for row in plan.bad_rows] == [(5, "import.number"), (6, "import.part")]
    assert "客户名称 ↑ 甲公司 → 甲公司" in in_short(plan, plan.rows[1]) and plan.rows[1].values["credit_limit"] is None
    imports.carry(office, plan, tmp_path / "problems.xlsx")
    one, other = customers.by_name(office, "甲公司"), customers.by_name(office, "乙公司")
    assert one is not None and other is not None and customers.by_name(office, "丙公司") is None
    assert [(person.name, person.phone) for person in one.contacts] == [("张三", "13800000001"), ("李四", "13800000002")]
    assert (one.credit_limit, one.territory, other.territory, other.credit_limit) == (D(50000), "川汇区", "川汇区", D(100))


def test_a_form_about_one_is_no_table(office: Office, tmp_path: Path) -> None:
    """What stands at its left are headings, not four customers."""
    path = a_book(tmp_path / "form.xlsx", [["客户登记表"], ["客户名称", "周口鸿达养殖场"], ["联系人", "查理"], ["电话", "13800001111"], ["地址", "周口"]])
    with pytest.raises(KnownError, match="form about one"):
        read(office, path)
