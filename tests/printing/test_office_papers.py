"""Papers say what was stored, in the language of papers, and every print is counted."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal as D
from pathlib import Path

import pytest

from models.closing.commands import close_day, reopen_days
from models.closing.inputs import CloseInput, Pieces
from models.core import company
from models.core.audit import head
from models.core.errors import ApprovalNeeded, KnownError, RuleViolation
from models.core.listing import Filter
from models.core.office import Office
from models.core.prints import record_print, times_printed
from models.core.settings import set_option, set_options
from models.core.sheet import sheet_of
from models.customers.inputs import ContactInput, LicenceInput
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, RedLine, VoidInput
from models.invoices.queries import by_number
from models.receipts.commands import set_opening_cash, take_receipt
from models.receipts.inputs import OpeningCashInput, ReceiptInput
from models.reports.listing import SALES_BY_CUSTOMER
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.stock.commands import enter_counted, open_count
from models.stock.inputs import CountedInput, CountedLine, CountInput
from printing.office_papers import KINDS, copies_of, paper_pdf, print_paper, write_sheet
from printing.preview import Preview
from tests.factories import CLERK, KEEPER, MANAGER, MONDAY, a_customer, grant, later
from tests.printing.reading import pages_of, squeezed
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop with a name on its papers."""
    set_options(office, {company.NAME: "河南牧丰饲料有限公司"})
    set_opening_cash(office, OpeningCashInput(D(200)))
    return a_shop(office)


def sold(shop: Shop, received: str = "2000") -> str:
    """A sale on top of an old debt, some of it paid at once; its number."""
    shop.sold(shop.line("5"))
    done = sell(shop.office, SaleInput(shop.order(shop.line("35"), shop.line("12.5", product_id=shop.bran), vehicle="豫P·A1234"),
                                       ReceiptInput(0, "cash", D(received))))
    return done.number


def said(shop: Shop, kind: str, subject: str, paper: str = "") -> str:
    """What the paper says, without spaces."""
    return squeezed(paper_pdf(shop.office, kind, subject, paper=paper))


def test_a_sales_note_says_what_was_issued_and_what_is_owed(shop: Shop) -> None:
    """Owed before 640.00, this one 4,511.25, received now 2,000.00."""
    words = said(shop, "invoice", sold(shop))
    for text in ("河南牧丰饲料有限公司", "销售单", "河南双汇饲料有限公司", "豫P·A1234", "4,480.00", "31.25", "肆仟伍佰壹拾壹元贰角伍分",
                 "本次收款：2,000.00", "此前欠款：640.00", "累计欠款：3,151.25", "35袋12.5公斤", "①存根(白)②客户(红)③回单(黄)", f"制单：{CLERK}"):
        assert text in words, text
    assert "补打" not in words and "发票" not in words


def test_the_foot_stays_as_it_was_when_more_is_paid_or_taken_back_later(shop: Shop) -> None:
    number = sold(shop)
    before = said(shop, "invoice", number)
    take_receipt(shop.office, ReceiptInput(shop.customer, "cash", D(500)))
    later(shop.office, days=1)
    row = by_number(shop.office, number)
    assert row is not None
    take_receipt(shop.office, ReceiptInput(shop.customer, "wechat", D(100), invoice_id=row.id))
    red_invoice(shop.office, RedInput(row.id, "退货", None))
    assert said(shop, "invoice", number) == before


