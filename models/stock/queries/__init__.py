"""What is known of goods: how they stand, what moved, what was asked, promised and counted."""

from __future__ import annotations

from models.stock.queries.days import DayMovement, day_movement, faults
from models.stock.queries.places import WarehouseRow, default_warehouse, warehouse, warehouses
from models.stock.queries.standing import moved, standings

__all__ = ["DayMovement", "WarehouseRow", "day_movement", "default_warehouse", "faults", "moved", "standings", "warehouse", "warehouses"]
