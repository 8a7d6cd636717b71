"""What is known of goods: how they stand, what moved, what was asked, promised and counted."""

from __future__ import annotations

from models.stock.queries.asked import (
    CheckRow,
    CountRow,
    CountSheet,
    PromiseRow,
    changed_behind,
    check,
    count_numbered,
    count_sheet,
    counted_twice,
    live_promises,
    open_counts,
    products_in,
    unanswered,
)
from models.stock.queries.days import DayMovement, day_movement, faults
from models.stock.queries.goods import customer_name, goods, last_costs, services
from models.stock.queries.places import WarehouseRow, default_warehouse, holds_goods, warehouse, warehouses
from models.stock.queries.standing import moved, opening_stock, standings

__all__ = ["CheckRow", "CountRow", "CountSheet", "DayMovement", "PromiseRow", "WarehouseRow", "changed_behind", "check", "count_numbered",
           "count_sheet", "counted_twice", "customer_name", "day_movement", "default_warehouse", "faults", "goods", "holds_goods",
           "last_costs", "live_promises", "moved", "open_counts", "opening_stock", "products_in", "services", "standings", "unanswered",
           "warehouse", "warehouses"]
