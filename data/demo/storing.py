"""Goods that come in before they run out, questions to the keepers, a shelf counted now and then."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from data.demo.stage import Stage
from models.stock import commands as stock
from models.stock.inputs import AnswerInput, CheckInput, CountedInput, CountedLine, CountInput, GoodsInInput, GoodsInLine
from models.stock.queries import standings

PROMISED = timedelta(days=1)


def fill_up(stage: Stage, day: date) -> None:
    """Goods in for whatever is low, a delivery for each supplier."""
    for store, warehouse in enumerate(stage.warehouses):
        here = [product for product, article in stage.articles.items() if article.store == store]
        there = standings(stage.office, warehouse, here)
        most = 500 if store == 0 else 200
        low = [product for product in here if there[product].lowest_later < most]
        for supplier in dict.fromkeys(stage.articles[product].supplier for product in low):
            lines = tuple(_line(stage, product, day) for product in low if stage.articles[product].supplier == supplier)
            stock.goods_in(stage.office, GoodsInInput(warehouse, lines, supplier, day))
            stage.watch.tick()


def _line(stage: Stage, product: int, day: date) -> GoodsInLine:
    article, dice = stage.articles[product], stage.dice
    quantity = Decimal(dice.randrange(*((500, 1500) if article.store == 0 else (200, 800)), 50))
    cost = round(Decimal(article.cost) * (100 + dice.randrange(-2, 3)) / 100, 2)
    batch = f"{day:%y%m%d}{dice.randrange(1, 9):02d}" if article.batch else ""
    return GoodsInLine(product, quantity, cost=cost, batch=batch, expiry=day + timedelta(days=540) if article.batch else None)


def ask(stage: Stage, day: date, *, answered: bool = True) -> None:
    """A customer is on the way: the keeper is asked and answers; the goods are kept for a while (duties 11, 13)."""
    dice, buyer = stage.dice, stage.dice.choice(stage.buyers)
    product = dice.choice(buyer.basket)
    warehouse = stage.warehouses[stage.articles[product].store]
    there = standings(stage.office, warehouse, [product])[product]
    wanted = Decimal(dice.randrange(5, 31, 5))
    done = stock.ask_keeper(stage.office, CheckInput(product, warehouse, buyer.id, wanted, remark="客户在路上"))
    if not answered:
        return
    stage.watch.tick()
    free = there.on_hand - there.reserved - there.promised
    until = datetime.combine(day, datetime.min.time(), stage.watch.zone) + PROMISED if free >= wanted and dice.random() < 0.6 else None
    stock.answer(stage.office, AnswerInput(done.id, there.on_hand, until))


def count_shelf(stage: Stage, day: date) -> None:
    """Three products are counted; one bag is missing, the manager agrees to take it off the books."""
    store = stage.dice.randrange(2)
    here = [product for product, article in stage.articles.items() if article.store == store]
    chosen = tuple(stage.dice.sample(here, 3))
    there = standings(stage.office, stage.warehouses[store], chosen)
    count = stock.open_count(stage.office, CountInput(stage.warehouses[store], day, chosen)).id
    stage.watch.tick()
    short = chosen[0] if there[chosen[0]].lowest_later > 1 else None
    lines = tuple(CountedLine(product, there[product].on_hand - (product == short), "破包损耗" if product == short else "")
                  for product in chosen)
    stock.enter_counted(stage.office, CountedInput(count, lines))
    stage.watch.tick()
    stage.granted(lambda: stock.adjust_count(stage.office, count))
