"""Thousands of rows appear at once or not at all, whatever stops them; and go again without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from data import imports
from data.imports import carrying
from models.core import imports as bounds
from models.core import staging
from models.core.errors import KnownError, RuleViolation
from models.core.holding import alone
from models.core.office import Office
from models.core.text import use_language
from models.customers import queries as customers
from models.customers.commands import bulk as of_customers
from models.leads import commands as leads
from models.leads import queries as known
from models.leads.commands import bulk as of_leads
from models.leads.inputs import ContactInput
from models.people import commands as people
from models.products import queries as products
from models.stock import queries as stock
from models.street import faults, open_office
from tests.data.books import a_book
from tests.factories import CLERK, a_customer, an_office, clock_of

HEADS = ["客户名称", "电话", "信用额度"]
TABLES = ("customer", "customer_search", "contact", "lead", "lead_search", "lead_contact", "product", "movement", "stock_day",
          "import_ahead")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office where five rows are many, and each is told."""
    use_language("en")
    for module in (staging, bounds, of_customers, of_leads):
        monkeypatch.setattr(module, "BATCH", 4)
    monkeypatch.setattr(carrying, "STEP", 1)
    return an_office(tmp_path / "office")


def ten(tmp_path: Path) -> Path:
    return a_book(tmp_path / "a.xlsx", [HEADS, *([f"公司{at}", f"1380000000{at}", at * 100] for at in range(10))])


def held(office: Office) -> dict[str, Any]:
    """How much every table holds that an import touches."""
    return {name: office.database.execute_sql(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in TABLES}


def numbers(office: Office) -> list[Any]:
    return list(office.database.execute_sql("SELECT series, period, last FROM number_series WHERE last > 0 ORDER BY 1"))


def test_many_rows_stand_together_and_are_found(office: Office, tmp_path: Path) -> None:
    """Codes are taken ahead; one filed meanwhile keeps its own."""
    a_customer(office, "在先公司", opened=False)
    plan = imports.dry_run(office, "customers", ten(tmp_path))
    seen: list[int] = []

    def look(done: int, _whole: int) -> None:
        if done == 7:
            seen.append(len(customers.find(office, "公司")))
            a_customer(office, "插队公司", opened=False)

    imports.carry(office, plan, progress=look)
    assert seen[0] == 1 and len(customers.find(office, "公司")) == 12 and [hit.name for hit in customers.find(office, "gongsi7")] == ["公司7"]
    assert list(faults(office)) == [] and held(office)["import_ahead"] == 0
    imports.undo_import(office, 1)
    assert len(customers.find(office, "公司")) == 2 and list(faults(office)) == [] and held(office)["import_ahead"] == 0


def test_a_stop_at_any_row_leaves_nothing_not_even_a_number(office: Office, tmp_path: Path) -> None:
    plan, before, taken = imports.dry_run(office, "customers", ten(tmp_path)), held(office), numbers(office)
    for last in range(1, 20):
        steps = iter(range(last))

        def stop(_done: int, _whole: int, left: Any = steps) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        try:
            imports.carry(office, plan, progress=stop)
        except KeyboardInterrupt:
            assert held(office) == before and numbers(office) == taken
        else:
            break
    assert len(customers.find(office, "公司")) == 10


def test_what_a_killed_import_left_is_swept_at_the_next_open(office: Office, tmp_path: Path) -> None:
    """Another process is killed while its rows are on their way."""
    folder, path = office.folder, ten(tmp_path)
    office.close()
    script = f"""
import os, signal
from pathlib import Path
from models.core import imports as bounds, staging
from models.customers.commands import bulk
for module in (bounds, staging, bulk):
    module.BATCH = 4
from data import imports
from data.imports import carrying
from models.people import commands as people
from models.street import open_office
carrying.STEP = 1
office = open_office(Path({str(folder)!r}))
people.sign_in(office, {CLERK!r})
def die(done, whole):
    if office.database.execute_sql("SELECT COUNT(*) FROM customer_search").fetchone()[0] > 3:
        os.kill(os.getpid(), signal.SIGKILL)
imports.carry(office, imports.dry_run(office, "customers", Path({str(path)!r})), progress=die)
"""
    ended = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], env={**os.environ}, check=False)
    assert ended.returncode == -signal.SIGKILL
    again = open_office(folder, clock_of(office))
    assert held(again)["customer"] == held(again)["customer_search"] == held(again)["import_ahead"] == 0 and numbers(again) == []
    people.sign_in(again, CLERK)
    assert imports.carry(again, imports.dry_run(again, "customers", path)).entered == 10 and list(faults(again)) == []


def test_one_import_at_a_time(office: Office, tmp_path: Path) -> None:
    plan = imports.dry_run(office, "customers", ten(tmp_path))
    with alone(office.folder / staging.LOCK) as mine, pytest.raises(KnownError, match="Another import"):
        assert mine
        imports.carry(office, plan)
    assert imports.carry(office, plan).written


