"""A workbook of 50,000 customers brought in, changed by another one, taken back; beside bare statements over the very same rows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from data import imports
from models.core import office as desk
from models.core import staging
from models.core.database import immediate
from models.core.office import Office
from tests.bench import stumbling
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


def changed_directory(path: Path, before: Path) -> Path:
    """The same customers, each at another address and with other terms."""
    path.write_text(before.read_text("utf-8").replace("东街", "西街").replace(",30,", ",45,"), "utf-8")
    return path


Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(office: Office) -> Rows:
    """All that the directory made, table by table."""
    return {table: [tuple(row) for row in office.database.execute_sql(f"SELECT * FROM {table}")] for table in TABLES}


def bare(folder: Path, rows: Rows) -> dict[str, float]:
    """Milliseconds that the same rows take as bare inserts, updates, deletes: each one durable encrypted transaction."""
    office = an_office(folder)
    run = office.database.execute_sql
    ids = [row[0] for row in rows["customer"]]

    def insert(many: Any) -> None:
        for table, held in rows.items():
            if held:
                many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(held[0]))})", held)

    def delete(_many: Any) -> None:
        for table in reversed(TABLES):
            run(f"DELETE FROM {table}")

    def once(work: Callable[[Any], object]) -> None:
        run("BEGIN IMMEDIATE")
        work(office.database.cursor().executemany)
        run("COMMIT")

    def update(many: Any) -> None:
        many("UPDATE customer SET address = ?, credit_days = 45 WHERE id = ?", [(f"西街{row_id}号", row_id) for row_id in ids])

    taken = {name: times_of(partial(once, work), 1)[0] for name, work in (("new", insert), ("changed", update), ("undone", delete))}
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


PHASES = {"new": (f"import of {ROWS} customers", "bare inserts of the same rows"),
          "changed": (f"the same {ROWS} change", "bare updates of the same rows"),
          "undone": ("the import is taken back", "bare deletes of the same rows")}


def _enter(office: Office, path: Path) -> None:
    imports.carry(office, imports.dry_run(office, "customers", path), duplicates="merge")


def bring(folder: Path) -> Iterator[Figure]:
    """The best and the worst of three: how long each takes, how long another program waits for the file, how long the window stands."""
    path = a_directory(folder / "directory.csv", ROWS)
    other = changed_directory(folder / "changed.csv", path)
    times, held, pauses, raw, idle = ({phase: list[float]() for phase in PHASES} for _each in range(5))
    rows: Rows = {}
    for turn in range(RUNS):
        office = an_office(folder / f"brought-{turn}")
        for phase, work in {"new": partial(_enter, office, path), "changed": partial(_enter, office, other),
                            "undone": partial(_take_back, office)}.items():
            locks: list[float] = []
            with locks_timed(locks):
                times[phase] += times_of(work, 1)
            held[phase].append(max(locks))
            rows = rows_of(office) if phase == "new" else rows
        office.close()
        for phase, taken in bare(folder / f"bare-{turn}", rows).items():
            raw[phase].append(taken)
        for phase, (pause, still) in stumbling.pauses(an_office(folder / f"window-{turn}"), path, other).items():
            pauses[phase].append(pause)
            idle[phase].append(still)
    for phase, (name, raw_name) in PHASES.items():
        yield _figure(f"{name}, best of {RUNS}", times[phase], raw_name, raw[phase])
        yield _figure("  its longest write lock", held[phase], raw_name, raw[phase])
        yield _figure("  the window's longest pause meanwhile", pauses[phase], "the same window at rest", idle[phase])


def _take_back(office: Office) -> None:
    """The change, then the customers themselves."""
    for import_id in (2, 1):
        imports.undo_import(office, import_id)


def _figure(name: str, ours: list[float], raw: str, raw_times: list[float]) -> Figure:
    return Figure(name, min(ours), max(ours), raw, min(raw_times), max(raw_times))
