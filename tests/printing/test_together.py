"""Many invoices at once: one PDF or a file each, named by number, counted as they leave, flat in memory."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest

from data.each import write_each
from models.core.errors import KnownError
from models.core.office import Office
from models.core.prints import record_prints, times_printed
from models.designs.commands import keep_design
from models.designs.inputs import Copy, DesignInput, InvoiceDesign
from models.invoices.commands import void_invoice
from models.invoices.inputs import VoidInput
from printing.office_papers import each_leaving, leaving_pdf, numbers_of, paper_pdf, papers_pdf
from printing.office_papers.together import Leaves
from printing.paper import PrinterSetting
from printing.stock import stock_of
from tests.factories import CLERK
from tests.printing.reading import pages_of, squeezed
from tests.shop import Shop, a_shop
from tests.terminal import Terminal


@pytest.fixture
def shop(office: Office) -> Shop:
    """A shop that issued twenty-two invoices, one of them void."""
    made = a_shop(office)
    done = [made.sold(made.line("1")) for _at in range(22)]
    void_invoice(office, VoidInput(done[3].id, "错开"))
    return made


def counts(shop: Shop) -> Leaves:
    """What leaves is a print."""
    return partial(record_prints, shop.office, "invoice")


def test_the_invoices_of_some_days_go_into_one_pdf_in_the_order_of_their_numbers(shop: Shop) -> None:
    numbers = numbers_of(shop.office, "invoice", shop.office.clock.today(), shop.office.clock.today())
    assert numbers[0] == "XS20261100001" and len(numbers) == 22
    out, told = io.BytesIO(), []
    assert leaving_pdf(shop.office, "invoice", numbers, out, counts(shop), paper="A5L", copies=1,
                       step=lambda done, whole: told.append(done)) == 22
    text = squeezed(out.getvalue())
    assert [text.index(number) for number in numbers] == sorted(text.index(number) for number in numbers) and "作废" in text
    assert told == list(range(22)) and {times_printed(shop.office, "invoice", number) for number in numbers} == {1}
    entries = shop.office.database.execute_sql("SELECT COUNT(*) FROM journal WHERE verb = 'paper.print'").fetchone()[0]
    assert entries == 2


def test_each_goes_into_a_file_named_by_its_number(shop: Shop, tmp_path: Path) -> None:
    numbers = numbers_of(shop.office, "invoice")
    assert write_each(tmp_path / "notes", each_leaving(shop.office, "invoice", numbers, counts(shop))) == 22
    files = sorted(path.name for path in (tmp_path / "notes").iterdir())
    assert files == [f"{number}.pdf" for number in numbers]
    one = (tmp_path / "notes" / files[7]).read_bytes()
    assert pages_of(one) == 1 and numbers[7] in squeezed(one) and times_printed(shop.office, "invoice", numbers[21]) == 1


def test_what_was_stopped_is_counted_only_as_far_as_it_left(shop: Shop, tmp_path: Path) -> None:
    numbers = numbers_of(shop.office, "invoice")

    def stop(done: int, _whole: int) -> None:
        if done == 21:
            raise KnownError("stopped")

    with pytest.raises(KnownError):
        leaving_pdf(shop.office, "invoice", numbers, io.BytesIO(), counts(shop), step=stop)
    assert times_printed(shop.office, "invoice", numbers[0]) == 0
    with pytest.raises(KnownError):
        write_each(tmp_path, each_leaving(shop.office, "invoice", numbers, counts(shop), step=stop))
    assert len(list(tmp_path.glob("*.pdf"))) == 20
    assert [times_printed(shop.office, "invoice", number) for number in (numbers[19], numbers[20])] == [1, 0]


def test_looking_at_many_counts_nothing(shop: Shop) -> None:
    assert papers_pdf(shop.office, "invoice", numbers_of(shop.office, "invoice"), io.BytesIO(), paper="A5", copies=3) == 66
    assert times_printed(shop.office, "invoice", "XS20261100001") == 0


def test_a_verb_prints_the_invoices_of_some_days(shop: Shop, tmp_path: Path) -> None:
    desk, day = Terminal(shop.office.folder, CLERK), shop.office.clock.today().isoformat()
    whole = desk.run("print", "invoice", "--from", day, "--to", day, "--paper", "A5L", "--copies", "1", "--out", tmp_path / "all.pdf")
    assert whole.code == 0
    assert pages_of((tmp_path / "all.pdf").read_bytes()) == 22
    (tmp_path / "each").mkdir()
    assert desk.run("print", "invoice", "--from", day, "--out", tmp_path / "each").code == 0
    assert len(list((tmp_path / "each").iterdir())) == 22
    none = desk.run("print", "invoice", "--from", "2020-01-01", "--to", "2020-01-02", "--out", tmp_path / "none.pdf")
    assert none.code == 1 and "2020-01-01" in none.err and not (tmp_path / "none.pdf").exists()
    assert desk.run("print", "invoice", "--out", tmp_path / "x.pdf").code == 2
    assert desk.run("print", "stocktake", "--from", day, "--out", tmp_path / "x.pdf").code == 2


def test_every_way_out_wears_the_usual_design_or_the_one_that_is_asked_for(shop: Shop, tmp_path: Path) -> None:
    """One to look at, many together, a file each, the verb; on another size the standard one again."""
    for name, title, usual in (("甲", "送货单", True), ("乙", "出库单", False)):
        keep_design(shop.office, DesignInput(name, stock_of("A5L"), InvoiceDesign(title=title, copies=(Copy("客户", "红"),)), usual))
    numbers, office, out = numbers_of(shop.office, "invoice")[:3], shop.office, io.BytesIO()
    assert leaving_pdf(office, "invoice", numbers, out, counts(shop), paper="A5L") == 3
    assert squeezed(out.getvalue()).count("送货单") == 3 and "第1联客户(红)" in squeezed(out.getvalue())
    one = dict(each_leaving(office, "invoice", numbers, counts(shop), paper="A5L", design="乙"))[numbers[2]]
    assert "出库单" in squeezed(one) and "补打" in squeezed(one)
    assert "销售单" in squeezed(paper_pdf(office, "invoice", numbers[0], paper="A5"))
    assert "销售单" in squeezed(paper_pdf(office, "invoice", numbers[0], paper="A5L", setting=PrinterSetting(design="")))
    desk = Terminal(office.folder, CLERK)
    assert desk.run("print", "invoice", numbers[0], "--paper", "A5L", "--design", "乙", "--out", tmp_path / "one.pdf").code == 0
    assert "出库单" in squeezed((tmp_path / "one.pdf").read_bytes())
    gone = desk.run("print", "invoice", numbers[0], "--paper", "A5", "--design", "乙", "--out", tmp_path / "two.pdf")
    assert gone.code == 1 and "乙" in gone.err and not (tmp_path / "two.pdf").exists()
