"""Forms come out of a real CUPS queue at their exact size, as vectors, with their text."""

from __future__ import annotations

import pytest

from models.core.text import speaking
from models.designs.inputs import InvoiceDesign, Place
from printing.paper import PLAIN, PrinterSetting, paper_named
from printing.preview import Preview
from tests.designing import measured, png
from tests.printing.print_queue import Queue, queue
from tests.printing.reading import invoice, pages_of, printed, squeezed, words

__all__ = ["queue"]


@pytest.mark.parametrize("name", ["pin1", "pin2", "pin3", "slip94", "A5L"])
def test_a_form_comes_out_at_its_exact_height(queue: Queue, name: str) -> None:
    """To a hundredth of a millimetre: what a form is out by adds up over a run."""
    paper = paper_named(name)
    with speaking("zh_CN"):
        came = queue.print(printed(invoice(3, copies=()), on=name))
    with Preview(came) as pages:
        width, height = pages.size(0)
    assert (width, height) == pytest.approx((paper.width, paper.height), abs=0.01)
    if paper.pin:
        assert height == pytest.approx({"pin1": 279.4, "pin2": 139.7, "pin3": 279.4 / 3}[name], abs=0.01)


def test_the_text_comes_out_as_it_went_in(queue: Queue) -> None:
    """As vectors: what is on the paper can still be searched, rare characters too."""
    with speaking("zh_CN"):
        sent = printed(invoice(3, customer="周口市堃喆㛃䶮饲料有限公司"))
        came = queue.print(sent)
    assert squeezed(came) == squeezed(sent) and "堃喆㛃䶮" in squeezed(came)


def test_a_long_run_keeps_every_page(queue: Queue) -> None:
    with speaking("zh_CN"):
        came = queue.print(printed(*(invoice(20, number=f"XS202611{at:05d}") for at in range(4))))
    assert pages_of(came) == 12


def test_a_longer_form_is_asked_for_where_the_printer_drifts(queue: Queue) -> None:
    """Twelve hundredths of a millimetre a form, as the calibration page measures it."""
    setting = PrinterSetting(drift=0.12)
    with speaking("zh_CN"):
        plain, longer = (queue.print(printed(invoice(1), setting=each)) for each in (PLAIN, setting))
    with Preview(plain) as before, Preview(longer) as after:
        assert after.size(0)[1] - before.size(0)[1] == pytest.approx(0.12, abs=0.01)


@pytest.mark.parametrize("name", ["A4", "A5", "pin2"])
def test_a_design_of_the_office_comes_out_as_it_was_drawn(queue: Queue, name: str) -> None:
    """Its words, logo and copies; on a printed form only data, each at its millimetre."""
    design = InvoiceDesign(title="送货单", footer="货物当面点清。", band=True, places=(Place("customer", "收货单位"),))
    with speaking("zh_CN"):
        sent = printed(invoice(3, design=design, logo=png(), copies=(("客户", "红"), ("回单", "黄"))), on=name)
        came = queue.print(sent)
        form = printed(invoice(3, design=measured(), copies=()))
        laid = queue.print(form)
    assert squeezed(came) == squeezed(sent) and "收货单位" in squeezed(came) and pages_of(came) == pages_of(sent)
    for before, after in zip(words(form), words(laid), strict=True):
        assert before[1].text == after[1].text and after[1].left == pytest.approx(before[1].left, abs=0.05)
