"""What else a desk has to do with: things to do, a supplier's promise, a price list, a lorry that came for nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from data.demo.stage import Stage
from models.days.queries import next_work_day
from models.deliveries import commands as deliveries
from models.deliveries.inputs import FailedTripInput
from models.people.queries import choices
from models.products import commands as products
from models.products.inputs import PriceListInput, SupplyPromiseInput
from models.tasks import commands as tasks
from models.tasks.inputs import TaskInput

OLD_FRIENDS = "老客户价"
TO_DO = ("把上周销售日报报财务部", "催二号库盘点表", "通知客户猪料调价", "打印本月对账单寄出", "给新客户寄样品", "核对承兑汇票到期日", "整理开户资料归档", "统计本周客户意见报经理")
MISSED = ("客户到时缺货，空车返回", "开错仓库，客户空跑一趟")


def set_prices(stage: Stage) -> None:
    """The list of old customers: feeds two yuan below the list price."""
    prices = tuple((product, Decimal(article.price) - 2) for product, article in stage.articles.items() if article.store == 0)
    products.set_price_list(stage.office, PriceListInput(OLD_FRIENDS, prices))


def add_to_do(stage: Stage, day: date) -> None:
    """One more thing to do within three days; most of what is due gets done."""
    office, dice = stage.office, stage.dice
    crew = [person_id for person_id, _name in choices(office)]
    due = next_work_day(office, day, dice.randrange(1, 4))
    made = tasks.add_task(office, TaskInput(dice.choice(TO_DO), due, dice.choice(crew))).id
    if dice.random() < 0.6:
        stage.watch.tick()
        tasks.finish_task(office, made)


def promise_supply(stage: Stage, day: date) -> None:
    """A supplier says what comes when, and at which price (duty 104)."""
    product = stage.dice.choice(tuple(stage.articles))
    article = stage.articles[product]
    price = round(Decimal(article.cost) * Decimal("1.01"), 2)
    products.file_supply_promise(stage.office, SupplyPromiseInput(
        article.supplier, product, price, Decimal(stage.dice.randrange(100, 800, 50)), day,
        day + timedelta(days=stage.dice.randrange(2, 9))))


def drive_for_nothing(stage: Stage, day: date) -> None:
    """Somebody's fault; he bears the freight (duties 13, 27)."""
    buyer = stage.dice.choice(stage.buyers)
    freight = Decimal(stage.dice.randrange(80, 320, 20))
    deliveries.failed_trip(stage.office, FailedTripInput(buyer.id, stage.dice.choice(MISSED), freight, day, buyer.firm.plate,
                                                         at_fault_id=stage.dice.choice(stage.salespeople)))
