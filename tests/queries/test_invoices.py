"""Invoices as lists and as papers: states derived, money owed, sums over everything filtered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from models.core.listing import Filter, keys_of, rows_of, totals_of
from models.core.office import Office
from models.core.sheet import sheet_of
from models.invoices import queries
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import RedInput, RedLine, VoidInput
from models.invoices.listing import INVOICE_LINES, INVOICES
from models.receipts.inputs import ReceiptInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from tests.factories import SELLER, person_id
from tests.shop import Shop, a_shop


@pytest.fixture
def shop(office: Office) -> Shop:
    """Five invoices: one void, one reversed in part, one wholly, one paid in part, one plain; and two reds."""
    shop = a_shop(office)
    seller = person_id(office, SELLER)
    void, part, whole = (shop.sold(salesperson_id=seller) for _ in range(3))
    sell(office, SaleInput(shop.order(), ReceiptInput(shop.customer, "cash", D(280))))
    shop.sold(shop.line("2", product_id=shop.bran))
    void_invoice(office, VoidInput(void.id, "开错了"))
    row = queries.invoice(office, part.id)
    assert row is not None
    red_invoice(office, RedInput(part.id, "退货", (RedLine(row.lines[0].id, cancelled=D(4)),)))
    red_invoice(office, RedInput(whole.id, "不要了"))
    return shop


def cells(listing_keys: list[int], *names: str) -> list[tuple[object, ...]]:
    """The named cells of invoices."""
    at = [[column.key for column in INVOICES.columns].index(name) for name in names]
    return [tuple(row[place] for place in at) for row in rows_of(INVOICES, listing_keys)]


def test_the_list_says_state_and_what_is_open(shop: Shop) -> None:
    assert cells(keys_of(INVOICES, Filter(sort="number")), "state", "total", "received", "open", "original", "reason") == [
        ("void", D(0), D(0), D(0), None, "开错了"), ("part reversed", D(1280), D(0), D(768), None, ""),
        ("reversed", D(1280), D(0), D(0), None, ""), ("issued", D(1280), D(280), D(1000), None, ""), ("issued", D(5), D(0), D(5), None, ""),
        ("red", D(-512), D(0), D(0), "XS20261100002", "退货"), ("red", D(-1280), D(0), D(0), "XS20261100003", "不要了")]


def test_the_list_and_the_paper_agree(shop: Shop) -> None:
    keys = keys_of(INVOICES, Filter())
    for key, (number, state, received, left) in zip(keys, cells(keys, "number", "state", "received", "open"), strict=True):
        row = queries.invoice(shop.office, key)
        assert row is not None and (row.number, row.state, row.received, row.open) == (number, state, received, left)


def test_totals_count_everything_filtered_and_voids_for_nothing(shop: Shop) -> None:
    totals = totals_of(INVOICES, Filter())
    assert (totals.count, totals.sums["total"], totals.sums["open"]) == (7, D(2053), D(1773))
    assert totals_of(INVOICES, Filter(state="void")).sums["total"] == 0
    assert totals_of(INVOICE_LINES, Filter()).sums["amount"] == D(2053)


@pytest.mark.parametrize(("ask", "count"), [
    (Filter(state="reversed"), 1), (Filter(keyword="shuanghui"), 7), (Filter(keyword="双汇 00004"), 1), (Filter(start=date(2026, 11, 24)), 0),
    (Filter(facets=(("salesperson", 3),)), 5), (Filter(facets=(("warehouse", 99),)), 0), (Filter(keyword="%"), 0)])
def test_the_list_is_filtered(shop: Shop, ask: Filter, count: int) -> None:
    assert len(keys_of(INVOICES, ask)) == count == totals_of(INVOICES, ask).count


def test_facets_offer_whom_invoices_name(shop: Shop) -> None:
    offered = {facet.key: list(facet.options()) for facet in INVOICES.facets}
    assert offered == {"salesperson": [(person_id(shop.office, SELLER), SELLER)], "warehouse": [(shop.warehouse, "一号库")]}


def test_lines_leave_voids_out_and_count_reds_negative(shop: Shop) -> None:
    sheet = sheet_of(INVOICE_LINES, Filter(keyword="育肥", sort="amount"))
    assert [row[11] for row in sheet.rows] == [D(-1280), D(-512), D(1280), D(1280), D(1280)]


def test_the_latest_come_first_and_the_last_one_that_stands_is_repeated(shop: Shop) -> None:
    assert [row.number[-1] for row in queries.recent(shop.office, shop.customer, 3)] == ["7", "6", "5"]
    last = queries.last_invoice(shop.office, shop.customer)
    assert last is not None and last.number == "XS20261100005"
    assert queries.as_draft(last)["lines"][0]["product"] == {"id": shop.bran, "title": "M-7", "detail": "麸皮", "note": ""}
    assert queries.last_invoice(shop.office, 99) is None and queries.by_number(shop.office, "XS0") is None


def test_a_form_knows_what_may_still_be_taken_back(shop: Shop) -> None:
    row = queries.by_number(shop.office, "XS20261100002")
    assert row is not None
    line = queries.red_facts(shop.office, row).lines[row.lines[0].id]
    assert (line.cancellable, line.returnable, line.left) == (D(6), D(0), D(768))


@pytest.mark.parametrize(("harm", "says"), [
    ("UPDATE invoice SET total = total + 1, net = net + 1 WHERE id = 4", "is not the sum of its lines"),
    ("DELETE FROM ledger_entry WHERE source = 'invoices' AND source_id = 4", "does not stand in the ledger"),
    ("UPDATE invoice_line SET base_quantity = base_quantity * 9 WHERE kind = 'cancelled'", "more was reversed"),
    ("UPDATE number_series SET last = last + 1 WHERE series = 'invoice'", "numbers XS202611")])
def test_faults_are_found_from_scratch(shop: Shop, harm: str, says: str) -> None:
    assert list(queries.faults(shop.office)) == []
    run = shop.office.database.execute_sql
    run("PRAGMA foreign_keys = OFF")
    for name, in run("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        run(f'DROP TRIGGER "{name}"')
    run(harm)
    assert any(says in fault for fault in queries.faults(shop.office))
