"""The bookkeeper's part: advances used and taken back, debts given up, acceptances, months settled and opened again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from models.closing.commands import reopen_months, settle_month
from models.closing.queries import day_figures, settlement_of
from models.core.office import Office
from models.receipts import commands as receipts
from models.receipts.inputs import ReceiptInput
from models.receivables import commands as receivables
from models.receivables.inputs import AllocateInput, GiveUpInput, OpeningInput, ReleaseInput, TakeUpInput
from tests.factories import SELLER, a_customer, an_offset, person_id
from tests.scenarios.cashier import Cashier
from tests.scenarios.keeper import DAY, money
from tests.scenarios.plain_ledger import Item
from tests.scenarios.plain_views import Month, month_of

LIMITS = (None, 0, 5_000_000, None)
OPENINGS = (123_456, -77_701, 0, 5)
"""Credit limits of the customers and what they owed at the start, in fen."""

QUOTA, HOLDS = 100_000, 30 * DAY
"""Of the tight offset papers: how much, in fen, and how long."""


class Bookkeeper(Cashier):
    """Works on what is posted; settles months."""

    def __init__(self, office: Office, seed: int) -> None:
        super().__init__(office, seed)
        self.given: list[Item] = []
        self.sheets: dict[int, Any] = {}
        self.months: list[tuple[int, Month]] = []
        self.settled: list[date] = []
        self.tight = {customer: an_offset(office, customer, str(money(QUOTA)), f"T{customer}", ends=self.opened + HOLDS)
                      for customer in self.customers}
        for customer, owed in zip(self.customers, OPENINGS, strict=True):
            if owed:
                done = receivables.set_opening_receivable(office, OpeningInput(customer, money(owed)))
                assert done.id
                self.books.item(customer, self.today, "opening" if owed > 0 else "opening credit", abs(owed),
                                self.today + DAY * (self.days_of(customer) if owed > 0 else 0))

    def a_client(self, at: int) -> int:
        limit = LIMITS[at]
        return a_customer(self.office, f"客户{at}", code=f"K{at}", credit_days=at * 5, phone=f"1390000000{at}",
                          credit_limit=None if limit is None else money(limit),
                          salesperson_id=person_id(self.office, SELLER) if at % 2 else None)

    def days_of(self, customer: int) -> int:
        """Days of credit."""
        return self.customers.index(customer) * 5

    @property
    def first_open(self) -> date:
        day = super().first_open
        return max(day, end_of(self.settled[-1]) + DAY) if self.settled else day

    def entry(self, item: Item) -> int:
        """The ledger's entry of an item: both are numbered as they were posted; counter-entries are no items."""
        row = self.office.database.execute_sql("SELECT id FROM ledger_entry WHERE kind <> 'void' AND kind NOT LIKE '%_reversal' "
                                               "ORDER BY id LIMIT 1 OFFSET ?", (item.number,)).fetchone()
        return int(row[0])

    def give_up(self) -> None:
        """Part of a debt is given up: a settlement discount, or a write-off."""
        day, customer, kind = self.a_day(), self.dice.choice(self.customers), self.dice.choice(("discount", "write_off"))
        debts = self.books.debts(customer, day)
        if not debts:
            return
        debt = self.dice.choice(debts)
        room = debt.room(day)
        part = self.dice.randint(1, room + max(room // 5, 1))
        verb = receivables.settle_discount if kind == "discount" else receivables.write_off
        x = GiveUpInput(self.entry(debt), "收不回", money(part), day)
        if part > room:
            self.refused(lambda: verb(self.office, x), "amount")
            return
        self.run(lambda: verb(self.office, x), {"write off"})
        item = self.books.item(customer, day, kind, part)
        self.books.settle(day, item, debt, part)
        self.given.append(item)

    def take_up(self) -> None:
        """What was given up stands again."""
        if not self.given:
            return
        item = self.given.pop(self.dice.randrange(len(self.given)))
        day = max(self.a_day(), item.day)
        receivables.take_up_again(self.office, TakeUpInput(self.entry(item), "又收得回", day))
        self.books.release(day, item)
        item.closed = day
        self.books.events.append((day, item.customer, item.kind + "_reversal", item.amount))

    def use_advance(self) -> None:
        """A credit is set against a debt, as far as both allow or for a chosen part."""
        day, customer = self.a_day(), self.dice.choice(self.customers)
        credits_, debts = self.books.credits(customer, day), self.books.debts(customer, day)
        if not credits_ or not debts:
            return
        credit, debt = self.dice.choice(credits_), self.dice.choice(debts)
        most = min(credit.room(day), debt.room(day))
        part = self.dice.choice((most, self.dice.randint(1, most + 10)))
        x = AllocateInput(self.entry(credit), self.entry(debt), money(part), day)
        if not 0 < part <= most:
            self.refused(lambda: receivables.allocate_advance(self.office, x), "amount")
            return
        receivables.allocate_advance(self.office, x)
        self.books.settle(day, credit, debt, part)

    def release(self) -> None:
        """What a paper settles, or what settles it, is taken back."""
        held = [item for item in self.books.items if sum(part for _day, _other, part in item.settled)][-15:]
        if not held:
            return
        item, day = self.dice.choice(held), self.a_day()
        receivables.release(self.office, ReleaseInput(self.entry(item), day))
        self.books.release(day, item)

    def accept(self) -> None:
        """A bank acceptance comes in: for the oldest debts, apart until it is due."""
        day, customer = self.a_day(), self.dice.choice(self.customers)
        due, paid = day + DAY * self.dice.randint(-1, 60), self.dice.randint(1, 900_000)
        x = ReceiptInput(customer, "acceptance", money(paid), day, due=due)
        if due < day:
            self.refused(lambda: receipts.take_receipt(self.office, x), "due")
            return
        made, left, parts = receipts.take_receipt(self.office, x), paid, []
        for debt in self.books.debts(customer, day):
            part = min(debt.room(day), left)
            left -= part
            parts += [(debt, part)] if part > 0 else []
        self._taken(made, "acceptance", customer, day, paid, 0, parts)
        self.receipts[-1][-1][0].due = due

    def offset(self) -> None:
        """A debt is set off by a paper of the trade department, while it holds; beyond its quota by approval."""
        day, customer = self.a_day(), self.dice.choice(self.customers)
        number, paid = f"T{customer}", self.dice.randint(1, QUOTA // 3)
        x = ReceiptInput(customer, "offset", money(paid), day, allocate=(), offset_id=self.tight[customer])
        if day > self.opened + HOLDS:
            self.refused(lambda: receipts.take_receipt(self.office, x), "offset")
            return
        beyond = self.books.offset[number] + paid > QUOTA
        made = self.run(lambda: receipts.take_receipt(self.office, x), {"offset quota"} if beyond else set())
        self._taken(made, "offset", customer, day, paid, 0, [], number)

    def settle(self) -> None:
        """The first month that is not settled is settled, once it is over and its days are closed."""
        month = end_of(self.settled[-1]) + DAY if self.settled else self.opened.replace(day=1)
        last = end_of(month)
        if last >= self.today or self.closed is None or self.closed < last:
            self.refused(lambda: settle_month(self.office, month), "")
            return
        made = settle_month(self.office, month)
        self.settled.append(month)
        standing = settlement_of(self.office, month)
        assert standing is not None and standing.id == made.id
        self.months.append((made.id, month_of(self.books, self.customers, self.products, month, last)))

    def open_month(self) -> None:
        """The last month is opened again; its days stay closed."""
        if not self.settled:
            return
        month = self.settled[-1]
        assert self.run(lambda: reopen_months(self.office, month, "漏一单"), {"reopen month"}) == [month]
        self.settled.pop()

    def reopen(self) -> None:
        day = max(self.opened, self.closed - DAY * self.dice.randint(0, 2)) if self.closed and self.closed >= self.opened else None
        if day is not None and self.settled and day <= end_of(self.settled[-1]):
            self.refused(lambda: self.reopened(day), "date")
        elif day is not None:
            self.reopened(day)
            self.closed = day - DAY if day > self.opened else None

    def close(self) -> None:
        """Days that are over are closed, up to a few at a time."""
        for _day in range(self.dice.choice((1, 2, 4))):
            super().close()

    def compare_sheet(self, day: date, book: int) -> None:
        super().compare_sheet(day, book)
        row = self.standing_close(day)
        self.sheets[row] = day_figures(self.office, row)

    def standing_close(self, day: date) -> int:
        """The close that stands for a day."""
        return int(self.office.database.execute_sql("SELECT MAX(id) FROM closing WHERE date = ?", (day.isoformat(),)).fetchone()[0])

    def things(self) -> list[tuple[Any, int]]:
        return [*super().things(), (self.give_up, 5), (self.take_up, 2), (self.use_advance, 6), (self.release, 3), (self.accept, 4),
                (self.offset, 3),
                (self.settle, 3), (self.open_month, 1)]


def end_of(month: date) -> date:
    """The last day of a day's month."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - DAY
