"""The kinds of papers there are: how those of some subjects are drawn, one after the other, from the office as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from models.core.errors import Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_
from printing.documents import account_opening, approval_slip, daily_closing, invoice, lead_card, liability_notice, stocktake
from printing.form import FlowPaper, render_flow
from printing.office_papers.closings import daily_closing_paper
from printing.office_papers.contracts import contract_paper, draw_fulfilment_list, fulfilment_paper, quote_paper, summary_paper
from printing.office_papers.customers import account_opening_paper
from printing.office_papers.decisions import approval_slip_paper, notice_paper
from printing.office_papers.invoices import dress_of, invoice_papers
from printing.office_papers.leads import lead_card_paper
from printing.office_papers.months import month_paper
from printing.office_papers.sheets import standard_paper, visit_route_paper
from printing.office_papers.slips import goods_slips, money_slips
from printing.office_papers.statements import statement_file, statement_paper
from printing.office_papers.stock import stocktake_paper
from printing.paper import Paper, PrinterSetting

Draw = Callable[[Office, Iterable[str], Paper, PrinterSetting, int | None, BinaryIO], int]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. draw(office, subjects, paper, setting, copies, out) returns the number of pages.

    Each subject is taken when the one before is drawn. copies: None takes what the office has set. file: what a file of one is named.
    """

    key: str
    title: str
    draw: Draw
    file: Callable[[Office, str], str] = lambda office, subject: subject


def _invoices(office: Office, subjects: Iterable[str], paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
    dress = dress_of(paper.key, setting.design)
    notes = (each for subject in subjects for each in invoice_papers(office, [subject], copies, dress))
    return invoice.render(notes, paper, setting, out)


def _flowing(key: str, title: str, paper_of: Callable[[Office, str], FlowPaper],
             file: Callable[[Office, str], str] = lambda office, subject: subject) -> PaperKind:
    """A kind whose papers flow: what stands on one is all there is to say."""
    def draw(office: Office, subjects: Iterable[str], paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
        return render_flow((paper_of(office, subject) for subject in subjects), out, paper,
                           replace(setting, copies=copies or setting.copies))

    return PaperKind(key, title, draw, file)


def _slips(key: str, title: str, slips_of: Callable[[Office, str, int | None, bool], list[FlowPaper]]) -> PaperKind:
    """Slips have a sheet for each part; a continuous form is printed once, and its parts copy themselves."""
    def draw(office: Office, subjects: Iterable[str], paper: Paper, setting: PrinterSetting, copies: int | None, out: BinaryIO) -> int:
        return render_flow((each for subject in subjects for each in slips_of(office, subject, copies, paper.pin)), out, paper, setting)

    return PaperKind(key, title, draw)


def _daily_closing(office: Office, subject: str) -> FlowPaper:
    day, _hash, which = subject.partition("#")
    try:
        asked = date.fromisoformat(day), int(which or 0)
    except ValueError as error:
        raise RuleViolation([Problem("subject", "date.missing", N_("Enter a date"))]) from error
    return daily_closing.flow_of(daily_closing_paper(office, *asked))


KINDS = {kind.key: kind for kind in (
    PaperKind("invoice", N_("Sales Note"), _invoices),
    _slips("receipt", N_("Receipt for Payment"), money_slips),
    _slips("delivery", N_("Pick-up Slip"), goods_slips),
    _flowing("daily-closing", N_("Daily Closing Sheet"), _daily_closing),
    _flowing("month-closing", N_("Month Settlement"), month_paper),
    _flowing("statement", N_("Statement of Account"), statement_paper, statement_file),
    _flowing("stocktake", N_("Stocktake Sheet"), lambda office, subject: stocktake.flow_of(stocktake_paper(office, subject))),
    _flowing("account-opening", N_("Account-opening Form"),
             lambda office, subject: account_opening.flow_of(account_opening_paper(office, subject))),
    _flowing("approval-slip", N_("Approval Slip"), lambda office, subject: approval_slip.flow_of(approval_slip_paper(office, subject))),
    _flowing("liability-notice", N_("Notice to the Company"),
             lambda office, subject: liability_notice.flow_of(notice_paper(office, subject))),
    _flowing("lead-card", N_("Lead Filing and Follow-up Sheet"),
             lambda office, subject: lead_card.flow_of(lead_card_paper(office, subject))),
    _flowing("visit-route", N_("Visit Route Sheet"), visit_route_paper),
    _flowing("standard", N_("Standard in Force"), standard_paper),
    _flowing("quote", N_("Quotation"), quote_paper),
    _flowing("contract", N_("Contract"), contract_paper),
    _flowing("contract-summary", N_("Contract Summary"), summary_paper),
    _flowing("contract-fulfilment", N_("Fulfilment of contracts"), fulfilment_paper),
    PaperKind("fulfilment", N_("Fulfilment of contracts"), draw_fulfilment_list),
)}
