"""A sales note in any design the rules allow: nothing leaves the paper, nothing that was stored is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from models.core.text import speaking
from models.designs.inputs import COLUMNS, STANDARD, Column, Copy, InvoiceDesign, Place
from printing.documents.invoice import InvoicePaper
from printing.paper import PrinterSetting, paper_named
from tests.designing import allowed, measured, png
from tests.printing.reading import Word, invoice, line, pages_of, printed, squeezed, sum_of, text_of_pdf, words

LONG = "妊娠母猪哺乳期专用高营养复合预混合饲料（含益生菌、酶制剂与多种维生素）加强型"
Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with speaking("zh_CN"):
        yield


def note_in(design: InvoiceDesign, count: int = 3, **changes: Any) -> InvoicePaper:
    """A note of so many lines in this design, with one copy where the design names none."""
    copies = tuple((copy.name, copy.colour) for copy in design.copies)
    return invoice(count, design=design, copies=copies, **changes)


def where(pdf: bytes, sign: str) -> Word:
    """The first place of a character."""
    return next(word for _page, word in words(pdf) if word.text == sign)


def images(pdf: bytes) -> int:
    """Pictures drawn in the file."""
    return sum(1 for page in PdfDocument(pdf) for _image in page.get_objects([FPDF_PAGEOBJ_IMAGE]))


@given(allowed(), st.sampled_from([1, 7, 8]), st.sampled_from(["issued", "void", "red"]))
@settings(max_examples=20)
def test_no_allowed_design_leaves_the_paper_or_loses_what_was_stored(made: tuple[str, InvoiceDesign], count: int, state: str) -> None:
    paper, design = paper_named(made[0]), made[1]
    lines = (line(0, name=LONG), *(line(at) for at in range(1, count)))
    note = note_in(design, count, lines=lines, state=state, reprint=1, logo=png())
    with speaking("zh_CN"):
        pdf = printed(note, on=paper.key)
    for _page, word in words(pdf):
        assert paper.left - 0.3 <= word.left and word.right <= paper.width - paper.margins[2] + 0.3, word
        assert paper.top - 0.3 <= word.top and word.bottom <= paper.bottom + 0.3, word
    shown = "".join(word.text for _page, word in words(pdf) if word.text not in "作废")      # the stamp stands across the lines
    for said in (note.number, note.customer, LONG, *((f"{note.total:,.2f}",) if "amount" in _keys(design) else ())):
        assert said in shown


def test_a_long_name_stays_in_the_only_row_of_a_printed_form() -> None:
    """It was given two rows where the form has one: an empty first page, and words below the form."""
    form = replace(measured(), rows=1, row_height=Decimal("5.5"))
    narrow = replace(form, columns=tuple(replace(each, width=Decimal(22)) if each.key == "name" else each for each in form.columns))
    note = note_in(narrow, 1, lines=(line(0, name=LONG),))
    pdf = printed(note, on="A4")
    assert len(PdfDocument(pdf)) == len(note.copies or ("",))
    assert LONG in "".join(word.text for _page, word in words(pdf))


def _keys(design: InvoiceDesign) -> list[str]:
    return [column.key for column in design.shown]


@pytest.mark.parametrize("key", ["pin2", "pin3", "A5L", "A4"])
def test_the_standard_note_reads_as_it_always_did(key: str, golden: Golden) -> None:
    lines = tuple(line(at, name=LONG) if at == 4 else line(at) for at in range(7))
    golden(f"invoice-{key}", text_of_pdf(printed(invoice(7, lines=lines, reprint=2, copies=(("存根", "白"),)), on=key)))


def test_the_standard_design_is_the_note_without_one() -> None:
    for key in ("pin2", "A4", "A5", "pin3"):
        assert printed(invoice(9), on=key) == printed(invoice(9, design=InvoiceDesign()), on=key)


def test_columns_stand_in_their_order_with_their_captions_and_widths() -> None:
    columns = (Column("name", "货物名称", Decimal(80)), Column("quantity", "数", Decimal(20)), Column("amount", "", Decimal(30)))
    pdf = printed(note_in(InvoiceDesign((*columns, Column("remark", "附记")))), on="A4")
    text = squeezed(pdf)
    assert "货物名称" in text and "附记" in text and "规格" not in text and "单价" not in text
    grid, heading = paper_named("A4").left, where(pdf, "物").top
    row = [word for _page, word in words(pdf) if abs(word.top - heading) < 1]
    assert [word.text for word in row] == list("货物名称数金额附记")
    number = next(word for word in row if word.text == "数")
    assert (number.left + number.right) / 2 == pytest.approx(grid + 80 + 10, abs=0.3)


def test_words_are_changed_and_left_out_and_the_neighbour_takes_the_room() -> None:
    design = InvoiceDesign(title="送货单", footer="货物当面点清，<b>概不退换</b>。", places=(
        Place("customer", "收货单位"), Place("phone", shown=False), Place("vehicle", shown=False), Place("before", shown=False),
        Place("owed", "累计欠款"), Place("checked", shown=False), Place("number", "单号")))
    for key in ("pin2", "A4", "A5", "pin3"):
        text = squeezed(printed(note_in(design), on=key))
        for said in ("送货单", "收货单位：", "累计欠款：", "单号XS202611-00042", "货物当面点清，<b>概不退换</b>。"):
            assert said in text, (key, said)
        for unsaid in ("销售单", "电话", "0394", "车号", "上欠", "审核", "32,400.00"):
            assert unsaid not in text, (key, unsaid)


def test_larger_text_keeps_its_rows() -> None:
    for key, size in (("pin3", 12), ("A5", 10), ("A4", 11)):
        note = note_in(InvoiceDesign(text=Decimal(size), footer="货物当面点清。"), 4)
        pdf = printed(note, on=key)
        assert pages_of(pdf) == 1 and "第1页共1页" in squeezed(pdf)
        assert all(each.code in squeezed(pdf) for each in note.lines)


def test_on_a_printed_form_data_stand_where_they_were_measured() -> None:
    design = measured()
    plain = printed(note_in(replace(design, places=())), on="pin2")
    moved = printed(note_in(design), on="pin2")
    assert where(moved, "双").left - where(plain, "双").left == pytest.approx(4.5, abs=0.05)
    assert where(moved, "双").top - where(plain, "双").top == pytest.approx(-2, abs=0.05)
    assert where(moved, "育").top - where(plain, "育").top == pytest.approx(3, abs=0.05)
    rows = [word.top for _page, word in words(moved) if word.text == "F"]
    assert rows[1] - rows[0] == pytest.approx(8.5, abs=0.05)
    assert "客户" not in squeezed(moved) and "品名" not in squeezed(moved)
    first = [word.left for _page, word in words(printed(note_in(design, lines=(line(0, name="长" * 9),), total=Decimal(9))))
             if word.text == "F"]
    assert first[0] == pytest.approx(next(word.left for _page, word in words(moved) if word.text == "F"), abs=0.05)


@pytest.mark.parametrize("key", ["pin2", "pin3", "A5"])
@pytest.mark.parametrize("design", [STANDARD, measured()])
def test_on_a_printed_form_nothing_follows_the_length_of_anything(key: str, design: InvoiceDesign) -> None:
    """Short texts and long ones begin at the same millimetre."""
    setting = PrinterSetting(data_only=True)
    short = note_in(design, 1, customer="甲", address="乙", delivery_address="丙", phone="1", salesperson="丁", warehouse="戊", vehicle="己",
                    made_by="庚", checked_by="辛", keeper="壬", deliverer="癸", total_quantity=(("袋", Decimal(1)),))
    long = replace(short, address="乙" * 9, phone="1" * 11, made_by="庚" * 6, checked_by="辛" * 4, keeper="壬" * 5,
                   salesperson="丁" * 4, lines=tuple(line(0, name="长" * 8, code="F-120400", remark="短") for _at in range(3)),
                   total_quantity=(("袋", Decimal(123456)), ("吨", Decimal(77))), total=Decimal("98765432.10"))
    places = [{sign: round(where(pdf, sign).left, 1) for sign in "甲乙丙丁戊己庚辛壬癸F"}
              for pdf in (printed(short, on=key, setting=setting), printed(long, on=key, setting=setting))]
    assert places[0] == pytest.approx(places[1], abs=0.2)


def test_a_printed_form_has_as_many_rows_as_were_counted() -> None:
    assert pages_of(printed(note_in(measured(), 6))) == 1 and pages_of(printed(note_in(measured(), 7))) == 2


def test_a_logo_is_printed_but_not_on_a_printed_form_and_the_scan_never() -> None:
    note = note_in(STANDARD, logo=png())
    assert [images(printed(note, on=key)) for key in ("A4", "A5L", "pin2", "pin3")] == [1, 1, 1, 1]
    assert images(printed(note, setting=PrinterSetting(data_only=True))) == 0
    assert images(printed(note_in(measured(), logo=png()))) == 0
    assert images(printed(note_in(measured(), under=png()))) == 1


def test_copies_carry_their_colour_where_it_is_wanted_but_never_on_pin_feed() -> None:
    design = InvoiceDesign(copies=(Copy("存根", "白"), Copy("客户", "红"), Copy("回单", "青")))
    plain, banded = (printed(note_in(each), on="A5") for each in (design, replace(design, band=True)))
    assert pages_of(banded) == 3 and "第2联客户(红)" in squeezed(banded) and len(banded) > len(plain)
    assert printed(note_in(replace(design, band=True))) == printed(note_in(design))


def test_sixty_lines_have_their_subtotals_and_total_under_their_column() -> None:
    design = InvoiceDesign(tuple(Column(key, shown=key in ("name", "amount", "quantity")) for key in reversed(tuple(COLUMNS))))
    note = note_in(design, 60)
    pages = text_of_pdf(printed(note, on="A4")).split("\f")
    assert f"{sum_of(note.lines[:24]):,.2f}" in pages[0] and f"¥{note.total:,.2f}" in pages[2]


def test_a_design_measured_on_a_wider_paper_gives_way_on_a_narrow_one() -> None:
    columns = tuple(Column(key, width=Decimal(30)) for key, shown in COLUMNS.items() if shown)
    paper, pdf = paper_named("A5"), printed(note_in(InvoiceDesign(columns)), on="A5")
    assert max(word.right for _page, word in words(pdf)) <= paper.width - paper.margins[2] + 0.3
