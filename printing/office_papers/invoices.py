"""Sales notes as they were issued: from the stored invoice to its paper; nothing is looked up anew, nothing added up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.core.company import CAPITALS_JIAO, CAPITALS_WHOLE, CAPITALS_YUAN, COPIES, NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.prints import times_printed
from models.core.text import N_, _
from models.designs import queries as designs
from models.designs.inputs import STANDARD, InvoiceDesign
from models.designs.rules import copy_named
from models.invoices.queries import InvoiceRow, LineRow, by_number
from models.sale.queries import Owing, owing_of
from printing.capitals import amount_in_capitals
from printing.documents.invoice import InvoiceLine, InvoicePaper, State

USUAL = ("存根(白)", "客户(红)", "回单(黄)", "财务(绿)", "仓库(蓝)")
"""Parts by their usual names and colours, where more are asked for than the office has named (papers.md: Invoice)."""


@dataclass(frozen=True)
class Dress:
    """A design with its pictures, ready to be put on papers. under: the scan to align to, on screen alone."""

    design: InvoiceDesign = STANDARD
    logo: bytes = b""
    under: bytes = b""


PLAIN_DRESS = Dress()


def dress_of(paper: str, design: str | None = None) -> Dress:
    """The design of this name for a paper, None the usual one. Raises RuleViolation for a name there is not."""
    found = designs.design_named(paper, designs.usual_design(paper) if design is None else design)
    return Dress(found, designs.picture(found.logo))


def invoice_papers(office: Office, numbers: Sequence[str], copies: int | None = None, dress: Dress = PLAIN_DRESS) -> list[InvoicePaper]:
    """The papers of these invoices, marked as reprints where they came out before. Raises RuleViolation for a number nobody took."""
    return [_paper(office, _row(office, number), copies, dress) for number in numbers]


def _row(office: Office, number: str) -> InvoiceRow:
    row = by_number(office, number)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no invoice {number}"), {"number": number})])
    return row


def _paper(office: Office, row: InvoiceRow, copies: int | None, dress: Dress) -> InvoicePaper:
    settings, owing = office.settings, owing_of(office, row)
    named: tuple[str, ...] = settings[COPIES]
    state: State = "void" if row.state == "void" else "red" if row.kind == "red" else "issued"
    capitals = amount_in_capitals(row.total, yuan=settings[CAPITALS_YUAN], whole=settings[CAPITALS_WHOLE],
                                  whole_after_jiao=settings[CAPITALS_JIAO])
    return InvoicePaper(
        company=settings[NAME], number=row.number, day=row.date, customer=row.customer_name, lines=tuple(map(_line, row.lines)),
        total=row.total, subtotal_of=row.subtotal, address=row.customer_address, phone=row.customer_phone, salesperson=row.salesperson_name,
        warehouse=row.warehouse_name, vehicle=row.vehicle,
        delivery_address="" if row.delivery_address == row.customer_address else row.delivery_address,
        remark="  ".join(filter(None, (row.remark, _rounded_off(owing), _reason(row)))), total_quantity=row.quantities, capitals=capitals,
        received_now=owing.received, owed_before=owing.before, owed_in_all=owing.in_all, made_by=row.person, state=state,
        original=row.original, reprint=times_printed(office, "invoice", row.number),
        note=_("Approved by {people}").format(people=row.approved_by) if row.approved_by else "",
        copies=copies_of(parts_of(dress.design, named), copies), design=dress.design, logo=dress.logo, under=dress.under)


def parts_of(design: InvoiceDesign, office: tuple[str, ...]) -> tuple[str, ...]:
    """The copies that a design names, else those of the office: 存根(白)."""
    return tuple(f"{copy.name}({copy.colour})" if copy.colour else copy.name for copy in design.copies) or office


def _rounded_off(owing: Owing) -> str:
    """What was let go when it was paid: without it the foot would not add up."""
    if not owing.rounded_off:
        return ""
    return _("Rounded off {amount} when paid").format(amount=text_of(Kind.MONEY, owing.rounded_off))


def _reason(row: InvoiceRow) -> str:
    """Why it is void, or why a red one was made."""
    return _("Reason: {reason}").format(reason=row.reason) if row.reason else ""


def _line(line: LineRow) -> InvoiceLine:
    return InvoiceLine(line.position, line.code, line.name, line.specification, line.unit, line.quantity, line.price, line.amount,
                       line.discount, line.remark, line.batch, line.expiry, line.gift)


def copies_of(named: Sequence[str], count: int | None = None) -> tuple[tuple[str, str], ...]:
    """(name, colour) of each part: as the office has named them, or so many; "存根(白)" is the white stub."""
    if count is not None:
        more = [name for name in USUAL if name not in named]
        named = [*named, *more, *([""] * count)][:count]
    return tuple((copy.name, copy.colour) for copy in map(copy_named, named))
