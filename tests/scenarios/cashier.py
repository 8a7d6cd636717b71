"""The trader's other half: money in and out, the drawer, days that close, are reopened and close again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.commands import close_day, reopen_days
from models.closing.inputs import CloseInput
from models.closing.queries import closing_of, day_figures
from models.core.office import Done
from models.receipts import commands as receipts
from models.receipts.inputs import DepositInput, PettyInput, RefundInput, ReverseInput
from tests.factories import clock_of
from tests.scenarios.keeper import DAY, money
from tests.scenarios.plain_ledger import Item, sales_of, takings_of
from tests.scenarios.trader import METHODS, Trader


class Cashier(Trader):
    """Does anything at all; `step` chooses."""

    def receive(self) -> None:
        """Money comes in: for the oldest debts, for chosen ones, or in advance; at times with something rounded off."""
        day, customer, dice, books = self.a_day(), self.dice.choice(self.customers), self.dice, self.books
        debts = [(debt, debt.room(day)) for debt in books.debts(customer, day) if debt.room(day) > 0]
        owed, kind, rounding = sum(room for _debt, room in debts), dice.random(), 0
        paid = dice.randint(1, max(owed * 2, 1000))
        allocate: tuple[tuple[int, Decimal], ...] | None = None
        parts: list[tuple[Item, int]] = []
        if kind < 0.5:
            if debts and dice.random() < 0.3 and owed > 1:
                rounding = dice.randint(1, min(1000, owed - 1))
                paid = dice.randint(1, owed - rounding)
            left = paid + rounding
            for debt, room in debts:
                part = min(room, left)
                left -= part
                parts += [(debt, part)] if part else []
        elif kind < 0.8:
            chosen = [(debt, room) for debt, room in debts if debt.kind == "invoice" and dice.random() < 0.6]
            left = paid
            for debt, room in dice.sample(chosen, len(chosen)):
                part = min(dice.randint(1, room), left)
                left -= part
                parts += [(debt, part)] if part else []
            papers = {paper.item.number: paper.id for paper in books.papers}
            allocate = tuple((papers[debt.number], money(part)) for debt, part in parts)
        else:
            allocate = ()
        method = dice.choice(METHODS)
        made = receipts.take_receipt(self.office, self.a_receipt(
            customer, method, money(paid), date=day, allocate=allocate, rounding=money(rounding)))
        self._taken(made, method, customer, day, paid, rounding, parts)

    def reverse(self) -> None:
        """A receipt or a refund was wrong."""
        if not self.receipts:
            return
        at = self.dice.randrange(len(self.receipts))
        made, kind, method, taken, items = self.receipts[at]
        day = max(self.today, self.first_open, taken)
        sign = 1 if kind == "receipt" else -1
        x = ReverseInput(made, "记错", day)
        if method == "cash" and sign > 0 and self.books.least_cash(day) < items[0].amount:
            self.refused(lambda: receipts.reverse_receipt(self.office, x), "")
            return
        receipts.reverse_receipt(self.office, x)
        self.receipts.pop(at)
        for item in items:
            self.books.release(day, item)
            item.closed = day
            self.books.events.append((day, item.customer, item.kind + "_reversal", sign * item.amount))
        if method == "cash":
            self.books.cash.append((day, kind, -sign * items[0].amount))
        if method == "offset":
            self.books.offset[items[0].paper] -= items[0].amount
        if kind == "receipt":
            self.books.takings.append((day, method, -items[0].amount, items[0]))

    def refund(self) -> None:
        """An advance, or part of it, is paid back."""
        day, customer = self.a_day(), self.dice.choice(self.customers)
        rooms = [(credit, credit.room(day)) for credit in self.books.credits(customer, day)]
        advance = max(0, min(sum(room for _credit, room in rooms), -self.books.balance(customer, day), -self.books.balance(customer)))
        method = self.dice.choice(("cash", "transfer", "wechat"))
        paid = self.dice.randint(1, advance) if advance else 1
        x = RefundInput(customer, method, money(paid), day)
        if paid > advance or (method == "cash" and self.books.least_cash(day) < paid):
            self.refused(lambda: receipts.refund(self.office, x), "amount")
            return
        made: Done = receipts.refund(self.office, x)
        debt, left = self.books.item(customer, day, "refund", paid), paid
        for credit, room in rooms:
            part = min(room, left)
            left -= part
            if part > 0:
                self.books.settle(day, credit, debt, part)
        if method == "cash":
            self.books.cash.append((day, "refund", -paid))
        self.receipts.append((made.id, "refund", method, day, [debt]))

    def pay_out(self) -> None:
        """Cash goes to the bank, or out of the drawer for something small."""
        day, bank = self.a_day(), self.dice.random() < 0.5
        paid = self.dice.randint(1, max(self.books.least_cash(day), 0) + 100)
        x: Any = DepositInput(money(paid), day) if bank else PettyInput(money(paid), "装卸费", day)
        verb: Any = receipts.bank_deposit if bank else receipts.petty_payment
        if paid > self.books.least_cash(day):
            self.refused(lambda: verb(self.office, x), "amount")
            return
        verb(self.office, x)
        self.books.cash.append((day, "deposit" if bank else "petty", -paid))

    def next_day(self) -> None:
        """A night passes, and goods arrive in the morning."""
        clock_of(self.office).advance(DAY)
        self.goods_in(self.dice.choice(self.products), self.dice.randint(1, 9_000), self.today)

    def close(self) -> None:
        """The first open day is closed, its drawer counted or not; its sheet says what the books say."""
        day = self.first_open
        if day > self.today:
            return
        book = self.books.drawer(day) - self.books.corrections.get(day, 0)
        counted = book + self.dice.choice((0, 0, 0, 50, 1234, -min(77, book))) if self.dice.random() < 0.7 else None
        change = (0 if counted is None else counted - book) - self.books.corrections.get(day, 0)
        x = CloseInput(day, None if counted is None else money(counted))
        if self.books.least_cash(day) + min(change, 0) < 0:
            self.refused(lambda: close_day(self.office, x), "")
            return
        close_day(self.office, x)
        self.books.corrections[day] = 0 if counted is None else counted - book
        self.closed = day
        self.compare_sheet(day, book)

    def reopen(self) -> None:
        """The last days, or one, are opened again; they close again later."""
        if self.closed is None or self.closed < self.opened:
            return
        day = max(self.opened, self.closed - DAY * self.dice.randint(0, 2))
        self.reopened(day)
        self.closed = day - DAY if day > self.opened else None

    def reopened(self, day: date) -> None:
        """A day and every later one are opened again."""
        self.run(lambda: reopen_days(self.office, day, "漏单"), {"reopen day"})

    def compare_sheet(self, day: date, book: int) -> None:
        """What the closing stored against the books."""
        row = closing_of(self.office, day)
        assert row is not None
        figures, books = day_figures(self.office, row.id), self.books
        assert {key: yuan(value) for key, value in sales_of(books, day).items()} == {
            key: figures["sales"][key] for key in sales_of(books, day)}, day
        takings = {line["method"]: {key: line[key] for key in ("amount", "goods", "old", "advance")} for line in figures["receipts"]}
        assert {way: {key: yuan(value) for key, value in line.items()} for way, line in takings_of(books, day).items()} == takings, day
        owed = [sum(books.balance(customer, upto) for customer in self.customers) for upto in (day - DAY, day)]
        assert [figures["receivables"][key] for key in ("opening", "closing")] == [yuan(each) for each in owed], day
        assert [figures["cash"][key] for key in ("opening", "book", "closing")] == [
            yuan(each) for each in (books.drawer(day - DAY), book, books.drawer(day))], day
        for line in figures["stock"]:
            product = self.products[int(line["code"].removeprefix("P"))]
            assert (Decimal(line["opening"]), Decimal(line["closing"])) == (
                Decimal(books.on_hand(product, day - DAY)).scaleb(-3), Decimal(books.on_hand(product, day)).scaleb(-3)), (day, line)

    def things(self) -> list[tuple[Any, int]]:
        """What may be done, and how often."""
        return [(self.sell, 22), (self.receive, 14), (self.pick_up, 14), (self.red, 8), (self.void, 5), (self.take_back, 5),
                (self.reverse, 5), (self.refund, 4), (self.pay_out, 4), (self.undo, 3), (self.arrive, 4), (self.count, 2),
                (self.next_day, 6), (self.close, 5), (self.reopen, 1)]

    def step(self, number: int) -> None:
        """Anything at all, the usual things often; what it is depends on the step's number alone, whatever went before."""
        thing = self.thing(number)
        thing()
        self.done[thing.__name__] += 1

    def thing(self, number: int) -> Any:
        """What the step of this number does; its dice are thrown anew."""
        self.dice.seed(f"{self.seed}-{number}")
        things = self.things()
        return self.dice.choices([each for each, _often in things], [often for _each, often in things])[0]


def yuan(fen: int) -> str:
    """Fen as the figures of a closing are stored."""
    return f"{money(fen):.2f}"
