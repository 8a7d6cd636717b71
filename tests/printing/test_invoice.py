"""The sales note: every size, few lines and many, long names, red, void, reprints and copies."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.core.text import speaking
from models.designs.inputs import Column, InvoiceDesign
from printing.paper import PAPERS, PrinterSetting, paper_named
from tests.printing.reading import invoice, line, pages_of, printed, squeezed, sum_of, text_of_pdf, words

LONG = "妊娠母猪哺乳期专用高营养复合预混合饲料（含益生菌、酶制剂与多种维生素）加强型二代"


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with speaking("zh_CN"):
        yield


@pytest.mark.parametrize("key", [paper.key for paper in PAPERS])
@pytest.mark.parametrize("count", [1, 7, 60])
def test_nothing_leaves_the_printable_area_and_nothing_is_lost(key: str, count: int) -> None:
    paper, note = paper_named(key), invoice(count)
    pdf = printed(note, on=key)
    for _page, word in words(pdf):
        assert paper.left - 0.3 <= word.left and word.right <= paper.width - paper.margins[2] + 0.3, word
        assert paper.top - 0.3 <= word.top and word.bottom <= paper.bottom + 0.3, word
    text = squeezed(pdf)
    for each in note.lines:
        assert each.code in text
    for said in (note.company, note.number, note.customer, note.delivery_address.replace(" ", ""), note.phone, "销售单", "赵堃"):
        assert said in text
    assert "发票" not in text


@pytest.mark.parametrize(("key", "count", "pages"), [
    ("pin2", 1, 1), ("pin2", 8, 1), ("pin2", 9, 2), ("pin2", 60, 8), ("pin3", 4, 1), ("pin3", 5, 2), ("A4", 24, 1), ("A4", 60, 3)])
def test_a_page_holds_its_fixed_rows(key: str, count: int, pages: int) -> None:
    pdf = printed(invoice(count), on=key)
    assert pages_of(pdf) == pages
    assert f"第{pages}页共{pages}页" in squeezed(pdf)


@pytest.mark.parametrize("key", [paper.key for paper in PAPERS])
def test_the_foot_stays_where_it_is(key: str) -> None:
    def foot(count: int) -> float:
        pdf = printed(invoice(count, copies=()), on=key)
        return next(round(word.top, 2) for page, word in words(pdf) if word.text == "签")
    assert foot(1) == foot(4) == foot(60)


def test_each_page_has_its_subtotal_and_the_last_the_total() -> None:
    note = invoice(9)
    text = text_of_pdf(printed(note))
    first, second = text.split("\f")[:2]
    assert f"{sum_of(note.lines[:8]):,.2f}" in first and "转下页" in first and f"¥{note.total:,.2f}" not in first
    assert f"{sum_of(note.lines[8:]):,.2f}" in second and f"¥{note.total:,.2f}" in second
    assert "壹万壹仟玖佰贰拾伍元整" in second


def test_a_long_name_stays_in_its_cell_whole() -> None:
    for key in ("pin2", "pin3", "A5", "A4"):
        lines = (line(0), line(1, name=LONG), line(2, name=LONG * 2))
        pdf = printed(invoice(3, lines=lines), on=key)
        shown = "".join(word.text for _page, word in words(pdf))
        assert shown.count(LONG) == 3
        heading = next(word for _page, word in words(pdf) if word.text == "规")
        names = [word for _page, word in words(pdf) if word.text in "妊娠预"]
        assert max(word.right for word in names) < heading.left + 15


def test_pin_feed_text_is_never_small() -> None:
    import pypdfium2.raw as raw
    from pypdfium2 import PdfDocument
    document = PdfDocument(printed(invoice(3, lines=(line(0, name=LONG * 2),), remark=LONG), on="pin3"))
    for page in document:
        read = page.get_textpage()
        sizes = [raw.FPDFText_GetFontSize(read.raw, at) for at in range(read.count_chars()) if read.get_text_range(at, 1).strip()]
        assert min(sizes) >= 10.5


def test_rare_characters_of_names_print_and_copy_as_themselves() -> None:
    pdf = printed(invoice(1, customer="㛃䶮𬭎喆堃养殖场"))
    assert "㛃䶮𬭎喆堃养殖场" in squeezed(pdf)


def test_typed_text_is_never_markup() -> None:
    nasty = '<img src="/etc/hosts"/><b>牛</b>&amp;'
    assert nasty.replace(" ", "") in squeezed(printed(invoice(1, remark=nasty)))


@pytest.mark.expects_log("no glyph for U\\+1F600")
def test_a_character_the_face_lacks_shows_as_a_mark() -> None:
    assert "笑〓" in squeezed(printed(invoice(1, customer="笑😀")))


def test_a_void_says_so_on_every_page() -> None:
    text = text_of_pdf(printed(invoice(9, state="void", reprint=2, note="自批：王敏")))
    assert all("作废" in page and "补打 2" in page and "自批：王敏" in page for page in text.split("\f")[:2])


def test_a_red_note_is_negative_in_figures_words_and_title() -> None:
    lines = (line(0, quantity=Decimal(-10), amount=Decimal("-1285.00")),)
    text = squeezed(printed(invoice(1, lines=lines, total=Decimal("-1285.00"), subtotal_of=lambda first, end: Decimal("-1285.00"),
                                    state="red", original="XS202611-00031", owed_in_all=Decimal("-500"))))
    for said in ("销售单（红字）", "（负数）", "负壹仟贰佰捌拾伍元整", "-1,285.00", "冲XS202611-00031", "预收500.00"):
        assert said in text


def test_pin_feed_prints_once_for_all_parts_and_other_paper_once_a_copy() -> None:
    note = invoice(3, copies=(("存根", "白"), ("客户", "红"), ("回单", "黄")))
    assert pages_of(printed(note, on="pin2")) == 1
    assert "①存根(白)②客户(红)③回单(黄)" in squeezed(printed(note, on="pin2"))
    laser = printed(note, on="A5")
    assert pages_of(laser) == 3
    assert all(copy in squeezed(laser) for copy in ("第1联存根(白)", "第2联客户(红)", "第3联回单(黄)"))
    assert pages_of(printed(note, on="A5", setting=PrinterSetting(copies=2))) == 6


def test_columns_are_chosen_and_ordered_and_without_amounts_there_is_no_money() -> None:
    keys = ("position", "name", "quantity", "unit", "batch", "remark")
    note = invoice(2, design=InvoiceDesign(tuple(map(Column, keys))))
    lines = (replace(note.lines[0], batch="B20261101", gift=True), note.lines[1])
    text = squeezed(printed(replace(note, lines=lines)))
    assert "B20261101" in text and "赠品" in text and "¥" not in text and "欠款" not in text and "1,285.00" not in text


def test_data_only_leaves_the_words_of_the_form_out() -> None:
    text = squeezed(printed(invoice(2), setting=PrinterSetting(data_only=True)))
    assert "河南双汇饲料有限公司" in text and "客户" not in text and "销售单" not in text


def test_offset_and_drift_move_what_is_printed() -> None:
    plain = next(word for _page, word in words(printed(invoice(9))) if word.text == "牧")
    pdf = printed(invoice(9), setting=PrinterSetting(offset_x=1.5, offset_y=-2, drift=0.3))
    moved = [word for _page, word in words(pdf) if word.text == "牧"]
    assert moved[0].left - plain.left == pytest.approx(1.5, abs=0.02)
    assert moved[0].top - plain.top == pytest.approx(-2, abs=0.02)


def test_english_paper_is_titled_sales_note() -> None:
    with speaking("en"):
        text = text_of_pdf(printed(invoice(1, company="Henan Mufeng Feed Co., Ltd."), on="A5"))
    assert "Sales Note" in text and "Invoice" not in text and "Page 1 of 1" in text


def test_the_same_notes_give_the_same_bytes() -> None:
    notes = [invoice(5)] * 3
    assert printed(*notes) == printed(*notes)


@pytest.mark.parametrize("key", [paper.key for paper in PAPERS])
def test_a_long_remark_takes_rows_of_the_grid_and_no_figure_is_broken(key: str) -> None:
    remark = LONG * 2
    pdf = printed(invoice(2, remark=remark, owed_in_all=Decimal("123456789.00"), total=Decimal("12345678.90")), on=key)
    shown = "".join(word.text for _page, word in words(pdf))
    assert remark in shown
    assert "123,456,789.00" in text_of_pdf(pdf) and "¥12,345,678.90" in text_of_pdf(pdf)
