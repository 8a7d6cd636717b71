"""Every sum adds up on the paper itself: nothing that a cashier would need to make it come right is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from models.closing.commands import close_day, hand_over_shift, settle_month
from models.closing.inputs import CloseInput, Pieces, ShiftInput
from models.core.office import Office
from models.customers.inputs import MergeInput
from models.deliveries.commands import pick_up
from models.deliveries.inputs import PickUpInput
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from models.receipts.commands import refund, take_receipt
from models.receipts.inputs import ReceiptInput, RefundInput
from models.receivables.commands import merge_accounts, set_opening_receivable, settle_discount, write_off
from models.receivables.inputs import GiveUpInput, MergeAccountsInput, OpeningInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.stock.commands import adjust_count, enter_counted, open_count
from models.stock.inputs import CountedInput, CountedLine, CountInput
from printing.capitals import amount_in_capitals
from tests.closed import a_day, receipt, with_a_drawer
from tests.contract_room import a_yard, granted
from tests.factories import MONDAY, a_customer, filled, later
from tests.printing.adding import beside, column_sums, number, part, printed_text, rows

DAY, SPAN = "2026-11-23", "2026-11-01..2026-11-30"
CASH = (("期初", 1), ("收入", 1), ("存银行", -1), ("零星支出", -1), ("退款", -1))
OWED = (("期初", 1), ("录入期初", 1), ("本期销售", 1), ("已收", -1), ("退款", 1), ("优惠及核销", -1))
MONTH_OWED = (("期初", 1), ("录入期初", 1), ("销售额", 1), ("已收", -1), ("退款", 1), ("优惠及核销", -1))


def odd_day(office: Office) -> tuple[str, str, str]:
    """Red, void, refund, shortages, discount, write-off, advance, acceptance, rounding off, a merge, a count: the numbers of its papers."""
    shop = with_a_drawer(office)
    set_opening_receivable(office, OpeningInput(shop.customer, D(500), date(2026, 11, 20)))
    other = a_customer(office, "别家", code="B1", phone="13900000009")
    set_opening_receivable(office, OpeningInput(other, D(90), date(2026, 10, 20)))
    a_day(shop)
    order = shop.order(shop.line("35", discount=D("4.55")), shop.line("12.5", product_id=shop.bran), discount=D(10), rounding=D("0.25"))
    sold = sell(office, SaleInput(order, receipt(shop, "4496", rounding=D("0.45"))))
    assert sold.receipt is not None
    shop.sold(shop.line("3"))
    mixed = take_receipt(office, receipt(shop, "1300"))
    take_receipt(office, receipt(shop, "3000", method="acceptance", due=date(2026, 12, 20)))
    refund(office, RefundInput(shop.customer, "cash", D(100)))
    [debt] = office.database.execute_sql("SELECT id FROM ledger_entry WHERE customer_id = ?", (other,)).fetchone()
    granted(office, lambda: settle_discount(office, GiveUpInput(debt, "老客户", D(20))))
    granted(office, lambda: write_off(office, GiveUpInput(debt, "失联", D(5))))
    granted(office, lambda: merge_accounts(office, MergeAccountsInput(MergeInput(other, shop.customer, "同一家"))))
    count = open_count(office, CountInput(shop.warehouse))
    enter_counted(office, CountedInput(count.id, (CountedLine(shop.feed, D(985), "破包"), CountedLine(shop.bran, D(1001), "多"))))
    granted(office, lambda: adjust_count(office, count.id))
    hand_over_shift(office, ShiftInput(MONDAY, "早班", D(6100), "小刘"))
    close_day(office, CloseInput(MONDAY, pieces=(Pieces(10000, 59, 2),)))
    later(office, days=8)
    settle_month(office, date(2026, 11, 1))
    return sold.number, sold.receipt.number, mixed.number


@pytest.fixture
def books(tmp_path: Path) -> Iterator[tuple[Office, tuple[str, str, str]]]:
    """The office after its odd day, the day closed and the month settled, with the numbers of its papers."""
    office, papers = filled(tmp_path / "office", odd_day)
    yield office, papers
    office.close()


@pytest.fixture
def odd(books: tuple[Office, tuple[str, str, str]]) -> Office:
    """The office alone."""
    return books[0]


@pytest.fixture
def papers(books: tuple[Office, tuple[str, str, str]]) -> tuple[str, str, str]:
    """The numbers of its invoice, of the receipt with it, of the receipt that is an advance in part."""
    return books[1]


def test_the_days_cash_and_receivables_add_up(odd: Office) -> None:
    text = printed_text(odd, "daily-closing", DAY)
    cash, owed = part(text, "现金", "库存"), part(text, "应收账款", "现金")
    book = sum(sign * beside(cash, label) for label, sign in CASH) + beside(cash, "交班长短款")
    assert beside(cash, "账面现金") == book != 0 and beside(cash, "交班长短款") < 0
    assert book + beside(cash, "长款(+)短款(−)") == beside(cash, "实点现金") == beside(cash, "次日期初") == 5900
    closing = sum(sign * beside(owed, label) for label, sign in OWED)
    assert beside(owed, "期末") == closing != 0 and beside(owed, "优惠及核销") == D("25.45")


def test_the_days_sales_and_receipts_add_up(odd: Office) -> None:
    text = printed_text(odd, "daily-closing", DAY)
    sales, taken = part(text, "销售单", "收款方式汇总"), part(text, "收款方式汇总", "应收账款")
    assert beside(sales, "用号") == sum(beside(sales, label) for label in ("有效", "作废", "红字"))
    assert beside(sales, "净销售额") == beside(sales, "销售额") + beside(sales, "红冲")
    paid = ("当日收款", "预收抵款", "赊销", "红字冲抵", "折让")
    assert beside(sales, "销售额") == sum(beside(sales, label) for label in paid)
    *lines, total = rows(taken, 4)
    assert len(lines) == 2 and column_sums(lines) == total
    assert all(sum(line[:3]) == line[3] for line in [*lines, total])


def test_goods_on_the_closings_of_day_and_month_add_up(odd: Office) -> None:
    day = [re.findall(r"[\d,.]+|–", line.split("袋")[-1].split("公斤")[-1]) for line in
           part(printed_text(odd, "daily-closing", DAY), "库存", "差异与未了事项").splitlines() if "一号库" in line]
    assert len(day) == 2
    for opening, came, went, closing, *_counted in [[number(word) for word in line] for line in day]:
        assert opening + came - went == closing
    month = rows(part(printed_text(odd, "month-closing", "2026-11"), "库存", "制单"), 4)
    assert len(month) == 2 and all(opening + came - went == closing for opening, came, went, closing in month)


def test_the_month_adds_up_in_cash_and_receivables_and_for_each_customer(odd: Office) -> None:
    text = printed_text(odd, "month-closing", "2026-11")
    cash, owed = part(text, "现金", "各日之和＝月"), part(text, "应收账款", "现金")
    assert beside(cash, "期末") == sum(sign * beside(cash, label) for label, sign in (*CASH, ("长款(+)短款(−)", 1))) == 5900
    assert beside(owed, "期末") == sum(sign * beside(owed, label) for label, sign in MONTH_OWED)
    *lines, total = rows(part(text, "客户", "库存"), 8)
    assert len(lines) == 2 and column_sums(lines) == total
    for opening, entered, sales, received, refunded, given_up, moved, balance in [*lines, total]:
        assert opening + entered + sales - received + refunded - given_up + moved == balance
    *days, all_days = rows(part(text, "各日之和＝月", "客户"), 2)
    assert days and all_days[0] == beside(text, "净销售额")
    *methods, every = rows(part(text, "收款方式汇总", "应收账款"), 5)
    assert column_sums(methods) == every and all(sum(line[1:4]) == line[4] for line in [*methods, every])


@pytest.mark.parametrize("code", ["C00001", "B1"])
def test_a_statement_adds_up_row_by_row_and_in_words(odd: Office, code: str) -> None:
    text = printed_text(odd, "statement", f"{code}#{SPAN}")
    moved = part(text, "往来明细", "期末")
    foot = text[text.index(moved) + len(moved):]
    opening, closing = beside(foot, "期初"), beside(foot, "期末")
    amount, received, balance = rows(moved, 3)[-1]
    assert opening + amount - received == closing == balance
    assert (beside(foot, "金额"), beside(foot, "已收")) == (amount, received)
    assert amount_in_capitals(abs(closing)) in foot
    assert not re.search(r"现金 +0\.45", moved), "what was rounded off did not come in as cash"


def test_an_invoice_adds_up_from_its_lines_to_what_is_owed_now(odd: Office, papers: tuple[str, str, str]) -> None:
    text = printed_text(odd, "invoice", papers[0], "A5L")
    lines = re.findall(r"([\d,.]+) +([\d,.]+) +([\d,.]+) 优惠 ([\d,.]+)", text)
    for quantity, price, amount, discount in lines:
        assert round(number(quantity) * number(price), 2) - number(discount) == number(amount)
    total = sum((number(line[2]) for line in lines), D(0))
    assert len(lines) == 2 and total == beside(text, "本页小计") == D("4496.45") and f"¥{total:,.2f}" in text
    assert amount_in_capitals(total) in text
    left = beside(text, "此前欠款") + total - beside(text, "本次收款") - beside(text, "收款抹零")
    assert left == beside(text, "累计欠款") == 500 and beside(text, "收款抹零") == D("0.45")


@pytest.mark.parametrize("which", [1, 2])
def test_what_a_receipt_settles_and_what_waits_make_its_amount(odd: Office, papers: tuple[str, str, str], which: int) -> None:
    text = printed_text(odd, "receipt", papers[which], "A5L")
    said = re.search(r"事由\s+(.*)", text)
    assert said
    parts = [part.rsplit(" ", 1) for part in said[1].split("、")]
    assert all(label.strip() for label, _figure in parts)
    assert sum(number(figure) for _label, figure in parts) == beside(text, "金额") and len(parts) > 1


def test_of_a_contract_agreed_less_done_is_what_is_left(office: Office) -> None:
    yard = a_yard(office)
    contract = yard.approved("100")
    made = issue_invoice(office, InvoiceInput(yard.customer, (LineInput(yard.feed, D(60), D(128)),), contract_id=contract))
    [line] = office.database.execute_sql("SELECT id FROM invoice_line WHERE invoice_id = ?", (made.id,)).fetchone()
    pick_up(office, PickUpInput(made.id, ((line, D(25)),)))
    take_receipt(office, ReceiptInput(yard.customer, "cash", D(1000), invoice_id=made.id))
    text = printed_text(office, "contract-fulfilment", yard.row(contract).number)
    figures = re.findall(r"(?:已交货|已开票|已收) +([\d,.]+) +([\d,.]+) +\d", text)
    assert len(figures) == 3 and all(number(done) + number(left) == beside(text, "合同额") for done, left in figures), text
    [(contracted, delivered, invoiced, undelivered, uninvoiced, *_money)] = rows(part(text, "明细", "违约"), 7)
    assert (contracted - delivered, contracted - invoiced) == (undelivered, uninvoiced) == (D(75), D(40))