def test_the_second_print_is_marked_and_each_is_in_the_journal(shop: Shop, tmp_path: Path) -> None:
    """Duty 10; papers.md: reprint counts and is journalled."""
    number, out = sold(shop), tmp_path / "note.pdf"
    entries = head(shop.office.database)[0]
    for mark in ("", "补打1", "补打2"):
        print_paper(shop.office, "invoice", number, out=out)
        words = squeezed(out.read_bytes())
        assert mark in words and ("补打" in words) == bool(mark)
    assert times_printed(shop.office, "invoice", number) == 3 and head(shop.office.database)[0] == entries + 3
    assert record_print(shop.office, "invoice", number, 1, "EPSON").number == "4"
    verb, subject = shop.office.database.execute_sql("SELECT verb, subject FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    assert (verb, subject) == ("paper.print", number)


def test_looking_at_a_paper_does_not_count(shop: Shop) -> None:
    number = sold(shop)
    assert said(shop, "invoice", number) == said(shop, "invoice", number)
    assert times_printed(shop.office, "invoice", number) == 0


def test_void_and_red_are_told_at_a_glance(shop: Shop) -> None:
    void = shop.sold(shop.line("1"))
    void_invoice(shop.office, VoidInput(void.id, "错开"))
    assert "作废" in said(shop, "invoice", void.number) and "原因：错开" in said(shop, "invoice", void.number)
    number = sold(shop)
    row = by_number(shop.office, number)
    assert row is not None
    red = red_invoice(shop.office, RedInput(row.id, "退两袋", (RedLine(row.lines[0].id, cancelled=D(2)),)))
    words = said(shop, "invoice", red.number)
    for text in ("（红字）", f"冲{number}", "-256.00", "（负数）", "负贰佰伍拾陆元整", "原因：退两袋"):
        assert text in words, text


def test_who_approved_stands_on_the_note(shop: Shop) -> None:
    from models.stock.rules import SHORT_STOCK

    set_option(shop.office, SHORT_STOCK, "approve")
    assert f"批准：{MANAGER}" in said(shop, "invoice", shop.sold(shop.line("2000"), basis="客户订单").number)


def test_the_office_chooses_paper_copies_and_capitals(shop: Shop) -> None:
    number, office = sold(shop), shop.office
    set_options(office, {company.INVOICE_PAPER: "A5L", company.COPIES: ("存根", "客户(红)"), company.CAPITALS_YUAN: "圆"})
    pdf = paper_pdf(office, "invoice", number)
    words = squeezed(pdf)
    assert pages_of(pdf) == 2 and "第1联存根" in words and "第2联客户(红)" in words and "壹拾壹圆" in words
    with Preview(pdf) as pages:
        assert pages.size(0) == pytest.approx((210, 148), abs=0.1)
    assert pages_of(paper_pdf(office, "invoice", number, copies=6)) == 6


def test_copies_have_names_and_colours() -> None:
    assert copies_of(("存根(白)", "客户（红）", "财务")) == (("存根", "白"), ("客户", "红"), ("财务", ""))
    assert copies_of(("存根(白)",), 3) == (("存根", "白"), ("客户", "红"), ("回单", "黄"))
    assert copies_of(("存根(白)", "客户(红)"), 1) == (("存根", "白"),)
    assert len(copies_of((), 9)) == 9


def test_papers_have_their_own_language(shop: Shop) -> None:
    number = sold(shop)
    set_options(shop.office, {company.PAPER_LANGUAGE: "en"})
    words = said(shop, "invoice", number)
    assert "SalesNote" in words and "Owedinall:3,151.25" in words
    close_day(shop.office, CloseInput(MONDAY))
    assert "DailyClosingSheet" in said(shop, "daily-closing", "2026-11-23")


def test_a_closing_sheet_prints_its_stored_figures_for_ever(shop: Shop) -> None:
    number = sold(shop)
    pieces = (Pieces(10000, 21, 1), Pieces(5000, 1))
    close_day(shop.office, CloseInput(MONDAY, pieces=pieces))
    words = said(shop, "daily-closing", "2026-11-23")
    count, chain = shop.office.database.execute_sql("SELECT journal_count, journal_head FROM closing").fetchone()
    for text in ("销售日报", f"XS20261100001–{number}(2)", "5,151.25", "2,200.00", "2,150.00", "-50.00", f"责任人{CLERK}", f"日志条数：{count}", chain,
                 "F-1204", "未出库"):
        assert text in words, text
    later(shop.office, days=1)
    shop.sold()
    shop.office.database.execute_sql("UPDATE product SET name = '改名'")
    assert said(shop, "daily-closing", "2026-11-23") == words


def test_a_superseded_sheet_can_still_be_printed_and_says_so(shop: Shop) -> None:
    close_day(shop.office, CloseInput(MONDAY))
    with pytest.raises(ApprovalNeeded) as asked:
        reopen_days(shop.office, MONDAY, "漏记")
    grant(shop.office, asked.value)
    reopen_days(shop.office, MONDAY, "漏记")
    shop.sold(date=MONDAY)
    close_day(shop.office, CloseInput(MONDAY))
    first, second = said(shop, "daily-closing", "2026-11-23#1"), said(shop, "daily-closing", "2026-11-23")
    assert "1,280.00" in second and "1,280.00" not in first and first != second


def test_a_quiet_day_and_a_busy_one_both_make_a_sheet(shop: Shop) -> None:
    close_day(shop.office, CloseInput(MONDAY))
    tuesday = MONDAY + timedelta(1)
    later(shop.office, days=2)
    close_day(shop.office, CloseInput(tuesday))
    assert "当日无出入库" in said(shop, "daily-closing", tuesday.isoformat())


def test_a_stocktake_is_printed_to_be_counted_and_then_with_what_was_counted(shop: Shop) -> None:
    done = open_count(shop.office, CountInput(shop.warehouse))
    assert f"单号：{done.number}" in said(shop, "stocktake", done.number) and KEEPER in said(shop, "stocktake", done.number)
    enter_counted(shop.office, CountedInput(done.id, (CountedLine(shop.feed, D(990), "破包"), CountedLine(shop.bran, D(1000)))))
    words = said(shop, "stocktake", done.number)
    assert "990" in words and "-10" in words and "破包" in words


def test_an_account_opening_says_who_decided(shop: Shop) -> None:
    """Duty 20."""
    customer = a_customer(shop.office, "周口牧原农牧", credit_limit=D(50000), contacts=(ContactInput("张喆", "采购", "13911112222"),),
                          licences=(LicenceInput("兽药经营许可证", "豫123", date(2027, 5, 1)),))
    code = shop.office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (customer,)).fetchone()[0]
    words = said(shop, "account-opening", code)
    for text in ("开户申请表", "周口牧原农牧", "张喆", "50,000.00", "2027-05-01", f"审批人{MANAGER}", f"申请人：{CLERK}"):
        assert text in words, text
    waiting = a_customer(shop.office, "商水养殖", opened=False)
    code = shop.office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (waiting,)).fetchone()[0]
    assert MANAGER not in said(shop, "account-opening", code)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("subject", ["没有", "", "2026-11-22", "XS2026#9", "'; DROP TABLE invoice"])
