"""Reading a large book: the first page of invoices, a hundred papers, a hundred thousand rows to Excel."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.demo.bulk import make_bulk
from data.writers import write
from models.core.clock import Clock
from models.core.listing import Filter, first_keys, rows_of
from models.core.office import Office
from models.core.sheet import sheet_of
from models.invoices.listing import INVOICE_LINES, INVOICES
from models.street import make_office, open_office
from tests.bench.measure import Figure, compare, times_of


def book(folder: Path, invoices: int, clients: int) -> Office:
    """A large office, made once per folder."""
    if not (folder / "office.db").exists():
        made = make_office(folder, Clock())
        make_bulk(made, invoices=invoices, customers=clients)
        made.close()
    return open_office(folder, Clock())


def page(office: Office) -> Iterator[Figure]:
    """The first page of the invoices, newest first, as the table shows it."""
    ours = times_of(lambda: rows_of(INVOICES, first_keys(INVOICES, Filter())), 30)
    sql = ("SELECT number, date, customer_code, customer_name, salesperson_name, total, due FROM invoice "
           "ORDER BY date DESC, number DESC LIMIT 200")
    raw = times_of(lambda: office.database.execute_sql(sql).fetchall(), 30)
    yield compare("first page of 100,000 invoices", ours, "bare SELECT of 200 rows by the same order", raw)


def papers(office: Office) -> Iterator[Figure]:
    """A hundred invoices to one PDF, beside a bare canvas drawing as much text."""
    from reportlab.pdfgen.canvas import Canvas

    from models.core.office import Actor
    from printing import office_papers
    from printing.documents import invoice as document
    from printing.paper import PLAIN, paper_named
    from printing.typeface import REGULAR

    office.actor = Actor(1, "", frozenset())
    numbers = [row[0] for row in office.database.execute_sql("SELECT number FROM invoice ORDER BY number LIMIT 100")]
    notes = office_papers.invoice_papers(office, numbers)
    ours = times_of(lambda: document.render(notes, paper_named("pin2"), PLAIN, io.BytesIO()), 3)

    def bare() -> None:
        canvas = Canvas(io.BytesIO(), pagesize=(683, 396))
        for note in notes:
            canvas.setFont(REGULAR, 10.5)
            for place, text in enumerate([note.number, note.customer, note.address, *(line.name for line in note.lines)] * 4):
                canvas.drawString(40, 380 - 8 * place, text)
            canvas.showPage()
        canvas.save()
    yield compare("100 invoices to PDF", ours, "bare canvas, as much text", times_of(bare, 3))


def workbook(office: Office, folder: Path) -> Iterator[Figure]:
    """A hundred thousand rows to xlsx, beside bare XML streamed into a zip."""
    ask = Filter(limit=100_000)
    sheet = sheet_of(INVOICE_LINES, ask)
    ours = times_of(lambda: write(sheet, "xlsx", folder / "lines.xlsx"), 1)
    rows = sheet.natives

    def bare() -> None:
        with zipfile.ZipFile(folder / "bare.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("sheet1.xml", "w") as out:
            for row in rows:
                out.write("".join(f'<c t="str"><v>{cell}</v></c>' for cell in row).encode())
    yield compare(f"{len(sheet.rows):,} rows × {len(sheet.columns)} to xlsx", ours, "bare XML streamed into a zip", times_of(bare, 1))
