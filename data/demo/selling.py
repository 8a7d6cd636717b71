"""Invoices as a feed dealer writes them: a usual basket, some paid at once, some carried off later, a void and a red now and then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from data.demo.goods import GIFT
from data.demo.stage import KEEPERS, Buyer, Sold, Stage
from models.customers.queries import price_for
from models.deliveries import commands as deliveries
from models.deliveries.inputs import PickUpInput, TakeBackInput
from models.invoices import commands as invoices
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, RedLine, VoidInput
from models.invoices.queries import invoice
from models.receipts import commands as receipts
from models.receipts.inputs import ReceiptInput
from models.receivables.queries import credit_standing, open_debts
from models.sale import commands as sale
from models.sale.inputs import SaleInput
from models.stock.queries import standings

PAID_NOW, LEAVES_NOW, SPECIAL_PRICE = 0.35, 0.7, 0.1
METHODS = (("wechat", 40), ("cash", 30), ("transfer", 20), ("alipay", 10))
COLLECTED = (("transfer", 50), ("wechat", 25), ("cash", 20), ("acceptance", 5))
VOIDED = ("客户临时改数量", "开错品种", "客户取消")
RETURNED = ("包装破损", "多要退回", "临近保质期")
ALLOWED = ("淋雨受潮，协商折让", "运输破包，让价")


def sell(stage: Stage, day: date) -> None:
    """One invoice of somebody who owes nothing past due, with goods that are there; who is blocked may pay instead."""
    for buyer in stage.dice.choices(stage.buyers, [each.weight for each in stage.buyers], k=6):
        credit = credit_standing(stage.office, buyer.id, day)
        room = None if credit.limit is None else credit.limit - credit.balance - credit.acceptances_not_due
        lines = _lines(stage, buyer, day)
        if lines and credit.overdue_days <= 0 and (room is None or room >= 0):
            return _issue(stage, buyer, day, lines, room)
    return collect(stage, day)


def _issue(stage: Stage, buyer: Buyer, day: date, lines: list[LineInput], room: Decimal | None) -> None:
    total = sum((round(line.quantity * (line.price or 0), 2) for line in lines), Decimal("0.00"))
    now = buyer.limit == 0 or stage.dice.random() < PAID_NOW or (room is not None and total > room)
    leaves = stage.dice.random() < LEAVES_NOW
    store = stage.articles[lines[0].product_id].store
    vehicle = buyer.firm.plate if stage.dice.random() < 0.8 else ""
    ordered = InvoiceInput(buyer.id, tuple(lines), day, stage.warehouses[store], vehicle=vehicle)
    paid = ReceiptInput(buyer.id, _one(stage, METHODS), total, day) if now else None
    stage.granted(lambda: _sell(stage, buyer, SaleInput(ordered, paid, leaves), day))


def _sell(stage: Stage, buyer: Buyer, x: SaleInput, day: date) -> None:
    done = sale.sell(stage.office, x)
    sold = Sold(done.invoice.id, buyer, day, done.delivery is not None, x.receipt is not None)
    (stage.sold if sold.left else stage.waiting).append(sold)


def _one(stage: Stage, weighed: tuple[tuple[str, int], ...]) -> str:
    return stage.dice.choices([key for key, _weight in weighed], [weight for _key, weight in weighed])[0]


def _lines(stage: Stage, buyer: Buyer, day: date) -> list[LineInput]:
    """A part of the usual basket from one warehouse, as much as is there, at this customer's price."""
    dice = stage.dice
    store = stage.articles[dice.choice(buyer.basket)].store
    usual = [product for product in buyer.basket if stage.articles[product].store == store]
    chosen = dice.sample(usual, min(len(usual), dice.choice((1, 2, 2, 3, 4))))
    there = standings(stage.office, stage.warehouses[store], chosen, buyer.id)
    made = []
    for product in chosen:
        wanted = _quantity(stage, buyer, product)
        if there[product].lowest_later - there[product].promised >= wanted:
            made.append(_line(stage, buyer, product, wanted, day))
    if store == 0 and sum(line.quantity for line in made) >= 100 and dice.random() < 0.3:
        made += _gift(stage)
    return made


def _quantity(stage: Stage, buyer: Buyer, product: int) -> Decimal:
    large = {"feed dealer": (20, 161, 5), "farm": (8, 61, 2), "drug shop": (5, 41, 5)}[buyer.firm.kind]
    return Decimal(stage.dice.randrange(*large) if stage.articles[product].store == 0 else stage.dice.randrange(5, 61, 5))


