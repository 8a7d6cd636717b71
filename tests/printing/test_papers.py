"""Sizes, the table of any sheet, closing sheets, stocktakes, account openings, and pictures of pages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.core.errors import KnownError
from models.core.kinds import Kind
from models.core.listing import Column, sum_rows
from models.core.sheet import Sheet
from models.core.text import speaking
from printing.documents import account_opening, daily_closing, stocktake
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import render_flow
from printing.paper import PAPERS, TRACTOR, PrinterSetting, paper_named
from printing.preview import Preview, page_images
from printing.table import TablePrint, render_table
from tests.printing.reading import invoice, made, pages_of, printed, squeezed, text_of_pdf, words

A4 = paper_named("A4")
COLUMNS = (
    Column("number", "No.", None, Kind.CODE), Column("day", "日期", None, Kind.DATE), Column("customer", "客户", None),
    Column("quantity", "数量", None, Kind.QUANTITY, total=True), Column("total", "金额", None, Kind.MONEY, total=True))


@pytest.fixture(autouse=True)
def _chinese() -> object:
    with speaking("zh_CN"):
        yield


def sheet(count: int, customer: str = "河南双汇饲料有限公司") -> Sheet:
    """A sheet of so many rows."""
    rows = [(f"XS202611-{at:05d}", date(2026, 11, 1) + timedelta(days=at % 30), customer, Decimal(at), Decimal(at) * 100)
            for at in range(1, count + 1)]
    return Sheet("invoices", "销售单列表", "2026-11-01 至 2026-11-30", COLUMNS, tuple(column.title for column in COLUMNS),
                 rows, sum_rows(COLUMNS, rows), "zh_CN")


@pytest.mark.parametrize(("name", "key"), [
    ("A4", "A4"), ("a5l", "A5L"), ("1/2", "pin2"), ("1/3", "pin3"), ("241x139.7", "pin2"), ("241×93.1mm", "pin3"), ("210x94", "slip94")])
def test_a_paper_is_found_by_key_and_alias(name: str, key: str) -> None:
    assert paper_named(name).key == key


def test_an_unknown_paper_is_refused_with_the_list() -> None:
    with pytest.raises(KnownError, match="slip140"):
        paper_named("B5")


def test_pin_feed_keeps_off_the_tractor_strips_and_its_size_is_exact() -> None:
    for paper in PAPERS:
        if paper.pin:
            assert min(paper.margins[0], paper.margins[2]) > TRACTOR and paper.least >= 10.5 and paper.rule >= 1.0
        with Preview(printed(invoice(1), on=paper.key)) as pages:
            assert pages.size(0) == pytest.approx((paper.width, paper.height), abs=0.01)


def test_drift_makes_every_form_longer() -> None:
    with Preview(printed(invoice(9), setting=PrinterSetting(drift=0.3))) as pages:
        assert [round(pages.size(number)[1], 2) for number in range(len(pages))] == [140.0, 140.0]


def test_a_table_repeats_headings_and_sums_pages_and_all() -> None:
    pdf = made(lambda out: render_table(sheet(500), out, TablePrint("河南牧丰", "王敏", "2026-11-23 17:40")))
    pages = text_of_pdf(pdf).split("\f")[:-1]
    assert len(pages) == pages_of(pdf) > 5
    assert all("客户" in page and "本页小计" in page and "销售单列表" in page and "打印：王敏" in page for page in pages)
    assert "12,525,000.00" in pages[-1] and "12,525,000.00" not in pages[0]
    assert squeezed(pdf).count("XS202611-") == 500


def test_a_wide_table_lies_across_and_a_long_cell_wraps() -> None:
    wide = Column("remark", "备注", None)
    columns = COLUMNS + tuple(Column(f"c{at}", f"说明{at}", None) for at in range(4)) + (wide,)
    rows = [(*row, *["周口市淮阳区新站镇牧原路"] * 4, "货到验收，三日内提出异议。" * 6) for row in sheet(3).rows]
    pdf = made(lambda out: render_table(Sheet("x", "宽表", "", columns, tuple(c.title for c in columns), rows, None, "zh_CN"), out))
    with Preview(pdf) as pages:
        assert pages.size(0)[0] == pytest.approx(297, abs=0.1)
    assert all(12 - 0.3 <= word.left and word.right <= 285.3 for _page, word in words(pdf))


def test_an_empty_table_is_one_page() -> None:
    assert pages_of(made(lambda out: render_table(sheet(0), out))) == 1


def closing(products: int) -> daily_closing.DailyClosingPaper:
    """A closing sheet with so many products in stock."""
    stock = Grid(("商品", "期初", "期末"), tuple((f"饲料{at}", "100", "90") for at in range(products)), right=(1, 2), stretch=(0,))
    sections = (
        Section("一、收款", (Entries((Entry("现金", "23,200.00"), Entry("转账", "47,000.00")), 2, True),)),
        Section("二、库存", (stock,)),
        Section("三、现金", (Entries((Entry("账面", "4,250.00"),), 1, True),), half=True),
        Section("面额", (Grid(("面额", "张数"), (("100", "42"),), right=(0, 1)),), half=True),
        Section("四、明日事项", (Words("1. 回访\n2. 询库"),)))
    return daily_closing.DailyClosingPaper("河南牧丰", date(2026, 11, 23), sections, 18204, "9f2c" * 16, made_by="王敏", closing=2)


def test_a_closing_sheet_is_one_page_anchored_by_the_journal() -> None:
    pdf = made(lambda out: render_flow([daily_closing.flow_of(closing(12))], out, A4))
    text = squeezed(pdf)
    assert pages_of(pdf) == 1
    assert all(said in text for said in ("销售日报", "2026-11-23星期一", "18,204", "9f2c" * 16, "4,250.00", "2.询库", "结账次数：2"))


def test_a_long_closing_sheet_shrinks_then_goes_on_with_its_headings() -> None:
    assert pages_of(made(lambda out: render_flow([daily_closing.flow_of(closing(36))], out, A4))) == 1
    pages = text_of_pdf(made(lambda out: render_flow([daily_closing.flow_of(closing(90))], out, A4))).split("\f")[:-1]
    assert len(pages) > 1 and all("销售日报" in page for page in pages)
    assert "库存（续）" in pages[1] and "期初" in pages[1]
    assert "".join(pages).count("饲料") == 90


def test_a_blind_stocktake_hides_the_books() -> None:
    lines = tuple(stocktake.StocktakeLine(f"F-{at}", "育肥猪配合饲料", "40kg", "袋", Decimal(987)) for at in range(40))
    seen = stocktake.StocktakePaper("河南牧丰", "PD-1", "一号库", date(2026, 11, 23), lines)
    blind = stocktake.StocktakePaper("河南牧丰", "PD-1", "一号库", date(2026, 11, 23), lines, blind=True)
    shown, hidden = (made(lambda out: render_flow([stocktake.flow_of(each)], out, A4)) for each in (seen, blind))
    assert squeezed(shown).count("987") == 40 and "987" not in squeezed(hidden) and "账面" not in squeezed(hidden)
    assert pages_of(shown) == 2 and text_of_pdf(shown).count("实盘数") == 2


def test_an_account_opening_form_tells_terms_and_decision() -> None:
    asked = account_opening.AccountOpeningPaper(
        "河南牧丰", "刘㛃养殖场", date(2026, 11, 20), tax_number="91411600MA3X12345K", credit_limit=Decimal(0), credit_days=30,
        licences=(account_opening.LicenceRow("营业执照", "123"),), decision="同意", decided_by="赵堃", decided_at="2026-11-20 15:12")
    pdf = made(lambda out: render_flow([account_opening.flow_of(asked)], out, A4))
    text = squeezed(pdf)
    assert pages_of(pdf) == 1
    assert all(said in text for said in ("开户申请表", "刘㛃养殖场", "现款现货", "长期", "同意", "赵堃", "2026-11-2015:12"))


def test_pages_become_pictures_without_qt() -> None:
    images = list(page_images(printed(invoice(9)), 1.5))
    assert len(images) == 2
    assert len(images[0].pixels) == images[0].stride * images[0].height == 4 * images[0].width * images[0].height
    assert images[0].png().startswith(b"\x89PNG") and len(set(images[0].pixels)) > 2


def wide_sheet(columns: int, filled: bool = True) -> Sheet:
    """A sheet of so many more columns of dates."""
    more = tuple(Column(f"d{at}", f"日期{at}", None, Kind.DATE) for at in range(columns))
    rows = [(*row, *[date(2026, 11, at % 28 + 1) if filled else None for at in range(columns)]) for row in sheet(3).rows]
    every = COLUMNS + more
    return Sheet("x", "宽表", "", every, tuple(column.title for column in every), rows, None, "zh_CN")


def test_a_date_is_never_broken_however_many_columns_there_are() -> None:
    pdf = made(lambda out: render_table(wide_sheet(9), out))
    assert squeezed(pdf).count("2026-11-0") >= 9 * 3
    assert "未打印" not in squeezed(pdf)


def test_columns_that_hold_nothing_give_way_and_the_foot_says_so() -> None:
    pdf = made(lambda out: render_table(wide_sheet(14, filled=False), out, paper=A4))
    assert "14个空列未打印" in squeezed(pdf) and "日期13" not in squeezed(pdf) and "XS202611-00003" in squeezed(pdf)


def test_more_columns_than_can_be_read_on_a_small_sheet_are_refused() -> None:
    with pytest.raises(KnownError, match="A4 横向"):
        made(lambda out: render_table(wide_sheet(16), out, paper=paper_named("A5")))
    assert pages_of(made(lambda out: render_table(wide_sheet(16), out, paper=paper_named("A4L")))) == 1
