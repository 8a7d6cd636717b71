"""What became of contracts, against a plain book kept beside the office, as of every day that passed (duties 56, 57)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal as D
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.contracts import commands as contracts
from models.contracts.inputs import EventInput, InstalmentInput, LineInput, StepInput, SupplementInput, WorkInput
from models.core.listing import Filter, Listing, every_row, totals_of
from models.core.money import round_money
from models.core.office import Office
from models.deliveries.commands import pick_up, take_back_goods
from models.deliveries.inputs import PickUpInput, TakeBackInput
from models.invoices.commands import issue_invoice, red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, RedInput, RedLine, VoidInput
from models.invoices.inputs import LineInput as Sold
from models.invoices.queries import invoice
from models.receipts.commands import reverse_receipt, take_receipt
from models.receipts.inputs import ReceiptInput, ReverseInput
from models.reports.listing import (FULFILMENT, FULFILMENT_BY_MONTH, FULFILMENT_BY_QUARTER, FULFILMENT_BY_YEAR, FULFILMENT_LINES,
                                    INSTALMENTS_DUE)
from models.reports.queries import today
from models.reports.queries.fulfilment import fulfilment_of
from models.sale.commands import supplement_contract
from models.street import faults
from tests.contract_room import Yard, a_yard, approve, granted, thirds
from tests.factories import an_office, later

MONDAY = date(2026, 11, 23)


@pytest.fixture
def yard(office: Office) -> Yard:
    """A yard."""
    return a_yard(office)


def rows(listing: Listing, ask: Filter = Filter()) -> list[dict[str, Any]]:
    """The rows of a listing by column."""
    keys = [column.key for column in listing.columns]
    return [dict(zip(keys, row, strict=True)) for row in every_row(listing, ask)]


def sold(yard: Yard, contract: int, quantity: str) -> int:
    """An invoice of feed."""
    x = InvoiceInput(yard.customer, (Sold(yard.feed, D(quantity), D(128)),), contract_id=contract)
    return granted(yard.office, lambda: issue_invoice(yard.office, x)).id


def test_a_contract_goes_from_agreed_to_received(yard: Yard) -> None:
    contract = yard.approved("100", ends=date(2026, 12, 31))
    one = sold(yard, contract, "60")
    pick_up(yard.office, PickUpInput(one, ((1, D(30)),)))
    take_receipt(yard.office, ReceiptInput(yard.customer, "transfer", D(5000), contract_id=contract))
    contracts.note_event(yard.office, EventInput(contract, "breach theirs", "首付迟延"))
    found = rows(FULFILMENT)[0]
    wanted = {"contracted": "12800.00", "delivered": "3840.00", "invoiced": "7680.00", "received": "5000.00", "undelivered": "8960.00",
              "uninvoiced": "5120.00", "unreceived": "7800.00", "rate": "0.3000", "receipt_rate": "0.3906"}
    assert {key: str(found[key]) for key in wanted} == wanted
    assert (found["days_left"], found["breaches"], found["event"], found["state"]) == (38, 1, "首付迟延", "performing")
    line = rows(FULFILMENT_LINES)[0]
    figures = [line[key] for key in ("contracted", "delivered", "invoiced", "undelivered", "uninvoiced")]
    assert figures == [D(100), D(30), D(60), D(70), D(40)]


def test_a_draft_is_in_no_list_and_an_ended_contract_stays(yard: Yard) -> None:
    yard.draft()
    contract = yard.approved()
    contracts.end_contract(yard.office, StepInput(contract, "停产"))
    assert [row["state"] for row in rows(FULFILMENT)] == ["ended"]
    assert rows(FULFILMENT, Filter(as_of=MONDAY - timedelta(days=1))) == []


def test_service_counts_when_it_is_noted_and_not_when_goods_leave(yard: Yard) -> None:
    maid = LineInput(None, D(26), D(400), "天", "月嫂服务", "6")
    contract = yard.draft(kind="service", lines=(maid,), placed="刘桂芳", starts=MONDAY, ends=date(2026, 12, 18))
    approve(yard.office, contract)
    contracts.note_work(yard.office, WorkInput(yard.row(contract).lines[0].id, D(13)))
    one = sold(yard, contract, "10")
    pick_up(yard.office, PickUpInput(one, None))
    found = fulfilment_of(yard.office, contract)
    assert found is not None and (found.delivered, found.invoiced) == (D("5200.00"), D("1280.00"))
    assert (found.lines[0].delivered, found.lines[0].invoiced) == (D(13), D(10)) and found.rates[0] == D("0.5")


def test_goods_that_all_came_back_leave_nothing_delivered_though_their_price_was_allowed_for(yard: Yard) -> None:
    contract = yard.approved("100")
    one = sold(yard, contract, "50")
    pick_up(yard.office, PickUpInput(one, None))
    red_invoice(yard.office, RedInput(one, "受潮", (RedLine(1, allowance=D(400)),)))
    found = fulfilment_of(yard.office, contract)
    assert found is not None and (found.delivered, found.invoiced) == (D("6000.00"), D("6000.00"))
    take_back_goods(yard.office, TakeBackInput(red_invoice(yard.office, RedInput(one, "退货", None)).id, None))
    found = fulfilment_of(yard.office, contract)
    assert found is not None and (found.delivered, found.invoiced, found.left[0]) == (D("0.00"), D("0.00"), D("12800.00"))


def test_instalments_say_what_came_in_and_how_late_the_rest_is(yard: Yard) -> None:
    contract = yard.approved("100", instalments=thirds("12800", date(2026, 11, 24), date(2026, 12, 1)))
    take_receipt(yard.office, ReceiptInput(yard.customer, "transfer", D(6500), contract_id=contract))
    later(yard.office, days=10)
    found = rows(INSTALMENTS_DUE)
    assert [(row["state"], row["open"], row["late"]) for row in found] == [("paid", D("0.00"), 0), ("late", D("6300.00"), 2)]
    assert totals_of(INSTALMENTS_DUE, Filter(state="late")).sums["open"] == D("6300.00")
    assert [row["received"] for row in rows(INSTALMENTS_DUE, Filter(as_of=MONDAY))] == [D("6400.00"), D("100.00")]


def test_the_periods_add_up_to_the_list(yard: Yard) -> None:
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31), date(2025, 1, 1)):
        yard.approved("10", date=day)
    assert [(row["period"], row["contracts"]) for row in rows(FULFILMENT_BY_QUARTER)] == [("2026 Q4", 2), ("2026 Q3", 1), ("2025 Q1", 1)]
    assert [row["period"] for row in rows(FULFILMENT_BY_MONTH)] == ["2026-12", "2026-10", "2026-09", "2025-01"]
    assert [(row["period"], row["contracted"]) for row in rows(FULFILMENT_BY_YEAR)] == [("2026", D("3840.00")), ("2025", D("1280.00"))]
    assert totals_of(FULFILMENT_BY_YEAR, Filter()).sums["contracted"] == totals_of(FULFILMENT, Filter()).sums["contracted"]


@dataclass
class Book:
    """The plain reference: (day, amount) of everything that happened to one contract; of goods (day, line, part, whole, amount)."""

    agreed: list[tuple[date, D]] = field(default_factory=list)
    delivered: list[tuple[date, int, D, D, D]] = field(default_factory=list)
    invoiced: list[tuple[date, D]] = field(default_factory=list)
    received: list[tuple[date, D]] = field(default_factory=list)
    instalments: list[tuple[date, D]] = field(default_factory=list)

    def on(self, day: date) -> tuple[D, D, D, D]:
        """Agreed, delivered, invoiced, received by a day."""
        lines = {line: (whole, amount) for when, line, _part, whole, amount in self.delivered if when <= day}
        gone = sum((round_money(amount * self.left(line, day) / whole) for line, (whole, amount) in lines.items()), D(0))
        sums = [sum((amount for when, amount in kind if when <= day), D(0)) for kind in (self.agreed, self.invoiced, self.received)]
        return sums[0], gone, sums[1], sums[2]

    def left(self, line: int, day: date = date.max) -> D:
        """How much of an invoice line left by a day."""
        return sum((part for when, key, part, _whole, _amount in self.delivered if key == line and when <= day), D(0))


class Trade:
    """Plays at random with one contract, and keeps the book."""

    def __init__(self, yard: Yard, dice: Random) -> None:
        self.yard, self.dice, self.book = yard, dice, Book()
        self.days = [MONDAY]
        parts = (InstalmentInput(date(2026, 12, 1), D(3000), "deposit"), InstalmentInput(date(2026, 12, 5), D(4000)))
        self.contract = yard.approved("200", instalments=parts)
        self.book.agreed.append((MONDAY, D(25600)))
        self.open: list[int] = []
        self.money: list[tuple[int, D]] = []
        self.quiet: set[int] = set()

    @property
    def day(self) -> date:
        """Today."""
        return self.days[-1]

    def pass_on(self) -> None:
        """Another day."""
        later(self.yard.office, days=1)
        self.days.append(self.day + timedelta(days=1))

    def sell(self) -> None:
        quantity = self.dice.randrange(1, 40)
        self.open.append(sold(self.yard, self.contract, str(quantity)))
        self.book.invoiced.append((self.day, D(128) * quantity))

    def leave(self) -> None:
        for one in self.open:
            row = invoice(self.yard.office, one)
            assert row is not None
            line = row.lines[0]
            rest = line.base_quantity - self.book.left(line.id)
            if row.state == "issued" and rest > 0:
                part = min(rest, D(self.dice.randrange(1, 20)))
                pick_up(self.yard.office, PickUpInput(one, ((line.id, part),)))
                self.book.delivered.append((self.day, line.id, part, line.base_quantity, line.amount))
                return

    def void(self) -> None:
        if self.open and self.open[-1] not in self.quiet:
            row = invoice(self.yard.office, self.open[-1])
            assert row is not None
            if row.date == self.day and row.state == "issued" and not row.received and not self.book.left(row.lines[0].id):
                void_invoice(self.yard.office, VoidInput(row.id, "错"))
                self.book.invoiced.append((self.day, -row.total))

    def red(self) -> None:
        for one in self.open:
            row = invoice(self.yard.office, one)
            assert row is not None
            line = row.lines[0]
            if row.state == "issued" and self.book.left(line.id) >= 1:
                back = red_invoice(self.yard.office, RedInput(one, "退", (RedLine(line.id, returned=D(1)),)))
                red = invoice(self.yard.office, back.id)
                assert red is not None
                self.book.invoiced.append((self.day, red.total))
                take_back_goods(self.yard.office, TakeBackInput(back.id, None))
                self.book.delivered.append((self.day, red.lines[0].id, D(1), D(1), red.total))
                return

    def pay(self) -> None:
        amount = D(self.dice.randrange(1, 3000))
        linked = self.dice.random() < 0.6
        debts = [each for each in self.open if (row := invoice(self.yard.office, each)) is not None and row.open >= amount]
        if linked:
            x = ReceiptInput(self.yard.customer, "transfer", amount, contract_id=self.contract)
        elif debts:
            x = ReceiptInput(self.yard.customer, "cash", amount, allocate=((debts[0], amount),))
            self.quiet.update(debts)
        else:
            return
        self.quiet.update(self.open)
        done = granted(self.yard.office, lambda: take_receipt(self.yard.office, x))
        self.money.append((done.id, amount))
        self.book.received.append((self.day, amount))

    def unpay(self) -> None:
        if self.money:
            receipt, amount = self.money.pop(self.dice.randrange(len(self.money)))
            reverse_receipt(self.yard.office, ReverseInput(receipt, "错"))
            self.book.received.append((self.day, -amount))

    def more(self) -> None:
        quantity = D(self.dice.randrange(1, 30))
        first = self.yard.row(self.contract).lines[0]
        x = SupplementInput(self.contract, "加", (LineInput(None, quantity, changes=first.id),))
        granted(self.yard.office, lambda: supplement_contract(self.yard.office, x))
        self.book.agreed.append((self.day, quantity * 128))


@contextmanager
def a_trade(folder: Path, seed: int) -> Iterator[Trade]:
    """An office of its own for a trade."""
    office = an_office(folder)
    try:
        yield Trade(a_yard(office), Random(seed))
    finally:
        office.close()


@pytest.mark.parametrize("seed", range(3))
def test_fulfilment_agrees_with_a_plain_book_as_of_every_day(tmp_path: Path, seed: int) -> None:
    with a_trade(tmp_path / "office", seed) as trade:
        acts = (trade.sell, trade.sell, trade.leave, trade.leave, trade.pay, trade.pay, trade.unpay, trade.red, trade.void, trade.more,
                trade.pass_on)
        for _step in range(35):
            trade.dice.choice(acts)()
        office = trade.yard.office
        for day in trade.days:
            agreed, delivered, invoiced, received = trade.book.on(day)
            found = fulfilment_of(office, trade.contract, day)
            assert found is not None
            assert (found.agreed, found.delivered, found.invoiced, found.received) == (agreed, delivered, invoiced, received), day
            listed = rows(FULFILMENT, Filter(as_of=day))[0]
            assert [listed[key] for key in ("contracted", "delivered", "invoiced", "received")] == [agreed, delivered, invoiced, received]
            paid = [row["received"] for row in rows(INSTALMENTS_DUE, Filter(as_of=day))]
            assert sum(paid) == min(received, D(7000)) and paid[0] == min(received, D(3000))
        assert list(faults(office)) == []


def test_today_names_contracts_that_end_and_money_that_is_due(yard: Yard) -> None:
    deposit = InstalmentInput(MONDAY + timedelta(days=2), D(500), "deposit")
    soon = yard.approved("10", ends=MONDAY + timedelta(days=20), instalments=(deposit,))
    yard.approved("10", ends=MONDAY + timedelta(days=200))
    board = today(yard.office)
    assert [(row.listing, row.id, row.day) for row in board.contracts.rows] == [("contracts", soon, MONDAY + timedelta(days=20))]
    assert [(row.source, "500.00" in row.title) for row in board.tasks.rows] == [("contracts", False), ("instalments", True)]
    more = SupplementInput(soon, "延期", ends=MONDAY + timedelta(days=90))
    granted(yard.office, lambda: supplement_contract(yard.office, more))
    assert today(yard.office).contracts.count == 0


def test_a_framework_without_a_bound_has_nothing_left_and_no_rate(yard: Yard) -> None:
    line = LineInput(yard.feed, D(0), D(128))
    contract = yard.approved(kind="framework", lines=(line,), starts=MONDAY, ends=MONDAY + timedelta(days=365))
    sold(yard, contract, "10")
    found = rows(FULFILMENT)[0]
    assert (found["invoiced"], found["uninvoiced"], found["rate"]) == (D("1280.00"), None, None)
    one = sold(yard, yard.approved("100"), "25")
    pick_up(yard.office, PickUpInput(one, None))
    assert rows(FULFILMENT_BY_MONTH)[0]["rate"] == D("0.25") and rows(FULFILMENT_BY_MONTH)[0]["invoiced"] == D("4480.00")
    assert rows(FULFILMENT_LINES)[-1]["uninvoiced"] is None and totals_of(FULFILMENT, Filter()).sums["uninvoiced"] == D("9600.00")
