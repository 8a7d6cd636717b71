"""The tax site's template is filled by its headings, whatever their order; numbers that come back are kept beside the invoices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data.einvoice import fill, read_numbers
from models.core.errors import KnownError, RuleViolation
from models.core.listing import Filter, every_row, totals_of
from models.core.office import Office
from models.einvoices.commands import record_numbers
from models.einvoices.inputs import NumberInput
from models.einvoices.listing import EINVOICES
from models.einvoices.queries import numbers_about, numbers_of, waiting
from models.einvoices.rules import check_shape
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, RedLine, VoidInput
from models.invoices.queries import invoice
from models.street import faults
from tests.factories import MONDAY
from tests.shop import Shop, a_shop

HEADS = ("发票流水号*", "发票类型*", "特定业务类型", "是否含税*", "受票方自然人标识", "购买方名称*", "购买方纳税人识别号", "证件类型", "证件号码", "国籍", "购买方地址", "购买方电话",
         "购买方开户银行", "购买方银行账号", "备注", "销售方开户行", "销售方银行账号", "购买方邮箱", "收款人", "复核人")
LINES = ("发票流水号*", "项目名称*", "商品和服务税收编码*", "规格型号", "单位", "数量", "单价", "金额*", "税率*", "折扣金额", "是否使用优惠政策", "优惠政策类型")
CODE = "1030101010000000000"
NUMBER = "26412000000000000001"


def template(path: Path, *, turned: bool = False, more: str = "") -> Path:
    """A downloaded file: notes above, headings in row 3, an example below; `turned`: another version with another order."""
    book = Workbook()
    book.remove(book.active)
    for name, headings in (("1-发票基本信息", HEADS), ("2-发票明细信息", LINES), ("3-特定业务信息", ("发票流水号*",)), ("4-附加要素信息", ("发票流水号*",))):
        sheet = book.create_sheet(name)
        sheet["A1"], sheet["A2"] = "填写说明：请勿改动表头", "版本 V2"
        wanted = list(reversed(headings)) if turned else list(headings)
        for at, heading in enumerate([*wanted, *([more] if more and name.startswith("1") else [])], 1):
            sheet.cell(3, at, f"{heading}\n(必填)" if turned and heading.endswith("*") else heading)
            sheet.cell(4, at, "示例")
    book.create_sheet("excelVersion")["A1"] = "20240101"
    book.save(path)
    return path


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The filled rows by heading."""
    found = load_workbook(path)[sheet]
    headings = [str(cell.value).split("*")[0].split("\n")[0] for cell in found[3]]
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in found.iter_rows(min_row=4)
            if any(cell.value for cell in row)]


@pytest.fixture
def shop(office: Office) -> Shop:
    """Feed and bran with tax category codes, three sales."""
    shop = a_shop(office)
    office.database.execute_sql("UPDATE product SET tax_category = ?", (CODE,))
    shop.sold(shop.line("10"))
    shop.sold(shop.line("3"), shop.line("7", product_id=shop.bran), discount=D("10.01"))
    shop.sold(shop.line("1"))
    return shop


@pytest.mark.parametrize("turned", [False, True])
def test_both_layouts_are_filled_by_their_headings(shop: Shop, tmp_path: Path, turned: bool) -> None:
    made = fill(shop.office, template(tmp_path / "t.xlsx", turned=turned), waiting(shop.office, MONDAY, MONDAY), tmp_path / "out.xlsx")
    assert (made.invoices, made.lines, made.left_out, made.unknown) == (3, 4, (), ())
    heads, lines = rows(tmp_path / "out.xlsx", "1-发票基本信息"), rows(tmp_path / "out.xlsx", "2-发票明细信息")
    assert [head["是否含税"] for head in heads] == ["是"] * 3 and heads[0]["购买方名称"] == "河南双汇饲料有限公司"
    assert lines[0]["金额"] == "1280.00" and lines[0]["税率"] == "0.09" and lines[0]["商品和服务税收编码"] == CODE
    exempt = next(line for line in lines if line["优惠政策类型"] == "免税")
    assert (exempt["税率"], exempt["是否使用优惠政策"]) == ("0", "是")
    for head in heads:
        total = sum(D(line["金额"]) - D(line["折扣金额"] or 0) for line in lines if line["发票流水号"] == head["发票流水号"])
        row = invoice(shop.office, next(at for at in (1, 2, 3) if (each := invoice(shop.office, at)) and each.number == head["发票流水号"]))
        assert row is not None and total == row.total
    book = load_workbook(tmp_path / "out.xlsx")
    assert book["excelVersion"]["A1"].value == "20240101" and book["3-特定业务信息"]["A4"].value == "示例"
    assert all(isinstance(value, str) for line in lines for value in line.values() if value is not None)


def test_what_was_voided_or_taken_back_is_left_out_or_net(shop: Shop, tmp_path: Path) -> None:
    first = invoice(shop.office, 1)
    assert first is not None
    red_invoice(shop.office, RedInput(1, "少要", (RedLine(first.lines[0].id, cancelled=D(4)),)))
    red_invoice(shop.office, RedInput(2, "不要了", None))
    void_invoice(shop.office, VoidInput(3, "错开"))
    fill(shop.office, template(tmp_path / "t.xlsx"), waiting(shop.office, MONDAY, MONDAY), tmp_path / "out.xlsx")
    (line,) = rows(tmp_path / "out.xlsx", "2-发票明细信息")
    assert (line["数量"], line["金额"]) == ("6", "768.00")


