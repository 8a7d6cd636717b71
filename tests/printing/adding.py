"""Reading the figures of a printed paper as a cashier does: a label and what stands beside it, a row of a table, its column's foot."""

from __future__ import annotations

import re
from decimal import Decimal

from models.core.office import Office
from printing.office_papers import paper_pdf
from tests.printing.reading import text_of_pdf

FIGURE = r"-?[\d,]+(?:\.\d+)?|–"


def printed_text(office: Office, kind: str, subject: str, paper: str = "") -> str:
    """A paper as poppler lays it out."""
    return text_of_pdf(paper_pdf(office, kind, subject, paper=paper, copies=1))


def part(text: str, start: str, end: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^ *{re.escape(start)}\s*$(.*?)^ *{re.escape(end)}", text, re.MULTILINE | re.DOTALL)
    assert found, (start, end, text)
    return found[1]


def number(text: str) -> Decimal:
    """A printed figure; a dash is nothing."""
    return Decimal(0) if text == "–" else Decimal(text.replace(",", ""))


def beside(text: str, label: str) -> Decimal:
    """The figure that stands after a label, 0 where the paper leaves the label out; an advance is a negative debt."""
    found = re.search(rf"(?<![^\s：]){re.escape(label)}[：\s]\s*(?P<advance>预收 )?¥?(?P<figure>{FIGURE})", text)
    if found is None:
        return Decimal(0)
    return -number(found["figure"]) if found["advance"] else number(found["figure"])


def rows(text: str, count: int) -> list[list[Decimal]]:
    """Of each line that ends with at least so many figures, the last ones."""
    found = []
    for line in text.splitlines():
        words = line.split()[-count:]
        if len(words) == count and all(re.fullmatch(FIGURE, word) for word in words):
            found.append([number(word) for word in words])
    return found


def column_sums(table: list[list[Decimal]]) -> list[Decimal]:
    """Σ of each column."""
    return [sum(column, Decimal(0)) for column in zip(*table, strict=True)]
