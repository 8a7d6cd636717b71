"""A design looked at before it is kept: on an invoice of the office, or on a made-up one with long names."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from models.core.company import COPIES, NAME, PAPER_LANGUAGE
from models.core.office import Office
from models.core.text import _, speaking
from models.designs.inputs import InvoiceDesign
from printing.documents import invoice
from printing.documents.invoice import InvoiceLine, InvoicePaper
from printing.documents.invoice_lines import grid_columns
from printing.documents.invoice_look import Look
from printing.office_papers.invoices import Dress, copies_of, invoice_papers, parts_of
from printing.paper import PLAIN, PrinterSetting, paper_named


def design_pdf(office: Office, design: InvoiceDesign, paper: str, number: str = "", pictures: Mapping[str, bytes] | None = None, *,
               under: bool = True, setting: PrinterSetting = PLAIN) -> bytes:
    """A design on this paper as PDF, never counted. number: "" for the made-up note; pictures: by digest; under: over the scanned form.

    Raises RuleViolation for a number nobody took.
    """
    held = pictures or {}
    dress = Dress(design, held.get(design.logo, b""), held.get(design.form, b"") if under else b"")
    out = io.BytesIO()
    with speaking(office.settings[PAPER_LANGUAGE]):
        invoice.render([replace(_note(office, dress, number), reprint=0)], paper_named(paper), setting, out)
    return out.getvalue()


def column_widths(office: Office, design: InvoiceDesign, paper: str, number: str = "") -> dict[str, Decimal]:
    """How wide each column that is shown comes out, mm, to be measured from there."""
    with speaking(office.settings[PAPER_LANGUAGE]):
        note, look = _note(office, Dress(design), number), Look(design, paper_named(paper), moves=False)
        made = grid_columns(note.lines, look.columns, look.paper, note.total, full=not design.data_only)
    return {key: Decimal(int(column.width * 10)) / 10 for key, column in zip(look.keys, made, strict=True)}


def _note(office: Office, dress: Dress, number: str) -> InvoicePaper:
    return invoice_papers(office, [number], dress=dress)[0] if number else _sample(office, dress)


def _sample(office: Office, dress: Dress) -> InvoicePaper:
    """A note with everything on it that may stand there: short and long names, a gift, several units."""
    names = (_("Compound feed for fattening pigs"), _("Creep feed for piglets, high in protein, with puffed soybean and whey powder"),
             _("Premix for laying hens 5%"))
    prices = (Decimal("128.5"), Decimal("236"), Decimal(0))
    lines = tuple(InvoiceLine(at + 1, f"F-{1204 + at}", name, "40kg", _("bag"), Decimal(10), price, price * 10, gift=not price)
                  for at, (name, price) in enumerate(zip(names, prices, strict=True)))
    amounts = [line.amount for line in lines]
    total = sum(amounts, Decimal(0))
    named: tuple[str, ...] = office.settings[COPIES]
    return InvoicePaper(
        company=office.settings[NAME] or _("Company"), number="XS202611-00042", day=office.clock.today(), lines=lines, total=total,
        customer=_("Sunrise Breeding Farm"), subtotal_of=lambda first, end: sum(amounts[first:end], Decimal(0)),
        address=_("12 Station Road"), phone="0394-8234567", salesperson=_("Li"), warehouse=_("Store 1"), vehicle="豫P·A1234",
        delivery_address=_("North gate, 300 m along the field road"), contract="HT202611-00003", remark=_("Checked on arrival"),
        total_quantity=((_("bag"), Decimal(30)),), received_now=Decimal(1000), owed_before=Decimal("32400"), owed_in_all=Decimal("35045"),
        made_by=office.actor.name if office.actor else "", design=dress.design, logo=dress.logo, under=dress.under,
        copies=copies_of(parts_of(dress.design, named)))
