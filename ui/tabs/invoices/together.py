"""Many invoices of the list at once: a few to the printer, all into one PDF, or a file each named by its number."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from models.core.listing import rows_of
from models.core.office import Done, Office
from models.core.prints import record_prints
from models.core.text import _
from models.invoices.listing import INVOICES
from ui.kit.tab import Many, PaperChoice, Step
from ui.tabs.papers import setting_of

_NUMBER = INVOICES.columns.index(INVOICES.column("number"))


def numbers_of(ids: Sequence[int]) -> list[str]:
    """The numbers of these invoices, in their order."""
    return [str(row[_NUMBER]) for at in range(0, len(ids), 500) for row in rows_of(INVOICES, ids[at:at + 500])]


def _pdf(office: Office, ids: Sequence[int], choice: PaperChoice) -> bytes:
    from printing import office_papers

    out = io.BytesIO()
    office_papers.invoices_pdf(office, numbers_of(ids), out, paper=choice.paper, setting=setting_of(choice))
    return out.getvalue()


def _write(office: Office, ids: Sequence[int], choice: PaperChoice, path: Path, step: Step) -> str:
    from data.each import write_each
    from data.target import replacing
    from printing import office_papers

    numbers = numbers_of(ids)
    if path.is_dir():
        papers = office_papers.each_invoice(office, numbers, paper=choice.paper, step=step)
        return _("{count} files").format(count=write_each(path, papers))
    with replacing(path) as making:
        office_papers.counted_pdf(office, numbers, making, paper=choice.paper, step=step)
    return path.name


def _printed(office: Office, ids: Sequence[int], choice: PaperChoice) -> Done:
    return record_prints(office, "invoice", numbers_of(ids), choice.copies, choice.printer)


TOGETHER = Many(_pdf, _write, _printed)
