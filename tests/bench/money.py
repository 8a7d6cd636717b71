"""Statements of a thousand customers, in time and in memory; a month of nine thousand invoices settled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from models.closing.commands import close_day, settle_month
from models.closing.inputs import CloseInput
from models.core.office import Actor, Office
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from tests.bench.measure import Figure, compare, times_of
from tests.bench.reading import book
from tests.bench.trade import shop
from tests.factories import a_customer, later
from tests.house import ROOT

CUSTOMERS, INVOICES, SPAN = 1000, 12_000, timedelta(days=90)
FEW = 100
DAYS, A_DAY = 30, 300


def statements(folder: Path) -> Iterator[Figure]:
    """A quarter's statements of all customers into one PDF, beside a bare canvas drawing the very same texts."""
    from reportlab.pdfgen.canvas import Canvas

    office = _asked(folder)
    pages: list[list[tuple[Any, ...]]] = []
    with _recorded(pages):
        write(office, folder / "recorded.pdf", CUSTOMERS)
    ours = times_of(partial(write, office, folder / "ours.pdf", CUSTOMERS), 1)

    def bare() -> None:
        canvas = Canvas(str(folder / "bare.pdf"), pageCompression=1)
        for page in pages:
            for x, y, text, face, size in page:
                canvas.setFont(face, size)
                canvas.drawString(x, y, text)
            canvas.showPage()
        canvas.save()
    yield compare(f"{CUSTOMERS} statements ({len(pages)} pages) to one PDF", ours, "bare canvas, the same texts", times_of(bare, 1))
    office.close()
    few, all_ = (_peak(folder, count) for count in (FEW, CUSTOMERS))
    yield Figure(f"… peak memory of {CUSTOMERS} statements", all_, all_, f"peak memory of {FEW}", few, few, "MB")


def _asked(folder: Path) -> Office:
    office = book(folder / "statements", INVOICES, CUSTOMERS)
    office.actor = Actor(1, "", frozenset())
    return office


def write(office: Office, out: Path, count: int) -> int:
    """The first so many statements of the last days of the book."""
    from printing.office_papers import every_statement, statements_pdf

    end = date.fromisoformat(office.database.execute_sql("SELECT MAX(date) FROM invoice").fetchone()[0])
    return statements_pdf(office, islice(every_statement(office, end - SPAN, end), count), out)


class _recorded:
    """Keeps what each page is given to write, for the bare canvas."""

    def __init__(self, pages: list[list[tuple[Any, ...]]]) -> None:
        from printing.press import Press

        self.press, self.pages, self.own = Press, pages, (Press._draw, Press.page)

    def __enter__(self) -> None:
        draw, page = self.own

        def begun(press: Any) -> None:
            self.pages.append([])
            page(press)

        def drawn(press: Any, x: float, y: float, line: str, size: float, squeeze: float, ink: Any) -> None:
            self.pages[-1].append((x * 2.83, 842 - y * 2.83, line, ink.face, size))
            draw(press, x, y, line, size, squeeze, ink)
        self._put(drawn, begun)

    def __exit__(self, *_why: object) -> None:
        self._put(*self.own)

    def _put(self, draw: Callable[..., None], page: Callable[..., None]) -> None:
        self.press._draw, self.press.page = draw, page  # type: ignore[method-assign]  # for the length of the measurement


def _peak(folder: Path, count: int) -> float:
    """Megabytes that a process of its own took at most."""
    told = subprocess.run([sys.executable, "-m", "tests.bench.money", str(folder), str(count)], cwd=ROOT, check=True, capture_output=True,
                          text=True)
    return float(told.stdout)


def month(folder: Path) -> Iterator[Figure]:
    """A month settled, beside one aggregate over its lines and beside its day closes together."""
    office, order = shop(folder / "month", 2)
    close_day(office, CloseInput(office.clock.today(), None))
    customers = []
    while office.clock.today().day != 1:                           # a month of its own
        customers += [a_customer(office, f"客户{office.clock.today():%d}{at}") for at in range(3)]
        later(office, days=1)
    settle_month(office, office.clock.today() - timedelta(days=1))
    first, closes = office.clock.today(), 0.0
    for _day in range(DAYS):
        with office.batch():
            for at in range(A_DAY):
                sell(office, SaleInput(order.__class__(customers[at % len(customers)], order.lines), None, True))
        closes += sum(times_of(partial(close_day, office, CloseInput(office.clock.today(), None)), 1))
        later(office, days=1)
    later(office, days=2)
    sums = "SELECT SUM(l.amount), COUNT(*) FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE i.date BETWEEN ? AND ?"
    span = (first.isoformat(), (first + timedelta(DAYS)).isoformat())
    raw = times_of(lambda: office.database.execute_sql(sums, span).fetchall(), 5)
    ours = times_of(partial(settle_month, office, first), 1)
    yield compare(f"settle a month of {DAYS * A_DAY} invoices", ours, "one aggregate over the month's lines", raw)
    yield compare("… the same month", ours, f"its {DAYS} day closes together", [closes])
    office.close()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    desk = _asked(place)
    write(desk, place / "peak.pdf", int(sys.argv[2]))
    [peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    print(int(peak.split()[1]) / 1024)
    desk.close()
