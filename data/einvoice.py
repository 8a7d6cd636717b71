"""The tax site's batch template, filled by its headings; and the numbers that come back from it (papers: E-invoice batch template).

The user's own downloaded file is filled: column order changes between versions, so nothing is known but the words of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.archive import DAMAGED, kind_of
from data.imports import values
from data.imports.dates import day, is_day_first
from data.imports.headings import Field, match
from data.target import replacing
from data.workbook_reader import read_workbook
from data.workbook_scan import scan
from models.core.company import BANK, BANK_ACCOUNT
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_
from models.customers.queries import card
from models.einvoices import rules
from models.einvoices.inputs import NumberInput
from models.einvoices.queries import TaxPaper, tax_paper
from models.einvoices.rules import TaxLine

HEADING_ROW, FIRST_ROW = 3, 4
HEADS, LINES = "1-发票基本信息", "2-发票明细信息"


@dataclass(frozen=True)
class Filled:
    """What was filled in. problems: (invoice number, problem); left_out: numbers that have some.

    unknown: required headings without a source; without_code: (id, name) of products whose tax category code is missing.
    """

    invoices: int
    lines: int
    problems: tuple[tuple[str, Problem], ...]
    left_out: tuple[str, ...]
    unknown: tuple[str, ...]
    without_code: tuple[tuple[int, str], ...]


def _head(office: Office, kind: str) -> dict[str, Callable[[TaxPaper], str]]:
    """Heading (without its star) -> what is written there of an invoice."""
    return {
        "发票流水号": lambda paper: paper.head.number, "发票类型": lambda paper: kind, "特定业务类型": lambda paper: "",
        "是否含税": lambda paper: "是", "受票方自然人标识": lambda paper: "否" if paper.head.customer_tax_number else "是",
        "购买方名称": lambda paper: paper.head.customer_name, "购买方纳税人识别号": lambda paper: paper.head.customer_tax_number,
        "证件类型": lambda paper: "", "证件号码": lambda paper: "", "国籍": lambda paper: "",
        "购买方地址": lambda paper: paper.head.customer_address, "购买方电话": lambda paper: paper.head.customer_phone,
        "购买方开户银行": lambda paper: paper.head.customer_bank,
        "购买方银行账号": lambda paper: card(office, paper.head.customer_id).bank_account,
        "备注": lambda paper: f"{paper.head.number} {paper.head.remark}".strip()[:rules.MOST_REMARK],
        "销售方开户行": lambda paper: office.settings[BANK], "销售方银行账号": lambda paper: office.settings[BANK_ACCOUNT],
        "购买方邮箱": lambda paper: "", "收款人": lambda paper: "", "复核人": lambda paper: "",
    }


_LINE: Mapping[str, Callable[[TaxPaper, TaxLine], str]] = {
    "发票流水号": lambda paper, line: paper.head.number, "项目名称": lambda paper, line: line.name,
    "商品和服务税收编码": lambda paper, line: line.code, "规格型号": lambda paper, line: line.specification,
    "单位": lambda paper, line: line.unit, "数量": lambda paper, line: _plain(line.quantity), "单价": lambda paper, line: _plain(line.price),
    "金额": lambda paper, line: f"{line.amount:.2f}", "税率": lambda paper, line: line.rate,
    "折扣金额": lambda paper, line: f"{line.discount:.2f}" if line.discount else "",
    "是否使用优惠政策": lambda paper, line: "是" if line.policy else "否", "优惠政策类型": lambda paper, line: line.policy,
}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def fill(office: Office, template: Path, invoice_ids: Sequence[int], target: Path, kind: str = "") -> Filled:
    """Fill a downloaded template with invoices; those with problems are left out and named. Everything is written as text.

    kind: the words of 发票类型; "" takes the office's setting. Raises KnownError for a file that is not the template.
    """
    from openpyxl import load_workbook

    if kind_of(template) != "xlsx":
        raise KnownError(DAMAGED)
    scan(template)
    book = load_workbook(template)
    heads, lines = _sheet(book, HEADS), _sheet(book, LINES)
    kind = kind or office.settings[rules.TYPE]
    writers = _head(office, kind)
    at_head, at_line = _columns(heads), _columns(lines)
    unknown = [*_unknown(heads, writers), *_unknown(lines, _LINE)]
    for required, there, sheet in (("发票流水号", at_head, HEADS), ("金额", at_line, LINES)):
        if required not in there:
            raise KnownError(N_("The sheet {sheet} has no heading {heading} in row {row}; is this the template of the tax site?"),
                             sheet=sheet, heading=required, row=HEADING_ROW)
    papers = [paper for one in invoice_ids if (paper := tax_paper(office, one)) is not None]
    found = {paper.head.number: list(_problems(paper, kind)) for paper in papers}
    good = [paper for paper in papers if not found[paper.head.number]]
    _write(heads, at_head, [{name: tell(paper) for name, tell in writers.items()} for paper in good])
    _write(lines, at_line, [{name: tell(paper, line) for name, tell in _LINE.items()} for paper in good for line in paper.lines])
    with replacing(target) as making:
        book.save(making)
    lacking = dict.fromkeys((line.product_id, line.name) for paper in papers for line in paper.lines if len(line.code) != rules.CODE_DIGITS)
    return Filled(len(good), sum(len(paper.lines) for paper in good),
                  tuple((number, problem) for number, problems in found.items() for problem in problems),
                  tuple(number for number, problems in found.items() if problems), tuple(unknown), tuple(lacking))


def _sheet(book: Any, name: str) -> Any:
    number = name.split("-")[0]
    for title in book.sheetnames:
        if title == name or title.startswith(f"{number}-") or title.split("-")[-1] == name.split("-")[-1]:
            return book[title]
    raise KnownError(N_("The file has no sheet {sheet}; choose the template that you downloaded from the tax site"), sheet=name)


def plain_heading(cell: object) -> str:
    """A heading without star, notes in brackets and white space."""
    return re.sub(r"[（(].*?[）)]|[*＊\s]", "", str(cell or ""))


def _columns(sheet: Any) -> dict[str, int]:
    return {plain_heading(cell.value): cell.column for cell in sheet[HEADING_ROW] if cell.value}


def _unknown(sheet: Any, known: Mapping[str, object]) -> Iterator[str]:
    for cell in sheet[HEADING_ROW]:
        if cell.value and re.search(r"[*＊]", str(cell.value)) and plain_heading(cell.value) not in known:
            yield f"{sheet.title}: {plain_heading(cell.value)}"


def _write(sheet: Any, columns: Mapping[str, int], rows: Sequence[Mapping[str, str]]) -> None:
    if sheet.max_row >= FIRST_ROW:                           # examples that came with the template
        for row in sheet.iter_rows(min_row=FIRST_ROW):
            for cell in row:
                cell.value = None
    for at, row in enumerate(rows, FIRST_ROW):
        for name, column in columns.items():
            text = row.get(name, "")
            if text:
                cell = sheet.cell(at, column)
                cell.value = text
                cell.data_type, cell.number_format = "s", "@"


def _problems(paper: TaxPaper, kind: str) -> Iterator[Problem]:
    head = paper.head
    if len(head.number) > rules.MOST_SERIAL:
        yield Problem("number", "einvoice.long", N_("{number} has more than {most} characters"),
                      {"number": head.number, "most": rules.MOST_SERIAL})
    if len(head.customer_name) > rules.MOST_NAME:
        yield Problem("customer", "einvoice.name", N_("{product}: at most {most} characters are allowed"),
                      {"product": head.customer_name, "most": rules.MOST_NAME})
    if not head.customer_tax_number and kind == "增值税专用发票":
        yield Problem("customer", "einvoice.tax_number", N_("{customer}: a special e-invoice needs the tax number"),
                      {"customer": head.customer_name})
    if len(head.customer_tax_number) > rules.MOST_TAX_NUMBER:
        yield Problem("customer", "einvoice.tax_number", N_("{number} has more than {most} characters"),
                      {"number": head.customer_tax_number, "most": rules.MOST_TAX_NUMBER})
    for at, line in enumerate(paper.lines):
        yield from rules.check_line(line, f"lines.{at}")
    yield from rules.check_total(paper.lines, paper.total, head.number)


FIELDS = (
    Field("serial", N_("No."), ("发票流水号", "流水号", "单据号", "销售单号", "serial"), values.code, required=True),
    Field("number", N_("Number of the tax site"), ("数电票号码", "数电发票号码", "发票号码", "全电发票号码", "电子发票号码", "invoice number"), values.code),
    Field("red", N_("Red confirmation"), ("红字确认单编号", "红字确认信息编号", "红字发票信息确认单编号", "确认单编号", "red confirmation"), values.code),
    Field("date", N_("Date"), ("开票日期", "开票时间", "日期", "date"), day=True),
    Field("amount", N_("Amount"), ("价税合计", "价税合计金额", "含税金额", "金额合计", "total"), values.money),
)


def read_numbers(path: Path) -> list[NumberInput]:
    """The numbers that the tax site gave back. Raises KnownError for a file without them, RuleViolation for a cell that cannot be read."""
    matched = match(read_workbook(path), FIELDS, named=("serial",))
    fields = {each.key: each for each in FIELDS}
    rows, _aside = matched.rows(("serial",))
    first = {at: is_day_first(row.cell(at) for row in rows) for at, key in matched.columns.items() if fields[key].day}
    found: list[NumberInput] = []
    for row in rows:
        try:
            read = {key: day(row.cell(at), key, day_first=first[at]) if fields[key].day else fields[key].read(row.cell(at), key)
                    for at, key in matched.columns.items()}
        except RuleViolation as refused:
            raise RuleViolation([Problem(problem.field, problem.code, N_("Row {row}: {problem}"),
                                         {"row": row.number, "problem": problem.say()}) for problem in refused.problems]) from refused
        when = read.get("date")
        for key, kind in (("number", "invoice"), ("red", "red confirmation")):
            if read.get(key):
                found.append(NumberInput(str(read["serial"]), kind, str(read[key]), when if isinstance(when, date) else None,
                                         _amount(read.get("amount")) if key == "number" else None, row.number))
    if not found:
        raise RuleViolation([Problem("number", "einvoice.none", N_("The file has no number of the tax site"))])
    return found


def _amount(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
