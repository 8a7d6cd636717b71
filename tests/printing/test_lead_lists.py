"""Every list of leads and customers on paper: with one row, a few pages or five hundred rows nothing leaves the printable area."""

from __future__ import annotations

import re
import subprocess

import pytest

from models.core.text import use_language
from printing.paper import paper_named
from printing.table import TablePrint, render_table
from printing.typeface import MM
from tests.made_up import LISTS, made_up
from tests.printing.reading import made

AROUND = TablePrint("河南牧丰饲料有限公司", "王敏", "2026-11-23 09:00")
SLACK = 0.6
"""Of a character's box beyond its ink, mm."""
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_fits_its_paper(name: str, count: int) -> None:
    fits(name, count)


@pytest.mark.parametrize("name", ["customers", "lead_contacts", "lost_by_reason", "talking_points"])
def test_many_pages_fit(name: str) -> None:
    """The widest list, those with moments and marks, with rates and totals, with the longest texts."""
    fits(name, 500)


@pytest.mark.soak
@pytest.mark.parametrize("name", LISTS)
def test_many_pages_of_every_list_fit(name: str) -> None:
    fits(name, 500)


def fits(name: str, count: int) -> None:
    """No word beyond the margins; the headings stand on each page, and which of how many it is."""
    use_language("zh_CN")
    sheet = made_up(LISTS[name], count)
    pdf = made(lambda out: render_table(sheet, out, AROUND))
    found = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = _PAGE.findall(found)
    assert pages and (len(pages) == 1 or count > 1)
    for number, (width, height, inside) in enumerate(pages, 1):
        paper = paper_named("A4L" if float(width) > float(height) else "A4")
        words = [(float(left) / MM, float(top) / MM, float(right) / MM, float(bottom) / MM, text)
                 for left, top, right, bottom, text in _WORD.findall(inside)]
        beyond = [word for word in words if word[0] < paper.left - SLACK or word[2] > paper.left + paper.inner_width + SLACK
                  or word[1] < paper.top - SLACK or word[3] > paper.bottom + SLACK]
        assert not beyond, f"page {number} of {len(pages)}"
        said = "".join(word[4] for word in words)
        assert sheet.headings[0] in said and f"第{number}页" in said and f"共{len(pages)}页" in said, said[-80:]
