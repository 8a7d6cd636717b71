"""The office's papers as documents of the kit: laid out on a worker by the printing floor, each print counted, each saved file told."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from models.core.company import INVOICE_PAPER
from models.core.office import Office
from models.core.prints import record_print, record_prints, record_saved
from models.core.text import N_, _
from models.designs import queries as designs
from printing.paper import PrinterSetting
from printing.sizes import feeds, sizes_of
from ui.kit.tab import Document, Many, PaperChoice, Step

Subject = Callable[[Office, Any], str]


def paper(kind: str, title: str, subject: Subject, *, forms: bool = False, icon: str = "print", key: str = "",
          many: Many | None = None) -> Document:
    """A paper of a row. kind: as office_papers names it; subject: what it is printed by. many: how many of them are printed at once."""
    def pdf(office: Office, row_id: Any, choice: PaperChoice) -> bytes:
        from printing import office_papers

        return office_papers.paper_pdf(office, kind, subject(office, row_id), paper=choice.paper, setting=setting_of(choice))

    def printed(office: Office, row_id: Any, choice: PaperChoice) -> object:
        return record_print(office, kind, subject(office, row_id), choice.copies, choice.printer)

    def saved(office: Office, row_id: Any, file: str) -> object:
        return record_saved(office, kind, (subject(office, row_id),), file)

    return Document(kind, title, pdf, sizes_of(kind), forms=forms, feeds=feeds(kind), icon=icon, key=key, printed=printed,
                    saved=saved, many=many, usual=_usual if kind == "invoice" else None,
                    looks=_designs if kind == "invoice" else None)


def _usual(office: Office) -> str:
    return str(office.settings[INVOICE_PAPER])


def _designs(_office: Office, size: str) -> list[tuple[str | None, str]]:
    """The designs of this size: the usual one, whichever it is then, the standard one, and the others."""
    usual = designs.usual_design(size)
    named = [(name, name or _("Standard")) for name in designs.names(size)]
    return [(None, _("Usual: {name}").format(name=usual or _("Standard"))), *named]


def together(kind: str, subject: Subject) -> Many:
    """Papers of this kind: a few to the printer, all into one PDF, or a file each. subject: "" for a row that has none."""
    def having(office: Office, ids: Sequence[Any]) -> list[Any]:
        return [each for each in ids if subject(office, each)]

    def about(office: Office, ids: Sequence[Any]) -> list[str]:
        return [subject(office, each) for each in ids]

    def pdf(office: Office, ids: Sequence[Any], choice: PaperChoice) -> bytes:
        from printing import office_papers

        out = io.BytesIO()
        office_papers.papers_pdf(office, kind, about(office, ids), out, paper=choice.paper, setting=setting_of(choice))
        return out.getvalue()

    def write(office: Office, ids: Sequence[Any], choice: PaperChoice, path: Path, step: Step) -> str:
        from data.each import write_each
        from data.target import replacing
        from printing import office_papers

        leaves = partial(record_saved, office, kind, file=path.name)
        if path.is_dir():
            papers = office_papers.each_leaving(office, kind, about(office, ids), leaves, paper=choice.paper, design=choice.look,
                                                step=step)
            return _("{count} files").format(count=write_each(path, papers))
        with replacing(path) as making:
            office_papers.leaving_pdf(office, kind, about(office, ids), making, leaves, paper=choice.paper, design=choice.look,
                                      step=step)
        return path.name

    def printed(office: Office, ids: Sequence[Any], choice: PaperChoice) -> object:
        return record_prints(office, kind, about(office, ids), choice.copies, choice.printer)

    return Many(pdf, write, printed, having)


def setting_of(choice: PaperChoice) -> PrinterSetting:
    """What the printing floor is told of a choice."""
    return PrinterSetting(float(choice.offset_x), float(choice.offset_y), float(choice.drift), choice.copies, choice.data_only,
                          choice.look)


SLIP = paper("approval-slip", N_("Approval Slip"), lambda _office, approval_id: str(approval_id))
NOTICE = paper("liability-notice", N_("Notice to the Company"), lambda _office, case_id: str(case_id))
