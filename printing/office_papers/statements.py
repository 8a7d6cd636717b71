"""A customer's statement (对账单) with its return slip: opening, lines of goods, payments, closing in figures and capitals."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from models.core.company import BANK, BANK_ACCOUNT, CAPITALS_JIAO, CAPITALS_WHOLE, CAPITALS_YUAN, NAME, PAPER_LANGUAGE, PHONE
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.prints import record_print
from models.core.text import N_, _, speaking
from models.customers.queries import by_code
from models.receivables.rules import TITLES
from models.receipts.rules import METHODS
from models.reports.queries.statements import Statement, StatementLine, customers_with_statements, statement
from printing.capitals import amount_in_capitals
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper, render_flow
from printing.sizes import size_for

Step = Callable[[int, int], None]
_BY_METHOD = ("receipt", "receipt_reversal", "refund", "refund_reversal")
"""Kinds of entry that say how the money went; what was rounded off did not come in by any method."""


def statement_paper(office: Office, subject: str) -> FlowPaper:
    """The statement of CODE, of CODE#2026-11 (a month) or CODE#2026-11-01..2026-11-30; a bare code takes the month before this one.

    Raises RuleViolation for a customer there is not, or a span that is none.
    """
    code, _hash, span = subject.partition("#")
    row = by_code(office, code.strip())
    made = statement(office, row.id, *span_of(office, span)) if row is not None else None
    if made is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no customer {code}"), {"code": code})])
    return laid_out(office, made)


def statement_file(office: Office, subject: str) -> str:
    """What a file of it is named: code, customer and days."""
    code, _hash, span = subject.partition("#")
    row = by_code(office, code.strip())
    return " ".join(filter(None, (code, row.name if row is not None else "", span)))


def span_of(office: Office, text: str) -> tuple[date, date]:
    """The days that 2026-11, 2026-11-01..2026-11-30 or nothing (the month before this one) says. Raises RuleViolation."""
    start, dots, end = (part.strip() for part in text.partition(".."))
    try:
        if dots:
            return date.fromisoformat(start), date.fromisoformat(end)
        first = date.fromisoformat(f"{start}-01") if start else (office.clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    except ValueError as error:
        raise RuleViolation([Problem("subject", "date.missing", N_("Enter a date"))]) from error
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def every_statement(office: Office, start: date, end: date, step: Step = lambda done, whole: None) -> Iterator[Statement]:
    """The statements of all customers who were ever in the ledger, by code, made one at a time; step(done, whole) may end it."""
    named = customers_with_statements(office, end)
    for at, (customer_id, _code, _name) in enumerate(named):
        step(at, len(named))
        made = statement(office, customer_id, start, end)
        if made is not None:
            yield made
    record_print(office, "statement", f"*#{start}..{end}")


def statements_pdf(office: Office, papers: Iterable[Statement], out: BinaryIO | Path, paper: str = "") -> int:
    """Statements one after the other into one PDF, in the language of papers; returns the number of pages."""
    with speaking(office.settings[PAPER_LANGUAGE]):
        return render_flow((laid_out(office, made) for made in papers), out, size_for("statement", paper))


def named_statements(office: Office, papers: Iterable[Statement]) -> Iterator[tuple[str, bytes]]:
    """(file name, PDF) of each."""
    for made in papers:
        out = io.BytesIO()
        statements_pdf(office, [made], out)
        yield f"{made.code} {made.name} {made.start}..{made.end}", out.getvalue()


def laid_out(office: Office, made: Statement) -> FlowPaper:
    """What stands on the paper of a statement."""
    settings = office.settings
    capitals = amount_in_capitals(abs(made.closing), yuan=settings[CAPITALS_YUAN], whole=settings[CAPITALS_WHOLE],
                                  whole_after_jiao=settings[CAPITALS_JIAO])
    span = _("{start} to {end}").format(start=_day(made.start), end=_day(made.end))
    owed = _("Paid in advance") if made.closing < 0 else _("Owed to us")
    closing = (Entry(_("Opening"), _money(made.opening)), Entry(_("Amount"), _money(made.amount)),
               Entry(_("Received"), _money(made.received)), Entry(_("Closing balance"), _money(made.closing)))
    words = (Entry(owed, f"{_money(abs(made.closing))}  {capitals}"), Entry(_("Of it overdue"), _money(made.overdue)))
    bank = "  ".join(filter(None, (settings[BANK], settings[BANK_ACCOUNT])))
    return FlowPaper(
        settings[NAME], _("Statement of Account"), ((_("Customer"), f"{made.code} {made.name}"), (_("Period"), span)),
        (Section("", (_head(made, bank, settings[PHONE]),)), Section(_("What moved"), (_table(made),)),
         Section(_("Closing balance"), (Entries(closing, 4, figures=True), Entries(words, 1))), _slip(made, settings[NAME])),
        ((_("Made by"), office.actor.name if office.actor else ""), (_("Checked"), "")),
        _("Please check and send the slip back within 5 days."), shrinks=False)


def _head(made: Statement, bank: str, phone: str) -> Entries:
    return Entries((Entry(_("Address"), made.address), Entry(_("Phone"), made.phone), Entry(_("Salesperson"), made.salesperson),
                    Entry(_("Pay to"), bank), Entry(_("Our phone"), phone)), 2)


def _table(made: Statement) -> Grid:
    headings = (_("Date"), _("No."), _("Goods or paper"), _("Specification"), _("Quantity"), _("Unit"), _("Price"), _("Amount"),
                _("Received"), _("Balance"))
    rows = [(_day(made.start), "", _("Opening balance"), *[""] * 6, _money(made.opening)), *(_row(line) for line in made.lines)]
    totals = (_("Total"), *[""] * 6, _money(made.amount), _money(made.received), _money(made.closing))
    return Grid(headings, tuple(rows), (4, 6, 7, 8, 9), totals, stretch=(2, 3))


def _row(line: StatementLine) -> tuple[str, ...]:
    goods = line.goods
    if not line.unit and line.quantity is None:
        named = "" if line.kind == "receipt" and line.method else _(TITLES[line.kind])
        goods = "  ".join(filter(None, (named, _(METHODS[line.method]) if line.kind in _BY_METHOD and line.method else "", line.goods)))
    return (_day(line.date) if line.number or not line.unit else "", line.number, goods, line.specification,
            "" if line.quantity is None else text_of(Kind.QUANTITY, line.quantity), line.unit, text_of(Kind.PRICE, line.price),
            _money(line.amount) if line.amount or not line.received else "", _money(line.received) if line.received else "",
            "" if line.balance is None else _money(line.balance))


def _slip(made: Statement, company: str) -> Section:
    """What the customer sends back: agreed, or what does not agree, signed and sealed."""
    told = _("To {company}: by your statement of {start} to {end} our balance is {balance}.").format(
        company=company, start=_day(made.start), end=_day(made.end), balance=_money(made.closing))
    return Section(_("Return slip"), keep=True, parts=(
        Words(told), Entries((Entry(_("□ Agreed"), ""), Entry(_("□ Differs: by our books"), "")), 2, row=8),
        Words(_("What does not agree:"), room=16),
        Entries((Entry(_("Customer (seal)"), made.name), Entry(_("Signed"), ""), Entry(_("Date"), "")), 3, row=10)))


def _day(day: date) -> str:
    return text_of(Kind.DATE, day)


def _money(value: Decimal) -> str:
    return text_of(Kind.MONEY, value, zero="0.00")
