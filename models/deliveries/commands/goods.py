"""Goods leave for invoices, come back for red ones, and mistakes in writing that down are countered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from models.core.errors import Problem, RuleViolation, require
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.core.typed import check_texts
from models.days import queries as days
from models.days.rules import check_date
from models.deliveries import queries, rules
from models.deliveries.inputs import Parts, PickUpInput, TakeBackInput, UndoInput
from models.deliveries.rules import Paper, Remaining
from models.deliveries.tables import Delivery, DeliveryLine
from models.people.commands import approved
from models.stock import commands as stock
from models.stock import queries as stock_queries
from models.stock.commands import Move
from models.stock.rules import LINE, SHORT_STOCK, short_need, short_problem


def pick_up(office: Office, x: PickUpInput) -> Done:
    """The keeper hands out goods of an invoice, in parts or all that remains (rules: Stock).

    Goods the books do not have are refused, or need an approval of kind "short stock", as the setting says.
    """
    with office.command("delivery.pick_up", x) as act:
        done = leave(act, x)
        _ask_for_short_goods(act, done.id)
        act.about(done.number)
    return done


def leave(act: Act, x: PickUpInput) -> Done:
    """Posting: goods of an invoice leave: a numbered pick-up, the reservation freed, the movement posted.

    Whether the books have the goods is asked by the verb: a sale has asked when the invoice was issued.
    """
    paper = queries.paper(act.office, x.invoice_id)
    day = x.date or _default_day(act.office, paper)
    rows = queries.remaining(act.office, x.invoice_id)
    parts = rules.wanted_parts(x.lines, rows)
    _require(act, x, paper, "sale", day, parts, rows)
    assert paper is not None, "required above"
    done = _store(act, "out", paper, day, x, parts, rows)
    by_line = {row.line_id: row for row in rows}
    stock.release(act, day, paper.warehouse_id, [(line, by_line[line].product_id, quantity) for line, quantity in parts])
    stock.move(act, [_move(paper, by_line[line], day, -quantity, "out", done.number) for line, quantity in parts])
    return done


def take_back_goods(office: Office, x: TakeBackInput) -> Done:
    """The keeper takes in what a red invoice returns."""
    with office.command("delivery.take_back", x) as act:
        done = take_back(act, x)
        act.about(done.number)
    return done


def take_back(act: Act, x: TakeBackInput) -> Done:
    """Posting: returned goods enter stock, no more than the red invoice says."""
    paper = queries.paper(act.office, x.red_invoice_id)
    day = x.date or _default_day(act.office, paper)
    rows = queries.to_take_back(act.office, x.red_invoice_id)
    parts = rules.wanted_parts(x.lines, rows)
    _require(act, x, paper, "red", day, parts, rows)
    assert paper is not None, "required above"
    done = _store(act, "back", paper, day, x, parts, rows)
    by_line = {row.line_id: row for row in rows}
    stock.move(act, [_move(paper, by_line[line], day, quantity, "return", done.number) for line, quantity in parts])
    return done


def undo_delivery(office: Office, x: UndoInput) -> Done:
    """Counter a pick-up or return that was written down by mistake: the same quantities, the other way, under a number of its own."""
    slip = queries.slip(office, x.delivery_id)
    if slip is None or slip.undone or slip.kind == "undo":
        raise RuleViolation([Problem("delivery", "delivery.over", N_("This pick-up is undone already"))])
    paper = queries.paper(office, slip.invoice_id)
    day = x.date or max(slip.date, days.business_date(office))
    rows = queries.remaining(office, slip.invoice_id) if slip.kind == "out" else queries.to_take_back(office, slip.invoice_id)
    by_line = {row.line_id: row for row in rows}
    parts = tuple((line.line_id, line.quantity) for line in slip.lines)
    problems = [*check_date(day, days.closed_through(office), office.clock.today()), *rules.check_undo(by_line, parts, slip.kind)]
    if day < slip.date:
        problems.append(Problem("date", "date.before", N_("{number} is of {day}; its goods move on that day or later"),
                                {"number": slip.number, "day": slip.date}))
    require([*problems, *check_texts(x, (rules.REASON,))])
    assert paper is not None, "a delivery has its invoice"
    with office.command("delivery.undo", x) as act:
        how = PickUpInput(slip.invoice_id, parts, day, slip.keeper, slip.vehicle, x.reason)
        done = _store(act, "undo", paper, day, how, parts, rows, slip.id)
        kind, sign = ("out", 1) if slip.kind == "out" else ("return", -1)
        stock.move(act, [_move(paper, by_line[line], day, sign * quantity, kind, done.number) for line, quantity in parts])
        if slip.kind == "out":
            stock.reserve(act, day, paper.warehouse_id, [(line, by_line[line].product_id, quantity) for line, quantity in parts])
        else:
            _ask_for_short_goods(act, done.id)
        act.about(done.number)
    return done


def _default_day(office: Office, paper: Paper | None) -> date:
    day = days.business_date(office)
    return day if paper is None else max(day, paper.date)


def _require(act: Act, x: PickUpInput | TakeBackInput, paper: Paper | None, kind: str, day: date, parts: Parts,
             rows: Sequence[Remaining]) -> None:
    problems = [*check_date(day, days.closed_through(act.office), act.today), *rules.check_paper(paper, kind, day),
                *stock.keeper_problems(act.office, x.keeper), *rules.check_slip(x)]
    if paper is not None and paper.kind == kind and not paper.void:
        problems += rules.check_parts(parts, rows)
    require(problems)


def _store(act: Act, kind: str, paper: Paper, day: date, x: PickUpInput | TakeBackInput, parts: Parts, rows: Sequence[Remaining],
           undoes: int | None = None) -> Done:
    place = stock_queries.warehouse(act.office, paper.warehouse_id)
    number = take(act, rules.DELIVERIES, day)
    made = int(Delivery.insert(
        number=number, kind=kind, date=day, invoice=paper.id, keeper=x.keeper or (place.keeper if place else ""),
        vehicle=clean(x.vehicle, "vehicle", 40, digits=True), remark=clean(x.remark, "remark", 200, emoji=True), undoes=undoes,
        person=act.person, moment=act.moment).execute())
    batches = {row.line_id: row.batch for row in rows}
    DeliveryLine.insert_many([{"delivery": made, "line": line, "quantity": quantity, "batch": batches[line]}
                              for line, quantity in parts]).execute()
    act.changed("deliveries", "stock").note(delivery=number)
    return Done(made, number)


def _move(paper: Paper, row: Remaining, day: date, quantity: Decimal, kind: str, number: str) -> Move:
    return Move(day, paper.warehouse_id, row.product_id, quantity, kind, LINE, row.line_id, number, batch=row.batch, expiry=row.expiry)


def _ask_for_short_goods(act: Act, delivery_id: int) -> None:
    """Goods that just left and that the books did not have, on that day or a later one: refused, or a manager's matter."""
    slip = queries.slip(act.office, delivery_id)
    assert slip is not None, "just stored"
    products = list(dict.fromkeys(line.product_id for line in slip.lines))
    known = stock_queries.goods(act.office, products)
    standings = stock_queries.standings(act.office, slip.warehouse_id, products, day=slip.date)
    short = [(known[product], standings[product].least_on_hand) for product in products if standings[product].least_on_hand < 0]
    if act.office.settings[SHORT_STOCK] == "refuse":
        require([short_problem("lines", goods, least) for goods, least in short])
    approved(act, [short_need("lines", goods, least) for goods, least in short])
