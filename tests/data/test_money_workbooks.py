"""The workbooks of money and papers: what an independent reader finds in them is what the lists say, also after LibreOffice had them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import load_workbook

from data.einvoice import fill
from data.excel import write_workbook
from data.finance import hand_over, write_batch, write_finance
from data.grid import grid_of
from models.core.kinds import Kind
from models.core.listing import Filter
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import use_language
from models.einvoices.queries import waiting
from models.handover.inputs import HandoverInput
from models.street import all_listings
from tests.data.test_einvoice import template
from tests.data.test_lead_workbooks import SOFFICE, _cells
from tests.factories import an_office
from tests.scenarios.bookkeeper import end_of
from tests.scenarios.dealer import Dealer

SEED, STEPS = 2, 300
FIGURES = (Kind.MONEY, Kind.QUANTITY, Kind.PRICE, Kind.INTEGER)
LISTS = ("receivables", "ledger", "allocations", "ageing", "ageing_by_salesperson", "dunning", "receipts", "acceptances", "offset_papers",
         "cash_book", "bank_lines", "contracts", "contract_lines", "quotes", "fulfilment", "fulfilment_lines", "fulfilment_by_month",
         "fulfilment_by_quarter", "fulfilment_by_year", "instalments", "closings", "months", "month_customers", "month_products",
         "handovers", "handover_differences", "einvoices", "statement_answers", "invoices", "invoice_lines", "deliveries", "stock",
         "movements", "sales_by_customer", "sales_by_product", "sales_by_salesperson", "sales_by_region", "sales_by_day",
         "sales_by_month", "sales_by_year")


def lived(folder: Path) -> Dealer:
    """An office in which all sorts of things happened, a month of it settled."""
    desk = Dealer(an_office(folder), SEED)
    for step in range(STEPS):
        desk.step(step)
    use_language("zh_CN")
    return desk


def listed(office: Office, folder: Path, name: str) -> Path:
    """A list as a workbook."""
    path = folder / f"{name}.xlsx"
    write_workbook(path, [grid_of(sheet_of(all_listings()[name], Filter(limit=5000)))])
    return path


def said(office: Office, name: str) -> list[list[Decimal]]:
    """The figures of a list."""
    sheet = sheet_of(all_listings()[name], Filter(limit=5000))
    places = [at for at, column in enumerate(sheet.columns) if column.kind in FIGURES]
    return [[Decimal(str(row[at])) for at in places if row[at] is not None] for row in sheet.rows]


def read(path: Path, name: str) -> list[list[Decimal]]:
    """The same figures as an independent reader finds them, without the row of totals."""
    columns = all_listings()[name].columns
    places = [at for at, column in enumerate(columns) if column.kind in FIGURES]
    rows = load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)[1:]
    return [[Decimal(str(row[at])) for at in places if at < len(row) and row[at] != ""] for row in rows]


def test_an_independent_reader_finds_the_figures_of_the_lists(tmp_path: Path) -> None:
    desk = lived(tmp_path / "office")
    for name in LISTS:
        told, found = said(desk.office, name), read(listed(desk.office, tmp_path, name), name)
        assert found[:len(told)] == told, name
    assert len(said(desk.office, "ledger")) > 50 and said(desk.office, "fulfilment") and said(desk.office, "months")
    desk.office.close()


def converted(folder: Path, to: str, paths: Sequence[Path]) -> Path:
    """All files by one start of LibreOffice; it says nothing of repairs."""
    out = folder / to.split(":")[0]
    told = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir",
                           str(out), *map(str, paths)], check=True, capture_output=True, text=True, timeout=600)
    assert "repair" not in told.stderr.lower() and "error" not in told.stderr.lower(), told.stderr
    return out


@pytest.mark.soak
@SOFFICE
def test_every_workbook_of_money_reopens_unchanged_and_prints(tmp_path: Path) -> None:
    desk = lived(tmp_path / "office")
    office, month = desk.office, desk.settled[0]
    paths = [listed(office, tmp_path, name) for name in LISTS]
    paths.append(write_finance(office, month, end_of(month), tmp_path / "finance-month.xlsx"))
    for recipient in ("finance", "trade"):
        batch = hand_over(office, HandoverInput(recipient, month, end_of(month)))
        paths.append(write_batch(office, batch.id, tmp_path / f"batch-{recipient}.xlsx"))
    office.database.execute_sql("UPDATE product SET tax_category = '1030101010000000000'")
    made = fill(office, template(tmp_path / "t.xlsx"), waiting(office, month, end_of(month)), tmp_path / "einvoices.xlsx")
    assert made.invoices > 0 and not made.unknown
    paths.append(tmp_path / "einvoices.xlsx")
    office.close()
    again, printed = converted(tmp_path, "xlsx:Calc MS Excel 2007 XML", paths), converted(tmp_path, "pdf", paths)
    for path in paths:
        assert _cells(path) == _cells(again / path.name), path.name
        assert len(pypdfium2.PdfDocument(str(printed / f"{path.stem}.pdf"))) >= 1, path.name
    shutil.rmtree(again)
