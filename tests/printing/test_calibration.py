"""What is measured on the forms is what every paper is moved by: worked out, kept, and read back from what the spooler got."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from models.core.text import speaking
from printing.documents import calibration
from printing.measuring import Measured, Off, check_measured, corrected, due
from printing.paper import PrinterSetting, paper_named
from printing.preview import Preview
from tests.printing.print_queue import Queue, queue
from tests.printing.reading import invoice, made, pages_of, printed, squeezed, words

__all__ = ["queue"]
HALF, SHEET = paper_named("pin2"), paper_named("A4")


def codes(after: Off, found: Measured) -> list[str]:
    """What is wrong with a measuring."""
    return [problem.code for problem in check_measured(after, found)]


def test_what_is_missing_to_the_right_and_below_is_added() -> None:
    """The corner belongs 15 mm from the left and 4 mm from the top; the tenth form lies 2 mm higher than the first."""
    assert due(HALF) == (D(15), D(4))
    assert corrected(Off(), HALF, Measured(D("13.5"), D(6), D(4))) == Off(D("1.5"), D(-2), D("0.20"))


def test_a_second_measuring_corrects_the_first() -> None:
    first = corrected(Off(), HALF, Measured(D(14), D(4), D("3.5")))
    again = corrected(first, HALF, Measured(D("15.2"), D("4.1"), D("4.2")))
    assert first == Off(D(1), D(0), D("0.05")) and again == Off(D("0.8"), D("-0.1"), D("0.04"))


def test_what_was_not_measured_stays_and_sheets_do_not_drift() -> None:
    before = Off(D(1), D(2), D("0.3"))
    assert corrected(before, SHEET, Measured(top=D(11), tenth=D(3))) == Off(D(1), D(3), D("0.3"))


def test_what_cannot_be_right_is_refused() -> None:
    assert codes(Off(), Measured()) == ["measured.nothing"]
    assert codes(Off(), Measured(tenth=D(4))) == ["measured.first"]
    wild = Measured(D(99), D(150), D(4))
    assert codes(corrected(Off(), HALF, wild), wild) == ["measured.far"] * 3


@pytest.mark.parametrize(("key", "forms"), [("pin1", 11), ("pin2", 11), ("pin3", 11), ("A4", 1), ("slip94", 1)])
def test_continuous_paper_gets_ten_forms_after_the_first_and_a_sheet_one(key: str, forms: int) -> None:
    with speaking("zh_CN"):
        pdf = made(lambda out: calibration.render(paper_named(key), out))
    text = squeezed(pdf)
    assert pages_of(pdf) == forms and ("③" in text) == (forms > 1) and f"第{forms - 1}张" in text
    assert "打印机" in text


def corner(pdf: bytes, page: int) -> tuple[float, float]:
    """Where the first figure of the upper ruler stands, mm: with the corner, it moves."""
    found = next(word for at, word in words(pdf) if at == page and word.text == "2")
    return found.left, found.top


def test_a_printer_that_is_out_is_put_right(queue: Queue) -> None:
    """1.5 mm too far left, 2 mm too low, each form 0.2 mm too short: what the spooler then gets is moved against it, form by form."""
    off = corrected(Off(), HALF, Measured(D("13.5"), D(6), D(4)))
    setting = PrinterSetting(float(off.x), float(off.y), float(off.drift))
    with speaking("zh_CN"):
        before, after = (queue.print(made(lambda out: calibration.render(HALF, out, setting=each))) for each in (PrinterSetting(), setting))
    for page in (0, 10):
        (x, y), (moved_x, moved_y) = corner(before, page), corner(after, page)
        assert (moved_x - x, moved_y - y) == pytest.approx((1.5, -2), abs=0.02)
    with Preview(before) as plain, Preview(after) as longer:
        run = [sum(pages.size(at)[1] for at in range(10)) for pages in (plain, longer)]
    assert run[1] - run[0] == pytest.approx(2, abs=0.05)


def test_a_note_is_moved_as_the_forms_were(queue: Queue) -> None:
    with speaking("zh_CN"):
        plain, moved = (queue.print(printed(invoice(9), setting=each)) for each in (PrinterSetting(), PrinterSetting(1.5, -2, 0.2)))
    for one, other in zip([word for _page, word in words(plain)], [word for _page, word in words(moved)], strict=True):
        assert (other.left - one.left, other.top - one.top) == pytest.approx((1.5, -2), abs=0.02)
