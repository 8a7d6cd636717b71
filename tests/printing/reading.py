"""Reading a PDF back as a person's viewer does: text, boxes of words, pages."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

import pypdfium2

from printing.documents.invoice import InvoiceLine, InvoicePaper, render
from printing.paper import PLAIN, PrinterSetting, paper_named

MM = 72 / 25.4
NAMES = ("育肥猪配合饲料", "乳猪教槽料（高蛋白膨化大豆型）", "蛋鸡产蛋高峰期复合预混合饲料5%", "中大猪浓缩饲料")


@dataclass(frozen=True)
class Word:
    """A piece of text and its box on a page, mm from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def made(draw: Callable[[io.BytesIO], object]) -> bytes:
    """The PDF that a renderer writes."""
    out = io.BytesIO()
    draw(out)
    return out.getvalue()


@lru_cache(maxsize=8)
def text_of_pdf(pdf: bytes) -> str:
    """All text as poppler extracts it, without layout spaces."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def squeezed(pdf: bytes) -> str:
    """The text without any white space: where words stand apart does not matter."""
    return re.sub(r"\s+", "", text_of_pdf(pdf))


def pages_of(pdf: bytes) -> int:
    """The number of pages."""
    return len(pypdfium2.PdfDocument(pdf))


def words(pdf: bytes) -> Iterator[tuple[int, Word]]:
    """Every character that shows, with its page (from 0) and the box of its ink."""
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        page = document[number]
        height = page.get_height()
        read = page.get_textpage()
        for at in range(read.count_chars()):
            text = read.get_text_range(at, 1)
            if text.strip():
                left, bottom, right, top = read.get_charbox(at)
                yield number, Word(text, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)


def invoice(count: int, **changes: object) -> InvoicePaper:
    """A sales note of so many lines."""
    lines = tuple(line(number) for number in range(count))
    paper = InvoicePaper(
        company="河南牧丰饲料有限公司", number="XS202611-00042", day=date(2026, 11, 23), customer="河南双汇饲料有限公司",
        lines=lines, total=sum_of(lines), subtotal_of=lambda first, end: sum_of(lines[first:end]),
        address="河南省周口市川汇区七一路中段 88 号", phone="0394-8234567", salesperson="李强", warehouse="一号库",
        vehicle="豫P·A1234", delivery_address="周口市淮阳区新站镇牧原路与工业大道交叉口向北 300 米路东", remark="货到验收。",
        total_quantity=(("袋", Decimal(120)), ("吨", Decimal("3.5"))), received_now=Decimal(5000),
        owed_before=Decimal(32400), owed_in_all=Decimal(45200), made_by="王敏", checked_by="赵堃", keeper="孙喆")
    return replace(paper, **changes)  # type: ignore[arg-type]  # changes are fields by name


def line(number: int, **changes: object) -> InvoiceLine:
    """One line of it."""
    price = Decimal("128.5") + number
    made = InvoiceLine(number + 1, f"F-{1204 + number}", NAMES[number % 4], "40kg/袋", "袋", Decimal(10), price, price * 10)
    return replace(made, **changes)  # type: ignore[arg-type]  # changes are fields by name


def sum_of(lines: Sequence[InvoiceLine]) -> Decimal:
    """What the rules of invoices would answer."""
    return sum((each.amount for each in lines), Decimal(0))


def printed(*papers: InvoicePaper, on: str = "pin2", setting: PrinterSetting = PLAIN) -> bytes:
    """Sales notes printed on a named paper."""
    return made(lambda out: render(papers, paper_named(on), setting, out))
