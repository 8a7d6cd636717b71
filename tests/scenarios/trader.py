"""A clerk who does anything at any time, seeded, in the office and in the plain ledger; each thing must succeed in both or in neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from models.core.errors import ApprovalNeeded, RuleViolation
from models.core.office import Done, Office
from models.core.settings import set_option
from models.deliveries import commands as deliveries
from models.deliveries.inputs import PickUpInput, TakeBackInput, UndoInput
from models.invoices import commands as invoices
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine, VoidInput
from models.invoices.rules import CHECK_CREDIT
from models.products.inputs import UnitInput
from models.receipts.inputs import ReceiptInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.stock import commands as stock
from models.stock.inputs import CountedInput, CountedLine, CountInput, GoodsInInput, GoodsInLine
from tests.factories import a_customer, a_product, a_warehouse, grant
from tests.scenarios.plain_ledger import Books, Item, Line, Paper, half_up, net_of

DAY = timedelta(days=1)
METHODS = ("cash", "cash", "transfer", "wechat", "alipay", "cheque", "offset")
TON = 25
"""Bags to the second unit of the feed."""


def money(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen).scaleb(-2)


def amount(thousandths: int) -> Decimal:
    """Thousandths as a quantity."""
    return Decimal(thousandths).scaleb(-3)


class Trader:
    """The office, the books beside it, and what may be done next."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.dice, self.books, self.done = office, Random(seed), Books(), Counter[str]()
        self.place = a_warehouse(office)
        units = (UnitInput("吨", 25, 1),)
        self.rates = {a_product(office, f"P{at}", f"商品{at}", price=f"{at + 1}.37", rate=rate, units=units if rate == "9" else ()): rate
                      for at, rate in enumerate(("9", "13", "exempt", "0", "untaxed", "3"))}
        set_option(office, CHECK_CREDIT, False)
        self.products = list(self.rates)
        self.customers = [a_customer(office, f"客户{at}", code=f"K{at}", credit_days=at * 5, phone=f"1390000000{at}") for at in range(4)]
        self.receipts: list[tuple[int, str, str, date, list[Item]]] = []
        self.deliveries: list[tuple[int, str, Paper, list[tuple[int, int]]]] = []
        self.closed: date | None = None
        self.opened = office.clock.today()
        for product in self.products:
            self.goods_in(product, 400_000)

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

    def run(self, verb: Callable[[], Done]) -> Done:
        """A command, approved where it asks."""
        try:
            return verb()
        except ApprovalNeeded as asked:
            grant(self.office, asked)
            return verb()

    def refused(self, verb: Callable[[], object], field: str) -> None:
        """A command the books say must be refused, at this field."""
        try:
            verb()
        except RuleViolation as violation:
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

    def sell(self) -> None:
        """An invoice with nasty figures, at times with money and goods in the same breath."""
        day, customer, dice = self.a_day(), self.dice.choice(self.customers), self.dice
        lines, facts = [], []
        for _line in range(dice.randint(1, 4)):
            product = dice.choice(self.products)
            tons = self.rates[product] == "9" and dice.random() < 0.3
            quantity, price, gift = dice.choice((1, 3, 7, 333, 1000, 12_345)), dice.randint(1, 9_999_999), dice.random() < 0.1
            gross = 0 if gift else half_up(Fraction(quantity * price, 10_000_000))
            off = dice.randint(0, gross) if dice.random() < 0.2 else 0
            lines.append(LineInput(product, amount(quantity), Decimal(price).scaleb(-6), "吨" if tons else "", money(off), gift))
            facts.append((product, quantity * (TON if tons else 1), gross - off))
        whole = sum(own for _product, _base, own in facts)
        off = dice.randint(0, whole) if dice.random() < 0.2 else 0
        rounding = min(dice.randint(0, 99), whole - off) if dice.random() < 0.2 else 0
        x = InvoiceInput(customer, tuple(lines), day, discount=money(off), rounding=money(rounding))
        wanted: Counter[int] = Counter()
        for product, base, _own in facts:
            wanted[product] += base
        if any(self.books.least(product, day) < base for product, base in wanted.items()):
            self.refused(lambda: invoices.issue_invoice(self.office, x), "lines")
            return
        paid = dice.randint(1, whole + 500) if dice.random() < 0.3 else 0
        goods = dice.random() < 0.2
        receipt = ReceiptInput(customer, dice.choice(METHODS), money(paid)) if paid else None
        made = sell(self.office, SaleInput(x, receipt, goods))
        paper = self._kept(made.invoice, day, customer, facts, off + rounding)
        if receipt and made.receipt:
            self._taken(made.receipt, receipt.method, customer, day, paid, 0, [(paper.item, min(paid, paper.total))])
        for line in paper.lines if goods else ():
            line.picked = line.base
            self.books.goods.append((day, line.product, -line.base))
            self.books.kept.append((day, line.product, -line.base))
        if made.delivery:
            self.deliveries.append((made.delivery.id, "out", paper, [(at, line.base) for at, line in enumerate(paper.lines)]))

    def _taken(self, made: Done, method: str, customer: int, day: date, paid: int, rounding: int, parts: list[tuple[Item, int]]) -> None:
        """A receipt in the books: the money settles first, then what is rounded off."""
        money_item = self.books.item(customer, day, "receipt", paid)
        items = [money_item, *([self.books.item(customer, day, "rounding", rounding)] if rounding else [])]
        self.books.takings.append((day, method, paid, money_item))
        if method == "cash":
            self.books.cash.append((day, "receipt", paid))
        for debt, part in parts:
            cash = min(part, paid)
            paid -= cash
            for item, share in zip(items, (cash, part - cash), strict=False):
                if share:
                    self.books.settle(day, item, debt, share)
        self.receipts.append((made.id, "receipt", method, day, items))

    def _kept(self, made: Done, day: date, customer: int, facts: list[tuple[int, int, int]], off: int) -> Paper:
        whole, running, given, lines = sum(own for _product, _base, own in facts), 0, 0, []
        for product, base, own in facts:
            running += own
            upto = half_up(Fraction(off * running, whole)) if whole else 0
            total = own - (upto - given)
            given = upto
            lines.append(Line(product, base, total, net_of(total, self.rates[product])))
            self.books.kept.append((day, product, base))
        total, days = sum(line.amount for line in lines), self.customers.index(customer) * 5
        item = self.books.item(customer, day, "invoice", total, day + DAY * days)
        paper = Paper(made.id, made.number, day, customer, lines, total, sum(line.net for line in lines), item)
        self.books.papers.append(paper)
        return paper

    def void(self) -> None:
        """An invoice was a mistake."""
        paper = self.some_paper(lambda each: each.day >= max(self.today, self.first_open))
        if paper is None:
            return
        x = VoidInput(paper.id, "开错")
        if paper.reds or any(line.picked for line in paper.lines) or sum(part for _day, _other, part in paper.item.settled):
            self.refused(lambda: invoices.void_invoice(self.office, x), "")
            return
        invoices.void_invoice(self.office, x)
        paper.void = paper.item.closed = True
        self.books.events.append((paper.day, paper.customer, "void", -paper.total))
        self.books.kept += [(paper.day, line.product, -line.base) for line in paper.lines]

    def red(self) -> None:
        """Part of an invoice, or all that remains, is taken back."""
        paper = self.some_paper(lambda each: any(line.base > line.cancelled + line.returned for line in each.lines))
        if paper is None:
            return
        day, ids, wishes, dice = max(self.a_day(), paper.day), self.line_ids(paper), [], self.dice
        for at, line in enumerate(paper.lines):
            free, back = line.base - line.picked - line.cancelled, line.picked - line.returned
            whole = dice.random() < 0.4
            cancelled = free if whole else dice.randint(0, free)
            returned = back if whole else dice.randint(0, back)
            wishes.append((at, cancelled, returned, dice.random() < 0.2))
        made: list[Line] = []
        parts, units = [], self.office.database
        for at, cancelled, returned, allows in wishes:
            line = paper.lines[at]
            gone = [line.take(base) for base in (cancelled, returned) if base]
            allowance = dice.randint(0, line.left) if allows else 0
            gone += [line.allow(allowance)] if allowance else []
            line.cancelled, line.returned = line.cancelled + cancelled, line.returned + returned
            unit = units.execute_sql("SELECT unit FROM product WHERE id = ?", (line.product,)).fetchone()[0]
            if gone:
                parts.append(RedLine(ids[at], amount(cancelled), amount(returned), money(allowance), unit))
                back_line = Line(line.product, cancelled + returned, sum(part for part, _net in gone), sum(net for _part, net in gone))
                back_line.returned = returned
                made.append(back_line)
                self.books.kept.append((day, line.product, -cancelled))
        if not parts:
            self.refused(lambda: invoices.red_invoice(self.office, RedInput(paper.id, "退", (), day)), "lines")
            return
        done = invoices.red_invoice(self.office, RedInput(paper.id, "退货", tuple(parts), day))
        total = sum(line.amount for line in made)
        credit = self.books.item(paper.customer, day, "red", total)
        part = min(paper.item.room(day), total)
        if part > 0:
            self.books.settle(day, credit, paper.item, part)
        red = Paper(done.id, done.number, day, paper.customer, made, -total, -sum(line.net for line in made), credit, paper)
        self.books.papers.append(red)
        paper.reds.append(red)
