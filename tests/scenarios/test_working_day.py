"""A working day as the clerk lives it, by the command line, from her own workbooks to finance's."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from models.leads.commands import file_lead
from models.leads.inputs import LeadInput
from models.people.commands import sign_in
from models.street import open_office
from tests.house import ROOT
from tests.terminal import Said, Terminal

SAMPLES = ROOT / "tests" / "samples"
CLERK, MANAGER = "王敏", "张经理"
RARE = "堃喆㛃䶮𬭎"


class Desk(Terminal):
    """The clerk's terminal: verbs run in this process, and where it says so in one of their own, as she starts them."""

    def apart(self, *words: object) -> Said:
        """Run a verb in a process of its own."""
        command = [sys.executable, "main.py", *map(str, words), "--data-dir", str(self.folder), "--as", self.who]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    def refused(self, *words: object) -> list[dict[str, Any]]:
        """Run a verb that must be refused; returns the problems."""
        said = self.run(*words)
        assert said.code == 1, said
        return [json.loads(line) for line in said.err.splitlines()]

    def beside(self, name: str) -> Path:
        """A file beside the office."""
        return self.folder.parent / name


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An office with the clerk's workbooks brought in and her customers opened."""
    terminal = Desk(tmp_path_factory.mktemp("day") / "office", CLERK)
    said = terminal.apart("import", "customers", SAMPLES / "customers.xlsx", "--problems", terminal.beside("problems.xlsx"))
    assert said.code == 0, said
    taken = json.loads(said.out)
    assert (taken["rows"], len(taken["problems"]), len(taken["duplicates"]), taken["written"]) == (120, 20, 9, True)
    Terminal(terminal.folder, MANAGER).do("approve", taken["approval"])
    goods = json.loads(terminal.do("import", "products", SAMPLES / "products.xlsx"))
    assert (goods["rows"], goods["accepted"], goods["problems"]) == (10, 10, [])
    return terminal


@pytest.fixture(scope="module")
def closed(desk: Desk) -> dict[str, Any]:
    """The day itself: leads, invoices, receipts, pick-ups, a void, a red, the close."""
    office = open_office(desk.folder)
    sign_in(office, CLERK)
    for name in ("李老板", "赵场长", RARE):
        file_lead(office, LeadInput(name=name, phone=f"1390000{len(name):04}", need="育肥猪料"))
    today = office.clock.today().isoformat()
    office.close()
    orders = [
        {"customer": "00001", "lines": [{"product": "F-1310", "quantity": "10", "price": "79.00"}], "remark": f"{RARE} 👍"},
        {"customer": "00002", "lines": [{"product": "Y-0007", "quantity": "3"}]},
        {"customer": "00003", "lines": [{"product": "F-2001", "quantity": "3"}]},
        {"customer": "00004", "lines": [{"product": "F-1501", "quantity": "10", "price": "98.59"},
                                        {"product": "Z-0001", "quantity": "2.5"}]},
        {"customer": "00007", "lines": [{"product": "F-1310", "quantity": "1", "price": f"{70 + at}.00"} for at in range(30)]},
    ]
    issued = desk.apart("issue", desk.file(json.dumps(orders, ensure_ascii=False).encode()))
    numbers = issued.out.split()
    [short] = issued.problems
    assert (issued.code, len(numbers), short["index"], short["field"]) == (1, 4, 2, "lines.0.quantity")
    desk.do("pick-up", numbers[0])
    desk.do("pick-up", numbers[2], "--lines", desk.file([{"line": 1, "quantity": "4"}]))
    desk.do("void", numbers[1], "--reason", "开错客户")
    desk.do("red", numbers[2], "--reason", "退一部分", "--lines", desk.file([{"line": 1, "cancelled": "2", "returned": "1"}]))
    part = [{"invoice": numbers[0], "amount": "300"}]
    for receipt in ({"customer": "00001", "method": "cash", "amount": "500", "allocate": part},
                    {"customer": "00004", "method": "transfer", "amount": "100.50"},
                    {"customer": "00007", "method": "wechat", "amount": "77.77"}):
        desk.do("receive", desk.file(receipt))
    shut = desk.apart("close", today, "--cash", "500.00")
    assert shut.code == 0, shut
    return {"day": today, "numbers": numbers}


def total(rows: list[dict[str, Any]], key: str) -> Decimal:
    """Σ of a column."""
    return sum((Decimal(row[key]) for row in rows), Decimal(0))


def text_of(pdf: Path) -> str:
    """The text of a PDF by an independent reader."""
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, encoding="utf-8", check=True).stdout


def test_the_problem_rows_come_back_as_a_workbook(desk: Desk) -> None:
    rows = CalamineWorkbook.from_path(desk.beside("problems.xlsx")).get_sheet_by_index(0).to_python()
    assert len([row for row in rows[1:] if any(row)]) == 20


def test_the_office_is_sound_after_the_day(desk: Desk, closed: dict[str, Any]) -> None:
    assert json.loads(desk.apart("check").out)["faults"] == []


def test_a_rare_sign_comes_out_of_a_process_as_it_went_in(desk: Desk, closed: dict[str, Any]) -> None:
    assert json.loads(desk.apart("list", "leads").out)["rows"] == desk.rows("leads")
    assert RARE in {row["name"] for row in desk.rows("leads")}


