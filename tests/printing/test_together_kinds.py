"""Receipts, slips, contracts and statements of many at once, by the one way that invoices go."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from data.each import write_each
from models.core.office import Office
from models.core.prints import record_prints, record_saved, times_printed
from models.receipts.commands import bank_deposit, take_receipt
from models.receipts.inputs import DepositInput
from printing.office_papers import NUMBERED, each_leaving, leaving_pdf, numbers_of
from tests.closed import receipt, with_a_drawer
from tests.factories import CLERK, filled
from tests.printing.every_paper import COMPANY, Case, fill
from tests.printing.legible import leaves
from tests.printing.reading import squeezed
from tests.terminal import Terminal


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Office, list[Case]]:
    """An office with some of every paper."""
    return filled(tmp_path / "office", fill, 2)


@pytest.mark.parametrize("kind", NUMBERED)
def test_all_of_some_days_go_into_one_pdf_in_the_order_of_their_numbers(papers: tuple[Office, list[Case]], kind: str) -> None:
    office, cases = papers
    numbers, out = numbers_of(office, kind), io.BytesIO()
    assert {case.subject for case in cases if case.kind == kind} <= set(numbers) and numbers == sorted(numbers)
    leaving_pdf(office, kind, numbers, out, partial(record_prints, office, kind), copies=1)
    text = squeezed(out.getvalue())
    assert all(number in text for number in numbers) and text.count(COMPANY) >= len(numbers)
    assert min(times_printed(office, kind, number) for number in numbers) >= 1
    office.close()


def test_a_deposit_has_no_slip_and_is_left_out(office: Office) -> None:
    shop = with_a_drawer(office)
    taken = take_receipt(office, receipt(shop, "500"))
    bank_deposit(office, DepositInput(Decimal(300)))
    assert numbers_of(office, "receipt") == [taken.number]


def test_a_saved_file_each_is_named_by_what_it_is_about_and_no_print(papers: tuple[Office, list[Case]], tmp_path: Path) -> None:
    office, cases = papers
    subjects = [case.subject for case in cases if case.kind == "statement"]
    saved = partial(record_saved, office, "statement", file="对账单")
    assert write_each(tmp_path / "each", each_leaving(office, "statement", subjects, saved)) == 2
    names = [path.name for path in (tmp_path / "each").iterdir()]
    assert any("河南双汇饲料有限公司 2026-11.pdf" in name for name in names) and not any("#" in name for name in names)
    assert {times_printed(office, "statement", subject) for subject in subjects} == {0}
    told = office.database.execute_sql("SELECT COUNT(*) FROM journal WHERE verb = 'paper.save'").fetchone()[0]
    assert told == 1
    office.close()


def test_the_verb_prints_receipts_of_some_days_on_the_paper_asked_for(papers: tuple[Office, list[Case]], tmp_path: Path) -> None:
    office, _cases = papers
    folder = office.folder
    office.close()
    desk = Terminal(folder, CLERK)
    done = desk.run("print", "receipt", "--from", "2026-11-23", "--paper", "210x94", "--copies", "1", "--out", tmp_path / "all.pdf")
    assert done.code == 0
    pages = leaves((tmp_path / "all.pdf").read_bytes())
    assert len(pages) == 3 and {(round(page.width), round(page.height)) for page in pages} == {(210, 94)}
    wrong = desk.run("print", "contract", "HT1", "--paper", "slip94", "--out", tmp_path / "no.pdf")
    assert wrong.code == 2 and "A4" in wrong.err and not (tmp_path / "no.pdf").exists()
