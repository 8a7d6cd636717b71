"""The power goes at random moments of a day: nothing acknowledged is lost, nothing is half-done, no number is missing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.core.clock import Clock
from models.core.office import Office
from models.street import faults, make_office, open_office
from tests.factories import CLERK, CREW, a_customer, a_product, a_warehouse, stocked
from tests.house import ROOT

WHERE = {
    "sell": "SELECT 1 FROM invoice WHERE number = ? AND kind = 'sale'", "red": "SELECT 1 FROM invoice WHERE number = ? AND kind = 'red'",
    "void": "SELECT 1 FROM invoice_void v JOIN invoice i ON i.id = v.invoice_id WHERE i.number = ?",
    "receive": "SELECT 1 FROM receipt WHERE number = ?", "counter": "SELECT 1 FROM receipt WHERE number = ? AND reverses_id IS NOT NULL",
    "pick-up": "SELECT 1 FROM delivery WHERE number = ?", "draft": "SELECT 1 FROM draft WHERE id = CAST(? AS INTEGER)",
}


def a_working_office(folder: Path) -> None:
    """An office of today by the machine's clock, with customers and plenty of goods."""
    from models.people import commands as people
    from models.people.inputs import PersonInput

    office = make_office(folder, Clock())
    for name, role in CREW:
        people.add_person(office, PersonInput(name, frozenset({role})))
    people.sign_in(office, CLERK)
    warehouse = a_warehouse(office)
    for number in range(5):
        stocked(office, warehouse, a_product(office, f"F-{number}", f"饲料{number}"), "100000")
    for name in ("河南双汇饲料有限公司", "堃喆农牧", "郑州牧丰兽药店"):
        a_customer(office, name, phone=f"1380000{len(name):04}")
    office.close()


def work_and_die(folder: Path, seed: int, seconds: float) -> list[tuple[str, str]]:
    """Let the clerk work for a while, then cut the power; returns what was acknowledged."""
    worker = subprocess.Popen([sys.executable, "-m", "tests.scenarios.day_worker", str(folder), str(seed)],
                              cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready 0\n"
    time.sleep(seconds)
    worker.send_signal(signal.SIGKILL)
    said = worker.stdout.read().splitlines(keepends=True)
    worker.stdout.close()
    worker.wait()
    return [(kind, number) for kind, number in (line.split() for line in said if line.endswith("\n"))]


def lost(office: Office, said: list[tuple[str, str]]) -> Iterator[str]:
    """What was acknowledged and is not there."""
    for kind, number in said:
        if office.database.execute_sql(WHERE[kind], (number,)).fetchone() is None:
            yield f"{kind} {number}"


def cut(folder: Path, times: int, seed: int) -> int:
    """Cut the power that often on one office; returns how many things were acknowledged."""
    dice = random.Random(seed)
    a_working_office(folder)
    acknowledged = 0
    for turn in range(times):
        said = work_and_die(folder, seed * 1000 + turn, dice.uniform(0.02, 0.4))
        acknowledged += len(said)
        office = open_office(folder)
        assert list(lost(office, said)) == []
        assert list(faults(office)) == [], f"after cut {turn} of seed {seed}"
        office.close()
    return acknowledged


def test_ten_power_cuts_lose_nothing(tmp_path: Path) -> None:
    assert cut(tmp_path, 10, seed=7) > 40


@pytest.mark.soak
def test_two_hundred_power_cuts_lose_nothing(tmp_path: Path) -> None:
    assert cut(tmp_path, 200, seed=11) > 1000