def test_products_without_a_code_and_headings_without_a_source_are_named(shop: Shop, tmp_path: Path) -> None:
    shop.office.database.execute_sql("UPDATE product SET tax_category = ''")
    late = shop.sold(shop.line("2", product_id=shop.bran)).number
    made = fill(shop.office, template(tmp_path / "t.xlsx", more="运输方式*"), waiting(shop.office, MONDAY, MONDAY), tmp_path / "out.xlsx")
    assert made.without_code == ((shop.bran, "麸皮"),) and made.unknown == ("1-发票基本信息: 运输方式",)
    assert made.left_out == (late,) and made.invoices == 3


def test_another_workbook_is_no_template(shop: Shop, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(KnownError):
        fill(shop.office, tmp_path / "x.xlsx", [1], tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_numbers_come_back_once_and_stay_beside_the_invoice(shop: Shop, tmp_path: Path) -> None:
    row = invoice(shop.office, 1)
    assert row is not None
    book = Workbook()
    for cells in (("开票结果",), ("发票流水号", "数电票号码", "开票日期", "价税合计", "红字确认单编号"), (row.number, "24412000000012345678", "2026-11-23", 1280, None)):
        book.active.append(list(cells))
    book.save(tmp_path / "n.xlsx")
    numbers = read_numbers(tmp_path / "n.xlsx")
    assert numbers == [NumberInput(row.number, "invoice", "24412000000012345678", date(2026, 11, 23), D(1280), 3)]
    assert record_numbers(shop.office, numbers, "n.xlsx") == (1, 0) and record_numbers(shop.office, numbers) == (0, 1)
    assert numbers_of(shop.office, 1) == [("invoice", "24412000000012345678", date(2026, 11, 23))]
    assert [totals_of(EINVOICES, Filter(state=state)).count for state in ("filed", "waiting")] == [1, 2]
    assert 1 not in waiting(shop.office, MONDAY, MONDAY)
    assert record_numbers(shop.office, [NumberInput(row.number, "red confirmation", "41012626110000000001")]) == (1, 0)
    assert not list(faults(shop.office))


def test_numbers_of_a_red_letter_stand_beside_its_sale(shop: Shop) -> None:
    """The tax site names the red letter by its own number, the clerk looks for it at the sale."""
    first = invoice(shop.office, 1)
    assert first is not None
    red = red_invoice(shop.office, RedInput(1, "少要", (RedLine(first.lines[0].id, cancelled=D(4)),)))
    confirmed, number = "41012626110000000002", "26412000000000000099"
    record_numbers(shop.office, [NumberInput(red.number, "red confirmation", confirmed), NumberInput(red.number, "invoice", number)])
    assert [(kind, told, paper) for kind, told, _day, paper in numbers_about(shop.office, 1)] == [
        ("red confirmation", confirmed, red.number), ("invoice", number, red.number)]
    [row] = list(every_row(EINVOICES, Filter(keyword=first.number)))
    shown = {column.key: value for column, value in zip(EINVOICES.columns, row, strict=True)}
    assert (shown["red"], shown["einvoice"], shown["state"]) == (f"{confirmed} {number}", None, "waiting")


@pytest.mark.parametrize("number", [
    NumberInput("XS999", "invoice", NUMBER), NumberInput("XS20261100001", "invoice", ""), NumberInput("XS20261100001", "else", NUMBER),
    NumberInput("XS20261100001", "invoice", NUMBER, amount=D(1)), NumberInput("XS20261100001", "invoice", NUMBER[1:])])
def test_numbers_that_do_not_fit_are_refused_all_together(shop: Shop, number: NumberInput) -> None:
    with pytest.raises(RuleViolation):
        record_numbers(shop.office, [NumberInput("XS20261100002", "invoice", "26412000000000000009"), number])
    assert numbers_of(shop.office, 2) == []


@pytest.mark.parametrize(("kind", "number", "right"), [
    ("invoice", NUMBER, True), ("invoice", "00123456", True), ("invoice", "410000000100123456", True), ("red", "1" * 21, False),
    ("invoice", "1", False), ("invoice", "2641200000000000000A", False), ("invoice", "2" * 19, False), ("red confirmation", "1234", False),
    ("red confirmation", "41012626110000000001", True), ("red confirmation", "确认单41012626", False)])
def test_a_number_has_the_shape_of_its_kind(kind: str, number: str, right: bool) -> None:
    found = check_shape(kind, number, 4, "numbers.0.number")
    assert [(each.field, each.code, each.params["row"]) for each in found] == ([] if right else [
        ("numbers.0.number", "einvoice.shape", 4)])


def test_a_row_of_the_tax_site_that_cannot_be_is_named(tmp_path: Path, office: Office) -> None:
    shop = a_shop(office)
    shop.sold(shop.line("10"))
    book = Workbook()
    for row in (("发票流水号", "数电票号码", "开票日期"), ("XS20261100001", "26410000000000000001", "2026-13-45")):
        book.active.append(list(row))
    book.save(tmp_path / "n.xlsx")
    with pytest.raises(RuleViolation) as refused:
        read_numbers(tmp_path / "n.xlsx")
    assert refused.value.problems[0].params["row"] == 2
    with pytest.raises(RuleViolation) as refused:
        record_numbers(office, [NumberInput("XS20261100001", "invoice", "26410000000000000001", date(2099, 1, 1), row=2)])
    assert [each.code for each in refused.value.problems] == ["date.ahead"]
