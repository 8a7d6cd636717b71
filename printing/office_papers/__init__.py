"""The papers of the office: by kind and subject, in the language of papers, each print counted."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.core.company import INVOICE_PAPER, NAME, PAPER_LANGUAGE
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.prints import record_print
from models.core.sheet import Sheet
from models.core.text import N_, speaking
from printing.documents import account_opening, approval_slip, daily_closing, invoice, lead_card, liability_notice, stocktake
from printing.office_papers.closings import daily_closing_paper, open_day_paper
from printing.office_papers.contracts import contract_paper, draw_fulfilment_list, fulfilment_paper, quote_paper, summary_paper
from printing.office_papers.customers import account_opening_paper
from printing.office_papers.decisions import approval_slip_paper, notice_paper
from printing.office_papers.invoices import copies_of, invoice_numbers, invoice_papers
from printing.office_papers.leads import lead_card_paper
from printing.office_papers.months import month_paper
from printing.office_papers.sheets import standard_paper, visit_route_paper
from printing.office_papers.slips import goods_slips, money_slips
from printing.office_papers.statements import every_statement, named_statements, statement_paper, statements_pdf
from printing.office_papers.stock import stocktake_paper
from printing.office_papers.together import counted_pdf, each_invoice, invoices_pdf
from printing.form import FlowPaper, render_flow
from printing.paper import PLAIN, Paper, PrinterSetting, paper_named
from printing.table import TablePrint, render_table

Out = Path | BinaryIO
Draw = Callable[[Office, str, Paper, PrinterSetting, int | None, BinaryIO], int]
MOST_COPIES = 99


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. draw(office, subject, paper, setting, copies, out): copies None takes what the office has set."""

    key: str
    title: str
    draw: Draw


