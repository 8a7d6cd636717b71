"""Verbs: goods in, opening stock, and corrections of the books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.core.errors import Need, Problem, RuleViolation, require
from models.core.imports import many
from models.core.money import round_money
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.days import queries as days
from models.days.rules import check_date
from models.people.commands import approved
from models.stock import queries, rules
from models.stock.commands.postings import move
from models.stock.inputs import AdjustInput, GoodsInInput, Move, OpeningStockInput
from models.stock.rules import Goods


def goods_in(office: Office, x: GoodsInInput) -> Done:
    """Take in goods from a supplier, with cost, batch and expiry, under one number. Returns the first movement's id."""
    day = x.date or days.business_date(office)
    known = queries.goods(office, [line.product_id for line in x.lines])
    require([*place_problems(office, x.warehouse_id), *day_problems(office, day), *rules.check_goods_in(x, known)])
    with office.command("stock.goods_in", x) as act:
        number = take(act, rules.GOODS_IN, day)
        made = move(act, _moves_in(x, known, day, number))
        act.about(number).note(number=number)
    return Done(made[0], number)


def _moves_in(x: GoodsInInput, known: Mapping[int, Goods], day: date, number: str) -> list[Move]:
    moves, supplier = [], clean(x.supplier, "supplier", 80)
    for line in x.lines:
        goods = known[line.product_id]
        factor = goods.units[line.unit or goods.unit]
        quantity = rules.to_base(line.quantity, factor)
        assert quantity is not None, "check_goods_in let it pass"
        moves.append(Move(day, x.warehouse_id, line.product_id, quantity, "in", "goods in", 0, number, supplier,
                          None if line.cost is None else rules.base_cost(line.cost, factor),
                          clean(line.batch, "batch", 40, digits=True), line.expiry, clean(line.remark, "remark", 200, emoji=True)))
    return moves


def set_opening_stock(office: Office, x: OpeningStockInput) -> Done:
    """Say what lay there when the office began; said again before the first close, the difference is posted."""
    day = x.date or days.business_date(office)
    known = queries.goods(office, [x.product_id])
    goods = known.get(x.product_id)
    require([*rules.check_opening(x.quantity, x.cost, days.closed_through(office)), *rules.check_product("product", goods),
             *place_problems(office, x.warehouse_id), *day_problems(office, day)])
    with office.command("stock.opening", x) as act:
        said = queries.opening_stock(office, x.product_id, x.warehouse_id)
        same = said.pop((day, x.cost), Decimal(0))
        moves = [Move(then, x.warehouse_id, x.product_id, -quantity, "opening", "opening", cost=cost)
                 for (then, cost), quantity in said.items()]
        moves.append(Move(day, x.warehouse_id, x.product_id, x.quantity - same, "opening", "opening", cost=x.cost))
        made = move(act, moves)
        require(shortfalls(act, moves, known))
        act.about(known[x.product_id].code)
    return Done(made[-1] if made else 0)


def adjust(office: Office, x: AdjustInput) -> Done:
    """Correct the books by a quantity, with a manager's approval of kind "stock adjustment"."""
    day = x.date or days.business_date(office)
    known = queries.goods(office, [x.product_id])
    goods = known.get(x.product_id)
    problems = [*rules.check_adjust(x), *place_problems(office, x.warehouse_id), *day_problems(office, day)]
    require(problems if goods else [*problems, *rules.check_product("product", goods)])
    with office.command("stock.adjust", x) as act:
        moves = [Move(day, x.warehouse_id, x.product_id, x.quantity, "adjust", "adjustment",
                      batch=clean(x.batch, "batch", 40, digits=True), remark=clean(x.reason, "reason", 200))]
        made = move(act, moves)
        require(shortfalls(act, moves, known))
        place = queries.warehouse(office, x.warehouse_id)
        worth = worth_of(office, {x.product_id: x.quantity})
        approved(act, [Need("stock adjustment", N_("Adjust {name} in {warehouse} by {quantity} {unit}: {reason}"),
                            {"name": known[x.product_id].name, "warehouse": place.name if place else "", "quantity": x.quantity,
                             "unit": known[x.product_id].unit, "reason": x.reason}, worth)])
        act.about(known[x.product_id].code)
    return Done(made[0])


def worth_of(office: Office, differences: Mapping[int, Decimal]) -> Decimal | None:
    """Σ of the differences' sizes at the last cost, in yuan; None where no cost is known."""
    costs = queries.last_costs(office, differences)
    known = [round_money(abs(quantity) * costs[product]) for product, quantity in differences.items() if product in costs]
    return sum(known, Decimal(0)) if known else None


def place_problems(office: Office, warehouse_id: int) -> list[Problem]:
    """The warehouse must be filed and in use."""
    place = queries.warehouse(office, warehouse_id)
    if place is None:
        return [Problem("warehouse", "warehouse.unknown", N_("Choose a warehouse"))]
    if not place.active:
        return [Problem("warehouse", "warehouse.inactive", N_("{name} is no longer in use"), {"name": place.name})]
    return []


def day_problems(office: Office, day: date) -> list[Problem]:
    """The business date must be open and not far ahead."""
    return check_date(day, days.closed_through(office), office.clock.today())


def shortfalls(act: Act, posted: list[Move], known: Mapping[int, Goods], field: str = "quantity") -> list[Problem]:
    """What is wrong with movements just posted: goods that went down and now lie below zero on that day or a later one.

    Raised, it rolls the command back.
    """
    first: dict[tuple[int, int], date] = {}
    for each in posted:
        key = (each.warehouse_id, each.product_id)
        if each.quantity < 0:
            first[key] = min(each.date, first.get(key, each.date))
    found = []
    for (warehouse_id, product_id), day in first.items():
        least = queries.standings(act.office, warehouse_id, [product_id], day=day)[product_id].least_on_hand
        if least < 0:
            found.append(rules.short_problem(field, known[product_id], least))
    return found


def take_back_opening(act: Act, product_ids: Sequence[int]) -> None:
    """Posting: what products brought in by mistake began with is gone, as if it never lay there; the import is marked undone already.

    Goods that moved since keep theirs, and then the products stay. Raises RuleViolation when the day they came is closed.
    """
    wanted, gone, closed = set(product_ids), [], days.closed_through(act.office)
    for product, first, others in act.office.database.execute_sql(
            "SELECT product_id, MIN(date), SUM(kind <> 'opening') FROM movement GROUP BY product_id").fetchall():
        if product in wanted and not others:
            if closed is not None and date.fromisoformat(first) <= closed:
                raise RuleViolation([Problem("", "import.closed", N_("The opening stock of these rows stands in the sheet of {day}, which "
                                                                     "is closed; have that day reopened, or adjust the stock"),
                                             {"day": date.fromisoformat(first)})])
            gone.append((product,))
    leaving = {product for product, in gone}
    act.gone("movement", [row_id for row_id, product in act.office.database.execute_sql("SELECT id, product_id FROM movement ORDER BY id")
                          if product in leaving])
    many(act.office.database, "DELETE FROM movement WHERE product_id = ?", gone)
    many(act.office.database, "DELETE FROM stock_day WHERE product_id = ?", gone)
    act.changed("stock")