def _line(stage: Stage, buyer: Buyer, product: int, quantity: Decimal, day: date) -> LineInput:
    article = stage.articles[product]
    unit = article.large if article.pack and quantity % article.pack == 0 and stage.dice.random() < 0.5 else ""
    count = quantity / article.pack if unit else quantity
    price = price_for(stage.office, buyer.id, product, unit, count).price or Decimal(article.price)
    if stage.dice.random() < SPECIAL_PRICE:
        price -= Decimal(article.price) * Decimal("0.01") * (article.pack if unit else 1)
    batch = f"{day:%y%m}{stage.dice.randrange(1, 29):02d}" if article.batch else ""
    return LineInput(product, count, round(price, 2), unit, batch=batch)


def _gift(stage: Stage) -> list[LineInput]:
    product = next(each for each, article in stage.articles.items() if article.code == GIFT)
    there = standings(stage.office, stage.warehouses[0], [product])[product]
    return [LineInput(product, Decimal(1), Decimal(0), gift=True, remark="赠品")] if there.lowest_later > 10 else []


def collect(stage: Stage, day: date, buyer: Buyer | None = None) -> None:
    """Money for old invoices: of this customer, or of one who owes."""
    for who in [buyer] if buyer else stage.dice.sample(stage.buyers, min(12, len(stage.buyers))):
        debts = open_debts(stage.office, who.id, day)
        if debts:
            owed = sum((debt.open for debt in debts[:stage.dice.randrange(1, 4)]), Decimal(0))
            amount = owed if stage.dice.random() < 0.7 else max(round(owed / 2, -2), Decimal("100.00"))
            method = _one(stage, COLLECTED)
            due = date(day.year + (day.month > 6), (day.month + 5) % 12 + 1, 15) if method == "acceptance" else None
            reference = f"{stage.dice.randrange(10**10):010d}" if method in ("acceptance", "transfer") else ""
            receipts.take_receipt(stage.office, ReceiptInput(who.id, method, round(min(amount, owed), 2), day, due=due, reference=reference,
                                                             payer=who.firm.owner, bank="中国农业银行周口分行" if due else ""))
            return


def carry_off(stage: Stage, day: date) -> None:
    """The keeper lets goods of an earlier invoice go, sometimes in two parts."""
    if not stage.waiting:
        return
    sold, part = stage.waiting[0], None
    paper = invoice(stage.office, sold.invoice_id)
    if paper is not None and len(paper.lines) > 1 and not sold.parted and stage.dice.random() < 0.3:
        part, sold.parted = ((paper.lines[0].id, paper.lines[0].base_quantity),), True
    deliveries.pick_up(stage.office, PickUpInput(sold.invoice_id, part, day, stage.dice.choice(KEEPERS), sold.buyer.firm.plate))
    if part is None:
        stage.sold.append(stage.waiting.pop(0))


def void_one(stage: Stage, day: date) -> None:
    """An invoice of this day that was neither paid nor carried off is void: same day, nothing allocated."""
    for sold in reversed(stage.waiting):
        paper = invoice(stage.office, sold.invoice_id) if sold.day == day and not sold.parted else None
        if paper is not None and not paper.received:
            invoices.void_invoice(stage.office, VoidInput(sold.invoice_id, stage.dice.choice(VOIDED)))
            stage.waiting.remove(sold)
            return


def red_one(stage: Stage, day: date) -> None:
    """Some of what was carried off comes back, or the price gives way."""
    if not stage.sold:
        return
    sold = stage.sold.pop(stage.dice.randrange(max(0, len(stage.sold) - 50), len(stage.sold)))
    paper = invoice(stage.office, sold.invoice_id)
    if paper is None:
        return
    line = paper.lines[0]
    if stage.dice.random() < 0.7:
        back = RedLine(line.id, returned=min(line.quantity, Decimal(2)))
        red = invoices.red_invoice(stage.office, RedInput(sold.invoice_id, stage.dice.choice(RETURNED), (back,), day))
        stage.watch.tick()
        deliveries.take_back_goods(stage.office, TakeBackInput(red.id, None, day, stage.dice.choice(KEEPERS)))
    else:
        less = RedLine(line.id, allowance=round(line.amount / 20, 0))
        invoices.red_invoice(stage.office, RedInput(sold.invoice_id, stage.dice.choice(ALLOWED), (less,), day))


SALES: tuple[tuple[Callable[[Stage, date], None], float], ...] = ((carry_off, 0.3), (collect, 0.25))
"""What happens beside each invoice, and how often."""