def test_leads_come_and_go_with_the_entry_that_files_them(office: Office, tmp_path: Path) -> None:
    """Numbers in the order of the file, clocks running; a lead that was followed since holds the import fast."""
    before = held(office)
    rows = [[f"牧场{at}", f"1390000000{at}", "H" if at else "C"] for at in range(10)]
    path = a_book(tmp_path / "a.xlsx", [["名称", "电话", "级别"], *rows])
    assert imports.carry(office, imports.dry_run(office, "leads", path)).entered == 10
    first, last = known.by_number(office, "QK202600001"), known.by_number(office, "QK202600010")
    assert first is not None and last is not None and (first.name, first.grade, last.grade) == ("牧场0", "C", "H")
    assert [entry.event for entry in known.log(office, first.id)] == ["filed"] and first.next_date is not None
    assert known.find(office, "muchang3")
    twice = imports.dry_run(office, "leads", path)
    assert len(twice.duplicates) == 10 and not twice.accepted
    imports.undo_import(office, 1)
    assert held(office) == before and list(faults(office)) == []
    imports.carry(office, imports.dry_run(office, "leads", path))
    assert list(faults(office)) == []                    # the rows that came now have the keys of those that went
    again = known.find(office, "牧场3")[0]
    leads.follow_up(office, ContactInput(again.id, "要货"))
    with pytest.raises(RuleViolation, match="1 of these leads were followed up or changed since: 牧场3"):
        imports.undo_import(office, 2)


def test_a_repeated_lead_is_completed_and_given_back(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", [["名称", "电话"], ["牧场", "13900000001"]])
    imports.carry(office, imports.dry_run(office, "leads", path))
    more = a_book(tmp_path / "b.xlsx", [["名称", "电话", "地址", "需求"], ["牧场", "13900000001", "东街", "猪料"]])
    done = imports.carry(office, imports.dry_run(office, "leads", more), duplicates="update")
    row = known.by_number(office, "QK202600001")
    assert row is not None and (row.address, row.need, done.entered, done.changed) == ("东街", "猪料", 0, 1)
    imports.undo_import(office, 2)
    row = known.by_number(office, "QK202600001")
    assert row is not None and (row.address, row.need) == ("", "")


def test_products_are_completed_joined_or_entered_apart(office: Office, tmp_path: Path) -> None:
    heads = ["货号", "品名", "规格", "单位", "售价", "底价"]
    imports.carry(office, imports.dry_run(office, "products", a_book(tmp_path / "a.xlsx", [heads, ["A1", "玉米", "散", "吨", 2400, None]])))
    before = products.by_code(office, "A1")
    path = a_book(tmp_path / "b.xlsx", [heads, ["A1", "玉米", "散", "吨", 2500, 2300], ["A2", "豆粕", None, "吨", 3100, None],
                                         ["A2", "豆粕", None, "吨", None, 3000]])
    plan = imports.dry_run(office, "products", path)
    assert [(twin.row, twin.of_row, twin.code) for twin in plan.duplicates] == [(2, None, "A1"), (4, 3, "")]
    imports.carry(office, plan, duplicates="update", rows={2: "merge"})
    corn, meal = products.by_code(office, "A1"), products.by_code(office, "A2")
    assert corn is not None and meal is not None
    assert (corn.list_price, corn.minimum_price, meal.list_price, meal.minimum_price) == (D(2500), D(2300), D(3100), D(3000))
    imports.undo_import(office, 2)
    assert products.by_code(office, "A1") == before and products.by_code(office, "A2") is None
    imports.carry(office, imports.dry_run(office, "products", path), duplicates="apart")
    assert len(products.find(office, "玉米")) == 2 and len(products.find(office, "豆粕")) == 2


def test_the_stock_that_came_with_products_goes_with_them(office: Office, tmp_path: Path) -> None:
    """Nothing of it is left, as if it never lay there."""
    before = held(office)
    path = a_book(tmp_path / "a.xlsx", [["货号", "品名", "单位", "库存"], ["A1", "玉米", "吨", 3], ["A2", "豆粕", "吨", None]])
    imports.carry(office, imports.dry_run(office, "products", path))
    place = stock.default_warehouse(office)
    assert place is not None and held(office)["movement"] == 1
    imports.undo_import(office, 1)
    assert held(office) == before and list(faults(office)) == []


def test_two_rows_complete_one_lead_or_product(office: Office, tmp_path: Path) -> None:
    """Together they are one change, taken back as one."""
    imports.carry(office, imports.dry_run(office, "leads", a_book(tmp_path / "a.xlsx", [["名称", "电话"], ["牧场", "13900000001"]])))
    imports.carry(office, imports.dry_run(office, "products", a_book(tmp_path / "b.xlsx", [["货号", "品名", "单位"], ["A1", "玉米", "吨"]])))
    lead, corn = known.by_number(office, "QK202600001"), products.by_code(office, "A1")
    books: dict[str, list[list[Any]]] = {
        "leads": [["名称", "电话", "地址", "需求"], ["牧场", "13900000001", "东街", None], ["牧场", "13900000001", None, "猪料"]],
        "products": [["货号", "品名", "单位", "售价", "底价"], ["A1", "玉米", "吨", 2500, None], ["A1", "玉米", "吨", None, 2300]]}
    for target, rows in books.items():
        imports.carry(office, imports.dry_run(office, target, a_book(tmp_path / f"{target}.xlsx", rows)), duplicates="update")
    row, better = known.by_number(office, "QK202600001"), products.by_code(office, "A1")
    assert row is not None and (row.address, row.need) == ("东街", "猪料")
    assert better is not None and (better.list_price, better.minimum_price) == (D(2500), D(2300))
    imports.undo_import(office, 4)
    imports.undo_import(office, 3)
    row = known.by_number(office, "QK202600001")
    assert row is not None and lead is not None and (row.address, row.need) == (lead.address, lead.need)
    assert products.by_code(office, "A1") == corn and list(faults(office)) == []
