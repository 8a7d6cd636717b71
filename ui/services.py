"""What the window plugs into the kit: papers, workbooks, approvals in person, the finder over everything."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings

from data.target import file_name
from models.core.chart import Chart, Ground, Mark
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import _
from printing.sizes import sizes_of
from ui.approvals import approve
from ui.kit.desk import Pages, Palette, Services, Store
from ui.kit.printer import SystemPrinters
from ui.kit.specs import Found
from ui.kit.tab import PaperChoice
from ui.kit.verbs import Door
from ui.kit.words import join
from ui.tabs.papers import setting_of


def services_of(office: Office, store: Store, restore: Callable[[Path], object]) -> Services:
    """The services of one office; papers and workbooks load when they are first used."""
    return Services(approve=approve, write_excel=write_excel, sheet_pdf=sheet_pdf_of(office), sheet_sizes=sizes_of("list"),
                    open_pdf=open_pdf, file_name=file_name, write_file=write_file, marks=marks,
                    printing=SystemPrinters(open_pdf), search=search, store=store, restore=restore)


def services_of_nothing(store: Store) -> Services:
    """Only what the look needs, before an office is open."""
    return Services(store=store)


def kept_settings() -> QSettings:
    """Widths, orders and last choices of this person on this machine."""
    return QSettings("neiqin-desk", "desk")


def write_excel(sheet: Sheet, path: Path) -> None:
    """A listing as workbook, CSV or JSON, by the file's ending."""
    from data.writers import write

    write(sheet, target=path)


def write_file(content: bytes, path: Path) -> None:
    """A file, whole or not at all."""
    from data.target import replacing

    with replacing(path) as making:
        making.write_bytes(content)


def sheet_pdf_of(office: Office) -> Callable[[Sheet, PaperChoice], bytes]:
    """Listings of this office as PDF."""
    def pdf(sheet: Sheet, choice: PaperChoice) -> bytes:
        from printing.office_papers import write_sheet

        out = io.BytesIO()
        write_sheet(office, sheet, out, paper=choice.paper, setting=setting_of(choice))
        return out.getvalue()
    return pdf


def open_pdf(pdf: bytes) -> Pages:
    """A PDF to be drawn page by page."""
    from printing.preview import Preview

    return Preview(pdf)


def marks(chart: Chart, ground: Ground) -> Sequence[Mark]:
    """A chart laid out by the same hand as on paper."""
    from printing.figures import marks_of

    return marks_of(chart, ground)


def search(office: Office, text: str) -> Sequence[Palette]:
    """Ctrl+K over customers, leads, products and papers."""
    from models.reports.queries import find_anything
    from models.reports.queries.finder import KINDS
    from ui.tabs.finders import by_contact

    return [Palette(Found(hit.id, hit.title, join(hit.detail, by_contact(hit.by)), _(KINDS[hit.kind]), hit.spans),
                    Door(hit.listing, hit.id))
            for hit in find_anything(office, text)]
