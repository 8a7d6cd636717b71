"""Verbs: promise goods to customers on their way, ask keepers what is there, and take their answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from models.core.errors import Problem, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.people import queries as people
from models.stock import queries, rules
from models.stock.commands.counts import start_count
from models.stock.commands.goods import place_problems
from models.stock.inputs import AnswerInput, CheckInput, CountInput, PromiseInput
from models.stock.rules import Goods
from models.stock.tables import Promise, StockCheck


def promise(office: Office, x: PromiseInput) -> Done:
    """Keep goods for a customer who is on the way, until a time (duty 13); no more than is free."""
    x = replace(x, until=_wall(office, x.until))
    goods = queries.goods(office, [x.product_id]).get(x.product_id)
    problems = [*rules.check_product("product", goods), *place_problems(office, x.warehouse_id), *_customer(office, x.customer_id),
                *rules.check_quantity("quantity", x.quantity), *rules.check_until(x.until, office.clock.moment())]
    require(problems)
    with office.command("stock.promise", x) as act:
        made = _promise(act, x, goods)
        act.about(goods.code if goods else "")
    return Done(made)


def _promise(act: Act, x: PromiseInput, goods: Goods | None, most: Decimal | None = None) -> int:
    standing = queries.standings(act.office, x.warehouse_id, [x.product_id])[x.product_id]
    there = standing.on_hand if most is None else min(standing.on_hand, most)
    if goods is not None:
        require(rules.check_free(x.quantity, there - standing.reserved - standing.promised, goods))
    act.changed("stock")
    return int(Promise.insert(customer=x.customer_id, product=x.product_id, warehouse=x.warehouse_id, quantity=x.quantity, until=x.until,
                              person=act.person, moment=act.moment).execute())


def release_promise(office: Office, promise_id: int) -> Done:
    """Give promised goods free again: the customer does not come."""
    row = Promise.get_or_none(Promise.id == promise_id)
    if row is None or row.released:
        require([Problem("", "promise.over", N_("This promise is over already"))])
    with office.command("stock.release_promise", {"id": promise_id}) as act:
        Promise.update(released=True).where(Promise.id == promise_id).execute()
        act.changed("stock").about(str(promise_id))
    return Done(promise_id)


def ask_keeper(office: Office, x: CheckInput) -> Done:
    """Ask a keeper what is there (duty 11), for a customer or for nobody in particular."""
    goods = queries.goods(office, [x.product_id]).get(x.product_id)
    place = queries.warehouse(office, x.warehouse_id)
    problems = [*rules.check_product("product", goods), *place_problems(office, x.warehouse_id), *keeper_problems(office, x.keeper)]
    if x.customer_id is not None:
        problems += _customer(office, x.customer_id)
    if x.quantity is not None:
        problems += rules.check_quantity("quantity", x.quantity)
    require(problems)
    with office.command("stock.ask", x) as act:
        made = StockCheck.insert(
            product=x.product_id, warehouse=x.warehouse_id, customer=x.customer_id, quantity=x.quantity, asked=act.moment,
            asked_on=act.today, asked_by=act.person, keeper=x.keeper or (place.keeper if place else ""),
            remark=clean(x.remark, "remark", 200, emoji=True)).execute()
        act.changed("stock").about(goods.code if goods else "")
    return Done(int(made))


def answer(office: Office, x: AnswerInput) -> Done:
    """Take the keeper's answer. promised_until keeps the quantity asked for; an answer unlike the books opens a count.

    Returns the check's id and, where a count was opened, its number.
    """
    x = replace(x, promised_until=_wall(office, x.promised_until))
    asked = queries.check(office, x.check_id)
    problems = rules.check_quantity("quantity", x.quantity, above=False)
    if asked is None or asked.answered is not None:
        problems.append(Problem("check", "check.over", N_("This question was answered already")))
    elif x.promised_until is not None:
        problems += rules.check_until(x.promised_until, office.clock.moment())
        if asked.customer_id is None or asked.quantity is None:
            problems.append(Problem("until", "check.nobody", N_("The question names no customer and quantity to keep goods for")))
    require(problems)
    assert asked is not None and x.quantity is not None, "required above"
    goods = queries.goods(office, [asked.product_id])
    with office.command("stock.answer", x) as act:
        book = queries.standings(office, asked.warehouse_id, [asked.product_id])[asked.product_id].on_hand
        facts: dict[str, object] = {"answered": x.quantity, "answered_at": act.moment, "book": book, "promised_until": x.promised_until}
        if x.remark:
            facts["remark"] = clean(x.remark, "remark", 200, emoji=True)
        StockCheck.update(facts).where(StockCheck.id == x.check_id).execute()
        if x.promised_until is not None and asked.customer_id is not None and asked.quantity is not None:
            kept = PromiseInput(asked.customer_id, asked.product_id, asked.warehouse_id, asked.quantity, x.promised_until)
            _promise(act, kept, goods[asked.product_id], x.quantity)
        number = ""
        if x.quantity != book and not queries.counted_twice(office, asked.warehouse_id, [asked.product_id]):
            number = start_count(act, CountInput(asked.warehouse_id, None, (asked.product_id,)), x.check_id).number
        act.changed("stock").about(number or goods[asked.product_id].code)
    return Done(x.check_id, number)


def keeper_problems(office: Office, keeper: str) -> list[Problem]:
    """A keeper who is named must be one."""
    names = people.names(office, "keeper")
    if not keeper or keeper in names:
        return []
    return [Problem("keeper", "keeper.unknown", N_("Choose somebody who keeps a warehouse"))]


def _customer(office: Office, customer_id: int) -> list[Problem]:
    if queries.customer_name(office, customer_id) is None:
        return [Problem("customer", "customer.unknown", N_("Choose a customer"))]
    return []


def _wall(office: Office, until: datetime | None) -> datetime | None:
    """A time without a zone is the office's wall clock."""
    if until is None or until.tzinfo is not None:
        return until
    return until.replace(tzinfo=office.clock.local(office.clock.moment()).tzinfo)