def test_what_there_is_not_is_refused_and_not_counted(shop: Shop, kind: str, subject: str) -> None:
    with pytest.raises(RuleViolation) as why:
        print_paper(shop.office, kind, subject, out=io.BytesIO())
    assert why.value.problems[0].field == "subject" and times_printed(shop.office, kind, subject) == 0


def test_kinds_sizes_and_copies_that_there_are_not_are_refused(shop: Shop) -> None:
    number = sold(shop)
    with pytest.raises(KnownError, match="daily-closing"):
        paper_pdf(shop.office, "poster", number)
    with pytest.raises(KnownError, match="pin2"):
        paper_pdf(shop.office, "invoice", number, paper="B5")
    with pytest.raises(RuleViolation):
        paper_pdf(shop.office, "invoice", number, copies=0)


def test_any_listing_is_printed_with_company_and_person(shop: Shop) -> None:
    sold(shop)
    out = io.BytesIO()
    assert write_sheet(shop.office, sheet_of(SALES_BY_CUSTOMER, Filter(start=MONDAY)), out) == 1
    words = squeezed(out.getvalue())
    for text in ("客户销售汇总", "河南牧丰饲料有限公司", f"打印：{CLERK}2026-11-2309:00", "2026-11-23", "5,151.25"):
        assert text in words, text
