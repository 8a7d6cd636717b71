"""The dealer's part: contracts drafted, approved, changed, invoiced against, paid for and performed; sales on credit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from models.contracts import commands, queries
from models.contracts.inputs import ContractInput, EventInput, InstalmentInput, StepInput, SupplementInput, WorkInput
from models.contracts.inputs import LineInput as Wish
from models.core.office import Office
from models.core.settings import set_option
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, LineInput
from models.invoices.rules import CHECK_CREDIT
from models.receipts.commands import take_receipt
from models.receipts.inputs import ReceiptInput
from models.sale.commands import supplement_contract
from tests.contract_room import all_ticked
from tests.scenarios.bookkeeper import LIMITS, Bookkeeper
from tests.scenarios.keeper import DAY, amount, money
from tests.scenarios.plain_contracts import FORCE, AgreedLine, Agreement, amount_of, instalments_paid, invoiced, received
from tests.scenarios.plain_ledger import EVER
from tests.scenarios.plain_views import acceptances_of, overdue_of
from tests.scenarios.trader import TON

PRICES = (1, 9_999_999)
LET_PASS = 30
"""Days that a debt may be late before an invoice needs approval."""


class Dealer(Bookkeeper):
    """Does anything at all; `step` chooses."""

    def __init__(self, office: Office, seed: int) -> None:
        super().__init__(office, seed)
        self.contracts: list[Agreement] = []

    def draft(self) -> None:
        """A contract is drafted; mostly it is approved at once."""
        dice, day, customer = self.dice, self.a_day(), self.dice.choice(self.customers)
        kind, ends = dice.choice(("goods", "goods", "framework", "service")), day + DAY * dice.randint(5, 200)
        wishes = [self.a_wish(kind) for _line in range(dice.randint(1, 3))]
        total, parts = sum(amount_of(*each[3:]) for each in wishes), []
        for at in range(dice.randint(0, 2) if total > 3 else 0):
            parts.append((day + DAY * dice.randint(0, 90), dice.randint(1, total // 2)))
        x = ContractInput(kind, customer, tuple(wish_of(each) for each in wishes), tuple(
            InstalmentInput(due, money(part), "instalment") for due, part in parts), date=day, starts=day, ends=ends,
            placed="刘桂芳" if kind == "service" else "")
        made = commands.file_contract(self.office, x)
        row = queries.found_contract(self.office, made.id)
        lines = [agreed_line(line.id, wish, date.min) for line, wish in zip(row.lines, wishes, strict=True)]
        held = Agreement(made.id, made.number, customer, day, kind, lines, ends=ends,
                         instalments=[(one.id, one.due, int(one.amount * 100)) for one in row.instalments])
        self.contracts.append(held)
        if dice.random() < 0.8:
            self.approve(held)

    def a_wish(self, kind: str) -> tuple[int | None, str, int, int, int]:
        """(product, unit, base units in one, quantity, price) of a line."""
        dice = self.dice
        price, quantity = dice.randint(*PRICES), dice.choice((7, 1000, dice.randint(1, 60_000)))
        if kind == "service":
            return None, "天", 1, quantity, price
        product = dice.choice(self.products)
        tons = self.rates[product] == "9" and dice.random() < 0.5
        return product, "吨" if tons else "袋", TON if tons else 1, 0 if kind == "framework" and dice.random() < 0.5 else quantity, price

    def approve(self, held: Agreement) -> None:
        """The clauses are looked at, the manager approves."""
        commands.send_to_review(self.office, all_ticked(self.office, held.id))
        self.run(lambda: commands.approve_contract(self.office, held.id), {"contract"})
        held.state, held.approved = "approved", max(self.today, self.first_open)

    def approve_one(self) -> None:
        """A draft that lay about is approved."""
        waiting = [held for held in self.contracts if held.state == "draft"]
        if waiting:
            self.approve(self.dice.choice(waiting))

    def some_contract(self) -> Agreement | None:
        """One of the younger contracts."""
        return self.dice.choice(self.contracts[-6:]) if self.contracts else None

    def left_of(self, held: Agreement, line: AgreedLine) -> int:
        """What papers may still take of a line."""
        return line.agreed()[0] - invoiced(self.books, held, line.id)[0]

    def change(self) -> None:
        """A supplement: more or less of a line, a line more, another end."""
        held = self.some_contract()
        if held is None:
            return
        dice, day, line = self.dice, self.a_day(), self.dice.choice(held.lines)
        left = self.left_of(held, line) - line.worked()
        quantity = dice.choice((dice.randint(1, 20_000), -dice.randint(1, max(left, 1) // line.factor + 5)))
        wish = Wish(None, amount(quantity), changes=line.id)
        more = self.a_wish(held.kind) if dice.random() < 0.3 else None
        ends = day + DAY * dice.randint(10, 300) if dice.random() < 0.3 else None
        x = SupplementInput(held.id, "改", (wish, *([wish_of(more)] if more else ())), date=day, ends=ends)
        if held.state not in FORCE or -quantity * line.factor > left:
            self.refused(lambda: supplement_contract(self.office, x), "")
            return
        self.run(lambda: supplement_contract(self.office, x), {"contract"})
        stood, fen = line.agreed()
        line.changes.append((day, quantity * line.factor, amount_of(stood // line.factor + quantity, line.price) - fen))
        held.moved.append((day, ends))
        if more:
            held.lines.append(agreed_line(queries.found_contract(self.office, held.id).lines[-1].id, more, day))

    def order(self) -> None:
        """An invoice against a contract, or on credit; what goes beyond is approved, and nothing else is asked."""
        dice, day, held = self.dice, self.a_day(), self.some_contract() if self.dice.random() < 0.8 else None
        customer = held.customer if held else dice.choice(self.customers)
        lines, facts, links, asked, strange = [], [], [], Counter[int](), False
        for _line in range(dice.randint(1, 3)):
            one = dice.choice(held.lines) if held and dice.random() < 0.9 else None
            if held and one is None and any(each.product is None for each in held.lines):
                continue
            product = one.product if one and one.product else dice.choice(self.products)
            if held and one is None and any(each.product == product for each in held.lines):
                continue
            factor = one.factor if one and one.product else 1
            quantity, price = dice.choice((7, 1000, dice.randint(1, 9_000))), dice.randint(*PRICES)
            unit = one.unit if one and one.product else ""
            lines.append(LineInput(product, amount(quantity), Decimal(price).scaleb(-6), unit, contract_line_id=one.id if one else None))
            facts.append((product, quantity * factor, amount_of(quantity, price)))
            links.append(one.id if one else None)
            strange = strange or bool(held and one is None)
            asked.update({one.id: quantity * factor} if one else {})
        if not lines:
            return
        x = InvoiceInput(customer, tuple(lines), day, contract_id=held.id if held else None)
        set_option(self.office, CHECK_CREDIT, True)
        short = Counter[int]()
        for product, base, _own in facts:
            short[product] += base
        if (held and held.state not in FORCE) or any(self.books.least(product, day) < base for product, base in short.items()):
            self.refused(lambda: issue_invoice(self.office, x), "")
            set_option(self.office, CHECK_CREDIT, False)
            return
        kinds = self.credit_kinds(customer, sum(own for _product, _base, own in facts))
        if strange or any(asked[line.id] > self.left_of(held, line) for line in (held.lines if held else ())
                          if asked[line.id] and (line.bound or line.agreed()[0]) and held):
            kinds.add("over contract")
        made = self.run(lambda: issue_invoice(self.office, x), kinds)
        set_option(self.office, CHECK_CREDIT, False)
        paper = self._kept(made, day, customer, facts, 0)
        if held:
            paper.contract = held.id
            held.state = "performing"
        for line, link in zip(paper.lines, links, strict=True):
            line.agreed = link

    def credit_kinds(self, customer: int, total: int) -> set[str]:
        """What an invoice of so much asks the manager for (rules: Credit)."""
        limit, today, books = LIMITS[self.customers.index(customer)], self.today, self.books
        late, days = overdue_of(books, customer, today, EVER)
        beyond = limit is not None and books.balance(customer) + acceptances_of(books, customer, today) + total > limit
        return ({"over credit"} if beyond else set()) | ({"overdue"} if late and days > LET_PASS else set())

    def pay_contract(self) -> None:
        """Money for a contract: it settles the contract's invoices, oldest due first; the rest waits for its next ones."""
        held, day = self.some_contract(), self.a_day()
        if held is None:
            return
        total = held.total()
        paid = self.dice.randint(1, max(total // 2, 500))
        x = ReceiptInput(held.customer, "transfer", money(paid), day, contract_id=held.id)
        if held.state == "draft":
            self.refused(lambda: take_receipt(self.office, x), "contract")
            return
        beyond = bool(total) and received(self.books, held.id) + paid > total
        made = self.run(lambda: take_receipt(self.office, x), {"over contract"} if beyond else set())
        own = {paper.item.number for paper in self.books.papers if paper.contract == held.id and not paper.original}
        left, parts = paid, []
        for debt in self.books.debts(held.customer, day):
            part = min(debt.room(day), left) if debt.number in own else 0
            left -= max(part, 0)
            parts += [(debt, part)] if part > 0 else []
        self._taken(made, "transfer", held.customer, day, paid, 0, parts)
        self.receipts[-1][-1][0].contract = held.id
        held.state = "performing" if held.state == "approved" else held.state

    def work(self) -> None:
        """Service is performed, or a wrong note of it is taken back."""
        lines = [(held, line) for held in self.contracts for line in held.lines if line.product is None][-6:]
        if not lines:
            return
        (held, line), day = self.dice.choice(lines), self.a_day()
        part = self.dice.choice((self.dice.randint(1, 3_000), -self.dice.randint(1, 2_000)))
        x = WorkInput(line.id, amount(part), date=day)
        shut = WorkInput(line.id, amount(1), date=self.first_open - DAY)
        if self.closed and held.state in FORCE:
            self.refused(lambda: commands.note_work(self.office, shut), "date")
        if held.state not in FORCE or line.worked() + part < 0:
            self.refused(lambda: commands.note_work(self.office, x), "")
            return
        commands.note_work(self.office, x)
        line.work.append((day, part))
        held.state = "performing"

    def end(self) -> None:
        """A contract is done, or ends early; or it is breached, and goes on."""
        held, day, kind = self.some_contract(), self.a_day(), self.dice.choice(("breach", "breach", "done", "ended"))
        if held is None or held.state == "draft":
            return
        if kind == "breach":
            commands.note_event(self.office, EventInput(held.id, "breach theirs", "迟付", day))
            held.breaches.append(day)
            return
        verb: Any = commands.finish_contract if kind == "done" else commands.end_contract
        if held.state not in FORCE:
            self.refused(lambda: verb(self.office, StepInput(held.id, "到期")), "")
            return
        verb(self.office, StepInput(held.id, "到期"))
        held.state = kind

    def paid_parts(self, held: Agreement, upto: date) -> list[tuple[int, int]]:
        """What came in of its instalments by a day."""
        return instalments_paid(self.books, held, upto)

    def things(self) -> list[tuple[Any, int]]:
        return [*super().things(), (self.draft, 4), (self.approve_one, 1), (self.change, 4), (self.order, 14), (self.pay_contract, 5),
                (self.work, 3), (self.end, 1)]


def agreed_line(line: int, wish: tuple[int | None, str, int, int, int], day: date) -> AgreedLine:
    """A line as it was agreed on a day."""
    product, unit, factor, quantity, price = wish
    return AgreedLine(line, product, unit, factor, price, quantity > 0, [(day, quantity * factor, amount_of(quantity, price))])


def wish_of(line: tuple[int | None, str, int, int, int]) -> Wish:
    """A line as a form says it."""
    product, unit, _factor, quantity, price = line
    name = "" if product else "月嫂服务"
    return Wish(product, amount(quantity), Decimal(price).scaleb(-6), unit, name, "" if product else "6")