def _invoice(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return invoice.render(invoice_papers(office, [subject], copies), paper, setting, out)


def _daily_closing(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    day, _hash, which = subject.partition("#")
    try:
        asked = date.fromisoformat(day), int(which or 0)
    except ValueError as error:
        raise RuleViolation([Problem("subject", "date.missing", N_("Enter a date"))]) from error
    return daily_closing.render([daily_closing_paper(office, *asked)], out, paper=paper, setting=_times(setting, copies))


def _stocktake(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return stocktake.render([stocktake_paper(office, subject)], out, paper=paper, setting=_times(setting, copies))


def _account_opening(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return account_opening.render([account_opening_paper(office, subject)], out, paper=paper, setting=_times(setting, copies))


def _lead_card(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return lead_card.render([lead_card_paper(office, subject)], out, paper=paper, setting=_times(setting, copies))


def _approval_slip(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return approval_slip.render([approval_slip_paper(office, subject)], out, paper=paper, setting=_times(setting, copies))


def _notice(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    return liability_notice.render([notice_paper(office, subject)], out, paper=paper, setting=_times(setting, copies))


def _times(setting: PrinterSetting, copies: int | None) -> PrinterSetting:
    return replace(setting, copies=copies or setting.copies)


def _flowing(key: str, title: str, paper_of: Callable[[Office, str], FlowPaper]) -> PaperKind:
    """A kind whose papers flow: what stands on one is all there is to say."""
    def draw(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
        return render_flow([paper_of(office, subject)], out, paper, _times(setting, copies))

    return PaperKind(key, title, draw)


def _slips(slips_of: Callable[[Office, str, int | None, bool], list[FlowPaper]]) -> Draw:
    """Slips have a sheet for each part; a continuous form is printed once, and its parts copy themselves."""
    def draw(office: Office, subject: str, paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
        return render_flow(slips_of(office, subject, copies, paper.pin), out, paper, setting)

    return draw


KINDS = {kind.key: kind for kind in (
    PaperKind("invoice", N_("Sales Note"), _invoice), PaperKind("daily-closing", N_("Daily Closing Sheet"), _daily_closing),
    PaperKind("stocktake", N_("Stocktake Sheet"), _stocktake), PaperKind("account-opening", N_("Account-opening Form"), _account_opening),
    PaperKind("approval-slip", N_("Approval Slip"), _approval_slip),
    PaperKind("liability-notice", N_("Notice to the Company"), _notice),
    PaperKind("lead-card", N_("Lead Filing and Follow-up Sheet"), _lead_card),
    _flowing("visit-route", N_("Visit Route Sheet"), visit_route_paper),
    _flowing("standard", N_("Standard in Force"), standard_paper),
    PaperKind("receipt", N_("Receipt for Payment"), _slips(money_slips)), PaperKind("delivery", N_("Pick-up Slip"), _slips(goods_slips)),
    _flowing("quote", N_("Quotation"), quote_paper), _flowing("contract", N_("Contract"), contract_paper),
    _flowing("contract-summary", N_("Contract Summary"), summary_paper),
    _flowing("contract-fulfilment", N_("Fulfilment of contracts"), fulfilment_paper),
    PaperKind("fulfilment", N_("Fulfilment of contracts"), draw_fulfilment_list),
    _flowing("month-closing", N_("Month Settlement"), month_paper),
    _flowing("statement", N_("Statement of Account"), statement_paper),
)}


def paper_pdf(office: Office, kind: str, subject: str, *, paper: str = "", setting: PrinterSetting = PLAIN,
              copies: int | None = None) -> bytes:
    """One paper as PDF. subject: number, ISO date (2026-11-23, or 2026-11-23#1 for its first close), code; paper: "" as the office has set.

    copies: parts of an invoice, prints of other papers; None as the office has set. Raises KnownError for a kind or a paper
    there is not, RuleViolation for a subject there is not.
    """
    if kind not in KINDS:
        raise KnownError(N_("There is no paper of the kind {kind}; choose one of {kinds}"), kind=kind, kinds=", ".join(KINDS))
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        raise RuleViolation([Problem("copies", "number.range", N_("Enter a number from {least} to {most}"),
                                     {"least": 1, "most": MOST_COPIES})])
    size = paper_named(paper or (office.settings[INVOICE_PAPER] if kind == "invoice" else "A4"))
    out = io.BytesIO()
    with speaking(office.settings[PAPER_LANGUAGE]):
        KINDS[kind].draw(office, subject.strip(), size, setting, copies, out)
    return out.getvalue()


def open_day_pdf(office: Office, day: date, *, paper: str = "", setting: PrinterSetting = PLAIN) -> bytes:
    """The closing sheet of a day that is not closed yet, to be looked at while it is being closed."""
    out = io.BytesIO()
    with speaking(office.settings[PAPER_LANGUAGE]):
        daily_closing.render([open_day_paper(office, day)], out, paper=paper_named(paper or "A4"), setting=setting)
    return out.getvalue()


def print_paper(office: Office, kind: str, subject: str, *, paper: str = "", copies: int | None = None, out: Out) -> None:
    """Write one paper as PDF. It is counted just before it is written: no paper leaves the office uncounted (duty 10)."""
    pdf = paper_pdf(office, kind, subject, paper=paper, copies=copies)
    record_print(office, kind, subject.strip(), copies or 1)
    _put(pdf, out)


def write_sheet(office: Office, sheet: Sheet, out: Out, *, paper: str = "", setting: PrinterSetting = PLAIN) -> int:
    """Any listing as a table, with the company and who printed it when. paper: "" or "A4" lies down where the columns need it."""
    with speaking(sheet.spoken):
        printed_at = text_of(Kind.MOMENT, office.clock.moment())
    around = TablePrint(office.settings[NAME], office.actor.name if office.actor else "", printed_at)
    buffer = io.BytesIO()
    pages = render_table(sheet, buffer, around, paper=None if paper in ("", "A4") else paper_named(paper), setting=setting)
    _put(buffer.getvalue(), out)
    return pages


def _put(pdf: bytes, out: Out) -> None:
    if isinstance(out, Path):
        out.write_bytes(pdf)
    else:
        out.write(pdf)


__all__ = [
    "KINDS", "PaperKind", "account_opening_paper", "approval_slip_paper", "copies_of", "counted_pdf", "daily_closing_paper",
    "each_invoice", "every_statement", "invoice_numbers", "invoice_papers", "invoices_pdf", "lead_card_paper", "named_statements",
    "open_day_paper", "open_day_pdf", "paper_named", "paper_pdf", "print_paper", "statement_paper", "statements_pdf", "stocktake_paper",
    "write_sheet",
]
