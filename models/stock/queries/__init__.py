"""What is known of goods: how they stand, what moved, what was asked, promised and counted."""

from __future__ import annotations

from models.stock.queries.days import DayMovement, day_movement, faults
from models.stock.queries.goods import customer_name, goods, last_costs
from models.stock.queries.places import WarehouseRow, default_warehouse, holds_goods, warehouse, warehouses
from models.stock.queries.standing import moved, opening_stock, standings

__all__ = ["DayMovement", "WarehouseRow", "customer_name", "day_movement", "default_warehouse", "faults", "goods", "holds_goods",
           "last_costs", "moved", "opening_stock", "standings", "warehouse", "warehouses"]
