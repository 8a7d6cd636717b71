"""Papers as PDF: one, or many into one file or a file each, made one at a time (papers: 500 invoices); each size by the one table."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from models.core.company import INVOICE_PAPER, PAPER_LANGUAGE
from models.core.errors import KnownError, Problem, RuleViolation
from models.core.office import Office
from models.core.text import N_, speaking
from printing.office_papers.kinds import KINDS
from printing.paper import PLAIN, Paper, PrinterSetting
from printing.sizes import size_for

Step = Callable[[int, int], None]
Leaves = Callable[[Sequence[str]], object]
"""Told which papers leave the office now: it counts them as printed, or says in the journal that they were saved."""
AT_ONCE = 20
"""Papers that are counted in one entry of the journal."""
MOST_COPIES = 99


def paper_pdf(office: Office, kind: str, subject: str, *, paper: str = "", setting: PrinterSetting = PLAIN,
              copies: int | None = None) -> bytes:
    """One paper as PDF. subject: number, ISO date (2026-11-23, or 2026-11-23#1 for its first close), code; paper: "" as the office has set.

    copies: parts of an invoice, prints of other papers; None as the office has set. Raises KnownError for a kind or a size
    there is not, RuleViolation for a subject there is not.
    """
    out = io.BytesIO()
    papers_pdf(office, kind, [subject.strip()], out, paper=paper, setting=setting, copies=copies)
    return out.getvalue()


def papers_pdf(office: Office, kind: str, subjects: Sequence[str], out: Path | BinaryIO, *, paper: str = "",
               setting: PrinterSetting = PLAIN, copies: int | None = None, step: Step = lambda done, whole: None) -> int:
    """Papers of a kind one after the other into one PDF; returns the number of pages. step(done, whole) may end it. Counts nothing."""
    if kind not in KINDS:
        raise KnownError(N_("There is no paper of the kind {kind}; choose one of {kinds}"), kind=kind, kinds=", ".join(KINDS))
    if copies is not None and not 1 <= copies <= MOST_COPIES:
        raise RuleViolation([Problem("copies", "number.range", N_("Enter a number from {least} to {most}"),
                                     {"least": 1, "most": MOST_COPIES})])

    def told() -> Iterator[str]:
        for at, subject in enumerate(subjects):
            step(at, len(subjects))
            yield subject

    size = office_size(office, kind, paper)
    with speaking(office.settings[PAPER_LANGUAGE]):
        if isinstance(out, Path):
            with out.open("wb") as file:
                return KINDS[kind].draw(office, told(), size, setting, copies, file)
        return KINDS[kind].draw(office, told(), size, setting, copies, out)


def leaving_pdf(office: Office, kind: str, subjects: Sequence[str], out: Path | BinaryIO, leaves: Leaves, *, paper: str = "",
                copies: int | None = None, design: str | None = None, step: Step = lambda done, whole: None) -> int:
    """The same, each told to leave as soon as all are drawn: a file that was stopped has left nothing. design: of sales notes."""
    pages = papers_pdf(office, kind, subjects, out, paper=paper, setting=PrinterSetting(design=design), copies=copies, step=step)
    for at in range(0, len(subjects), AT_ONCE):
        leaves(subjects[at:at + AT_ONCE])
    return pages


def each_leaving(office: Office, kind: str, subjects: Sequence[str], leaves: Leaves, *, paper: str = "", copies: int | None = None,
                 design: str | None = None, step: Step = lambda done, whole: None) -> Iterator[tuple[str, bytes]]:
    """(file name, PDF) of each; a few are drawn ahead and told to leave together just before they do."""
    for at in range(0, len(subjects), AT_ONCE):
        some = subjects[at:at + AT_ONCE]
        drawn = []
        for place, subject in enumerate(some):
            step(at + place, len(subjects))
            drawn.append((KINDS[kind].file(office, subject), paper_pdf(office, kind, subject, paper=paper, copies=copies,
                                             setting=PrinterSetting(design=design))))
        leaves(some)
        yield from drawn


def office_size(office: Office, kind: str, asked: str = "") -> Paper:
    """The size a paper of this kind comes out on: as asked, else as the office has set, else the usual one. Raises KnownError."""
    return size_for(kind, asked, office.settings[INVOICE_PAPER] if kind == "invoice" else "")
