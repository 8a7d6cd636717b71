"""The office's listings of papers and goods beside the plain books, and what closings stored against what they were closed with."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.queries import day_figures, month_figures
from models.core.listing import Filter
from tests.scenarios.bookkeeper import Bookkeeper
from tests.scenarios.comparing import bag, figures, money, rows
from tests.scenarios.keeper import amount
from tests.scenarios.plain_ledger import EVER, Paper


def compare_papers(desk: Bookkeeper) -> None:
    """Each invoice with its lines, and the sales by each side."""
    books = desk.books
    found = figures("invoices", "number", "total open state net date received")
    for paper in books.papers:
        total, net = (0, 0) if paper.void else (paper.total, paper.net)
        left = paper.item.open if not paper.original else 0
        came = sum(part for _day, other, part in paper.item.settled if other.kind in ("receipt", "opening credit"))
        assert found[paper.number] == (money(total), money(left), paper.state, money(net), paper.day,
                                       money(0 if paper.void or paper.original else came)), paper.number
    assert len(found) == len(books.papers)
    compare_lines(desk)
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


def summed(papers: list[Paper]) -> tuple[Decimal, Decimal]:
    """Sales and the tax in them."""
    return money(sum(paper.total for paper in papers)), money(sum(paper.total - paper.net for paper in papers))


def add(into: dict[Any, Decimal], key: Any, part: Decimal) -> None:
    """Add up by key."""
    into[key] = into.get(key, Decimal(0)) + part


def compare_lines(desk: Bookkeeper) -> None:
    """Quantity, amount and net of each paper and product."""
    code = {product: f"P{at}" for at, product in enumerate(desk.products)}
    told, plain = dict[Any, Decimal](), dict[Any, Decimal]()
    for row in rows("invoice_lines"):
        for name in ("base_quantity", "amount", "net"):
            add(told, (row["number"], row["code"], name), row[name])
    for paper in desk.books.standing():
        sign = -1 if paper.original else 1
        for line in paper.lines:
            for name, part in (("base_quantity", amount(line.base)), ("amount", money(line.amount)), ("net", money(line.net))):
                add(plain, (paper.number, code[line.product], name), sign * part)
    assert told == plain


def compare_goods(desk: Bookkeeper, day: date) -> None:
    """What lies there, now and at the end of a day; what moved; what left with each invoice."""
    books, code = desk.books, {product: f"P{at}" for at, product in enumerate(desk.products)}
    for ask, upto in ((Filter(), EVER), (Filter(as_of=day), day)):
        assert figures("stock", "code", "on_hand reserved", ask) == {
            code[product]: (amount(books.on_hand(product, upto)), amount(books.reserved(product, upto))) for product in desk.products}, upto
    moved = Counter((when, code[product], amount(max(part, 0)), amount(max(-part, 0))) for when, product, part in books.goods if part)
    assert bag("movements", "date code goods_in goods_out") == moved
    told, left = dict[Any, Decimal](), dict[Any, Decimal]()
    for row in rows("delivery_lines"):
        add(told, (row["date"], row["invoice"], row["code"]), row["quantity"])
    for paper in books.papers:
        for line in paper.lines:
            for when, part in line.moves:
                add(left, (when, paper.number, code[line.product]), amount(part))
    assert {key: part for key, part in told.items() if part} == {key: part for key, part in left.items() if part}
    compare_differences(desk)


def compare_differences(desk: Bookkeeper) -> None:
    """Goods that have still to leave, or to come back."""
    waiting = {}
    for paper in desk.books.standing():
        if paper.original:
            there = sum(line.returned - line.picked for line in paper.lines)
        else:
            there = sum(line.base - line.cancelled - line.picked for line in paper.lines)
        if there:
            waiting[paper.number] = (amount(0), amount(there)) if paper.original else (amount(there), amount(0))
    assert figures("differences", "number", "to_leave to_come_back") == waiting


def compare_kept(desk: Bookkeeper) -> None:
    """Every close, standing or superseded, says what it said; the months too, by customer and by product."""
    for closing, sheet in desk.sheets.items():
        assert day_figures(desk.office, closing) == sheet, closing
    standing = {desk.standing_close(day) for day in {date.fromisoformat(sheet["date"]) for sheet in desk.sheets.values()}}
    for row in rows("closings"):
        sheet = desk.sheets[row["id"]]
        assert (row["invoices"], row["sales"], row["cash_book"]) == (
            sheet["numbers"]["used"], Decimal(sheet["sales"]["net"]), Decimal(sheet["cash"]["book"])), row
        state = "superseded" if row["id"] not in standing else "closed" if desk.closed and row["date"] <= desk.closed else "reopened"
        assert row["state"] == state, row
    assert len(rows("closings")) == len(desk.sheets)
    compare_months(desk)


OWED, LAY = "opening entered sales received refunded given_up balance", "opening goods_in goods_out balance"


def compare_months(desk: Bookkeeper) -> None:
    """Each settlement ever made holds what the books said when it was made."""
    assert sorted(row["id"] for row in rows("months")) == [made for made, _month in desk.months]
    months = [(month.first.isoformat()[:7], month) for _made, month in desk.months]
    assert bag("month_customers", f"month code {OWED}") == Counter(
        (name, code, *(money(part) for part in parts)) for name, month in months for code, parts in month.customers.items())
    assert bag("month_products", f"month code {LAY}") == Counter(
        (name, code, *(amount(part) for part in parts)) for name, month in months for code, parts in month.products.items())
    for made, month in desk.months:
        kept = month_figures(desk.office, made)
        sums = [sum(parts[at] for parts in month.customers.values()) for at in range(len(OWED.split()))]
        assert [Decimal(kept["receivables"][name]) for name in OWED.split()] == [money(each) for each in sums], made
        assert (Decimal(kept["sales"]["net"]), Decimal(kept["received"])) == (money(sums[2]), money(sums[3])), made