def test_closing_listings_and_workbook_agree_to_the_fen(desk: Desk, closed: dict[str, Any]) -> None:
    day, invoices, receipts = closed["day"], desk.rows("invoices"), desk.rows("receipts")
    [closing] = desk.rows("closings")
    assert closing["sales"] == f"{total(invoices, 'total'):.2f}"
    assert closing["received"] == f"{total(receipts, 'amount'):.2f}" == "678.27"
    assert (closing["invoices"], closing["cash_book"], closing["difference"]) == (len(invoices), "500.00", "0.00")
    sides = ("sales_by_customer", "sales_by_product", "sales_by_day")
    assert [f"{total(desk.rows(name), 'net'):.2f}" for name in sides] == [closing["sales"]] * 3
    book = desk.beside("finance.xlsx")
    desk.do("finance", "--from", day, "--to", day, "--out", book)
    cells = [cell for sheet in CalamineWorkbook.from_path(book).sheet_names
             for row in CalamineWorkbook.from_path(book).get_sheet_by_name(sheet).to_python() for cell in row]
    assert float(closing["sales"]) in cells
    assert float(closing["received"]) in cells


def test_a_closed_period_is_exported_the_same_again(desk: Desk, closed: dict[str, Any]) -> None:
    def sheets(path: Path) -> list[list[list[Any]]]:
        desk.do("finance", "--from", closed["day"], "--to", closed["day"], "--out", path)
        book = CalamineWorkbook.from_path(path)
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert sheets(desk.beside("one.xlsx")) == sheets(desk.beside("two.xlsx"))


@pytest.mark.expects_log("no glyph for")
def test_papers_say_what_was_stored(desk: Desk, closed: dict[str, Any]) -> None:
    pdf = desk.beside("paper.pdf")
    desk.do("print", "invoice", closed["numbers"][0], "--paper", "A5L", "--out", pdf)
    said = text_of(pdf)
    assert "790.00" in said and "柒佰玖拾元整" in said and closed["numbers"][0] in said and RARE in said
    desk.do("print", "invoice", closed["numbers"][3], "--paper", "pin2", "--out", pdf)
    said = text_of(pdf)
    assert said.count("\f") > 1 and "2,535.00" in said
    desk.do("print", "invoice", closed["numbers"][1], "--paper", "pin3", "--out", pdf)
    assert "作废" in text_of(pdf)
    desk.do("print", "daily-closing", closed["day"], "--paper", "A4", "--out", pdf)
    assert desk.rows("closings")[0]["sales"] in text_of(pdf).replace(",", "")


def test_what_was_closed_stays(desk: Desk, closed: dict[str, Any]) -> None:
    order = {"customer": "00001", "date": closed["day"], "lines": [{"product": "F-1310", "quantity": "1"}]}
    assert desk.refused("issue", desk.file(order))[0]["field"] == "date"
    assert desk.refused("void", closed["numbers"][0], "--reason", "晚了")
    asked = desk.refused("reopen", closed["day"], "--reason", "漏单")
    assert [line["kind"] for line in asked] == ["reopen day"]


BAD: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("lines", lambda order: order.update(lines=[])),
    ("lines.0.quantity", lambda order: order["lines"][0].update(quantity="0")),
    ("lines.0.quantity", lambda order: order["lines"][0].update(quantity="-1")),
    ("lines.0.quantity", lambda order: order["lines"][0].update(quantity="1.0001")),
    ("lines.0.quantity", lambda order: order["lines"][0].update(quantity="NaN")),
    ("lines.0.quantity", lambda order: order["lines"][0].update(quantity="1E+400")),
    ("lines.0.price", lambda order: order["lines"][0].update(price="1.1234567")),
    ("lines.0.discount", lambda order: order["lines"][0].update(discount="0.001")),
    ("lines.0.product", lambda order: order["lines"][0].update(product="没有")),
    ("customer", lambda order: order.update(customer="")),
    ("remark", lambda order: order.update(remark="长" * 10_000)),
    ("remark", lambda order: order.update(remark="a\0b")),
    ("vehicle", lambda order: order.update(vehicle="🚚")),
    ("lines.0.nonsense", lambda order: order["lines"][0].update(nonsense=1)),
]


def test_bad_orders_are_refused_at_their_fields_and_leave_nothing(desk: Desk, closed: dict[str, Any]) -> None:
    before = desk.rows("invoices")
    orders = []
    for _field, spoil in BAD:
        order: dict[str, Any] = {"customer": "00001", "lines": [{"product": "F-1310", "quantity": "1", "price": "79"}]}
        spoil(order)
        orders.append(order)
    said = desk.refused("issue", desk.file(orders))
    assert {(line["index"], line["field"]) for line in said} >= {(at, field) for at, (field, _spoil) in enumerate(BAD)}
    assert desk.rows("invoices") == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04half", b"{", b"\xff\xfe\x00"])
def test_wrong_files_are_refused_in_words(desk: Desk, closed: dict[str, Any], content: bytes) -> None:
    path = desk.beside("wrong.xlsx")
    path.write_bytes(content)
    for verb in (("import", "customers", path), ("issue", path), ("restore", path)):
        said = (desk.run if content else desk.apart)(*verb)
        assert said.code == 1 and len((said.err or said.out).strip()) > 3, (verb, said)
        assert "Traceback" not in said.err and "意外" not in said.err


def test_bad_arguments_end_with_two_and_one_line(desk: Desk) -> None:
    for words in (("frobnicate",), ("list", "nonsense"), ("close", "yesterday"), ("issue", "not-there.json"), ("void", "X"),
                  ("import", "nonsense", SAMPLES / "products.xlsx"), ("close", "2026-11-23", "--cash", "1.001")):
        said = desk.run(*words)
        assert (said.code, len(said.err.splitlines())) == (2, 1), (words, said.err)


def test_a_backup_restores_the_day(desk: Desk, closed: dict[str, Any]) -> None:
    copy = desk.beside("copy.db")
    desk.do("backup", copy)
    other = Desk(desk.beside("other"), CLERK)
    other.do("restore", copy)
    assert other.rows("invoices") == desk.rows("invoices")
