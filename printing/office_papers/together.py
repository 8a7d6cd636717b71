"""Many invoices at once: into one PDF or a file each, named by number, made one at a time (papers: 500 invoices)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from models.core.company import INVOICE_PAPER, PAPER_LANGUAGE
from models.core.office import Office
from models.core.prints import record_prints
from models.core.text import speaking
from printing.documents import invoice
from printing.office_papers.invoices import invoice_papers
from printing.paper import PLAIN, Paper, PrinterSetting, paper_named

Step = Callable[[int, int], None]
AT_ONCE = 20
"""Papers that are counted in one entry of the journal."""


def invoices_pdf(office: Office, numbers: Sequence[str], out: Path | BinaryIO, *, paper: str = "", setting: PrinterSetting = PLAIN,
                 copies: int | None = None, step: Step = lambda done, whole: None) -> int:
    """Invoices one after the other into one PDF; returns the number of pages. step(done, whole) may end it. Counts nothing."""
    def told() -> Iterator[invoice.InvoicePaper]:
        for at, number in enumerate(numbers):
            step(at, len(numbers))
            yield from invoice_papers(office, [number], copies)

    with speaking(office.settings[PAPER_LANGUAGE]):
        return invoice.render(told(), _size(office, paper), setting, out)


def counted_pdf(office: Office, numbers: Sequence[str], out: Path | BinaryIO, *, paper: str = "", copies: int | None = None,
                step: Step = lambda done, whole: None) -> int:
    """The same, each paper counted as soon as all are drawn: a file that was stopped is no print."""
    pages = invoices_pdf(office, numbers, out, paper=paper, copies=copies, step=step)
    for at in range(0, len(numbers), AT_ONCE):
        record_prints(office, "invoice", numbers[at:at + AT_ONCE], copies or 1)
    return pages


def each_invoice(office: Office, numbers: Sequence[str], *, paper: str = "", copies: int | None = None,
                 step: Step = lambda done, whole: None) -> Iterator[tuple[str, bytes]]:
    """(number, PDF) of each; a few are drawn ahead and counted together just before they leave."""
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at:at + AT_ONCE]
        drawn = []
        for place, number in enumerate(some):
            step(at + place, len(numbers))
            one = io.BytesIO()
            invoices_pdf(office, [number], one, paper=paper, copies=copies)
            drawn.append((number, one.getvalue()))
        record_prints(office, "invoice", some, copies or 1)
        yield from drawn


def _size(office: Office, paper: str) -> Paper:
    return paper_named(paper or office.settings[INVOICE_PAPER])
