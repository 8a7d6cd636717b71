"""The verbs of the command line where they are used in earnest: all listings in all forms, approvals, many hands, full disks."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from models.core.clock import Clock
from models.people import commands as people
from models.people.queries import approval_row
from models.street import all_listings, faults, open_office
from tests.factories import CLERK, MANAGER, a_customer, a_product, a_warehouse, an_office, stocked
from tests.house import ROOT
from tests.terminal import Terminal


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """A small sample office."""
    desk = Terminal(tmp_path_factory.mktemp("sample") / "office")
    desk.do("sample", "--customers", "8", "--days", "3", "--invoices-a-day", "3")
    yield desk


@pytest.fixture(scope="module")
def read(sample: Terminal) -> dict[str, list[dict[str, Any]]]:
    """The first rows of every listing, as JSON."""
    return {name: sample.rows(name, "--limit", "5") for name in all_listings()}


@pytest.fixture
def desk(tmp_path: Path) -> Terminal:
    """An office of the machine's own day: two warehouses, goods in each, a customer with and one without a limit."""
    office = an_office(tmp_path / "office", moment=Clock().moment())
    first, second = a_warehouse(office), a_warehouse(office, "二号库")
    feed, salt = a_product(office), a_product(office, "S-1", "盐砖", price="9.90")
    stocked(office, first, feed, "100000")
    stocked(office, second, salt)
    a_customer(office, code="00001")
    a_customer(office, "堃喆农牧", code="00002", credit_limit=Decimal(0))
    a_customer(office, "没开户的", code="00003", opened=False)
    office.close()
    return Terminal(tmp_path / "office", CLERK)


def order(customer: str = "00001", quantity: str = "1", product: str = "F-1204", **more: object) -> dict[str, Any]:
    """An order of one line."""
    return {"customer": customer, "lines": [{"product": product, "quantity": quantity}], **more}


def sound(desk: Terminal) -> None:
    """Nothing is at fault."""
    assert json.loads(desk.do("check"))["faults"] == []


def test_bare_list_documents_every_listing_and_column(sample: Terminal, read: dict[str, list[dict[str, Any]]]) -> None:
    said = {one["listing"]: one["columns"] for one in json.loads(sample.do("list"))}
    assert set(said) == set(all_listings())
    for name, columns in said.items():
        for row in read[name]:
            assert list(row) == list(columns) and all(columns.values())


@pytest.mark.parametrize("form", ("csv", "xlsx", "pdf"))
def test_every_listing_opens_again(form: str, sample: Terminal, read: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    if form == "pdf" and shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext")
    for name in all_listings():
        rows, path = read[name], tmp_path / f"{name}.{form}"
        sample.do("list", name, "--limit", "5", "--format", form, "--out", path)
        if form == "csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                assert len(list(csv.reader(file))) == len(rows) + 1, name
        elif form == "xlsx":
            there = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            assert len([row for row in there if any(cell != "" for cell in row)]) > len(rows), name
        else:
            said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True)
            assert said.stdout.strip(), name


def test_the_sample_goes_on_at_once(sample: Terminal) -> None:
    """The first invoice after the sample needs no approval of the clock, and goods are found in the warehouse where they lie."""
    code = next(row["code"] for row in sample.rows("customers", "--state", "approved"))
    goods = {row["code"]: row for row in sample.rows("stock") if float(row["available"]) > 5}
    plain = next(row["code"] for row in reversed(sample.rows("products"))
                 if row["code"] in goods and not row["asks_batch"] and not row["asks_expiry"])
    said = sample.run("issue", sample.file(order(code, "2", plain, territory="")))
    assert said.code == 0 or {problem["code"] for problem in said.problems} == {"approval.needed"}, said
    assert not any(problem.get("kind") == "clock" for problem in said.problems)
    sound(sample)


def test_goods_are_sold_from_where_they_lie(desk: Terminal) -> None:
    desk.do("issue", desk.file(order(product="S-1")))
    assert desk.rows("invoices")[0]["warehouse"] == "二号库"
    desk.do("issue", desk.file(order()))
    assert sorted(row["warehouse"] for row in desk.rows("invoices")) == ["一号库", "二号库"]
    both = order(lines=[{"product": "F-1204", "quantity": "1"}, {"product": "S-1", "quantity": "1"}])
    assert desk.run("issue", desk.file(both)).fields == ["lines.1.quantity"]
    assert desk.run("issue", desk.file(order(product="S-1", warehouse="一号库"))).fields == ["lines.0.quantity"]
    assert desk.run("issue", desk.file(order("00003"))).fields == ["customer"]


