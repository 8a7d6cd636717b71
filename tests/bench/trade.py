"""The day's work: ten lines issued, a day closed; beside bare SQL in the same file with the same guarantees."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from decimal import Decimal
from pathlib import Path

from models.closing.commands import close_day
from models.closing.inputs import CloseInput
from models.core.database import open_database
from models.core.office import Office
from models.invoices.inputs import InvoiceInput, LineInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from tests.bench.measure import Figure, compare, times_of
from tests.factories import a_customer, a_product, a_warehouse, an_office, later, stocked

LINES = 10


def bare(folder: Path, count: int) -> list[float]:
    """An invoice, ten lines, ten moves and a journal row: bare inserts, one durable encrypted transaction each."""
    folder.mkdir()
    database = open_database(folder / "bare.db", "0" * 64)
    run = database.execute_sql
    for table in ("invoice", "line", "move", "journal"):
        run(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c INTEGER, d INTEGER, e TEXT) STRICT")
    row = ("XS20261100001", "河南双汇饲料有限公司", 12850, 100000, "育肥猪配合饲料 40kg 袋")

    def once() -> None:
        cursor = database.connection().cursor()
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO invoice (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", row)
        for table in ("line", "move"):
            cursor.executemany(f"INSERT INTO {table} (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", [row] * LINES)
        cursor.execute("INSERT INTO journal (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", row)
        cursor.execute("COMMIT")
    taken = times_of(once, count)
    database.close()
    return taken


def shop(folder: Path, count: int = LINES) -> tuple[Office, InvoiceInput]:
    """An office with so many products in plenty and an order over all of them."""
    office = an_office(folder)
    warehouse = a_warehouse(office)
    products = [a_product(office, f"F-{number}", f"饲料{number}") for number in range(count)]
    for product in products:
        stocked(office, warehouse, product, "10000000")
    lines = tuple(LineInput(product, Decimal(3), Decimal("128.5")) for product in products)
    return office, InvoiceInput(a_customer(office), lines)


def issue(folder: Path, count: int = 200) -> Iterator[Figure]:
    """Issue of ten lines."""
    office, order = shop(folder / "shop")
    for _warm in range(20):
        sell(office, SaleInput(order))
    ours = times_of(lambda: sell(office, SaleInput(order)), count)
    yield compare("issue an invoice of 10 lines", ours, "bare inserts, same rows, same fsync", bare(folder / "bare", count))
    office.close()


def _rows(office: Office, sql: str, day: str) -> list[object]:
    return list(office.database.execute_sql(sql, (day,)).fetchall())


def close(folder: Path, days: int = 30, a_day: int = 60) -> Iterator[Figure]:
    """Close of a day of sixty invoices, again and again, so that a growing history would show."""
    office, order = shop(folder / "closing")
    ours, raw = [], []
    sums = "SELECT SUM(l.amount), COUNT(*) FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id WHERE i.date = ?"
    for _day in range(days):
        with office.batch():
            for _invoice in range(a_day):
                sell(office, SaleInput(order, None, True))       # goods left behind would be listed again at every close
        day = office.clock.today()
        raw += times_of(partial(_rows, office, sums, day.isoformat()), 1)
        ours += times_of(partial(close_day, office, CloseInput(day, None)), 1)
        later(office, days=1)
    first, last = sorted(ours[:5]), sorted(ours[-5:])
    yield compare(f"close a day of {a_day} invoices × {LINES} lines", sorted(ours), "one aggregate over the day's lines", sorted(raw))
    yield compare(f"… the last five of {days} days", last, "… the first five days", first)
    office.close()
