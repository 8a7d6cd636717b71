"""A clerk who writes invoices, seeded, in the office and in the plain ledger; each thing must succeed in both or in neither."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.core.office import Done
from models.invoices import commands as invoices
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine, VoidInput
from models.receipts.inputs import ReceiptInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from tests.scenarios.keeper import DAY, Keeper, amount, money
from tests.scenarios.plain_ledger import Item, Line, Paper, half_up, net_of

METHODS = ("cash", "cash", "transfer", "wechat", "alipay", "cheque", "offset")
TON = 25
"""Bags to the second unit of the feed."""


class Trader(Keeper):
    """Sells, voids and takes back."""

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
        receipt = self.a_receipt(customer, dice.choice(METHODS), money(paid)) if paid else None
        made = sell(self.office, SaleInput(x, receipt, goods))
        paper = self._kept(made.invoice, day, customer, facts, off + rounding)
        if receipt and made.receipt:
            self._taken(made.receipt, receipt.method, customer, day, paid, 0, [(paper.item, min(paid, paper.total))])
        for line in paper.lines if goods else ():
            line.picked = line.base
            line.moves.append((day, line.base))
            self.books.goods.append((day, line.product, -line.base))
            self.books.kept.append((day, line.product, -line.base))
        if made.delivery:
            self.deliveries.append((made.delivery.id, "out", paper, [(at, line.base) for at, line in enumerate(paper.lines)]))

    def a_receipt(self, customer: int, method: str, paid: Decimal, **more: Any) -> ReceiptInput:
        """Money of a customer; an offset names their paper of the trade department."""
        return ReceiptInput(customer, method, paid, offset_id=self.offsets[customer] if method == "offset" else None, **more)

    def _taken(self, made: Done, method: str, customer: int, day: date, paid: int, rounding: int, parts: list[tuple[Item, int]],
               paper: str = "") -> None:
        """A receipt in the books: the money settles first, then what is rounded off."""
        money_item = self.books.item(customer, day, "receipt", paid)
        items = [money_item, *([self.books.item(customer, day, "rounding", rounding)] if rounding else [])]
        self.books.takings.append((day, method, paid, money_item))
        if method == "cash":
            self.books.cash.append((day, "receipt", paid))
        if method == "offset":
            money_item.paper = paper or f"D{customer}"
            self.books.offset[money_item.paper] += paid
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
        paper.void, paper.item.closed = True, paper.day
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
        places: list[int] = []
        parts, units = [], self.office.database
        for at, cancelled, returned, allows in wishes:
            line = paper.lines[at]
            gone = [line.take(base) for base in (cancelled, returned) if base]
            back = gone[-1][0] if returned else 0
            allowance = dice.randint(0, line.left) if allows else 0
            gone += [line.allow(allowance)] if allowance else []
            line.cancelled, line.returned = line.cancelled + cancelled, line.returned + returned
            unit = units.execute_sql("SELECT unit FROM product WHERE id = ?", (line.product,)).fetchone()[0]
            if gone:
                parts.append(RedLine(ids[at], amount(cancelled), amount(returned), money(allowance), unit))
                back_line = Line(line.product, cancelled + returned, sum(part for part, _net in gone), sum(net for _part, net in gone))
                back_line.returned, back_line.back, back_line.agreed = returned, back, line.agreed
                made.append(back_line)
                places.append(at)
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
        red = Paper(done.id, done.number, day, paper.customer, made, -total, -sum(line.net for line in made), credit, paper,
                    contract=paper.contract, of=places)
        self.books.papers.append(red)
        paper.reds.append(red)
