"""Every paper in every size: nothing outside or over another, nothing lost, pages numbered; the whole matrix in the soak."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.core import company
from models.core.listing import Filter
from models.core.office import Office
from models.core.settings import set_options
from models.core.sheet import sheet_of
from models.core.text import use_language
from models.invoices.listing import INVOICES
from printing.office_papers import KINDS, paper_pdf, write_sheet
from printing.paper import paper_named
from printing.press import Box, Ink, Press
from printing.sizes import SIZES
from tests.factories import filled
from tests.printing.every_paper import COMPANY, Case, fill
from tests.printing.legible import faults_of, leaves


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where offices lie."""
    return tmp_path_factory.mktemp("papers")


@pytest.fixture(scope="module")
def seven(folder: Path) -> Iterator[tuple[Office, list[Case]]]:
    """An office with one of every paper, of seven lines."""
    use_language("zh_CN")
    office, cases = filled(folder / "seven", fill, 7)
    yield office, cases
    office.close()


def wrong(office: Office, case: Case, size: str, copies: int | None = None) -> list[str]:
    """What is wrong with a paper on a size."""
    pdf = paper_pdf(office, case.kind, case.subject, paper=size, copies=copies)
    return [f"{case.kind} {case.name} on {size}: {fault}" for fault in faults_of(pdf, paper_named(size), case.told, case.stamps)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_clean_on_each_of_its_sizes_and_in_each_of_its_states(seven: tuple[Office, list[Case]], kind: str) -> None:
    """The first of its kind on every size; void, red, countered and printed again on the usual one."""
    office, cases = seven
    first, *others = [case for case in cases if case.kind == kind]
    found = [fault for size in SIZES[kind] for fault in wrong(office, first, size, 1)]
    found += [fault for case in others for fault in wrong(office, case, SIZES[kind][0], 1)]
    assert not found, "\n".join(found[:12])


@pytest.mark.parametrize("size", SIZES["list"])
def test_a_list_is_clean_on_each_of_its_sizes(seven: tuple[Office, list[Case]], size: str) -> None:
    out = io.BytesIO()
    sheet = sheet_of(INVOICES, Filter(), language_code="zh_CN", columns=("number", "customer", "date", "total", "state", "due"))
    write_sheet(seven[0], sheet, out, paper=size)
    told = [cells[0] for cells in sheet.cells]
    asked = paper_named(size)
    assert not list(faults_of(out.getvalue(), asked, told))


def test_three_copies_are_three_sheets_each_numbered_from_one(seven: tuple[Office, list[Case]]) -> None:
    office, cases = seven
    for kind, size in (("invoice", "slip94"), ("receipt", "slip94"), ("delivery", "slip94"), ("contract", "A5")):
        case = next(case for case in cases if case.kind == kind)
        assert not wrong(office, case, size, 3) and len(leaves(paper_pdf(office, kind, case.subject, paper=size, copies=3))) % 3 == 0


def test_what_is_wrong_with_a_paper_is_found() -> None:
    """The check itself: a text over another, one outside, one missing, a page that says nothing of itself."""
    out = io.BytesIO()
    press = Press(out, paper_named("A5"))
    press.page()
    for x, y, text in ((20.0, 20.0, "一袋"), (21.0, 20.5, "二袋"), (1.0, 60.0, "三袋")):
        press.write(Box(x, y, 30, 5), text, Ink(9, 7))
    press.save()
    found = "\n".join(faults_of(out.getvalue(), paper_named("A5"), ("四袋",)))
    assert "not there: 四袋" in found and "over" in found and "outside" in found and "三袋" in found and "says 0 times" in found


@pytest.mark.soak
@pytest.mark.parametrize("count", [1, 7, 8, 60])
@pytest.mark.parametrize("copies", [1, 3])
def test_the_whole_matrix_is_clean(folder: Path, count: int, copies: int) -> None:
    """Every paper in every state, on every size, of one line and of sixty, once and in three copies."""
    use_language("zh_CN")
    office, cases = filled(folder / f"{count}-{copies}", fill, count)
    found = [fault for case in cases for size in SIZES[case.kind] for fault in wrong(office, case, size, copies)]
    office.close()
    assert not found, "\n".join(found[:40])


@pytest.mark.soak
def test_the_papers_in_english_are_clean(folder: Path) -> None:
    """Its words are longer; what was typed stays as it was."""
    use_language("zh_CN")
    office, cases = filled(folder / "english", fill, 8)
    set_options(office, {company.PAPER_LANGUAGE: "en"})
    found = [f"{case.kind} on {size}: {fault}" for case in cases if not case.stamps for size in SIZES[case.kind]
             for fault in faults_of(paper_pdf(office, case.kind, case.subject, paper=size, copies=1), paper_named(size), (COMPANY,))]
    office.close()
    assert not found, "\n".join(found[:40])
