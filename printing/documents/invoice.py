"""The sales note (销售单): a fixed form that looks the same with one line and with sixty (papers.md: Invoice)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal

from models.core.text import _
from printing.documents.invoice_form import InvoiceForm
from printing.documents.invoice_lines import COLUMNS, InvoiceLine
from printing.paper import Paper, PrinterSetting
from printing.press import Press

State = Literal["issued", "void", "red"]


@dataclass(frozen=True)
class InvoicePaper:
    """All that stands on one sales note, as stored with it. Amounts in yuan, quantities in the unit of the line.

    subtotal_of(first, end): the amount of lines[first:end], summed by the rules of invoices; the printer never adds up
    money. title: "" means 销售单 / Sales Note (never 发票: 发票管理办法 art. 23). total_quantity: (unit, quantity) pairs.
    received_now, owed_before, owed_in_all: None leaves the place blank, negative reads as an advance. capitals: "" means the
    default style. copies: (name, colour) of each part. original: the number a red one reverses. reprint: 0 for the first
    print. note: e.g. that it was self-approved. columns: keys of invoice_lines.COLUMNS and "discount", "batch", "expiry", in
    the order wanted; without "amount" the paper shows no money at all.
    """

    company: str
    number: str
    day: date
    customer: str
    lines: tuple[InvoiceLine, ...]
    total: Decimal
    subtotal_of: Callable[[int, int], Decimal]
    title: str = ""
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
    columns: tuple[str, ...] = COLUMNS

    @property
    def name(self) -> str:
        """What the paper is called, in the language spoken now."""
        return (self.title or _("Sales Note")) + (_(" (red letter)") if self.state == "red" else "")


def render(papers: Iterable[InvoicePaper], paper: Paper, setting: PrinterSetting, out: Path | BinaryIO) -> int:
    """Print sales notes one after the other, each taken when the one before is drawn; returns the number of pages. Language: as spoken.

    Multi-part pin-feed paper prints once and names all its parts; other paper prints a set of pages for each copy.
    """
    press = Press(out, paper, setting)
    for at, invoice in enumerate(papers):
        if not at:
            press.name(f"{invoice.name} {invoice.number}", invoice.company)
        form = InvoiceForm(press, invoice)
        for _again in range(setting.copies):
            for copy in copy_names(invoice.copies, paper):
                form.draw(copy)
    return press.save()


def copy_names(copies: Sequence[tuple[str, str]], paper: Paper) -> list[str]:
    """What each printed set of pages says of its copy: all parts at once on pin-feed paper, one a set elsewhere."""
    named = [f"{name}({colour})" if colour else name for name, colour in copies]
    if paper.pin:
        return ["  ".join(f"{chr(0x2460 + number)}{name}" for number, name in enumerate(named))]
    return [_("Copy {n}: {name}").format(n=number, name=name) for number, name in enumerate(named, 1)] or [""]


__all__ = ["InvoiceLine", "InvoicePaper", "State", "copy_names", "render"]
