"""The printers of this machine: CUPS gets the PDF itself, as vectors at its exact size; elsewhere pages go as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.kit.cups import Cups
from ui.kit.desk import Pages
from ui.kit.pixels import PDFIUM
from ui.kit.raster import QtPrinters
from ui.kit.tab import PaperChoice


class SystemPrinters:
    """Prints through CUPS where it is, otherwise through Qt at the printer's own resolution. Called on workers."""

    def __init__(self, open_pdf: Callable[[bytes], Pages], cups: Cups | None = None) -> None:
        self._open = open_pdf
        self._cups = cups or (Cups() if Cups.is_here() else None)
        self._qt = QtPrinters()

    def names(self) -> Sequence[str]:
        """Printer names, the system's default first."""
        return (self._cups or self._qt).names()

    def says(self, printer: str) -> str:
        """What a printer reports of itself, in words; "" where nothing is wrong."""
        return self._cups.standing(printer).words(printer) if self._cups is not None else self._qt.says(printer)

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        """Hand a paper to the spooler. Raises KnownError where it did not take it: nothing was printed then."""
        (self._cups or self._qt).check(choice.printer)
        with PDFIUM:
            pages = self._open(pdf)
            size = pages.size(0)
        try:
            if self._cups is not None:
                self._cups.send(pdf, choice.printer, title, size)
            else:
                self._qt.send(pages, choice.printer, title)
        finally:
            with PDFIUM:
                pages.close()
