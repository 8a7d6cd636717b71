"""JSON from other programs: what it may not hold is a problem at its path, and nothing of it is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.factories import CLERK, a_customer, a_product, a_warehouse, an_office, stocked
from tests.terminal import Said, Terminal

Order = dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """An office of the machine's own day with a customer, a product and plenty of goods."""
    from models.core.clock import Clock

    folder = tmp_path_factory.mktemp("json") / "office"
    office = an_office(folder, moment=Clock().moment())
    a_customer(office, code="00001")
    stocked(office, a_warehouse(office), a_product(office))
    office.close()
    yield Terminal(folder, CLERK)


def order(**more: object) -> Order:
    """An order that would be issued."""
    return {"customer": "00001", "lines": [{"product": "F-1204", "quantity": "1"}], **more}


def line(**more: object) -> Order:
    """The same with its line changed."""
    return order(lines=[{"product": "F-1204", "quantity": "1", **more}])


def issue(desk: Terminal, data: object) -> Said:
    """Hand it in."""
    return desk.run("issue", desk.file(data))


REFUSED: tuple[tuple[object, str], ...] = (
    (line(quantity=True), "lines.0.quantity"), (line(quantity=[1]), "lines.0.quantity"), (line(quantity={}), "lines.0.quantity"),
    (line(quantity=None), "lines.0.quantity"), (line(quantity="1_0"), "lines.0.quantity"), (line(quantity="1,5"), "lines.0.quantity"),
    (line(quantity="٣"), "lines.0.quantity"), (line(quantity="."), "lines.0.quantity"), (line(quantity="1e99999"), "lines.0.quantity"),
    (line(quantity="Infinity"), "lines.0.quantity"), (line(quantity="-0"), "lines.0.quantity"), (line(price="1e-7"), "lines.0.price"),
    (line(gift="true"), "lines.0.gift"), (line(gift=1), "lines.0.gift"), (line(product="\ud800"), "lines.0.product"),
    (line(product=["F-1204"]), "lines.0.product"), (line(expiry="tomorrow"), "lines.0.expiry"), (line(unit="吨吨"), "lines.0.unit"),
    (order(customer="\ud800"), "customer"), (order(customer="x" * 10_000), "customer"), (order(customer="a\0b"), "customer"),
    (order(customer={"code": "00001"}), "customer"), (order(remark="\ud800"), "remark"), (order(**{"\ud800": 1}), "\ud800"),
    (order(date=True), "date"), (order(date=[]), "date"), (order(date="2026-02-30"), "date"), (order(date="9999-12-31"), "date"),
    (order(lines={}), "lines"), (order(lines="F-1204"), "lines"), (order(lines=[[]]), "lines.0"), (order(lines=[None]), "lines.0"),
    (order(rounding="NaN"), "rounding"), (order(discount=-1), "discount"), (order(discount="1e400"), "discount"),
    (None, ""), ("text", ""), (1, ""), ([], ""), ([[]], ""),
)


@pytest.mark.parametrize(("data", "field"), REFUSED, ids=str)
def test_each_oddity_is_refused_at_its_field(data: object, field: str, desk: Terminal) -> None:
    before = desk.rows("invoices")
    said = issue(desk, data)
    assert said.code == 1 and field in said.fields, said
    assert all(len(problem["message"]) < 300 for problem in said.problems)
    assert desk.rows("invoices") == before


@pytest.mark.parametrize(("text", "field"), (
    ('{"customer": "00001", "lines": [{"product": "F-1204", "quantity": 1, "quantity": 2}]}', "lines.0.quantity"),
    ('{"customer": "00001", "customer": "00001", "lines": [{"product": "F-1204", "quantity": 1}]}', "customer"),
    ('{"customer": "00001", "lines": [{"product": "F-1204", "quantity": 1e999999999}]}', "lines.0.quantity"),
    ('{"customer": "00001", "lines": [{"product": "F-1204", "quantity": 1e-999999999}]}', "lines.0.quantity"),
    ('{"customer": 1e999999999, "lines": [{"product": "F-1204", "quantity": 1}]}', "customer"),
    ('{"customer": 1e-999999999, "lines": [{"product": "F-1204", "quantity": 1}]}', "customer")))
def test_what_only_json_can_write_is_refused_at_its_field(text: str, field: str, desk: Terminal) -> None:
    said = issue(desk, text.encode())
    assert said.code == 1 and field in said.fields, said


@pytest.mark.parametrize("content", (b"[" * 100_000, b"NaN", b'{"customer": Infinity}', b"{} {}", '{"customer": "一二三"}'.encode("gb18030"),
                                     json.dumps(order()).encode("utf-16")))
def test_what_is_no_json_is_said_in_one_line(content: bytes, desk: Terminal) -> None:
    said = issue(desk, content)
    assert (said.code, len(said.err.splitlines())) == (1, 1), said


@pytest.mark.parametrize(("change", "total"), (
    (lambda made: json.dumps(made).encode("utf-8-sig"), "128.00"),
    (lambda made: {**made, "customer": " ００００１ "}, "128.00"),
    (lambda made: {**made, "lines": [{"product": "Ｆ－１２０４", "quantity": "１", "price": 2.5}]}, "2.50"),
    (lambda made: {**made, "lines": [{"product": "F-1204", "quantity": 2, "price": "1,000.10"}]}, "2000.20"),
    (lambda made: {**made, "lines": [{"product": "F-1204", "quantity": 1e1, "price": 0.1}]}, "1.00"),
    (lambda made: {**made, "lines": line(price="128")["lines"], "remark": "🩵🫨 =cmd|' /C calc'!A0 <b>{name}</b> %s"}, "128.00")))
def test_what_is_meant_the_same_is_taken(change: Callable[[Order], object], total: str, desk: Terminal) -> None:
    number = issue(desk, change(order())).out.strip()
    [row] = desk.rows("invoices", "--keyword", number)
    assert Decimal(row["total"]) == Decimal(total)


def test_receipts_name_their_way_of_paying(desk: Terminal, tmp_path: Path) -> None:
    for receipt in ({"customer": "00001", "amount": "1"}, {"customer": "00001", "amount": "1", "method": ""},
                    {"customer": "00001", "amount": "1", "method": "bitcoin"}):
        assert desk.run("receive", desk.file(receipt)).fields == ["method"]
    assert desk.run("receive", desk.file([])).fields == [""]
    nothing = {"customer": "00001", "amount": "1", "method": "cash", "allocate": [{}]}
    assert desk.run("receive", desk.file(nothing)).fields == ["allocate.0.invoice", "allocate.0.amount"]
