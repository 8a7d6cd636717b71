"""Printers as Qt finds them, where there is no CUPS: named, asked, refused in the same words; what it takes comes out as pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from models.core.errors import KnownError
from models.core.text import speaking
from printing.preview import Preview
from tests.printing.reading import invoice, printed
from ui.kit import raster
from ui.kit.desk import Pages
from ui.kit.printer import SystemPrinters
from ui.kit.tab import PaperChoice


class Info:
    """What Windows tells of its printers: a dot-matrix one that takes any form, a laser that knows A4 only and is jammed."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    @staticmethod
    def defaultPrinterName() -> str:
        return "LQ-630K"

    @staticmethod
    def availablePrinterNames() -> list[str]:
        return ["HP", "LQ-630K"]

    @staticmethod
    def printerInfo(name: str) -> Info:
        return Info(name if name in Info.availablePrinterNames() else "")

    def isNull(self) -> bool:
        return not self.name

    def state(self) -> QPrinter.PrinterState:
        return QPrinter.PrinterState.Error if self.name == "HP" else QPrinter.PrinterState.Idle

    def supportsCustomPageSizes(self) -> bool:
        return self.name == "LQ-630K"

    def supportedPageSizes(self) -> list[QPageSize]:
        return [QPageSize(QSizeF(210, 297), QPageSize.Unit.Millimeter)]


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[tuple[SystemPrinters, list[str]]]:
    """Those printers, and what was painted for which."""
    painted: list[str] = []

    def paint(pages: Pages, _target: QPrinter, printer: str, title: str) -> None:
        painted.append(f"{printer} {title} {len(pages)} × {pages.size(0)[0]:.0f}")

    monkeypatch.setattr(raster, "QPrinterInfo", Info)
    monkeypatch.setattr(raster, "QPrinter", type("Printer", (), {
        "PrinterMode": QPrinter.PrinterMode, "PrinterState": QPrinter.PrinterState, "__init__": lambda self, info, mode: None}))
    monkeypatch.setattr(raster, "paint", paint)
    made = SystemPrinters(Preview)
    made._cups = None
    with speaking("en"):
        yield made, painted


def note(on: str) -> bytes:
    """A sales note of two pages."""
    return printed(invoice(9, copies=()), on=on)


def test_the_default_comes_first_and_a_fault_is_said(printers: tuple[SystemPrinters, list[str]]) -> None:
    made, _painted = printers
    assert made.names() == ["LQ-630K", "HP"] and made.says("LQ-630K") == "" and "HP reports a fault" in made.says("HP")


def test_what_a_printer_takes_is_painted_page_by_page(printers: tuple[SystemPrinters, list[str]]) -> None:
    made, painted = printers
    made.print(note("pin2"), PaperChoice(printer="LQ-630K"), "note")
    made.print(note("A4"), PaperChoice(printer="HP"), "note")
    assert painted == ["LQ-630K note 2 × 241", "HP note 1 × 210"]


def test_a_form_that_a_printer_lacks_and_a_printer_that_is_gone_are_said_before_anything_is_painted(
        printers: tuple[SystemPrinters, list[str]]) -> None:
    made, painted = printers
    with pytest.raises(KnownError, match="HP knows no paper of 241 × 139.7 mm"):
        made.print(note("pin2"), PaperChoice(printer="HP"), "note")
    with pytest.raises(KnownError, match="OKI is gone"):
        made.print(note("pin2"), PaperChoice(printer="OKI"), "note")
    assert painted == []
