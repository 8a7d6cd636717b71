"""The warehouses and who keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.core.office import Office


@dataclass(frozen=True)
class WarehouseRow:
    """A warehouse. keeper: the keeper's name, "" for none."""

    id: int
    code: str
    name: str
    keeper_id: int | None
    keeper: str
    active: bool


_SELECT = ("SELECT w.id, w.code, w.name, w.keeper_id, COALESCE(p.name, ''), w.active FROM warehouse w "
           "LEFT JOIN person p ON p.id = w.keeper_id")


def warehouses(office: Office) -> list[WarehouseRow]:
    """The warehouses in use, by code."""
    return [_row(row) for row in office.database.execute_sql(f"{_SELECT} WHERE w.active = 1 ORDER BY w.code")]


def warehouse(office: Office, warehouse_id: int) -> WarehouseRow | None:
    """One warehouse, in use or not."""
    row = office.database.execute_sql(f"{_SELECT} WHERE w.id = ?", (warehouse_id,)).fetchone()
    return None if row is None else _row(row)


def default_warehouse(office: Office) -> WarehouseRow | None:
    """The warehouse a new paper starts with: the first in use; None before there is one."""
    return next(iter(warehouses(office)), None)


def holds_goods(office: Office, warehouse_id: int) -> bool:
    """Whether anything lies there, is reserved there, or is missing by the books."""
    return office.database.execute_sql(
        "SELECT 1 FROM (SELECT on_hand, reserved, MAX(date) FROM stock_day WHERE warehouse_id = ? GROUP BY product_id) "
        "WHERE on_hand <> 0 OR reserved <> 0 LIMIT 1", (warehouse_id,)).fetchone() is not None


def _row(row: Any) -> WarehouseRow:
    return WarehouseRow(row[0], row[1], row[2], row[3], row[4], bool(row[5]))
