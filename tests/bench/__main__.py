"""`make bench`: each figure of the desk beside the raw limit of this machine, measured in the same run.

With a folder as argument the large book is kept there for the next run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import bringing, finding, money, reading, start, trade
from tests.bench.measure import Figure

INVOICES, CUSTOMERS = 100_000, 100_000


def figures(folder: Path, kept: Path) -> Iterator[Figure]:
    """Every figure, as it is ready."""
    yield from start.cold(folder / "cold")
    yield from trade.issue(folder)
    yield from trade.close(folder)
    yield from money.month(folder)
    yield from money.statements(folder)
    yield from bringing.bring(folder)
    office = reading.book(kept, INVOICES, CUSTOMERS)
    yield from reading.page(office)
    yield from finding.find(office)
    yield from finding.listed(office)
    yield from finding.typing(office)
    yield from finding.doubles(office)
    yield from reading.papers(office)
    yield from reading.workbook(office, folder)
    office.close()


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kept = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "book"
        for figure in figures(folder, kept):
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
