"""The workbook for finance meets the closing sheets to the fen, and a closed day gives the same file for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook as calamine

from data.finance import PARTS, write_finance
from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.core import company
from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.core.text import use_language
from models.customers.commands import change_customer
from models.customers.queries import as_input, by_code
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, VoidInput
from models.products.commands import change_product
from models.products.queries import as_input as product_input
from models.products.queries import card
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.stock.commands import change_warehouse
from models.stock.inputs import WarehouseInput
from tests.factories import MONDAY, a_customer, a_product, a_warehouse, an_office, grant, later, stocked

Sheets = dict[str, list[list[Any]]]
TUESDAY = date(2026, 11, 24)


def approved(office: Office, run: Callable[[], Any]) -> Any:
    try:
        return run()
    except ApprovalNeeded as asked:
        grant(office, asked)
        return run()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that sold three times on Monday, one of them void, and took a red invoice and an advance on Tuesday."""
    use_language("en")
    made = an_office(tmp_path / "office")
    place, feed, customer = a_warehouse(made), a_product(made), a_customer(made, "甲公司")
    stocked(made, place, feed)

    def sale(quantity: str, pay: str | None = None) -> int:
        line = LineInput(feed, Decimal(quantity), Decimal("128"))
        receipt = ReceiptInput(customer, "cash", Decimal(pay)) if pay else None
        done = approved(made, lambda: sell(made, SaleInput(InvoiceInput(customer, (line,)), receipt, False)))
        return int(done.invoice.id)

    first, second = sale("10", "1280"), sale("5")
    sale("2.5")
    approved(made, lambda: void_invoice(made, VoidInput(second, "开错")))
    approved(made, lambda: close_day(made, CloseInput(MONDAY, Decimal("1280"))))
    later(made, days=1)
    approved(made, lambda: red_invoice(made, RedInput(first, "退货", None)))
    take_receipt(made, ReceiptInput(customer, "wechat", Decimal("500"), allocate=()))
    return made


def exported(office: Office, tmp_path: Path, start: date = MONDAY, end: date = MONDAY) -> Sheets:
    book = calamine(write_finance(office, start, end, tmp_path / "finance.xlsx"))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_closed_day_meets_its_closing_sheet(office: Office, tmp_path: Path) -> None:
    """Every control has a figure by the closings, and no difference."""
    set_option(office, company.PAPER_LANGUAGE, "en")
    sheets = exported(office, tmp_path)
    assert list(sheets) == ["Contents", "Changes since last hand-over", *(part.title for part in PARTS)]
    rows = {(row[0], row[1]): row for row in sheets["Contents"][1:]}
    assert rows["", "State"][7] == "closed" and rows["", "Invoice numbers used"][2] == 3
    assert rows["Invoices", ""][2] == 3 and rows["Invoices", "Amount"][3] == 1600
    controls = [row for row in sheets["Contents"][1:] if row[5] != ""]
    assert [(row[0], row[1], row[3]) for row in controls] == [
        ("Invoices", "Amount", 1600), ("Red-letter invoices", "Amount", 0), ("Receipts by method", "Amount", 1280),
        ("Receivables", "Balance", 320)]
    assert {row[6] for row in controls} == {0}


def test_the_sheets_hold_the_days_papers(office: Office, tmp_path: Path) -> None:
    """Void ones with nothing in the sums, lines of those that count, goods as they lay."""
    set_option(office, company.PAPER_LANGUAGE, "en")
    sheets = exported(office, tmp_path)
    assert [row[7] for row in sheets["Invoices"][1:4]] == [1280, 0, 320] and len(sheets["Void invoices"]) == 3
    assert [row[7] for row in sheets["Invoice lines"][1:3]] == [10, 2.5]
    assert sheets["Stock in and out"][1][:2] == ["F-1204", "育肥猪配合饲料"] and sheets["Stock in and out"][1][8] == 1000
    assert sheets["Receipts by method"][1][1:4] == ["Cash", 1, 1280] and len(sheets["Open differences"]) == 4
    assert sheets["Ageing"][1][:2] == ["C00001", "甲公司"]


def test_a_closed_day_gives_the_same_file_whatever_happens_later(office: Office, tmp_path: Path) -> None:
    """In the language it was first exported in, byte by byte."""
    first = write_finance(office, MONDAY, MONDAY, tmp_path / "a.xlsx").read_bytes()
    set_option(office, company.PAPER_LANGUAGE, "en")
    approved(office, lambda: close_day(office, CloseInput(TUESDAY)))
    later(office, days=3)
    assert write_finance(office, MONDAY, MONDAY, tmp_path / "b.xlsx").read_bytes() == first
    assert "开票清单" not in calamine(tmp_path / "b.xlsx").sheet_names and "Invoices" not in calamine(tmp_path / "b.xlsx").sheet_names


def test_a_closed_day_gives_the_same_file_when_names_change_and_customers_come(office: Office, tmp_path: Path) -> None:
    """Byte by byte; a day that is closed after the change has the new names."""
    first = write_finance(office, MONDAY, MONDAY, tmp_path / "a.xlsx").read_bytes()
    customer, product = by_code(office, "C00001"), card(office, 1)
    assert customer is not None
    approved(office, lambda: change_customer(office, customer.id, replace(as_input(customer), name="改名公司", code="A0")))
    change_product(office, product.id, replace(product_input(product), name="改名饲料", code="Z-1", specification="25kg"))
    change_warehouse(office, 1, WarehouseInput("W9", "新库", None))
    a_customer(office, "后来的公司")
    a_product(office, "A-1", "后来的饲料")
    assert write_finance(office, MONDAY, MONDAY, tmp_path / "b.xlsx").read_bytes() == first
    approved(office, lambda: close_day(office, CloseInput(TUESDAY)))
    later_day = exported(office, tmp_path, TUESDAY, TUESDAY)
    assert [row[1] for row in later_day["应收账款"][1:] if row[1]] == ["改名公司"]


def test_two_days_add_up(office: Office, tmp_path: Path) -> None:
    """Sales net of the red, receipts of both days, the balance of the second."""
    approved(office, lambda: close_day(office, CloseInput(TUESDAY)))
    set_option(office, company.PAPER_LANGUAGE, "en")
    sheets = exported(office, tmp_path, MONDAY, TUESDAY)
    controls = [row for row in sheets["Contents"][1:] if row[5] != ""]
    assert [row[3] for row in controls] == [320, -1280, 1780, -1460] and {row[6] for row in controls} == {0}


def test_an_open_period_says_so(office: Office, tmp_path: Path) -> None:
    """And has nothing to compare with."""
    set_option(office, company.PAPER_LANGUAGE, "en")
    sheets = exported(office, tmp_path, MONDAY, TUESDAY)
    assert sheets["Contents"][2][7] == "not closed yet" and {row[5] for row in sheets["Contents"][1:]} == {""}


def test_the_days_must_be_in_order(office: Office, tmp_path: Path) -> None:
    with pytest.raises(RuleViolation, match="before the first"):
        write_finance(office, TUESDAY, MONDAY, tmp_path / "a.xlsx")
