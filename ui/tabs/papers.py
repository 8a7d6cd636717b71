"""The office's papers as documents of the kit: laid out on a worker by the printing floor, each print counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.core.office import Office
from models.core.prints import record_print
from models.core.text import N_
from printing.paper import PAPERS, PrinterSetting
from ui.kit.tab import Document, Many, PaperChoice

TITLES = {paper.key: paper.title for paper in PAPERS}
LASER = ("A4", "A4L", "A5", "A5L")
EVERY = ("pin2", "pin1", "pin3", *LASER, "slip140", "slip94")


def paper(kind: str, title: str, subject: Callable[[Office, Any], str], papers: tuple[str, ...] = LASER, *, forms: bool = False,
          icon: str = "print", key: str = "", many: Many | None = None) -> Document:
    """A paper of a row. kind: as office_papers names it; subject: what it is printed by; papers: its sizes, the usual first."""
    def pdf(office: Office, row_id: Any, choice: PaperChoice) -> bytes:
        from printing import office_papers

        return office_papers.paper_pdf(office, kind, subject(office, row_id), paper=choice.paper, setting=setting_of(choice))

    def printed(office: Office, row_id: Any, choice: PaperChoice) -> object:
        return record_print(office, kind, subject(office, row_id), choice.copies, choice.printer)

    sizes = tuple((each, TITLES[each]) for each in papers)
    return Document(kind, title, pdf, sizes, forms=forms, icon=icon, key=key, printed=printed, many=many)


def setting_of(choice: PaperChoice) -> PrinterSetting:
    """What the printing floor is told of a choice."""
    return PrinterSetting(float(choice.offset_x), float(choice.offset_y), float(choice.drift), choice.copies, choice.data_only)


SLIP_PAPERS = ("A5L", "A5", "A4", "slip140")
SLIP = paper("approval-slip", N_("Approval Slip"), lambda _office, approval_id: str(approval_id), SLIP_PAPERS)
NOTICE = paper("liability-notice", N_("Notice to the Company"), lambda _office, case_id: str(case_id))
