"""A workbook of 50,000 customers brought in: read, checked, spelt, indexed, shown; beside bare inserts of the very same rows."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from data import imports
from models.core import office as desk
from models.core import staging
from models.core.database import immediate
from models.core.office import Office
from tests.bench.measure import MS, Figure, times_of
from tests.factories import an_office

ROWS, RUNS = 50_000, 3
TABLES = ("customer", "contact", "delivery_address", "customer_note")


def a_directory(path: Path, rows: int) -> Path:
    """Customers as an office would list them, phones and amounts in several ways."""
    draw = random.Random(7)
    lines = ["编号,客户名称,联系人,联系电话,地址,信用额度,账期,开户日期"]
    for at in range(rows):
        name = f"{draw.choice(('郑州', '周口', '漯河', '阜阳', '菏泽'))}{''.join(draw.choices('正大双汇牧原天邦兴农丰瑞祥福禾润', k=4))}饲料有限公司"
        lines.append(f"B{at:06d},{name},{draw.choice('赵钱孙李周吴郑王曾单仇查')}老板,1{draw.randint(3, 9)}{draw.randint(10**8, 10**9 - 1)},"
                     f"东街{at}号,{draw.choice(('5万', '20000', ''))},30,2026-3-5")
    path.write_text("\n".join(lines), "utf-8")
    return path


def bare(folder: Path, full: Office) -> float:
    """Milliseconds that the same rows take as bare inserts into the same tables, in one durable encrypted transaction."""
    office = an_office(folder)
    database = office.database
    rows = {table: [tuple(row) for row in full.database.execute_sql(f"SELECT * FROM {table}")] for table in TABLES}

    def once() -> None:
        database.execute_sql("BEGIN IMMEDIATE")
        for table, held in rows.items():
            if held:
                database.cursor().executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(held[0]))})", held)
        database.execute_sql("COMMIT")
    taken = times_of(once, 1)[0]
    office.close()
    return taken


@contextmanager
def locks_timed(found: list[float]) -> Iterator[None]:
    """How long each write lock is held meanwhile, in milliseconds."""
    whole = immediate

    @contextmanager
    def timed(database: Any) -> Iterator[None]:
        start = time.perf_counter()
        with whole(database):
            yield
        found.append((time.perf_counter() - start) * MS)

    def put(function: Any) -> None:
        desk.immediate = staging.immediate = function  # type: ignore[attr-defined]  # for the length of the measurement

    put(timed)
    try:
        yield
    finally:
        put(whole)


def _import(office: Office, path: Path) -> None:
    imports.carry(office, imports.dry_run(office, "customers", path))


def bring(folder: Path) -> Iterator[Figure]:
    """The best and the worst of three imports, and the longest that another program had to wait for the file."""
    path, ours, raw = a_directory(folder / "directory.csv", ROWS), list[float](), list[float]()
    held: list[float] = []
    for turn in range(RUNS):
        office = an_office(folder / f"brought-{turn}")
        longest: list[float] = []
        with locks_timed(longest):
            ours += times_of(partial(_import, office, path), 1)
        held.append(max(longest))
        raw.append(bare(folder / f"bare-{turn}", office))
        office.close()
    yield Figure(f"import of {ROWS} customers, best of {RUNS}", min(ours), max(ours), "bare inserts of the same rows", min(raw), max(raw))
    yield Figure("  its longest write lock", min(held), max(held), "bare inserts of the same rows", min(raw), max(raw))
