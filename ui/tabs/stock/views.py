"""Stock: how goods stand, what moved, what keepers said, what is promised, picked up, counted."""

from __future__ import annotations

from models.stock.listing import MOVEMENTS
from ui.kit.tab import ListView, View
from ui.tabs.stock import asking, counting, incoming, moving, places, standing, trips

MOVES = ListView(MOVEMENTS, period="month", as_of=True, columns=(
    "date", "number", "kind", "product", "specification", "unit", "goods_in", "goods_out", "warehouse", "batch", "supplier", "cost", "code",
    "expiry", "remark", "person"))
VIEWS: tuple[View, ...] = (
    standing.LIST, incoming.GOODS_IN, moving.DELIVERY_LIST, moving.DIFFERENCE_LIST, asking.CHECK_LIST, asking.PROMISE_LIST,
    counting.LIST, MOVES, trips.TRIP_LIST, places.LIST,
)
