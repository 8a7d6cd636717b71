"""Postings: goods move and are reserved inside another room's command; the day's figures follow, also backwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.core.clock import stamp
from models.core.fields import to_scaled
from models.core.office import Act
from models.core.rows import insert_row
from models.stock.inputs import Move
from models.stock.queries import services
from models.stock.rules import LINE, MOVES
from models.stock.tables import Movement, Reservation, Reserved

Item = tuple[int, int, Decimal]
"""(invoice line id, product id, quantity in base units)."""
Key = tuple[int, int, date]
"""(product id, warehouse id, day)."""


def reserve(act: Act, day: date, warehouse_id: int, items: Sequence[Item]) -> None:
    """Posting: keep goods for issued lines until they leave (rules: Stock). Quantities are positive."""
    _post_reservations(act, day, warehouse_id, items)


def release(act: Act, day: date, warehouse_id: int, items: Sequence[Item]) -> None:
    """Posting: free goods that were kept for lines, because they leave or the line is cancelled.

    Quantities are positive. Raises ValueError when a line has less reserved than is released.
    """
    _post_reservations(act, day, warehouse_id, [(line, product, -quantity) for line, product, quantity in items])


def _post_reservations(act: Act, day: date, warehouse_id: int, items: Iterable[Item]) -> None:
    kept = [item for item in items if item[2]]
    performed = services(act.office, [product for _line, product, _quantity in kept])
    kept = [item for item in kept if item[1] not in performed]
    if not kept:
        return
    for line, product, quantity in kept:
        insert_row(act.office.database, Reservation, {"date": day, "warehouse": warehouse_id, "product": product, "quantity": quantity,
                                                      "source": LINE, "source_id": line})
    deltas: dict[Key, Decimal] = defaultdict(Decimal)
    for line, product, quantity in kept:
        deltas[product, warehouse_id, day] += quantity
        _keep_reserved(act, warehouse_id, line, product, quantity)
    _shift(act, {}, deltas)
    act.changed("stock")


def _keep_reserved(act: Act, warehouse_id: int, line: int, product: int, quantity: Decimal) -> None:
    left = act.office.database.execute_sql(
        "INSERT INTO reserved (source_id, warehouse_id, product_id, quantity) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (source_id) DO UPDATE SET quantity = quantity + excluded.quantity RETURNING quantity",
        (line, warehouse_id, product, to_scaled(quantity, 3))).fetchone()[0]
    if left < 0:
        raise ValueError(f"invoice line {line}: {-quantity} released, more than is reserved")
    if left == 0:
        Reserved.delete_by_id(line)


def move(act: Act, moves: Sequence[Move]) -> list[int]:
    """Posting: goods go in or out on their days; every later day of the same product and warehouse shifts with them.

    Whether the stock allows it is asked by the verbs (queries.standings). Returns the movements' ids.
    Raises ValueError for an unknown kind or a quantity finer than 0.001.
    """
    deltas: dict[Key, Decimal] = defaultdict(Decimal)
    kept = [each for each in moves if each.quantity]
    for each in kept:
        if each.kind not in MOVES:
            raise ValueError(f"no such kind of movement: {each.kind}")
        deltas[each.product_id, each.warehouse_id, each.date] += each.quantity
    if not kept:
        return []
    made = [insert_row(act.office.database, Movement, _row(act, each)) for each in kept]
    _shift(act, deltas, {})
    act.changed("stock")
    return made


def _row(act: Act, each: Move) -> dict[str, object]:
    return {"date": each.date, "warehouse": each.warehouse_id, "product": each.product_id, "quantity": each.quantity,
            "kind": each.kind, "source": each.source, "source_id": each.source_id, "number": each.number,
            "supplier": each.supplier, "cost": each.cost, "batch": each.batch, "expiry": each.expiry,
            "remark": each.remark, "person": act.person, "moment": act.moment}


_OPEN_DAY = """
INSERT INTO stock_day (product_id, warehouse_id, date, on_hand, reserved)
SELECT ?1, ?2, ?3, COALESCE(MAX(b.on_hand), 0), COALESCE(MAX(b.reserved), 0)
FROM (SELECT on_hand, reserved FROM stock_day WHERE product_id = ?1 AND warehouse_id = ?2 AND date < ?3
      ORDER BY date DESC LIMIT 1) AS b
WHERE true ON CONFLICT DO NOTHING"""
_SHIFT_LATER = """
UPDATE stock_day SET on_hand = on_hand + ?4, reserved = reserved + ?5 WHERE product_id = ?1 AND warehouse_id = ?2 AND date >= ?3"""


def _shift(act: Act, on_hand: Mapping[Key, Decimal], reserved: Mapping[Key, Decimal]) -> None:
    """A row for each day touched, taken over from the day before it, then this and every later row moved by the difference."""
    for product, warehouse, day in {**on_hand, **reserved}:
        key = (product, warehouse, day.isoformat())
        act.office.database.execute_sql(_OPEN_DAY, key)
        moved = to_scaled(on_hand.get((product, warehouse, day), Decimal(0)), 3)
        kept = to_scaled(reserved.get((product, warehouse, day), Decimal(0)), 3)
        act.office.database.execute_sql(_SHIFT_LATER, (*key, moved, kept))


def consume_promises(act: Act, customer_id: int, warehouse_id: int, wanted: Mapping[int, Decimal]) -> None:
    """Posting: what is issued to a customer uses up what was promised to her, the promise that ends first, first.

    wanted: product id → quantity in base units. Expired and released promises stay as they are.
    """
    run, left = act.office.database.execute_sql, {product: to_scaled(quantity, 3) for product, quantity in wanted.items()}
    for promise, product, kept in run(_LIVE, (customer_id, warehouse_id, stamp(act.moment))).fetchall():
        taken = min(left.get(product, 0), kept)
        if taken > 0:
            run("UPDATE promise SET consumed = consumed + ? WHERE id = ?", (taken, promise))
            left[product] -= taken
    act.changed("stock")


_LIVE = """
SELECT id, product_id, quantity - consumed FROM promise
WHERE customer_id = ? AND warehouse_id = ? AND released = 0 AND until > ? AND consumed < quantity ORDER BY until, id"""
