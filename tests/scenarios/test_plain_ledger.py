"""Hundreds of things done in any order, and every listing agrees with books kept in plain Python, to the fen and the thousandth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.core.listing import Filter, every_row
from models.receipts.queries import cash_book
from models.street import all_listings, faults
from tests.factories import an_office
from tests.scenarios.cashier import Cashier, yuan
from tests.scenarios.keeper import DAY, amount
from tests.scenarios.plain_ledger import EVER, Paper


def rows(listing: str, ask: Filter | None = None) -> list[dict[str, Any]]:
    """A listing's rows by column key, money and quantities as Decimals."""
    table = all_listings()[listing]
    return [{column.key: value for column, value in zip(table.columns, row, strict=True)} for row in every_row(table, ask or Filter())]


def figures(listing: str, key: str, columns: str, ask: Filter | None = None) -> dict[Any, tuple[Any, ...]]:
    """Columns of a listing by the key of each row."""
    return {row[key]: tuple(row[column] for column in columns.split()) for row in rows(listing, ask)}


def money(fen: int) -> Decimal:
    """Fen as a listing gives them."""
    return Decimal(yuan(fen))


def compare_money(desk: Cashier, since: date, upto: date) -> None:
    """What customers owe, in a span and in all."""
    books = desk.books
    for start, end in ((since, upto), (date.min, EVER)):
        ask = Filter(start=None if start == date.min else start, end=None if end == EVER else end)
        found = figures("receivables", "code", "opening invoiced received given_up balance", ask)
        before = start - DAY if start > date.min else start
        for at, customer in enumerate(desk.customers):
            assert found[f"K{at}"] == tuple(money(each) for each in (
                books.balance(customer, before) if start > date.min else 0,
                books.moved(("invoice", "red", "void"), customer, start, end),
                -books.moved(("receipt", "receipt_reversal", "refund", "refund_reversal"), customer, start, end),
                -books.moved(("rounding", "rounding_reversal"), customer, start, end), books.balance(customer, end))), (at, start, end)
    ageing = figures("ageing", "code", "owed advances")
    for at, customer in enumerate(desk.customers):
        mine = [item for item in books.items if item.customer == customer]
        owed = sum(item.open for item in mine if item.owed)
        there = sum(item.open for item in mine if not item.owed)
        assert ageing.get(f"K{at}", (Decimal(0), Decimal(0))) == (money(owed), money(there)), at
    for day in (since, upto):
        assert cash_book(desk.office, day).closing == money(books.drawer(day)), day


def compare_papers(desk: Cashier) -> None:
    """Each invoice, and the sales by each side."""
    books = desk.books
    found = figures("invoices", "number", "total open state net date")
    for paper in books.papers:
        total, net = (0, 0) if paper.void else (paper.total, paper.net)
        left = paper.item.open if not paper.original else 0
        assert found[paper.number] == (money(total), money(left), paper.state, money(net), paper.day), paper.number
    assert len(found) == len(books.papers)

    def summed(papers: list[Paper]) -> tuple[Decimal, Decimal]:
        return money(sum(paper.total for paper in papers)), money(sum(paper.total - paper.net for paper in papers))
    standing = books.standing()
    assert figures("sales_by_customer", "code", "net tax") == {
        f"K{at}": summed(mine) for at, customer in enumerate(desk.customers)
        if (mine := [paper for paper in standing if paper.customer == customer])}
    assert figures("sales_by_day", "date", "net tax") == {
        day: summed([paper for paper in standing if paper.day == day]) for day in {paper.day for paper in standing}}
    sold: dict[str, tuple[Decimal, Decimal]] = {}
    for at, product in enumerate(desk.products):
        lines = [(-1 if paper.original else 1, line) for paper in standing for line in paper.lines if line.product == product]
        if lines:
            sold[f"P{at}"] = (amount(sum(sign * line.base for sign, line in lines)), money(sum(sign * line.amount for sign, line in lines)))
    assert figures("sales_by_product", "code", "quantity net") == sold


def compare_goods(desk: Cashier, day: date) -> None:
    """What lies there, now and at the end of a day."""
    for ask, upto in ((Filter(), EVER), (Filter(as_of=day), day)):
        assert figures("stock", "code", "on_hand reserved", ask) == {
            f"P{at}": (amount(desk.books.on_hand(product, upto)), amount(desk.books.reserved(product, upto)))
            for at, product in enumerate(desk.products)}, upto


def live(folder: Path, seed: int, steps: int, every: int) -> Cashier:
    """So many steps, compared after every few."""
    office = an_office(folder / str(seed))
    desk = Cashier(office, seed)
    for step in range(1, steps + 1):
        desk.step()
        if step % every == 0 or step == steps:
            days = sorted(desk.dice.choices([desk.opened + DAY * at for at in range((desk.today - desk.opened).days + 1)], k=2))
            compare_money(desk, *days)
            compare_papers(desk)
            compare_goods(desk, days[0])
            assert list(faults(office)) == [], (seed, step)
    office.close()
    return desk


@pytest.mark.parametrize("seed", (10, 11, 12))
def test_listings_and_closings_agree_with_plain_books(seed: int, tmp_path: Path) -> None:
    done = live(tmp_path, seed, 400, 25).done
    assert {"sell", "receive", "red", "void", "reverse", "refund", "close", "undo", "count", "refused amount", "refused lines"} <= set(done)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_thousands_of_things_agree_with_plain_books(seed: int, tmp_path: Path) -> None:
    live(tmp_path, seed, 2000, 100)
