"""The office, the books beside it, and the keeper's part: goods arrive, leave, come back and are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Office
from models.core.settings import set_option
from models.deliveries import commands as deliveries
from models.deliveries.inputs import PickUpInput, TakeBackInput, UndoInput
from models.invoices.rules import CHECK_CREDIT
from models.products.inputs import UnitInput
from models.stock import commands as stock
from models.stock.inputs import CountedInput, CountedLine, CountInput, GoodsInInput, GoodsInLine
from tests.factories import a_customer, a_product, a_warehouse, an_offset, grant
from tests.scenarios.plain_ledger import Books, Item, Paper

T = TypeVar("T")

DAY = timedelta(days=1)


def money(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen).scaleb(-2)


def amount(thousandths: int) -> Decimal:
    """Thousandths as a quantity."""
    return Decimal(thousandths).scaleb(-3)


class Keeper:
    """What any clerk needs, and everything that moves goods."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.seed, self.dice, self.books, self.done = office, seed, Random(seed), Books(), Counter[str]()
        self.place = a_warehouse(office)
        units = (UnitInput("吨", 25, 1),)
        self.rates = {a_product(office, f"P{at}", f"商品{at}", price=f"{at + 1}.37", rate=rate, units=units if rate == "9" else ()): rate
                      for at, rate in enumerate(("9", "13", "exempt", "0", "untaxed", "3"))}
        set_option(office, CHECK_CREDIT, False)
        self.products = list(self.rates)
        self.customers = [self.a_client(at) for at in range(4)]
        self.offsets = {customer: an_offset(office, customer, "999999999.99", f"D{customer}", ends=date(2099, 1, 1))
                        for customer in self.customers}
        self.receipts: list[tuple[int, str, str, date, list[Item]]] = []
        self.deliveries: list[tuple[int, str, Paper, list[tuple[int, int]]]] = []
        self.closed: date | None = None
        self.opened = office.clock.today()
        for product in self.products:
            self.goods_in(product, 400_000)

    def a_client(self, at: int) -> int:
        """File a customer."""
        return a_customer(self.office, f"客户{at}", code=f"K{at}", credit_days=at * 5, phone=f"1390000000{at}")

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return self.office.clock.today()

    @property
    def first_open(self) -> date:
        """The first day that is open."""
        return max(self.opened, self.closed + DAY) if self.closed else self.opened

    def a_day(self) -> date:
        """Mostly the business date, at times an earlier open one."""
        latest = max(self.today, self.first_open)
        return latest if self.dice.random() < 0.75 else self.first_open + DAY * self.dice.randint(0, (latest - self.first_open).days)

    def run(self, verb: Callable[[], T], kinds: set[str] | None = None) -> T:
        """A command, approved where it asks: for just these kinds, where they are named."""
        try:
            made = verb()
        except ApprovalNeeded as asked:
            assert kinds is None or {need.kind for need in asked.needs} == kinds, (kinds, asked)
            grant(self.office, asked)
            return verb()
        assert not kinds, kinds
        return made

    def refused(self, verb: Callable[[], object], field: str) -> None:
        """A command the books say must be refused, at this field, with nothing written."""
        written = "SELECT MAX(sequence) FROM journal"
        before = self.office.database.execute_sql(written).fetchone()
        try:
            verb()
        except RuleViolation as violation:
            assert self.office.database.execute_sql(written).fetchone() == before, field
            assert any(problem.field.startswith(field) for problem in violation.problems), (field, violation)
            self.done["refused " + field] += 1
            return
        raise AssertionError(f"{field} was let through")

    def goods_in(self, product: int, quantity: int, day: date | None = None) -> None:
        """Goods arrive."""
        line = GoodsInLine(product_id=product, quantity=amount(quantity), cost=Decimal(1))
        stock.goods_in(self.office, GoodsInInput(warehouse_id=self.place, lines=(line,), date=day))
        self.books.goods.append((day or self.today, product, quantity))

    def arrive(self) -> None:
        """Goods arrive on an open day."""
        self.goods_in(self.dice.choice(self.products), self.dice.randint(1, 60_000), self.a_day())

    def pick_up(self) -> None:
        """Part of what an invoice still keeps leaves."""
        paper = self.some_paper(lambda each: any(line.base - line.cancelled - line.picked for line in each.lines))
        if paper is None:
            return
        day, parts = max(self.a_day(), paper.day), []
        for at, line in enumerate(paper.lines):
            left = line.base - line.cancelled - line.picked
            if left and self.dice.random() < 0.8:
                parts.append((at, self.dice.choice((left, self.dice.randint(1, left)))))
        ids = self.line_ids(paper)
        x = PickUpInput(paper.id, tuple((ids[at], amount(part)) for at, part in parts), day)
        short = any(self.books.least(product, day, free=False) < sum(part for at, part in parts if paper.lines[at].product == product)
                    for product in {paper.lines[at].product for at, _part in parts})
        if not parts or short:
            self.refused(lambda: deliveries.pick_up(self.office, x), "lines")
            return
        made = deliveries.pick_up(self.office, x)
        for at, part in parts:
            paper.lines[at].picked += part
            paper.lines[at].moves.append((day, part))
            self.books.goods.append((day, paper.lines[at].product, -part))
            self.books.kept.append((day, paper.lines[at].product, -part))
        self.deliveries.append((made.id, "out", paper, parts))

    def take_back(self) -> None:
        """The keeper takes in what a red returns."""
        waiting = [paper for paper in self.books.papers if paper.original and any(line.returned > line.picked for line in paper.lines)]
        if not waiting:
            return
        paper = self.dice.choice(waiting)
        day = max(self.a_day(), paper.day)
        deliveries.take_back_goods(self.office, TakeBackInput(paper.id, None, day))
        for line in paper.lines:
            self.books.goods.append((day, line.product, line.returned - line.picked))
            line.moves.append((day, line.picked - line.returned))
            line.picked = line.returned

    def undo(self) -> None:
        """A pick-up was a mistake."""
        if not self.deliveries:
            return
        made, _kind, paper, parts = self.deliveries.pop(self.dice.randrange(len(self.deliveries)))
        x = UndoInput(made, "登错")
        if any(paper.lines[at].picked - part < paper.lines[at].returned for at, part in parts):
            self.refused(lambda: deliveries.undo_delivery(self.office, x), "delivery")
            return
        deliveries.undo_delivery(self.office, x)
        row = self.office.database.execute_sql("SELECT MAX(date) FROM delivery WHERE undoes_id = ?", (made,)).fetchone()
        for at, part in parts:
            paper.lines[at].picked -= part
            paper.lines[at].moves.append((date.fromisoformat(row[0]), -part))
            self.books.goods.append((date.fromisoformat(row[0]), paper.lines[at].product, part))
            self.books.kept.append((date.fromisoformat(row[0]), paper.lines[at].product, part))

    def count(self) -> None:
        """A shelf is counted today and the books adjusted."""
        product, day = self.dice.choice(self.products), max(self.today, self.first_open)
        found = max(self.books.on_hand(product, day) + self.dice.randint(-900, 900), self.books.reserved(product))
        made = stock.open_count(self.office, CountInput(self.place, day, (product,)))
        stock.enter_counted(self.office, CountedInput(made.id, (CountedLine(product, amount(found), "盘点"),)))
        self.run(lambda: stock.adjust_count(self.office, made.id))
        self.books.goods.append((day, product, found - self.books.on_hand(product, day)))

    def some_paper(self, fits: Callable[[Paper], bool]) -> Paper | None:
        """An invoice that fits, the younger the likelier."""
        found = [paper for paper in self.books.papers if not paper.void and not paper.original and fits(paper)][-12:]
        return self.dice.choice(found) if found else None

    def line_ids(self, paper: Paper) -> list[int]:
        """The ids of a paper's lines."""
        return [row[0] for row in self.office.database.execute_sql("SELECT id FROM invoice_line WHERE invoice_id = ? ORDER BY position",
                                                                   (paper.id,)).fetchall()]
