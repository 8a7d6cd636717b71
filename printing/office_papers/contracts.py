"""Quotes, contracts, their summary and what became of them (合同履行一览表), as they stand with their supplements (duties 32, 56, 57, 102)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from models.contracts import queries
from models.contracts.queries import ContractRow, InstalmentRow, LineRow, QuoteRow, SupplementRow
from models.contracts.rules import EVENTS, INSTALMENTS, KINDS, QUOTE_STATES, STATES, amounts, days_left
from models.core import company
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.listing import Filter
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import N_, _
from models.products.rules import RATE_WORDS
from models.receipts.queries import instalments_paid
from models.reports.listing import FULFILMENT
from models.reports.queries.fulfilment import Fulfilment, fulfilment_of
from printing.capitals import amount_in_capitals
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper
from printing.paper import Paper, PrinterSetting
from printing.table import TablePrint, render_table

SHOWN = 12
"""Lines that a summary shows; the rest is one row, so that it stays on its page."""
MOST_WORDS = 120
"""Characters of an event that it shows."""
_STAMPS = {"draft": N_("Draft"), "review": N_("Draft"), "ended": N_("Ended early")}
COLUMNS = ("number", "customer", "date", "contracted", "delivered", "invoiced", "received", "undelivered", "uninvoiced", "unreceived",
           "rate", "receipt_rate", "days_left", "breaches", "changes", "state", "salesperson")
"""What the list of all contracts shows on paper."""


def _money(amount: Decimal | None) -> str:
    return "–" if amount is None else text_of(Kind.MONEY, amount, zero="0.00")


def _quantity(amount: Decimal | None) -> str:
    return "–" if amount is None else text_of(Kind.QUANTITY, amount, zero="0")


def _day(day: date | None) -> str:
    return text_of(Kind.DATE, day)


def _share(part: Decimal | None) -> str:
    return text_of(Kind.RATE, part) if part is not None else "–"


def _capitals(office: Office, amount: Decimal) -> str:
    settings = office.settings
    return amount_in_capitals(amount, yuan=settings[company.CAPITALS_YUAN], whole=settings[company.CAPITALS_WHOLE],
                              whole_after_jiao=settings[company.CAPITALS_JIAO])


def _contract(office: Office, number: str) -> ContractRow:
    row = queries.contract_numbered(office, number)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no contract {number}"), {"number": number})])
    return row


def _lines(office: Office, lines: Sequence[LineRow], total: Decimal) -> tuple[Grid, Entries]:
    """The lines with their total, and it in capitals."""
    rows = tuple((str(at), line.code, line.name, line.specification, line.unit, _quantity(line.quantity) if line.quantity else "–",
                  text_of(Kind.PRICE, line.price), _(RATE_WORDS[line.rate]), _money(line.amount),
                  "  ".join(filter(None, (line.remark, line.supplement)))) for at, line in enumerate(lines, 1))
    headings = (_("#"), _("Code"), _("Product"), _("Specification"), _("Unit"), _("Quantity"), _("Price"), _("Tax rate"), _("Amount"),
                _("Remark"))
    totals = ("", "", _("Total"), "", "", "", "", "", _money(total), "")
    return (Grid(headings, rows, (0, 5, 6, 8), totals, stretch=(2, 9)),
            Entries((Entry(_("Amount in words"), _capitals(office, total), 0),), across=1))


def contract_paper(office: Office, number: str) -> FlowPaper:
    """The contract as it was signed: parties, lines, money, wording, then its supplements, attachments, seals; initials on every page.

    Raises RuleViolation for a number there is not.
    """
    row = _contract(office, number)
    sections = [Section("", (_parties(office, row),)), Section(_("Goods and service agreed"), _lines(office, _first(row), row.first_total))]
    parts = [replace(one, amount=one.first_amount) for one in row.instalments if not one.supplement]
    if parts:
        sections.append(Section(_("Instalments"), (_instalments(parts),)))
    sections.append(Section(_("Terms of the contract"), (Words(row.text, framed=False),)))
    if row.remark:
        sections.append(Section(_("Remark"), (Words(row.remark, framed=False),)))
    sections += [_supplement(office, each) for each in row.supplements]
    if row.attachments:
        sections.append(Section(_("Attachments"), (_attachments(row),)))
    sections += _seals(office, row)
    fields = ((_("Contract no."), row.number), (_("Date"), _day(row.date)), (_("Their number"), row.their_number))
    stamp = _(_STAMPS[row.state]) if row.state in _STAMPS else ""
    note = _("Approved by {people}").format(people=row.approved_by) if row.approved_by else ""
    return FlowPaper(office.settings[company.NAME], row.title, fields if row.their_number else fields[:2], tuple(sections),
                     ((_("Our initials"), ""), (_("Customer's initials"), "")), note, stamp, shrinks=False)


def _first(row: ContractRow) -> list[LineRow]:
    """The lines as they were signed."""
    return [replace(line, quantity=line.first, amount=amounts(line.first, line.price, line.rate).amount) for line in row.lines
            if not line.supplement]


def _supplement(office: Office, each: SupplementRow) -> Section:
    """What a supplement says and by how much it moves each line."""
    lines = queries.supplement_lines(office, each.id)
    days = "  ".join(f"{_(title)} {_day(day)}" for title, day in ((N_("Ends"), each.ends), (N_("Deliver by"), each.deliver_by)) if day)
    words = Words("\n".join(filter(None, (each.text, days))), framed=False)
    return Section(_("Supplement {number} of {day}").format(number=each.number, day=each.date),
                   (words, _lines(office, lines, each.total)[0]) if lines else (words,))


def _parties(office: Office, row: ContractRow) -> Entries:
    service = row.kind == "service"
    items = [Entry(_("Our side"), office.settings[company.NAME]), Entry(_("Customer"), row.customer_name)]
    if service:
        items += [Entry(_("Person placed"), row.placed), Entry(_("Place of work"), row.place)]
    items.append(Entry(_("Period"), " — ".join(filter(None, (_day(row.starts), _day(row.first_ends))))))
    if not service:
        items.append(Entry(_("Deliver by"), _day(row.first_deliver_by)))
    return Entries(tuple(items), across=2, row=7)


def _instalments(parts: Sequence[InstalmentRow]) -> Grid:
    rows = tuple((str(at), _(INSTALMENTS[one.kind]), one.title, _day(one.due), _money(one.amount)) for at, one in enumerate(parts, 1))
    totals = ("", _("Total"), "", "", _money(sum((one.amount for one in parts), Decimal(0))))
    return Grid((_("#"), _("Kind"), _("What for"), _("Due date"), _("Amount")), rows, (0, 4), totals, wide=(0.5, 1.2, 3, 1.4, 1.6))


def _attachments(row: ContractRow) -> Grid:
    rows = tuple((str(at), each.name, each.remark, each.sha256[:16]) for at, each in enumerate(row.attachments, 1))
    return Grid((_("#"), _("File"), _("Remark"), _("Digest")), rows, (0,), stretch=(1,))


def _seals(office: Office, row: ContractRow) -> list[Section]:
    """Both sides next to each other, with room to sign and seal."""
    settings = office.settings
    bank = f"{settings[company.BANK]} {settings[company.BANK_ACCOUNT]}".strip()
    ours = (settings[company.NAME], settings[company.ADDRESS], settings[company.PHONE], settings[company.TAX_NUMBER], bank)
    theirs = (row.customer_name, row.customer_address, row.customer_phone, row.customer_tax_number, row.customer_bank)

    def side(title: str, facts: Sequence[str]) -> Section:
        labels = (_("Name (seal)"), _("Address"), _("Phone"), _("Tax number"), _("Bank account"), _("Signed by"), _("Signed on"))
        known = tuple(Entry(label, fact) for label, fact in zip(labels, (*facts, "", ""), strict=True))
        return Section(title, (Entries(known, across=1, row=8),), half=True)
    return [side(_("Our side"), ours), side(_("Customer"), theirs)]


def summary_paper(office: Office, number: str) -> FlowPaper:
    """One page about a contract: what was agreed, what became of it, money to come, what happened. Raises RuleViolation."""
    row = _contract(office, number)
    became, shown, rest = fulfilment_of(office, row.id), row.lines[:SHOWN], row.lines[SHOWN:]
    rows = [(line.code, line.name, line.unit, _quantity(line.quantity) if line.quantity else "–", text_of(Kind.PRICE, line.price),
             _money(line.amount)) for line in shown]
    if rest:
        more = _money(sum((line.amount for line in rest), Decimal(0)))
        rows.append(("", _("{count} more lines").format(count=len(rest)), "", "", "", more))
    headings = (_("Code"), _("Product"), _("Unit"), _("Quantity"), _("Price"), _("Amount"))
    totals = ("", _("Total"), "", "", "", _money(row.total))
    sections = [Section(_("Contract"), (_facts(office, row),)),
                Section(_("Lines"), (Grid(headings, tuple(rows), (3, 4, 5), totals, stretch=(1,)),))]
    if became is not None:
        sections.append(Section(_("Fulfilment"), (_figures(became),)))
    if row.instalments:
        sections.append(Section(_("Instalments"), (_paid(office, row, SHOWN),)))
    said = [words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS]}…" for words in list(_happened(row))[-6:]]
    if said:
        sections.append(Section(_("What happened"), (Words("\n".join(said)),)))
    return FlowPaper(office.settings[company.NAME], _("Contract Summary"), ((_("Contract no."), row.number), (_("As of"), _today(office))),
                     tuple(sections), ((_("Made by"), row.person), (_("Salesperson"), row.salesperson_name), (_("Manager"), "")),
                     stamp=_(_STAMPS[row.state]) if row.state in _STAMPS else "")


def _today(office: Office) -> str:
    return _day(office.clock.today())


def _facts(office: Office, row: ContractRow) -> Entries:
    left = days_left(row.ends, office.clock.today())
    items = [Entry(_("Customer"), row.customer_name, 2), Entry(_("State"), _(STATES[row.state])), Entry(_("Kind"), _(KINDS[row.kind])),
             Entry(_("Contract title"), row.title, 2), Entry(_("Date"), _day(row.date)), Entry(_("Salesperson"), row.salesperson_name),
             Entry(_("Amount"), _money(row.total)), Entry(_("As first agreed"), _money(row.first_total)),
             Entry(_("Supplements"), str(len(row.supplements))), Entry(_("Deliver by"), _day(row.deliver_by)),
             Entry(_("Begins"), _day(row.starts)), Entry(_("Ends"), _day(row.ends)), Entry(_("Approved by"), row.approved_by),
             Entry(_("Their number"), row.their_number), Entry(_("Days left"), "–" if left is None else str(left)),
             Entry(_("Made by"), row.person)]
    if row.kind == "service":
        items += [Entry(_("Person placed"), row.placed, 2), Entry(_("Place of work"), row.place, 2)]
    return Entries(tuple(items), across=4, row=6.6)


def _figures(became: Fulfilment) -> Grid:
    """Agreed, delivered, invoiced, received with what is left of each and how much is done."""
    rows = tuple((title, _money(done), _money(left), _share(share)) for title, done, left, share in zip(
        (_("Delivered"), _("Already invoiced"), _("Received")), (became.delivered, became.invoiced, became.received), became.left,
        became.rates, strict=True))
    whole = (_("Contracted"), _money(became.agreed), "", "")
    return Grid(("", _("Done"), _("Left"), _("Rate")), (whole, *rows), (1, 2, 3), wide=(1.5, 1.5, 1.5, 1))


def _paid(office: Office, row: ContractRow, most: int = 500) -> Grid:
    paid = instalments_paid(office, row)
    rows = tuple((_day(one.due), _(INSTALMENTS[one.kind]), one.title,
                  *map(_money, (one.amount, paid[one.id], one.amount - paid[one.id]))) for one in row.instalments[:most])
    headings = (_("Due date"), _("Kind"), _("What for"), _("Amount"), _("Received"), _("Not received"))
    return Grid(headings, rows, (3, 4, 5), stretch=(2,))


def _happened(row: ContractRow) -> Iterator[str]:
    """Breaches, changes and notes with the supplements, oldest first."""
    said = [(each.date, f"{_(EVENTS[each.kind])}: {each.text}") for each in row.events]
    said += [(each.date, f"{_('Supplement')} {each.number} ({_money(each.total)}): {each.text}") for each in row.supplements]
    for day, words in sorted(said):
        yield f"{_day(day)}  " + " ".join(words.split())


def fulfilment_paper(office: Office, number: str) -> FlowPaper:
    """合同履行一览表 of one contract: each line agreed, delivered, invoiced and what is left (duty 57). Raises RuleViolation."""
    row = _contract(office, number)
    became = fulfilment_of(office, row.id)
    if became is None:
        raise RuleViolation([Problem("subject", "contract.force", N_("{number} is not in force"), {"number": row.number})])
    rows = tuple((line.code, line.name, line.unit,
                  *map(_quantity, (line.agreed, line.delivered, line.invoiced, line.undelivered, line.uninvoiced)),
                  _money(line.agreed_amount), _money(line.invoiced_amount)) for line in became.lines)
    headings = (_("Code"), _("Product"), _("Unit"), _("Contracted quantity"), _("Delivered"), _("Already invoiced"), _("Not delivered"),
                _("Not invoiced"), _("Amount"), _("Amount invoiced"))
    sections = [Section("", (_facts(office, row),)), Section(_("Fulfilment"), (_figures(became),)),
                Section(_("Lines"), (Grid(headings, rows, tuple(range(3, 10)), stretch=(1,)),))]
    if row.instalments:
        sections.append(Section(_("Instalments"), (_paid(office, row),)))
    said = "\n".join(_happened(row))
    sections.append(Section(_("Breaches and changes"), (Words(said or _("none")),)))
    fields = ((_("Contract no."), row.number), (_("As of"), _today(office)))
    return FlowPaper(office.settings[company.NAME], _("Fulfilment of contracts"), fields, tuple(sections),
                     ((_("Made by"), ""), (_("Salesperson"), row.salesperson_name), (_("Manager"), "")))


def draw_fulfilment_list(office: Office, subjects: Iterable[str], paper: Paper, setting: PrinterSetting, copies: int | None,
                         out: BinaryIO) -> int:
    """合同履行一览表 of all contracts as of a day, across the page (duty 56). Raises RuleViolation where there is none by then."""
    (subject,) = subjects
    try:
        day = date.fromisoformat(subject)
    except ValueError as error:
        raise RuleViolation([Problem("subject", "date.missing", N_("Enter a date"))]) from error
    sheet = sheet_of(FULFILMENT, Filter(as_of=day), columns=COLUMNS)
    if not sheet.rows:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("No contract was approved by {day}"), {"day": day})])
    around = TablePrint(office.settings[company.NAME], office.actor.name if office.actor else "",
                        text_of(Kind.MOMENT, office.clock.moment()))
    return render_table(sheet, out, around, paper=paper, setting=replace(setting, copies=copies or setting.copies))


def quote_paper(office: Office, number: str) -> FlowPaper:
    """A quote as it was given (duty 102). Raises RuleViolation for a number there is not."""
    row = queries.quote_numbered(office, number)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no quote {number}"), {"number": number})])
    sections = [Section("", (_to(office, row),)), Section(_("We offer"), _lines(office, row.lines, row.total))]
    if row.terms:
        sections.append(Section(_("Terms"), (Words(row.terms),)))
    if row.remark:
        sections.append(Section(_("Remark"), (Words(row.remark),)))
    sections.append(Section("", (Words(_("This offer holds until {day}; prices include tax.").format(day=row.valid_until), framed=False),)))
    stamp = _(QUOTE_STATES[row.state]) if row.state in ("superseded", "expired") else ""
    return FlowPaper(office.settings[company.NAME], _("Quotation"),
                     ((_("No."), row.number), (_("Date"), _day(row.date)), (_("Valid until"), _day(row.valid_until))), tuple(sections),
                     ((_("Made by"), row.person), (_("Salesperson"), row.salesperson_name), (_("Customer's confirmation"), "")),
                     stamp=stamp)


def _to(office: Office, row: QuoteRow) -> Entries:
    settings = office.settings
    return Entries((Entry(_("Customer"), row.customer_name, 2), Entry(_("Our address"), settings[company.ADDRESS]),
                    Entry(_("Our phone"), settings[company.PHONE])), across=2, row=7)
