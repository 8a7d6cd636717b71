"""Printing from the desk through a real print queue: counted once the spooler took it, told in words where it did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import KnownError
from printing.preview import Preview
from tests.printing.print_queue import Queue, queue
from tests.printing.reading import squeezed
from ui.kit.preview import PreviewPage
from ui.kit.printer import SystemPrinters
from ui.kit.tab import PaperChoice
from ui.tour.hands import Hands

from .keys import press
from .trade import Shop, a_shop

__all__ = ["queue"]
Grab = Callable[[QWidget, str], None]
COUNTED = "SELECT subject, copies, printer FROM paper_print ORDER BY id"


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path, queue: Queue) -> Iterator[Shop]:
    """A shop with one invoice and the queue as its printer."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        window = made.room.window
        window.services = replace(window.services, printing=SystemPrinters(Preview, queue.cups))
        made.sold((0, "3"))
        yield made


def note(shop: Shop) -> PreviewPage:
    """The sales note, ready to be printed."""
    shop.room.tab("invoices").show_view(0)
    shop.room.page.refresh()
    shop.room.settle()
    shop.room.page.open_row(0)
    shop.room.settle()
    page = shop.room.page
    assert isinstance(page, PreviewPage) and page.go.isEnabled()
    return page


def test_what_the_spooler_took_is_counted_and_the_next_print_says_it_is_one(shop: Shop, queue: Queue) -> None:
    page, came = note(shop), queue.home / "out" / "form.pdf"
    came.unlink(missing_ok=True)
    page.print_now()
    shop.room.settle()
    assert "补打" not in squeezed(queue.received(came)) and shop.rows(COUNTED) == [("XS20261100001", 1, "form")]
    came.unlink()
    page.print_now()
    shop.room.settle()
    assert "补打1" in squeezed(queue.received(came)) and len(shop.rows(COUNTED)) == 2
    journal = shop.rows("SELECT subject FROM journal WHERE verb = 'paper.print'")
    assert journal == [("XS20261100001",)] * 2


def test_a_stopped_printer_is_said_beside_it_and_nothing_is_counted(shop: Shop, queue: Queue, picture: Grab) -> None:
    queue.rule("cupsdisable", "form")
    try:
        page = note(shop)
        assert "form" in page.trouble.text() and page.trouble.isVisible()
        side = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.go))
        assert side.horizontalScrollBar().maximum() == 0, "its fields stand whole beside the paper"
        picture(shop.room.window, "printer-stopped")
        shop.room.prompts.answers.append(False)
        page.print_now()
        shop.room.settle()
        assert "form" in shop.room.prompts.asked[-1] and shop.rows(COUNTED) == []
    finally:
        queue.rule("cupsenable", "form")
    page.print_now()
    shop.room.settle()
    assert len(shop.rows(COUNTED)) == 1


class Moody:
    """A printer that refuses once."""

    def __init__(self) -> None:
        self.sent = 0

    def names(self) -> list[str]:
        return ["LQ"]

    def says(self, printer: str) -> str:
        return ""

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        self.sent += 1
        if self.sent == 1:
            raise KnownError("off")


def test_trying_again_prints_and_counts_once(shop: Shop) -> None:
    printer = Moody()
    shop.room.window.services = replace(shop.room.window.services, printing=printer)
    page = note(shop)
    shop.room.prompts.answers.append(True)
    page.print_now()
    shop.room.settle()
    Hands(shop.room.window).until(lambda: printer.sent == 2, "the second try")
    shop.room.settle()
    assert printer.sent == 2 and shop.rows(COUNTED) == [("XS20261100001", 1, "LQ")]


def test_a_paper_that_went_while_the_person_went_on_is_counted_all_the_same(shop: Shop) -> None:
    page = note(shop)
    page.print_now()
    press(shop.room.window, Qt.Key.Key_Escape)
    assert shop.room.page is not page
    shop.room.settle()
    assert len(shop.rows(COUNTED)) == 1


def test_a_saved_pdf_is_no_print_but_the_journal_says_who_took_it(shop: Shop, tmp_path: Path) -> None:
    page, path = note(shop), tmp_path / "note.pdf"
    shop.room.prompts.answers.append(path)
    page.save()
    shop.room.settle()
    assert squeezed(path.read_bytes()) == squeezed(page.pdf or b"") and shop.rows(COUNTED) == []
    assert shop.rows("SELECT subject FROM journal WHERE verb = 'paper.save'") == [("XS20261100001",)]


def test_a_folder_that_is_gone_is_said_and_no_half_file_stays(shop: Shop, tmp_path: Path) -> None:
    page = note(shop)
    shop.room.prompts.answers.append(tmp_path / "gone" / "note.pdf")
    page.save()
    shop.room.settle()
    assert "gone" in shop.room.prompts.asked[-1]
