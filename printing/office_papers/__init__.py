"""The papers of the office: by kind and subject, in the language of papers, each print counted."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.core.company import NAME, PAPER_LANGUAGE
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.prints import record_print
from models.core.sheet import Sheet
from models.core.text import speaking
from printing.documents import daily_closing
from printing.form import render_flow
from printing.office_papers.closings import daily_closing_paper, open_day_paper
from printing.office_papers.customers import account_opening_paper
from printing.office_papers.decisions import approval_slip_paper
from printing.office_papers.designs import design_pdf
from printing.office_papers.invoices import copies_of, invoice_papers
from printing.office_papers.kinds import KINDS, PaperKind
from printing.office_papers.leads import lead_card_paper
from printing.office_papers.numbers import NUMBERED, numbers_of
from printing.office_papers.statements import every_statement, named_statements, statement_paper, statements_pdf
from printing.office_papers.stock import stocktake_paper
from printing.office_papers.together import each_leaving, leaving_pdf, office_size, paper_pdf, papers_pdf
from printing.paper import PLAIN, PrinterSetting, paper_named
from printing.sizes import size_for
from printing.table import TablePrint, render_table

Out = Path | BinaryIO


def open_day_pdf(office: Office, day: date, *, paper: str = "", setting: PrinterSetting = PLAIN) -> bytes:
    """The closing sheet of a day that is not closed yet, to be looked at while it is being closed."""
    out = io.BytesIO()
    with speaking(office.settings[PAPER_LANGUAGE]):
        render_flow([daily_closing.flow_of(open_day_paper(office, day))], out, size_for("daily-closing", paper), setting)
    return out.getvalue()


def print_paper(office: Office, kind: str, subject: str, *, paper: str = "", copies: int | None = None, design: str | None = None,
                out: Out) -> None:
    """Write one paper as PDF. It is counted just before it is written: no paper leaves the office uncounted (duty 10)."""
    pdf = paper_pdf(office, kind, subject, paper=paper, copies=copies, setting=PrinterSetting(design=design))
    record_print(office, kind, subject.strip(), copies or 1)
    _put(pdf, out)


def write_sheet(office: Office, sheet: Sheet, out: Out, *, paper: str = "", setting: PrinterSetting = PLAIN) -> int:
    """Any listing as a table, with the company and who printed it when. paper: "" or "A4" lies down where the columns need it."""
    with speaking(sheet.spoken):
        printed_at = text_of(Kind.MOMENT, office.clock.moment())
    around = TablePrint(office.settings[NAME], office.actor.name if office.actor else "", printed_at)
    buffer = io.BytesIO()
    pages = render_table(sheet, buffer, around, paper=None if paper in ("", "A4") else size_for("list", paper), setting=setting)
    _put(buffer.getvalue(), out)
    return pages


def _put(pdf: bytes, out: Out) -> None:
    if isinstance(out, Path):
        out.write_bytes(pdf)
    else:
        out.write(pdf)


__all__ = [
    "KINDS", "NUMBERED", "PaperKind", "account_opening_paper", "approval_slip_paper", "copies_of", "daily_closing_paper", "design_pdf",
    "each_leaving", "every_statement", "invoice_papers", "lead_card_paper", "leaving_pdf", "named_statements", "numbers_of",
    "office_size", "open_day_paper", "open_day_pdf", "paper_named", "paper_pdf", "papers_pdf", "print_paper", "size_for", "statement_paper",
    "statements_pdf", "stocktake_paper", "write_sheet",
]
