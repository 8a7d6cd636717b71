"""Where the rows of the stock room's listings come from."""

from __future__ import annotations

from datetime import MAXYEAR, datetime, time, timedelta
from typing import Any

from peewee import JOIN, SQL, Join, ModelSelect, Select, Value, fn

from models.core.clock import stamp
from models.core.listing import Filter, clock_of
from models.customers.tables import Customer
from models.people.tables import Person
from models.products.tables import Product
from models.stock.tables import Count, CountLine, Movement, Promise, StockCheck, StockDay, Warehouse

NOW = SQL('"now"."moment"')
"""The instant at which promises are judged: now, or the end of the day the filter asks about. A row of its own in the query."""
UPTO = SQL('"now"."day"')
_LATEST = "9999-12-31"

STOCK_KEY: Any = Product.id * 1_000_000 + Warehouse.id
"""One number for a product in a warehouse."""
ON_HAND, RESERVED = StockDay.on_hand, StockDay.reserved
PROMISED: Any = Promise.select(fn.COALESCE(fn.SUM(Promise.quantity - Promise.consumed), 0)).where(
    Promise.product == Product.id, Promise.warehouse == Warehouse.id, Promise.released == 0, Promise.until > NOW,
    Promise.consumed < Promise.quantity)


def _now(ask: Filter) -> Any:
    if ask.as_of is None or ask.as_of.year == MAXYEAR:
        day, moment = _LATEST, stamp(clock_of(StockDay).moment())
    else:
        day, moment = ask.as_of.isoformat(), stamp(datetime.combine(ask.as_of + timedelta(days=1), time()).astimezone())
    return Select(columns=[Value(day, converter=False).alias("day"), Value(moment, converter=False).alias("moment")]).alias("now")


def stock(ask: Filter) -> ModelSelect:
    """Every product in every warehouse it ever lay in, as it stands now or stood at the end of a day.

    The joins are CROSS so that products come first and each product's day is looked up by key.
    """
    day = StockDay.alias("d")
    latest = day.select(fn.MAX(day.date)).where(day.product == Product.id, day.warehouse == Warehouse.id, day.date <= UPTO)
    rows = Join(Join(Join(_now(ask), Product, JOIN.CROSS), Warehouse, JOIN.CROSS), StockDay, JOIN.CROSS)
    return Product.select().from_(rows).where(
        StockDay.product == Product.id, StockDay.warehouse == Warehouse.id, StockDay.date == latest)


def warehouses(_ask: Filter) -> ModelSelect:
    """Every warehouse with its keeper."""
    return Warehouse.select().join(Person, JOIN.LEFT_OUTER)


def movements(ask: Filter) -> ModelSelect:
    """Every movement; as of a day those dated by then."""
    query = Movement.select().join(Product).switch(Movement).join(Warehouse)
    return query.where(Movement.date <= ask.as_of) if ask.as_of else query


def promises(ask: Filter) -> ModelSelect:
    """Every promise, live or over."""
    rows = Join(Promise, _now(ask), JOIN.CROSS)
    return (Promise.select().from_(rows).join_from(Promise, Product).join_from(Promise, Warehouse).join_from(Promise, Customer))


def checks(_ask: Filter) -> ModelSelect:
    """Every question to a keeper."""
    return (StockCheck.select().join(Product).switch(StockCheck).join(Warehouse)
            .join_from(StockCheck, Customer, JOIN.LEFT_OUTER))


def counts(_ask: Filter) -> ModelSelect:
    """Every stocktake."""
    return Count.select().join(Warehouse)


def count_lines(_ask: Filter) -> ModelSelect:
    """Every counted product."""
    return CountLine.select().join(Product).join_from(CountLine, Count).join_from(Count, Warehouse)


def places() -> list[tuple[Any, str]]:
    """The warehouses, to choose from."""
    return list(Warehouse.select(Warehouse.id, Warehouse.name).order_by(Warehouse.code).tuples())


def recent_counts() -> list[tuple[Any, str]]:
    """The latest stocktakes, to choose from."""
    return list(Count.select(Count.id, Count.number).order_by(Count.id.desc()).limit(50).tuples())
