"""What forms, imports and other rooms say about goods. Quantities are in base units unless a unit is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Move:
    """Goods in (+) or out (−), in base units. kind: a key of rules.MOVES. source, source_id: the line that caused it.

    cost: yuan a base unit, tax included.
    """

    date: date
    warehouse_id: int
    product_id: int
    quantity: Decimal
    kind: str
    source: str = ""
    source_id: int = 0
    number: str = ""
    supplier: str = ""
    cost: Decimal | None = None
    batch: str = ""
    expiry: date | None = None
    remark: str = ""
