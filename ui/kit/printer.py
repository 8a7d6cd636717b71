"""The printers of this machine: CUPS gets the PDF itself, as vectors at its exact size; elsewhere pages go as pictures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from threading import Lock

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from models.core.errors import KnownError
from models.core.text import N_
from ui.kit.desk import PageImage, Pages
from ui.kit.tab import PaperChoice

_SECONDS = 30
PDFIUM = Lock()
"""The PDF renderer is not safe on two threads at once."""


class SystemPrinters:
    """Prints through `lp` where it exists (CUPS), otherwise through Qt at the printer's own resolution."""

    def __init__(self, open_pdf: Callable[[bytes], Pages]) -> None:
        self._open = open_pdf

    def names(self) -> Sequence[str]:
        """Printer names, the system's default first."""
        names = list(QPrinterInfo.availablePrinterNames())
        first = QPrinterInfo.defaultPrinterName()
        return sorted(names, key=lambda name: name != first)

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        """Send a paper. Raises KnownError when the printer is gone or does not take it."""
        if choice.printer not in self.names():
            raise KnownError(N_("The printer {printer} is gone. Switch it on or choose another one; nothing was printed"),
                             printer=choice.printer or "–")
        lp = shutil.which("lp")
        with PDFIUM:
            pages = self._open(pdf)
            try:
                if lp is not None:
                    _send(lp, pdf, choice.printer, title, pages.size(0))
                else:
                    _paint(pages, choice.printer, title)
            finally:
                pages.close()


def command_of(lp: str, printer: str, title: str, size: tuple[float, float]) -> list[str]:
    """The `lp` command. size in mm, told as the nearest whole points and a hair more.

    CUPS counts in hundredths of a millimetre and then cuts to whole points: 93.1 mm would come out as 92.8, and a third of a
    millimetre a form is what makes a run drift.
    """
    width, height = (f"{round(side / 25.4 * 72) + 0.05:.2f}" for side in size)
    return [lp, "-d", printer, "-t", title[:120], "-o", f"media=Custom.{width}x{height}", "-o", "print-scaling=none", "-"]


def _send(lp: str, pdf: bytes, printer: str, title: str, size: tuple[float, float]) -> None:
    try:
        sent = subprocess.run(command_of(lp, printer, title, size), input=pdf, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as gone:
        raise _refused(printer, str(gone)) from gone
    if sent.returncode:
        raise _refused(printer, sent.stderr.decode("utf-8", "replace").strip())


def _refused(printer: str, reason: str) -> KnownError:
    return KnownError(N_("The printer {printer} did not take the paper ({reason}). Nothing was printed; check it and try again"),
                      printer=printer, reason=reason or "–")


def _paint(pages: Pages, printer: str, title: str) -> None:
    target = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
    target.setDocName(title)
    width, height = pages.size(0)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Millimeter, title, QPageSize.SizeMatchPolicy.ExactMatch)
    target.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    target.setFullPage(True)
    painter = QPainter()
    if not painter.begin(target):
        raise _refused(printer, "")
    try:
        for number in range(len(pages)):
            if number:
                target.newPage()
            across, down = pages.size(number)
            dots = target.resolution() / 25.4
            painter.drawImage(QRectF(0, 0, across * dots, down * dots), image_of(pages.image(number, target.resolution() / 72)))
    finally:
        painter.end()


def image_of(page: PageImage) -> QImage:
    """A page as a Qt image that owns its pixels."""
    return QImage(page.pixels, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888).copy()
