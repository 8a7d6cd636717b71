"""Many invoices of the list at once: to the printer in small jobs, into one PDF, a file each; stopped, failed, tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.core.errors import KnownError, RuleViolation
from models.designs.commands import keep_design
from models.designs.inputs import Copy, DesignInput, InvoiceDesign
from printing.office_papers import together as together_papers
from printing.stock import stock_of
from tests.printing.reading import pages_of, squeezed
from ui.kit import print_many
from ui.kit.form_dialog import FormDialog
from ui.kit.list_page import ListPage
from ui.kit.tab import PaperChoice
from ui.kit.verbs import Chosen
from ui.tabs.invoices.views import SALES_NOTE
from ui.tabs.receipts.statements import SEND_MANY, STATEMENTS

from .keys import press
from .trade import Shop, a_shop

Grab = Callable[[QWidget, str], None]
SHIFT_P = (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
SAVED = "SELECT subject FROM journal WHERE verb = 'paper.save'"
COUNTED = "SELECT subject FROM paper_print ORDER BY subject"


class Printer:
    """Takes so many jobs and then is off until it is switched on."""

    def __init__(self, takes: int = 99) -> None:
        self.jobs: list[int] = []
        self.takes = takes

    def names(self) -> list[str]:
        return ["LQ"]

    def says(self, printer: str) -> str:
        return ""

    def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
        if len(self.jobs) == self.takes:
            self.takes = 99
            raise KnownError("off")
        self.jobs.append(pages_of(pdf))


@pytest.fixture
def shop(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Iterator[Shop]:
    """A shop with twelve invoices in its list."""
    with a_shop(qtbot, dressed, tmp_path) as made:
        for _at in range(12):
            made.sold((0, "1"))
        made.room.tab("invoices").show_view(0)
        made.room.page.refresh()
        made.room.settle()
        yield made


def print_(shop: Shop, printer: Printer, *answers: object, rows: int = 1) -> None:
    """Press the key over the first rows and give the answers."""
    window = shop.room.window
    window.services = replace(window.services, printing=printer)
    page = shop.room.page
    page.table.selectRow(0)
    for _more in range(rows - 1):
        press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shop.room.prompts.answers.extend(answers)
    press(page.table, *SHIFT_P)
    shop.room.settle()


def test_the_selected_rows_go_to_the_printer_and_each_is_counted(shop: Shop) -> None:
    printer = Printer()
    print_(shop, printer, {}, rows=3)
    assert printer.jobs == [3]
    assert shop.rows(COUNTED) == [("XS20261100010",), ("XS20261100011",), ("XS20261100012",)]
    assert "3" in shop.room.window.status.message.text()


def test_with_one_row_under_the_cursor_the_whole_list_is_meant_and_goes_in_small_jobs(shop: Shop) -> None:
    printer = Printer()
    print_(shop, printer, {})
    assert printer.jobs == [10, 2] and len(shop.rows(COUNTED)) == 12


def test_what_failed_is_told_and_the_rest_can_be_printed_once_it_is_mended(shop: Shop) -> None:
    printer = Printer(takes=1)
    print_(shop, printer, {}, True)
    shop.room.settle()
    assert "10" in shop.room.prompts.asked[-1] and "12" in shop.room.prompts.asked[-1]
    assert printer.jobs == [10, 2] and len(shop.rows(COUNTED)) == 12


def test_one_pdf_holds_the_whole_list(shop: Shop, tmp_path: Path) -> None:
    print_(shop, Printer(), {"to": "file", "paper": "A5L"}, tmp_path / "notes.pdf")
    pdf = (tmp_path / "notes.pdf").read_bytes()
    assert pages_of(pdf) == 36 and squeezed(pdf).count("XS20261100007") == 3
    assert shop.rows(COUNTED) == []
    assert shop.rows(SAVED) == [("XS20261100012, " + ", ".join(f"XS202611000{at:02}" for at in range(11, 0, -1)),)]


def test_many_come_out_in_the_design_that_is_chosen(shop: Shop, tmp_path: Path) -> None:
    keep_design(shop.room.office, DesignInput("提货", stock_of("A5L"), InvoiceDesign(title="提货单", copies=(Copy("仓库"),))))
    print_(shop, Printer(), {"to": "file", "paper": "A5L", "look": "提货"}, tmp_path / "notes.pdf")
    assert squeezed((tmp_path / "notes.pdf").read_bytes()).count("提货单") == 12


def test_a_file_each_is_named_by_its_number(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    print_(shop, Printer(), {"to": "folder", "which": "rows"}, tmp_path / "notes", rows=2)
    assert sorted(path.name for path in (tmp_path / "notes").iterdir()) == ["XS20261100011.pdf", "XS20261100012.pdf"]


def test_stopping_between_two_jobs_says_how_far_it_came(shop: Shop) -> None:
    window = shop.room.window

    class Stopped(Printer):
        def print(self, pdf: bytes, choice: PaperChoice, title: str) -> None:
            super().print(pdf, choice, title)
            assert window.status._job is not None
            window.status._job.cancel()

    printer = Stopped()
    print_(shop, printer, {})
    assert printer.jobs == [10] and len(shop.rows(COUNTED)) == 10
    assert "10" in window.status.message.text() and "12" in window.status.message.text()


def test_the_question_fits_its_dialog(shop: Shop, picture: Grab) -> None:
    page = shop.room.page
    assert isinstance(page, ListPage)
    desk = shop.room.window
    chosen = Chosen((1, 2, 3), page.view.listing, page.model.filter)
    dialog = FormDialog(desk, print_many._form(SALES_NOTE, desk, chosen), shop.office, desk.jobs, lambda values: True, "Print")
    dialog.panel.put(print_many._first(SALES_NOTE, desk, chosen))
    dialog.show()
    picture(dialog, "print-many")
    dialog.close()


def test_statements_of_all_customers_go_by_the_same_way_with_their_days_asked(shop: Shop, tmp_path: Path) -> None:
    """The list of receivables; days that are none are refused in the form, before anything is drawn."""
    tab = shop.room.tab("receipts")
    place = tab.place_of("receivables")
    assert place is not None
    tab.show_view(place)
    page = shop.room.page
    assert isinstance(page, ListPage)
    page.refresh()
    shop.room.settle()
    asked = {"to": "file", "which": "all", "start": date(2026, 11, 1), "end": date(2026, 11, 30)}
    shop.room.prompts.answers.extend([asked, tmp_path / "all.pdf"])
    page.give(SEND_MANY)
    shop.room.settle()
    text = squeezed((tmp_path / "all.pdf").read_bytes())
    assert "对账单" in text and "2026-11-01至2026-11-30" in text
    assert shop.rows(COUNTED) == [] and len(shop.rows(SAVED)) == 1


def test_days_that_end_before_they_begin_are_refused_at_their_field() -> None:
    many = STATEMENTS.many
    assert many is not None and many.given is not None
    with pytest.raises(RuleViolation):
        many.given({"start": date(2026, 11, 30), "end": date(2026, 11, 1)})


@pytest.mark.parametrize("to", ["file", "folder"])
def test_a_stopped_file_is_told_and_none_is_left_half(shop: Shop, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One PDF: nothing of it. A file each: the whole ones stay, and the journal has as many."""
    window = shop.room.window
    monkeypatch.setattr(together_papers, "AT_ONCE", 5)
    real = together_papers.papers_pdf
    calls: list[int] = []

    def slow(*given: Any, **named: Any) -> int:
        calls.append(1)
        step = named.pop("step", lambda done, whole: None)

        def stopping(done: int, whole: int) -> None:
            if to == "file" and done == 4 or to == "folder" and len(calls) == 7:
                assert window.status._job is not None
                window.status._job.cancel()
            step(done, whole)

        return real(*given, step=stopping, **named)

    monkeypatch.setattr(together_papers, "papers_pdf", slow)
    place = tmp_path / "notes"
    if to == "folder":
        place.mkdir()
    print_(shop, Printer(), {"to": to, "which": "all", "paper": "pin2"}, place if to == "folder" else tmp_path / "notes.pdf")
    left = sorted(path.name for path in tmp_path.rglob("*.pdf"))
    assert shop.rows(COUNTED) == [] and len(left) == (5 if to == "folder" else 0)
    assert len(shop.rows(SAVED)) == (1 if to == "folder" else 0) and "没有写完" in window.status.message.text()