def test_an_approval_is_used_once_for_exactly_what_was_asked(desk: Terminal) -> None:
    asked = desk.run("issue", desk.file(order("00002")))
    [problem] = asked.problems
    assert (asked.code, problem["kind"], problem["field"]) == (1, "over credit", "customer")
    assert desk.run("issue", desk.file(order("00002"))).problems[0]["approval"] == problem["approval"], "asked twice, filed once"
    assert desk.run("approve", problem["approval"]).code == 1, "not by the one who asked"
    Terminal(desk.folder, MANAGER).do("approve", problem["approval"])
    other = desk.run("issue", desk.file(order("00002", "2"))).problems[0]
    assert other["approval"] != problem["approval"], "another amount is another request"
    desk.do("issue", desk.file(order("00002")))
    again = desk.run("issue", desk.file(order("00002"))).problems[0]
    assert again["approval"] not in (problem["approval"], other["approval"]), "what was granted is used up"
    assert Terminal(desk.folder, MANAGER).run("approve", problem["approval"]).code == 1
    office = open_office(desk.folder)
    people.sign_in(office, MANAGER)
    people.decide(office, again["approval"], granted=False, reason="先还款")
    row = approval_row(office, again["approval"])
    assert row is not None and row.granted is False
    office.close()
    assert desk.run("issue", desk.file(order("00002"))).problems[0]["approval"] not in (problem["approval"], again["approval"])
    paid = desk.run("issue", desk.file(order("00002")))
    assert paid.code == 1 and len(desk.rows("invoices")) == 1
    sound(desk)


def started(desk: Terminal, *words: object) -> subprocess.Popen[str]:
    """A verb in a process of its own."""
    command = [sys.executable, "main.py", *map(str, words), "--data-dir", str(desk.folder), "--as", CLERK]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def test_two_hands_issue_at_once_without_gap_or_double(desk: Terminal) -> None:
    orders = desk.file([order(quantity=str(at + 1)) for at in range(25)])
    hands = [started(desk, "issue", orders) for _hand in range(3)]
    copy = started(desk, "backup", desk.folder.parent / "copy.db")
    said = [hand.communicate(timeout=60) for hand in (*hands, copy)]
    assert [hand.returncode for hand in (*hands, copy)] == [0, 0, 0, 0], said
    numbers = sorted(number for out, _err in said[:3] for number in out.split())
    assert len(numbers) == len(set(numbers)) == 75
    assert [int(number[-5:]) for number in numbers] == list(range(1, 76))
    sound(desk)
    other = Terminal(desk.folder.parent / "other")
    other.do("restore", desk.folder.parent / "copy.db")
    sound(other)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_killing_a_long_list_keeps_what_was_said_and_nothing_by_halves(desk: Terminal) -> None:
    dice, said, orders = random.Random(5), [], desk.file([order()] * 400)
    for _turn in range(4):
        hand = started(desk, "issue", orders)
        assert hand.stdout is not None
        said += [hand.stdout.readline().strip() for _line in range(dice.randint(1, 20))]
        time.sleep(dice.uniform(0, 0.02))
        hand.send_signal(signal.SIGKILL)
        said += [line.strip() for line in hand.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        hand.communicate()
        sound(desk)
    there = {row["number"] for row in desk.rows("invoices")}
    assert set(said) <= there and len(there) - len(said) <= 4, "at most the one under way goes unsaid each time"
    assert sorted(int(number[-5:]) for number in there) == list(range(1, len(there) + 1))


@pytest.mark.skipif(os.name == "nt", reason="no limit on files there")
@pytest.mark.parametrize("room", (0, 20_000, 100_000))
def test_a_disk_that_is_full_ends_in_words(room: int, desk: Terminal) -> None:
    """The limit on a file's size stands in for the end of the disk."""
    desk.do("issue", desk.file(order()))
    before, orders = desk.rows("invoices"), desk.file([order()] * 300)

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, "main.py", "issue", str(orders), "--data-dir", str(desk.folder), "--as", CLERK]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", preexec_fn=narrow)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr, done
    assert {row["number"] for row in desk.rows("invoices")} == {row["number"] for row in before} | set(done.stdout.split())
    sound(desk)
    desk.do("issue", desk.file(order()))


def test_a_backup_that_is_none_leaves_the_office_untouched(desk: Terminal) -> None:
    desk.do("issue", desk.file(order()))
    good = desk.folder.parent / "good.db"
    desk.do("backup", good)
    key, whole = good.with_name("good.db.key"), good.read_bytes()
    other = an_office(desk.folder.parent / "other")
    other.close()
    wrong_key = (desk.folder.parent / "other" / "office.key").read_text()
    before = {path.name: path.read_bytes() for path in desk.folder.iterdir()}
    for content, its_key in ((whole[:5000], key.read_text()), (b"", key.read_text()), (whole[:-4096], key.read_text()), (whole, wrong_key),
                             (whole, "not a key"), (b"x" * len(whole), key.read_text()),
                             (whole[:20_000] + bytes(200) + whole[20_200:], key.read_text())):
        bad = desk.folder.parent / "bad.db"
        bad.write_bytes(content)
        bad.with_name("bad.db.key").write_text(its_key)
        said = desk.run("restore", bad)
        assert (said.code, len(said.err.splitlines())) == (1, 1), said
        assert {path.name: path.read_bytes() for path in desk.folder.iterdir()} == before
    desk.do("restore", good)
    assert len(desk.rows("invoices")) == 1
    office = open_office(desk.folder)
    assert list(faults(office)) == []
    office.close()
