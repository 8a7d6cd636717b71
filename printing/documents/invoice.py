"""The sales note (销售单): a fixed form that looks the same with one line and with sixty (papers.md: Invoice)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal

from models.core.text import _
from models.designs.inputs import STANDARD, InvoiceDesign
from printing.documents.invoice_form import InvoiceForm
from printing.documents.invoice_lines import InvoiceLine
from printing.paper import Paper, PrinterSetting
from printing.press import Press

State = Literal["issued", "void", "red"]


@dataclass(frozen=True)
class InvoicePaper:
    """All that stands on one sales note, as stored with it. Amounts in yuan, quantities in the unit of the line.

    subtotal_of(first, end): the amount of lines[first:end], summed by the rules of invoices; the printer never adds up
    money. total_quantity: (unit, quantity) pairs.
    received_now, owed_before, owed_in_all: None leaves the place blank, negative reads as an advance. capitals: "" means the
    default style. copies: (name, colour) of each part. original: the number a red one reverses. reprint: 0 for the first
    print. note: e.g. that it was self-approved. design: how it looks; without its column "amount" the paper shows no money at
    all. logo: the picture that the design names. under: the scan of a printed form to align to, for the screen alone.
    """

    company: str
    number: str
    day: date
    customer: str
    lines: tuple[InvoiceLine, ...]
    total: Decimal
    subtotal_of: Callable[[int, int], Decimal]
    address: str = ""
    phone: str = ""
    salesperson: str = ""
    warehouse: str = ""
    vehicle: str = ""
    delivery_address: str = ""
    contract: str = ""
    remark: str = ""
    total_quantity: tuple[tuple[str, Decimal], ...] = ()
    capitals: str = ""
    received_now: Decimal | None = None
    owed_before: Decimal | None = None
    owed_in_all: Decimal | None = None
    made_by: str = ""
    checked_by: str = ""
    keeper: str = ""
    deliverer: str = ""
    state: State = "issued"
    original: str = ""
    reprint: int = 0
    note: str = ""
    copies: tuple[tuple[str, str], ...] = ()
    design: InvoiceDesign = STANDARD
    logo: bytes = b""
    under: bytes = b""

    @property
    def name(self) -> str:
        """What the paper is called, in the language spoken now (never 发票: 发票管理办法 art. 23)."""
        return (self.design.title or _("Sales Note")) + (_(" (red letter)") if self.state == "red" else "")


def render(papers: Iterable[InvoicePaper], paper: Paper, setting: PrinterSetting, out: Path | BinaryIO) -> int:
    """Print sales notes one after the other, each taken when the one before is drawn; returns the number of pages. Language: as spoken.

    Multi-part pin-feed paper prints once and names all its parts; other paper prints a set of pages for each copy.
    """
    press = Press(out, paper, setting)
    for at, invoice in enumerate(papers):
        if not at:
            press.name(f"{invoice.name} {invoice.number}", invoice.company)
        press.setting = replace(setting, data_only=setting.data_only or invoice.design.data_only)
        form = InvoiceForm(press, invoice)
        for _again in range(setting.copies):
            for copy, colour in copies_on(invoice.copies, paper):
                form.draw(copy, colour)
    return press.save()


def copies_on(copies: Sequence[tuple[str, str]], paper: Paper) -> list[tuple[str, str]]:
    """What each printed set of pages says of its copy, and its colour: all parts at once on pin-feed paper, one a set elsewhere."""
    named = [f"{name}({colour})" if colour else name for name, colour in copies]
    if paper.pin:
        return [("  ".join(f"{chr(0x2460 + number)}{name}" for number, name in enumerate(named)), "")]
    said = [_("Copy {n}: {name}").format(n=number, name=name) for number, name in enumerate(named, 1)]
    return [(words, colour) for words, (_name, colour) in zip(said, copies, strict=True)] or [("", "")]


__all__ = ["InvoiceLine", "InvoicePaper", "State", "copies_on", "render"]
