"""The first morning of the sample: people, warehouses, products, customers with opened accounts, and what stood in the old books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.demo.goods import ARTICLES, Article
from data.demo.names import SEGMENTS, WORDS, Firm, firm
from data.demo.stage import CLERK, CREW, KEEPERS, SALESPEOPLE, Buyer, Stage
from data.demo.sundries import OLD_FRIENDS, set_prices
from models.core import company
from models.core.settings import Option, set_options
from models.customers import commands as customers
from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput
from models.people import commands as people
from models.people.inputs import PersonInput
from models.people.queries import choices
from models.products import commands as products
from models.products.inputs import ProductInput, TierInput, UnitInput
from models.receipts import commands as receipts
from models.receipts.inputs import OpeningCashInput
from models.receivables import commands as receivables
from models.receivables.inputs import OpeningInput
from models.stock import commands as stock
from models.stock.inputs import OpeningStockInput, WarehouseInput

COMPANY: Mapping[Option[Any], Any] = {
    company.NAME: "豫中牧丰农牧有限公司（示例）", company.ADDRESS: "河南省周口市川汇区工农路 88 号", company.PHONE: "0394-8200000",
    company.TAX_NUMBER: "91411602MA0SAMPLE2", company.BANK: "中原农商银行周口分行", company.BANK_ACCOUNT: "6200 0000 0000 0000 000",
    company.SAMPLE: True,
}
LIMITS = (("20000", 2), ("50000", 4), ("100000", 3), ("200000", 1))
ADDRESSES = 0.15
DRAFTS = 3


def found(stage: Stage, count: int, day: date) -> None:
    """Everything that stands before the first invoice; day: the business date of the opening figures."""
    set_options(stage.office, COMPANY)
    for name, roles in CREW:
        people.add_person(stage.office, PersonInput(name, frozenset(roles), phone=""))
    people.sign_in(stage.office, CLERK)
    names = {name: person_id for person_id, name in choices(stage.office)}
    stage.salespeople = tuple(names[name] for name in SALESPEOPLE)
    stage.warehouses = tuple(stock.add_warehouse(stage.office, WarehouseInput(code, name, names[keeper])).id for code, name, keeper in (
        ("CK1", "一号库（饲料）", KEEPERS[0]), ("CK2", "二号库（兽药预混料）", KEEPERS[1])))
    for article in ARTICLES:
        _file_article(stage, article, day)
    set_prices(stage)
    for _each in range(count):
        _file_buyer(stage, day)
    drafts = 0 if count <= DRAFTS * 4 else DRAFTS
    stage.watch.tick()
    opened = [buyer.id for buyer in stage.buyers[:len(stage.buyers) - drafts]]
    if opened:
        stage.granted(lambda: customers.open_customers(stage.office, opened))
    for buyer in stage.buyers[len(opened):][:1]:
        customers.ask_opening(stage.office, buyer.id)
    del stage.buyers[len(opened):]
    _carry_over(stage, day)
    receipts.set_opening_cash(stage.office, OpeningCashInput(Decimal("3256.00"), day))


def _file_article(stage: Stage, article: Article, day: date) -> None:
    price, cost = Decimal(article.price), Decimal(article.cost)
    units = (UnitInput(article.large, article.pack),) if article.large else ()
    tiers = (TierInput(Decimal(100), price - 2), TierInput(Decimal(500), price - 4)) if article.store == 0 else ()
    product = products.file_product(stage.office, ProductInput(
        article.name, article.unit, article.code, article.specification, article.rate, units, list_price=price,
        minimum_price=round(cost * Decimal("1.02"), 2), tiers=tiers, supplier=article.supplier, asks_batch=article.batch,
        low_stock=Decimal(120 if article.store == 0 else 60))).id
    stage.articles[product] = article
    quantity = Decimal(stage.dice.randrange(*((400, 1600) if article.store == 0 else (200, 900)), 10))
    stock.set_opening_stock(stage.office, OpeningStockInput(product, stage.warehouses[article.store], quantity, cost, day))


def _file_buyer(stage: Stage, day: date) -> None:
    dice, who = stage.dice, firm(stage.dice, stage.taken)
    limit = Decimal(dice.choices([text for text, _weight in LIMITS], [weight for _text, weight in LIMITS])[0])
    allowed = None if dice.random() < 0.1 else Decimal(0) if dice.random() < 0.25 else limit
    licences = (LicenceInput("兽药经营许可证", f"（{day.year - 2}）兽药经营证字{who.place.district}{dice.randrange(1000):03d}号",
                             stage.until + timedelta(days=dice.choice((12, 60, 300, 700)))),) if who.kind == "drug shop" else ()
    elsewhere = (AddressInput(f"{who.place.province}{who.place.city}市{who.place.county}西环路仓库", who.place.city),)
    done = customers.file_customer(stage.office, CustomerInput(
        who.name, short_name=_short(who), kind="dealer" if who.kind == "feed dealer" and dice.random() < 0.4 else "customer",
        tax_number=who.tax_number, territory=who.place.city, address=who.address, phone=who.phone, credit_limit=allowed,
        credit_days=dice.choice((7, 15, 30)) if allowed else 0,
        price_list=OLD_FRIENDS if dice.random() < 0.2 else "", salesperson_id=dice.choice(stage.salespeople), segment=SEGMENTS[who.kind],
        contacts=(ContactInput(who.owner, "负责人", who.phone, _birthday(stage)),),
        addresses=elsewhere if dice.random() < ADDRESSES else (), licences=licences))
    stage.buyers.append(Buyer(done.id, who, _basket(stage, who), 1 / (1 + len(stage.buyers)) ** 0.7, allowed))


def _short(who: Firm) -> str:
    return next((who.place.county[:2] + word for word in WORDS if word in who.name), who.owner)


def _birthday(stage: Stage) -> date:
    return date(stage.dice.randrange(1962, 1996), stage.dice.randrange(1, 13), stage.dice.randrange(1, 29))


def _basket(stage: Stage, who: Firm) -> tuple[int, ...]:
    """What a customer usually buys: feeds of one or two animals, a drug shop mostly drugs."""
    feeds = [product for product, article in stage.articles.items() if article.store == 0]
    drugs = [product for product, article in stage.articles.items() if article.store == 1]
    if who.kind == "drug shop":
        return tuple(stage.dice.sample(drugs, min(len(drugs), stage.dice.randrange(4, 7))))
    start = stage.dice.randrange(len(feeds) - 3)
    return (*feeds[start:start + stage.dice.randrange(2, 5)], *stage.dice.sample(drugs, stage.dice.randrange(0, 3)))


def _carry_over(stage: Stage, day: date) -> None:
    """Every third customer owes something from the old books, some of it past due; one has paid ahead."""
    for place, buyer in enumerate(stage.buyers):
        if place % 3 == 0 and buyer.limit:
            owed = round(buyer.limit * Decimal(stage.dice.randrange(5, 45)) / 100, 2)
            due = day + timedelta(days=stage.dice.choice((-75, -40, -12, 3, 10, 20)))
            receivables.set_opening_receivable(stage.office, OpeningInput(buyer.id, owed, day, due))
        elif place == 1:
            receivables.set_opening_receivable(stage.office, OpeningInput(buyer.id, Decimal("-2400.00"), day))
