"""A printer that is stopped, gone, refuses, has no paper or lacks the form says so in words; only what the spooler took is a print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from models.core.errors import KnownError
from models.core.text import speaking
from printing.paper import paper_named
from printing.preview import PageImage, Preview
from tests.printing.print_queue import Queue, queue, waits
from tests.printing.reading import invoice, printed, squeezed
from ui.kit.cups import Cups, Standing
from ui.kit.printer import SystemPrinters
from ui.kit.raster import paint
from ui.kit.tab import PaperChoice

__all__ = ["queue"]
EMPTY = """#!/bin/sh
echo "STATE: +media-empty-error" >&2
while [ ! -e {there} ]; do sleep 0.1; done
echo "STATE: -media-empty-error" >&2
cat
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@cache
def paper(on: str = "pin2") -> bytes:
    """A sales note."""
    return printed(invoice(1, copies=()), on=on)


def refused(cups: Cups, printer: str = "form", on: str = "pin2") -> str:
    """What the desk says of a paper that was not printed."""
    with pytest.raises(KnownError) as told:
        SystemPrinters(Preview, cups).print(paper(on), PaperChoice(printer=printer), "note")
    return told.value.say()


def without_sizes(driver: str) -> str:
    """The driver of a printer that knows named sizes only."""
    start, end = driver.index("*VariablePaperSize"), driver.index("*ParamCustomPageSize HeightOffset")
    return driver[:start] + driver[driver.index("\n", end) + 1:]


def jobs(of: Queue, printer: str) -> bytes:
    """What waits in a queue."""
    return of.run("lpstat", "-o", printer).stdout


def test_the_printers_are_named_the_default_first(queue: Queue) -> None:
    queue.add("another")
    queue.rule("lpadmin", "-d", "form")
    assert queue.cups.names()[0] == "form" and "another" in queue.cups.names()


def test_a_missing_printer_is_named(queue: Queue) -> None:
    assert "LQ-630K is gone" in refused(queue.cups, "LQ-630K")


def test_a_spooler_that_does_not_run_is_told_from_a_missing_printer() -> None:
    assert "print service of this computer does not run" in refused(Cups({"PATH": "/usr/bin:/bin", "CUPS_SERVER": "/nowhere/socket"}))


def test_a_stopped_printer_gets_nothing_so_that_nothing_comes_out_twice(queue: Queue) -> None:
    queue.rule("cupsdisable", "form")
    try:
        assert "form is stopped" in refused(queue.cups) and jobs(queue, "form") == b""
        assert SystemPrinters(Preview, queue.cups).says("form").startswith("form is stopped")
    finally:
        queue.rule("cupsenable", "form")
    assert SystemPrinters(Preview, queue.cups).says("form") == ""
    assert squeezed(queue.print(paper())) == squeezed(paper())


def test_a_printer_that_rejects_says_so(queue: Queue) -> None:
    queue.rule("cupsreject", "form")
    try:
        assert "takes no papers now" in refused(queue.cups) and jobs(queue, "form") == b""
    finally:
        queue.rule("cupsaccept", "form")


def test_a_printer_without_paper_keeps_what_it_was_sent_and_says_so(queue: Queue) -> None:
    there, script = queue.home / "paper-is-in", queue.home / "empty"
    script.write_text(EMPTY.format(there=there))
    script.chmod(0o755)
    came = queue.add("hungry", lambda driver: driver.replace("vnd.cups-pdf 0 -", f"vnd.cups-pdf 0 {script}"))
    printers = SystemPrinters(Preview, queue.cups)
    printers.print(paper(), PaperChoice(printer="hungry"), "note")
    assert waits(lambda: "hungry is out of paper" in printers.says("hungry")) and not (came.exists() and came.stat().st_size)
    there.touch()
    assert squeezed(queue.received(came)) == squeezed(paper())
    assert waits(lambda: printers.says("hungry") == "")


def test_a_printer_that_lacks_the_form_says_which_and_how_to_add_it(queue: Queue) -> None:
    came = queue.add("office", without_sizes)
    said = refused(queue.cups, "office")
    assert "office knows no paper of 241 × 139.7 mm" in said and "custom size" in said and not came.exists()
    SystemPrinters(Preview, queue.cups).print(paper("A4"), PaperChoice(printer="office"), "note")
    assert squeezed(queue.received(came)) == squeezed(paper("A4"))


@pytest.mark.parametrize(("reason", "says"), [
    ("offline", "does not answer"), ("media-jam", "is stuck"), ("door-open", "cover"), ("toner-empty", "ribbon"),
    ("media-needed", "out of paper")])
def test_what_a_printer_reports_is_said_in_words(reason: str, says: str) -> None:
    assert says in Standing(reasons=("other", reason)).words("LQ")


@pytest.mark.parametrize(("dots", "on", "count"), [(180, "pin3", 5), (600, "slip94", 2)])
def test_without_cups_pages_go_as_pictures_at_the_printers_resolution(
        qapp: QApplication, tmp_path: Path, dots: int, on: str, count: int) -> None:
    """A dot-matrix printer of 180 dots an inch, a laser of 600: each page at its size, its ink where it belongs to a third of a mm."""
    note = printed(invoice(count, copies=()), on=on)
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "note.pdf"))
    target.setResolution(dots)
    with Preview(note) as pages:
        paint(pages, target, "LQ", "note")
    with Preview(tmp_path / "note.pdf") as came, Preview(note) as sent:
        assert len(came) == len(sent) and came.size(0) == pytest.approx(sent.size(0), abs=0.2)
        for page in range(len(sent)):
            inks = [pages.image(page, 3) for pages in (came, sent)]
            assert dark(inks[0].pixels) == pytest.approx(dark(inks[1].pixels), rel=0.1)
            assert reach(inks[0]) == pytest.approx(reach(inks[1]), abs=2)
    images = list(PdfDocument(tmp_path / "note.pdf")[0].get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
    assert images and max(image.get_px_size()[0] for image in images) == pytest.approx(paper_named(on).width / 25.4 * dots, abs=2)


def reach(image: PageImage) -> tuple[int, int, int, int]:
    """Where ink begins and ends: first and last row, first and last column."""
    rows = [at for at in range(image.height) if min(image.pixels[at * image.stride:(at + 1) * image.stride:4]) < 160]
    columns = [at for at in range(image.width) if min(image.pixels[4 * at::image.stride]) < 160]
    return rows[0], rows[-1], columns[0], columns[-1]


def dark(pixels: bytes) -> int:
    """How much ink there is on a page."""
    return sum(255 - value for value in pixels[::4])


@pytest.mark.expects_log("QPainter::begin")
def test_a_page_that_the_printer_does_not_take_is_a_fault(qapp: QApplication, tmp_path: Path) -> None:
    target = QPrinter()
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setPageSize(QPageSize(QSizeF(100, 100), QPageSize.Unit.Millimeter))
    target.setOutputFileName(str(tmp_path / "no-folder" / "note.pdf"))
    with Preview(paper()) as pages, pytest.raises(KnownError, match="LQ did not take"):
        paint(pages, target, "LQ", "note")
