"""Pages as pictures to a printer of Qt at its own resolution: the way where there is no CUPS, as on Windows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from models.core.text import _
from ui.kit.cups import gone, lacking, refused
from ui.kit.desk import Pages
from ui.kit.pixels import PDFIUM, image_of

_NEAR = 1.0
"""Two sizes are one where they differ by no more, mm."""


class QtPrinters:
    """The printers as Qt finds them."""

    def names(self) -> list[str]:
        """Their names, the system's default first."""
        first = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != first)

    def says(self, printer: str) -> str:
        """What is wrong with it, as far as the system tells."""
        if QPrinterInfo.printerInfo(printer).state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            return _("{printer} reports a fault. Look whether it is switched on, has paper and is closed").format(printer=printer)
        return ""

    def check(self, printer: str) -> None:
        """Raises KnownError where there is no such printer any more."""
        if QPrinterInfo.printerInfo(printer).isNull():
            raise gone(printer)

    def send(self, pages: Pages, printer: str, title: str) -> None:
        """Paint all pages. Raises KnownError, and then nothing was printed."""
        info = QPrinterInfo.printerInfo(printer)
        with PDFIUM:
            size = pages.size(0)
        known = [page.size(QPageSize.Unit.Millimeter).toTuple() for page in info.supportedPageSizes()]
        if known and not info.supportsCustomPageSizes() and not any(_same(each, size) for each in known):
            raise lacking(printer, size)
        paint(pages, QPrinter(info, QPrinter.PrinterMode.HighResolution), printer, title)


def _same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(left - right) <= _NEAR for left, right in zip(sorted(one), sorted(other), strict=True))


def paint(pages: Pages, target: QPrinter, printer: str, title: str) -> None:
    """Each page at its exact size and the printer's resolution; one is in memory at a time. Raises KnownError."""
    target.setDocName(title)
    with PDFIUM:
        width, height = pages.size(0)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, title, QPageSize.SizeMatchPolicy.ExactMatch)
    target.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    target.setFullPage(True)
    painter = QPainter()
    if not painter.begin(target):
        raise refused(printer, "")
    try:
        for number in range(len(pages)):
            if number and not target.newPage():
                target.abort()
                raise refused(printer, _("page {number}").format(number=number + 1))
            with PDFIUM:
                across, down = pages.size(number)
                image = image_of(pages.image(number, target.resolution() / 72))
            dots = target.resolution() / 25.4
            painter.drawImage(QRectF(0, 0, across * dots, down * dots), image)
    finally:
        painter.end()
    if target.printerState() is QPrinter.PrinterState.Error:
        raise refused(printer, "")
