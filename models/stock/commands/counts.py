"""Verbs: stocktakes, from the sheet through the count to the approved adjustment."""

from __future__ import annotations

from decimal import Decimal

from models.core.errors import Need, Problem, RuleViolation, require
from models.core.kinds import trimmed
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.days import queries as days
from models.people.commands import approved
from models.stock import queries, rules
from models.stock.commands.goods import day_problems, place_problems, shortfalls, worth_of
from models.stock.commands.postings import move
from models.stock.inputs import CountedInput, CountInput, Move
from models.stock.queries import CountSheet
from models.stock.tables import Count, CountLine

_SHOWN = 5
"""Differences named in the question to the manager; the rest are counted."""


def open_count(office: Office, x: CountInput) -> Done:
    """Make a count sheet with the book quantities of a day."""
    day = x.date or days.business_date(office)
    problems = [*place_problems(office, x.warehouse_id), *day_problems(office, day)]
    if x.product_ids is not None and len(queries.goods(office, x.product_ids)) != len(set(x.product_ids)):
        problems.append(Problem("products", "product.unknown", N_("Choose a product")))
    require(problems)
    with office.command("stock.count", x) as act:
        done = start_count(act, x)
        act.about(done.number)
    return done


def start_count(act: Act, x: CountInput, check_id: int | None = None) -> Done:
    """Posting: the sheet of a stocktake; a product stands on one open sheet of a warehouse only."""
    day = x.date or days.business_date(act.office)
    products = queries.products_in(act.office, x.warehouse_id, day) if x.product_ids is None else list(dict.fromkeys(x.product_ids))
    if not products:
        raise RuleViolation([Problem("products", "count.empty", N_("There is nothing to count by the books; name the products"))])
    twice = queries.counted_twice(act.office, x.warehouse_id, products)
    if twice:
        raise RuleViolation([Problem("warehouse", "count.twice", N_("Count {number} is still open; finish or drop it first"),
                                     {"number": next(iter(twice.values()))})])
    number = take(act, rules.COUNTS, day)
    made = Count.insert(number=number, warehouse=x.warehouse_id, date=day, source_check=check_id, person=act.person,
                        moment=act.moment).execute()
    books = queries.standings(act.office, x.warehouse_id, products, day=day)
    CountLine.insert_many([{"count": made, "product": product, "book": books[product].on_hand} for product in products]).execute()
    act.changed("stock").note(count=number)
    return Done(int(made), number)


def enter_counted(office: Office, x: CountedInput) -> Done:
    """Write down what was counted and why it differs; may be done in parts and again until the count is adjusted."""
    sheet = _open_sheet(office, x.count_id)
    known = queries.goods(office, [line.product_id for line in x.lines])
    require(rules.check_counted(x, known))
    with office.command("stock.counted", x) as act:
        on_sheet = {line.product_id for line in sheet.lines}
        added = [line.product_id for line in x.lines if line.product_id not in on_sheet]
        books = queries.standings(office, sheet.warehouse_id, added, day=sheet.date)
        for line in x.lines:
            reason = clean(line.reason, "reason", 200, emoji=True)
            if line.product_id in books:
                CountLine.insert(count=sheet.id, product=line.product_id, book=books[line.product_id].on_hand, counted=line.counted,
                                 reason=reason).execute()
            else:
                CountLine.update(counted=line.counted, reason=reason).where(
                    CountLine.count == sheet.id, CountLine.product == line.product_id).execute()
        act.changed("stock").about(sheet.number)
    return Done(sheet.id, sheet.number)


def adjust_count(office: Office, count_id: int) -> Done:
    """End a count: its differences are approved ("stock adjustment") and posted on its day. Without any it just ends."""
    sheet = _open_sheet(office, count_id)
    require([*day_problems(office, sheet.date), *rules.check_sheet(sheet.lines),
             *rules.check_behind(queries.changed_behind(office, sheet))])
    differences = {line.product_id: line.difference for line in sheet.lines if line.difference}
    known = queries.goods(office, differences)
    with office.command("stock.count_adjust", {"id": count_id, "lines": sheet.lines}) as act:
        moves = [Move(sheet.date, sheet.warehouse_id, line.product_id, line.difference, "adjust", "count", sheet.id, sheet.number,
                      remark=line.reason) for line in sheet.lines]
        move(act, moves)
        require(shortfalls(act, moves, known, "lines"))
        if differences:
            approved(act, [Need("stock adjustment", N_("Adjust {warehouse} by count {number}, {count} differences: {differences}"),
                                {"warehouse": sheet.warehouse, "number": sheet.number, "count": len(differences),
                                 "differences": _worded(sheet)}, worth_of(office, differences))])
        Count.update(state="adjusted").where(Count.id == count_id).execute()
        act.changed("stock").about(sheet.number)
    return Done(count_id, sheet.number)


def drop_count(office: Office, count_id: int, reason: str) -> Done:
    """Give a count up; it keeps its number and its sheet, and changes nothing."""
    sheet = _open_sheet(office, count_id)
    reason = clean(reason, "reason", 200, emoji=True)
    if not reason:
        raise RuleViolation([Problem("reason", "text.missing", N_("Enter a reason"))])
    with office.command("stock.count_drop", {"id": count_id, "reason": reason}) as act:
        Count.update(state="dropped").where(Count.id == count_id).execute()
        act.changed("stock").about(sheet.number)
    return Done(count_id, sheet.number)


def _open_sheet(office: Office, count_id: int) -> CountSheet:
    sheet = queries.count_sheet(office, count_id)
    if sheet is None or sheet.state != "open":
        raise RuleViolation([Problem("count", "count.over", N_("This count is over already"))])
    return sheet


def _worded(sheet: CountSheet) -> str:
    named = [f"{line.product} {'+' if line.difference > 0 else '−'}{trimmed(abs(Decimal(line.difference)))} {line.unit}"
             for line in sheet.lines if line.difference]
    return "; ".join(named[:_SHOWN]) + ("…" if len(named) > _SHOWN else "")
